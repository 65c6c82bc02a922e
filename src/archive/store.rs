//! Comes in: the files of a version. Goes out: an object that has it, on the
//! disk. Must not know: what the files are.

use std::fs;
use std::path::{Path, PathBuf};

use super::durable::{Workshop, place, settle, write};
use super::inventory::Inventory;
use super::inventory::Version;
use super::layout::{self, CONFIG, LAYOUT};
use super::plain;
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::sha512_hex;

/// Is a store of papers.
#[derive(Debug, Clone)]
pub struct Store {
    /// Its folder.
    pub root: PathBuf,
}

/// Is what a version brings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Change<'a> {
    /// The files that come on top, by name.
    pub files: &'a [(String, Vec<u8>)],
    /// Those that get another name: from, to. Their bytes stay where they lie.
    pub moved: &'a [(String, String)],
}

/// Is what a version is known by: its inventory names every byte of the object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The object's id.
    pub id: String,
    /// The number of the version.
    pub number: u32,
    /// The SHA-512 of its inventory.
    pub digest: String,
}

/// Is told of a version before it is moved in, so that whatever lies in a store was
/// known before it lay there; what it refuses does not come in.
pub type Witness<'a> = dyn FnMut(&Seal) -> Result<(), Box<Diagnostic>> + 'a;

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
            let path = root.join(path);
            // Several programs may begin a store at once: what stands is left alone.
            if fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
                continue;
            }
            store.replace(&path, text.as_bytes()).map_err(|error| store.refused(&error))?;
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
        let inventory = Inventory::read(&plain::read(&folder.join(INVENTORY)).ok()?)?;
        Some(Kept { folder: folder.to_owned(), inventory })
    }

    /// Gives the store a place lies in, whether anything lies there yet or not:
    /// nothing but objects may be written there.
    #[must_use]
    pub fn around(place: &Path) -> Option<PathBuf> {
        let whole = std::path::absolute(place).unwrap_or_else(|_| place.to_owned());
        let there = whole.ancestors().find_map(|above| above.canonicalize().ok());
        let ways = [Some(whole.as_path()), there.as_deref()];
        let mut above = ways.into_iter().flatten().flat_map(Path::ancestors);
        above.find(|folder| folder.join(ROOT.0).is_file()).map(Path::to_owned)
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
    /// Gives a finding if it is there already, the witness or the disk refuses.
    pub fn keep(
        &self,
        id: &str,
        files: &[(String, Vec<u8>)],
        version: &Version,
        witness: &mut Witness<'_>,
    ) -> Result<Kept, Box<Diagnostic>> {
        let folder = self.root.join(layout::folder(id));
        let inventory = Inventory { id: id.to_owned(), ..Inventory::default() };
        let full = |error: std::io::Error| self.refused(&error);
        // Before the witness hears of it: what lies there cannot be read, perhaps.
        if fs::symlink_metadata(&folder).is_ok() {
            return Err(full(std::io::ErrorKind::AlreadyExists.into()));
        }
        self.work(|workshop| {
            let built = workshop.join("object");
            write(&built.join(OBJECT.0), OBJECT.1.as_bytes()).map_err(full)?;
            let change = Change { files, moved: &[] };
            let (inventory, seal) = version_into(&built, inventory, &change, version).map_err(full)?;
            write_inventory(&built, &inventory).and_then(|_| settle(&built)).map_err(full)?;
            witness(&seal)?;
            place(&built, &folder).map_err(full)?;
            Ok(Kept { folder: folder.clone(), inventory })
        })
    }

    /// Adds a version to an object, after what an earlier run may have left
    /// half done was finished.
    ///
    /// # Errors
    /// Gives a finding if the witness or the disk refuses; then the object is as it
    /// was, or [`Store::heal`] finishes it.
    pub fn add(
        &self,
        kept: &Kept,
        change: &Change<'_>,
        version: &Version,
        witness: &mut Witness<'_>,
    ) -> Result<Kept, Box<Diagnostic>> {
        self.heal(&kept.folder)?;
        let before = self.object(&kept.inventory.id).unwrap_or_else(|| kept.clone());
        let full = |error: std::io::Error| self.refused(&error);
        let inventory = self.work(|workshop| {
            let built = workshop.join("object");
            let before = before.inventory.clone();
            let (inventory, seal) = version_into(&built, before, change, version).map_err(full)?;
            settle(&built).map_err(full)?;
            witness(&seal)?;
            let name = format!("v{}", inventory.head);
            place(&built.join(&name), &kept.folder.join(&name)).map_err(full)?;
            Ok(inventory)
        })?;
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
        let read = |path: PathBuf| plain::read(&path).map_err(|error| self.refused(&error));
        let (inventory, sidecar) = (read(newest.join(INVENTORY))?, read(newest.join(SIDECAR))?);
        // What does not bear itself out must not become the object's: `verify` tells.
        if sidecar != sidecar_of(&inventory).as_bytes() {
            return Ok(false);
        }
        // Never back: where an inventory in between is lost, `verify` tells.
        let head = |bytes: &[u8]| Inventory::read(bytes).map(|inventory| inventory.head);
        if plain::read(&folder.join(INVENTORY)).is_ok_and(|now| head(&now) > head(&inventory)) {
            return Ok(false);
        }
        let mut healed = false;
        for (name, bytes) in [(INVENTORY, inventory), (SIDECAR, sidecar)] {
            if plain::read(&folder.join(name)).is_ok_and(|old| old == bytes) {
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
        let bytes = plain::read(&kept.folder.join(path)).map_err(|error| broken(&os_words(&error)))?;
        if sha512_hex(&bytes) == digest { Ok(bytes) } else { Err(broken("không còn là tệp đã lưu")) }
    }

    /// Gives the SHA-512 of the inventory in a folder, as it lies there.
    #[must_use]
    pub fn seal_of(folder: &Path) -> Option<String> {
        Some(sha512_hex(&plain::read(&folder.join(INVENTORY)).ok()?))
    }

    /// Gives what the newest version of an object is known by.
    ///
    /// # Errors
    /// Gives a finding if its inventory cannot be read.
    pub fn seal(&self, kept: &Kept) -> Result<Seal, Box<Diagnostic>> {
        let bytes = plain::read(&kept.folder.join(INVENTORY)).map_err(|error| {
            let message = format!("`{}`: bản kê không đọc được: {}", kept.inventory.id, os_words(&error));
            Box::new(Diagnostic::new(Code::ARCHIVE_BROKEN, message))
        })?;
        let Kept { inventory, .. } = kept;
        Ok(Seal { id: inventory.id.clone(), number: inventory.head, digest: sha512_hex(&bytes) })
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

    fn work<T>(&self, run: impl FnOnce(&Path) -> Result<T, Box<Diagnostic>>) -> Result<T, Box<Diagnostic>> {
        let workshop = Workshop::open(&self.stage()).map_err(|error| self.refused(&error))?;
        let done = run(&workshop.folder);
        workshop.leave();
        done
    }

    /// Gives where versions are built: in the store, so that one rename moves
    /// them, and outside every object.
    pub(super) fn stage(&self) -> PathBuf {
        Self::unfinished(&self.root)
    }

    /// Gives where an archive's versions lie before they are whole: nothing there was ever kept.
    #[must_use]
    pub fn unfinished(root: &Path) -> PathBuf {
        root.join("extensions").join("vanthu-tam")
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
    change: &Change<'_>,
    version: &Version,
) -> std::io::Result<(Inventory, Seal)> {
    let files = change.files;
    let digests: Vec<(String, String)> =
        files.iter().map(|(name, bytes)| (name.clone(), sha512_hex(bytes))).collect();
    let new = inventory.add(version, change.moved, &digests);
    // What could not be read back must not be written.
    inventory.inside().map_err(std::io::Error::other)?;
    for (path, at) in new {
        write(&built.join(path), &files[at].1)?;
    }
    let digest = write_inventory(&built.join(format!("v{}", inventory.head)), &inventory)?;
    let seal = Seal { id: inventory.id.clone(), number: inventory.head, digest };
    Ok((inventory, seal))
}

/// Writes an inventory and its sidecar; gives its SHA-512.
fn write_inventory(folder: &Path, inventory: &Inventory) -> std::io::Result<String> {
    let text = inventory.json();
    write(&folder.join(INVENTORY), text.as_bytes())?;
    write(&folder.join(SIDECAR), sidecar_of(text.as_bytes()).as_bytes())?;
    Ok(sha512_hex(text.as_bytes()))
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
