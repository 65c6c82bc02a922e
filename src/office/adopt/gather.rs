//! Comes in: files and folders. Goes out: the Word files among them, by name; what else lies in the
//! folders. Must not know: what is in the files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, os_words};

/// Are the endings of Word files, and of texts that Word opens, which are refused with what to do.
const WORD: [&str; 7] = ["docx", "docm", "dotx", "dotm", "doc", "dot", "rtf"];
/// Is how deep a folder may lie below the one that was named.
const DEEPEST: usize = 16;

/// Says which dossier each draft lies in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Split {
    /// All in the one that was named.
    #[default]
    None,
    /// A new one for each file.
    Files,
    /// A new one for each folder of files.
    Folders,
}

/// Is a Word file somewhere below a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WordFile {
    /// Where it lies.
    pub path: PathBuf,
    /// The folders from the one that was named to it, that one first; none for a file that was named.
    pub below: Vec<String>,
}

impl WordFile {
    /// Gives its name with the folders it lies in, but for the one that was named.
    pub(super) fn shown(&self) -> String {
        let own = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let inside = self.below.iter().skip(1).cloned().chain([own]);
        inside.collect::<Vec<_>>().join("/")
    }
}

/// Is what paths lead to.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The Word files.
    pub files: Vec<WordFile>,
    /// What else lies in the folders, as it is shown.
    pub others: Vec<String>,
    /// Folders that cannot be read, or hold nothing.
    pub findings: Vec<Diagnostic>,
}

/// Finds Word files: those that are named, whatever their names; of a folder and those in it all that
/// end as Word's do.
pub(super) fn gather(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        if !path.is_dir() {
            found.files.push(WordFile { path: path.clone(), below: Vec::new() });
            continue;
        }
        let before = found.files.len();
        found.folder(path, &[named(path)]);
        if found.files.len() == before && found.findings.is_empty() {
            let message = format!("trong `{}` không có tệp Word nào", path.display());
            found.findings.push(Diagnostic::new(Code::FILE_READ, message));
        }
    }
    let mut known = std::collections::BTreeSet::new();
    found.files.retain(|file| known.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())));
    found
}

/// Gives the name of a folder, `.` and `..` by what they stand for.
fn named(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    whole.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

impl Found {
    fn folder(&mut self, folder: &Path, below: &[String]) {
        let listed = match fs::read_dir(folder) {
            Ok(listed) => listed,
            Err(error) => {
                let message = format!("không đọc được `{}`: {}", folder.display(), os_words(&error));
                return self.findings.push(Diagnostic::new(Code::FILE_READ, message));
            }
        };
        let mut all: Vec<PathBuf> = listed.flatten().map(|entry| entry.path()).collect();
        all.sort();
        for path in all {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // Word keeps a file `~$…` beside the one that is open.
            if name.starts_with("~$") || name.starts_with('.') {
                continue;
            }
            let inside: Vec<String> = below.iter().cloned().chain([name]).collect();
            // A link may lead back to where it lies.
            let further = path.is_dir() && !path.is_symlink() && below.len() < DEEPEST;
            if further {
                self.folder(&path, &inside);
            } else if path.is_file() && is_word(&path) {
                self.files.push(WordFile { path, below: below.to_vec() });
            } else {
                self.others.push(inside[1..].join("/"));
            }
        }
    }
}

fn is_word(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    WORD.contains(&ending.as_str())
}
