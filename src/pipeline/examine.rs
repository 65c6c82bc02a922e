//! Comes in: the files of a workspace. Goes out: documents ready to be made,
//! and every finding that needs no PDF. Must not know: how a page looks.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::batch::left_out;
use super::guest_tone::guest_tone;
use super::judge::{
    annexed, broken_annexes, event_facts, examined, no_such_sheet, orphan, other_field, other_side, stops,
    unnumbered,
};
use super::list::{list, list_file, ways};
use super::numbered::{Numbers, Struck};
use super::paper::{Examined, Ready};
use super::{Settings, Stock};
use crate::check;
use crate::diag::{Code, Diagnostic, Findings, Span};
use crate::guests::{self, GuestList};
use crate::input::{self, Card, DossierFiles, Draft, Setting, Unsaved};
use crate::model::{Annex, Document, Dossier, Form, Month, Office};
use crate::rules::{RuleSet, rule_set};
use crate::template::{Facts, PdfInfo};

/// Is the family that ships with the program.
pub(crate) const SHIPPED_FONT: &str = "Liberation Serif";

/// Examines every paper below the paths; the findings that belong to no single
/// paper come beside them.
pub fn examine(paths: &[PathBuf], settings: &Settings, stock: &Stock) -> (Vec<Examined>, Vec<Diagnostic>) {
    let (dossiers, mut findings) = input::walk(paths);
    let (papers, found) = examine_dossiers(&dossiers, settings, stock, &mut BTreeMap::new());
    findings.extend(found);
    (papers, findings)
}

/// Tells whether texts of a paper are others than were typed: what the checks of
/// wording would say of them helps nobody.
fn is_misread(finding: &Diagnostic) -> bool {
    finding.code == Code::YAML_JOINED || finding.code == Code::YAML_SPLIT
}

/// Tells of two papers that have one number, in one dossier or in two.
fn same_numbers(papers: &mut [Examined]) {
    let documents: Vec<_> = papers.iter().filter_map(|paper| Some(&paper.ready.as_ref()?.document)).collect();
    for finding in check::same_numbers(&documents) {
        let name = finding.span.as_ref().map(|span| span.source.name().to_owned());
        let mine = papers.iter_mut().find(|paper| Some(paper.file.display().to_string()) == name);
        if let Some(paper) = mine {
            let ready = paper.ready.as_ref().map(|ready| ready.document.silences.clone()).unwrap_or_default();
            if ready.iter().any(|silence| silence.code.as_str() == finding.code.id) {
                // It was not there yet when each paper was looked at alone.
                let unused = |known: &Diagnostic| {
                    known.code == Code::SILENCE_UNUSED && known.message.contains(finding.code.id)
                };
                paper.findings.retain(|known| !unused(known));
            } else {
                paper.findings.push(finding);
            }
        }
    }
}

/// Examines the papers of some dossiers; `places` knows which papers of others go
/// where.
pub(crate) fn examine_dossiers(
    dossiers: &[DossierFiles],
    settings: &Settings,
    stock: &Stock,
    places: &mut BTreeMap<PathBuf, PathBuf>,
) -> (Vec<Examined>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let examiner = Examiner::new(settings, stock);
    let of_dossier = |files: &DossierFiles| {
        let run = AssertUnwindSafe(|| {
            let mut findings = Vec::new();
            (examiner.dossier(files, &mut findings), findings)
        });
        catch_unwind(run).unwrap_or_else(|_| {
            let message = format!("chương trình hỏng khi đọc `{}`", files.folder.display());
            (Vec::new(), vec![Diagnostic::new(Code::INTERNAL, message)])
        })
    };
    let mut papers: Vec<Examined> = Vec::new();
    for (examined, found) in dossiers.par_iter().map(of_dossier).collect::<Vec<_>>() {
        papers.extend(examined);
        findings.extend(found);
    }
    same_numbers(&mut papers);
    for paper in papers.iter().filter(|paper| paper.list.is_some()) {
        places.extend(prints(paper).map(|print| (print, paper.file.clone())));
    }
    for paper in &mut papers {
        if let Some(first) = places.get(&paper.out) {
            paper.ready = None;
            paper.findings.push(Diagnostic::new(
                Code::OUTPUT_SAME,
                format!(
                    "`{}` và `{}` cùng cho ra `{}.pdf`",
                    first.display(),
                    paper.file.display(),
                    paper.out.display()
                ),
            ));
        } else {
            places.insert(paper.out.clone(), paper.file.clone());
        }
    }
    (papers, findings)
}

