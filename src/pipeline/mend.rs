//! Comes in: a workspace and its archive. Goes out: what was cut off between the
//! two, done to its end. Must not know: how either keeps what it keeps.

use std::collections::BTreeSet;
use std::path::Path;

use super::dossier::{settle, turn};
use super::history::recount;
use super::record::record;
use super::signed::Signed;
use crate::archive::Store;
use crate::diag::Diagnostic;
use crate::register::{By, Query, Register, State};

/// Does what is left to do; gives it in words. A paper that never came into the
/// archive is for `issue` to finish.
///
/// # Errors
/// Gives a finding if register or archive cannot be read or written.
pub fn mend(
    workspace: &Path,
    store: &Store,
    register: &mut Register,
    by: &By,
) -> Result<Vec<String>, Box<Diagnostic>> {
    let mut done = Vec::new();
    {
        let _turn = turn(workspace)?;
        for folder in store.folders() {
            if store.heal(&folder)? {
                let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
                done.push(format!("{name}: bản mới nhất đã thành bản hiện hành"));
            }
        }
    }
    // One object that cannot be read must not keep the rest from being finished.
    let told = recount(workspace, store, register);
    done.extend(signatures(store, register, by)?);
    let entries = register.list(&Query::default())?;
    let kept = entries.iter().filter(|entry| !entry.object.is_empty());
    let mut folders: BTreeSet<String> = kept.map(|entry| entry.folder().to_owned()).collect();
    let documents = register.acts(&[super::dossier::PUT])?;
    folders.extend(documents.iter().filter_map(|act| act.body["thu_muc"].as_str().map(str::to_owned)));
    for folder in folders {
        if let Some(version) = settle(workspace, store, register, &folder, None, by)? {
            done.push(format!("hồ sơ {folder}: bản {version}"));
        }
    }
    done.extend(told?);
    Ok(done)
}

/// Enters the signed copies that lie in the archive and that the register does
/// not know.
fn signatures(store: &Store, register: &mut Register, by: &By) -> Result<Vec<String>, Box<Diagnostic>> {
    let entries = register.list(&Query::default())?;
    let mut done = Vec::new();
    for rows in entries.chunk_by(|one, next| next.copy > 0 && one.path == next.path) {
        let waits = |state: State| state == State::Kept;
        let Some(first) = rows.iter().find(|row| waits(row.state)) else { continue };
        let Some(kept) = store.object(&first.object) else { continue };
        let signed = Signed::of(store, &kept, &record(store, &kept)?)?;
        for row in rows.iter().filter(|row| waits(row.state)) {
            let (here, all) = signed.count(row, rows.len());
            if here == all && register.signed(row.id, by)? {
                done.push(format!("{}: đã ký", row.printed()));
            }
        }
    }
    Ok(done)
}
