//! Comes in: a row of the database. Goes out: an entry of the book. Must not
//! know: how rows are chosen.

use chrono::NaiveDate;
use rusqlite::Row;
use serde::{Deserialize, Serialize};

use crate::record::{self, Record};
use crate::text::{Padding, short_date};

/// Says who does something and when; the library has no clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct By {
    /// The user's name as the machine knows it.
    pub who: String,
    /// The time, RFC 3339.
    pub at: String,
}

impl By {
    /// Is what stands for a name the machine does not know.
    pub const NOBODY: &str = "không rõ";
}

/// Is how far a number has come. Its paper is kept the moment it is issued, so that
/// what lies on a desk to be signed cannot be lost; what the office waits for
/// last is the signed copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub enum State {
    /// It has its number; the file may not be there yet.
    Numbered,
    /// The final PDF was written.
    Issued,
    /// It lies in the archive, still without its signed copy.
    Kept,
    /// Its signed copy lies in the archive, too.
    Signed,
    /// It was issued before vanthu and comes from an older book.
    Imported,
    /// It was struck out; the number is never given again.
    Cancelled,
}

impl State {
    /// Gives the word that is stored.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Numbered => "cap-so",
            Self::Issued => "ban-hanh",
            Self::Kept => "luu",
            Self::Signed => "da-ky",
            Self::Imported => "nhap",
            Self::Cancelled => "huy",
        }
    }

    /// Gives the words the user reads.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Numbered => "đã cấp số",
            Self::Issued => "đã ban hành",
            Self::Kept => "đã lưu, chờ bản ký",
            Self::Signed => "đã ký",
            Self::Imported => "nhập từ sổ cũ",
            Self::Cancelled => "đã huỷ",
        }
    }

    /// Tells whether its paper lies in the archive and stands.
    #[must_use]
    pub fn is_kept(self) -> bool {
        matches!(self, Self::Kept | Self::Signed)
    }

    /// Reads the word that is stored.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        [Self::Numbered, Self::Issued, Self::Kept, Self::Signed, Self::Imported, Self::Cancelled]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

impl From<State> for &'static str {
    fn from(state: State) -> Self {
        state.word()
    }
}

impl TryFrom<String> for State {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        Self::of(&word).ok_or_else(|| format!("không rõ trạng thái `{word}`"))
    }
}

/// Says where a row of an older book stood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The file's own name.
    #[serde(rename = "tep")]
    pub file: String,
    /// The sheet, where the file has sheets.
    #[serde(rename = "trang")]
    pub sheet: Option<String>,
    /// The row as Excel numbers it.
    #[serde(rename = "dong")]
    pub row: u32,
    /// The SHA-256 of the file.
    #[serde(rename = "sha256")]
    pub digest: String,
}

impl Record for Origin {}

impl Origin {
    /// Names the place: ``so-cu.xlsx, trang `KH`, dòng 12``.
    #[must_use]
    pub fn told(&self) -> String {
        let sheet = self.sheet.as_ref().map(|sheet| format!(", trang `{sheet}`")).unwrap_or_default();
        format!("{}{sheet}, dòng {}", self.file, self.row)
    }
}

/// Is a paper that wants a number.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The organ's symbol: `ĐU`; the leading organ's, where several issue it.
    pub organ: String,
    /// The first day of its term.
    pub term: NaiveDate,
    /// Its series: the kind's name without marks (`ke-hoach`), or a series of several kinds.
    pub kind: String,
    /// The kind's name.
    pub kind_name: String,
    /// The symbol without the number: `KH/ĐU`; `/KH-UBND`, which brings a mark of its own.
    pub symbol: String,
    /// The number the paper has already, if it has one.
    pub number: Option<u32>,
    /// The day of the paper.
    pub date: NaiveDate,
    /// The paper's file from the workspace.
    pub path: String,
    /// The summary.
    pub summary: String,
    /// The signer's name.
    pub signer: String,
    /// The recipients, one a line.
    pub recipients: String,
    /// Whom each number is for, where each guest has their own; else empty.
    pub each: Vec<String>,
    /// Where it is kept.
    pub kept_at: String,
    /// How many numbers it needs: one for each guest where each has their own.
    pub numbers: u32,
    /// How many copies have one number.
    pub copies: u32,
    /// Everything that is printed, to be found again.
    pub text: String,
}

