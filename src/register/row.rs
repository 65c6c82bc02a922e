//! Comes in: a row of the database. Goes out: an entry of the book. Must not
//! know: how rows are chosen.

use chrono::NaiveDate;
use rusqlite::Row;
use serde_json::{Value, json};

use crate::text::{Padding, short_date};

/// Says who does something and when; the library has no clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct By {
    /// The user's name as the machine knows it.
    pub who: String,
    /// The time, RFC 3339.
    pub at: String,
}

/// Is how far a number has come. Its paper is kept the moment it is issued, so that
/// what lies on a desk to be signed cannot be lost; what the office waits for
/// last is the signed copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// Says where a row of an older book stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// The file's own name.
    pub file: String,
    /// The sheet, where the file has sheets.
    pub sheet: Option<String>,
    /// The row as Excel numbers it.
    pub row: u32,
    /// The SHA-256 of the file.
    pub digest: String,
}

impl Origin {
    /// Names the place: ``so-cu.xlsx, trang `KH`, dòng 12``.
    #[must_use]
    pub fn told(&self) -> String {
        let sheet = self.sheet.as_ref().map(|sheet| format!(", trang `{sheet}`")).unwrap_or_default();
        format!("{}{sheet}, dòng {}", self.file, self.row)
    }

    /// Gives it as the log has it.
    pub(super) fn json(&self) -> Value {
        json!({ "tep": self.file, "trang": self.sheet, "dong": self.row, "sha256": self.digest })
    }

    fn of(stored: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(stored).ok()?;
        let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        let row = u32::try_from(value.get("dong")?.as_u64()?).ok()?;
        Some(Self { file: text("tep")?, sheet: text("trang"), row, digest: text("sha256")? })
    }
}

/// Is a paper that wants a number.
#[derive(Debug, Clone)]
pub struct Claim {
    /// The organ's symbol: `ĐU`.
    pub organ: String,
    /// The first day of its term.
    pub term: NaiveDate,
    /// The kind's name without marks: `ke-hoach`.
    pub kind: String,
    /// The kind's name.
    pub kind_name: String,
    /// The kind's symbol: `KH`.
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

/// Is a row of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the book, ascending, never used again.
    pub id: i64,
    /// The organ's symbol: `ĐU`.
    pub organ: String,
    /// The first day of the term.
    pub term: NaiveDate,
    /// The kind's name without marks: `ke-hoach`.
    pub kind: String,
    /// The kind's name: `Kế hoạch`.
    pub kind_name: String,
    /// The number.
    pub number: u32,
    /// The symbol without the number: `KH/ĐU`.
    pub symbol: String,
    /// The day of the paper.
    pub date: NaiveDate,
    /// The paper's file from the workspace, `/` between its parts; none for a
    /// row of an older book.
    pub path: String,
    /// Which of the paper's copies has this number, from 0.
    pub copy: u32,
    /// The summary.
    pub summary: String,
    /// The signer's name.
    pub signer: String,
    /// The recipients, one a line.
    pub recipients: String,
    /// Where it is kept.
    pub kept_at: String,
    /// How many copies have this number.
    pub copies: u32,
    /// How far it has come.
    pub state: State,
    /// Why it was cancelled; else what became of the paper later, or the remark of
    /// a row of an older book.
    pub reason: String,
    /// The SHA-256 of the issued PDF.
    pub pdf: String,
    /// The id of its object in the archive.
    pub object: String,
    /// How many papers before this one have the same number: only an older book
    /// gave one twice.
    pub dup: u32,
    /// Where it stood in an older book.
    pub origin: Option<Origin>,
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
            origin: Origin::of(&row.get::<_, String>(20)?),
        })
    }

    /// Gives the row as the log and other programs have it.
    #[must_use]
    pub fn json(&self) -> Value {
        let mut row = json!({
            "id": self.id, "co_quan": self.organ, "nhiem_ky": self.term.to_string(), "loai": self.kind,
            "ten_loai": self.kind_name, "so": self.number, "ky_hieu": self.symbol,
            "ngay": self.date.to_string(), "tep": self.path, "ban": self.copy, "trich_yeu": self.summary,
            "nguoi_ky": self.signer, "noi_nhan": self.recipients, "noi_luu": self.kept_at,
            "so_ban": self.copies, "trang_thai": self.state.word(), "ly_do": self.reason,
            "pdf": self.pdf, "doi_tuong": self.object,
        });
        // The log of a register knows its rows by these words: what most rows
        // do not have is not said.
        if self.dup > 0 {
            row["trung_so"] = self.dup.into();
        }
        if let Some(origin) = &self.origin {
            row["nguon"] = origin.json();
        }
        row
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

    /// Prints number and symbol: `07-KH/ĐU` (HD05 §3.2.2).
    #[must_use]
    pub fn printed(&self) -> String {
        format!("{:02}-{}", self.number, self.symbol)
    }

    /// Tells whose row it is: the paper's file, or the place in an older book.
    #[must_use]
    pub fn whose(&self) -> String {
        self.origin.as_ref().map_or_else(|| self.path.clone(), Origin::told)
    }
}

fn day(row: &Row<'_>, at: usize) -> rusqlite::Result<NaiveDate> {
    row.get::<_, String>(at)?.parse().map_err(|_| odd(at))
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
