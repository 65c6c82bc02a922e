//! Comes in: what a run made. Goes out: what the next run need not make again,
//! and what no longer belongs. Must not know: how papers are made.
//!
//! The ledger lies in the folder of the copies. It is a memory, no promise: an
//! entry counts only while the file beside it still has the bytes it tells of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::super::{signing, write};
use crate::diag::Diagnostic;
use crate::digest::digest;

/// Is the ledger's file.
pub(super) const NAME: &str = ".vanthu.json";

/// Is what is known of one output.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The digest of everything it was made of.
    pub made_of: String,
    /// The digest of its bytes.
    pub bytes: String,
    /// How many bytes it has.
    pub size: usize,
    /// Its pages.
    pub pages: usize,
    /// The digest of its guests, whatever their place in the list.
    pub guests: String,
    /// The number it bears.
    pub number: Option<u32>,
}

/// Knows the outputs of a paper by their path from the folder of the copies.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    entries: BTreeMap<String, Entry>,
    /// Whether this run began and has not ended.
    open: bool,
    /// Whether the run before never ended.
    left: bool,
}

impl Ledger {
    /// Reads the ledger of a folder; one that cannot be read knows nothing.
    pub(super) fn read(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join(NAME)).unwrap_or_default();
        let value: Value = serde_json::from_str(&text).unwrap_or_default();
        let entry = |value: &Value| {
            let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
            let number = |name: &str| usize::try_from(value.get(name)?.as_u64()?).ok();
            Some(Entry {
                made_of: text("nguon")?,
                bytes: text("byte")?,
                size: number("co")?,
                pages: number("so_trang")?,
                guests: text("khach")?,
                number: value.get("so").and_then(Value::as_u64).and_then(|number| u32::try_from(number).ok()),
            })
        };
        let entries = value.get("ban").and_then(Value::as_object);
        let entries =
            entries.into_iter().flatten().filter_map(|(name, value)| Some((name.clone(), entry(value)?)));
        let left = value.get("dang_lap").and_then(Value::as_bool).unwrap_or_default();
        Self { entries: entries.collect(), open: false, left }
    }

    /// Writes the ledger, whole or not at all.
    pub(super) fn write(&self, folder: &Path) -> Result<(), Box<Diagnostic>> {
        let entries: serde_json::Map<String, Value> = self
            .entries
            .iter()
            .map(|(name, entry)| {
                let Entry { made_of, bytes, size, pages, guests, number } = entry;
                let value = json!({
                    "nguon": made_of, "byte": bytes, "co": size, "so_trang": pages, "khach": guests, "so": number,
                });
                (name.clone(), value)
            })
            .collect();
        let text = format!("{:#}\n", json!({ "dang_lap": self.open, "ban": entries }));
        write::whole(&folder.join(NAME), text.as_bytes())
    }

    /// Gives the entry of an output that need not be made again: made of the
    /// same, and still there byte for byte, with or without signatures behind.
    pub(super) fn fresh(&self, folder: &Path, name: &str, made_of: &str) -> Option<&Entry> {
        let entry = self.entries.get(name).filter(|entry| entry.made_of == made_of)?;
        self.beyond(folder, name).map(|_| entry)
    }

    /// Tells whether an output still has the bytes it was made with and no
    /// others.
    pub(super) fn is_intact(&self, folder: &Path, name: &str) -> bool {
        self.beyond(folder, name) == Some(0)
    }

    /// Tells whether these are the bytes an output was made with.
    pub(super) fn made(&self, name: &str, bytes: &[u8]) -> bool {
        self.entries.get(name).is_some_and(|entry| entry.bytes == digest([bytes]))
    }

    /// Counts the bytes behind those an output was made with; nothing if these
    /// are not there.
    pub(super) fn beyond(&self, folder: &Path, name: &str) -> Option<usize> {
        let entry = self.entries.get(name)?;
        let bytes = std::fs::read(folder.join(name)).ok()?;
        let made = bytes.get(..entry.size)?;
        (digest([made]) == entry.bytes).then(|| bytes.len() - entry.size)
    }

    /// Enters outputs that are about to be made: a run that is killed leaves
    /// them behind, and the next one must know them for its own.
    pub(super) fn begin(&mut self, names: impl Iterator<Item = String>) {
        self.open = true;
        for name in names {
            self.entries.entry(name).or_default();
        }
    }

    /// Says that the run came to its end.
    pub(super) fn end(&mut self) {
        self.open = false;
        self.entries.retain(|_, entry| !entry.bytes.is_empty());
    }

    /// Tells whether an output is as a run made it: as the ledger says, or
    /// without a signature where a killed run left the ledger behind.
    pub(super) fn is_ours(&self, folder: &Path, name: &str) -> bool {
        let left = || self.left && !signing::is_signed_file(&folder.join(name));
        self.is_intact(folder, name) || (self.entries.contains_key(name) && left())
    }

    /// Tells whether an output is known.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }

    /// Gives the entries with their names.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Entry)> {
        self.entries.iter().map(|(name, entry)| (name.as_str(), entry))
    }

    /// Tells whether some copy was made for these guests.
    pub(super) fn knows(&self, guests: &str) -> bool {
        self.entries.values().any(|entry| entry.guests == guests)
    }

    /// Enters an output.
    pub(super) fn enter(&mut self, name: String, entry: Entry) {
        self.entries.insert(name, entry);
    }

    /// Strikes an output out.
    pub(super) fn strike(&mut self, name: &str) {
        self.entries.remove(name);
    }

    /// Names the outputs that are not `wanted`.
    pub(super) fn others(&self, wanted: &dyn Fn(&str) -> bool) -> Vec<String> {
        self.entries.keys().filter(|name| !wanted(name)).cloned().collect()
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
