//! Comes in: the path of a guest list as the office has it (a spreadsheet or
//! separated text). Goes out: guests with exact places, the rows that could
//! not be read with the reason for each, and findings. Must not know: papers,
//! Typst, output, which cells a paper needs.

mod bad_csv;
mod column;
mod guest;
mod header;
mod header_text;
mod honorific;
mod rows;
mod select;
mod sort;
#[cfg(test)]
mod tests;
mod total;
mod twins;
mod written;

use std::path::Path;

use crate::diag::Diagnostic;
use crate::table::open;

pub use crate::text::fold;
pub use bad_csv::bad_rows_csv;
pub use column::Column;
pub use written::{differing, is_mended, refuse, written};

pub use crate::model::Guest;

/// Says what the user wants of the list.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The sheet to read; without it, the only one that holds a list.
    pub sheet: Option<String>,
    /// Which header stands over a field, where the header is not one that
    /// people commonly write.
    pub columns: Vec<(Column, String)>,
}

/// Is a row that holds somebody but cannot be used as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// The row as Excel numbers it.
    pub row: usize,
    /// The heading it stands under.
    pub group: Option<String>,
    /// Its cells, one for each entry of [`GuestList::header`].
    pub cells: Vec<String>,
    /// Why it is bad, each with its column.
    pub reasons: Vec<String>,
    /// The same for the user, with places and advice.
    pub findings: Vec<Diagnostic>,
}

/// Is a row below the header that was taken for no guest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// The row as Excel numbers it.
    pub row: usize,
    /// What stands in it.
    pub text: String,
    /// What it was taken for.
    pub taken_for: Taken,
}

/// Says what a row that is no guest was taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// A heading that groups the rows below it.
    Heading,
    /// A total, a date, a signature below the list.
    Footer,
    /// The header again, or the row of column numbers below it.
    Header,
    /// A number without a person.
    Number,
}

/// Is everything that was read.
#[derive(Debug, Clone, Default)]
pub struct GuestList {
    /// The file's own name.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The row of the header, as Excel numbers it.
    pub header_row: usize,
    /// The headers from left to right, as they are written.
    pub header: Vec<String>,
    /// Whether a column gives each row the number it has in another list.
    pub numbered: bool,
    /// The good rows, in the order of the list.
    pub guests: Vec<Guest>,
    /// The rows that cannot be used.
    pub bad: Vec<BadRow>,
    /// The rows that are nobody, so that nothing is passed over in silence.
    pub skipped: Vec<Skipped>,
    /// What is wrong or doubtful beside the bad rows.
    pub findings: Vec<Diagnostic>,
    /// The rows that were mended apart, in a file that this run was given.
    pub mended: Vec<usize>,
}

impl GuestList {
    /// Gives all that is to be told of the list: each bad row, then the rest.
    pub fn told(&self) -> impl Iterator<Item = &Diagnostic> {
        self.bad.iter().flat_map(|bad| &bad.findings).chain(&self.findings)
    }
}

/// Reads a guest list.
///
/// # Errors
/// Gives findings if there is no list to speak of: the file cannot be read, is
/// none of the known formats, has no sheet or no header that fits, or nobody
/// stands in it. A bad row is no such error; it is in [`GuestList::bad`].
pub fn read(path: &Path, wish: &Wish) -> Result<GuestList, Vec<Diagnostic>> {
    let mut opened = open(path).map_err(|finding| vec![*finding])?;
    let mut before = std::mem::take(&mut opened.findings);
    let checked = select::choose(opened, wish).and_then(|chosen| match select::missing(&chosen, wish) {
        missing if missing.is_empty() => Ok(chosen),
        missing => Err(missing),
    });
    match checked.and_then(rows::read) {
        Ok(mut list) => {
            before.append(&mut list.findings);
            list.findings = before;
            Ok(list)
        }
        Err(findings) => {
            before.extend(findings);
            Err(before)
        }
    }
}
