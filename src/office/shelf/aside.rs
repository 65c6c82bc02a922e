//! Comes in: a copy or document that was put where it does not belong, and why it
//! is put aside. Goes out: the log and a new version that say so; the file stays in
//! the object, out of the way. Must not know: how objects are kept.

use std::path::Path;

use serde_json::{Value, json};

use super::dossier::{dossier_record, settle};
use super::history::recount;
use super::layout::{ASIDE, OUT, beside, dossier_id, is_about, is_scan};
use super::record::record;
use super::signed::counted;
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::{By, Entry, Register, State};

/// Is a signed copy that was put aside.
#[derive(Debug)]
pub(crate) struct Withdrawn {
    /// Where it lay in the object.
    pub name: String,
    /// The number, as it stands in the register now.
    pub entry: Entry,
}

/// Puts a signed copy or a scan of a number aside; the number waits for its signed
/// copy again if nothing else is there.
///
/// # Errors
/// Gives a finding if there is none, or several and none is named, or register or
/// archive cannot be written.
pub(crate) fn withdraw(
    workspace: &Path,
    (store, register): (&Store, &mut Register),
    entry: &Entry,
    (wanted, reason): (Option<&str>, &str),
    by: &By,
) -> Result<Withdrawn, Box<Diagnostic>> {
    let kept = store.object(&entry.object).ok_or_else(|| super::signed::absent(entry))?;
    if store.heal(&kept.folder)? {
        return withdraw(workspace, (store, register), entry, (wanted, reason), by);
    }
    let record = record(store, &kept)?;
    let name = one_of(store, &kept, entry, &record, wanted)?;
    let names = kept.inventory.names();
    let about = beside(&name);
    let files: Vec<&str> =
        [name.as_str(), about.as_str()].into_iter().filter(|name| names.contains(name)).collect();
    let body = json!({
        "so": entry.printed(), "doi_tuong": entry.object, "tep": files,
        "sha512": kept.inventory.content(&name).map(|(digest, _)| digest), "ly_do": reason,
    });
    let waits = waiting(store, &kept, &record, (register, entry), &name)?;
    register.withdrawn(ASIDE, &body, &waits, by)?;
    recount(workspace, store, register)?;
    settle(workspace, store, register, entry.folder(), None, by)?;
    let rows = register.of_path(&entry.path)?;
    let entry = rows.into_iter().find(|row| row.id == entry.id).unwrap_or_else(|| entry.clone());
    Ok(Withdrawn { name, entry })
}

/// Chooses the copy that is meant: the one that is named, else the only one of the
/// number.
fn one_of(
    store: &Store,
    kept: &Kept,
    entry: &Entry,
    record: &Value,
    wanted: Option<&str>,
) -> Result<String, Box<Diagnostic>> {
    let own: Vec<&str> =
        kept.inventory.names().into_iter().filter(|name| is_of(store, kept, entry, record, name)).collect();
    let said = wanted.map(|wanted| wanted.trim().replace('\\', "/"));
    let meant = |name: &&str| match &said {
        None => true,
        Some(said) => **name == *said || name.rsplit_once('/').is_some_and(|(_, last)| last == *said),
    };
    let found: Vec<&str> = own.iter().copied().filter(meant).collect();
    if let [only] = found.as_slice() {
        return Ok((*only).to_owned());
    }
    let printed = entry.printed();
    let message = match (&said, found.is_empty()) {
        (Some(said), true) => format!("{printed} không có bản ký `{said}` trong kho lưu"),
        (None, true) => format!("{printed} không có bản ký nào trong kho lưu"),
        _ => format!("{printed} có hơn một bản ký trong kho lưu"),
    };
    let finding = Diagnostic::new(Code::ARCHIVE_DIFFERS, message);
    Err(Box::new(match own.as_slice() {
        [] => finding.hint("`vanthu luu xem` cho biết một văn bản có những tệp nào"),
        own => finding.hint(format!("ghi rõ một trong các tệp này: --tep \"{}\"", own.join("\", \""))),
    }))
}

/// Tells whether a file of an object is a signed copy or a scan of a row's number.
fn is_of(store: &Store, kept: &Kept, entry: &Entry, record: &Value, name: &str) -> bool {
    let rows = record["so_dang_ky"].as_array().map_or(1, Vec::len);
    if is_scan(name) {
        let about = store.read(kept, &beside(name)).ok();
        let about = about.and_then(|about| serde_json::from_slice::<Value>(&about).ok()).unwrap_or_default();
        return about["so"].as_str().is_none_or(|number| number == entry.printed());
    }
    let Some(issued) = name.strip_prefix("ky/").filter(|_| !is_about(name)) else { return false };
    rows == 1 || record["ban"][entry.copy as usize]["tep"] == issued
}

/// Lists the rows that are no longer signed once a file is put aside.
fn waiting(
    store: &Store,
    kept: &Kept,
    record: &Value,
    (register, entry): (&Register, &Entry),
    name: &str,
) -> Result<Vec<i64>, Box<Diagnostic>> {
    let mut without = kept.clone();
    if let Some(last) = without.inventory.versions.last_mut() {
        for names in last.state.values_mut() {
            names.retain(|known| known != name);
        }
    }
    let numbers = record["so_dang_ky"].as_array().map_or(1, Vec::len);
    let mut waits = Vec::new();
    for row in register.of_path(&entry.path)?.iter().filter(|row| row.state == State::Signed) {
        let (done, all) = counted(store, &without, record, (row, numbers))?;
        if done < all {
            waits.push(row.id);
        }
    }
    Ok(waits)
}

/// Puts a document of a dossier aside; gives its name.
///
/// # Errors
/// Gives a finding if there is none of that name, or register or archive cannot be
/// written.
pub(crate) fn withdraw_document(
    workspace: &Path,
    (store, register): (&Store, &mut Register),
    (folder, name): (&str, &str),
    reason: &str,
    by: &By,
) -> Result<String, Box<Diagnostic>> {
    let record = store.object(&dossier_id(folder)).map(|kept| dossier_record(store, &kept)).transpose()?;
    let list = record.as_ref().and_then(|record| record["tai_lieu"].as_array()).cloned().unwrap_or_default();
    let said = name.trim().replace('\\', "/");
    let meant = |one: &&Value| {
        let own = one["tep"].as_str().unwrap_or_default();
        own == said || own == format!("tai-lieu/{said}")
    };
    let Some(one) = list.iter().find(meant) else {
        let message = format!("hồ sơ `{folder}` không có tài liệu `{name}` trong kho lưu");
        let finding = Diagnostic::new(Code::ARCHIVE_DIFFERS, message);
        return Err(Box::new(
            finding.hint(format!("`vanthu luu ho-so \"{folder}\"` cho biết có những tài liệu nào")),
        ));
    };
    let body = json!({
        "thu_muc": folder, "tep": one["tep"], "sha256": one["sha256"], "vao_luc": one["luc"], "ly_do": reason,
    });
    register.note(OUT, &body, by)?;
    settle(workspace, store, register, folder, None, by)?;
    Ok(one["tep"].as_str().unwrap_or_default().to_owned())
}
