//! Comes in: a signed file, where one stands. Goes out: the papers it may go on from,
//! the best known first. Must not know: how signatures are proved.
//!
//! What the register has the digest of is what was issued. What lies in the output
//! folder is worth less: whoever signs can put a changed copy there. So it counts only
//! where it is built as this program builds papers, without anything behind it, and where no
//! register knows that paper by other bytes.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::archive::Store;
use crate::digest::{sha256_hex, sha512_hex};
use crate::input;
use crate::pipeline::archive_root;
use crate::register::{Query, Register};
use crate::sign::{is_as_written, revisions};
use crate::verify::Original;

/// Begins the names of copies that were made of a paper.
const COPIED: &str = "sao/";

/// Is how many folders are looked into for workspaces, and how deep.
const MOST_FOLDERS: usize = 2_000;
const DEEPEST: usize = 3;

/// Finds the papers a file may go on from: those of the registers and archives of the
/// workspaces at hand, else those in the output folder. `here` is where one stands.
#[must_use]
pub(super) fn originals(here: &Path, file: &Path, bytes: &[u8], out: &Path) -> Vec<Original> {
    let heads: Vec<&[u8]> = revisions(bytes).unwrap_or_default().iter().map(|end| &bytes[..*end]).collect();
    let workspaces = workspaces(here, file);
    for folder in &workspaces {
        if let Some(original) = issued(folder, &heads).or_else(|| kept(folder, &heads)) {
            return vec![original];
        }
    }
    let pdfs = WalkDir::new(out).sort_by_file_name().into_iter().flatten();
    let pdfs = pdfs
        .filter(|entry| entry.path().extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf")))
        .filter(|entry| entry.path() != file)
        .filter(|entry| {
            entry.metadata().is_ok_and(|about| about.is_file() && about.len() < bytes.len() as u64)
        });
    let mut found: Vec<Original> = pdfs
        .filter_map(|entry| Some((entry.path().to_owned(), std::fs::read(entry.path()).ok()?)))
        .filter(|(_, head)| bytes.starts_with(head) && is_as_written(head))
        .filter(|(path, head)| !workspaces.iter().any(|folder| contradicts(folder, out, path, head)))
        .map(|(path, bytes)| Original { name: path.display().to_string(), bytes })
        .collect();
    // Two papers of which one is the head of the other: nothing lies between them.
    found.sort_by_key(|original| original.bytes.len());
    found
}

/// Finds the workspaces around the file and around where one stands, and those below that.
fn workspaces(here: &Path, file: &Path) -> Vec<PathBuf> {
    let is_one = |folder: &Path| folder.join("co-quan.yaml").is_file();
    let mut found: Vec<PathBuf> = Vec::new();
    for start in [here.join(file), here.join("x")] {
        found.extend(start.ancestors().skip(1).find(|folder| is_one(folder)).map(Path::to_owned));
    }
    let below = WalkDir::new(here).max_depth(DEEPEST).sort_by_file_name().into_iter();
    let below = below.filter_entry(|entry| entry.file_type().is_dir()).flatten().take(MOST_FOLDERS);
    found.extend(below.map(walkdir::DirEntry::into_path).filter(|folder| is_one(folder)));
    found.sort();
    found.dedup();
    found
}

/// Finds the head whose digest a register has.
fn issued(folder: &Path, heads: &[&[u8]]) -> Option<Original> {
    let register = Register::look(folder).ok()??;
    let digests: Vec<String> = heads.iter().map(|head| sha256_hex(head)).collect();
    let entry = register.of_pdf(&digests).ok()?.pop()?;
    let head = digests.iter().position(|digest| *digest == entry.pdf)?;
    let name = format!("{} trong sổ đăng ký", entry.printed());
    Some(Original { name, bytes: heads[head].to_vec() })
}

/// Finds the head that an archive keeps as it was issued: of copies that share a
/// number the register has no digest each.
fn kept(folder: &Path, heads: &[&[u8]]) -> Option<Original> {
    let source = input::read(&folder.join("co-quan.yaml")).ok()?;
    let office = input::office(&source).ok()?;
    let store = Store::look(&archive_root(folder, &office, None)).ok()?;
    let digests: Vec<String> = heads.iter().map(|head| sha512_hex(head)).collect();
    let found = store.folders().par_iter().find_map_first(|object| {
        let kept = Store::at(object)?;
        let mut state = kept.inventory.versions.iter().flat_map(|past| &past.state);
        // What lies beside the signed copies and the scans is what was issued.
        state.find_map(|(digest, names)| {
            let head = digests.iter().position(|own| own == digest)?;
            let issued = |name: &String| !name.contains('/') || name.starts_with(COPIED);
            names.iter().any(issued).then(|| (head, names[0].clone()))
        })
    });
    let (head, name) = found?;
    Some(Original { name: format!("{name} trong kho lưu"), bytes: heads[head].to_vec() })
}

/// Tells whether a register knows the paper that lies there, by other bytes.
fn contradicts(folder: &Path, out: &Path, path: &Path, bytes: &[u8]) -> bool {
    let Ok(Some(register)) = Register::look(folder) else { return false };
    let (Some(workspace), Ok(place)) = (folder.file_name(), path.strip_prefix(out)) else { return false };
    let Ok(place) = place.strip_prefix(workspace) else { return false };
    let place = place.with_extension("yaml");
    let digest = sha256_hex(bytes);
    let Ok(entries) = register.list(&Query::default()) else { return false };
    let known = |path: &str| Path::new(path) == place;
    entries.iter().any(|entry| known(&entry.path) && !entry.pdf.is_empty() && entry.pdf != digest)
}
