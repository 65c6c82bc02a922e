//! Comes in: files and the folder they are copied into. Goes out: the copies, on the disk, with the
//! digests of what was read. Must not know: which files, what they are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;

use super::own::{Own, Piece};
use super::pace::{Pace, Part};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::{sha256_hex, sha256_while};

/// Is the file that lists what a backup holds, as `sha256sum -c` reads it.
pub(super) const LIST: &str = "sao-luu.sha256";

/// Is a copy that is being made.
pub(super) struct Copied<'a> {
    /// The folder.
    pub(super) to: &'a Path,
    /// The SHA-256 of what was read for each file.
    pub(super) digests: BTreeMap<String, String>,
    /// As each was when it was read.
    seen: BTreeMap<String, Piece>,
}

impl<'a> Copied<'a> {
    pub(super) fn new(to: &'a Path) -> Self {
        Self { to, digests: BTreeMap::new(), seen: BTreeMap::new() }
    }

    /// Copies what is not there yet as it is now, and takes away what is no more.
    ///
    /// # Errors
    /// Gives a finding if a file cannot be read or written, or nobody wants more of it.
    pub(super) fn follow(&mut self, own: &Own, pace: &Pace<'_>) -> Result<(), Box<Diagnostic>> {
        let gone: Vec<String> = self
            .seen
            .iter()
            .filter(|(name, piece)| own.files.get(*name) != Some(piece))
            .map(|(name, _)| name.clone())
            .collect();
        for name in gone {
            fs::remove_file(self.to.join(&name)).map_err(|error| unwritten(&name, &error))?;
            self.seen.remove(&name);
            self.digests.remove(&name);
        }
        for (done, (name, piece)) in own.files.iter().enumerate() {
            pace.see(Part::Copying, (done, own.files.len()))?;
            if !self.seen.contains_key(name) && self.one(name, piece)? {
                self.seen.insert(name.clone(), piece.clone());
            }
        }
        Ok(())
    }

    /// Copies a file; tells whether it was still there.
    fn one(&mut self, name: &str, piece: &Piece) -> Result<bool, Box<Diagnostic>> {
        let to = self.to.join(name);
        let mut new = made(self.to, name).map_err(|error| unwritten(name, &error))?;
        let mut written = Ok(());
        let read = sha256_while(&piece.from, |bytes| {
            if written.is_ok() {
                written = new.write_all(bytes);
            }
        });
        let (digest, _) = match read {
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::remove_file(&to).map_err(|error| unwritten(name, &error))?;
                return Ok(false);
            }
            Err(error) => return Err(unread(&piece.from, &error)),
        };
        let kept = written.and_then(|()| piece.at.map_or(Ok(()), |at| new.set_modified(at)));
        kept.and_then(|()| new.sync_all()).map_err(|error| unwritten(name, &error))?;
        self.digests.insert(name.to_owned(), digest);
        Ok(true)
    }

    /// Writes a file that is made for the copy.
    pub(super) fn put(&mut self, name: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        write((self.to, name), bytes).map_err(|error| unwritten(name, &error))?;
        self.digests.insert(name.to_owned(), sha256_hex(bytes));
        Ok(())
    }

    /// Writes the list of all that was copied.
    pub(super) fn list(&self) -> Result<(), Box<Diagnostic>> {
        let text = self.digests.iter().fold(String::new(), |mut text, (name, digest)| {
            let _ = writeln!(text, "{digest}  {name}");
            text
        });
        write((self.to, LIST), text.as_bytes()).map_err(|error| unwritten(LIST, &error))
    }
}

/// Makes a file with the folders above it, but never the folder of the copy: a drive that was pulled
/// out must not come into being again on another one.
fn made(copy: &Path, name: &str) -> io::Result<File> {
    for (at, _) in name.match_indices('/') {
        match fs::create_dir(copy.join(&name[..at])) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    File::create_new(copy.join(name))
}

fn write((copy, name): (&Path, &str), bytes: &[u8]) -> io::Result<()> {
    let mut file = made(copy, name)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Says that a copy cannot be written.
pub(super) fn unwritten(name: &str, error: &io::Error) -> Box<Diagnostic> {
    let message = format!("chưa sao lưu được: không ghi được `{name}` ra ổ đĩa: {}", os_words(error));
    let hint =
        "ổ đĩa còn cắm không, còn chỗ không, có khoá ghi không; phần chép dở không được tính là bản sao lưu";
    Box::new(Diagnostic::new(Code::BACKUP_COPY, message).hint(hint))
}

fn unread(path: &Path, error: &io::Error) -> Box<Diagnostic> {
    let message = format!("chưa sao lưu được: không đọc được `{}`: {}", path.display(), os_words(error));
    Box::new(
        Diagnostic::new(Code::BACKUP_COPY, message).hint("đóng chương trình đang mở tệp ấy rồi sao lưu lại"),
    )
}
