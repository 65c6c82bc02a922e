//! Comes in: what somebody wants to see of what lies in the archive. Goes out: its papers and
//! dossiers with what lies there, one of them with its history. Must not know: how it is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::answer::{DossierShown, PaperShown};
use super::desk::Desk;
use super::shelf::{Fate, Found, beside, everything, is_about, is_dossier, is_scan, lying, seek};
use super::told::signature;
use crate::archive::Store;
use crate::diag::{Code, Diagnostic, Findings};
use crate::register::{Entry, Query, Register, State};

/// Is a paper or a dossier that lies in the archive.
#[derive(Debug, Clone, Serialize)]
pub struct KeptCard {
    /// The id of its object.
    pub object: String,
    /// Number and symbol; `hồ sơ` of a dossier.
    pub printed: String,
    /// The day, `2026-06-03`.
    pub date: String,
    /// Summary or title.
    pub summary: String,
    /// Whether it is a dossier.
    pub dossier: bool,
    /// How it stands by the register, in words; nothing where that does not know it.
    pub stands: Option<&'static str>,
    /// Whether its signed copy is still missing.
    pub waits: bool,
    /// Whether its number was struck out.
    pub struck: bool,
    /// What happened to it since, in words.
    pub told: Vec<String>,
    /// What lies there, in words.
    pub lies: Vec<String>,
    /// The place in the register of its first row that stands.
    pub row: Option<i64>,
    /// The number of that row, as it is printed.
    pub own: Option<String>,
}

/// Is one object of the archive with its history.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ObjectShown {
    /// A paper.
    Paper(PaperShown),
    /// A dossier.
    Dossier(DossierShown),
}

impl Desk<'_> {
    /// Lists what lies in the archive, all or what has some words; the latest first. What could
    /// not be read comes beside it.
    ///
    /// # Errors
    /// Gives findings if there is no archive.
    pub fn kept(&self, words: &str) -> Result<(Vec<KeptCard>, Vec<Diagnostic>), Findings> {
        let store = self.store(&self.workspace()?)?;
        let sought = if words.trim().is_empty() { everything(&store) } else { seek(&store, words) };
        let rows = self.rows_there()?;
        let own = by_object(&rows);
        let cards = sought.found.into_iter().rev().map(|found| card(found, &own));
        Ok((cards.collect(), sought.unread))
    }

    /// Shows one object with its history.
    ///
    /// # Errors
    /// Gives findings if there is none of that id, or it cannot be read.
    pub fn object_shown(&self, object: &str) -> Result<(KeptCard, ObjectShown), Findings> {
        let store = self.store(&self.workspace()?)?;
        let folder = folder_of(&store, object)?;
        let found = lying(&folder)?.ok_or_else(none)?;
        let dossier = found.about["thu_muc"].as_str().map(PathBuf::from);
        let rows = self.rows_there()?;
        let own = card(found, &by_object(&rows));
        if own.dossier {
            let shown = self.dossier(&dossier.unwrap_or_default())?;
            return Ok((own, ObjectShown::Dossier(shown)));
        }
        let (Some(row), Some(printed)) = (own.row, &own.own) else {
            let message = format!("{} có trong kho lưu mà sổ không ghi", own.printed);
            return Err(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).into());
        };
        let shown = self.show(&self.naming(row, printed)?.0)?;
        Ok((own, ObjectShown::Paper(shown)))
    }

    fn rows_there(&self) -> Result<Vec<Entry>, Findings> {
        let register = Register::look(&self.workspace()?.folder)?;
        Ok(register.map(|register| register.list(&Query::default())).transpose()?.unwrap_or_default())
    }

    /// Gives a file of an object, as it was kept.
    ///
    /// # Errors
    /// Gives findings if it is not there, or is no longer what was kept.
    pub fn kept_bytes(&self, object: &str, name: &str) -> Result<Vec<u8>, Findings> {
        let store = self.store(&self.workspace()?)?;
        let kept = Store::at(&folder_of(&store, object)?).ok_or_else(none)?;
        Ok(store.read(&kept, name)?)
    }
}

/// Finds the folder of an object among those that lie there.
fn folder_of(store: &Store, object: &str) -> Result<PathBuf, Box<Diagnostic>> {
    store.folders().into_iter().find(|folder| object_of(folder) == object).ok_or_else(none)
}

fn none() -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, "kho lưu không có văn bản hay hồ sơ này"))
}

