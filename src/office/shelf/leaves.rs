//! Comes in: the rows of the register, the archive. Goes out: for each number
//! the PDF a person wants to see, under the name it is known by. Must not know:
//! how the view is written, how objects are kept.

use std::collections::BTreeMap;

use serde_json::Value;

use super::history::{Fate, fates};
use super::layout::{beside, is_about};
use super::record::record;
use crate::archive::{Kept, Leaf, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::{Entry, State};

/// Gives the view of what is kept: term, year, kind, then number and summary; and
/// findings about what cannot be shown.
#[must_use]
pub(crate) fn leaves(store: &Store, entries: &[Entry]) -> (Vec<Leaf>, Vec<Diagnostic>) {
    let mut papers: BTreeMap<&str, Option<Paper<'_>>> = BTreeMap::new();
    let (mut leaves, mut findings) = (Vec::new(), Vec::new());
    for entry in entries.iter().filter(|entry| !entry.object.is_empty()) {
        let paper = papers.entry(&entry.object).or_insert_with(|| Paper::read(store, &entry.object));
        match paper.as_ref().and_then(|paper| paper.leaf(entry)) {
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

/// Is a paper as the archive has it.
struct Paper<'a> {
    store: &'a Store,
    kept: Kept,
    record: Value,
    fates: Vec<Fate>,
}

impl<'a> Paper<'a> {
    fn read(store: &'a Store, object: &str) -> Option<Self> {
        let kept = store.object(object)?;
        let record = record(store, &kept).ok()?;
        let fates = fates(&kept);
        Some(Self { store, kept, record, fates })
    }

    fn leaf(&self, entry: &Entry) -> Option<Leaf> {
        let (digest, path) = self.kept.inventory.content(&self.newest(entry)?)?;
        Some(Leaf {
            folders: vec![
                format!("Nhiệm kỳ từ {}", entry.term.format("%d-%m-%Y")),
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
        let issued: Vec<&str> = match self.record["so_dang_ky"].as_array() {
            Some(rows) if rows.len() > 1 => vec![self.record["ban"][entry.copy as usize]["tep"].as_str()?],
            _ => self.record["ban"].as_array()?.iter().filter_map(|copy| copy["tep"].as_str()).collect(),
        };
        let names = self.kept.inventory.names();
        let tokens = issued.iter().map(|name| format!("ky/{name}"));
        let tokens = tokens.filter(|name| names.contains(&name.as_str()));
        let scans = names.iter().filter(|name| name.starts_with("quet/") && !is_about(name));
        let scans = scans.filter(|name| self.is_of(name, entry)).map(|name| (*name).to_owned());
        let since = |name: &String| self.kept.inventory.since(name);
        // Of one version the last counts: the token's.
        let signed = scans.chain(tokens).max_by_key(since);
        signed.or_else(|| issued.first().map(|name| (*name).to_owned()))
    }

    /// Tells whether a scan is of a row's number; one that names none is of all.
    fn is_of(&self, scan: &str, entry: &Entry) -> bool {
        let about = self.store.read(&self.kept, &beside(scan)).ok();
        let about = about.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok()).unwrap_or_default();
        about["so"].as_str().is_none_or(|number| number == entry.printed())
    }
}
