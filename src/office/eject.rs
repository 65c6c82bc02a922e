//! Comes in: names of what is built in. Goes out: copies of it, to be edited, with a note of what each
//! was copied from. Must not know: how it is shown.

use std::collections::BTreeMap;
use std::path::Path;

use super::reply::FileWritten;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings, nearest, os_words};
use crate::digest::sha256_hex;
use crate::pipeline::write::whole;

/// Is the file beside copies that says what each was copied from: path, SHA-256.
const NOTE: &str = ".vanthu-goc.json";

/// Copies folders of what is built in, or single files, into a folder; what lies there stays as it
/// is. Nothing named means everything.
///
/// # Errors
/// Gives a finding if there is no such name, or a file cannot be written.
pub fn eject(names: &[String], to: &Path) -> Result<Vec<FileWritten>, Findings> {
    let built_in = Assets::default();
    let files = built_in.files();
    for name in names {
        if !files.iter().any(|path| is_named(path, name)) {
            return Err(unknown(name, &files).into());
        }
    }
    let mut note = read_note(&std::fs::read(to.join(NOTE)).unwrap_or_default());
    let mut written = Vec::new();
    let wanted = |path: &&String| names.is_empty() || names.iter().any(|name| is_named(path, name));
    for path in files.iter().filter(wanted) {
        let target = to.join(path);
        let before = target.exists();
        if !before {
            let bytes = built_in.bytes(path)?.unwrap_or_default();
            std::fs::create_dir_all(target.parent().unwrap_or(to))
                .map_err(|error| refused(&target, &error))?;
            whole(&target, &bytes)?;
            note.insert(path.clone(), sha256_hex(&bytes));
        }
        written.push(FileWritten { file: target.display().to_string(), before });
    }
    if written.iter().any(|one| !one.before) {
        let text = serde_json::to_string_pretty(&note).unwrap_or_default();
        whole(&to.join(NOTE), format!("{text}\n").as_bytes())?;
    }
    Ok(written)
}

/// Tells what the copies among the templates were copied from.
#[must_use]
pub(super) fn origins(assets: &Assets) -> BTreeMap<String, String> {
    read_note(&assets.bytes(NOTE).ok().flatten().unwrap_or_default())
}

fn read_note(bytes: &[u8]) -> BTreeMap<String, String> {
    serde_json::from_slice(bytes).unwrap_or_default()
}

/// Tells whether a name means a file: its folder, its path, or, of the look all kinds share, its own
/// name.
fn is_named(path: &str, name: &str) -> bool {
    let name = name.trim_end_matches('/');
    path == name
        || path.strip_prefix(name).is_some_and(|rest| rest.starts_with('/'))
        || path == format!("the-thuc/{name}")
}

fn unknown(name: &str, files: &[String]) -> Diagnostic {
    let mut folders: Vec<&str> = files.iter().filter_map(|path| path.split('/').next()).collect();
    folders.dedup();
    let near = nearest(name, folders.iter().copied().chain(files.iter().map(String::as_str)));
    let hint =
        near.map_or_else(|| format!("các tên: {}", folders.join(", ")), |near| format!("có phải `{near}`?"));
    Diagnostic::new(Code::CALL, format!("không có mẫu `{name}`")).hint(hint)
}

fn refused(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::new(Code::OUTPUT_WRITE, format!("không viết được `{}`: {}", path.display(), os_words(error)))
}
