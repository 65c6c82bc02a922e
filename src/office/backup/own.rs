//! Comes in: an office's folder and its archive. Goes out: the files a backup holds, by their places in
//! it: all that no program can make again. Must not know: where they go.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::archive::Store;
use crate::diag::{Code, Diagnostic, os_words};
use crate::office::begin::is_play;

/// Is where an archive lies in a backup that lies elsewhere than in the office's folder.
const AWAY: &str = "kho-luu";
/// Is where the last backup is remembered.
const REMEMBERED: &str = ".vanthu/sao-luu";
/// Are the endings of what is made from papers, and can be made again.
const MADE: [&str; 4] = ["pdf", "png", "json", "typ"];

/// Is a file as it was when it was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it lies.
    pub(super) from: PathBuf,
    /// How long it is, in bytes.
    pub(super) size: u64,
    /// When it was written last.
    pub(super) at: Option<SystemTime>,
}

/// Is what a backup holds, but for the register.
#[derive(Debug, Default)]
pub(super) struct Own {
    /// By their places in the backup, parted by `/`.
    pub(super) files: BTreeMap<String, Piece>,
    /// What is left out and might be missed.
    pub(super) left: Vec<Diagnostic>,
}

/// Says where an archive lies in a backup.
pub(super) fn archive_in(office: &Path, archive: &Path) -> String {
    let whole = archive.canonicalize().unwrap_or_else(|_| archive.to_owned());
    if let Ok(own) = whole.strip_prefix(office) {
        return slashed(own);
    }
    let others = (2..100).map(|number| format!("{AWAY}-{number}"));
    let free = std::iter::once(AWAY.to_owned()).chain(others).find(|name| !office.join(name).exists());
    free.unwrap_or_else(|| AWAY.to_owned())
}

impl Own {
    /// Looks at what there is now.
    ///
    /// # Errors
    /// Gives a finding if a folder cannot be read: then nobody knows what would be missing.
    pub(super) fn look(office: &Path, archive: &Path) -> Result<Self, Box<Diagnostic>> {
        let mut own = Self::default();
        let archive = archive.canonicalize().unwrap_or_else(|_| archive.to_owned());
        let place = archive_in(office, &archive);
        own.below(office, "", &archive)?;
        if archive.is_dir() && !office.join(&place).exists() {
            own.below(&archive, &place, &archive)?;
        }
        Ok(own)
    }

    fn below(&mut self, folder: &Path, place: &str, archive: &Path) -> Result<(), Box<Diagnostic>> {
        // What was kept is taken as it is, whatever its names.
        let kept = folder.starts_with(archive);
        for entry in fs::read_dir(folder).map_err(|error| unread(folder, &error))? {
            let entry = entry.map_err(|error| unread(folder, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Two such names may read alike: one would take the other's place.
            if entry.file_name().to_str().is_none() {
                let message =
                    format!("`{name}` (trong `{}`): tên tệp có ký tự hỏng nên không sao", folder.display());
                self.left
                    .push(Diagnostic::new(Code::BACKUP_LEFT, message).hint("đổi tên tệp rồi sao lưu lại"));
                continue;
            }
            let inside = if place.is_empty() { name.clone() } else { format!("{place}/{name}") };
            let path = entry.path();
            let about = match fs::symlink_metadata(&path) {
                Ok(about) => about,
                // Gone meanwhile.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(unread(&path, &error)),
            };
            if about.is_dir() {
                if path == Store::unfinished(archive)
                    || inside == REMEMBERED
                    || !kept && self.is_other(&path, &inside)
                {
                    continue;
                }
                self.below(&path, &inside, archive)?;
            } else if !about.is_file() {
                let message = format!("`{inside}` là liên kết hoặc tệp đặc biệt nên không sao");
                let hint = "thay nó bằng tệp thật nếu cần giữ";
                self.left.push(Diagnostic::new(Code::BACKUP_LEFT, message).hint(hint));
            } else if kept || takes_file(&path, &inside, &name) {
                let piece = Piece { from: path, size: about.len(), at: about.modified().ok() };
                self.files.insert(inside, piece);
            }
        }
        Ok(())
    }

    /// Tells whether a folder is another office; its register would be copied as a file like any
    /// other. One that is there to be played with is nobody's loss.
    fn is_other(&mut self, path: &Path, inside: &str) -> bool {
        let other = path.join("co-quan.yaml").is_file();
        if other && !is_play(path) {
            let message =
                format!("`{inside}` là một cơ quan khác, có sổ riêng nên không nằm trong bản sao này");
            let hint = "sao lưu riêng cơ quan ấy";
            self.left.push(Diagnostic::new(Code::BACKUP_LEFT, message).hint(hint));
        }
        other
    }
}

/// Tells whether a file belongs into a backup: the register goes as one picture of its own, locks
/// and what was cut off are nobody's.
fn takes_file(path: &Path, inside: &str, name: &str) -> bool {
    let ending = path.extension().unwrap_or_default();
    let is_lock = ending == "khoa" && inside.starts_with("so/") || name.starts_with('.') && ending == "lock";
    let is_register = inside.starts_with("so/so-dang-ky.sqlite");
    if is_lock || is_register || name.starts_with(".vanthu-") || name.starts_with("~$") {
        return false;
    }
    !inside.starts_with("out/") || by_hand(path)
}

/// Tells whether what lies among the results was put there or changed by somebody: mended rows, a
/// paper that was signed there.
fn by_hand(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if ending == "pdf" {
        let signed = b"/ByteRange";
        return fs::read(path).is_ok_and(|bytes| bytes.windows(signed.len()).any(|part| part == signed));
    }
    !MADE.contains(&ending.as_str())
}

fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

fn unread(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let message = format!("không sao lưu được: không đọc được `{}`: {}", path.display(), os_words(error));
    Box::new(Diagnostic::new(Code::BACKUP_COPY, message))
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;

    /// Two names that read alike never take each other's place in a backup.
    #[test]
    fn names_that_cannot_be_read_are_told_of() {
        let folder = tempfile::tempdir().expect("folder");
        let office = folder.path().canonicalize().expect("office");
        for name in [&b"a\xff.yaml"[..], b"a\xfe.yaml", b"b.yaml"] {
            fs::write(office.join(std::ffi::OsStr::from_bytes(name)), name).expect("written");
        }
        let own = Own::look(&office, &office.join("luu")).expect("looked at");
        assert_eq!(own.files.keys().collect::<Vec<_>>(), ["b.yaml"]);
        assert_eq!(own.left.len(), 2);
    }
}
