//! Comes in: the files of a version. Goes out: an object that has it, on the
//! disk. Must not know: what the files are.

use std::fs;
use std::path::{Path, PathBuf};

use super::durable::{Workshop, place, settle, write};
use super::inventory::Inventory;
use super::layout::{self, CONFIG, LAYOUT};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::sha512_hex;

/// Is a store of papers.
#[derive(Debug, Clone)]
pub struct Store {
    /// Its folder.
    pub root: PathBuf,
}

/// Says who adds a version, when and why.
#[derive(Debug, Clone)]
pub struct Version {
    /// When, RFC 3339.
    pub created: String,
    /// Why.
    pub message: String,
    /// Who.
    pub user: String,
}

/// Is an object that is there.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Its folder.
    pub folder: PathBuf,
    /// What is in it.
    pub inventory: Inventory,
}

pub(super) const ROOT: (&str, &str) = ("0=ocfl_1.1", "ocfl_1.1\n");
pub(super) const OBJECT: (&str, &str) = ("0=ocfl_object_1.1", "ocfl_object_1.1\n");
pub(super) const INVENTORY: &str = "inventory.json";
pub(super) const SIDECAR: &str = "inventory.json.sha512";

impl Store {
    /// Opens a store; makes one where there is none or the folder is empty.
    ///
    /// # Errors
    /// Gives a finding if the folder holds something else or cannot be written.
    pub fn open(root: &Path) -> Result<Self, Box<Diagnostic>> {
        let store = Self { root: root.to_owned() };
        if root.join(ROOT.0).is_file() {
            return Ok(store);
        }
        let strange = fs::read_dir(root).into_iter().flatten().flatten();
        let known = ["extensions", "ocfl_layout.json", ROOT.0];
        if let Some(other) =
            strange.map(|entry| entry.file_name()).find(|name| known.iter().all(|known| name != known))
        {
            let message =
                format!("`{}` không phải kho lưu: có `{}`", root.display(), other.to_string_lossy());
            return Err(Box::new(
                Diagnostic::new(Code::ARCHIVE_WRITE, message).hint("chọn một thư mục trống"),
            ));
        }
        let config = Path::new("extensions").join(layout::NAME).join("config.json");
        // The namaste file last: it says that the rest is there.
        for (path, text) in
            [(config.as_path(), CONFIG), (Path::new("ocfl_layout.json"), LAYOUT), (Path::new(ROOT.0), ROOT.1)]
        {
            store.replace(&root.join(path), text.as_bytes()).map_err(|error| store.refused(&error))?;
        }
        Ok(store)
    }