fn by_object(rows: &[Entry]) -> BTreeMap<&str, Vec<&Entry>> {
    let mut own: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in rows.iter().filter(|entry| !entry.object.is_empty()) {
        own.entry(&entry.object).or_default().push(entry);
    }
    own
}

fn object_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn card(found: Found, rows: &BTreeMap<&str, Vec<&Entry>>) -> KeptCard {
    let object = object_of(&found.folder);
    let own: &[&Entry] = rows.get(object.as_str()).map(Vec::as_slice).unwrap_or_default();
    let stands = own.iter().find(|entry| entry.state != State::Cancelled).or(own.first());
    KeptCard {
        dossier: is_dossier(&object),
        printed: found.printed,
        date: found.date,
        summary: found.summary,
        stands: stands.map(|entry| entry.state.vietnamese()),
        waits: own.iter().any(|entry| entry.state == State::Kept)
            && !found.standing.fates.contains(&Fate::Recalled),
        struck: stands.is_some_and(|entry| entry.state == State::Cancelled),
        told: found.standing.words(),
        lies: lies(&found.files),
        row: stands.map(|entry| entry.id),
        own: stands.map(|entry| entry.printed()),
        object,
    }
}

/// Says what lies in an object, by the names of its files.
fn lies(files: &[String]) -> Vec<String> {
    let count = |own: &dyn Fn(&str) -> bool| files.iter().filter(|name| own(name)).count();
    let pdf = |name: &str| name.to_lowercase().ends_with(".pdf");
    let told = [
        (count(&|name| !name.contains('/') && pdf(name)), "bản đã ban hành"),
        (count(&|name| name.starts_with("ky/") && pdf(name)), "bản ký số"),
        (count(&|name| is_scan(name)), "bản quét"),
        (count(&|name| name.starts_with("sao/") && pdf(name)), "bản sao"),
        (count(&|name| name.starts_with("tai-lieu/")), "tài liệu"),
        (count(&|name| name.starts_with("rut/") && !is_about(name)), "tệp đã rút"),
    ];
    let told = told.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, what)| if count == 1 { what.to_owned() } else { format!("{count} {what}") }).collect()
}

/// Is a file of a paper's object, as people see it.
#[derive(Debug, Clone, Serialize)]
pub struct Lying {
    /// Its name in the object.
    pub name: String,
    /// What it is.
    pub what: &'static str,
    /// Whether it is for people; the others are for the program.
    pub read: bool,
    /// What was proved of its signatures, each in a line.
    pub proved: Vec<String>,
}

impl PaperShown {
    /// Says what lies in a paper's object.
    #[must_use]
    pub fn lying(&self) -> Vec<Lying> {
        // What was proved of a copy lies in a file beside it; it is told of the copy.
        let proved = |name: &str| -> Vec<String> {
            let about = beside(name);
            let about = self.files.iter().find(|file| file.name == about && !is_about(name));
            about.map(|file| file.signatures.iter().filter_map(signature).collect()).unwrap_or_default()
        };
        let one = |name: &String| Lying {
            name: name.clone(),
            what: what(name),
            read: is_read(name),
            proved: proved(name),
        };
        self.files.iter().map(|file| one(&file.name)).collect()
    }
}

/// Tells whether a file of an object is for people: a paper, a copy, a document.
#[must_use]
pub fn is_read(name: &str) -> bool {
    let folder = name.split_once('/').map_or("", |(folder, _)| folder);
    match folder {
        "" | "ky" | "quet" | "rut" | "tai-lieu" => !is_about(name),
        // What a copy was set from is for the program.
        "sao" | "goc" => Path::new(name).extension().is_some_and(|ending| ending == "pdf"),
        _ => false,
    }
}

/// Says what a file of an object is.
fn what(name: &str) -> &'static str {
    match (name.split_once('/').map(|(folder, _)| folder), is_about(name)) {
        (Some("ky"), true) => "điều đã chứng minh khi nhận",
        (Some("ky"), false) => "bản ký số",
        (Some("quet"), true) => "ghi chép khi nhận bản quét",
        (Some("quet"), false) => "bản quét tờ đã ký, đóng dấu",
        (Some("sao"), _) => "bản sao cho nơi khác",
        (Some("goc"), _) => "văn bản được sao",
        (Some("viec"), _) => "việc đã xảy ra sau khi ban hành",
        (Some("rut"), _) => "đã rút",
        (Some("nguon"), _) => "bản gõ",
        (Some("mau"), _) => "mẫu riêng của cơ quan",
        (None, true) => "mô tả",
        (None, false) => "bản đã ban hành",
        (Some(_), _) => "tệp kèm theo",
    }
}
