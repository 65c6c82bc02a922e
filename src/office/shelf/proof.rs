//! Comes in: a workspace and its archive. Goes out: findings where either is
//! broken or one does not bear the other out. Must not know: how either keeps
//! what it keeps.
//!
//! Objects are read again side by side, each leaving no more than what has to be
//! compared: memory does not grow with their size.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::dossier::{folder_of, last_put, papers};
use super::facts::{Facts, facts, titles};
use super::history::{Due, due};
use super::layout::{dossier_id, object_id, turn};
use super::mend::unknown;
use super::record::{DossierRecord, FiledPaper, Head, dossier_record};
use super::seal::{HEAL, Seals};
use crate::archive::{Sample, Store};
use crate::diag::{Code, Diagnostic};
use crate::model::Terms;
use crate::office::series::COPIES;
use crate::register::{Act, Deed, Document, Entry, Query, Register, Sort, State, of_copies};
use crate::text::folded;
use crate::verify::Trust;

/// Is what a proof found.
#[derive(Debug, Default)]
pub struct Proof {
    /// How many objects there are.
    pub objects: usize,
    /// How many of them were read and are sound.
    pub sound: usize,
    /// How many signed copies were proven.
    pub signed: usize,
    /// How many bytes were read.
    pub bytes: u64,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

/// Says what is to be proved, and with what.
pub struct Charge<'a> {
    /// The workspace.
    pub workspace: &'a Path,
    /// Its archive.
    pub archive: &'a Path,
    /// Which objects are read.
    pub sample: Sample,
    /// The terms of office.
    pub terms: &'a Terms,
    /// The day it is.
    pub today: NaiveDate,
    /// The CAs the office trusts.
    pub trust: &'a Trust,
    /// Who is told how many objects were read, of how many, if somebody waits.
    pub see: Option<See<'a>>,
}

/// Is told how far something has come: how much is done, of how much.
pub type See<'a> = &'a (dyn Fn(usize, usize) + Sync);

/// Reads the archive again and compares it with the register, both ways.
///
/// While somebody issues papers the two are never read at one moment. So what
/// differs is looked at a second time, with the turn to change objects held: then
/// only what is new can come in, and that its rows come before it in the register.
#[must_use]
pub fn prove(charge: &Charge<'_>) -> Proof {
    let store = match Store::look(charge.archive) {
        Ok(store) => store,
        Err(finding) => {
            let alone = no_archive(charge, *finding);
            // It may have come into being while the register was read.
            match Store::look(charge.archive) {
                Ok(store) => store,
                Err(_) => return alone,
            }
        }
    };
    let first = Look::new(charge, &store, BTreeMap::new());
    if first.proof.findings.is_empty() {
        return first.proof;
    }
    // Read-only media: nobody writes there.
    let turn = turn(charge.workspace).ok();
    let seen = first.facts.into_iter().filter(|(_, fact)| fact.id.is_some()).collect();
    let second = Look::new(charge, &store, seen);
    drop(turn);
    second.proof
}

/// Is the register alone, where there is no archive yet, or none to be found.
fn no_archive(charge: &Charge<'_>, finding: Diagnostic) -> Proof {
    let mut proof = Proof::default();
    let book = proof.book(charge).unwrap_or_else(|unread| {
        proof.findings.push(*unread);
        None
    });
    let entries = book.as_ref().map(|book| book.entries.as_slice()).unwrap_or_default();
    if entries.iter().all(|entry| entry.object.is_empty()) {
        proof.findings.extend(unfinished(entries));
    } else {
        proof.findings.push(finding);
    }
    proof
}

/// Is one look at everything.
struct Look {
    proof: Proof,
    /// By their folders; only of those that were to be read.
    facts: BTreeMap<PathBuf, Facts>,
}

