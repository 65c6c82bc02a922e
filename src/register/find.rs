//! Comes in: what someone looks for. Goes out: entries of the book. Must not
//! know: how they are shown.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};

use super::open::Register;
use super::row::{COLUMNS, Claim, Entry};
use crate::diag::Diagnostic;
use crate::model::Issuer;
use crate::text::folded;

/// Says which entries are wanted; nothing said means all.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// The kind's id.
    pub kind: Option<String>,
    /// The year of the paper's date.
    pub year: Option<i32>,
    /// The first day of the term.
    pub term: Option<NaiveDate>,
    /// Words of summary, body or recipients; marks and capitals do not count.
    pub words: Option<String>,
    /// The number.
    pub number: Option<u32>,
}

impl Register {
    /// Lists entries by organ, term, kind and number.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn list(&self, query: &Query) -> Result<Vec<Entry>, Box<Diagnostic>> {
        self.listed(query).map_err(|error| self.trouble(&error))
    }

    fn listed(&self, query: &Query) -> rusqlite::Result<Vec<Entry>> {
        let words = query.words.as_deref().map(wanted);
        if words.as_deref() == Some("") {
            return Ok(Vec::new());
        }
        // What all numbers of a paper have stands under the id of the first; what
        // one has alone, its guest, under `-id`.
        let shared = Issuer::SHARED.map(|shared| format!("'{shared}'")).join(", ");
        let sql = format!(
            "SELECT {COLUMNS} FROM entry WHERE (?1 IS NULL OR kind IN (?1, {shared})) \
             AND (?2 IS NULL OR substr(date, 1, 4) = ?2) \
             AND (?3 IS NULL OR id IN (SELECT abs(rowid) FROM words WHERE words MATCH ?3) \
                  OR path IN (SELECT path FROM entry WHERE path <> '' AND id IN \
                  (SELECT rowid FROM words WHERE words MATCH ?3))) \
             AND (?4 IS NULL OR term = ?4) AND (?5 IS NULL OR number = ?5) \
             ORDER BY organ, term, kind, number, dup"
        );
        let year = query.year.map(|year| format!("{year:04}"));
        let mut found = self.base.prepare(&sql)?;
        let found = found.query_map(
            params![query.kind, year, words, query.term.map(|term| term.to_string()), query.number],
            Entry::read,
        )?;
        // Of a series of several kinds only those of the kind.
        let is_of = |entry: &Entry| {
            let kind = query.kind.as_ref();
            kind.is_none_or(|kind| entry.kind == *kind || folded(&entry.kind_name) == *kind)
        };
        found.filter(|entry| entry.as_ref().map_or(true, is_of)).collect()
    }

    /// Gives the entries of a paper that are not struck out, in the order of
    /// their numbers.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn of_path(&self, path: &str) -> Result<Vec<Entry>, Box<Diagnostic>> {
        of_path(&self.base, path).map_err(|error| self.trouble(&error))
    }

    /// Gives all rows of the numbers a paper has while one of them stands: a copy is
    /// known by its place among them, so what was struck out keeps its place.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn range_of(&self, path: &str) -> Result<Vec<Entry>, Box<Diagnostic>> {
        range_of(&self.base, path).map_err(|error| self.trouble(&error))
    }

    /// Gives the entries of papers of this office's files that were struck out, the oldest first.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn struck(&self) -> Result<Vec<Entry>, Box<Diagnostic>> {
        let sql = format!("SELECT {COLUMNS} FROM entry WHERE state = 'huy' AND path <> '' ORDER BY id");
        let run = || -> rusqlite::Result<Vec<Entry>> {
            self.base.prepare_cached(&sql)?.query_map([], Entry::read)?.collect()
        };
        run().map_err(|error| self.trouble(&error))
    }

    /// Gives the entries, not struck out, whose issued PDF has one of some SHA-256.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn of_pdf(&self, digests: &[String]) -> Result<Vec<Entry>, Box<Diagnostic>> {
        let marks = vec!["?"; digests.len()].join(", ");
        let sql =
            format!("SELECT {COLUMNS} FROM entry WHERE pdf IN ({marks}) AND state <> 'huy' ORDER BY id");
        let run = || -> rusqlite::Result<Vec<Entry>> {
            self.base.prepare(&sql)?.query_map(rusqlite::params_from_iter(digests), Entry::read)?.collect()
        };
        run().map_err(|error| self.trouble(&error))
    }

    /// Gives every entry of the papers of a folder, struck out or not, in the
    /// order in which they were entered.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn of_folder(&self, folder: &str) -> Result<Vec<Entry>, Box<Diagnostic>> {
        let below = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        // `0` follows `/`: the range holds the folder's papers and those further down.
        let end = if folder.is_empty() { "\u{10ffff}".to_owned() } else { format!("{folder}0") };
        let sql =
            format!("SELECT {COLUMNS} FROM entry WHERE path <> '' AND path >= ?1 AND path < ?2 ORDER BY id");
        let run = || -> rusqlite::Result<Vec<Entry>> {
            self.base.prepare_cached(&sql)?.query_map([&below, &end], Entry::read)?.collect()
        };
        let mut entries = run().map_err(|error| self.trouble(&error))?;
        entries.retain(|entry| entry.folder() == folder);
        Ok(entries)
    }

    /// Gives the day of the last paper of a series, before a number if one is
    /// given.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn last_day(
        &self,
        (organ, term, kind): (&str, NaiveDate, &str),
        before: u32,
    ) -> Result<Option<NaiveDate>, Box<Diagnostic>> {
        let sql = "SELECT date FROM entry WHERE organ = ?1 AND term = ?2 AND kind = ?3 AND number < ?4 \
                   AND state <> 'huy' ORDER BY number DESC LIMIT 1";
        let day: Option<String> = self
            .base
            .query_row(sql, params![organ, term.to_string(), kind, before], |row| row.get(0))
            .optional()
            .map_err(|error| self.trouble(&error))?;
        Ok(day.and_then(|day| day.parse().ok()))
    }

    /// Gives the rows of other papers with the kind, day and summary of a claim. A row that was entered
    /// by an earlier build has the summary without the author before it.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn alike(&self, claim: &Claim) -> Result<Vec<Entry>, Box<Diagnostic>> {
        let sql = format!(
            "SELECT {COLUMNS} FROM entry WHERE organ = ?1 AND term = ?2 AND kind = ?3 AND date = ?4 \
             AND (summary = ?5 OR substr(?5, -length(summary) - 1) = ' ' || summary) \
             AND summary <> '' AND path <> ?6 AND state <> 'huy' ORDER BY number"
        );
        let run = || -> rusqlite::Result<Vec<Entry>> {
            let Claim { organ, kind, summary, path, .. } = claim;
            let (term, day) = (claim.term.to_string(), claim.date.to_string());
            self.base
                .prepare_cached(&sql)?
                .query_map(params![organ, term, kind, day, summary, path], Entry::read)?
                .collect()
        };
        run().map_err(|error| self.trouble(&error))
    }

    /// Gives the number a series begins with and the next one it will give;
    /// nothing where it has given none.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn counter(
        &self,
        (organ, term, kind): (&str, NaiveDate, &str),
    ) -> Result<Option<(u32, u32)>, Box<Diagnostic>> {
        let sql = "SELECT first, next FROM series WHERE organ = ?1 AND term = ?2 AND kind = ?3";
        let found = self
            .base
            .query_row(sql, params![organ, term.to_string(), kind], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional();
        found.map_err(|error| self.trouble(&error))
    }

    /// Tells whether any paper lies in the archive.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn keeps_any(&self) -> Result<bool, Box<Diagnostic>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM entry WHERE object <> '')";
        self.base.query_row(sql, [], |row| row.get(0)).map_err(|error| self.trouble(&error))
    }

    /// Gives the head of the log: how many rows, and the hash of the last.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn head(&self) -> Result<(i64, String), Box<Diagnostic>> {
        let sql = "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1";
        let head = self.base.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).optional();
        Ok(head.map_err(|error| self.trouble(&error))?.unwrap_or((0, super::log::START.to_owned())))
    }

    /// Tells whether a row of the log has this hash: a head that was printed
    /// stays in the log for ever.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn knows(&self, hash: &str) -> Result<bool, Box<Diagnostic>> {
        let sql = "SELECT EXISTS (SELECT 1 FROM log WHERE hash = ?1)";
        self.base.query_row(sql, [hash], |row| row.get(0)).map_err(|error| self.trouble(&error))
    }

    /// Gives the hash of a row of the log.
    ///
    /// # Errors
    /// As [`Register::list`].
    pub fn hash_at(&self, seq: i64) -> Result<Option<String>, Box<Diagnostic>> {
        let sql = "SELECT hash FROM log WHERE seq = ?1";
        self.base.query_row(sql, [seq], |row| row.get(0)).optional().map_err(|error| self.trouble(&error))
    }
}

