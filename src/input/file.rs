//! Comes in: a path, what somebody types and has not saved yet. Goes out: its text, whatever the editor that wrote it put
//! before the first letter. Must not know: YAML.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Span, os_words};
use crate::yaml::MAX_FILE;

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
            Some(bytes) => decode(&path.display().to_string(), bytes.clone()),
            None => read(path),
        }
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
    decode(&name, bytes)
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

fn decode(name: &str, bytes: Vec<u8>) -> Result<Arc<Source>, Box<Diagnostic>> {
    let wide = |from: fn([u8; 2]) -> u16| -> Option<String> {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| from([pair[0], pair[1]])).collect();
        String::from_utf16(&units).ok()
    };
    let text = match bytes.get(..2).filter(|_| bytes.len().is_multiple_of(2)) {
        Some([0xFF, 0xFE]) => wide(u16::from_le_bytes),
        Some([0xFE, 0xFF]) => wide(u16::from_be_bytes),
        _ => None,
    };
    if let Some(text) = text {
        return Ok(Source::new(name, text));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Source::new(name, text.strip_prefix('\u{feff}').unwrap_or(&text))),
        Err(error) => {
            let good = error.utf8_error().valid_up_to();
            let byte = error.as_bytes()[good];
            let source = Source::new(name, String::from_utf8_lossy(error.as_bytes()));
            Err(Box::new(
                Diagnostic::new(
                    Code::FILE_UTF8,
                    format!("tệp không phải UTF-8: byte 0x{byte:02X} ở đây không thành chữ"),
                )
                .at(Span::new(&source, good..good + '\u{fffd}'.len_utf8()))
                .hint("trong Notepad: File, Save As, ô Encoding chọn UTF-8"),
            ))
        }
    }
}
