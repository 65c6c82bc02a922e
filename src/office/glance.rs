//! Comes in: the office's folder and its register. Goes out: what an overview tells of each paper; a
//! dossier is read again only where one of its files or rows has changed. Must not know: how far a paper
//! has come, how it is shown.
//!
//! What is remembered lives as long as whoever remembers it, and lies in no file: it is known by the
//! size and the time of every file it was read from, and by the rows of the register.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use chrono::{NaiveDate, NaiveTime};
use rayon::prelude::*;

use crate::diag::{Code, Findings, Severity};
use crate::input::{self, DossierFiles};
use crate::model::{Dossier, Form, Guest, Symbol};
use crate::pipeline::examine::examine_dossiers;
use crate::pipeline::{Examined, Settings, Stock, Workspace, paper_path};
use crate::register::{Entry, Register};
use crate::text::{folded, one_line};

/// Is how long (seconds) after it was written a file may be written again without another time.
const COARSE: u64 = 2;
/// Is how many files of rows set right are looked at for each list.
const MENDED: usize = 9;

/// Is what an overview tells of a paper, but for what the day and other papers' numbers say.
#[derive(Debug, Clone)]
pub(super) struct Glimpse {
    /// Its file from the office's folder.
    pub(super) path: String,
    /// The kind's name; nothing where the file names none.
    pub(super) kind: Option<String>,
    /// What it is; nothing where it cannot be made.
    pub(super) form: Option<Form>,
    /// Whether it is an annex in good order.
    pub(super) annex: bool,
    /// Whether it says itself that it is a draft.
    pub(super) draft: bool,
    /// Its symbol, with its number where it has one.
    pub(super) symbol: Option<Symbol>,
    /// The series its number is of.
    pub(super) series: Option<String>,
    /// What stands behind its number.
    pub(super) tail: String,
    /// The day it bears.
    pub(super) day: Option<NaiveDate>,
    /// The summary, in one line.
    pub(super) summary: String,
    /// How many errors there are.
    pub(super) errors: usize,
    /// How many warnings there are.
    pub(super) warnings: usize,
    /// What is told first of days in it that are over.
    pub(super) past: Option<String>,
    /// How many guests it goes out to.
    pub(super) guests: usize,
    /// The words of its file, as they are searched.
    pub(super) words: String,
    /// Who it goes out to, a line each.
    pub(super) invited: Vec<String>,
    /// Whether its file itself says its number.
    own_number: bool,
    /// What its list hangs on, outside its folder.
    also: Vec<PathBuf>,
}

/// Is a dossier with its papers.
#[derive(Debug, Clone, Default)]
pub(super) struct Looked {
    /// Its folder from the office's folder.
    pub(super) folder: String,
    /// Its title.
    pub(super) title: Option<String>,
    /// The day of its meeting.
    pub(super) day: Option<NaiveDate>,
    /// The hour.
    pub(super) time: Option<NaiveTime>,
    /// Where.
    pub(super) place: Option<String>,
    /// Its papers, by file.
    pub(super) papers: Vec<Glimpse>,
}

/// Remembers the dossiers of an office between two looks.
#[derive(Debug, Default)]
pub struct Glance(Mutex<BTreeMap<PathBuf, Known>>);

#[derive(Debug)]
struct Known {
    stamp: Stamp,
    looked: Arc<Looked>,
}

/// Is the state of all a dossier was read from.
#[derive(Debug, Default, PartialEq, Eq)]
struct Stamp {
    day: NaiveDate,
    files: Vec<(PathBuf, Option<(u64, SystemTime)>)>,
    rows: Vec<Entry>,
}

/// Is what is looked at, and with what.
pub(super) struct Sight<'a> {
    /// The office.
    pub(super) workspace: &'a Workspace,
    /// Its register.
    pub(super) register: Option<&'a Register>,
    /// Templates, rules, fonts.
    pub(super) stock: &'a Stock,
    /// The day it is.
    pub(super) today: NaiveDate,
    /// The time it is, in seconds since 1970.
    pub(super) now: i64,
}

