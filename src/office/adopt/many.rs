//! Comes in: files and folders of Word files, old ones among them. Goes out: what became of each, drafts
//! in one dossier or a dossier each; how they and the rows of older books find each other. Must not know:
//! how one of them is read.
//!
//! A file that cannot be taken in stops none of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::earlier::{earlier, stamp};
use super::gather::{Split, WordFile, gather};
use super::place::Dossiers;
use super::report::report;
use super::taken::{Gathered, Taken};
use super::{Adopted, Adopting, MAX_FILE};
use crate::diag::{Code, Diagnostic, Findings};
use crate::office::begin::{free_file, is_free, new_file};
use crate::office::bytes::read_up_to;
use crate::office::desk::Desk;
use crate::pipeline::paper_path;
use crate::register::{Entry, Query, Register, State};
use crate::text::fold;

/// Is how many names a finding lists.
const NAMED: usize = 10;

/// Is a folder of Word files as it is brought.
#[derive(Debug, Clone)]
pub struct Gathering<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// The dossier, where all drafts lie in one.
    pub dossier: &'a Path,
    /// Which dossier each draft lies in.
    pub split: Split,
    /// The kind of all of them, where whoever brings them says so.
    pub kind: Option<&'a str>,
    /// Whether no draft is written.
    pub look: bool,
    /// Where a table of what became of each is written.
    pub report: Option<&'a Path>,
}

impl Desk<'_> {
    /// Makes drafts of Word files; `told` hears of each as it is done.
    ///
    /// # Errors
    /// Gives findings if there is no office, no such dossier, no file at all, or no report can be written
    /// where it is asked for.
    pub fn adopt_all(
        &self,
        asked: &Gathering<'_>,
        told: &mut dyn FnMut(&Taken),
    ) -> Result<Gathered, Findings> {
        let office = self.workspace()?.folder;
        if let Some(file) = asked.report {
            is_free(file)?;
            report(file, &Gathered::default(), self.today)?;
        }
        let found = gather(asked.paths);
        if found.files.is_empty() {
            return Err(found.findings.into());
        }
        let dossiers = match Dossiers::open(&office, asked.dossier, asked.split) {
            Err(_) if asked.look => Dossiers::open(&office, asked.dossier, Split::Files)?,
            opened => opened?,
        };
        // One file that was named is wanted, whether it was brought before or not.
        let known = if found.files.iter().all(|file| file.below.is_empty()) {
            BTreeMap::new()
        } else {
            earlier(&office)
        };
        let mut run = Run { desk: self, asked, office: &office, dossiers, known, seen: BTreeMap::new() };
        let mut gathered = Gathered { findings: found.findings, ..Gathered::default() };
        for file in &found.files {
            let taken = run.taken(file, found.files.len() > 1);
            told(&taken);
            gathered.files.push(taken);
        }
        gathered.findings.extend(others(&found.others));
        gathered.findings.extend(twins(&gathered.files));
        if found.files.iter().any(|file| !file.below.is_empty()) {
            gathered.alone = alone(&office, &gathered.files)?;
            gathered.findings.extend(without(&gathered.alone));
        }
        if let Some(file) = asked.report {
            let written = report(file, &gathered, self.today).map_err(Findings::from);
            let written = written.and_then(|bytes| new_file(file, &bytes));
            gathered.findings.extend(written.err().into_iter().flatten());
        }
        Ok(gathered)
    }
}

/// Is a run over Word files.
struct Run<'a> {
    desk: &'a Desk<'a>,
    asked: &'a Gathering<'a>,
    office: &'a Path,
    dossiers: Dossiers<'a>,
    /// The drafts of earlier runs, by the stamps of their files.
    known: BTreeMap<String, String>,
    /// The files of this run, by their stamps.
    seen: BTreeMap<String, String>,
}

impl Run<'_> {
    /// Takes a file in; `several` if it is one of many.
    fn taken(&mut self, file: &WordFile, several: bool) -> Taken {
        let shown = file.shown();
        match self.adopted(file, several) {
            Ok((adopted, findings)) => {
                let adopted = Adopted { file: shown.clone(), ..adopted };
                Taken { file: shown, adopted: Some(adopted), findings }
            }
            Err(findings) => Taken { file: shown, adopted: None, findings: findings.into() },
        }
    }

    fn adopted(&mut self, file: &WordFile, several: bool) -> Result<(Adopted, Vec<Diagnostic>), Findings> {
        let bytes = read_up_to(&file.path, MAX_FILE)?;
        let name = file.shown();
        let looked =
            Adopting { name: &name, bytes: &bytes, dossier: None, kind: self.asked.kind, look: true };
        let (mut adopted, mut findings) = self.desk.adopt(&looked)?;
        let stamp = stamp(&bytes);
        let same = self.seen.get(&stamp).or_else(|| self.known.get(&stamp));
        adopted.earlier = same.filter(|_| several || !self.known.is_empty()).cloned();
        self.seen.entry(stamp).or_insert_with(|| file.shown());
        let own_row = adopted.row.as_ref().is_some_and(|row| row.is_its_own);
        if several {
            findings = findings.into_iter().filter_map(|one| among_many(one, &adopted)).collect();
        }
        if !self.asked.look
            && !own_row
            && adopted.earlier.is_none()
            && let Some(kind) = &adopted.kind
        {
            let path = free_file(&self.dossiers.of(file)?, kind, adopted.text.as_bytes())?;
            adopted.paper = Some(paper_path(self.office, &path));
        }
        Ok((adopted, findings))
    }
}

