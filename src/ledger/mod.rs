//! Comes in: the path of a register as an office kept it before (a spreadsheet
//! or separated text). Goes out: its rows, ready for the register; the rows that
//! cannot be read with the reason for each; findings. Must not know: the
//! register's database, what has its numbers already.

mod bad_csv;
mod column;
mod day;
mod draft;
mod half;
mod header;
mod kind;
mod number;
mod rows;
mod term;
#[cfg(test)]
mod tests;

use std::path::Path;

use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::kind::KindName;
use crate::model::Terms;
use crate::register::Past;
use crate::table::{Opened, Place, Sheet, brought, open, sheets};

pub use bad_csv::{bad_rows, bad_rows_csv, mended};
pub use kind::kind_named;
pub use number::{Symbol, symbol};

/// Says what the reader must know about the office and the file.
#[derive(Debug, Clone)]
pub struct Wish<'a> {
    /// The sheet to read; without it, every sheet that has a header.
    pub sheet: Option<&'a str>,
    /// The kind of rows that do not say theirs.
    pub kind: Option<&'a str>,
    /// The symbol of the office, for rows that do not say theirs: `ĐU`.
    pub organ: &'a str,
    /// Every kind there is.
    pub kinds: &'a [KindName],
    /// The terms of the office, and which organs count by years.
    pub terms: &'a Terms,
}

/// Is a row as it stood, to be given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The file it first stood in: what was mended remembers the old book.
    pub file: String,
    /// The sheet, where that file has sheets.
    pub sheet: Option<String>,
    /// The row in that file as Excel numbers it.
    pub row: usize,
    /// Each header with what stands under it.
    pub cells: Vec<(String, String)>,
    /// The kind that something above the row says it is of.
    pub kind: Option<String>,
    /// Names the place for findings.
    pub place: String,
}

/// Is a row that can be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is entered.
    pub past: Past,
    /// The row as it stood.
    pub record: Record,
}

/// Is a row that cannot be entered as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// The row as it stood.
    pub record: Record,
    /// Why, each with its column.
    pub reasons: Vec<String>,
}

/// Is everything that was read.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The good rows, in the order of the file.
    pub lines: Vec<Line>,
    /// The rows that cannot be used.
    pub bad: Vec<Bad>,
    /// The rows that are no papers (a heading, a total), with their place.
    pub skipped: Vec<String>,
    /// What is wrong or doubtful; each bad row has its errors here too.
    pub findings: Vec<Diagnostic>,
}

impl Ledger {
    /// Takes out the bad rows that are in the register already, mended in a file
    /// of their own; gives their places.
    pub fn settle(&mut self, there: impl Fn(&Record) -> bool) -> Vec<String> {
        let (settled, bad): (Vec<Bad>, Vec<Bad>) =
            std::mem::take(&mut self.bad).into_iter().partition(|bad| there(&bad.record));
        self.bad = bad;
        for Bad { record, reasons } in &settled {
            let told: Vec<Diagnostic> = reasons.iter().map(|reason| bad_row(record, reason)).collect();
            self.findings.retain(|finding| !told.contains(finding));
        }
        settled.into_iter().map(|bad| bad.record.place).collect()
    }

    /// Takes a good row out again: it cannot be entered.
    pub fn refuse(&mut self, record: Record, reason: String) {
        self.findings.push(bad_row(&record, &reason));
        self.bad.push(Bad { record, reasons: vec![reason] });
    }
}

/// Makes the finding of a bad row.
fn bad_row(record: &Record, reason: &str) -> Diagnostic {
    Diagnostic::new(Code::OLD_BOOK_ROW, format!("{}: {reason}", record.place))
}

/// Reads an older register.
///
/// # Errors
/// Gives findings if there is nothing to speak of: the file cannot be read, is
/// none of the known formats, or no sheet has a header with rows below it.
pub fn read(path: &Path, wish: &Wish<'_>) -> Result<Ledger, Findings> {
    of(open(path)?, wish)
}

/// Reads an older register that somebody hands over under a file's name.
///
/// # Errors
/// As [`read`].
pub fn read_brought(name: &str, bytes: &[u8], wish: &Wish<'_>) -> Result<Ledger, Findings> {
    of(brought(name, bytes.to_vec())?, wish)
}

fn of(mut opened: Opened, wish: &Wish<'_>) -> Result<Ledger, Findings> {
    let digest = sha256_hex(&opened.bytes);
    let mut ledger = Ledger { findings: std::mem::take(&mut opened.findings), ..Ledger::default() };
    let name = opened.name.clone();
    let mut bare = Vec::new();
    let all = sheets(opened, wish.sheet, header::fit)?;
    ledger.findings.extend(all.left.iter().map(left_out));
    for Sheet { place, mut grid, old, hidden } in all.read {
        ledger.findings.extend(hidden.then(|| read_hidden(&place, wish.sheet.is_some())));
        match header::find(&grid) {
            Some(header) => rows::read(&place, &mut grid, &header, &old, &digest, wish, &mut ledger),
            None if grid.rows.is_empty() => {}
            None => bare.push(place),
        }
    }
    if ledger.lines.is_empty() && ledger.bad.is_empty() {
        let message = format!("{name}: không thấy hàng tiêu đề của sổ, hoặc bên dưới không có dòng nào");
        let finding = Diagnostic::new(Code::OLD_BOOK_HEADER, message)
            .hint("cần một hàng tiêu đề ngay trên các dòng: Số, ký hiệu; Ngày tháng; Tên loại và trích yếu");
        ledger.findings.push(finding);
        return Err(ledger.findings.into());
    }
    for place in bare {
        let what = "không có hàng tiêu đề của sổ nên không đọc trang này";
        ledger.findings.push(place.about(Code::OLD_BOOK_DOUBT, what));
    }
    // Rows of several sheets have no order among each other.
    ledger.findings.iter_mut().for_each(|finding| finding.row = None);
    Ok(ledger)
}

/// Says that a hidden sheet was left out: an old year may lie there.
fn left_out(place: &Place) -> Diagnostic {
    let name = place.sheet.as_deref().unwrap_or_default();
    place.about(Code::OLD_BOOK_DOUBT, "trang đang ẩn nên không đọc").hint(format!(
        "trong đó có văn bản thì nhập trang ấy: thêm --trang \"{name}\"; không có thì không phải làm gì"
    ))
}

/// Says that a hidden sheet was read: nobody who opens the file sees its rows.
fn read_hidden(place: &Place, named: bool) -> Diagnostic {
    let why =
        if named { "vì --trang chỉ đúng trang này" } else { "vì tệp không có trang nào hiện" };
    place
        .about(Code::OLD_BOOK_DOUBT, &format!("trang đang ẩn, vẫn đọc {why}"))
        .hint("mở tệp bằng Excel, bấm chuột phải vào tên trang, chọn Unhide (Bỏ ẩn) để xem các dòng đã nhập")
}