impl Look {
    /// Looks; what was `seen` and is as it was is not read again.
    fn new(charge: &Charge<'_>, store: &Store, mut seen: BTreeMap<PathBuf, Facts>) -> Self {
        let mut proof = Proof { findings: store.frame(), ..Proof::default() };
        let (folders, all) = store.sampled(charge.sample);
        proof.objects = all;
        let titles = names(charge.workspace);
        let known: Vec<(PathBuf, Option<Facts>)> = folders
            .into_iter()
            .map(|folder| {
                let same = seen.remove(&folder).filter(|fact| fact.is_still(&folder));
                (folder, same)
            })
            .collect();
        let (count, all) = (AtomicUsize::new(0), known.len());
        let read = |(folder, same): (PathBuf, Option<Facts>)| {
            let fact = same.unwrap_or_else(|| facts(store, &folder, charge.trust, &titles));
            let done = count.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(see) = charge.see {
                see(done, all);
            }
            (folder, fact)
        };
        let facts: BTreeMap<PathBuf, Facts> = known.into_par_iter().map(read).collect();
        for fact in facts.values() {
            proof.bytes += fact.bytes;
            proof.sound += usize::from(fact.id.is_some());
            proof.signed += fact.proven;
            proof.findings.extend(fact.findings.iter().cloned());
        }
        // Read last: what lies in the archive stood in the register before.
        match proof.book(charge) {
            Ok(Some(book)) => {
                let seen: Vec<&Facts> = facts.values().collect();
                proof.findings.extend(book.compare(store, &seen));
            }
            Ok(None) if facts.is_empty() => {}
            Ok(None) => {
                let message = "kho lưu có văn bản mà không có sổ đăng ký để đối chiếu";
                proof.findings.push(
                    Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
                        .hint("lấy lại thư mục so từ bản sao lưu; tìm trong kho bằng `vanthu luu tim`"),
                );
            }
            Err(unread) => proof.findings.push(*unread),
        }
        Self { proof, facts }
    }
}

/// Names objects as the register does, if it can be read.
fn names(workspace: &Path) -> BTreeMap<String, String> {
    let register = Register::look(workspace).ok().flatten();
    let rows = register.and_then(|register| register.list(&Query::default()).ok()).unwrap_or_default();
    let own: Vec<Entry> = rows.into_iter().filter(|entry| !entry.path.is_empty()).collect();
    titles(&own)
}

impl Proof {
    /// Reads the register and proves it; nothing where there is none. One that cannot be
    /// read is a finding, beside those about what of it can.
    fn book(&mut self, charge: &Charge<'_>) -> Result<Option<Book>, Box<Diagnostic>> {
        let mut found = Vec::new();
        let mut read = || -> Result<Option<Book>, Box<Diagnostic>> {
            let Some(register) = Register::look(charge.workspace)? else { return Ok(None) };
            let mut book = register.at_once(|register| {
                found = register.check(charge.terms, charge.today)?;
                Book::read(register)
            })?;
            book.register = Some(register);
            Ok(Some(book))
        };
        let read = read();
        self.findings.extend(found);
        read
    }
}

fn differs(message: String) -> Diagnostic {
    Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
}

fn half(message: String, hint: &str) -> Diagnostic {
    Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint(hint)
}

/// Is the register as it was read.
struct Book {
    /// Asked for rows of the log that never change.
    register: Option<Register>,
    entries: Vec<Entry>,
    due: Vec<Due>,
    put: Vec<Act>,
    copies: Vec<Act>,
    seals: Seals,
}

impl Book {
    fn read(register: &Register) -> Result<Self, Box<Diagnostic>> {
        // Rows of an older book have no file, and numbers that may stand there twice.
        let mut entries = register.list(&Query::default())?;
        entries.retain(|entry| !entry.path.is_empty());
        Ok(Self {
            entries,
            due: due(register)?,
            put: register.acts(&[Sort::Put, Sort::Out])?,
            copies: register.acts(&[Sort::Copies])?,
            seals: Seals::read(register)?,
            register: None,
        })
    }

