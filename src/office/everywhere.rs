//! Comes in: words. Goes out: every paper that has them, once, with where it lies: as a file, in
//! the register, in the archive. Must not know: how it is shown.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::Row;
use super::desk::Desk;
use super::glance::Glance;
use super::kept::KeptCard;
use super::mark::Mark;
use super::overview::{DossierCard, PaperCard};
use super::rows::Wanted;
use crate::diag::{Diagnostic, Findings};
use crate::register::{Entry, Query, Register, State};
use crate::text::folded;

/// Is something that was found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Hit {
    /// Number and symbol, `hồ sơ` of a dossier; empty of a paper without a number.
    pub printed: String,
    /// The kind's name, if it is known.
    pub kind: String,
    /// The day, `2026-06-03`; empty where there is none.
    pub date: String,
    /// Summary or title.
    pub summary: String,
    /// How it stands, in words.
    pub stands: Vec<String>,
    /// Its file from the office's folder, if that lies there.
    pub path: Option<String>,
    /// The number of its row, if the register has it.
    pub row: Option<String>,
    /// The id of its object, if it lies in the archive.
    pub object: Option<String>,
    /// Whether its number was struck out.
    pub struck: bool,
}

/// Is what was found everywhere.
#[derive(Debug, Default)]
pub struct Hits {
    /// What was found, those with a number first.
    pub hits: Vec<Hit>,
    /// Whether the words name one paper, which is the only hit to go to.
    pub exact: Option<usize>,
    /// What could not be looked into.
    pub unread: Vec<Diagnostic>,
}

impl Desk<'_> {
    /// Finds papers by words, or their beginnings, in files, lists of guests, register and archive; marks
    /// and capitals do not count. `07-kh/du` names one paper.
    ///
    /// # Errors
    /// Gives findings if there is no office, or its register cannot be read.
    pub fn everywhere(&self, words: &str, glance: &Glance) -> Result<Hits, Findings> {
        let workspace = self.workspace()?;
        let mut found = Gathered::default();
        if folded(words).trim_matches('-').is_empty() {
            return Ok(Hits::default());
        }
        let rows = match Register::look(&workspace.folder)? {
            Some(register) => {
                found.every = register.list(&Query::default())?;
                self.rows(&Wanted { words: Some(words.to_owned()), ..Wanted::default() })?
            }
            None => Vec::new(),
        };
        for entry in &rows {
            found.row(entry);
        }
        let unread = match self.kept(words) {
            Ok((cards, unread)) => {
                for card in cards {
                    found.kept(card);
                }
                unread
            }
            // Nothing was ever issued: then there is no archive, and nothing is missing in it.
            Err(_) if Register::look(&workspace.folder)?.is_none() => Vec::new(),
            Err(findings) => findings.to_vec(),
        };
        let wanted = wanted(words);
        for (dossier, looked) in self.looked(glance)? {
            for (paper, seen) in dossier.papers.iter().zip(&looked.papers) {
                let known = found.by_path.contains_key(&paper.path);
                let guests = guests(&wanted, &seen.invited);
                if known || guests.is_some() || has(&wanted, &said(&dossier, paper), &seen.words) {
                    found.file(paper, guests);
                }
            }
        }
        let exact = Mark::whole(words).and_then(|mark| {
            let own = rows.iter().filter(|entry| mark.is_of(entry));
            let mut hits: Vec<usize> = own.filter_map(|entry| found.of(entry)).collect();
            hits.dedup();
            <[usize; 1]>::try_from(hits).ok().map(|[only]| only)
        });
        Ok(Hits { hits: found.hits, exact, unread })
    }
}

fn wanted(words: &str) -> Vec<String> {
    folded(words).split('-').filter(|word| !word.is_empty()).map(|word| format!("-{word}")).collect()
}

/// Tells whether each word, or its beginning, stands in what is said of a paper or in its file.
fn has(wanted: &[String], said: &str, words: &str) -> bool {
    let text = format!("-{}-{words}", folded(said));
    wanted.iter().all(|word| text.contains(word.as_str()))
}

/// Names the guests of a paper who have all the words, a few of many.
fn guests(wanted: &[String], invited: &[String]) -> Option<String> {
    let own: Vec<&str> = invited.iter().filter(|guest| has(wanted, guest, "")).map(String::as_str).collect();
    let more = own.len().saturating_sub(GUESTS);
    let more = if more > 0 { format!(" và {more} khách nữa") } else { String::new() };
    let named = own.iter().take(GUESTS).copied().collect::<Vec<_>>().join("; ");
    (!own.is_empty()).then(|| format!("có mời {named}{more}"))
}

