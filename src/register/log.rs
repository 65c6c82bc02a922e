//! Comes in: a change. Goes out: a row of the log, chained to the row before by
//! SHA-256. Must not know: what changes there are.

use rusqlite::{OptionalExtension, Transaction, params};

use super::act::{Act, Deed, Sort};
use super::open::Register;
use super::row::By;
use crate::diag::{Code, Diagnostic};
use crate::digest::digest;
use crate::record::Unread;

/// Is what the first row is chained to.
pub(super) const START: &str = "vanthu";

/// Is a row of the log.
pub(super) struct Line {
    pub seq: i64,
    pub at: String,
    pub who: String,
    pub act: String,
    pub entry: i64,
    pub body: String,
    pub before: String,
    pub hash: String,
}

impl Line {
    /// Gives the hash this row must have.
    pub(super) fn right(&self) -> String {
        let (seq, entry) = (self.seq.to_string(), self.entry.to_string());
        let parts = [&self.before, &seq, &self.at, &self.who, &self.act, &entry, &self.body];
        digest(parts.into_iter().map(String::as_bytes))
    }
}

/// Adds a row.
pub(super) fn note(change: &Transaction<'_>, by: &By, deed: &Deed) -> rusqlite::Result<()> {
    let last = "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1";
    let last: Option<(i64, String)> =
        change.prepare_cached(last)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (seq, before) = last.unwrap_or((0, START.to_owned()));
    let mut line = Line {
        seq: seq + 1,
        at: by.at.clone(),
        who: by.who.clone(),
        act: deed.sort().word().to_owned(),
        entry: deed.row(),
        body: deed.body().map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))?,
        before,
        hash: String::new(),
    };
    line.hash = line.right();
    change.prepare_cached("INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
        line.seq,
        line.at,
        line.who,
        line.act,
        line.entry,
        line.body,
        line.before,
        line.hash
    ])?;
    Ok(())
}

/// Is a row of the log as it is read for what it says: its number, who, when, its word and
/// its body.
type Told = (i64, By, String, String);

impl Register {
    /// Lists what was done of some sorts, the oldest first.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read, or a row of its log: what was done
    /// there is not known, and must not pass for nothing.
    pub fn acts(&self, sorts: &[Sort]) -> Result<Vec<Act>, Box<Diagnostic>> {
        self.done(sorts, None)
    }

    /// Lists what was done of some sorts to one object of the archive.
    ///
    /// # Errors
    /// As [`Register::acts`].
    pub fn acts_about(&self, sorts: &[Sort], object: &str) -> Result<Vec<Act>, Box<Diagnostic>> {
        self.done(sorts, Some(object))
    }

    /// Gives the first row of the log of a sort.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn first_act(&self, sort: Sort) -> Result<Option<i64>, Box<Diagnostic>> {
        let sql = "SELECT min(seq) FROM log WHERE act = ?1";
        self.base.query_row(sql, [sort.word()], |row| row.get(0)).map_err(|error| self.trouble(&error))
    }

    fn done(&self, sorts: &[Sort], object: Option<&str>) -> Result<Vec<Act>, Box<Diagnostic>> {
        let told = self.told(sorts, object).map_err(|error| self.trouble(&error))?;
        told.into_iter().filter_map(|told| read(told).transpose()).collect()
    }

    fn told(&self, sorts: &[Sort], object: Option<&str>) -> rusqlite::Result<Vec<Told>> {
        let marks = vec!["?"; sorts.len()].join(", ");
        let about = if object.is_some() { "AND json_extract(body, '$.doi_tuong') = ?" } else { "" };
        let sql =
            format!("SELECT seq, who, at, act, body FROM log WHERE act IN ({marks}) {about} ORDER BY seq");
        let words = sorts.iter().map(|sort| sort.word()).chain(object);
        let mut rows = self.base.prepare(&sql)?;
        let rows = rows.query_map(rusqlite::params_from_iter(words), |row| {
            Ok((row.get(0)?, By { who: row.get(1)?, at: row.get(2)? }, row.get(3)?, row.get(4)?))
        })?;
        rows.collect()
    }

    /// Enters something that changes no row: a document put into a dossier, an inventory.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be written.
    pub fn note(&mut self, deed: &Deed, by: &By) -> Result<(), Box<Diagnostic>> {
        let path = self.path.clone();
        self.change(|change| note(change, by, deed).map_err(|error| super::open::trouble(&path, &error)))
    }
}

/// Reads a row of the log; nothing where its sort is not known.
fn read((seq, by, word, body): Told) -> Result<Option<Act>, Box<Diagnostic>> {
    let Some(sort) = Sort::of(&word) else { return Ok(None) };
    match Deed::read(sort, &body) {
        Ok(deed) => Ok(Some(Act { seq, by, deed })),
        Err(unread) => {
            let what = format!("nhật ký của sổ ở dòng {seq} ({})", by.at);
            let finding = unread.told(&what, Code::REGISTER_BROKEN, Code::REGISTER_OPEN);
            Err(Box::new(if matches!(unread, Unread::Damaged(_)) { finding.hint(KEEP) } else { *finding }))
        }
    }
}

/// Is what to do where the register is not what this program wrote.
pub(super) const KEEP: &str =
    "đừng sửa tiếp; giữ nguyên hai thư mục so và luu, đối chiếu với bản sao lưu gần nhất";
