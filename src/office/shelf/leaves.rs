//! Comes in: the rows of the register, the archive. Goes out: for each number
//! the PDF a person wants to see, under the name it is known by. Must not know:
//! how the view is written, how objects are kept.

use std::collections::BTreeMap;

use super::history::{Fate, fates};
use super::layout::is_scan;
use super::record::{IssuedCopy, PaperRecord, ScanRecord, about, record};
use crate::archive::{Kept, Leaf, Store};
use crate::diag::{Code, Diagnostic};
use crate::model::Terms;
use crate::register::{Entry, State};

/// Gives the view of what is kept: term (an organ that counts by years: the organ), year, kind, then number and summary; and
/// findings about what cannot be shown.
#[must_use]
pub(crate) fn leaves(store: &Store, entries: &[Entry], terms: &Terms) -> (Vec<Leaf>, Vec<Diagnostic>) {
    let mut papers: BTreeMap<&str, Option<Paper<'_>>> = BTreeMap::new();
    let (mut leaves, mut findings) = (Vec::new(), Vec::new());
    for entry in entries.iter().filter(|entry| !entry.object.is_empty()) {
        let paper = papers.entry(&entry.object).or_insert_with(|| Paper::read(store, &entry.object));
        match paper.as_ref().and_then(|paper| paper.leaf(entry, terms)) {
            Some(leaf) => leaves.push(leaf),
            None => findings.push(
                Diagnostic::new(
                    Code::ARCHIVE_DIFFERS,
                    format!("`{}` không đưa ra xem được: trong kho không đọc được nó", entry.printed()),
                )
                .hint("`vanthu luu kiem-tra` xem kho còn đủ không"),
            ),
        }
    }
    (leaves, findings)
}

/// Gives the place of the PDF that stands for a row: the newest signed one, else the issued one.
pub(super) fn newest(store: &Store, entry: &Entry) -> Option<String> {
    Paper::read(store, &entry.object)?.newest(entry)
}

/// Is a paper as the archive has it.
struct Paper<'a> {
    store: &'a Store,
    kept: Kept,
    record: PaperRecord,
    fates: Vec<Fate>,
}

impl<'a> Paper<'a> {
    fn read(store: &'a Store, object: &str) -> Option<Self> {
        let kept = store.object(object)?;
        let record = record(store, &kept).ok()?;
        let fates = fates(&kept);
        Some(Self { store, kept, record, fates })
    }

    fn leaf(&self, entry: &Entry, terms: &Terms) -> Option<Leaf> {
        let (digest, path) = self.kept.inventory.content(&self.newest(entry)?)?;
        Some(Leaf {
            folders: vec![
                if terms.is_yearly(&entry.organ) {
                    format!("{} theo năm", entry.organ)
                } else {
                    format!("Nhiệm kỳ từ {}", entry.term.format("%d-%m-%Y"))
                },
                entry.date.format("%Y").to_string(),
                entry.kind_name.clone(),
            ],
            name: format!("{}{} {}", entry.printed(), self.mark(entry), entry.summary),
            source: self.kept.folder.join(path),
            digest: digest.to_owned(),
        })
    }

    /// Marks a paper that no longer stands as it is.
    fn mark(&self, entry: &Entry) -> String {
        // One guest's number may be struck out alone.
        let holds = |fate: &Fate| match fate {
            Fate::Cancelled => entry.state == State::Cancelled,
            fate => self.fates.contains(fate),
        };
        let worst = Fate::ALL.into_iter().find(holds);
        worst.map(|fate| format!(" [{}]", fate.vietnamese())).unwrap_or_default()
    }

    /// Gives the PDF a person wants: the newest of those that are signed, by token
    /// or by pen, else the issued one.
    fn newest(&self, entry: &Entry) -> Option<String> {
        let copies = &self.record.copies;
        let issued: Vec<&IssuedCopy> = if self.record.rows.len() > 1 {
            vec![copies.get(entry.copy as usize)?]
        } else {
            copies.iter().collect()
        };
        let names = self.kept.inventory.names();
        let tokens = issued.iter().map(|copy| format!("ky/{}", copy.file));
        let tokens = tokens.filter(|name| names.contains(&name.as_str()));
        let mut signed = Vec::new();
        for name in names.iter().filter(|name| is_scan(name)) {
            if self.is_of(name, entry)? {
                signed.push((*name).to_owned());
            }
        }
        // Of one version the last counts: the token's.
        signed.extend(tokens);
        let newest = signed.into_iter().max_by_key(|name| self.kept.inventory.since(name));
        newest.or_else(|| issued.first().map(|copy| copy.file.clone()))
    }

    /// Tells whether a scan is of a row's number; one that names none is of all. Nothing
    /// where that cannot be read.
    fn is_of(&self, scan: &str, entry: &Entry) -> Option<bool> {
        let about: Option<ScanRecord> = about(self.store, &self.kept, scan).ok()?;
        let number = about.and_then(|about| about.printed);
        Some(number.is_none_or(|number| number == entry.printed()))
    }
}
