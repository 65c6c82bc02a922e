//! Comes in: rows of an older book, read and dated. Goes out: the same rows in
//! the register, each with its row in the log, all in one change; or why one
//! cannot be entered. Must not know: files, how rows are read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Transaction, params};

use super::log::note;
use super::open::{Register, trouble};
use super::row::{By, COLUMNS, Entry, Origin, State, told};
use crate::diag::Diagnostic;
use crate::text::folded;

/// Is a row of an older book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// The organ's symbol: `ĐU`.
    pub organ: String,
    /// The first day of its term.
    pub term: NaiveDate,
    /// The kind's name: `Kế hoạch`.
    pub kind_name: String,
    /// The kind's symbol as it was used: `KH`.
    pub symbol: String,
    /// The number.
    pub number: u32,
    /// The day of the paper.
    pub date: NaiveDate,
    /// The summary.
    pub summary: String,
    /// The signer's name.
    pub signer: String,
    /// The recipients, one a line.
    pub recipients: String,
    /// Where it is kept.
    pub kept_at: String,
    /// How many copies were made.
    pub copies: u32,
    /// What else the row says.
    pub note: String,
    /// Whether the number was struck out.
    pub struck: bool,
    /// Where it stood.
    pub origin: Origin,
}

/// Is what became of a row of an older book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is in the register now, under this id.
    Entered(i64),
    /// It was there already: the same number, day and summary, at this place.
    Known(String),
    /// It cannot be entered, and why.
    Refused(String),
}

impl Past {
    fn kind(&self) -> String {
        folded(&self.kind_name)
    }

    fn is(&self, entry: &Entry) -> bool {
        entry.date == self.date && folded(&entry.summary) == folded(&self.summary)
    }
}

impl Register {
    /// Enters rows of an older book in one change; the counter of each series
    /// then stands behind its greatest number. A number that the file itself
    /// has twice is entered twice; one that an earlier file brought, only where
    /// `again` says so; one that a paper of vanthu has, never.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be written; then no row is in it.
    pub fn import(&mut self, rows: &[Past], again: bool, by: &By) -> Result<Vec<Fate>, Box<Diagnostic>> {
        let path = self.path.clone();
        self.change(|change| entered(change, rows, again, by).map_err(|error| trouble(&path, &error)))
    }
}

type Key = (String, NaiveDate, String, u32);

fn entered(change: &Transaction<'_>, rows: &[Past], again: bool, by: &By) -> rusqlite::Result<Vec<Fate>> {
    let mut there: BTreeMap<Key, Vec<Entry>> = BTreeMap::new();
    let sql = format!("SELECT {COLUMNS} FROM entry ORDER BY number, dup");
    for entry in change.prepare(&sql)?.query_map([], Entry::read)? {
        let entry = entry?;
        let key = (entry.organ.clone(), entry.term, entry.kind.clone(), entry.number);
        there.entry(key).or_default().push(entry);
    }
    let mut fates = Vec::with_capacity(rows.len());
    for row in rows {
        let same = there.entry((row.organ.clone(), row.term, row.kind(), row.number)).or_default();
        if let Some(fate) = settled(row, same, again) {
            fates.push(fate);
            continue;
        }
        let dup = u32::try_from(same.len()).unwrap_or(u32::MAX);
        let entry = enter(change, row, dup, by)?;
        fates.push(Fate::Entered(entry.id));
        same.push(entry);
    }
    Ok(fates)
}

/// Tells the fate of a row whose number is there already.
fn settled(row: &Past, same: &[Entry], again: bool) -> Option<Fate> {
    if let Some(known) = same.iter().find(|entry| entry.origin.is_some() && row.is(entry)) {
        return Some(Fate::Known(known.whose()));
    }
    let ours = same.iter().find(|entry| entry.origin.is_none());
    let earlier =
        |entry: &&Entry| entry.origin.as_ref().is_some_and(|origin| origin.digest != row.origin.digest);
    let taken = ours.or_else(|| same.iter().find(earlier).filter(|_| !again))?;
    let (name, whose) = (taken.printed(), taken.whose());
    let brief = format!("`{name}` ngày {} “{}”", told(taken.date), taken.summary);
    Some(Fate::Refused(if taken.origin.is_none() {
        format!("số này vanthu đã cấp cho `{whose}`: {brief}")
    } else {
        format!(
            "số này đã nhập từ {whose} với nội dung khác: {brief}; là hai văn bản trùng số thì nhập lại với --trung-so"
        )
    }))
}

fn enter(change: &Transaction<'_>, row: &Past, dup: u32, by: &By) -> rusqlite::Result<Entry> {
    let (term, kind) = (row.term.to_string(), row.kind());
    change
        .prepare_cached(
            "INSERT INTO series VALUES (?1, ?2, ?3, 1, ?4) \
             ON CONFLICT DO UPDATE SET first = 1, next = max(next, excluded.next)",
        )?
        .execute(params![row.organ, term, kind, row.number.saturating_add(1)])?;
    let state = if row.struck { State::Cancelled } else { State::Imported };
    change
        .prepare_cached(
            "INSERT INTO entry (organ, term, kind, kind_name, number, symbol, date, path, copy, summary, \
             signer, recipients, kept_at, copies, state, reason, dup, origin) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '', 0, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            row.organ,
            term,
            kind,
            row.kind_name,
            row.number,
            format!("{}/{}", row.symbol, row.organ),
            row.date.to_string(),
            row.summary,
            row.signer,
            row.recipients,
            row.kept_at,
            row.copies,
            state.word(),
            row.note,
            dup,
            row.origin.json().to_string(),
        ])?;
    let id = change.last_insert_rowid();
    let text = [&row.kind_name, &row.summary, &row.recipients, &row.signer, &row.note].map(String::as_str);
    change
        .prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
        .execute(params![id, folded(&text.join("\n"))])?;
    let entry = super::find::entry(change, id)?;
    note(change, by, "nhap", id, entry.json().to_string())?;
    Ok(entry)
}
