//! Comes in: the rows of a file in order, dated. Goes out: the term each one's
//! number belongs to. Must not know: cells.
//!
//! The day decides. Where it does not fit the rows before and behind it in the
//! same series (a wrong year), they decide: else the number would open a hole in
//! one series and move the counter of another.

use chrono::NaiveDate;

use crate::model::Terms;

/// Is what decides about a row: its series without the term, number and day.
pub(super) struct Dated {
    pub series: String,
    /// The organ's symbol.
    pub organ: String,
    pub number: u32,
    pub day: NaiveDate,
    /// The term the file itself names.
    pub said: Option<NaiveDate>,
}

/// Gives the first day of each row's term; nothing where neither the row nor
/// one beside it lies in a term.
pub(super) fn terms_of(rows: &[Dated], terms: &Terms) -> Vec<Option<NaiveDate>> {
    let own: Vec<Option<NaiveDate>> = rows.iter().map(|row| by_day(row, terms)).collect();
    let beside = |at: usize, step: &dyn Fn(usize) -> Option<usize>| {
        let mut walk = step(at);
        while let Some(other) = walk {
            if rows.get(other)?.series == rows[at].series && own[other].is_some() {
                return Some(other);
            }
            walk = step(other);
        }
        None
    };
    let decide = |at: usize| {
        let row = &rows[at];
        if row.said.is_some() {
            return own[at];
        }
        let before = beside(at, &|at: usize| at.checked_sub(1));
        let after = beside(at, &|at: usize| Some(at + 1).filter(|at| *at < rows.len()));
        let (before, after) = (before.map(|at| (&rows[at], own[at])), after.map(|at| (&rows[at], own[at])));
        match (before, after) {
            (Some((before, term)), Some((after, same)))
                if term == same && before.number <= row.number && row.number <= after.number =>
            {
                term
            }
            (Some((before, term)), None)
                if own[at].is_some_and(|own| Some(own) > term)
                    && row.number == before.number + 1
                    && row.number > 1 =>
            {
                term
            }
            (before, after) => own[at].or(before.or(after).and_then(|(_, term)| term)),
        }
    };
    (0..rows.len()).map(decide).collect()
}

fn by_day(row: &Dated, terms: &Terms) -> Option<NaiveDate> {
    let said = row.said.filter(|said| terms.iter().any(|term| term.from == *said));
    said.or_else(|| terms.of(&row.organ, row.day).map(|term| term.from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Term;

    #[test]
    fn a_wrong_year_does_not_change_the_series() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("day");
        let own = vec![
            Term { from: day("2020-06-01"), until: Some(day("2025-06-30")), congress: false },
            Term { from: day("2025-07-01"), until: None, congress: false },
        ];
        let terms = Terms::new(own, vec!["UBND".to_owned()]);
        let row = |text: &str| {
            let (number, on) = text.split_once(' ').expect("two");
            let number = number.parse().expect("number");
            Dated { series: "KH".into(), organ: "ĐU".into(), number, day: day(on), said: None }
        };
        let rows = |said: &str| said.split(", ").map(row).collect::<Vec<_>>();
        let years = |said: &str| -> Vec<i32> {
            let found = terms_of(&rows(said), &terms);
            found.iter().map(|term| term.map_or(0, |term| chrono::Datelike::year(&term))).collect()
        };
        assert_eq!(years("70 2025-05-02, 71 2026-05-03, 72 2025-05-04"), [2020, 2020, 2020]);
        assert_eq!(years("70 2025-05-02, 1 2025-07-03, 2 2025-07-04"), [2020, 2025, 2025]);
        assert_eq!(years("70 2023-05-02, 71 2013-05-03, 72 2023-05-04"), [2020, 2020, 2020]);
        assert_eq!(years("1 2013-05-02, 2 2013-05-03"), [0, 0]);
    }
}