/// Names the files that a paper for guests makes beside its copies, without
/// ending.
fn prints(paper: &Examined) -> impl Iterator<Item = PathBuf> {
    let sheets = paper.ready.as_ref().and_then(|ready| ready.document.invited.as_ref());
    let sheets = sheets.map(|invited| invited.sheets.as_slice()).unwrap_or_default();
    let stem = paper.out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let named: Vec<PathBuf> = ["in", "in-chon"]
        .into_iter()
        .chain(sheets.iter().map(crate::diag::Text::as_str))
        .map(|what| paper.out.with_file_name(format!("{stem}-{what}")))
        .collect();
    named.into_iter()
}

pub(super) struct Examiner<'a> {
    settings: &'a Settings,
    stock: &'a Stock,
    offices: Mutex<BTreeMap<PathBuf, Option<Arc<Office>>>>,
    numbers: Numbers,
}

/// Is a paper's file as it was read.
struct Read {
    id: String,
    file: PathBuf,
    draft: Option<Draft>,
    findings: Vec<Diagnostic>,
}

/// Is a paper's file, read and, if that was possible, composed.
struct Paper {
    id: String,
    file: PathBuf,
    ready: Option<Ready>,
    list: Option<Arc<GuestList>>,
    list_file: Option<PathBuf>,
    findings: Vec<Diagnostic>,
}

impl From<Read> for Paper {
    fn from(read: Read) -> Self {
        Self {
            id: read.id,
            file: read.file,
            ready: None,
            list: None,
            list_file: None,
            findings: read.findings,
        }
    }
}

impl<'a> Examiner<'a> {
    pub(super) fn new(settings: &'a Settings, stock: &'a Stock) -> Self {
        Self { settings, stock, offices: Mutex::default(), numbers: Numbers::new(settings.date) }
    }
}

