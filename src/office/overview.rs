//! Comes in: the office's folder. Goes out: its dossiers and papers, how far each has come, the
//! number each would get. Must not know: how it is shown. Keeps nothing: all of it is read from
//! the files and the register each time.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::desk::Desk;
use crate::diag::{Findings, Severity};
use crate::digest::sha256_hex;
use crate::input;
use crate::model::{Document, Dossier, Form};
use crate::pipeline::{Examined, Settings, Workspace, examine, paper_path};
use crate::register::{Entry, Register, State, term_of};
use crate::text::{folded, one_line};

/// Is a dossier with its papers.
#[derive(Debug, Clone, Serialize)]
pub struct DossierCard {
    /// Its folder from the office's folder; empty for papers that lie in that one itself.
    pub folder: String,
    /// Its title, or the folder's name.
    pub title: String,
    /// The day of its meeting.
    pub day: Option<NaiveDate>,
    /// The hour it begins.
    pub time: Option<NaiveTime>,
    /// Where.
    pub place: Option<String>,
    /// Its papers, by file.
    pub papers: Vec<PaperCard>,
}

/// Is a paper, how far it has come.
#[derive(Debug, Clone, Serialize)]
pub struct PaperCard {
    /// Its file from the office's folder.
    pub path: String,
    /// The kind's name; nothing where the file cannot be read.
    pub kind: Option<String>,
    /// Number and symbol as on the paper, once it has them.
    pub printed: Option<String>,
    /// Number and symbol it would get now.
    pub foreseen: Option<String>,
    /// The same number, without the symbol.
    pub number: Option<u32>,
    /// The day it bears.
    pub day: Option<NaiveDate>,
    /// The summary, in one line.
    pub summary: String,
    /// How far it has come.
    pub stage: Stage,
    /// The same in the user's words.
    pub said: String,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How many guests it goes out to.
    pub guests: usize,
}

/// Says how far a paper has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It cannot be made yet.
    Faulty,
    /// It says itself that it is a draft.
    Draft,
    /// It is printed with another paper, or has no number.
    Unnumbered,
    /// It may be issued.
    Ready,
    /// It has its number and is not kept yet.
    Numbered,
    /// It is kept and waits for its signed copy.
    Unsigned,
    /// Its signed copy is kept.
    Signed,
    /// Its number was struck out.
    Cancelled,
}

/// Is what the register says of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Its number and symbol as on the paper, of guests' copies the first.
    pub printed: String,
    /// How far it has come, in the user's words.
    pub said: String,
}

fn standing_of(row: &Entry) -> Standing {
    Standing { printed: row.printed(), said: row.state.vietnamese().into() }
}

impl Desk<'_> {
    /// Tells what the register says of a paper, by its path from the office's folder; nothing where
    /// it has no number.
    ///
    /// # Errors
    /// Gives findings if there is no office here or its register cannot be read.
    pub fn standing(&self, path: &str) -> Result<Option<Standing>, Findings> {
        let workspace = self.workspace()?;
        let Some(register) = Register::look(&workspace.folder)? else { return Ok(None) };
        let rows = register.range_of(path)?;
        let stands = rows.iter().find(|row| row.state != State::Cancelled).or(rows.first());
        Ok(stands.map(standing_of))
    }

    /// Tells what the register says of a paper whose pages are no longer those that were issued;
    /// nothing where they are, or where many copies bear one number: those are told of one by one.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub fn issued_otherwise(&self, path: &str, pdf: &[u8]) -> Result<Option<Standing>, Findings> {
        let Some(register) = Register::look(&self.workspace()?.folder)? else { return Ok(None) };
        let rows = register.range_of(path)?;
        let mut live = rows.iter().filter(|row| row.state != State::Cancelled && !row.pdf.is_empty());
        let sum = sha256_hex(pdf);
        let told = live.clone().all(|row| row.copies <= 1 && row.pdf != sum);
        Ok(live.next().filter(|_| told).map(standing_of))
    }

    /// Gives the dossiers of the office, those with a meeting first, the latest day first.
    ///
    /// # Errors
    /// Gives findings if there is no office here or its register cannot be read.
    pub fn overview(&self) -> Result<Vec<DossierCard>, Findings> {
        let workspace = self.workspace()?;
        let register = Register::look(&workspace.folder)?;
        let settings = Settings::new(workspace.folder.join("out"));
        let (papers, _) = examine(std::slice::from_ref(&workspace.folder), &settings, self.stock);
        let mut dossiers: BTreeMap<String, DossierCard> = BTreeMap::new();
        for paper in papers.iter().filter(|paper| is_own(&workspace.folder, &paper.file)) {
            let path = paper_path(&workspace.folder, &paper.file);
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let card = self.card(paper, path, &workspace, register.as_ref())?;
            let dossier = dossiers.entry(folder.clone()).or_insert_with(|| titled(&folder));
            if let Some(ready) = &paper.ready {
                described(dossier, &ready.document.dossier);
            }
            dossier.papers.push(card);
        }
        let bare = input::bare_dossiers(&workspace.folder);
        for facts in bare.into_iter().filter(|file| is_own(&workspace.folder, file)) {
            let folder = paper_path(&workspace.folder, facts.parent().unwrap_or(&workspace.folder));
            let mut dossier = titled(&folder);
            // What cannot be read is told of on its own screen.
            if let Some(facts) = input::read(&facts).ok().and_then(|source| input::dossier(&source).ok()) {
                described(&mut dossier, &facts);
            }
            dossiers.insert(folder, dossier);
        }
        let mut dossiers: Vec<DossierCard> = dossiers.into_values().collect();
        dossiers.sort_by(|one, other| other.day.cmp(&one.day).then_with(|| one.title.cmp(&other.title)));
        Ok(dossiers)
    }

    fn card(
        &self,
        paper: &Examined,
        path: String,
        workspace: &Workspace,
        register: Option<&Register>,
    ) -> Result<PaperCard, Findings> {
        let rows = register.map_or_else(|| Ok(Vec::new()), |register| register.range_of(&path))?;
        let document = paper.ready.as_ref().map(|ready| &ready.document);
        let count = |severity| paper.findings.iter().filter(|one| one.code.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let stage = stage(paper, errors, &rows);
        let foreseen = match document {
            Some(document) if stage == Stage::Ready => foreseen(document, self.today, workspace, register)?,
            _ => None,
        };
        Ok(PaperCard {
            path,
            kind: document
                .map(|document| document.kind.name.clone())
                .or_else(|| paper.annex.then(|| "Phụ lục".to_owned())),
            printed: rows.first().map(Entry::printed),
            number: foreseen.as_ref().map(|(number, _)| *number),
            foreseen: foreseen.map(|(_, printed)| printed),
            day: document.and_then(|document| document.date.as_ref().map(|(day, _)| *day)),
            summary: document
                .and_then(|document| document.summary.as_ref())
                .map_or_else(String::new, |summary| one_line(summary.as_str())),
            said: said(stage, errors),
            stage,
            errors,
            warnings,
            guests: paper.list.as_ref().map_or(0, |list| list.guests.len()),
        })
    }
}

