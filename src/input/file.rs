//! Comes in: a path, what somebody types and has not saved yet. Goes out: its text, whatever the editor that wrote it put
//! before the first letter. Must not know: YAML.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, os_words};
use crate::yaml::{MAX_FILE, decode};

/// Holds files that somebody has open and has not saved: they are read as they stand there, not
/// as they lie on the disk.
#[derive(Debug, Clone, Default)]
pub struct Unsaved(BTreeMap<PathBuf, Vec<u8>>);

impl Unsaved {
    /// Takes the bytes of a file that is there, whole as an editor would save them.
    #[must_use]
    pub fn with(mut self, path: &Path, bytes: Vec<u8>) -> Self {
        self.0.insert(whole(path), bytes);
        self
    }

    /// Reads a text file as it is typed, else as it was saved.
    ///
    /// # Errors
    /// As [`read`].
    pub fn read(&self, path: &Path) -> Result<Arc<Source>, Box<Diagnostic>> {
        let open = if self.0.is_empty() { None } else { self.0.get(&whole(path)) };
        match open {
            Some(bytes) if bytes.len() > MAX_FILE => Err(too_long(&path.display().to_string(), bytes.len())),
            Some(bytes) => decode(&path.display().to_string(), bytes.clone()).map(|(_, source)| source),
            None => read(path),
        }
    }

    /// Gives the bytes of a text file as it is typed, else as it was saved.
    ///
    /// # Errors
    /// As [`read`].
    pub fn bytes(&self, path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
        if let Some(bytes) = self.0.get(&whole(path)) {
            return Ok(bytes.clone());
        }
        let name = path.display().to_string();
        fs::read(path).map_err(|error| Box::new(Diagnostic::new(Code::FILE_READ, reason(&name, &error))))
    }
}

/// Gives a path that is the same however the file was named.
fn whole(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Reads a text file: UTF-8 with or without a byte order mark, or UTF-16 with
/// one (what Notepad calls Unicode).
///
/// # Errors
/// Gives a finding if it is no file, cannot be read, is beyond `MAX_FILE`, or
/// is in another encoding (with the place of the first wrong byte).
pub fn read(path: &Path) -> Result<Arc<Source>, Box<Diagnostic>> {
    let name = path.display().to_string();
    let refuse = |message: String| Box::new(Diagnostic::new(Code::FILE_READ, message));
    let about = fs::metadata(path).map_err(|error| refuse(reason(&name, &error)))?;
    if about.is_dir() {
        return Err(refuse(format!("`{name}` là thư mục, chỗ này cần một tệp")));
    }
    if !about.is_file() {
        return Err(refuse(format!("`{name}` không phải tệp thường")));
    }
    let length = usize::try_from(about.len()).unwrap_or(usize::MAX);
    if length > MAX_FILE {
        return Err(too_long(&name, length));
    }
    let bytes = fs::read(path).map_err(|error| refuse(reason(&name, &error)))?;
    decode(&name, bytes).map(|(_, source)| source)
}

fn too_long(name: &str, length: usize) -> Box<Diagnostic> {
    let message = format!("`{name}` dài {} MB, quá mức một văn bản", length >> 20);
    Box::new(Diagnostic::new(Code::FILE_SIZE, message))
}

fn reason(name: &str, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => format!("không có tệp `{name}`"),
        ErrorKind::PermissionDenied => format!("không có quyền đọc `{name}`"),
        _ => format!("không đọc được `{name}`: {}", os_words(error)),
    }
}