impl Examiner<'_> {
    fn dossier(&self, files: &DossierFiles, findings: &mut Vec<Diagnostic>) -> Vec<Examined> {
        let mut read: Vec<Read> = files.papers.iter().map(|file| self.read(file)).collect();
        for paper in &mut read {
            let Some(draft) = &mut paper.draft else { continue };
            let asked = files.asked.contains(&paper.file);
            if let Err(finding) = self.numbers.fill(files.office.as_deref(), &paper.file, draft, asked) {
                paper.findings.push(*finding);
            }
        }
        let office = self.office(files, findings);
        let dossier = about(files, &self.settings.unsaved, findings);
        let papers = match (office, dossier) {
            (Some(office), Some(dossier)) => self.composed(read, files, &office, &dossier),
            // Nothing can be made without them, but what was read is reported.
            _ => read.into_iter().map(Paper::from).collect(),
        };
        papers
            .into_iter()
            .filter(|paper| files.asked.contains(&paper.file))
            .filter_map(|paper| {
                let out = out(&paper.file, files)?;
                let annex = paper.ready.as_ref().is_some_and(|ready| ready.document.form == Form::Annex);
                let stopped = paper.findings.iter().any(stops);
                // An annex is printed with its paper, not by itself.
                let ready = paper.ready.filter(|_| !stopped && !annex);
                Some(Examined {
                    file: paper.file,
                    out,
                    ready,
                    annex: annex && !stopped,
                    workspace: files.office.as_deref().and_then(Path::parent).map(Path::to_owned),
                    findings: paper.findings,
                    list: paper.list,
                    list_file: paper.list_file,
                })
            })
            .collect()
    }

    /// Composes the papers of a dossier and looks at each, and at all of them
    /// together.
    fn composed(
        &self,
        read: Vec<Read>,
        files: &DossierFiles,
        office: &Arc<Office>,
        dossier: &Arc<Dossier>,
    ) -> Vec<Paper> {
        let drafts: Vec<Draft> = read.iter().filter_map(|read| read.draft.clone()).collect();
        let cards = self.cards(&drafts, office, dossier);
        let mut papers: Vec<Paper> = Vec::new();
        for read in read {
            let draft = read.draft.clone();
            let mut paper = Paper::from(read);
            if let Some(draft) = draft {
                let (mut ready, found) = self.compose(&draft, &drafts, &cards, office, dossier);
                paper.findings.extend(found);
                if let Some(ready) = &mut ready {
                    paper.findings.extend(self.struck_before(ready, &paper.file, files));
                }
                // The others are read for their facts only.
                let misread = paper.findings.iter().any(is_misread);
                let asked = files.asked.contains(&paper.file) && !misread;
                if let Some(ready) = ready.as_ref().filter(|_| asked) {
                    paper.findings.extend(examined(ready, self.stock, self.settings.today));
                }
                if let Some(ready) = &ready {
                    if let Some(invited) = &ready.document.invited {
                        paper.findings.extend(ways(invited, self.stock));
                    }
                    paper.list_file = list_file(ready, roots(files));
                    match self.list(ready, &paper.file, files) {
                        Some(Ok(list)) => {
                            paper.findings.extend(guest_tone(&list, &ready.document));
                            paper.findings.extend(list.told().cloned());
                            let invited = ready.document.invited.as_ref();
                            paper.findings.extend(
                                invited.and_then(|invited| left_out(ready, invited, &list, self.settings)),
                            );
                            paper.list = Some(Arc::new(list));
                        }
                        Some(Err(findings)) => paper.findings.extend(findings),
                        None => {}
                    }
                }
                if let Ok(rules) = self.rules(&draft, office, dossier) {
                    ground(&mut paper.findings, &rules);
                }
                paper.ready = ready;
            }
            papers.push(paper);
        }
        let mut differing = differing(&papers);
        let ready: Vec<&Ready> = papers.iter().filter_map(|paper| paper.ready.as_ref()).collect();
        let across = check::dossier(
            &ready.iter().map(|ready| (&ready.document, ready.rules.as_ref())).collect::<Vec<_>>(),
        );
        let annexed = annexed(&ready);
        let is_broken = |paper: &&Paper| paper.findings.iter().any(stops);
        let broken: Vec<String> = papers.iter().filter(is_broken).map(|paper| paper.id.clone()).collect();
        for (at, paper) in papers.iter_mut().enumerate() {
            let Some(ready) = &paper.ready else { continue };
            paper.findings.extend(differing.remove(&at).unwrap_or_default());
            let name = paper.file.display().to_string();
            let own =
                |finding: &&Diagnostic| finding.span.as_ref().is_some_and(|span| span.source.name() == name);
            let mut findings = std::mem::take(&mut paper.findings);
            findings.extend(across.iter().filter(own).cloned());
            if ready.document.form == Form::Annex && !annexed.contains(&ready.document.id) {
                findings.push(orphan(&ready.document));
            }
            findings.extend(broken_annexes(&ready.document, &broken));
            ground(&mut findings, &ready.rules);
            // A day that could not be read is not a day that is missing as well.
            if findings.iter().any(|finding| finding.code == Code::FIELD_DATE) {
                findings.retain(|finding| finding.code != Code::NUMBER_DATE);
            }
            paper.findings = check::silence(&ready.document, findings);
        }
        papers
    }

    /// Notes which numbers of the earlier papers that this one puts off were struck out;
    /// finds that all were.
    fn struck_before(&self, ready: &mut Ready, file: &Path, files: &DossierFiles) -> Option<Diagnostic> {
        let follows = ready.document.follows.clone()?;
        let workspace = files.office.as_deref().and_then(Path::parent)?;
        let beside = |id: &str| file.with_file_name(format!("{id}.yaml"));
        let nearest = follows.id.as_str();
        for id in follows.each.iter().map(String::as_str).chain([nearest]) {
            match self.numbers.struck(workspace, &beside(id), file) {
                Ok(Struck::All(number)) => {
                    let message = format!("`{id}` đã huỷ số ({number}) nên không còn gì để hoãn hay thay");
                    let hint = "xoá văn bản này, hoặc ban hành lại văn bản trước rồi mới hoãn";
                    return Some(
                        Diagnostic::new(Code::CITE_STRUCK, message).at(follows.id.span()).hint(hint),
                    );
                }
                Ok(Struck::Some(steps)) if follows.each.iter().any(|each| each == id) => {
                    ready.left_out.extend(steps);
                }
                Ok(Struck::Some(_)) => {}
                Err(finding) => return Some(*finding),
            }
        }
        None
    }

    /// Reads the guest list of a paper that has one.
    fn list(&self, ready: &Ready, file: &Path, files: &DossierFiles) -> Option<Result<GuestList, Findings>> {
        let invited = ready.document.invited.as_ref()?;
        // What was mended for the paper the list stands in is mended for this one, too.
        let of = file.with_file_name(format!("{}.yaml", invited.list_of));
        let copies = [file, &of].map(|file| out(file, files).map(|out| self.settings.out.join(out)));
        let copies: Vec<PathBuf> = copies.into_iter().flatten().collect();
        let mended =
            self.settings.pick.mended.as_deref().filter(|_| files.asked.iter().any(|asked| asked == file));
        Some(list(ready, invited, roots(files), &copies, mended, &self.stock.fonts))
    }

    fn read(&self, file: &Path) -> Read {
        let id = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let id = crate::text::nfc(&id).into_owned();
        let source = match self.settings.unsaved.read(file) {
            Ok(source) => source,
            Err(finding) => return Read { id, file: file.to_owned(), draft: None, findings: vec![*finding] },
        };
        let read = || {
            let mut findings = Vec::new();
            let draft = input::draft(&id, &source, &mut |id| self.stock.kind(id), &mut findings);
            (draft.map_err(|found| findings.extend(found)).ok(), findings)
        };
        let (draft, findings) = match &self.settings.known {
            Some(known) => known.draft(file, &source, read),
            None => read(),
        };
        Read { id, file: file.to_owned(), draft, findings }
    }

    fn office(&self, files: &DossierFiles, findings: &mut Vec<Diagnostic>) -> Option<Arc<Office>> {
        let Some(file) = &files.office else {
            findings.push(
                Diagnostic::new(
                    Code::OFFICE_MISSING,
                    format!("không thấy co-quan.yaml ở `{}` hoặc thư mục phía trên", files.folder.display()),
                )
                .hint("`vanthu moi co-quan <thư mục>/co-quan.yaml` viết một tệp mẫu"),
            );
            return None;
        };
        // Held while the file is read: its findings are told once.
        let mut offices = self.offices.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = offices.get(file) {
            return known.clone();
        }
        let read = self.settings.unsaved.read(file);
        let office = read.map_err(Findings::from).and_then(|source| input::office(&source));
        let office = office.map_err(|found| findings.extend(found)).ok().map(Arc::new);
        offices.insert(file.clone(), office.clone());
        office
    }

    /// Chooses the rule set of a draft: the user's word, the paper's, the
    /// office's, else the one in force on the paper's day or its meeting's.
    fn rules(
        &self,
        draft: &Draft,
        office: &Office,
        dossier: &Dossier,
    ) -> Result<Arc<RuleSet>, Box<Diagnostic>> {
        let side = input::side(draft, office);
        if !draft.kind.sides.contains(&side) {
            return Err(Box::new(other_side(&draft.kind, side, Span::whole(&draft.source))));
        }
        let mut typed = draft.fields.0.iter().map(|(key, _)| key);
        if let Some(key) = typed.find(|key| !draft.kind.has(key.as_str(), side)) {
            return Err(Box::new(other_field(&draft.kind, key, side)));
        }
        let own = draft.fields.text("the_thuc").or(office.rules.as_ref());
        let name = self.settings.rules.as_deref().or(own.map(crate::diag::Text::as_str));
        let event = dossier.event.as_ref().and_then(|event| event.date.as_ref());
        let month = draft.fields.month("ngay").map(|(month, span)| (month.last(), span));
        let date = draft.fields.date("ngay").or(month);
        let day = date.as_ref().or(event).map(|(date, _)| *date);
        rule_set(&self.stock.rules, side, name, day).cloned().map_err(|finding| {
            let place = own.map(crate::diag::Text::span).or(date.map(|(_, span)| span));
            Box::new(match place {
                Some(span) if self.settings.rules.is_none() => finding.at(span),
                _ => *finding,
            })
        })
    }

    /// Makes the cards of all papers. A summary may itself cite a paper, so the
    /// first cards are the facts of the second.
    fn cards(&self, drafts: &[Draft], office: &Office, dossier: &Dossier) -> Vec<Card> {
        let with = |papers: &[Card]| -> Vec<Card> {
            let card = |draft: &Draft| {
                let rules = self.rules(draft, office, dossier).ok()?;
                let facts = Facts::new(office, dossier, papers, &rules.text);
                let mut card = input::card(draft, office, &facts);
                card.tail = rules.text.tail(&card.symbol);
                Some(card)
            };
            drafts.iter().filter_map(card).collect()
        };
        with(&with(&[]))
    }

    pub(super) fn compose(
        &self,
        draft: &Draft,
        drafts: &[Draft],
        cards: &[Card],
        office: &Arc<Office>,
        dossier: &Arc<Dossier>,
    ) -> (Option<Ready>, Vec<Diagnostic>) {
        let rules = match self.rules(draft, office, dossier) {
            Ok(rules) => rules,
            Err(finding) => return (None, vec![*finding]),
        };
        let facts = Arc::new(Facts::new(office, dossier, cards, &rules.text));
        let setting = Setting { office, dossier, drafts, facts: facts.as_ref() };
        let mut findings = Vec::new();
        let document = input::compose(draft, &setting, &mut findings);
        findings.extend(no_such_sheet(&document, &rules));
        findings.extend(event_facts(&document));
        findings.extend(unnumbered(&document, cards));
        for annex in &document.annexes {
            if let Annex::Document(annex) = annex {
                findings.extend(event_facts(annex));
            }
        }
        let font = office.font.as_ref();
        if let Some(font) = font.filter(|font| !self.stock.fonts.has(font.as_str())) {
            findings.push(
                Diagnostic::new(Code::FIELD_REFERENCE, format!("không có phông chữ `{}`", font.as_str()))
                    .at(font.span())
                    .hint("chỉ thư mục có phông bằng --phong, hoặc xoá dòng phong_chu"),
            );
        }
        let mut fonts: Vec<String> = font.iter().map(|font| font.as_str().to_owned()).collect();
        fonts.push(SHIPPED_FONT.to_owned());
        let info = PdfInfo { fonts, date: file_date(&document, &rules) };
        (Some(Ready { document, rules, facts, info, left_out: BTreeSet::new() }), findings)
    }
}

