//! Comes in: a workspace and its archive. Goes out: what was cut off between the
//! two, done to its end. Must not know: how either keeps what it keeps.

use std::collections::BTreeSet;
use std::path::Path;

use super::counts::counted;
use super::dossier::{folder_of, settle};
use super::history::recount;
use super::layout::{object_id, turn};
use super::record::record;
use super::seal::{self, Seals};
use crate::archive::Store;
use crate::diag::Diagnostic;
use crate::pipeline::write;
use crate::register::{By, Entry, Query, Register, Sort, State};

/// Is what was finished, in words, and what could not be.
#[derive(Debug, Default)]
pub(crate) struct Mended {
    /// What was done.
    pub done: Vec<String>,
    /// What is in the way of the rest.
    pub findings: Vec<Diagnostic>,
}

impl Mended {
    fn add(&mut self, one: Result<Option<String>, Box<Diagnostic>>) {
        match one {
            Ok(done) => self.done.extend(done),
            Err(finding) => self.findings.push(*finding),
        }
    }
}

/// Does what is left to do. One object that cannot be read does not keep the
/// rest from being finished. A paper that never came into the archive is for
/// `issue` to finish.
///
/// # Errors
/// Gives a finding if the register cannot be read.
pub(crate) fn mend(
    workspace: &Path,
    store: &Store,
    register: &mut Register,
    by: &By,
) -> Result<Mended, Box<Diagnostic>> {
    let mut mended = Mended::default();
    {
        let _turn = turn(workspace)?;
        for folder in store.folders() {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let told = format!("{name}: bản mới nhất đã thành bản hiện hành");
            mended.add(store.heal(&folder).map(|healed| healed.then_some(told)));
        }
        if store.sweep() {
            mended.done.push("đã dọn tệp tạm của những lần chạy bị dừng".to_owned());
        }
        let temporary = clear(workspace, by);
        if temporary > 0 {
            mended.done.push(format!("đã dọn {temporary} tệp tạm trong thư mục của cơ quan"));
        }
        // What another hand wrote is not entered: `verify` tells of it.
        let seals = Seals::read(register)?;
        let rows = register.list(&Query::default())?;
        let open: BTreeSet<&str> =
            rows.iter().filter(|row| row.object.is_empty()).map(|row| row.path.as_str()).collect();
        let entered: BTreeSet<&str> = rows
            .iter()
            .filter(|row| !open.contains(row.path.as_str()))
            .map(|row| row.object.as_str())
            .collect();
        for kept in store.folders().iter().filter_map(|folder| Store::at(folder)) {
            let entered = entered.contains(kept.inventory.id.as_str());
            mended.add(seals.mend((store, register), (&kept, entered), by));
        }
    }
    orphans(store, register, by, &mut mended)?;
    match recount(workspace, store, register) {
        Ok(told) => mended.done.extend(told),
        Err(finding) => mended.findings.push(*finding),
    }
    signatures(store, register, by, &mut mended)?;
    let entries = register.list(&Query::default())?;
    let kept = entries.iter().filter(|entry| !entry.object.is_empty());
    let mut folders: BTreeSet<String> = kept.map(|entry| entry.folder().to_owned()).collect();
    for act in register.acts(&[Sort::Put, Sort::Out])? {
        folders.extend(folder_of(&act.deed).map(str::to_owned));
    }
    for folder in folders {
        let version = settle((workspace, store), register, (&folder, None), by);
        mended.add(version.map(|version| Some(format!("hồ sơ {folder}: bản {}", version?))));
    }
    Ok(mended)
}

/// Is how old, in seconds, a file that is being written can never be.
const LEFT: i64 = 3600;

/// Takes away the half-written files of runs that were killed, and counts them.
fn clear(folder: &Path, by: &By) -> usize {
    let now = chrono::DateTime::parse_from_rfc3339(&by.at).map_or(0, |now| now.timestamp());
    let mut cleared = 0;
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let Ok(about) = entry.metadata() else { continue };
        if about.is_dir() && entry.file_name() != "luu" {
            cleared += clear(&entry.path(), by);
        } else if about.is_file() && write::is_temporary(&entry.file_name().to_string_lossy()) {
            let since =
                about.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
            let since = since.and_then(|since| i64::try_from(since.as_secs()).ok()).unwrap_or(now);
            // What cannot be taken away harms nothing.
            if now - since > LEFT && std::fs::remove_file(entry.path()).is_ok() {
                cleared += 1;
            }
        }
    }
    cleared
}

/// Enters where papers lie that were struck out while they were put there, before
/// the register knew: then nobody issues them again.
fn orphans(
    store: &Store,
    register: &mut Register,
    by: &By,
    mended: &mut Mended,
) -> Result<(), Box<Diagnostic>> {
    let rows = register.list(&Query::default())?;
    for row in rows.iter().filter(|row| unknown(row)) {
        let id = object_id(row);
        if store.object(&id).is_some() {
            register.kept(std::slice::from_ref(row), &id, by)?;
            mended.done.push(format!("{} đã huỷ: sổ ghi chỗ của nó trong kho lưu", row.printed()));
        }
    }
    Ok(())
}

/// Tells a row that was struck out before it was known to be in the archive.
pub(super) fn unknown(row: &Entry) -> bool {
    row.state == State::Cancelled && row.object.is_empty() && !row.path.is_empty()
}

/// Enters the signed copies that lie in the archive and that the register does
/// not know.
fn signatures(
    store: &Store,
    register: &mut Register,
    by: &By,
    mended: &mut Mended,
) -> Result<(), Box<Diagnostic>> {
    let entries = register.list(&Query::default())?;
    for rows in entries.chunk_by(|one, next| next.copy > 0 && one.path == next.path) {
        let waits = |state: State| state == State::Kept;
        let Some(first) = rows.iter().find(|row| waits(row.state)) else { continue };
        let Some(kept) = store.object(&first.object) else { continue };
        let record = match record(store, &kept) {
            Ok(record) => record,
            Err(finding) => {
                mended.findings.push(*finding);
                continue;
            }
        };
        for row in rows.iter().filter(|row| waits(row.state)) {
            match counted(store, &kept, &record, (row, rows.len())) {
                Ok((here, all)) if here == all && register.signed(row.id, by)? => {
                    mended.done.push(format!("{}: đã ký", row.printed()));
                }
                Ok(_) => {}
                Err(finding) => mended.findings.push(*finding),
            }
        }
    }
    Ok(())
}

/// Enters what the log lacks of some objects that a run has just written to.
///
/// # Errors
/// Gives a finding if register or archive cannot be read or written.
pub(crate) fn finish(
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    objects: &[&String],
    by: &By,
) -> Result<(), Box<Diagnostic>> {
    let _turn = turn(workspace)?;
    objects.iter().try_for_each(|id| seal::finish((store, register), id, by))
}

/// Lets the newest version of an object be the one that stands, where a run was cut off before that.
///
/// # Errors
/// Gives a finding if the archive cannot be written.
pub(crate) fn whole((workspace, store): (&Path, &Store), object: &str) -> Result<(), Box<Diagnostic>> {
    let _turn = turn(workspace)?;
    store.object(object).map_or(Ok(()), |kept| store.heal(&kept.folder).map(|_| ()))
}
