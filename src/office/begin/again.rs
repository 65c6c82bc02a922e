//! Comes in: a dossier that was, and the day of the next one. Goes out: a copy with papers that have
//! no number and no day yet. Must not know: what must still be changed in them: the checks say it.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::example::Example;
use super::place::{new_file, new_folder, plain_name};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::office::desk::Desk;
use crate::yaml::edit::Content;

/// Are the fields of a paper that belong to the one that was issued: its number, its day, what was
/// found and let be.
const OWN: [&str; 3] = ["so", "ngay", "bo_qua"];
/// Are the endings of lists that come along.
const LISTS: [&str; 4] = ["xlsx", "xls", "ods", "csv"];

/// Is a dossier to be made again.
#[derive(Debug, Clone, Default, Deserialize, Serialize)]
pub struct Again {
    /// Its new title; empty keeps the old one.
    #[serde(default)]
    pub title: String,
    /// The day of the meeting; none leaves it open.
    #[serde(default)]
    pub day: Option<NaiveDate>,
}

impl Desk<'_> {
    /// Copies a dossier (its folder from the office's); gives the new folder.
    ///
    /// # Errors
    /// Gives findings if a file of it cannot be read or written; then there is no copy.
    pub fn again(&self, dossier: &str, again: &Again) -> Result<String, Findings> {
        let workspace = self.workspace()?;
        let from = workspace.folder.join(dossier);
        let mut files = Vec::new();
        let listed = fs::read_dir(&from).map_err(|error| unread(&from, &error))?;
        for path in listed.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            if name == "co-quan.yaml" || name.starts_with(['.', '_', '~']) {
                continue;
            }
            let bytes = fs::read(&path).map_err(|error| unread(&path, &error))?;
            match ending.as_str() {
                "yaml" | "yml" => files.push((name.clone(), renewed(&name, &bytes, again)?)),
                ending if LISTS.contains(&ending) => files.push((name, bytes)),
                _ => {}
            }
        }
        let title = if again.title.trim().is_empty() { dossier } else { again.title.trim() };
        let day = again.day.map(|day| format!("{day}-")).unwrap_or_default();
        let folder = new_folder(&workspace.folder, &format!("{day}{}", plain_name(title)))?;
        for (name, bytes) in files {
            new_file(&folder.join(name), &bytes)?;
        }
        Ok(folder.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }
}

fn renewed(name: &str, bytes: &[u8], again: &Again) -> Result<Vec<u8>, Findings> {
    let mut file = Example::read(name, bytes)?;
    if name == "ho-so.yaml" {
        let title = again.title.trim();
        if !title.is_empty() {
            // A meeting that was called as its dossier is called as the new one.
            if file.text("su_kien.ten").is_some_and(|name| Some(name) == file.text("tieu_de")) {
                file = file.set("su_kien.ten", title)?;
            }
            file = file.set("tieu_de", title)?;
        }
        let day = again.day.map(|day| day.to_string()).unwrap_or_default();
        if file.has("su_kien") {
            file = file.set("su_kien.ngay", Content::from(day.as_str()))?;
        }
        return Ok(file.bytes());
    }
    for key in OWN {
        file = file.without(key)?;
    }
    Ok(file.bytes())
}

fn unread(path: &Path, error: &std::io::Error) -> Findings {
    let message = format!("không đọc được `{}`: {}", path.display(), os_words(error));
    Diagnostic::new(Code::FILE_READ, message).into()
}