    /// Gives a store that is to be read.
    ///
    /// # Errors
    /// Gives a finding if there is none.
    pub fn look(root: &Path) -> Result<Self, Box<Diagnostic>> {
        if root.join(ROOT.0).is_file() {
            return Ok(Self { root: root.to_owned() });
        }
        let holds_any = fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some());
        let message = if holds_any {
            format!("`{}` không phải kho lưu (không có tệp `{}`)", root.display(), ROOT.0)
        } else {
            format!("chưa có kho lưu ở `{}`", root.display())
        };
        Err(Box::new(Diagnostic::new(Code::ARCHIVE_BROKEN, message).hint(
            "chưa ban hành văn bản nào thì chưa có kho; kho ở ổ khác thì cắm ổ ấy, chỉ kho bằng --kho-luu hoặc kho_luu trong co-quan.yaml",
        )))
    }

    /// Gives an object; nothing if there is none, or its inventory is broken.
    #[must_use]
    pub fn object(&self, id: &str) -> Option<Kept> {
        Self::at(&self.root.join(layout::folder(id)))
    }

    /// Gives the object in a folder; nothing if there is none, or its inventory
    /// is broken.
    #[must_use]
    pub fn at(folder: &Path) -> Option<Kept> {
        let inventory = Inventory::read(&fs::read(folder.join(INVENTORY)).ok()?)?;
        Some(Kept { folder: folder.to_owned(), inventory })
    }

    /// Gives the folder of an object, there or not.
    #[must_use]
    pub fn folder(&self, id: &str) -> PathBuf {
        self.root.join(layout::folder(id))
    }

    /// Tells whether there is an object, whole or not.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.folder(id).is_dir()
    }

    /// Keeps a new object; one rename makes it be there.
    ///
    /// # Errors
    /// Gives a finding if it is there already or the disk refuses.
    pub fn keep(
        &self,
        id: &str,
        files: &[(String, Vec<u8>)],
        version: &Version,
    ) -> Result<Kept, Box<Diagnostic>> {
        let folder = self.root.join(layout::folder(id));
        let inventory = Inventory { id: id.to_owned(), ..Inventory::default() };
        let run = |workshop: &Path| {
            let built = workshop.join("object");
            write(&built.join(OBJECT.0), OBJECT.1.as_bytes())?;
            let inventory = version_into(&built, inventory, files, version)?;
            write_inventory(&built, &inventory)?;
            settle(&built)?;
            place(&built, &folder)?;
            Ok(Kept { folder: folder.clone(), inventory })
        };
        self.work(run)
    }

    /// Adds a version to an object, after what an earlier run may have left
    /// half done was finished.
    ///
    /// # Errors
    /// Gives a finding if the disk refuses; then the object is as it was, or
    /// [`Store::heal`] finishes it.
    pub fn add(
        &self,
        kept: &Kept,
        files: &[(String, Vec<u8>)],
        version: &Version,
    ) -> Result<Kept, Box<Diagnostic>> {
        self.heal(&kept.folder)?;
        let before = self.object(&kept.inventory.id).unwrap_or_else(|| kept.clone());
        let run = |workshop: &Path| {
            let built = workshop.join("object");
            let inventory = version_into(&built, before.inventory.clone(), files, version)?;
            settle(&built)?;
            let name = format!("v{}", inventory.head);
            place(&built.join(&name), &kept.folder.join(&name))?;
            Ok(inventory)
        };
        let inventory = self.work(run)?;
        self.heal(&kept.folder)?;
        Ok(Kept { folder: kept.folder.clone(), inventory })
    }

    /// Finishes a version that was moved in whole before the machine stopped:
    /// its own inventory becomes the object's. Tells whether it had to.
    ///
    /// # Errors
    /// Gives a finding if the disk refuses.
    pub fn heal(&self, folder: &Path) -> Result<bool, Box<Diagnostic>> {
        let Some(last) = newest(folder) else { return Ok(false) };
        let newest = folder.join(format!("v{last}"));
        let read = |path: PathBuf| fs::read(path).map_err(|error| self.refused(&error));
        let (inventory, sidecar) = (read(newest.join(INVENTORY))?, read(newest.join(SIDECAR))?);
        // What does not bear itself out must not become the object's: `verify` tells.
        if sidecar != sidecar_of(&inventory).as_bytes() {
            return Ok(false);
        }
        // Never back: where an inventory in between is lost, `verify` tells.
        let head = |bytes: &[u8]| Inventory::read(bytes).map(|inventory| inventory.head);
        if fs::read(folder.join(INVENTORY)).is_ok_and(|now| head(&now) > head(&inventory)) {
            return Ok(false);
        }
        let mut healed = false;
        for (name, bytes) in [(INVENTORY, inventory), (SIDECAR, sidecar)] {
            if fs::read(folder.join(name)).is_ok_and(|old| old == bytes) {
                continue;
            }
            self.replace(&folder.join(name), &bytes).map_err(|error| self.refused(&error))?;
            healed = true;
        }
        Ok(healed)
    }

    /// Reads a file of the last version of an object and proves its digest.
    ///
    /// # Errors
    /// Gives a finding if it is not there or not what it was.
    pub fn read(&self, kept: &Kept, name: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let broken = |why: &str| {
            let message = format!("`{}`: tệp `{name}` {why}", kept.inventory.id);
            Box::new(Diagnostic::new(Code::ARCHIVE_BROKEN, message))
        };
        let (digest, path) = kept.inventory.content(name).ok_or_else(|| broken("không có trong bản kê"))?;
        let bytes = fs::read(kept.folder.join(path)).map_err(|error| broken(&os_words(&error)))?;
        if sha512_hex(&bytes) == digest { Ok(bytes) } else { Err(broken("không còn là tệp đã lưu")) }
    }

    /// Gives the folders of all objects, sorted.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let walk = walkdir::WalkDir::new(&self.root).min_depth(4).max_depth(4).sort_by_file_name();
        let inside = |entry: &walkdir::DirEntry| {
            entry.path().strip_prefix(&self.root).is_ok_and(|path| !path.starts_with("extensions"))
        };
        let folders = walk.into_iter().flatten().filter(inside).filter(|entry| entry.file_type().is_dir());
        folders.map(walkdir::DirEntry::into_path).collect()
    }

    /// Writes a file whole or not at all, in the place of what stood there.
    fn replace(&self, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
        let workshop = Workshop::open(&self.stage())?;
        let new = workshop.folder.join("tep");
        let done = write(&new, bytes).and_then(|()| place(&new, path));
        workshop.leave();
        done
    }

    fn work<T>(&self, run: impl FnOnce(&Path) -> std::io::Result<T>) -> Result<T, Box<Diagnostic>> {
        let workshop = Workshop::open(&self.stage()).map_err(|error| self.refused(&error))?;
        let done = run(&workshop.folder);
        workshop.leave();
        done.map_err(|error| self.refused(&error))
    }

    /// Gives where versions are built: in the store, so that one rename moves
    /// them, and outside every object.
    fn stage(&self) -> PathBuf {
        self.root.join("extensions").join("vanthu-tam")
    }

    fn refused(&self, error: &std::io::Error) -> Box<Diagnostic> {
        let message = format!("không ghi được kho lưu `{}`: {}", self.root.display(), os_words(error));
        Box::new(Diagnostic::new(Code::ARCHIVE_WRITE, message))
    }
}

/// Writes a version and its inventory into the folder of an object to be.
fn version_into(
    built: &Path,
    mut inventory: Inventory,
    files: &[(String, Vec<u8>)],
    version: &Version,
) -> std::io::Result<Inventory> {
    let digests: Vec<(String, String)> =
        files.iter().map(|(name, bytes)| (name.clone(), sha512_hex(bytes))).collect();
    for (path, at) in inventory.add(version, &digests) {
        write(&built.join(path), &files[at].1)?;
    }
    write_inventory(&built.join(format!("v{}", inventory.head)), &inventory)?;
    Ok(inventory)
}

fn write_inventory(folder: &Path, inventory: &Inventory) -> std::io::Result<()> {
    let text = inventory.json();
    write(&folder.join(INVENTORY), text.as_bytes())?;
    write(&folder.join(SIDECAR), sidecar_of(text.as_bytes()).as_bytes())
}

/// Writes the sidecar of an inventory.
pub(super) fn sidecar_of(inventory: &[u8]) -> String {
    format!("{} {INVENTORY}\n", sha512_hex(inventory))
}

/// Gives the number of the last version that lies in an object's folder.
pub(super) fn newest(folder: &Path) -> Option<u32> {
    let there = |number: &u32| folder.join(format!("v{number}")).join(INVENTORY).is_file();
    (1..=u32::MAX).take_while(there).last()
}
