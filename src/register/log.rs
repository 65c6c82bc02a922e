//! Comes in: a change. Goes out: a row of the log, chained to the row before by
//! SHA-256. Must not know: what changes there are.

use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::Value;

use super::open::Register;
use super::row::By;
use crate::diag::Diagnostic;
use crate::digest::digest;

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
pub(super) fn note(
    change: &Transaction<'_>,
    by: &By,
    act: &str,
    entry: i64,
    body: String,
) -> rusqlite::Result<()> {
    let last = "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1";
    let last: Option<(i64, String)> =
        change.prepare_cached(last)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (seq, before) = last.unwrap_or((0, START.to_owned()));
    let (at, who, act) = (by.at.clone(), by.who.clone(), act.to_owned());
    let mut line = Line { seq: seq + 1, at, who, act, entry, body, before, hash: String::new() };
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

/// Is something that was done and that the archive has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    /// Its row in the log.
    pub seq: i64,
    /// Who did it, and when.
    pub by: By,
    /// What: `huy`, `thu-hoi` …
    pub act: String,
    /// What it was done to, as the log has it.
    pub body: Value,
}

impl Register {
    /// Lists what was done of some sorts, the oldest first.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn acts(&self, sorts: &[&str]) -> Result<Vec<Act>, Box<Diagnostic>> {
        self.done(sorts, None).map_err(|error| self.trouble(&error))
    }

    /// Lists what was done of some sorts to one object of the archive.
    ///
    /// # Errors
    /// As [`Register::acts`].
    pub fn acts_about(&self, sorts: &[&str], object: &str) -> Result<Vec<Act>, Box<Diagnostic>> {
        self.done(sorts, Some(object)).map_err(|error| self.trouble(&error))
    }

    /// Gives the first row of the log of a sort.
    ///
    /// # Errors
    /// As [`Register::acts`].
    pub fn first_act(&self, sort: &str) -> Result<Option<i64>, Box<Diagnostic>> {
        let sql = "SELECT min(seq) FROM log WHERE act = ?1";
        self.base.query_row(sql, [sort], |row| row.get(0)).map_err(|error| self.trouble(&error))
    }

    fn done(&self, sorts: &[&str], object: Option<&str>) -> rusqlite::Result<Vec<Act>> {
        let marks = vec!["?"; sorts.len()].join(", ");
        let about = if object.is_some() { "AND json_extract(body, '$.doi_tuong') = ?" } else { "" };
        let sql =
            format!("SELECT seq, who, at, act, body FROM log WHERE act IN ({marks}) {about} ORDER BY seq");
        let mut acts = self.base.prepare(&sql)?;
        let words = sorts.iter().copied().chain(object);
        let acts = acts.query_map(rusqlite::params_from_iter(words), |row| {
            Ok(Act {
                seq: row.get(0)?,
                by: By { who: row.get(1)?, at: row.get(2)? },
                act: row.get(3)?,
                body: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
            })
        })?;
        acts.collect()
    }

    /// Enters something that changes no row: a document put into a dossier, a
    /// paper recalled or corrected by another.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be written.
    pub fn note(&mut self, act: &str, body: &Value, by: &By) -> Result<(), Box<Diagnostic>> {
        let path = self.path.clone();
        self.change(|change| {
            note(change, by, act, 0, body.to_string()).map_err(|error| super::open::trouble(&path, &error))
        })
    }
}