    /// Finds what was cut off and can be seen without reading papers again.
    fn cut_off(&self, store: &Store) -> Vec<Diagnostic> {
        let untold = self.due.iter().filter(|due| {
            let kept = store.object(&due.object);
            kept.is_some_and(|kept| !kept.inventory.names().contains(&due.name.as_str()))
        });
        let untold =
            untold.map(|due| half(format!("`{}`: {} mà kho lưu chưa ghi", due.printed, due.said()), HEAL));
        let dossiers = self.dossiers(store, &[]).into_iter();
        untold.chain(dossiers.filter(|finding| finding.code == Code::ARCHIVE_UNFINISHED)).collect()
    }

    /// Compares the register with the archive, both ways.
    fn compare(&self, store: &Store, facts: &[&Facts]) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        // A paper's rows follow each other: a range is given at once.
        let papers = self.entries.chunk_by(|one, next| next.copy > 0 && one.path == next.path);
        let papers: BTreeMap<String, &[Entry]> = papers.map(|rows| (object_id(&rows[0]), rows)).collect();
        let mut due: BTreeMap<&str, Vec<&Due>> = BTreeMap::new();
        for one in &self.due {
            due.entry(&one.object).or_default().push(one);
        }
        for fact in facts {
            let Some(id) = &fact.id else { continue };
            findings.extend(self.same_log(fact));
            let entered = papers.get(id).is_some_and(|rows| rows.iter().all(|row| !row.object.is_empty()));
            findings.extend(self.seals.judge((id, &fact.title), &fact.seals, entered));
            match (&fact.dossier, papers.get(id)) {
                (Some(_), _) => {}
                (None, Some(rows)) => {
                    findings.extend(self.paper(rows, fact));
                    let due = due.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
                    findings.extend(fates(due, fact));
                }
                (None, None) => {
                    findings
                        .push(differs(format!("{} có trong kho lưu mà sổ không ghi đã lưu", fact.title)).hint(
                        "chạy lại `vanthu ban-hanh` cho văn bản ấy; nếu sổ bị cũ thì lấy lại sổ từ bản sao lưu",
                    ));
                }
            }
        }
        // Those that were not drawn for the sample have a folder at least.
        let there: BTreeSet<PathBuf> = store.folders().into_iter().collect();
        for entry in &self.entries {
            if !entry.object.is_empty() && !there.contains(&store.folder(&entry.object)) {
                findings.push(
                    differs(format!("`{}` có trong sổ mà không có trong kho lưu", entry.printed())).hint(
                        "lấy lại kho lưu từ bản sao lưu; nếu kho ở chỗ khác thì chỉ nó bằng --kho-luu, hoặc kho_luu trong co-quan.yaml",
                    ),
                );
            }
        }
        findings.extend(unfinished(&self.entries));
        findings.extend(self.dossiers(store, facts));
        findings
    }

    /// Compares a paper's object with its rows, each copy with its own.
    fn paper(&self, rows: &[Entry], fact: &Facts) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for row in rows {
            // Struck out before it was issued, it has no PDF of its own.
            let never = row.state == State::Cancelled && row.pdf.is_empty();
            if !never && fact.digests.get(row.copy as usize) != Some(&row.pdf) {
                let message = format!("`{}`: bản trong kho lưu không phải bản ghi trong sổ", row.printed());
                findings.push(differs(message).hint("lấy lại kho lưu từ bản sao lưu"));
            }
            if unknown(row) {
                findings.push(half(format!("`{}`: đã huỷ mà kho lưu chưa ghi", row.printed()), HEAL));
            }
            let (done, all) = fact.signed.count(row, rows.len());
            match row.state {
                State::Signed if done < all => findings.push(
                    differs(format!("`{}`: sổ ghi đã ký mà kho lưu không có bản ký đủ", row.printed())).hint(
                        "lấy lại kho lưu từ bản sao lưu; không còn thì thêm lại bản ký bằng `vanthu luu them TỆP`",
                    ),
                ),
                State::Kept if done == all => findings.push(half(
                    format!("`{}` đã có bản ký trong kho lưu mà sổ chưa ghi", row.printed()),
                    HEAL,
                )),
                _ => {}
            }
        }
        let first = &rows[0];
        if rows.len() > 1 && fact.digests.len() != rows.len() {
            let message = format!(
                "`{}`: kho lưu có {} bản, sổ có {} số",
                first.printed(),
                fact.digests.len(),
                rows.len()
            );
            findings.push(differs(message));
        }
        let said = self.copies.iter().rev().find_map(|act| match &act.deed {
            Deed::Copies(copies) if copies.id == first.id => Some(copies),
            _ => None,
        });
        if rows.len() == 1 && said.is_some_and(|said| said.digest != of_copies(&fact.digests)) {
            let message =
                format!("`{}`: các bản trong kho lưu không phải những bản sổ đã ghi", first.printed());
            findings.push(differs(message));
        }
        findings
    }

    /// Compares the log with what an object says it was.
    fn same_log(&self, fact: &Facts) -> Option<Diagnostic> {
        let Head { seq, hash } = fact.head.as_ref()?;
        match self.register.as_ref()?.hash_at(*seq) {
            Ok(Some(known)) if known == *hash => None,
            Ok(None) if *seq == 0 => None,
            Ok(_) => Some(
                differs(format!(
                    "{} được lưu khi nhật ký ở dòng {seq}, nay dòng ấy khác: sổ đã bị viết lại",
                    fact.title
                ))
                .hint(
                    "lấy lại thư mục so từ bản sao lưu đi cùng kho lưu này; đừng cấp số mới trước khi sổ đúng lại",
                ),
            ),
            Err(finding) => Some(*finding),
        }
    }

    /// Compares the objects of the dossiers with the papers and documents the
    /// register has for them.
    fn dossiers(&self, store: &Store, facts: &[&Facts]) -> Vec<Diagnostic> {
        let mut folders: BTreeMap<&str, Vec<Entry>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| !entry.object.is_empty()) {
            folders.entry(entry.folder()).or_default().push(entry.clone());
        }
        for folder in self.put.iter().filter_map(|act| folder_of(&act.deed)) {
            folders.entry(folder).or_default();
        }
        let read: BTreeMap<&str, &DossierRecord> =
            facts.iter().filter_map(|fact| Some((fact.id.as_deref()?, fact.dossier.as_ref()?))).collect();
        let mut findings = Vec::new();
        for (folder, entries) in &mut folders {
            entries.sort_by_key(|entry| entry.id);
            let id = dossier_id(folder);
            // Those that were not drawn for the sample are only glanced at.
            let record = read.get(id.as_str()).map(|record| (*record).clone());
            let record = record.or_else(|| dossier_record(store, &store.object(&id)?).ok());
            match record {
                Some(record) => findings.extend(self.dossier(folder, &papers(entries), &record)),
                None if store.has(&id) => {}
                None => {
                    findings.extend(self.documents(folder, None));
                    findings.push(if self.seals.came(&id) {
                        differs(format!("hồ sơ `{folder}` đã vào kho lưu mà nay không còn")).hint(format!(
                            "lấy lại kho lưu từ bản sao lưu; không còn bản nào thì {HEAL} từ sổ"
                        ))
                    } else {
                        half(format!("hồ sơ `{folder}` chưa có trong kho lưu"), HEAL)
                    });
                }
            }
        }
        for (id, record) in read {
            let folder = record.folder.as_str();
            if !folders.contains_key(folder) {
                findings.push(differs(format!("hồ sơ `{folder}` ({id}) có trong kho lưu mà sổ không biết")));
            }
        }
        findings
    }

    fn dossier(&self, folder: &str, right: &[FiledPaper], record: &DossierRecord) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let kept: Vec<FiledPaper> = record.papers.iter().map(FiledPaper::known).collect();
        let names = |one: &&FiledPaper| right.iter().any(|paper| paper.object == one.object);
        for strange in kept.iter().filter(|one| !names(one)) {
            findings.push(differs(format!("hồ sơ `{folder}` kể `{}` mà sổ không có", strange.printed)));
        }
        if findings.is_empty() && kept != right {
            let stale = right.iter().filter(|paper| !kept.contains(paper));
            let stale: Vec<&str> = stale.map(|paper| paper.printed.as_str()).collect();
            findings.push(half(format!("hồ sơ `{folder}` chưa ghi {}", stale.join(", ")), HEAL));
        }
        findings.extend(self.documents(folder, Some(record)));
        findings
    }

    /// Compares the documents of a dossier with what the log has of them; of one
    /// name, the last one counts.
    fn documents(&self, folder: &str, record: Option<&DossierRecord>) -> Vec<Diagnostic> {
        let mut logged: BTreeMap<&str, &Document> = last_put(&self.put, folder);
        let mut findings = Vec::new();
        let puts = |record: &DossierRecord| -> Vec<Document> {
            record.documents.iter().map(|one| one.put_into(&record.folder)).collect()
        };
        for put in record.map(puts).unwrap_or_default() {
            let name = put.file.as_str();
            // Put in last, and cut off before the log: not lost, but not told either.
            if logged.remove(name) != Some(&put) {
                let message = format!("hồ sơ `{folder}` có `{name}` mà nhật ký của sổ chưa ghi");
                findings.push(half(message, HEAL));
            }
        }
        findings.extend(logged.into_keys().map(|name| {
            differs(format!("hồ sơ `{folder}` không còn `{name}` như nhật ký của sổ đã ghi"))
                .hint("lấy lại kho lưu từ bản sao lưu")
        }));
        findings
    }
}

