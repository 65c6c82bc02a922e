//! Comes in: a workspace and the file of its older register. Goes out: the rows
//! in the register of vanthu, and a report in which every row is named. Must
//! not know: how rows are read or kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::NaiveDate;

use super::leap::leaps;
use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::{KindName, Side};
use crate::ledger::{Ledger, Line, Record, Wish, read, read_brought};
use crate::model::{Office, Symbol};
use crate::office::answer::{OldFate, OldRow, SeriesTold};
use crate::pipeline::Workspace;
use crate::register::{By, Entry, Fate, Past, Query, Register, printed};
use crate::rules::TextRules;
use crate::text::folded;

/// Is where an older register comes from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Source<'a> {
    /// A file of this machine.
    File(&'a Path),
    /// Bytes that were handed over under a file's name.
    Brought(&'a str, &'a [u8]),
}

/// Says how an older register is imported.
#[derive(Debug, Clone)]
pub(crate) struct OldBook<'a> {
    /// Where it comes from.
    pub source: Source<'a>,
    /// The sheet to read; without it, every sheet that has a header.
    pub sheet: Option<&'a str>,
    /// The kind of rows that do not say theirs.
    pub kind: Option<&'a str>,
    /// Whether a number that an earlier file brought may come again.
    pub again: bool,
    /// Whether nothing is to be written.
    pub rehearsal: bool,
}

/// Is what an import did.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// How many rows are in the register now.
    pub entered: usize,
    /// How many were there already.
    pub known: usize,
    /// The rows whose summary was put right, each with what it was.
    pub corrected: Vec<String>,
    /// The bad rows that are in the register, mended in a file of their own.
    pub mended: Vec<String>,
    /// Each series that got rows.
    pub series: Vec<SeriesTold>,
    /// What became of each row that is a paper, in the order of the file.
    pub rows: Vec<OldRow>,
    /// What was read, with the bad rows and all findings.
    pub ledger: Ledger,
}

