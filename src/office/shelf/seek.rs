//! Comes in: words. Goes out: the papers and dossiers of an archive that have
//! them, by what lies in the archive itself. Must not know: the register, which
//! may be gone; there is no index that could be stale.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::history::Standing;
use super::record::{DOSSIER, Described, DossierRecord, PaperRecord, RECORD};
use crate::archive::{Store, read_plain};
use crate::diag::{Code, Diagnostic, os_words};
use crate::record::{self, Record};
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
    /// What lies in its newest version: the names of its files.
    pub files: Vec<String>,
}

/// Is what was found, and what could not be looked into.
#[derive(Debug, Default)]
pub(crate) struct Sought {
    /// What has the words, the oldest first.
    pub found: Vec<Found>,
    /// What nobody can tell of, whether it has them.
    pub unread: Vec<Diagnostic>,
}

/// Finds what has all the words, or their beginnings; marks and capitals do not
/// count. No words find nothing.
#[must_use]
pub(crate) fn seek(store: &Store, words: &str) -> Sought {
    let wanted: Vec<String> = words_of(words).map(|word| format!("-{word}")).collect();
    if wanted.is_empty() {
        return Sought::default();
    }
    gathered(store, |text| wanted.iter().all(|word| text.contains(word.as_str())))
}

/// Gives everything that lies there.
#[must_use]
pub(crate) fn everything(store: &Store) -> Sought {
    gathered(store, |_| true)
}

/// Gives what lies in one folder of a store; nothing where that holds no object.
///
/// # Errors
/// Gives a finding if it cannot be read.
pub(crate) fn lying(folder: &Path) -> Result<Option<Found>, Box<Diagnostic>> {
    Ok(Said::read(folder)?.map(|said| said.told(folder.to_owned())))
}

fn gathered(store: &Store, has: impl Fn(&str) -> bool + Sync) -> Sought {
    let read = |folder: &PathBuf| match Said::read(folder) {
        Ok(Some(said)) if has(&format!("-{}", folded(&said.text()))) => Some(Ok(said.told(folder.clone()))),
        Ok(_) => None,
        Err(unread) => Some(Err(*unread)),
    };
    let looked: Vec<Result<Found, Diagnostic>> = store.folders().par_iter().filter_map(read).collect();
    let mut sought = Sought::default();
    for one in looked {
        match one {
            Ok(found) => sought.found.push(found),
            Err(unread) => sought.unread.push(unread),
        }
    }
    sought.found.sort_by_cached_key(|one| (one.date.clone(), one.number, one.printed.clone()));
    sought
}

/// Names an object by what lies in its folder, whole or not: number and symbol,
/// or the dossier.
pub(super) fn named(folder: &Path) -> Option<String> {
    Some(match Said::read(folder).ok()?? {
        Said::Dossier(record) => format!("hồ sơ {}", record.folder),
        Said::Paper(record) => printed(&record.rows),
    })
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let plain = folded(text);
    let words: Vec<String> = plain.split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// Is what an object says of itself.
enum Said {
    Paper(Box<PaperRecord>),
    Dossier(Box<DossierRecord>),
}

impl Said {
    /// Reads it; nothing where a folder holds no object.
    fn read(folder: &Path) -> Result<Option<Self>, Box<Diagnostic>> {
        let first = folder.join("v1/content").join(RECORD);
        if first.symlink_metadata().is_ok() {
            return paper(folder, &first).map(|record| Some(Self::Paper(record)));
        }
        Ok(of_dossier(folder)?.map(Self::Dossier))
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
fn paper(folder: &Path, file: &Path) -> Result<Box<PaperRecord>, Box<Diagnostic>> {
    let record: Box<PaperRecord> = read(folder, file)?;
    if record.rows.is_empty() {
        return Err(broken(folder, "không ghi số nào"));
    }
    Ok(record)
}

/// Reads a dossier's record; its newest version has it.
fn of_dossier(folder: &Path) -> Result<Option<Box<DossierRecord>>, Box<Diagnostic>> {
    let Some(kept) = Store::at(folder) else {
        let empty = std::fs::read_dir(folder).is_ok_and(|mut inside| inside.next().is_none());
        return if empty {
            Ok(None)
        } else {
            Err(broken(folder, "không đọc được danh mục các tệp của nó"))
        };
    };
    let Some((_, path)) = kept.inventory.content(DOSSIER) else {
        return Err(broken(folder, "không có bản mô tả nào"));
    };
    read(folder, &kept.folder.join(path)).map(Some)
}

fn read<T: Record>(folder: &Path, file: &Path) -> Result<Box<T>, Box<Diagnostic>> {
    let bytes = read_plain(file).map_err(|error| broken(folder, &os_words(&error)))?;
    record::read(&bytes).map(Box::new).map_err(|unread| {
        let told = unread.told(&titled(folder), Code::ARCHIVE_BROKEN, Code::ARCHIVE_LATER);
        Box::new(told.hint(MAY_BE_IT))
    })
}

const MAY_BE_IT: &str = "điều cần tìm có thể nằm ở đó";

fn broken(folder: &Path, why: &str) -> Box<Diagnostic> {
    let message = format!("{} hỏng: {why}", titled(folder));
    Box::new(Diagnostic::new(Code::ARCHIVE_BROKEN, message).hint(MAY_BE_IT))
}

/// Names an object of which nothing else is known by its folder.
fn titled(folder: &Path) -> String {
    format!("`{}` trong kho lưu", folder.file_name().unwrap_or_default().to_string_lossy())
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

/// Reads how an object stands and what its files are called; nothing where its inventory is
/// broken: the proof of the archive tells of it.
fn standing(folder: &Path, numbers: usize) -> (Standing, Vec<String>) {
    let Some(kept) = Store::at(folder) else { return (Standing::default(), Vec::new()) };
    let files = kept.inventory.names().into_iter().map(str::to_owned).collect();
    (Standing::of(&kept, numbers), files)
}

fn found_paper(folder: PathBuf, record: &PaperRecord) -> Found {
    let rows = &record.rows;
    let first = rows.first();
    let (standing, files) = standing(&folder, rows.len());
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
        standing,
        files,
        folder,
    }
}

fn found_dossier(folder: PathBuf, record: &DossierRecord) -> Found {
    let about = json!({
        "ho_so": record.about, "thu_muc": record.folder, "van_ban": record.papers,
        "tai_lieu": record.documents,
    });
    let title = record.about.as_ref().and_then(|about| about.title());
    let (standing, files) = standing(&folder, 0);
    Found {
        number: 0,
        printed: "hồ sơ".to_owned(),
        date: record.first.map(|day| day.to_string()).unwrap_or_default(),
        summary: title.unwrap_or_default().to_owned(),
        about,
        standing,
        files,
        folder,
    }
}
