//! Comes in: objects of a store and what is said of them. Goes out: a `BagIt` bag
//! (RFC 8493) whose `data/luu` is a whole OCFL store again, every object proven
//! while it was copied; or no bag. Must not know: what the objects are.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::durable::{Workshop, place, settle, write};
use super::plain;
use super::store::Store;
use super::verify::Audited;
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::digest::{Sums, both_while, sha512_file, sha512_hex};

/// Is what was read of the files, by where their copies lie.
type Copied = BTreeMap<PathBuf, Result<Sums, String>>;

/// Is what goes into a bag.
#[derive(Debug)]
pub struct Parcel<'a> {
    /// The folders of the objects.
    pub objects: &'a [PathBuf],
    /// Other files, by their names in the bag.
    pub others: &'a [(String, Vec<u8>)],
    /// What the bag says of itself.
    pub said: &'a [(&'a str, String)],
}

impl Store {
    /// Writes a bag. `judge` is asked of each object what is wrong with it.
    ///
    /// # Errors
    /// Gives what is wrong with the objects, all of them, or a finding if the
    /// folder is there already or the disk refuses; then there is no bag.
    pub fn bag(
        &self,
        to: &Path,
        parcel: &Parcel<'_>,
        judge: &dyn Fn(&Path, Audited) -> Vec<Diagnostic>,
    ) -> Result<(), Findings> {
        let refuse = |why: &str| -> Findings {
            let message = format!("không xuất được `{}`: {why}", to.display());
            Diagnostic::new(Code::ARCHIVE_WRITE, message).into()
        };
        if let Some(store) = Self::around(to) {
            return Err(refuse(&inside(&store)));
        }
        if to.exists() {
            return Err(refuse("đã có tệp hoặc thư mục này"));
        }
        let mut stage = to.file_name().unwrap_or_default().to_owned();
        stage.push(".moi");
        let workshop =
            Workshop::open(&to.with_file_name(stage)).map_err(|error| refuse(&os_words(&error)))?;
        let bag = workshop.folder.join("bag");
        let full = |error: io::Error| refuse(&os_words(&error));
        let done = Self::open(&bag.join("data").join("luu")).map_err(Findings::from).and_then(|store| {
            let (copied, wrong) = self.copy(parcel.objects, &store, judge).map_err(full)?;
            if !wrong.is_empty() {
                return Err(wrong.into());
            }
            for (name, bytes) in parcel.others {
                write(&bag.join("data").join(name), bytes).map_err(full)?;
            }
            tags(&bag, &copied, parcel.said).map_err(full)?;
            settle(&bag).and_then(|()| place(&bag, to)).map_err(full)
        });
        workshop.leave();
        done
    }

    /// Copies whole objects into another store and audits them there, by what
    /// was read on the way.
    fn copy(
        &self,
        objects: &[PathBuf],
        store: &Self,
        judge: &dyn Fn(&Path, Audited) -> Vec<Diagnostic>,
    ) -> io::Result<(Copied, Vec<Diagnostic>)> {
        let (mut copied, mut wrong) = (Copied::new(), Vec::new());
        for folder in objects {
            for entry in walkdir::WalkDir::new(folder) {
                // A folder that cannot be read is missed in the copy.
                let Ok(entry) = entry else { continue };
                let Ok(own) = entry.path().strip_prefix(&self.root) else { continue };
                if !entry.file_type().is_dir() {
                    let new = store.root.join(own);
                    let sums = match plain::proved(entry.path()) {
                        Ok(()) => copy_file(entry.path(), &new)?,
                        Err(why) => Err(why),
                    };
                    copied.insert(new, sums);
                }
            }
            let lost = || Err(format!("không đọc được: {}", os_words(&io::ErrorKind::NotFound.into())));
            let read = |file: &Path| copied.get(file).cloned().unwrap_or_else(lost);
            let own = folder.strip_prefix(&self.root).unwrap_or(folder);
            wrong.extend(judge(folder, store.audit_by(&store.root.join(own), &read)));
        }
        Ok((copied, wrong))
    }
}

/// Says that nothing may be written there.
pub(super) fn inside(store: &Path) -> String {
    format!("nằm trong kho lưu `{}`; chọn chỗ ngoài kho", store.display())
}

/// Copies a file to disk, read once for copy and digests. Says why the old one
/// could not be read.
///
/// # Errors
/// Gives the system's error if the new one cannot be written.
fn copy_file(old: &Path, new: &Path) -> io::Result<Result<Sums, String>> {
    if let Some(folder) = new.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(new)?;
    let mut done = Ok(());
    let sums = both_while(old, |bytes| {
        if done.is_ok() {
            done = file.write_all(bytes);
        }
    });
    done.and_then(|()| file.sync_all())?;
    Ok(sums.map_err(|error| format!("không đọc được: {}", os_words(&error))))
}

/// Writes what makes a folder a bag.
fn tags(bag: &Path, copied: &Copied, said: &[(&str, String)]) -> io::Result<()> {
    let (mut manifest, mut files, mut bytes) = (BTreeMap::new(), 0, 0);
    for entry in walkdir::WalkDir::new(bag.join("data")) {
        let entry = entry?;
        if entry.file_type().is_file() {
            let (digest, size) = match copied.get(entry.path()) {
                Some(Ok((digest, _, size))) => (digest.clone(), *size),
                _ => sha512_file(entry.path())?,
            };
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
