//! Comes in: rows of an older book, read and dated. Goes out: the same rows in
//! the register, each with its row in the log, all in one change; or why one
//! cannot be entered. Must not know: files, how rows are read.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Transaction, params};

use super::act::{Deed, Step};
use super::log::note;
use super::open::{Register, trouble};
use super::row::{By, COLUMNS, Entry, Origin, State, told};
use crate::diag::Diagnostic;
use crate::record;
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
    /// The symbol without the number, as it was used: `KH/ĐU`.
    pub symbol: String,
    /// Who drafted it, in the symbol of a letter of the State: `VP`; else empty.
    pub unit: String,
    /// Its series: the kind's name without marks, or a series of several kinds.
    pub series: String,
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
    /// It was there already; its summary is now as the row has it. The row of the
    /// register, and the summary it had.
    Corrected(i64, String),
    /// It is a paper that was entered before with something else in it, and stays
    /// as it was entered.
    Stays(String),
    /// It cannot be entered, and why.
    Refused(String),
}

/// Summaries are nearly the same from here on (0 to 1).
const NEAR: f64 = 0.8;
/// A book that begins with a number above this one plainly goes on from another.
const BEGINS: u32 = 10;

impl Past {
    fn kind(&self) -> String {
        self.series.clone()
    }

    fn is(&self, entry: &Entry) -> bool {
        entry.date == self.date && folded(&entry.summary) == folded(&self.summary)
    }

    /// Tells whether an entry came from this very row of the same file.
    fn stood_at(&self, entry: &Entry) -> bool {
        let Origin { file, sheet, row, .. } = &self.origin;
        entry.origin.as_ref().is_some_and(|at| (&at.file, &at.sheet, &at.row) == (file, sheet, row))
    }

    /// Tells a summary in which only a word was put right; other figures are
    /// another paper.
    fn is_near(&self, entry: &Entry) -> bool {
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let (one, other) = (folded(&self.summary), folded(&entry.summary));
        figures(&one) == figures(&other) && strsim::normalized_levenshtein(&one, &other) >= NEAR
    }

    /// Tells whether an entry of an earlier file is the same paper.
    fn is_same(&self, entry: &Entry) -> bool {
        let earlier = entry.origin.as_ref().is_some_and(|origin| origin.digest != self.origin.digest);
        let signed = folded(&entry.signer) == folded(&self.signer);
        let (dated, near) = (entry.date == self.date, self.is_near(entry));
        earlier && (self.stood_at(entry) && (dated || near) || dated && signed && near)
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

/// Gives the number each series of a book begins with, 1 where it may lack its
/// first rows.
fn begins(rows: &[Past]) -> BTreeMap<(String, NaiveDate, String), u32> {
    let mut first = BTreeMap::new();
    for row in rows {
        let least = first.entry((row.organ.clone(), row.term, row.kind())).or_insert(row.number);
        *least = row.number.min(*least);
    }
    first.values_mut().filter(|least| **least <= BEGINS).for_each(|least| *least = 1);
    first
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
    let begins = begins(rows);
    let mut fates = Vec::with_capacity(rows.len());
    for row in rows {
        let same = there.entry((row.organ.clone(), row.term, row.kind(), row.number)).or_default();
        if let Some(fate) = settled(row, same, again) {
            if let Fate::Corrected(id, _) = fate {
                let entry = correct(change, id, &row.summary, by)?;
                same.iter_mut().filter(|known| known.id == id).for_each(|known| *known = entry.clone());
            }
            fates.push(fate);
            continue;
        }
        let dup = u32::try_from(same.len()).unwrap_or(u32::MAX);
        let first = begins.get(&(row.organ.clone(), row.term, row.kind())).copied().unwrap_or(1);
        let entry = enter(change, row, (first, dup), by)?;
        fates.push(Fate::Entered(entry.id));
        same.push(entry);
    }
    Ok(fates)
}

/// Tells the fate of a row whose number is there already.
fn settled(row: &Past, same: &[Entry], again: bool) -> Option<Fate> {
    if let Some(known) = same.iter().find(|entry| entry.origin.is_some() && row.is(entry)) {
        // Only marks or capitals were put right.
        let put_right = known.summary != row.summary && row.stood_at(known) && row.is_same(known);
        let fate = || Fate::Corrected(known.id, known.summary.clone());
        return Some(if put_right { fate() } else { Fate::Known(known.whose()) });
    }
    if let Some(known) = same.iter().find(|entry| row.is_same(entry)) {
        let may = known.state == State::Imported && known.date == row.date && row.is_near(known);
        return Some(if may {
            Fate::Corrected(known.id, known.summary.clone())
        } else {
            let brief = format!("`{}` ngày {} “{}”", known.printed(), told(known.date), known.summary);
            Fate::Stays(format!(
                "dòng này đã vào sổ ({}) là {brief}; nay tệp ghi ngày {} “{}”: sổ giữ nguyên như đã nhập, không vào lần nữa",
                known.whose(),
                told(row.date),
                row.summary
            ))
        });
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

/// Puts the summary of an imported row right; the log keeps what it was.
fn correct(change: &Transaction<'_>, id: i64, summary: &str, by: &By) -> rusqlite::Result<Entry> {
    change.execute("UPDATE entry SET summary = ?2 WHERE id = ?1", params![id, summary])?;
    let entry = super::find::entry(change, id)?;
    change.execute("UPDATE words SET text = ?2 WHERE rowid = ?1", params![id, words(&entry)])?;
    note(change, by, &Deed::Row(Step::Mended, Box::new(entry.clone())))?;
    Ok(entry)
}

/// Gives what an imported row is found by.
fn words(entry: &Entry) -> String {
    let text = [&entry.kind_name, &entry.summary, &entry.recipients, &entry.signer, &entry.reason];
    folded(&text.map(String::as_str).join("\n"))
}

fn enter(change: &Transaction<'_>, row: &Past, (first, dup): (u32, u32), by: &By) -> rusqlite::Result<Entry> {
    let (term, kind) = (row.term.to_string(), row.kind());
    change
        .prepare_cached(
            "INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT DO UPDATE SET first = min(first, excluded.first), next = max(next, excluded.next)",
        )?
        .execute(params![row.organ, term, kind, first, row.number.saturating_add(1)])?;
    let origin = record::line(&row.origin)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?;
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
            row.symbol,
            row.date.to_string(),
            row.summary,
            row.signer,
            row.recipients,
            row.kept_at,
            row.copies,
            state.word(),
            row.note,
            dup,
            origin,
        ])?;
    let id = change.last_insert_rowid();
    let entry = super::find::entry(change, id)?;
    change
        .prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
        .execute(params![id, words(&entry)])?;
    note(change, by, &Deed::Row(Step::Imported, Box::new(entry.clone())))?;
    Ok(entry)
}
