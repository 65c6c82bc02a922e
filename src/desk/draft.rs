//! Comes in: a file that is open. Goes out: its text as it is typed, and the file, saved whole.
//! Must not know: who types, other files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::merge::{Conflict, merged};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::sha256_hex;
use crate::pipeline::write::whole;
use crate::yaml::edit::{FieldPath, Order, Sheet, Verb};

/// Is how long nothing is typed before what was typed is saved.
const PAUSE: Duration = Duration::from_millis(800);
/// Is after how long it is saved although somebody goes on typing.
const LONGEST: Duration = Duration::from_secs(10);

/// Is after how long a version is kept again, of a file that is typed all the time.
const BETWEEN: Duration = Duration::from_mins(15);

/// Says that an edit was made on a text that is no longer the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stale {
    /// The version there is now.
    pub version: u64,
}

/// Is a file that is open.
pub(super) struct Draft {
    pub(super) file: PathBuf,
    pub(super) sheet: Sheet,
    /// Counts the edits.
    pub(super) version: u64,
    /// Fields that wait for somebody to choose.
    pub(super) conflicts: Vec<Conflict>,
    /// Why it could not be saved.
    pub(super) trouble: Option<Diagnostic>,
    /// The file as it was last seen on the disk.
    base: Sheet,
    /// The SHA-256 of its bytes there.
    disk: String,
    /// When a version of it was last kept.
    kept: Option<Instant>,
    /// When the first and the last edit were made that are not saved.
    typed: Option<(Instant, Instant)>,
}

impl Draft {
    /// Opens a file.
    ///
    /// # Errors
    /// Gives findings if it cannot be read, or is no YAML that can be edited.
    pub(super) fn open(file: &Path) -> Result<Self, Vec<Diagnostic>> {
        let bytes = bytes(file).map_err(|finding| vec![*finding])?;
        let sheet = Sheet::read(&file.display().to_string(), &bytes)?;
        Ok(Self {
            file: file.to_owned(),
            base: sheet.clone(),
            sheet,
            version: 0,
            conflicts: Vec::new(),
            trouble: None,
            disk: sha256_hex(&bytes),
            kept: None,
            typed: None,
        })
    }

    /// Tells whether all that was typed is on the disk.
    pub(super) fn is_saved(&self) -> bool {
        self.typed.is_none()
    }

    /// Makes an edit of the text that had this version.
    ///
    /// # Errors
    /// Gives why the edit is not made.
    pub(super) fn edit(
        &mut self,
        (path, verb): (&FieldPath, &Verb),
        order: Order<'_>,
        now: Instant,
    ) -> Result<(), Box<Diagnostic>> {
        let edited = self.sheet.edit(path, verb, order)?;
        if edited.sheet.text() != self.sheet.text() {
            self.typed = Some((self.typed.map_or(now, |(first, _)| first), now));
            self.sheet = edited.sheet;
            self.version += 1;
            let name = path.to_string();
            self.conflicts.retain(|conflict| !name.starts_with(&conflict.path));
        }
        Ok(())
    }

    /// Tells whether it is time to save.
    pub(super) fn is_due(&self, now: Instant) -> bool {
        self.typed.is_some_and(|(first, last)| {
            now.saturating_duration_since(last) >= PAUSE || now.saturating_duration_since(first) >= LONGEST
        })
    }

    /// Gives what the file held, where it is time to keep that before it is saved.
    pub(super) fn to_keep(&mut self, now: Instant) -> Option<Vec<u8>> {
        let due = self.kept.is_none_or(|kept| now.saturating_duration_since(kept) >= BETWEEN);
        let changes = !self.is_saved() && self.conflicts.is_empty() && self.sheet.text() != self.base.text();
        (due && changes).then(|| {
            self.kept = Some(now);
            self.base.bytes()
        })
    }

    /// Lets the text be an earlier version; the one there is now is kept before it is saved.
    ///
    /// # Errors
    /// Gives findings if it is no YAML that can be edited.
    pub(super) fn restore(&mut self, bytes: &[u8], now: Instant) -> Result<(), Vec<Diagnostic>> {
        let sheet = Sheet::read(&self.file.display().to_string(), bytes)?;
        if sheet.text() != self.sheet.text() {
            self.typed = Some((self.typed.map_or(now, |(first, _)| first), now));
            self.sheet = sheet;
            self.version += 1;
            self.kept = None;
            self.conflicts.clear();
        }
        Ok(())
    }

    /// Looks whether somebody else has changed the file: what they changed comes in, what both
    /// changed waits. Gives whether the text is another now.
    pub(super) fn refresh(&mut self) -> Result<bool, Box<Diagnostic>> {
        let bytes = bytes(&self.file)?;
        let disk = sha256_hex(&bytes);
        if disk == self.disk {
            return Ok(false);
        }
        let theirs = Sheet::read(&self.file.display().to_string(), &bytes)
            .map_err(|found| Box::new(found.into_iter().next().unwrap_or_else(|| unread(&self.file))))?;
        let before = self.sheet.text().to_owned();
        match merged(&self.base, &self.sheet, &theirs) {
            Ok(sheet) => {
                self.sheet = sheet;
                self.conflicts.clear();
            }
            Err(conflicts) => self.conflicts = conflicts,
        }
        (self.base, self.disk) = (theirs, disk);
        let changed = self.sheet.text() != before;
        self.version += u64::from(changed);
        Ok(changed)
    }

    /// Saves what was typed: the file is the old one or the new one, never a part. While fields
    /// wait for somebody to choose, nothing is written.
    pub(super) fn save(&mut self) -> Result<(), Box<Diagnostic>> {
        if self.is_saved() {
            return Ok(());
        }
        self.refresh()?;
        if !self.conflicts.is_empty() {
            return Ok(());
        }
        let bytes = self.sheet.bytes();
        let disk = sha256_hex(&bytes);
        if disk != self.disk {
            whole(&self.file, &bytes)?;
        }
        (self.base, self.disk, self.typed) = (self.sheet.clone(), disk, None);
        Ok(())
    }
}

fn bytes(file: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    std::fs::read(file).map_err(|error| {
        let message = format!("không đọc được `{}`: {}", file.display(), os_words(&error));
        Box::new(Diagnostic::new(Code::FILE_READ, message))
    })
}

fn unread(file: &Path) -> Diagnostic {
    Diagnostic::new(Code::FILE_READ, format!("không đọc được `{}`", file.display()))
}
