//! Comes in: the office's folder. Goes out: its dossiers and papers, how far each has come, the
//! number each would get. Must not know: how it is shown.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use serde::Serialize;

use super::became::Became;
use super::desk::Desk;
use super::glance::{Glance, Glimpse, Looked, Sight};
use crate::diag::Findings;
use crate::input;
use crate::model::Form;
use crate::pipeline::{Workspace, paper_path};
use crate::register::{Entry, Register, State, printed};

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
    /// What is told first of days in it that are over, where it may be issued.
    pub past: Option<String>,
    /// What became of it since it got a number, in words.
    pub told: Vec<String>,
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

impl Desk<'_> {
    /// Gives the dossiers of the office, those with a meeting first, the latest day first. What `glance`
    /// knows of files that did not change is not read again.
    ///
    /// # Errors
    /// Gives findings if there is no office here or its register cannot be read.
    pub fn overview(&self, glance: &Glance) -> Result<Vec<DossierCard>, Findings> {
        Ok(self.looked(glance)?.into_iter().map(|(card, _)| card).collect())
    }

    /// Gives the same with what was seen of each dossier's papers, in their order.
    pub(super) fn looked(&self, glance: &Glance) -> Result<Vec<(DossierCard, Arc<Looked>)>, Findings> {
        let workspace = self.workspace()?;
        let register = Register::look(&workspace.folder)?;
        let became = register.as_ref().map(Became::read).transpose()?.unwrap_or_default();
        let ground = Ground { workspace: &workspace, register: register.as_ref(), became: &became };
        let sight = Sight {
            workspace: &workspace,
            register: register.as_ref(),
            stock: self.stock,
            today: self.today,
            now: self.now,
        };
        let mut dossiers: BTreeMap<String, (DossierCard, Arc<Looked>)> = BTreeMap::new();
        for looked in glance.look(&sight)? {
            let mut dossier = described(&looked);
            for paper in &looked.papers {
                dossier.papers.push(self.card(paper, &ground)?);
            }
            dossiers.insert(looked.folder.clone(), (dossier, looked));
        }
        let bare = input::bare_dossiers(&workspace.folder);
        for facts in bare.into_iter().filter(|file| is_own(&workspace.folder, file)) {
            let folder = paper_path(&workspace.folder, facts.parent().unwrap_or(&workspace.folder));
            let mut looked = Looked { folder: folder.clone(), ..Looked::default() };
            // What cannot be read is told of on its own screen.
            if let Some(facts) = input::read(&facts).ok().and_then(|source| input::dossier(&source).ok()) {
                looked.described(&facts);
            }
            dossiers.insert(folder, (described(&looked), Arc::new(looked)));
        }
        let mut dossiers: Vec<_> = dossiers.into_values().collect();
        dossiers.sort_by(|(one, _), (other, _)| {
            other.day.cmp(&one.day).then_with(|| one.title.cmp(&other.title))
        });
        Ok(dossiers)
    }

    fn card(&self, paper: &Glimpse, ground: &Ground<'_>) -> Result<PaperCard, Findings> {
        let Ground { workspace, register, became } = *ground;
        let rows = register.map_or_else(|| Ok(Vec::new()), |register| register.range_of(&paper.path))?;
        let stage = stage(paper, &rows);
        let foreseen =
            if stage == Stage::Ready { foreseen(paper, self.today, workspace, register)? } else { None };
        let past = paper.past.clone().filter(|_| stage == Stage::Ready);
        Ok(PaperCard {
            path: paper.path.clone(),
            kind: paper.kind.clone().or_else(|| paper.annex.then(|| "Phụ lục".to_owned())),
            printed: rows.first().map(Entry::printed),
            number: foreseen.as_ref().map(|(number, _)| *number),
            foreseen: foreseen.map(|(_, printed)| printed),
            day: paper.day,
            summary: paper.summary.clone(),
            said: if past.is_some() { "cần xem lại ngày".to_owned() } else { said(stage, paper.errors) },
            past,
            told: became.told(&paper.path, &rows),
            stage,
            errors: paper.errors,
            warnings: paper.warnings,
            guests: paper.guests,
        })
    }
}

/// Is what a card is made with besides the paper's file.
struct Ground<'a> {
    workspace: &'a Workspace,
    register: Option<&'a Register>,
    became: &'a Became,
}

/// Tells whether a file below an office's folder is that office's: another one may lie below, too.
fn is_own(office: &Path, file: &Path) -> bool {
    let whole = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let nearest = whole.ancestors().skip(1).find(|folder| folder.join("co-quan.yaml").is_file());
    nearest.is_none_or(|nearest| nearest == office)
}

fn stage(paper: &Glimpse, rows: &[Entry]) -> Stage {
    let of_row = |state| match state {
        State::Numbered | State::Issued => Stage::Numbered,
        State::Kept | State::Imported => Stage::Unsigned,
        State::Signed => Stage::Signed,
        State::Cancelled => Stage::Cancelled,
    };
    let stands = rows.iter().find(|row| row.state != State::Cancelled).or(rows.first());
    match (stands, paper.form) {
        (Some(row), _) => of_row(row.state),
        (None, _) if paper.errors > 0 => Stage::Faulty,
        (None, None) if paper.annex => Stage::Unnumbered,
        (None, None) => Stage::Faulty,
        (None, Some(_)) if paper.draft => Stage::Draft,
        (None, Some(form)) if form != Form::Paper => Stage::Unnumbered,
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
    paper: &Glimpse,
    today: NaiveDate,
    workspace: &Workspace,
    register: Option<&Register>,
) -> Result<Option<(u32, String)>, Findings> {
    let (Some(symbol), Some(kind)) = (&paper.symbol, &paper.series) else { return Ok(None) };
    let own = || {
        let day = paper.day.unwrap_or(today);
        workspace.office.terms.of(&symbol.lead, day).map(|term| term.from)
    };
    let Some(term) = symbol.congress.or_else(own) else { return Ok(None) };
    let series = (symbol.lead.as_str(), term, kind.as_str());
    let next = match register {
        Some(register) => register.counter(series)?.map_or(1, |(_, next)| next),
        None => 1,
    };
    let number = symbol.number.unwrap_or(next);
    Ok(Some((number, printed(number, &paper.tail))))
}

/// Gives the card of a dossier, without its papers; one without a title is known by its folder.
fn described(looked: &Looked) -> DossierCard {
    let name = Path::new(&looked.folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = if name.is_empty() { "Văn bản ngoài hồ sơ".to_owned() } else { name };
    DossierCard {
        folder: looked.folder.clone(),
        title: looked.title.clone().unwrap_or(name),
        day: looked.day,
        time: looked.time,
        place: looked.place.clone(),
        papers: Vec::new(),
    }
}
