//! Comes in: an object of the archive. Goes out: what it says of itself, and
//! findings where it does not bear itself out. Must not know: the register,
//! beyond the names people have for objects.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::counts::{About, Signed, is_whole};
use super::layout::{dossier_id, is_about, is_dossier, object_id};
use super::record::{DossierRecord, Head, IssuedCopy, SignedRecord, about, dossier_record, record};
use super::seek::named;
use crate::archive::{Audited, Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::Entry;
use crate::verify::{Original, Proof, Trust, prove as prove_signatures};

/// Is what one object says, in no more words than can be compared.
#[derive(Default)]
pub(super) struct Facts {
    /// Its id, if it is sound.
    pub(super) id: Option<String>,
    /// What people call it.
    pub(super) title: String,
    pub(super) bytes: u64,
    /// The SHA-256 of its PDFs as they were issued, in the order of the copies.
    pub(super) digests: Vec<String>,
    /// The SHA-512 of its inventories, the first one first.
    pub(super) seals: Vec<String>,
    /// The head of the log when it was kept.
    pub(super) head: Option<Head>,
    pub(super) signed: Signed,
    /// How many signed copies were proven.
    pub(super) proven: usize,
    /// What happened to it: the names of the files that tell it.
    pub(super) fates: BTreeSet<String>,
    /// What it says of a dossier.
    pub(super) dossier: Option<DossierRecord>,
    pub(super) findings: Vec<Diagnostic>,
}

/// Names objects as the register knows them: number and symbol, or the dossier.
pub(super) fn titles(entries: &[Entry]) -> BTreeMap<String, String> {
    let mut titles = BTreeMap::new();
    for rows in entries.chunk_by(|one, next| next.copy > 0 && one.path == next.path) {
        let (first, last) = (&rows[0], &rows[rows.len() - 1]);
        let range = format!("{:02}–{}", first.number, last.printed());
        titles.insert(object_id(first), if rows.len() > 1 { range } else { first.printed() });
        titles.insert(dossier_id(first.folder()), format!("hồ sơ {}", first.folder()));
    }
    titles
}

/// Names an object for people: as the register knows it, else as its own record
/// says, read as it lies there; its id behind that.
pub(super) fn title(folder: &Path, titles: &BTreeMap<String, String>) -> String {
    let id = folder.file_name().unwrap_or_default().to_string_lossy();
    match titles.get(id.as_ref()).cloned().or_else(|| named(folder)) {
        Some(title) => format!("`{title}` ({id})"),
        None => format!("`{id}`"),
    }
}

/// Reads an object again.
pub(super) fn facts(store: &Store, folder: &Path, trust: &Trust, titles: &BTreeMap<String, String>) -> Facts {
    let mut audited = store.audit(folder);
    let title = title(folder, titles);
    let mut findings = std::mem::take(&mut audited.findings);
    for finding in &mut findings {
        finding.message = format!("{title}: {}", finding.message);
    }
    let seals = std::mem::take(&mut audited.seals);
    let mut facts = Facts { bytes: audited.bytes, findings, title, seals, ..Facts::default() };
    let Some(kept) = audited.kept.take() else { return facts };
    let id = &kept.inventory.id;
    let run = || {
        if is_dossier(id) {
            facts.of_dossier(store, &kept, &audited)
        } else {
            facts.of_paper(store, &kept, &audited, trust)
        }
    };
    // Whatever lies in a store, one object must not end the proof of the others.
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(())) => {}
        Ok(Err(finding)) => facts.findings.push(*finding),
        Err(_) => {
            let message = format!("chương trình hỏng khi đọc {}", facts.title);
            facts.findings.push(Diagnostic::new(Code::INTERNAL, message));
        }
    }
    facts.id = facts.findings.is_empty().then(|| id.clone());
    facts
}

impl Facts {
    /// Tells whether an object's newest inventory is still the one that was read.
    pub(super) fn is_still(&self, folder: &Path) -> bool {
        Store::seal_of(folder).is_some_and(|seal| self.seals.last() == Some(&seal))
    }

