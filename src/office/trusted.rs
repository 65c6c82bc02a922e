//! Comes in: certificates of CAs that an office trusts. Goes out: its own folder of them, which every
//! proof of its papers uses. Must not know: what a certificate proves.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::DateTime;
use serde::Serialize;

use super::certificates::{ENDINGS, PLACE, own_files};
use super::desk::Desk;
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::pipeline::write::keep_beside;
use crate::register::told;
use crate::verify::Trust;

/// Is where a file lies that is trusted no more.
const AWAY: &str = "chung-thu/thoi-dung";

/// Is a file of certificates an office trusts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trusted {
    /// The file's name.
    pub file: String,
    /// Whom each certificate names, and until when it is good; nothing where it cannot be read.
    pub names: Vec<String>,
}

impl Desk<'_> {
    /// Lists the files of certificates the office trusts.
    ///
    /// # Errors
    /// Gives findings if there is no office.
    pub fn trusted(&self) -> Result<Vec<Trusted>, Findings> {
        let files = own_files(&self.workspace()?.folder);
        Ok(files.iter().map(|file| Trusted { file: name(file), names: names(file) }).collect())
    }

    /// Trusts the CAs of a file that is handed over.
    ///
    /// # Errors
    /// Gives findings if it holds no certificates or cannot be written.
    pub fn trust(&self, file: &str, bytes: &[u8]) -> Result<Vec<Trusted>, Findings> {
        let workspace = self.workspace()?;
        if Trust::names(bytes).is_none() {
            let message = format!("`{file}` không phải tệp chứng thư");
            let hint = "tệp .pem, .crt hoặc .cer của cơ quan cấp chứng thư";
            return Err(Diagnostic::new(Code::FILE_READ, message).hint(hint).into());
        }
        let ending = Path::new(file).extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let named = if ENDINGS.contains(&ending.as_str()) { file.to_owned() } else { format!("{file}.cer") };
        let place = workspace.folder.join(PLACE);
        fs::create_dir_all(&place).map_err(|error| unwritten(&named, &error))?;
        keep_beside(&place, &named, bytes)?;
        self.trusted()
    }

    /// Trusts the CAs of a file no more; it stays in a folder of its own.
    ///
    /// # Errors
    /// Gives findings if there is no such file or it cannot be moved.
    pub fn distrust(&self, file: &str) -> Result<Vec<Trusted>, Findings> {
        let workspace = self.workspace()?;
        let own = own_files(&workspace.folder).into_iter().find(|own| name(own) == file);
        let Some(own) = own else {
            return Err(Diagnostic::new(Code::FILE_READ, format!("không có tệp chứng thư `{file}`")).into());
        };
        let away = workspace.folder.join(AWAY);
        let moved = fs::create_dir_all(&away).and_then(|()| fs::rename(&own, free(&away, file)));
        moved.map_err(|error| unwritten(file, &error))?;
        self.trusted()
    }
}

fn names(file: &Path) -> Vec<String> {
    let read = fs::read(file).ok().and_then(|bytes| Trust::names(&bytes)).unwrap_or_default();
    let until = |at: i64| DateTime::from_timestamp(at, 0).map(|at| told(at.date_naive()));
    let one = |(name, at): (String, i64)| match until(at) {
        Some(until) => format!("{name}, đến {until}"),
        None => name,
    };
    read.into_iter().map(one).collect()
}

fn free(folder: &Path, name: &str) -> PathBuf {
    let others = (2..1_000).map(|number| format!("{number}-{name}"));
    let mut names = std::iter::once(name.to_owned()).chain(others).map(|name| folder.join(name));
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn unwritten(name: &str, error: &std::io::Error) -> Box<Diagnostic> {
    let message = format!("không ghi được tệp chứng thư `{name}`: {}", os_words(error));
    Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message))
}