/// Is how many guests of a paper are named.
const GUESTS: usize = 3;

fn said(dossier: &DossierCard, paper: &PaperCard) -> String {
    let own = [&paper.kind, &paper.printed, &paper.foreseen].into_iter().flatten().map(String::as_str);
    let words: Vec<&str> = own.chain([dossier.title.as_str(), &paper.path, &paper.summary]).collect();
    words.join(" ")
}

/// Is what was found so far: each paper once.
#[derive(Default)]
struct Gathered {
    /// All rows of the register: what was found elsewhere may be the paper of one.
    every: Vec<Entry>,
    hits: Vec<Hit>,
    by_path: BTreeMap<String, usize>,
    by_object: BTreeMap<String, usize>,
}

impl Gathered {
    /// Gives the hit of a row's paper.
    fn of(&self, entry: &Entry) -> Option<usize> {
        let by_path = self.by_path.get(&entry.path).filter(|_| !entry.path.is_empty());
        by_path.copied().or_else(|| {
            let printed = entry.printed();
            self.hits.iter().position(|hit| hit.row.as_deref() == Some(&printed) && hit.path.is_none())
        })
    }

    fn row(&mut self, entry: &Entry) {
        let known = self.by_path.get(&entry.path).copied().filter(|_| !entry.path.is_empty());
        // A number that was struck out gives way to the one the paper has now.
        let gives_way = |at: &usize| self.hits[*at].struck && entry.state != State::Cancelled;
        if known.is_some_and(|at| !gives_way(&at)) {
            return;
        }
        let hit = Hit::of_row(entry);
        let at = if let Some(at) = known {
            self.hits[at] = hit;
            at
        } else {
            self.hits.push(hit);
            self.hits.len() - 1
        };
        if !entry.path.is_empty() {
            self.by_path.insert(entry.path.clone(), at);
        }
        if !entry.object.is_empty() {
            self.by_object.insert(entry.object.clone(), at);
        }
    }

    /// Finds the rows of a paper that was found elsewhere.
    fn rows_of(&mut self, own: impl Fn(&Entry) -> bool) {
        let rows: Vec<Entry> = self.every.iter().filter(|entry| own(entry)).cloned().collect();
        for entry in &rows {
            self.row(entry);
        }
    }

    fn kept(&mut self, card: KeptCard) {
        if !self.by_object.contains_key(&card.object) {
            self.rows_of(|entry| entry.object == card.object);
        }
        if let Some(at) = self.by_object.get(&card.object) {
            let hit = &mut self.hits[*at];
            hit.object = Some(card.object);
            hit.told(card.told);
            return;
        }
        let mut stands: Vec<String> = card.stands.map(str::to_owned).into_iter().collect();
        stands.extend(card.told);
        self.hits.push(Hit {
            printed: card.printed,
            date: card.date,
            summary: card.summary,
            stands,
            row: card.own,
            object: Some(card.object),
            ..Hit::default()
        });
    }

    fn file(&mut self, paper: &PaperCard, guests: Option<String>) {
        if !self.by_path.contains_key(&paper.path) {
            self.rows_of(|entry| entry.path == paper.path);
        }
        if let Some(at) = self.by_path.get(&paper.path) {
            let hit = &mut self.hits[*at];
            hit.path = Some(paper.path.clone());
            hit.told(paper.told.clone());
            hit.stands.extend(guests);
            return;
        }
        self.hits.push(Hit {
            printed: paper.printed.clone().unwrap_or_default(),
            kind: paper.kind.clone().unwrap_or_default(),
            date: paper.day.map(|day| day.to_string()).unwrap_or_default(),
            summary: paper.summary.clone(),
            stands: std::iter::once(paper.said.clone()).chain(paper.told.clone()).chain(guests).collect(),
            path: Some(paper.path.clone()),
            ..Hit::default()
        });
    }
}

impl Hit {
    fn of_row(entry: &Entry) -> Self {
        let row = Row::of(entry);
        let mut stands = vec![row.stands().to_owned()];
        stands.extend((!row.reason.is_empty()).then(|| row.reason.clone()));
        Self {
            printed: row.printed.clone(),
            kind: row.kind_name,
            date: row.date.to_string(),
            summary: row.summary,
            stands,
            row: Some(row.printed),
            object: Some(row.object).filter(|object| !object.is_empty()),
            path: None,
            struck: entry.state == State::Cancelled,
        }
    }

    /// Adds what became of it, as far as that is not said yet.
    fn told(&mut self, words: Vec<String>) {
        let known = self.stands.join(" ");
        let struck = self.struck;
        self.stands.extend(words.into_iter().filter(|told| !known.contains(told) && !struck));
    }
}
