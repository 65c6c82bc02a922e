//! Comes in: what a run made. Goes out: what the next run need not make again,
//! and what no longer belongs. Must not know: how papers are made.
//!
//! The ledger lies in the folder of the copies. It is a memory, no promise: an
//! entry counts only while the file beside it still has the bytes it tells of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::{signing, write};
use crate::diag::Diagnostic;
use crate::digest::digest;
use crate::record::{self, Record};

/// Is the ledger's file.
pub(super) const NAME: &str = ".vanthu.json";

/// Is what is known of one output.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The digest of everything it was made of.
    #[serde(rename = "nguon")]
    pub made_of: String,
    /// The digest of its bytes.
    #[serde(rename = "byte")]
    pub bytes: String,
    /// How many bytes it has.
    #[serde(rename = "co")]
    pub size: usize,
    /// Its pages.
    #[serde(rename = "so_trang")]
    pub pages: usize,
    /// The digest of its guests, whatever their place in the list.
    #[serde(rename = "khach")]
    pub guests: String,
    /// The number it bears.
    #[serde(rename = "so")]
    pub number: Option<u32>,
}

/// Is what stands in the file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Page {
    /// Whether the run that wrote it began and did not end.
    #[serde(rename = "dang_lap", default)]
    open: bool,
    #[serde(rename = "ban")]
    entries: BTreeMap<String, Entry>,
}

impl Record for Page {}

/// Knows the outputs of a paper by their path from the folder of the copies.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    page: Page,
    /// Whether the run before never ended.
    left: bool,
}

impl Ledger {
    /// Reads the ledger of a folder. One that is damaged or of a later version knows
    /// nothing: then all is made again, and what lies there counts as somebody's own.
    pub(super) fn read(folder: &Path) -> Self {
        let page = std::fs::read(folder.join(NAME)).ok().and_then(|bytes| record::read(&bytes).ok());
        let page: Page = page.unwrap_or_default();
        Self { left: page.open, page: Page { open: false, ..page } }
    }

    /// Writes the ledger, whole or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Box<Diagnostic>> {
        write::whole(&folder.join(NAME), &record::page(&self.page)?)
    }

    /// Gives the entry of an output that need not be made again: made of the
    /// same, and still there byte for byte, with or without signatures behind.
    pub(super) fn fresh(&self, folder: &Path, name: &str, made_of: &str) -> Option<&Entry> {
        let entry = self.page.entries.get(name).filter(|entry| entry.made_of == made_of)?;
        self.beyond(folder, name).map(|_| entry)
    }

    /// Tells whether an output still has the bytes it was made with and no
    /// others.
    pub(super) fn is_intact(&self, folder: &Path, name: &str) -> bool {
        self.beyond(folder, name) == Some(0)
    }

    /// Tells whether these are the bytes an output was made with.
    pub(super) fn made(&self, name: &str, bytes: &[u8]) -> bool {
        self.page.entries.get(name).is_some_and(|entry| entry.bytes == digest([bytes]))
    }

    /// Counts the bytes behind those an output was made with; nothing if these
    /// are not there.
    pub(super) fn beyond(&self, folder: &Path, name: &str) -> Option<usize> {
        let entry = self.page.entries.get(name)?;
        let bytes = std::fs::read(folder.join(name)).ok()?;
        let made = bytes.get(..entry.size)?;
        (digest([made]) == entry.bytes).then(|| bytes.len() - entry.size)
    }

    /// Enters outputs that are about to be made: a run that is killed leaves
    /// them behind, and the next one must know them for its own.
    pub(super) fn begin(&mut self, names: impl Iterator<Item = String>) {
        self.page.open = true;
        for name in names {
            self.page.entries.entry(name).or_default();
        }
    }

    /// Says that the run came to its end.
    pub(super) fn end(&mut self) {
        self.page.open = false;
        self.page.entries.retain(|_, entry| !entry.bytes.is_empty());
    }

    /// Tells whether an output is as a run made it: as the ledger says, or
    /// without a signature where a killed run left the ledger behind.
    pub(super) fn is_ours(&self, folder: &Path, name: &str) -> bool {
        let left = || self.left && !signing::is_signed_file(&folder.join(name));
        self.is_intact(folder, name) || (self.page.entries.contains_key(name) && left())
    }

    /// Tells whether an output is known.
    pub(super) fn has(&self, name: &str) -> bool {
        self.page.entries.contains_key(name)
    }

    /// Gives the entry of an output.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.page.entries.get(name)
    }

    /// Gives the entries with their names.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.page.entries.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// Tells whether some copy was made for these guests.
    pub(super) fn knows(&self, guests: &str) -> bool {
        self.page.entries.values().any(|entry| entry.guests == guests)
    }

    /// Enters an output.
    pub(super) fn enter(&mut self, name: String, entry: Entry) {
        self.page.entries.insert(name, entry);
    }

    /// Strikes an output out.
    pub(super) fn strike(&mut self, name: &str) {
        self.page.entries.remove(name);
    }

    /// Names the outputs that are not `wanted`.
    pub(super) fn others(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
        self.page.entries.keys().filter(|name| !wanted(name)).cloned().collect()
    }

    /// Takes an output away that no longer belongs: what is exactly as it was
    /// made is dropped, for it can be made again; what someone changed (signed,
    /// say) is put away under another name.
    pub(super) fn clear(&mut self, folder: &Path, name: &str) -> Result<Option<PathBuf>, Box<Diagnostic>> {
        let path = folder.join(name);
        let ours = self.is_ours(folder, name);
        if ours && std::fs::remove_file(&path).is_ok() {
            self.strike(name);
            return Ok(None);
        }
        let old = write::keep_aside(&path)?;
        self.strike(name);
        Ok(old)
    }
}
