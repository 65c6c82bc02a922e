//! Comes in: words. Goes out: the papers and dossiers of an archive that have
//! them, by what lies in the archive itself. Must not know: the register, which
//! may be gone; there is no index that could be stale.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::history::Standing;
use super::record::{DOSSIER, Described, DossierRecord, PaperRecord, RECORD};
use crate::archive::{Store, read_plain};
use crate::record;
use crate::register::Entry;
use crate::text::folded;

/// Is something that was found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The number; 0 of a dossier.
    pub number: u32,
    /// Number and symbol, or `hồ sơ`.
    pub printed: String,
    /// The day, `2026-06-03`; of a dossier the day of its first paper.
    pub date: String,
    /// Summary or title.
    pub summary: String,
    /// Everything that was said of it.
    pub about: Value,
    /// Its object's folder.
    pub folder: PathBuf,
    /// What happened to it since.
    pub standing: Standing,
}

/// Finds what has all the words, or their beginnings; marks and capitals do not
/// count.
#[must_use]
pub(crate) fn seek(store: &Store, words: &str) -> Vec<Found> {
    let wanted: Vec<String> = words_of(words).map(|word| format!("-{word}")).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let read = |folder: &PathBuf| {
        let said = Said::read(folder)?;
        let text = format!("-{}", folded(&said.text()));
        wanted.iter().all(|word| text.contains(word.as_str())).then(|| said.told(folder.clone()))
    };
    let mut found: Vec<Found> = store.folders().par_iter().filter_map(read).collect();
    let key = |one: &Found| (one.date.clone(), one.number, one.printed.clone());
    found.sort_by_cached_key(key);
    found
}

/// Names an object by what lies in its folder, whole or not: number and symbol,
/// or the dossier.
pub(super) fn named(folder: &Path) -> Option<String> {
    Some(match Said::read(folder)? {
        Said::Dossier(record) => format!("hồ sơ {}", record.folder),
        Said::Paper(record) => printed(&record.rows),
    })
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let plain = folded(text);
    let words: Vec<String> = plain.split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// Is what an object says of itself. One that cannot be read says nothing here; the proof
/// of the archive tells of it.
enum Said {
    Paper(Box<PaperRecord>),
    Dossier(Box<DossierRecord>),
}

impl Said {
    fn read(folder: &Path) -> Option<Self> {
        paper(folder).map(Self::Paper).or_else(|| of_dossier(folder).map(Self::Dossier))
    }

    /// Gives the text that is searched.
    fn text(&self) -> String {
        match self {
            Self::Paper(record) => text_of_paper(record),
            Self::Dossier(record) => text_of_dossier(record),
        }
    }

    fn told(self, folder: PathBuf) -> Found {
        match self {
            Self::Paper(record) => found_paper(folder, &record),
            Self::Dossier(record) => found_dossier(folder, &record),
        }
    }
}

/// Reads a paper's record, which its first version has.
fn paper(folder: &Path) -> Option<Box<PaperRecord>> {
    let bytes = read_plain(&folder.join("v1/content").join(RECORD)).ok()?;
    let record: PaperRecord = record::read(&bytes).ok()?;
    (!record.rows.is_empty()).then(|| Box::new(record))
}

/// Reads a dossier's record; its newest version has it.
fn of_dossier(folder: &Path) -> Option<Box<DossierRecord>> {
    let kept = Store::at(folder)?;
    let (_, path) = kept.inventory.content(DOSSIER)?;
    record::read(&read_plain(&kept.folder.join(path)).ok()?).ok().map(Box::new)
}

fn text_of_paper(record: &PaperRecord) -> String {
    let mut text: Vec<String> = Vec::new();
    if let Some(first) = record.rows.first() {
        let Entry { kind_name, symbol, date, summary, signer, kept_at, path, .. } = first;
        text.extend([kind_name, symbol, &date.to_string(), summary, signer, kept_at, path].map(Clone::clone));
    }
    for row in &record.rows {
        text.extend([format!("{0} {0:02}", row.number), row.recipients.clone()]);
    }
    text.extend(record.dossier.fields().map(|(_, said)| said.to_owned()));
    text.join(" ")
}

fn text_of_dossier(record: &DossierRecord) -> String {
    let said = record.about.iter().flat_map(Described::fields).map(|(_, said)| said);
    let documents = record.documents.iter().flat_map(|one| [one.file.as_str(), one.reason.as_str()]);
    let words: Vec<&str> = said.chain(documents).collect();
    format!("hồ sơ {} {}", record.folder, words.join(" "))
}

/// Prints the numbers of a paper.
fn printed(rows: &[Entry]) -> String {
    match rows {
        [first, .., last] => format!("{:02}–{}", first.number, last.printed()),
        rows => rows.first().map(Entry::printed).unwrap_or_default(),
    }
}

fn standing(folder: &Path, numbers: usize) -> Standing {
    Store::at(folder).map(|kept| Standing::of(&kept, numbers)).unwrap_or_default()
}

fn found_paper(folder: PathBuf, record: &PaperRecord) -> Found {
    let rows = &record.rows;
    let first = rows.first();
    let about = json!({
        "loai": first.map(|row| &row.kind_name), "nguoi_ky": first.map(|row| &row.signer),
        "noi_nhan": first.map(|row| &row.recipients), "tep": first.map(|row| &row.path),
        "ho_so": record.dossier,
    });
    Found {
        number: first.map_or(0, |row| row.number),
        printed: printed(rows),
        date: first.map(|row| row.date.to_string()).unwrap_or_default(),
        summary: first.map(|row| row.summary.clone()).unwrap_or_default(),
        about,
        standing: standing(&folder, rows.len()),
        folder,
    }
}

fn found_dossier(folder: PathBuf, record: &DossierRecord) -> Found {
    let about = json!({
        "ho_so": record.about, "thu_muc": record.folder, "van_ban": record.papers,
        "tai_lieu": record.documents,
    });
    let title = record.about.as_ref().and_then(|about| about.title());
    Found {
        number: 0,
        printed: "hồ sơ".to_owned(),
        date: record.first.map(|day| day.to_string()).unwrap_or_default(),
        summary: title.unwrap_or_default().to_owned(),
        about,
        standing: standing(&folder, 0),
        folder,
    }
}