/// Writes words for the search: each of them, the last one perhaps unfinished.
fn wanted(words: &str) -> String {
    let plain = folded(words);
    let words = plain.split('-').filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" ")
}

pub(super) fn entry(base: &Connection, id: i64) -> rusqlite::Result<Entry> {
    base.prepare_cached(&format!("SELECT {COLUMNS} FROM entry WHERE id = ?1"))?.query_row([id], Entry::read)
}

pub(super) fn of_path(base: &Connection, path: &str) -> rusqlite::Result<Vec<Entry>> {
    let sql = format!("SELECT {COLUMNS} FROM entry WHERE path = ?1 AND state <> 'huy' ORDER BY number");
    base.prepare_cached(&sql)?.query_map([path], Entry::read)?.collect()
}

pub(super) fn range_of(base: &Connection, path: &str) -> rusqlite::Result<Vec<Entry>> {
    let Some(one) = of_path(base, path)?.into_iter().next() else { return Ok(Vec::new()) };
    // Numbers the paper had before all of them were struck out are another range.
    let sql = format!(
        "SELECT {COLUMNS} FROM entry WHERE path = ?1 AND organ = ?2 AND term = ?3 AND kind = ?4 \
         AND number - copy = ?5 ORDER BY number"
    );
    let own = params![path, one.organ, one.term.to_string(), one.kind, one.first()];
    base.prepare_cached(&sql)?.query_map(own, Entry::read)?.collect()
}
