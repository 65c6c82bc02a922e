//! Comes in: what runs have made. Goes out: nothing old under a fresh name; what
//! somebody changed is put away, never lost. Must not know: how a copy is made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::super::turn::Turn;
use super::super::write;
use super::ledger::{self, Ledger};
use super::rows::BAD;
use super::{Batch, bound, pictures};
use crate::diag::{Code, Diagnostic, os_words};

/// Takes away files to print that hold something old; not those that this run has
/// made or found to be as it would make them.
pub(super) fn drop_prints(which: &dyn Fn(&str) -> bool, ledger: &mut Ledger, batch: &mut Batch) {
    let fresh = printed(batch);
    let is_old = |name: &str| name.strip_prefix("../").is_some_and(|print| !fresh.contains(print));
    drop_others(&|name| !(is_old(name) && which(name)), ledger, batch);
}

/// Names the files to print that are as they should be.
fn printed(batch: &Batch) -> BTreeSet<String> {
    let names = batch.prints.iter().filter_map(|path| path.file_name());
    names.map(|name| name.to_string_lossy().into_owned()).collect()
}

/// Takes away every output that is not wanted.
fn drop_others(wanted: &dyn Fn(&str) -> bool, ledger: &mut Ledger, batch: &mut Batch) {
    drop_all(ledger.others(wanted).iter(), ledger, batch);
}

/// Takes outputs away; what someone changed is put away under another name.
pub(super) fn drop_all<'a>(names: impl Iterator<Item = &'a String>, ledger: &mut Ledger, batch: &mut Batch) {
    for name in names {
        match ledger.clear(&batch.folder, name) {
            Ok(old) => batch.put_away.extend(old.map(bound::plain)),
            Err(finding) => batch.findings.push(*finding),
        }
    }
}

/// Takes away the outputs of earlier runs that no longer belong.
pub(super) fn clear(names: &[String], ledger: &mut Ledger, batch: &mut Batch) {
    let printed = printed(batch);
    // Windows takes names that differ by capitals only for one.
    let small: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    let wanted = |name: &str| {
        let print = name.strip_prefix("../").is_some_and(|name| printed.contains(name));
        let copy = pictures::copy_of(name).unwrap_or_else(|| name.to_owned());
        print || name == BAD || small.contains(&copy.to_lowercase())
    };
    let is_pdf = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "pdf");
    let copy = |name: &String| !name.starts_with("../") && is_pdf(name);
    batch.dropped = ledger.others(&wanted).iter().filter(|name| copy(name)).count();
    // A run that was killed may have drawn more than it could enter.
    for (copy, drawn) in pictures::lying(&batch.folder) {
        if ledger.has(&copy) && !wanted(&copy) {
            drop_all(drawn.iter(), ledger, batch);
        }
    }
    drop_others(&wanted, ledger, batch);
}

/// Puts the copies of an earlier run away: the paper has errors now, or goes
/// out to nobody.
pub(in crate::pipeline) fn put_away(folder: &Path) -> Result<Option<PathBuf>, Box<Diagnostic>> {
    if !folder.join(ledger::NAME).is_file() {
        return Ok(None);
    }
    let _turn = Turn::take(folder)?;
    // What was put away before stays: someone may have signed in it.
    let free = |number: u32| put_away_name(folder, number);
    let Some(old) = (1..10_000).map(free).find(|old| !old.exists()) else { return Ok(None) };
    std::fs::rename(folder, &old).map_err(|error| {
        let message = format!("`{}` là bản cũ mà không đổi tên được: {}", folder.display(), os_words(&error));
        Box::new(
            Diagnostic::new(Code::OUTPUT_WRITE, message)
                .hint("đóng tệp đang mở rồi chạy lại; đừng in các tệp này"),
        )
    })?;
    for print in Ledger::read(&old).others(&|name| !name.starts_with("../")) {
        write::retire(&bound::plain(folder.join(print)))?;
    }
    Ok(Some(old))
}

/// Takes away what killed runs left half written; nobody else writes here now.
pub(super) fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if write::is_temporary(&entry.file_name().to_string_lossy()) {
            // If it stays, nobody takes it for a paper.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// Gives the folder the copies lie in: their own, or where they were put away.
pub(in crate::pipeline) fn lies_at(folder: &Path) -> PathBuf {
    let old = put_away_name(folder, 1);
    if old.is_dir() && !folder.exists() { old } else { folder.to_owned() }
}

/// Brings back what was put away: what is still right need not be made again.
pub(super) fn bring_back(folder: &Path) {
    let old = lies_at(folder);
    if old != folder {
        // If it stays where it is, all copies are made anew.
        let _ = std::fs::rename(old, folder);
    }
}

fn put_away_name(folder: &Path, number: u32) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(if number > 1 { format!(".{number}.cu") } else { ".cu".to_owned() });
    folder.with_file_name(name)
}
