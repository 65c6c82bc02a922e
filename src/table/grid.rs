//! Comes in: cells from any format. Goes out: one shape for all: rows with
//! their numbers, cells with their kinds, merged areas. Must not know: which
//! format the cells came from, what they mean.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// More filled rows than this is no list of an office.
pub(crate) const MAX_ROWS: usize = 100_000;
/// More filled cells than this is no list of an office.
pub(crate) const MAX_CELLS: usize = 3_000_000;
/// More columns than this no spreadsheet has.
pub(crate) const MAX_COLUMNS: usize = 16_384;
/// More filled cells in one row than this is no list of an office.
pub(crate) const MAX_WIDTH: usize = 1_000;
/// A longer text (bytes) in one cell is no list of an office; Excel's longest has 32,767
/// letters.
pub(crate) const MAX_LETTERS: usize = 1 << 20;
/// More different texts than this is no list of an office.
pub(crate) const MAX_STRINGS: usize = 2_000_000;
/// More merged areas than this is no list of an office.
pub(crate) const MAX_MERGES: usize = 20_000;
/// More text (bytes) than this is no list of an office.
pub(crate) const MAX_TEXT: usize = 64 << 20;

/// Tells what a cell held before it became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Text as it was typed.
    Text,
    /// A number.
    Number,
    /// A date or a time.
    Date,
    /// An error such as `#N/A`.
    Error,
    /// A quoted value that ran on over the rows below it.
    RunOn,
    /// A formula whose value the file does not hold; the text is the formula.
    Formula,
}

/// Is a filled cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its text in NFC, with white space as it was.
    pub text: String,
    /// What it held.
    pub kind: Kind,
}

/// Is a row with at least one filled cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// Its number as Excel shows it.
    pub number: usize,
    /// Its filled cells by column, from 0.
    pub cells: BTreeMap<usize, Cell>,
    /// Its bytes in the text of the file, where the file is text.
    pub bytes: Option<Range<usize>>,
}

impl Row {
    /// Gives the text of a cell, if it is filled.
    pub(crate) fn text(&self, column: usize) -> Option<&str> {
        self.cells.get(&column).map(|cell| cell.text.as_str())
    }
}

/// Is a merged area; rows are numbered as Excel shows them, columns from 0,
/// all ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merge {
    /// The first and the last row.
    pub rows: (usize, usize),
    /// The first and the last column.
    pub columns: (usize, usize),
}

/// Is a sheet, or a whole file of separated text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grid {
    /// The filled rows in order.
    pub rows: Vec<Row>,
    /// The merged areas, if the format tells them.
    pub merges: Option<Vec<Merge>>,
    /// Whether rows can be torn by a wrong separator.
    pub torn: bool,
    /// What a person who opens the file does not see.
    pub unseen: Unseen,
    /// Cells whose letters are struck through, if the format tells: row and column.
    pub struck: BTreeSet<(usize, usize)>,
}

/// Is what a person who opens the file does not see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unseen {
    /// Rows as Excel numbers them.
    pub rows: BTreeSet<usize>,
    /// Columns from 0.
    pub columns: BTreeSet<usize>,
}

impl Grid {
    /// Gives the merged area that begins at or covers a cell.
    pub(crate) fn merge_at(&self, row: usize, column: usize) -> Option<Merge> {
        let within = |(first, last): (usize, usize), at| first <= at && at <= last;
        let merges = self.merges.as_deref().unwrap_or_default();
        merges.iter().copied().find(|merge| within(merge.rows, row) && within(merge.columns, column))
    }
}

/// Names a column as Excel does: `A`, `Z`, `AA`.
pub(crate) fn letters(column: usize) -> String {
    let mut rest = column + 1;
    let mut name = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn columns_are_named_as_in_excel() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(super::letters(column), name);
        }
    }
}
