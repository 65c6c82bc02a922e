//! Comes in: objects of a store and what is said of them. Goes out: a `BagIt` bag
//! (RFC 8493) whose `data/luu` is a whole OCFL store again. Must not know: what
//! the objects are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::durable::{Workshop, place, settle, write};
use super::store::{Kept, Store};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::{sha512_file, sha512_hex};

impl Store {
    /// Writes a bag of some objects and other files, by their names in it.
    ///
    /// # Errors
    /// Gives a finding if the folder is there already or the disk refuses.
    pub fn bag(
        &self,
        to: &Path,
        objects: &[Kept],
        others: &[(String, Vec<u8>)],
        said: &[(&str, String)],
    ) -> Result<(), Box<Diagnostic>> {
        let refuse = |why: &str| {
            let message = format!("không xuất được `{}`: {why}", to.display());
            Box::new(Diagnostic::new(Code::ARCHIVE_WRITE, message))
        };
        if to.exists() {
            return Err(refuse("đã có tệp hoặc thư mục này"));
        }
        let mut stage = to.file_name().unwrap_or_default().to_owned();
        stage.push(".moi");
        let workshop =
            Workshop::open(&to.with_file_name(stage)).map_err(|error| refuse(&os_words(&error)))?;
        let bag = workshop.folder.join("bag");
        let done = Self::open(&bag.join("data").join("luu"))
            .and_then(|store| {
                let copied = self.copy(objects, &store, others, &bag).and_then(|()| tags(&bag, said));
                copied.map_err(|error| refuse(&os_words(&error)))
            })
            .and_then(|()| {
                settle(&bag).and_then(|()| place(&bag, to)).map_err(|error| refuse(&os_words(&error)))
            });
        workshop.leave();
        done
    }

    /// Copies whole objects into another store.
    fn copy(
        &self,
        objects: &[Kept],
        store: &Self,
        others: &[(String, Vec<u8>)],
        bag: &Path,
    ) -> std::io::Result<()> {
        for kept in objects {
            for entry in walkdir::WalkDir::new(&kept.folder) {
                let entry = entry?;
                let Ok(own) = entry.path().strip_prefix(&self.root) else { continue };
                if entry.file_type().is_file() {
                    write(&store.root.join(own), &fs::read(entry.path())?)?;
                }
            }
        }
        others.iter().try_for_each(|(name, bytes)| write(&bag.join("data").join(name), bytes))
    }
}

/// Writes what makes a folder a bag.
fn tags(bag: &Path, said: &[(&str, String)]) -> std::io::Result<()> {
    let (mut manifest, mut files, mut bytes) = (BTreeMap::new(), 0, 0);
    for entry in walkdir::WalkDir::new(bag.join("data")) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let (digest, size) = sha512_file(entry.path())?;
            let own = entry.path().strip_prefix(bag).unwrap_or(entry.path());
            let name = own.to_string_lossy().replace('\\', "/");
            manifest.insert(name.replace('%', "%25").replace('\n', "%0A").replace('\r', "%0D"), digest);
            (files, bytes) = (files + 1, bytes + size);
        }
    }
    let mut info = String::new();
    for (name, text) in said {
        let _ = writeln!(info, "{name}: {}", text.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    let _ = writeln!(info, "Payload-Oxum: {bytes}.{files}");
    let list = |manifest: &BTreeMap<String, String>| {
        manifest.iter().fold(String::new(), |mut list, (name, digest)| {
            let _ = writeln!(list, "{digest}  {name}");
            list
        })
    };
    let mut tags = BTreeMap::new();
    for (name, text) in [
        ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned()),
        ("bag-info.txt", info),
        ("manifest-sha512.txt", list(&manifest)),
    ] {
        write(&bag.join(name), text.as_bytes())?;
        tags.insert(name.to_owned(), sha512_hex(text.as_bytes()));
    }
    write(&bag.join("tagmanifest-sha512.txt"), list(&tags).as_bytes())
}
