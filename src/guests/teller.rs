//! Comes in: rows of a list that share something odd. Goes out: a finding of each, or one of all where they
//! are many. Must not know: what is odd about them.

use crate::diag::{Code, Diagnostic};
use crate::table::{Place, Row, row_list};

/// So many rows with the same about them are told of in one finding.
pub(super) const TOGETHER: usize = 6;

/// Tells of guests, whose rows are at hand, what is to be looked at.
pub(super) struct Teller<'a> {
    pub(super) place: &'a Place,
    pub(super) rows: &'a [&'a Row],
}

/// Says of which rows something is told.
pub(super) enum At<'a> {
    /// Of one, by its place among those it is told of.
    One(usize),
    /// Of all of them: `dòng 3–21, 23`.
    All(&'a str),
}

impl Teller<'_> {
    /// Tells of each of some rows, by its place among them, or of all in one finding where
    /// they are many.
    pub(super) fn tell(
        &self,
        own: &[usize],
        code: &'static Code,
        column: Option<&str>,
        hint: &str,
        what: impl Fn(At<'_>) -> String,
    ) -> Vec<Diagnostic> {
        if own.len() < TOGETHER {
            let one = |(index, at): (usize, &usize)| {
                self.place.finding(code, self.rows[*at], column, &what(At::One(index))).hint(hint)
            };
            return own.iter().enumerate().map(one).collect();
        }
        let numbers: Vec<usize> = own.iter().map(|at| self.rows[*at].number).collect();
        let word = if self.place.in_paper { "khách thứ" } else { "dòng" };
        let what = what(At::All(&format!("{word} {}", row_list(&numbers))));
        vec![self.place.finding(code, self.rows[own[0]], column, &what).hint(hint)]
    }
}
