//! Comes in: a store. Goes out: findings about every byte that is not what was
//! kept, what is missing and what is there too much. Must not know: papers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::durable::{abandoned, sweep};
use super::inventory::Inventory;
use super::layout;
use super::plain;
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
    /// The SHA-512 of the inventories, that of the first version first.
    pub seals: Vec<String>,
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
            match plain::proved(&path).map(|()| plain::read(&path)) {
                Ok(Ok(bytes)) if bytes == text.as_bytes() => {}
                Ok(Ok(_)) => findings.push(broken(&self.root, &path, "đã bị sửa")),
                Ok(Err(error)) => findings.push(broken(&self.root, &path, &os_words(&error))),
                Err(why) => findings.push(broken(&self.root, &path, &why)),
            }
        }
        findings.extend(self.between());
        findings.extend(self.extensions(&config));
        findings
    }

    /// Looks at what lies on the way to the objects: folders, and nothing else.
    fn between(&self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let walk = walkdir::WalkDir::new(&self.root).min_depth(1).max_depth(4).sort_by_file_name();
        let outside = |entry: &walkdir::DirEntry| entry.depth() > 1 || entry.file_name() != "extensions";
        for entry in walk.into_iter().filter_entry(outside) {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    findings.extend(self.unread(&error));
                    continue;
                }
            };
            let known = entry.depth() == 1
                && (entry.file_name() == ROOT.0 || entry.file_name() == "ocfl_layout.json");
            if !entry.file_type().is_dir() && !known {
                findings.push(broken(&self.root, entry.path(), foreign(&entry)));
            }
        }
        findings
    }

    /// Looks at what lies beside the objects: how the store is laid out, and what
    /// runs that were killed have left.
    fn extensions(&self, config: &Path) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        let (root, stage) = (self.root.join("extensions"), self.stage());
        for entry in walkdir::WalkDir::new(&root).min_depth(1).sort_by_file_name() {
            match entry {
                Err(error) => findings.extend(self.unread(&error)),
                Ok(entry) => {
                    let way = entry.file_type().is_dir()
                        && (self.root.join(config).starts_with(entry.path()) || entry.path() == stage);
                    let own = entry.path() == self.root.join(config) && entry.file_type().is_file();
                    if !way && !own && !entry.path().starts_with(&stage) {
                        findings.push(broken(&self.root, entry.path(), foreign(&entry)));
                    }
                }
            }
        }
        if abandoned(&stage) > 0 {
            let message = "kho lưu còn tệp tạm của một lần chạy bị dừng giữa chừng";
            findings.push(
                Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint("`vanthu luu lam-not` làm nốt"),
            );
        }
        findings
    }

    /// Takes away what runs that were killed have left beside the objects; tells
    /// whether there was anything.
    #[must_use]
    pub fn sweep(&self) -> bool {
        let left = abandoned(&self.stage()) > 0;
        if left {
            sweep(&self.stage());
        }
        left
    }

    /// Says what could not be listed. What is gone by the time it is looked into was
    /// somebody's workshop; an object that is gone the register tells of.
    fn unread(&self, error: &walkdir::Error) -> Option<Diagnostic> {
        let gone = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
        if error.io_error().is_some_and(gone) {
            return None;
        }
        let why = error.io_error().map_or_else(|| "đường dẫn quay vòng".to_owned(), os_words);
        Some(broken(&self.root, error.path().unwrap_or(&self.root), &format!("không đọc được: {why}")))
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
        self.audit_by(folder, &|file| {
            plain::proved(file)?;
            both_file(file).map_err(|error| format!("không đọc được: {}", os_words(&error)))
        })
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

/// Says of something that is no folder that it does not belong there.
fn foreign(entry: &walkdir::DirEntry) -> &'static str {
    let about = entry.metadata().ok();
    about.and_then(|about| plain::fault(&about)).unwrap_or("không thuộc về kho lưu")
}

/// Reads a file for its digests, or says why it could not.
pub(super) type Read<'a> = dyn Fn(&Path) -> Result<Sums, String> + 'a;