/// Tells whether a file below an office's folder is that office's: another one may lie below, too.
fn is_own(office: &Path, file: &Path) -> bool {
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let nearest = whole.ancestors().skip(1).find(|folder| folder.join("co-quan.yaml").is_file());
    nearest.is_none_or(|nearest| nearest == office)
}

fn stage(paper: &Examined, errors: usize, rows: &[Entry]) -> Stage {
    let of_row = |state| match state {
        State::Numbered | State::Issued => Stage::Numbered,
        State::Kept | State::Imported => Stage::Unsigned,
        State::Signed => Stage::Signed,
        State::Cancelled => Stage::Cancelled,
    };
    let stands = rows.iter().find(|row| row.state != State::Cancelled).or(rows.first());
    let document = paper.ready.as_ref().map(|ready| &ready.document);
    match (stands, document) {
        (Some(row), _) => of_row(row.state),
        (None, _) if errors > 0 => Stage::Faulty,
        (None, None) if paper.annex => Stage::Unnumbered,
        (None, None) => Stage::Faulty,
        (None, Some(document)) if document.draft.is_some() => Stage::Draft,
        (None, Some(document)) if document.form != Form::Paper => Stage::Unnumbered,
        (None, Some(_)) => Stage::Ready,
    }
}

fn said(stage: Stage, errors: usize) -> String {
    match stage {
        Stage::Faulty => format!("còn {errors} lỗi"),
        Stage::Draft => "dự thảo".into(),
        Stage::Unnumbered => "không lấy số".into(),
        Stage::Ready => "sẵn sàng".into(),
        Stage::Numbered => State::Issued.vietnamese().into(),
        Stage::Unsigned => State::Kept.vietnamese().into(),
        Stage::Signed => State::Signed.vietnamese().into(),
        Stage::Cancelled => State::Cancelled.vietnamese().into(),
    }
}

/// Gives the number a paper would get now, without taking it.
fn foreseen(
    document: &Document,
    today: NaiveDate,
    workspace: &Workspace,
    register: Option<&Register>,
) -> Result<Option<(u32, String)>, Findings> {
    let day = document.date.as_ref().map_or(today, |(day, _)| *day);
    let Some(term) = term_of(&workspace.office.terms, day) else { return Ok(None) };
    let kind = folded(&document.kind.name);
    let series = (document.symbol.office.as_str(), term.from, kind.as_str());
    let next = match register {
        Some(register) => register.counter(series)?.map_or(1, |(_, next)| next),
        None => 1,
    };
    let number = document.symbol.number.unwrap_or(next);
    Ok(Some((number, format!("{number:02}-{}/{}", document.symbol.kind, document.symbol.office))))
}

fn titled(folder: &str) -> DossierCard {
    let name = Path::new(folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let title = if name.is_empty() { "Văn bản ngoài hồ sơ".to_owned() } else { name };
    DossierCard { folder: folder.to_owned(), title, day: None, time: None, place: None, papers: Vec::new() }
}

fn described(card: &mut DossierCard, dossier: &Dossier) {
    if let Some(title) = &dossier.title {
        title.as_str().clone_into(&mut card.title);
    }
    if let Some(event) = &dossier.event {
        card.day = event.date.as_ref().map(|(day, _)| *day);
        card.time = event.time.as_ref().map(|(time, _)| *time);
        card.place = event.place.as_ref().map(|place| place.as_str().to_owned());
    }
}
