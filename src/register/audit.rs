//! Comes in: the register. Goes out: findings: a broken chain, rows the log does
//! not know, gaps, dates that run backwards. Must not know: the archive.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta};
use rusqlite::OptionalExtension as _;

use super::log::{KEEP, Line, START};
use super::open::Register;
use super::order::{Oddity, Series, oddities};
use super::row::{COLUMNS, Entry, told};
use crate::diag::{Code, Diagnostic};
use crate::model::Terms;
use crate::record;

impl Register {
    /// Proves the chain of the log, compares every row with it and looks for
    /// what cannot be right.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn check(&self, terms: &Terms, today: NaiveDate) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        self.at_once(|own| own.checked(terms, today).map_err(|error| own.trouble(&error)))
    }

    fn checked(&self, terms: &Terms, today: NaiveDate) -> rusqlite::Result<Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let whole: String = self.base.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        if whole != "ok" {
            // What the database says of it is for whoever mends databases.
            findings.push(broken("tệp sổ hỏng: bên trong có phần không còn khớp nhau".to_owned()));
        }
        let told = self.chain(&mut findings)?;
        let sql = format!("SELECT {COLUMNS} FROM entry ORDER BY organ, term, kind, number, dup");
        let entries: Vec<Entry> =
            self.base.prepare(&sql)?.query_map([], Entry::read)?.collect::<rusqlite::Result<_>>()?;
        for entry in &entries {
            let is_told = record::line(entry).is_ok_and(|now| told.get(&entry.id) == Some(&now));
            if !is_told {
                let name = format!("dòng {} ({}) của sổ", entry.id, entry.printed());
                findings.push(broken(format!("{name} khác với nhật ký: đã bị sửa ngoài chương trình")));
            }
        }
        let there: BTreeSet<i64> = entries.iter().map(|entry| entry.id).collect();
        for id in told.keys().filter(|id| !there.contains(id)) {
            findings.push(broken(format!("dòng {id} có trong nhật ký mà không còn trong sổ: đã bị xoá")));
        }
        let all = self.series()?;
        for entry in entries.iter().filter(|entry| !all.iter().any(|series| series.holds(entry))) {
            findings.push(broken(format!("`{}` không thuộc dãy số nào của sổ", entry.printed())));
        }
        for series in &all {
            let own: Vec<&Entry> = entries.iter().filter(|entry| series.holds(entry)).collect();
            if let Some(entry) = own.last().filter(|entry| entry.number >= series.next) {
                let message =
                    format!("`{}` đứng sau số tiếp theo của dãy ({})", entry.printed(), series.next);
                findings.push(broken(message));
            }
            findings.extend(oddities(series, &own, terms, today).into_iter().map(|odd| odd.finding));
        }
        Ok(findings)
    }

    fn series(&self) -> rusqlite::Result<Vec<Series>> {
        let sql = "SELECT organ, term, kind, first, next FROM series ORDER BY organ, term, kind";
        let mut series = self.base.prepare(sql)?;
        let read = |row: &rusqlite::Row<'_>| {
            let (organ, term, kind) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok(Series { organ, term, kind, first: row.get(3)?, next: row.get(4)? })
        };
        series.query_map([], read)?.collect()
    }

    /// Walks the log; names the first broken row. Gives the last word about
    /// each entry.
    fn chain(&self, findings: &mut Vec<Diagnostic>) -> rusqlite::Result<BTreeMap<i64, String>> {
        let mut told = BTreeMap::new();
        let (mut before, mut seq, mut sound) = (START.to_owned(), 0, true);
        let mut at: Option<String> = None;
        let mut lines =
            self.base.prepare("SELECT seq, at, who, act, entry, body, before, hash FROM log ORDER BY seq")?;
        let lines = lines.query_map([], |row| {
            Ok(Line {
                seq: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                act: row.get(3)?,
                entry: row.get(4)?,
                body: row.get(5)?,
                before: row.get(6)?,
                hash: row.get(7)?,
            })
        })?;
        for line in lines {
            let line = line?;
            if sound && (line.seq != seq + 1 || line.before != before || line.hash != line.right()) {
                sound = false;
                let what = if line.seq == seq + 1 {
                    "đã bị sửa"
                } else {
                    "đứng sau một dòng đã mất"
                };
                findings.push(broken(format!("nhật ký đứt ở dòng {} ({}): {what}", line.seq, line.at)));
            }
            if let Some(earlier) = at.filter(|earlier| runs_back(earlier, &line.at)) {
                let message = format!(
                    "nhật ký dòng {} ghi lúc {}, dòng trước ghi lúc {}: đồng hồ máy đã lùi",
                    line.seq,
                    spoken(&line.at),
                    spoken(&earlier)
                );
                findings.push(Diagnostic::new(Code::REGISTER_CLOCK, message).hint(CLOCK));
            }
            at = Some(line.at.clone());
            (before, seq) = (line.hash, line.seq);
            if line.entry != 0 {
                told.insert(line.entry, line.body);
            }
        }
        Ok(told)
    }

    /// Finds that the machine's clock stands before what was entered last.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn clock(&self, now: &str) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
        let sql = "SELECT at FROM log ORDER BY seq DESC LIMIT 1";
        let last = self.base.query_row(sql, [], |row| row.get::<_, String>(0)).optional();
        let last = last.map_err(|error| self.trouble(&error))?;
        Ok(last.filter(|last| runs_back(last, now)).map(|last| {
            let message = format!(
                "đồng hồ máy đang là {}, mà sổ ghi lần trước lúc {}: một trong hai sai",
                spoken(now),
                spoken(&last)
            );
            Diagnostic::new(Code::REGISTER_CLOCK, message).hint(CLOCK)
        }))
    }

    /// Gives what is odd about some rows, as [`Register::check`] would, and the
    /// gaps of their series.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn odd(
        &self,
        rows: &BTreeSet<i64>,
        terms: &Terms,
        today: NaiveDate,
    ) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
        let entries = self.list(&super::Query::default())?;
        let mut findings = Vec::new();
        for series in self.series().map_err(|error| self.trouble(&error))? {
            let own: Vec<&Entry> = entries.iter().filter(|entry| series.holds(entry)).collect();
            if !own.iter().any(|entry| rows.contains(&entry.id)) {
                continue;
            }
            let found = oddities(&series, &own, terms, today).into_iter();
            let about = |odd: &Oddity| odd.rows.is_empty() || odd.rows.iter().any(|row| rows.contains(row));
            findings.extend(found.filter(about).map(|odd| odd.finding));
        }
        Ok(findings)
    }
}

const CLOCK: &str = "xem lại ngày giờ của máy; số đã cấp và bản đã lưu vẫn đúng";

/// Tells whether a time (RFC 3339) lies clearly before another: two programs at
/// once enter theirs some minutes apart at most.
fn runs_back(earlier: &str, later: &str) -> bool {
    let time = |text: &str| DateTime::parse_from_rfc3339(text).ok();
    let (Some(earlier), Some(later)) = (time(earlier), time(later)) else { return false };
    earlier - later > TimeDelta::minutes(10)
}

/// Writes a time as it is said: `10:00 ngày 25/11/2026`.
fn spoken(time: &str) -> String {
    DateTime::parse_from_rfc3339(time).map_or_else(
        |_| time.to_owned(),
        |time| format!("{} ngày {}", time.format("%H:%M"), told(time.date_naive())),
    )
}

fn broken(message: String) -> Diagnostic {
    Diagnostic::new(Code::REGISTER_BROKEN, message).hint(KEEP)
}