fn object(root: &Path, folder: &Path, sums: &Read<'_>, audited: &mut Audited) -> Option<Kept> {
    let Audited { findings, bytes: read, digests, seals, .. } = audited;
    if let Some(version) = halfway(folder) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let message = format!("`{name}`: bản {version} đã ghi trọn mà chưa thành bản hiện hành");
        findings
            .push(Diagnostic::new(Code::ARCHIVE_UNFINISHED, message).hint("`vanthu luu lam-not` làm nốt"));
        return None;
    }
    let mut complain = |path: &Path, why: &str| findings.push(broken(root, path, why));
    let mut expected: BTreeSet<String> = BTreeSet::new();
    match plain::read(&folder.join(OBJECT.0)) {
        Ok(bytes) if bytes == OBJECT.1.as_bytes() => {}
        _ => complain(&folder.join(OBJECT.0), "mất hoặc đã bị sửa"),
    }
    expected.insert(OBJECT.0.to_owned());
    let (inventory, _) = proven(folder, &mut complain)?;
    if root.join(layout::folder(&inventory.id)) != folder {
        complain(folder, "nằm sai chỗ so với mã của nó");
    }
    expected.extend([INVENTORY.to_owned(), SIDECAR.to_owned()]);
    for number in 1..=inventory.head {
        let own = folder.join(format!("v{number}"));
        expected.extend([format!("v{number}/{INVENTORY}"), format!("v{number}/{SIDECAR}")]);
        let Some((past, seal)) = proven(&own, &mut complain) else { continue };
        seals.push(seal);
        let same = past.id == inventory.id
            && past.head == number
            && inventory.versions.starts_with(&past.versions)
            && past.manifest.iter().all(|(digest, paths)| inventory.manifest.get(digest) == Some(paths));
        if !same || (number == inventory.head && past != inventory) {
            complain(&own.join(INVENTORY), "không khớp với bản kê của cả hồ sơ văn bản");
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
                Err(why) => complain(&file, &why),
            }
        }
    }
    strangers(folder, &expected, &mut complain);
    Some(Kept { folder: folder.to_owned(), inventory })
}

/// Finds what lies in an object and is in no inventory: files, links, folders that
/// hold nothing of it.
fn strangers(folder: &Path, expected: &BTreeSet<String>, complain: &mut dyn FnMut(&Path, &str)) {
    for entry in walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let why = error.io_error().map_or_else(|| "đường dẫn quay vòng".to_owned(), os_words);
                complain(error.path().unwrap_or(folder), &format!("không đọc được: {why}"));
                continue;
            }
        };
        let Ok(path) = entry.path().strip_prefix(folder) else { continue };
        let name = path.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            let way = format!("{name}/");
            let next = expected.range(way.clone()..).next();
            if !next.is_some_and(|next| next.starts_with(&way)) {
                complain(entry.path(), "là thư mục không có tệp nào của bản kê");
            }
        } else if !expected.contains(&name) {
            complain(entry.path(), "không có trong bản kê");
        } else if let Some(why) = entry.metadata().ok().and_then(|about| plain::fault(&about)) {
            // What is read for its digests was told of there.
            if !name.contains("/content/") {
                complain(entry.path(), why);
            }
        }
    }
}

/// Finds an object whose last version was moved in before the machine stopped:
/// its inventory, or only the sidecar, is still that of the version before.
fn halfway(folder: &Path) -> Option<u32> {
    let pair = |folder: &Path| {
        Some((plain::read(&folder.join(INVENTORY)).ok()?, plain::read(&folder.join(SIDECAR)).ok()?))
    };
    let last = newest(folder).filter(|last| *last > 1)?;
    let (here, is) = (pair(folder)?, pair(&folder.join(format!("v{last}")))?);
    let was = pair(&folder.join(format!("v{}", last - 1)))?;
    let moved = here != is && (here.0 == was.0 || here.0 == is.0) && here.1 == was.1;
    (moved && is.1 == sidecar_of(&is.0).as_bytes()).then_some(last)
}

/// Reads an inventory that its sidecar bears out, and gives its SHA-512.
fn proven(folder: &Path, complain: &mut dyn FnMut(&Path, &str)) -> Option<(Inventory, String)> {
    let path = folder.join(INVENTORY);
    let bytes = match plain::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => {
            complain(&path, &format!("không đọc được: {}", os_words(&error)));
            return None;
        }
    };
    let sidecar = plain::read(&folder.join(SIDECAR)).unwrap_or_default();
    if sidecar != sidecar_of(&bytes).as_bytes() {
        complain(&path, "và tệp mã .sha512 của nó không khớp nhau");
        return None;
    }
    match Inventory::strict(&bytes) {
        Ok(inventory) => Some((inventory, sha512_hex(&bytes))),
        Err(why) => {
            complain(&path, &format!("không phải bản kê vanthu ghi: {why}"));
            None
        }
    }
}