/// Imports an older register; `state` writes the symbols of organs of the State.
///
/// # Errors
/// Gives findings if the file or the register cannot be read or written; then
/// nothing was entered. Bad rows are no such error.
pub(crate) fn import(
    workspace: &Workspace,
    (how, kinds): (&OldBook<'_>, &[KindName]),
    state: Option<&TextRules>,
    by: &By,
    today: NaiveDate,
) -> Result<Imported, Findings> {
    let office = &workspace.office;
    let wish = Wish {
        sheet: how.sheet,
        kind: how.kind,
        organ: office.issuer.symbol.as_str(),
        kinds,
        terms: &office.terms,
    };
    let mut ledger = match how.source {
        Source::File(file) => read(file, &wish)?,
        Source::Brought(name, bytes) => read_brought(name, bytes, &wish)?,
    };
    for line in &mut ledger.lines {
        of_organ(&mut line.past, office, state);
    }
    let folder = &workspace.folder;
    let register = if how.rehearsal { Register::rehearse(folder) } else { Register::open(folder) };
    let mut register = register?;
    let there = register.list(&Query::default())?;
    leaps(&mut ledger, &there, &register)?;
    // Rows that leap come before: what was put right is settled with the others.
    let mut done =
        Imported { mended: ledger.settle(|record| is_there(record, &there)), ..Imported::default() };
    done.known = done.mended.len();
    let lines = std::mem::take(&mut ledger.lines);
    let rows: Vec<Past> = lines.iter().map(|line| line.past.clone()).collect();
    let fates = register.import(&rows, how.again, by)?;
    let mut ids = BTreeSet::new();
    for (line, fate) in lines.into_iter().zip(fates) {
        done.rows.extend(row(&line, &fate));
        match fate {
            Fate::Entered(id) => {
                ids.insert(id);
                ledger.lines.push(line);
            }
            Fate::Known(place) => {
                done.known += 1;
                // The same file again is no news; a row typed twice is.
                let own = line.past.origin.told();
                if place != own && place.starts_with(&line.past.origin.file) {
                    let message = format!("{own}: giống hệt {place}, không vào sổ lần nữa");
                    ledger.findings.push(Diagnostic::new(Code::OLD_BOOK_DOUBT, message));
                }
            }
            Fate::Corrected(_, old) => {
                done.known += 1;
                let (own, new) = (line.past.origin.told(), &line.past.summary);
                done.corrected.push(format!("{own}: trích yếu nay là “{new}”, trước là “{old}”"));
            }
            Fate::Stays(why) => {
                done.known += 1;
                let message = format!("{}: {why}", line.record.place);
                let hint = "cùng một văn bản thì không phải làm gì, đừng dùng --trung-so; là văn bản khác thì ghi ở một dòng mới của tệp";
                ledger.findings.push(Diagnostic::new(Code::OLD_BOOK_DOUBT, message).hint(hint));
            }
            Fate::Refused(why) => ledger.refuse(line.record, why),
        }
    }
    ledger.bad.sort_by_key(|bad| (bad.record.sheet.clone(), bad.record.row));
    done.rows.extend(ledger.bad.iter().map(|bad| bad_row(&bad.record, &bad.reasons)));
    done.rows.sort_by_key(|row| (row.sheet.clone(), row.row));
    strangers(&mut ledger, wish.organ);
    ledger.findings.extend(register.odd(&ids, &office.terms, today)?);
    done.entered = ids.len();
    done.series = told(&register, &ids)?;
    done.ledger = ledger;
    Ok(done)
}

/// Gives a row of an organ of the State its symbol and its series as that organ has them.
fn of_organ(past: &mut Past, office: &Office, state: Option<&TextRules>) {
    let organ = office.organ(&past.organ).filter(|organ| organ.side == Side::State);
    let Some((organ, rules)) = organ.zip(state) else { return };
    let kind = past.symbol.split('/').next().unwrap_or_default().to_owned();
    let (office, unit) = (organ.symbol.as_str().to_owned(), past.unit.clone());
    let lead = office.clone();
    past.symbol = rules.symbol_tail(&Symbol { number: None, kind, office, lead, congress: None, unit });
    past.series = organ.series(&past.kind_name, false);
}

/// Says what became of a good row; nothing where it is bad after all.
fn row(line: &Line, fate: &Fate) -> Option<OldRow> {
    let (fate, why) = match fate {
        Fate::Entered(_) => (OldFate::Entered, None),
        Fate::Known(place) => (OldFate::Known, Some(format!("giống {place}"))),
        Fate::Corrected(_, old) => (OldFate::Corrected, Some(format!("trích yếu trong sổ là “{old}”"))),
        Fate::Stays(why) => (OldFate::Known, Some(why.clone())),
        Fate::Refused(_) => return None,
    };
    let past = &line.past;
    Some(OldRow {
        sheet: line.record.sheet.clone(),
        row: line.record.row,
        printed: printed(past.number, &past.symbol),
        day: Some(past.date),
        kind: past.kind_name.clone(),
        summary: past.summary.clone(),
        fate,
        why: why.into_iter().collect(),
    })
}

/// Says what is wrong in a row, with what stands in it.
fn bad_row(record: &Record, reasons: &[String]) -> OldRow {
    let cells = record.cells.iter().filter(|(_, cell)| !cell.is_empty());
    OldRow {
        sheet: record.sheet.clone(),
        row: record.row,
        printed: String::new(),
        day: None,
        kind: record.kind.clone().unwrap_or_default(),
        summary: cells.map(|(head, cell)| format!("{head}: {cell}")).collect::<Vec<_>>().join("; "),
        fate: OldFate::Bad,
        why: reasons.to_vec(),
    }
}

/// Tells whether a row that is bad where it stands was entered from a mended
/// file. A book into which rows were put has others at the same place: the
/// summary must stand in the row, too.
fn is_there(record: &Record, entries: &[Entry]) -> bool {
    let stood = |entry: &&Entry| {
        entry.origin.as_ref().is_some_and(|origin| {
            (&origin.file, &origin.sheet) == (&record.file, &record.sheet)
                && usize::try_from(origin.row).is_ok_and(|row| row == record.row)
        })
    };
    let alike = |entry: &Entry| {
        let summary = folded(&entry.summary);
        let near = |cell: &str| {
            let cell = folded(cell);
            let kind = format!("{}-", entry.kind);
            let cell = cell.strip_prefix(&kind).unwrap_or(&cell);
            cell.contains(&summary) || strsim::normalized_levenshtein(cell, &summary) >= 0.8
        };
        !summary.is_empty() && record.cells.iter().any(|(_, cell)| !cell.is_empty() && near(cell))
    };
    entries.iter().filter(stood).any(alike)
}

/// Tells of organs that are not the office: each has series of its own.
fn strangers(ledger: &mut Ledger, organ: &str) {
    let mut others: BTreeMap<&str, (usize, String)> = BTreeMap::new();
    for line in ledger.lines.iter().filter(|line| line.past.organ != organ) {
        let first = || (0, line.record.place.clone());
        others.entry(&line.past.organ).or_insert_with(first).0 += 1;
    }
    let told = |(other, (rows, first)): (&str, (usize, String))| {
        let message = format!("{first}: ký hiệu cơ quan `{other}` khác `{organ}` của cơ quan ({rows} dòng)");
        Diagnostic::new(Code::OLD_BOOK_DOUBT, message)
            .hint("các dòng ấy vào dãy số riêng; nếu gõ nhầm thì sửa tệp trước khi nhập")
    };
    let findings: Vec<Diagnostic> = others.into_iter().map(told).collect();
    ledger.findings.extend(findings);
}

fn told(register: &Register, ids: &BTreeSet<i64>) -> Result<Vec<SeriesTold>, Box<Diagnostic>> {
    let mut series: Vec<SeriesTold> = Vec::new();
    for entry in register.list(&Query::default())?.iter().filter(|entry| ids.contains(&entry.id)) {
        match series.last_mut() {
            Some(last)
                if last.organ == entry.organ && last.term == entry.term && last.kind == entry.kind_name =>
            {
                last.rows += 1;
                last.greatest = entry.number;
            }
            _ => series.push(SeriesTold {
                organ: entry.organ.clone(),
                term: entry.term,
                kind: entry.kind_name.clone(),
                rows: 1,
                least: entry.number,
                greatest: entry.number,
                first: 1,
                next: 1,
            }),
        }
    }
    for one in &mut series {
        let counter = register.counter((&one.organ, one.term, &folded(&one.kind)))?;
        (one.first, one.next) = counter.unwrap_or((one.first, one.next));
    }
    Ok(series)
}