/// Is a row of the book, in the order and by the words the log has: its bytes are chained
/// there, and compared with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its place in the book, ascending, never used again.
    pub id: i64,
    /// The organ's symbol: `ĐU`.
    #[serde(rename = "co_quan")]
    pub organ: String,
    /// The first day of the term.
    #[serde(rename = "nhiem_ky")]
    pub term: NaiveDate,
    /// Its series: the kind's name without marks (`ke-hoach`), or a series of several kinds.
    #[serde(rename = "loai")]
    pub kind: String,
    /// The kind's name: `Kế hoạch`.
    #[serde(rename = "ten_loai")]
    pub kind_name: String,
    /// The number.
    #[serde(rename = "so")]
    pub number: u32,
    /// The symbol without the number: `KH/ĐU`; `/KH-UBND`, which brings a mark of its own.
    #[serde(rename = "ky_hieu")]
    pub symbol: String,
    /// The day of the paper.
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    /// The paper's file from the workspace, `/` between its parts; none for a
    /// row of an older book.
    #[serde(rename = "tep")]
    pub path: String,
    /// Which of the paper's copies has this number, from 0.
    #[serde(rename = "ban")]
    pub copy: u32,
    /// The summary.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// The signer's name.
    #[serde(rename = "nguoi_ky")]
    pub signer: String,
    /// The recipients, one a line.
    #[serde(rename = "noi_nhan")]
    pub recipients: String,
    /// Where it is kept.
    #[serde(rename = "noi_luu")]
    pub kept_at: String,
    /// How many copies have this number.
    #[serde(rename = "so_ban")]
    pub copies: u32,
    /// How far it has come.
    #[serde(rename = "trang_thai")]
    pub state: State,
    /// Why it was cancelled; else what became of the paper later, or the remark of
    /// a row of an older book.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// The SHA-256 of the issued PDF.
    pub pdf: String,
    /// The id of its object in the archive.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    /// How many papers before this one have the same number: only an older book
    /// gave one twice.
    #[serde(rename = "trung_so", default, skip_serializing_if = "is_none")]
    pub dup: u32,
    /// Where it stood in an older book.
    #[serde(rename = "nguon", default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Record for Entry {}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it so")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// Names the columns of [`Entry::read`], in order.
pub(super) const COLUMNS: &str = "id, organ, term, kind, kind_name, number, symbol, date, path, copy, \
    summary, signer, recipients, kept_at, copies, state, reason, pdf, object, dup, origin";

impl Entry {
    pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            organ: row.get(1)?,
            term: day(row, 2)?,
            kind: row.get(3)?,
            kind_name: row.get(4)?,
            number: row.get(5)?,
            symbol: row.get(6)?,
            date: day(row, 7)?,
            path: row.get(8)?,
            copy: row.get(9)?,
            summary: row.get(10)?,
            signer: row.get(11)?,
            recipients: row.get(12)?,
            kept_at: row.get(13)?,
            copies: row.get(14)?,
            state: State::of(&row.get::<_, String>(15)?).ok_or_else(|| odd(15))?,
            reason: row.get(16)?,
            pdf: row.get(17)?,
            object: row.get(18)?,
            dup: row.get(19)?,
            origin: origin(row, 20)?,
        })
    }

    /// Gives the folder of the paper's file, from the workspace: its dossier.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Gives the first of the numbers its paper was given.
    #[must_use]
    pub fn first(&self) -> u32 {
        self.number.saturating_sub(self.copy)
    }

    /// Prints number and symbol: `07-KH/ĐU` (HD05 §3.2.2), `07/KH-UBND` (NĐ30 Phụ lục I II.3).
    #[must_use]
    pub fn printed(&self) -> String {
        printed(self.number, &self.symbol)
    }

    /// Gives the symbol without the mark it brings: `KH/ĐU`, `KH-UBND`.
    #[must_use]
    pub fn sign(&self) -> &str {
        self.symbol.trim_start_matches(|mark: char| !mark.is_alphanumeric())
    }

    /// Tells whose row it is: the paper's file, or the place in an older book.
    #[must_use]
    pub fn whose(&self) -> String {
        self.origin.as_ref().map_or_else(|| self.path.clone(), Origin::told)
    }
}

/// Prints a number before a symbol as the register has it.
#[must_use]
pub fn printed(number: u32, symbol: &str) -> String {
    let joint = if symbol.starts_with(char::is_alphanumeric) { "-" } else { "" };
    format!("{number:02}{joint}{symbol}")
}

fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<NaiveDate> {
    row.get::<_, String>(at)?.parse().map_err(|_| odd(at))
}

/// Reads where a row stood; nothing stands there for most rows.
fn origin(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Origin>> {
    let stored: String = row.get(at)?;
    if stored.is_empty() {
        return Ok(None);
    }
    record::read(stored.as_bytes()).map(Some).map_err(|_| odd(at))
}

fn odd(at: usize) -> rusqlite::Error {
    rusqlite::Error::InvalidColumnType(at, "chữ".into(), rusqlite::types::Type::Text)
}

/// Writes a day as papers do: `03/6/2026` (HD05 §4.2.2, as in all rule sets).
/// What is printed asks the rule set itself.
#[must_use]
pub fn told(day: NaiveDate) -> String {
    short_date(day, &Padding { day_below: 10, month_below: 3 })
}
