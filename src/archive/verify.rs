//! Comes in: a store. Goes out: findings about every byte that is not what was
//! kept, what is missing and what is there too much. Must not know: papers.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::inventory::Inventory;
use super::layout;
use super::store::{INVENTORY, Kept, OBJECT, ROOT, SIDECAR, Store, newest, sidecar_of};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::{Sums, both_file, sha512_hex};

/// Says which objects are read.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// How many at most; all if nothing is said.
    pub count: Option<usize>,
    /// Moves the choice, so that another day looks at others.
    pub seed: u64,
}

/// Is what an audit of one object found.
#[derive(Debug, Default)]
pub struct Audited {
    /// The object, if it is sound.
    pub kept: Option<Kept>,
    /// How many bytes were read.
    pub bytes: u64,
    /// The SHA-256 of the files, by where they lie in the object.
    pub digests: BTreeMap<String, String>,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

impl Store {
    /// Reads again what makes a folder a store.
    #[must_use]
    pub fn frame(&self) -> Vec<Diagnostic> {
        let config = Path::new("extensions").join(layout::NAME).join("config.json");
        let mut findings = Vec::new();
        for (path, text) in [
            (Path::new(ROOT.0), ROOT.1),
            (Path::new("ocfl_layout.json"), layout::LAYOUT),
            (config.as_path(), layout::CONFIG),
        ] {
            let path = self.root.join(path);
            match fs::read(&path) {
                Ok(bytes) if bytes == text.as_bytes() => {}
                Ok(_) => findings.push(broken(&self.root, &path, "đã bị sửa")),
                Err(error) => findings.push(broken(&self.root, &path, &os_words(&error))),
            }
        }
        let strange = walkdir::WalkDir::new(&self.root).min_depth(1).max_depth(3).sort_by_file_name();
        let outside = |entry: &walkdir::DirEntry| entry.depth() > 1 || entry.file_name() != "extensions";
        for entry in strange.into_iter().filter_entry(outside).flatten() {
            let known = entry.depth() == 1
                && (entry.file_name() == ROOT.0 || entry.file_name() == "ocfl_layout.json");
            if !entry.file_type().is_dir() && !known {
                findings.push(broken(&self.root, entry.path(), "không thuộc về kho lưu"));
            }
        }
        findings
    }

    /// Gives the folders of the objects of a sample, and how many there are in
    /// all.
    #[must_use]
    pub fn sampled(&self, sample: Sample) -> (Vec<PathBuf>, usize) {
        let mut folders = self.folders();
        let all = folders.len();
        folders.retain(|folder| chosen(folder, sample, all));
        (folders, all)
    }

    /// Reads every byte of an object again. Objects may be read at once.
    #[must_use]
    pub fn audit(&self, folder: &Path) -> Audited {
        self.audit_by(folder, &|file| both_file(file).map_err(|error| os_words(&error)))
    }

    /// Audits an object whose files somebody else reads, or has read.
    pub(super) fn audit_by(&self, folder: &Path, sums: &Read<'_>) -> Audited {
        let mut audited = Audited::default();
        let kept = object(&self.root, folder, sums, &mut audited);
        audited.kept = kept.filter(|_| audited.findings.is_empty());
        audited
    }