/// Finds what was cut off between register and archive, as far as that is seen at a glance: the
/// proof reads everything.
///
/// # Errors
/// Gives a finding if the register cannot be read.
pub(crate) fn cut_off(register: &Register, store: &Store) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    Ok(register.at_once(Book::read)?.cut_off(store))
}

/// Compares what the log has about a paper with what its object tells.
fn fates(due: &[&Due], fact: &Facts) -> Vec<Diagnostic> {
    let untold = due.iter().filter(|due| !fact.fates.contains(&due.name));
    let untold =
        untold.map(|due| half(format!("`{}`: {} mà kho lưu chưa ghi", due.printed, due.said()), HEAL));
    let strange = fact.fates.iter().filter(|name| !due.iter().any(|due| due.name == **name));
    let strange =
        strange.map(|name| differs(format!("{}: `{name}` không có trong nhật ký của sổ", fact.title)));
    untold.chain(strange).collect()
}

/// Finds the papers whose way was cut off, by the first number that stands.
fn unfinished(entries: &[Entry]) -> Vec<Diagnostic> {
    let papers = entries.chunk_by(|one, next| next.copy > 0 && one.path == next.path);
    let stands = papers.filter_map(|rows| rows.iter().find(|row| row.state != State::Cancelled));
    let cut_off = stands.filter(|entry| entry.state < State::Kept);
    let told = |entry: &Entry| {
        let (printed, state) = (entry.printed(), entry.state.vietnamese());
        let message = format!("`{printed}` ({}) {state} nhưng chưa vào kho lưu", entry.path);
        if entry.kind == folded(COPIES) {
            return half(
                message,
                "sao lại văn bản ấy với đúng những lời như lần trước thì làm nốt, giữ nguyên số",
            );
        }
        half(message, &format!("`vanthu ban-hanh \"{}\"` làm nốt, giữ nguyên số", entry.path))
    };
    cut_off.map(told).collect()
}
