//! Comes in: a path. Goes out: its text, whatever the editor that wrote it put
//! before the first letter. Must not know: YAML.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, os_words};
use crate::yaml::{MAX_FILE, decode};

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
    if about.len() > MAX_FILE as u64 {
        return Err(Box::new(Diagnostic::new(
            Code::FILE_SIZE,
            format!("`{name}` dài {} MB, quá mức một văn bản", about.len() >> 20),
        )));
    }
    let bytes = fs::read(path).map_err(|error| refuse(reason(&name, &error)))?;
    decode(&name, bytes).map(|(_, source)| source)
}

fn reason(name: &str, error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => format!("không có tệp `{name}`"),
        ErrorKind::PermissionDenied => format!("không có quyền đọc `{name}`"),
        _ => format!("không đọc được `{name}`: {}", os_words(error)),
    }
}