    /// Reads every byte of every object again, one after the other.
    #[must_use]
    pub fn verify(&self) -> Vec<Diagnostic> {
        let objects = self.folders().into_iter().flat_map(|folder| self.audit(&folder).findings);
        self.frame().into_iter().chain(objects).collect()
    }
}

/// Chooses a part of the objects that changes with the seed.
fn chosen(folder: &Path, sample: Sample, all: usize) -> bool {
    let Some(count) = sample.count else { return true };
    let name = format!("{}{}", sample.seed, folder.file_name().unwrap_or_default().to_string_lossy());
    let lot = u64::from_str_radix(&sha512_hex(name.as_bytes())[..8], 16).unwrap_or_default();
    // A lot is drawn for each: nothing need be remembered between days.
    count >= all || u128::from(lot) * (all as u128) < (count as u128) << 32
}

fn broken(root: &Path, path: &Path, why: &str) -> Diagnostic {
    let shown = path.strip_prefix(root).unwrap_or(path);
    Diagnostic::new(Code::ARCHIVE_BROKEN, format!("kho lưu: `{}` {why}", shown.display()))
        .hint("lấy lại tệp này từ bản sao lưu; đừng sửa tay")
}

/// Reads a file for its digests, or says why it could not.
pub(super) type Read<'a> = dyn Fn(&Path) -> Result<Sums, String> + 'a;

fn object(root: &Path, folder: &Path, sums: &Read<'_>, audited: &mut Audited) -> Option<Kept> {
    let Audited { findings, bytes: read, digests, .. } = audited;
    if let Some(version) = halfway(folder) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let message = format!("`{name}`: bản {version} đã ghi trọn mà chưa thành bản hiện hành");
        findings
            .push(Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint("`vanthu luu lam-not` làm nốt"));
        return None;
    }
    let mut complain = |path: &Path, why: &str| findings.push(broken(root, path, why));
    let mut expected: BTreeSet<String> = BTreeSet::new();
    match fs::read(folder.join(OBJECT.0)) {
        Ok(bytes) if bytes == OBJECT.1.as_bytes() => {}
        _ => complain(&folder.join(OBJECT.0), "mất hoặc đã bị sửa"),
    }
    expected.insert(OBJECT.0.to_owned());
    let inventory = proven(folder, &mut complain)?;
    if root.join(layout::folder(&inventory.id)) != folder {
        complain(folder, "nằm sai chỗ so với mã của nó");
    }
    expected.extend([INVENTORY.to_owned(), SIDECAR.to_owned()]);
    for number in 1..=inventory.head {
        let own = folder.join(format!("v{number}"));
        expected.extend([format!("v{number}/{INVENTORY}"), format!("v{number}/{SIDECAR}")]);
        let Some(past) = proven(&own, &mut complain) else { continue };
        let same = past.id == inventory.id
            && past.head == number
            && inventory.versions.starts_with(&past.versions)
            && past.manifest.iter().all(|(digest, paths)| inventory.manifest.get(digest) == Some(paths));
        if !same || (number == inventory.head && past != inventory) {
            complain(&own.join(INVENTORY), "không khớp với bản kê của cả hồ sơ văn bản");
        }
    }
    for past in &inventory.versions {
        for digest in past.state.keys().filter(|digest| !inventory.manifest.contains_key(*digest)) {
            complain(
                &folder.join(INVENTORY),
                &format!("kể một tệp không có chỗ: {}", &digest[..digest.len().min(12)]),
            );
        }
    }
    for (digest, paths) in &inventory.manifest {
        for path in paths {
            expected.insert(path.clone());
            let file = folder.join(path);
            match sums(&file) {
                Ok((found, short, size)) => {
                    *read += size;
                    digests.insert(path.clone(), short);
                    if found != *digest {
                        complain(&file, "không còn là tệp đã lưu: mã SHA-512 khác");
                    }
                }
                Err(why) => complain(&file, &format!("không đọc được: {why}")),
            }
        }
    }
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten() {
        let Ok(path) = entry.path().strip_prefix(folder) else { continue };
        let name = path.to_string_lossy().replace('\\', "/");
        if !entry.file_type().is_dir() && !expected.contains(&name) {
            complain(entry.path(), "không có trong bản kê");
        }
    }
    Some(Kept { folder: folder.to_owned(), inventory })
}

/// Finds an object whose last version was moved in before the machine stopped:
/// its inventory, or only the sidecar, is still that of the version before.
fn halfway(folder: &Path) -> Option<u32> {
    let pair =
        |folder: &Path| Some((fs::read(folder.join(INVENTORY)).ok()?, fs::read(folder.join(SIDECAR)).ok()?));
    let last = newest(folder).filter(|last| *last > 1)?;
    let (here, is) = (pair(folder)?, pair(&folder.join(format!("v{last}")))?);
    let was = pair(&folder.join(format!("v{}", last - 1)))?;
    let moved = here != is && (here.0 == was.0 || here.0 == is.0) && here.1 == was.1;
    (moved && is.1 == sidecar_of(&is.0).as_bytes()).then_some(last)
}

/// Reads an inventory that its sidecar bears out.
fn proven(folder: &Path, complain: &mut dyn FnMut(&Path, &str)) -> Option<Inventory> {
    let path = folder.join(INVENTORY);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&path, &format!("không đọc được: {}", os_words(&error)));
            return None;
        }
    };
    let sidecar = fs::read_to_string(folder.join(SIDECAR)).unwrap_or_default();
    if sidecar != sidecar_of(&bytes) {
        complain(&path, "và tệp mã .sha512 của nó không khớp nhau");
        return None;
    }
    let inventory = Inventory::read(&bytes);
    if inventory.is_none() {
        complain(&path, "không phải bản kê");
    }
    inventory
}
