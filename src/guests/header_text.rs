//! Comes in: one row, or two that stand over one another. Goes out: the words
//! over each column and what they name. Must not know: which rows are tried.

use super::column::{Column, Role, role};
use crate::table::{Grid, Row, letters};
use crate::text::fold;
use crate::text::one_line;

/// Is the head of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The column, from 0.
    pub column: usize,
    /// Its words on one line.
    pub shown: String,
    /// What it is for.
    pub role: Role,
    /// Whether no words stand over it, and `shown` is its letter.
    pub bare: bool,
}

impl Head {
    /// Names the column by its words and its letter.
    pub(super) fn named(&self) -> String {
        format!("`{}` ({})", self.shown, letters(self.column))
    }
}

/// Reads the heads of a row, or of a row and the one below it.
pub(super) fn heads(grid: &Grid, top: &Row, below: Option<&Row>, wanted: &[(Column, String)]) -> Vec<Head> {
    let mut columns: Vec<usize> = top.cells.keys().copied().collect();
    columns.extend(below.iter().flat_map(|row| row.cells.keys().copied()));
    columns.sort_unstable();
    columns.dedup();
    let head = |column: usize| {
        let under = below.and_then(|row| row.text(column)).map(str::trim);
        let over = top.text(column).map(str::trim).or_else(|| under.and_then(|_| over(grid, top, column)));
        let (words, role) = match (over, under) {
            (Some(over), Some(under)) if fold(over) != fold(under) => {
                let both = format!("{} – {}", one_line(over), one_line(under));
                match meaning(under, wanted) {
                    Role::Other => {
                        let role = meaning(&both, wanted);
                        (both, role)
                    }
                    role => (under.to_owned(), role),
                }
            }
            (Some(words), _) | (None, Some(words)) => (words.to_owned(), meaning(words, wanted)),
            (None, None) => (String::new(), Role::Other),
        };
        Head { column, shown: one_line(&words), role, bare: false }
    };
    let mut heads: Vec<Head> = columns.into_iter().map(head).collect();
    told_columns(&mut heads);
    heads
}

/// Gives the words that a merged cell, or the cell to the left, says over a
/// column.
fn over<'a>(grid: &Grid, top: &'a Row, column: usize) -> Option<&'a str> {
    if grid.merges.is_some() {
        let merge = grid.merge_at(top.number, column)?;
        return top.text(merge.columns.0).map(str::trim);
    }
    top.cells.range(..column).next_back().map(|(_, cell)| cell.text.trim())
}

/// Tells what words name: what the user said, else what people write.
fn meaning(words: &str, wanted: &[(Column, String)]) -> Role {
    let said = wanted.iter().find(|(_, said)| fold(said) == fold(words) && !fold(said).is_empty());
    match (said, role(words)) {
        (Some((column, _)), _) => Role::Field(*column),
        // A field the user has placed elsewhere is not taken from here.
        (None, Role::Field(column)) if wanted.iter().any(|(known, _)| *known == column) => Role::Other,
        (None, role) => role,
    }
}

/// `Dòng` and `Lý do` are ours only where both stand.
fn told_columns(heads: &mut [Head]) {
    let told = |head: &&mut Head| head.role == Role::Told;
    if heads.iter_mut().filter(told).count() != 2 {
        heads.iter_mut().filter(told).for_each(|head| head.role = Role::Other);
    }
}
