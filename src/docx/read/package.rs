//! Comes in: the bytes of a file. Goes out: the parts of the Word file it is, found by how they are
//! related, or what it is instead. Must not know: what stands in a part.
//!
//! Names of entries are looked up, never paths of a disk; what lies outside the file is never asked
//! for.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::refused::{Refused, told};
use super::tree::{Budget, each};
use crate::table::{Entry, directory};

/// Is the longest file (bytes) that is read.
const MAX_FILE: usize = 64 << 20;
/// Is the most that all its parts may claim to become (bytes).
const MAX_CLAIMED: u64 = 512 << 20;
/// Is the most that the parts become that are read (bytes).
const MAX_READ: u64 = 128 << 20;
/// Is how many entries a file may have.
const MAX_ENTRIES: usize = 4_096;
/// Is how often smaller an entry may be packed; files of offices reach 32.
const MAX_RATIO: u64 = 200;
/// Is how large (bytes) an entry may be whatever it is packed to.
const SMALL: u64 = 1 << 20;

/// Is a part that another one leads to.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The last word of its type: `styles`, `header`.
    pub kind: String,
    /// The entry's name.
    pub target: String,
}

/// Is a Word file that is open.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The entries' own names by those in small letters.
    names: BTreeMap<String, String>,
    read: u64,
    pub budget: Budget,
    /// The name of the main part.
    pub main: String,
}

impl<'a> Package<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// Says what it is instead, or why it is not read.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        if bytes.len() > MAX_FILE {
            return Err(Refused::TooLarge);
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return Err(told(bytes));
        }
        let torn = || Refused::Broken(String::new());
        let entries = directory(bytes).ok_or_else(torn)?;
        let names = names(&entries)?;
        bounded(&entries)?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| torn())?;
        if zip.len() != entries.len() {
            return Err(torn());
        }
        let (main, read) = (String::new(), 0);
        let mut package = Self { zip, names, read, budget: Budget::default(), main };
        package.find_main()?;
        Ok(package)
    }

    fn find_main(&mut self) -> Result<(), Refused> {
        if !self.has("[content_types].xml") {
            return Err(self.otherwise());
        }
        let root = self.relations("")?;
        let main = root.into_iter().find(|relation| relation.kind == "officeDocument");
        let Some(main) = main.map(|relation| relation.target) else { return Err(self.otherwise()) };
        let kind = self.content_type(&main)?;
        match () {
            () if kind.contains("spreadsheet") || kind.contains("ms-excel") => return Err(Refused::Sheet),
            () if kind.contains("presentation") || kind.contains("ms-powerpoint") => {
                return Err(Refused::Slides);
            }
            () if kind.contains("wordprocessingml") || kind.contains("ms-word") => {}
            () => return Err(self.otherwise()),
        }
        self.main = main;
        Ok(())
    }

    /// Tells what a zip is that has no main part of a Word file.
    fn otherwise(&mut self) -> Refused {
        let said = self.text("mimetype").ok().flatten().unwrap_or_default();
        let says = |word: &str| said.contains(word);
        let below = |folder: &str| self.names.keys().any(|name| name.starts_with(folder));
        if says("opendocument.spreadsheet") || below("xl/") {
            Refused::Sheet
        } else if says("opendocument.text") {
            Refused::Odt
        } else if below("ppt/") {
            Refused::Slides
        } else if below("word/") {
            Refused::Broken("word/document.xml".to_owned())
        } else {
            Refused::Other
        }
    }

    /// Tells whether there is an entry.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// Gives the letters of a part; nothing where there is none.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Refused> {
        let Some(own) = self.names.get(&name.to_lowercase()) else { return Ok(None) };
        let broken = || Refused::Broken(name.to_owned());
        let mut entry = self.zip.by_name(own).map_err(|_| broken())?;
        let left = MAX_READ - self.read;
        let mut bytes = Vec::new();
        (&mut entry).take(left + 1).read_to_end(&mut bytes).map_err(|_| broken())?;
        self.read += u64::try_from(bytes.len()).unwrap_or(u64::MAX).min(left);
        if u64::try_from(bytes.len()).is_ok_and(|length| length > left) {
            return Err(Refused::Bomb);
        }
        decoded(bytes).map(Some).ok_or_else(broken)
    }

    /// Gives what a part leads to inside the file; of the file itself where its name is empty.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Refused> {
        let (folder, own) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let name = format!("{folder}{slash}_rels/{own}.rels");
        let Some(text) = self.text(&name)? else { return Ok(Vec::new()) };
        let mut all = Vec::new();
        each((&name, &text), &["Relationships"], &self.budget, &mut |one| {
            let inside = one.get("TargetMode").is_none_or(|mode| !mode.eq_ignore_ascii_case("External"));
            if let (Some(kind), Some(target), true) = (one.get("Type"), one.get("Target"), inside) {
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                all.push(Relation { kind, target: joined(folder, target) });
            }
            Ok(())
        })?;
        Ok(all)
    }

    fn content_type(&mut self, part: &str) -> Result<String, Refused> {
        let name = "[Content_Types].xml";
        let text = self.text(name)?.unwrap_or_default();
        let wanted = format!("/{part}").to_lowercase();
        let ending = part.rsplit('.').next().unwrap_or_default().to_lowercase();
        let (mut own, mut default) = (None, None);
        each((name, &text), &["Types"], &self.budget, &mut |one| {
            let kind = one.get("ContentType").map(str::to_lowercase);
            if one.get("PartName").is_some_and(|name| name.to_lowercase() == wanted) {
                own = kind;
            } else if one.get("Extension").is_some_and(|known| known.to_lowercase() == ending) {
                default = kind;
            }
            Ok(())
        })?;
        Ok(own.or(default).unwrap_or_default())
    }
}

/// Gives the entries' names; two that are alike but for capitals are one name to Word.
fn names(entries: &[Entry]) -> Result<BTreeMap<String, String>, Refused> {
    let mut names = BTreeMap::new();
    for entry in entries {
        if names.insert(entry.name.to_lowercase(), entry.name.clone()).is_some() {
            return Err(Refused::Hostile(entry.name.clone(), "có hai lần"));
        }
    }
    Ok(names)
}

/// Holds what the directory claims against what a paper can be.
fn bounded(entries: &[Entry]) -> Result<(), Refused> {
    let claimed: u64 = entries.iter().map(|entry| entry.size).fold(0, u64::saturating_add);
    let pressed = |entry: &Entry| entry.size > SMALL && entry.size / MAX_RATIO > entry.packed;
    if entries.len() > MAX_ENTRIES || claimed > MAX_CLAIMED || entries.iter().any(pressed) {
        return Err(Refused::Bomb);
    }
    if entries.iter().any(|entry| entry.locked) {
        return Err(Refused::Locked);
    }
    Ok(())
}

/// Gives the name of an entry that is named from a folder: `../media/a.png`, `/word/styles.xml`.
fn joined(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = from.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// Gives the letters of a part: UTF-8, or UTF-16 with its mark.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let wide = |pairs: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = pairs.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).collect::<Result<String, _>>().ok()
    };
    match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, ..] => String::from_utf8(bytes[3..].to_vec()).ok(),
        _ => String::from_utf8(bytes).ok(),
    }
}