/// Lets a paper that found its row be no error where an old register and its papers are brought together;
/// how the two differ is told.
fn among_many(finding: Diagnostic, adopted: &Adopted) -> Option<Diagnostic> {
    if finding.code != Code::IMPORT_ISSUED {
        return Some(finding);
    }
    let row = adopted.row.as_ref().filter(|row| !row.differs.is_empty())?;
    let message = format!("`{}`: {}", row.symbol, row.differs.join("; "));
    let told = Diagnostic::new(Code::IMPORT_ROW, message).hint("xem lại tệp Word và dòng ấy trong sổ");
    Some(Diagnostic { span: finding.span, ..told })
}

/// Tells of files that are none of Word's.
fn others(names: &[String]) -> Option<Diagnostic> {
    let message = format!("{} tệp không phải Word nên không nhận: {}", names.len(), listed(names));
    (!names.is_empty()).then(|| Diagnostic::new(Code::IMPORT_OTHERS, message))
}

fn listed(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMED);
    let first = names.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{first} và {more} nữa") } else { first }
}

/// Tells of files that differ and have one number.
fn twins(files: &[Taken]) -> Vec<Diagnostic> {
    let mut by_number: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for adopted in files.iter().filter_map(|taken| taken.adopted.as_ref()) {
        let year: String = adopted.day.chars().rev().take_while(char::is_ascii_digit).collect();
        let numbered = adopted.symbol.starts_with(|sign: char| sign.is_ascii_digit());
        if numbered && adopted.earlier.is_none() {
            by_number
                .entry(format!("{} {} {year}", fold(&adopted.symbol), adopted.kind_name))
                .or_default()
                .push(adopted.file.clone());
        }
    }
    let several = by_number.into_values().filter(|files| files.len() > 1);
    let symbol = |file: &String| {
        files
            .iter()
            .filter_map(|taken| taken.adopted.as_ref())
            .find(|own| own.file == *file)
            .map(|own| &own.symbol)
    };
    let told = several.map(|names| {
        let symbol = names.first().and_then(symbol).map_or("", String::as_str);
        Diagnostic::new(
            Code::IMPORT_TWIN,
            format!("{} tệp cùng mang số `{symbol}`: {}", names.len(), listed(&names)),
        )
    });
    told.collect()
}

/// Gives the rows of older books without a file, of the years from the first to the last day of the files
/// that have a row.
fn alone(office: &Path, files: &[Taken]) -> Result<Vec<Entry>, Findings> {
    let Some(register) = Register::look(office)? else { return Ok(Vec::new()) };
    let met: BTreeSet<i64> = files
        .iter()
        .filter_map(|taken| taken.adopted.as_ref()?.row.as_ref())
        .filter(|row| row.is_its_own)
        .map(|row| row.id)
        .collect();
    let mut rows = register.list(&Query::default())?;
    let years = rows.iter().filter(|entry| met.contains(&entry.id)).map(|entry| entry.date.year());
    let Some((first, last)) = years.fold(None, |known: Option<(i32, i32)>, year| {
        Some(known.map_or((year, year), |(first, last)| (first.min(year), last.max(year))))
    }) else {
        return Ok(Vec::new());
    };
    rows.retain(|entry| {
        entry.state == State::Imported
            && !met.contains(&entry.id)
            && (first..=last).contains(&entry.date.year())
    });
    Ok(rows)
}

/// Tells of rows that no file has.
fn without(rows: &[Entry]) -> Option<Diagnostic> {
    let (first, last) =
        (rows.iter().map(|row| row.date.year()).min()?, rows.iter().map(|row| row.date.year()).max()?);
    let years = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let names: Vec<String> = rows.iter().map(Entry::printed).collect();
    let message =
        format!("{} dòng sổ cũ (năm {years}) không có tệp Word ở đây: {}", rows.len(), listed(&names));
    Some(Diagnostic::new(Code::IMPORT_ALONE, message))
}