impl Glance {
    /// Gives the dossiers of an office that have papers.
    ///
    /// # Errors
    /// Gives findings if the register cannot be read.
    pub(super) fn look(&self, sight: &Sight<'_>) -> Result<Vec<Arc<Looked>>, Findings> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let own: Vec<DossierFiles> = sight.dossiers();
        known.retain(|folder, _| own.iter().any(|files| files.folder == *folder));
        let mut all: BTreeMap<&Path, Arc<Looked>> = BTreeMap::new();
        let mut stale: Vec<&DossierFiles> = Vec::new();
        for files in &own {
            let fresh = known
                .get(&files.folder)
                .filter(|one| sight.stamp(files, &one.looked).is_ok_and(|now| now == one.stamp));
            match fresh {
                Some(one) => drop(all.insert(&files.folder, Arc::clone(&one.looked))),
                None => stale.push(files),
            }
        }
        // A file that is written while it is read has another time afterwards.
        let before: Vec<Stamp> =
            stale.iter().map(|files| sight.stamp(files, &Looked::default())).collect::<Result<_, _>>()?;
        all.extend(sight.read(&stale));
        let twins = twins(&all);
        let again: Vec<&DossierFiles> =
            own.iter().filter(|files| twins.contains(files.folder.as_path())).collect();
        all.extend(sight.read(&again));
        for (files, before) in stale.into_iter().zip(before) {
            let Some(looked) = all.get(files.folder.as_path()) else { continue };
            let stamp = sight.stamp(files, looked)?;
            let same =
                before.files.iter().all(|file| stamp.files.contains(file)) && before.rows == stamp.rows;
            if same && stamp.is_old(sight.now) {
                known.insert(files.folder.clone(), Known { stamp, looked: Arc::clone(looked) });
            }
        }
        // What two dossiers say together is asked of both each time.
        known.retain(|folder, _| !twins.contains(folder.as_path()));
        Ok(all.into_values().collect())
    }
}

impl Sight<'_> {
    /// Finds the dossiers of this office: others may lie below it.
    fn dossiers(&self) -> Vec<DossierFiles> {
        let folder = &self.workspace.folder;
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let own = real(folder);
        let is_own = |files: &DossierFiles| {
            files.office.as_deref().and_then(Path::parent).is_some_and(|office| real(office) == own)
        };
        input::walk(std::slice::from_ref(folder)).0.into_iter().filter(is_own).collect()
    }

    /// Reads dossiers and looks at all their papers together.
    fn read<'f>(&self, files: &[&'f DossierFiles]) -> BTreeMap<&'f Path, Arc<Looked>> {
        let settings =
            Settings { today: Some(self.today), ..Settings::new(self.workspace.folder.join("out")) };
        let asked: Vec<DossierFiles> = files.iter().map(|one| (*one).clone()).collect();
        let (papers, _) = examine_dossiers(&asked, &settings, self.stock, &mut BTreeMap::new());
        let mut by_folder: BTreeMap<&Path, Vec<&Examined>> = BTreeMap::new();
        for paper in &papers {
            by_folder.entry(paper.file.parent().unwrap_or(Path::new(""))).or_default().push(paper);
        }
        let office = self.workspace.folder.as_path();
        let looked = |one: &&'f DossierFiles| {
            let own = by_folder.get(one.folder.as_path()).map(Vec::as_slice).unwrap_or_default();
            (one.folder.as_path(), Arc::new(Looked::of((office, &one.folder), own, &settings, self.stock)))
        };
        files.par_iter().map(looked).collect::<Vec<_>>().into_iter().collect()
    }

    /// Gives the state of what a dossier is read from; of what its lists hang on, as far as that is known.
    fn stamp(&self, files: &DossierFiles, looked: &Looked) -> Result<Stamp, Findings> {
        let inside =
            std::fs::read_dir(&files.folder).into_iter().flatten().flatten().map(|entry| entry.path());
        let beside = files
            .office
            .iter()
            .cloned()
            .chain(looked.papers.iter().flat_map(|paper| paper.also.iter().cloned()));
        let mut all: Vec<_> = inside
            .chain(beside)
            .map(|path| (stated(&path), path))
            .map(|(state, path)| (path, state))
            .collect();
        all.sort();
        let folder = paper_path(&self.workspace.folder, &files.folder);
        let rows = self.register.map(|register| register.of_folder(&folder)).transpose()?.unwrap_or_default();
        Ok(Stamp { day: self.today, files: all, rows })
    }
}

/// Gives the size and the time of a file, nothing where there is none.
fn stated(path: &Path) -> Option<(u64, SystemTime)> {
    let known = path.metadata().ok()?;
    Some((known.len(), known.modified().ok()?))
}

impl Stamp {
    /// Tells whether whatever is written from now on has another time.
    fn is_old(&self, now: i64) -> bool {
        let now = u64::try_from(now).unwrap_or_default();
        let seconds = |time: &SystemTime| {
            time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs())
        };
        self.files
            .iter()
            .all(|(_, state)| state.as_ref().is_none_or(|(_, time)| seconds(time) + COARSE < now))
    }
}

impl Looked {
    fn of(
        (office, folder): (&Path, &Path),
        papers: &[&Examined],
        settings: &Settings,
        stock: &Stock,
    ) -> Self {
        let mut looked = Self { folder: paper_path(office, folder), ..Self::default() };
        for paper in papers {
            if let Some(ready) = &paper.ready {
                looked.described(&ready.document.dossier);
            }
            looked.papers.push(Glimpse::of(paper, office, settings, stock));
        }
        looked
    }