    fn of_dossier(&mut self, store: &Store, kept: &Kept, audited: &Audited) -> Result<(), Box<Diagnostic>> {
        let record = dossier_record(store, kept)?;
        for one in &record.documents {
            self.claim((kept, audited), (&one.file, &one.sha256));
        }
        self.began(record.head.as_ref());
        self.dossier = Some(record);
        Ok(())
    }

    fn of_paper(
        &mut self,
        store: &Store,
        kept: &Kept,
        audited: &Audited,
        trust: &Trust,
    ) -> Result<(), Box<Diagnostic>> {
        let record = record(store, kept)?;
        for copy in &record.copies {
            self.claim((kept, audited), (&copy.file, &copy.sha256));
            self.digests.push(copy.sha256.clone());
        }
        self.began(record.head.as_ref());
        let names = kept.inventory.names();
        let fates = names.iter().filter(|name| name.starts_with("viec/"));
        self.fates = fates.map(|name| (*name).to_owned()).collect();
        let copies = &record.copies;
        let mut whole = vec![false; copies.len()];
        for name in names.iter().filter(|name| name.starts_with("ky/") && !is_about(name)) {
            let proof = self.prove(store, (kept, audited), name, trust)?;
            let own = |copy: &IssuedCopy| name.strip_prefix("ky/") == Some(copy.file.as_str());
            if let Some(place) = copies.iter().position(own) {
                whole[place] = is_whole(&proof, &copies[place], &About::of(store, kept, name)?);
            }
        }
        self.signed = Signed::new(store, kept, whole)?;
        Ok(())
    }

    /// Knows at which row of the log the object was kept.
    fn began(&mut self, head: Option<&Head>) {
        self.head = head.cloned();
        if self.head.is_none() {
            let message = format!("{}: không ghi nhật ký của sổ ở dòng nào lúc lưu", self.title);
            self.findings
                .push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("lấy lại kho lưu từ bản sao lưu"));
        }
    }

    /// Compares a file with the SHA-256 the object says it has: an inventory made
    /// to fit does not know it.
    fn claim(&mut self, (kept, audited): (&Kept, &Audited), (name, sha256): (&str, &str)) {
        let real = kept.inventory.content(name).and_then(|(_, path)| audited.digests.get(path));
        if real.map(String::as_str) != Some(sha256) {
            let message = format!("{}: `{name}` không phải tệp mà chính hồ sơ lưu ấy kể", self.title);
            self.findings
                .push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("lấy lại kho lưu từ bản sao lưu"));
        }
    }

    /// Proves a signed copy again.
    fn prove(
        &mut self,
        store: &Store,
        (kept, audited): (&Kept, &Audited),
        name: &str,
        trust: &Trust,
    ) -> Result<Proof, Box<Diagnostic>> {
        let shown = name;
        let issued = name.strip_prefix("ky/").unwrap_or(name);
        // What was kept before signatures were proved on entering says nothing.
        if let Some(about) = about::<SignedRecord>(store, kept, name)? {
            self.claim((kept, audited), (&about.file, &about.sha256));
        }
        let original = Original { name: issued.to_owned(), bytes: store.read(kept, issued)? };
        let proof = prove_signatures(shown, &store.read(kept, name)?, &[original], true, trust);
        let mut wrong: Vec<Diagnostic> =
            proof.findings.iter().filter(|finding| finding.is_error()).cloned().collect();
        for finding in &mut wrong {
            finding.message = format!("{}: {}", self.title, finding.message);
        }
        if wrong.is_empty() {
            self.proven += 1;
        } else {
            self.findings.extend(wrong);
            let message = format!("{}: bản ký trong kho `{name}` không chứng minh được", self.title);
            self.findings
                .push(Diagnostic::new(Code::ARCHIVE_SIGNED, message).hint("lấy lại kho lưu từ bản sao lưu"));
        }
        Ok(proof)
    }
}
