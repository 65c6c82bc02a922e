//! Comes in: the path of a guest list as the office has it (a spreadsheet or
//! separated text). Goes out: guests with exact places, the rows that could
//! not be read with the reason for each, and findings. Must not know: papers,
//! Typst, output, which cells a paper needs.

mod absent;
mod addressed;
mod bad_csv;
mod changed;
mod column;
mod filler;
mod guest;
mod header;
mod header_text;
mod heard;
mod honorific;
mod looks;
mod marker;
mod names;
mod rows;
mod select;
mod sheets;
mod sort;
mod tally;
mod teller;
#[cfg(test)]
mod tests;
mod total;
mod twins;
mod unread;
mod unseen;
mod wording;
mod written;

use std::path::Path;

use crate::diag::{Code, Diagnostic, Findings};
use crate::table::open;

pub use crate::text::fold;
pub use addressed::unaddressed;
pub use bad_csv::bad_rows_csv;
pub use column::Column;
pub use heard::{Heard, Meaning};
pub use sheets::{SheetSeen, TopRow, sheets};
pub use tally::Tally;
pub use written::{differing, is_mended, may_differ, refuse, signing, written};

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

/// Is a row that was taken for no guest.
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taken {
    /// What stands above the header.
    Title,
    /// The header, the header again, or the row of column numbers below it.
    Header,
    /// A heading that groups the rows below it.
    Heading,
    /// A number without a person.
    Number,
    /// A total.
    Total,
    /// A date, a signature, a remark below the list.
    Footer,
}

/// Is a sheet of the file that was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its name.
    pub sheet: String,
    /// Whether a person who opens the file does not see it.
    pub hidden: bool,
    /// How many rows hold something.
    pub rows: usize,
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
    /// How each of these columns was understood.
    pub columns: Vec<Heard>,
    /// The headers that the user named for fields.
    pub said: Vec<(Column, String)>,
    /// Whether a column gives each row the number it has in another list.
    pub numbered: bool,
    /// The good rows, in the order of the list.
    pub guests: Vec<Guest>,
    /// The rows that cannot be used.
    pub bad: Vec<BadRow>,
    /// The rows that are nobody, from the first of the sheet to the last, so that
    /// nothing is passed over in silence.
    pub skipped: Vec<Skipped>,
    /// The rows between them in which nothing stands: the first and the last of each run.
    pub blank: Vec<(usize, usize)>,
    /// The rows that were read though a person who opens the file does not see them.
    pub hidden: Vec<usize>,
    /// The sheets that were not read.
    pub unread: Vec<Unread>,
    /// What is wrong or doubtful beside the bad rows.
    pub findings: Vec<Diagnostic>,
    /// What is printed otherwise than it was typed.
    pub(crate) changed: Vec<guest::Change>,
    /// The rows that were mended apart, in a file that this run was given.
    pub mended: Vec<usize>,
    /// The rows that were mended apart in earlier runs.
    pub mended_before: Vec<usize>,
    /// What those rows were before they were mended.
    pub mended_from: Vec<BadRow>,
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
pub fn read(path: &Path, wish: &Wish) -> Result<GuestList, Findings> {
    if path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
        return Err(no_list(path).into());
    }
    let mut opened = open(path)?;
    let mut before = std::mem::take(&mut opened.findings);
    let checked = select::choose(opened, wish).and_then(|chosen| match select::missing(&chosen, wish) {
        missing if missing.is_empty() => Ok(chosen),
        missing => Err(missing.into()),
    });
    match checked.and_then(rows::read) {
        Ok(mut list) => {
            before.append(&mut list.findings);
            list.findings = before;
            list.said.clone_from(&wish.columns);
            Ok(list)
        }
        Err(findings) => {
            before.extend(findings);
            Err(before.into())
        }
    }
}

/// Says that a paper is no list.
fn no_list(path: &Path) -> Diagnostic {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let message = format!("`{name}` là tệp văn bản (YAML), không phải danh sách khách");
    Diagnostic::new(Code::TABLE_FORMAT, message).hint(
        "danh sách khách là tệp .xlsx, .xls, .ods hoặc .csv; kiểm tra văn bản thì dùng `vanthu kiem-tra`",
    )
}