    /// Takes what the facts of a dossier say.
    pub(super) fn described(&mut self, dossier: &Dossier) {
        if let Some(title) = &dossier.title {
            self.title = Some(title.as_str().to_owned());
        }
        if let Some(event) = &dossier.event {
            self.day = event.date.as_ref().map(|(day, _)| *day);
            self.time = event.time.as_ref().map(|(time, _)| *time);
            self.place = event.place.as_ref().map(|place| place.as_str().to_owned());
        }
    }
}

impl Glimpse {
    fn of(paper: &Examined, office: &Path, settings: &Settings, stock: &Stock) -> Self {
        let document = paper.ready.as_ref().map(|ready| &ready.document);
        let count = |severity| paper.findings.iter().filter(|one| one.code.severity == severity).count();
        let words = String::from_utf8_lossy(&std::fs::read(&paper.file).unwrap_or_default()).into_owned();
        // What cannot be made is still called what it is.
        let called = || stock.kind(&plainly(&words, "loai")).ok().map(|kind| kind.name.clone());
        Self {
            path: paper_path(office, &paper.file),
            kind: document.map(|document| document.kind.name.clone()).or_else(called),
            form: document.map(|document| document.form),
            annex: paper.annex,
            draft: document.is_some_and(|document| document.draft.is_some()),
            symbol: document.map(|document| document.symbol.clone()),
            series: document.map(|document| document.issuer.series(&document.kind.name, document.secret)),
            tail: paper
                .ready
                .as_ref()
                .map_or_else(String::new, |ready| ready.rules.text.symbol_tail(&ready.document.symbol)),
            day: document.and_then(|document| document.date.as_ref().map(|(day, _)| *day)),
            summary: document
                .and_then(|document| document.summary.as_ref())
                .map_or_else(|| plainly(&words, "trich_yeu"), |summary| one_line(summary.as_str())),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            past: paper
                .findings
                .iter()
                .find(|one| one.code == Code::DATE_PAST)
                .map(|one| one.message.clone()),
            guests: paper.list.as_ref().map_or(0, |list| list.guests.len()),
            words: folded(&words),
            invited: paper.list.iter().flat_map(|list| &list.guests).map(told_of).collect(),
            own_number: document.is_some_and(|document| document.number_span.is_some()),
            also: also(paper, settings),
        }
    }

    /// Names what two papers must not share: series, organ and number.
    fn number(&self) -> Option<(String, &str, u32)> {
        let symbol = self.symbol.as_ref().filter(|_| self.form == Some(Form::Paper))?;
        Some((self.series.clone()?, symbol.lead.as_str(), symbol.number?))
    }
}

/// Reads an entry of a file that may be none: its first line, as it is written.
fn plainly(text: &str, key: &str) -> String {
    let mut lines =
        text.lines().skip_while(|line| !line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')));
    let Some((_, value)) = lines.next().and_then(|line| line.split_once(':')) else { return String::new() };
    let value = value.split(" #").next().unwrap_or_default().trim();
    let block = value.starts_with(['|', '>']);
    let value = if block { lines.next().unwrap_or_default().trim() } else { value };
    value.trim_matches(['"', '\'']).to_owned()
}

/// Tells of a guest in a line: name, title, unit.
fn told_of(guest: &Guest) -> String {
    let about = [guest.title.as_deref(), guest.unit.as_deref()].into_iter().flatten();
    std::iter::once(guest.name.as_str()).chain(about).collect::<Vec<_>>().join(", ")
}

/// Names what a paper's guests hang on besides its folder: the list, the rows that were set right.
fn also(paper: &Examined, settings: &Settings) -> Vec<PathBuf> {
    if paper.list.is_none() && paper.list_file.is_none() {
        return Vec::new();
    }
    let copies = settings.out.join(&paper.out);
    let mended = (1..=MENDED).map(|at| copies.join(format!("da-sua-{at}.csv")));
    let folders = [copies.clone(), copies.parent().map(Path::to_owned).unwrap_or_default()];
    paper.list_file.iter().cloned().chain(mended).chain(folders).collect()
}

/// Finds the dossiers whose papers may share a number with one of another dossier: only together they say so.
fn twins<'f>(all: &BTreeMap<&'f Path, Arc<Looked>>) -> BTreeSet<&'f Path> {
    let mut by_number: BTreeMap<(String, &str, u32), (BTreeSet<&'f Path>, bool)> = BTreeMap::new();
    for (folder, looked) in all {
        for paper in &looked.papers {
            let Some(number) = paper.number() else { continue };
            let (folders, told) = by_number.entry(number).or_default();
            folders.insert(folder);
            *told |= paper.own_number;
        }
    }
    let shared = by_number.into_values().filter(|(folders, told)| *told && folders.len() > 1);
    shared.flat_map(|(folders, _)| folders).collect()
}