/// Gives the folders that a paper's list may lie in: the office's, its own.
fn roots(files: &DossierFiles) -> (&Path, &Path) {
    (files.office.as_deref().and_then(Path::parent).unwrap_or(&files.folder), &files.folder)
}

/// Gives where the output of a paper goes, below the output folder, without an
/// ending.
fn out(file: &Path, files: &DossierFiles) -> Option<PathBuf> {
    Some(files.path().join(file.file_stem()?))
}

/// Finds guests whom two lists of the dossier tell differently, by the place of
/// the paper that has the later list.
fn differing(papers: &[Paper]) -> BTreeMap<usize, Vec<Diagnostic>> {
    let with: Vec<(usize, &GuestList)> =
        papers.iter().enumerate().filter_map(|(at, paper)| Some((at, paper.list.as_deref()?))).collect();
    let lists: Vec<&GuestList> = with.iter().map(|(_, list)| *list).collect();
    let mut found: BTreeMap<usize, Vec<Diagnostic>> = BTreeMap::new();
    for (list, finding) in guests::differing(&lists) {
        found.entry(with[list].0).or_default().push(finding);
    }
    found
}

/// Says on which articles findings stand under a paper's own rule set; those it does not ask
/// for are dropped.
fn ground(findings: &mut Vec<Diagnostic>, rules: &RuleSet) {
    findings.retain(|finding| rules.asks_for(finding.code));
    for finding in findings {
        finding.article = Some(rules.article(finding.code));
    }
}

fn about(files: &DossierFiles, unsaved: &Unsaved, findings: &mut Vec<Diagnostic>) -> Option<Arc<Dossier>> {
    let Some(file) = &files.dossier else {
        return Some(Arc::default());
    };
    let read = unsaved.read(file).map_err(Findings::from).and_then(|source| input::dossier(&source));
    read.map_err(|found| findings.extend(found)).ok().map(Arc::new)
}

/// Gives the day a file bears: the paper's, else the first of its month, else its
/// meeting's, else the first day of its rule set; never the clock's.
fn file_date(document: &Document, rules: &RuleSet) -> NaiveDate {
    let date = document.date.as_ref().map(|(date, _)| *date);
    let month = document.month.map(Month::first);
    date.or(month).or(document.event_date()).unwrap_or(rules.from)
}
