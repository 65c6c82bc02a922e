//! Comes in: a dossier that was, and the day of the next one. Goes out: a copy with papers that have
//! no number and no day yet, and which lines tell of the old one's time. Must not know: which of them
//! must be changed.

use std::fs;
use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::example::Example;
use super::of_old::{OfOld, Times, of_old};
use super::place::{new_file, new_folder, plain_name};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::office::desk::Desk;
use crate::yaml::edit::Content;

/// Are the fields of a paper that belong to the one that was issued: its number, its day, what was
/// found and let be.
const OWN: [&str; 3] = ["so", "ngay", "bo_qua"];
/// Is the file of a meeting's facts.
const FACTS: &str = "ho-so.yaml";
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

/// Is a dossier that was copied.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Copied {
    /// Its folder from the office's.
    pub folder: String,
    /// Its lines that tell of the time the old one was of.
    pub of_old: Vec<OfOld>,
    /// Its lists of guests: who is invited may be others now.
    pub lists: Vec<String>,
}

impl Desk<'_> {
    /// Copies a dossier (its folder from the office's).
    ///
    /// # Errors
    /// Gives findings if a file of it cannot be read or written; then there is no copy.
    pub fn again(&self, dossier: &str, again: &Again) -> Result<Copied, Findings> {
        let workspace = self.workspace()?;
        let from = workspace.folder.join(dossier);
        let (mut files, mut sheets, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        let listed = fs::read_dir(&from).map_err(|error| unread(&from, &error))?;
        for path in listed.flatten().map(|entry| entry.path()).filter(|path| path.is_file()) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            if name == "co-quan.yaml" || name.starts_with(['.', '_', '~']) {
                continue;
            }
            let bytes = fs::read(&path).map_err(|error| unread(&path, &error))?;
            match ending.as_str() {
                "yaml" | "yml" => {
                    let old = Example::read(&name, &bytes)?;
                    let was = year_of(&old);
                    let new = renewed(&name, old, again)?;
                    files.push((name.clone(), new.bytes()));
                    sheets.push((name, new, was));
                }
                ending if LISTS.contains(&ending) => {
                    lists.push(name.clone());
                    files.push((name, bytes));
                }
                _ => {}
            }
        }
        let title = if again.title.trim().is_empty() { dossier } else { again.title.trim() };
        let day = again.day.map(|day| format!("{day}-")).unwrap_or_default();
        let folder = new_folder(&workspace.folder, &format!("{day}{}", plain_name(title)))?;
        for (name, bytes) in files {
            new_file(&folder.join(name), &bytes)?;
        }
        sheets.sort_by(|(one, ..), (other, ..)| one.cmp(other));
        lists.sort();
        let was = sheets.iter().find(|(name, ..)| name == FACTS).and_then(|(.., was)| *was);
        let was = was.or_else(|| sheets.iter().filter_map(|(.., was)| *was).max());
        let found = was.map(|was| {
            let times = Times { was, is: again.day };
            sheets.iter().flat_map(|(name, sheet, _)| of_old(name, sheet, times)).collect()
        });
        let folder = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Copied { folder, of_old: found.unwrap_or_default(), lists })
    }
}

/// Gives the year a file is of: of the meeting it tells of, of the day of a paper.
fn year_of(file: &Example) -> Option<i32> {
    let day = file.text("su_kien.ngay").or_else(|| file.text("ngay"))?;
    Some(day.parse::<NaiveDate>().ok()?.year())
}

fn renewed(name: &str, mut file: Example, again: &Again) -> Result<Example, Findings> {
    if name == FACTS {
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
        return Ok(file);
    }
    for key in OWN {
        file = file.without(key)?;
    }
    Ok(file)
}

fn unread(path: &Path, error: &std::io::Error) -> Findings {
    let message = format!("không đọc được `{}`: {}", path.display(), os_words(error));
    Diagnostic::new(Code::FILE_READ, message).into()
}
