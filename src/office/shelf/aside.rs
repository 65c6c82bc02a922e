//! Comes in: a copy or document that was put where it does not belong, and why it
//! is put aside. Goes out: the log and a new version that say so; the file stays in
//! the object, out of the way. Must not know: how objects are kept.

use std::path::Path;

use super::counts::counted;
use super::dossier::settle;
use super::history::recount;
use super::layout::{beside, dossier_id, is_about, is_scan};
use super::record::{FiledDocument, PaperRecord, ScanRecord, about, dossier_record, record};
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::{By, CopyOut, Deed, DocumentOut, Entry, Register, State};

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
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    (entry, wanted, reason): (&Entry, Option<&str>, &str),
    by: &By,
) -> Result<Withdrawn, Box<Diagnostic>> {
    let kept = store.object(&entry.object).ok_or_else(|| super::signed::absent(entry))?;
    if store.heal(&kept.folder)? {
        return withdraw((workspace, store), register, (entry, wanted, reason), by);
    }
    let own = Own { store, kept: &kept, record: &record(store, &kept)?, entry };
    let name = own.meant(wanted)?;
    let names = kept.inventory.names();
    let files = [name.clone(), beside(&name)].into_iter().filter(|name| names.contains(&name.as_str()));
    let copy = CopyOut {
        printed: entry.printed(),
        object: entry.object.clone(),
        files: files.collect(),
        sha512: kept.inventory.content(&name).map(|(digest, _)| digest.to_owned()),
        reason: reason.to_owned(),
    };
    let waits = own.waiting(register, &name)?;
    register.withdrawn(copy, &waits, by)?;
    recount(workspace, store, register)?;
    settle((workspace, store), register, (entry.folder(), None), by)?;
    let rows = register.of_path(&entry.path)?;
    let entry = rows.into_iter().find(|row| row.id == entry.id).unwrap_or_else(|| entry.clone());
    Ok(Withdrawn { name, entry })
}

/// Finds the number a signed copy or scan of an object is of.
///
/// # Errors
/// Gives a finding if the object cannot be read.
pub(crate) fn number_of(
    store: &Store,
    (rows, object): (&[Entry], &str),
    file: &str,
) -> Result<Option<Entry>, Box<Diagnostic>> {
    let Some(kept) = store.object(object) else { return Ok(None) };
    let record = record(store, &kept)?;
    for entry in rows.iter().filter(|entry| entry.object == object) {
        let own = Own { store, kept: &kept, record: &record, entry };
        if kept.inventory.names().contains(&file) && own.has(file)? {
            return Ok(Some(entry.clone()));
        }
    }
    Ok(None)
}

/// Is a number's paper as the archive has it.
struct Own<'a> {
    store: &'a Store,
    kept: &'a Kept,
    record: &'a PaperRecord,
    entry: &'a Entry,
}

impl Own<'_> {
    /// Chooses the copy that is meant: the one that is named, else the only one of the
    /// number.
    fn meant(&self, wanted: Option<&str>) -> Result<String, Box<Diagnostic>> {
        let mut own: Vec<&str> = Vec::new();
        for name in self.kept.inventory.names() {
            if self.has(name)? {
                own.push(name);
            }
        }
        let said = wanted.map(|wanted| wanted.trim().replace('\\', "/"));
        let meant = |name: &&str| match &said {
            None => true,
            Some(said) => **name == *said || name.rsplit_once('/').is_some_and(|(_, last)| last == *said),
        };
        let found: Vec<&str> = own.iter().copied().filter(meant).collect();
        if let [only] = found.as_slice() {
            return Ok((*only).to_owned());
        }
        let printed = self.entry.printed();
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

    /// Tells whether a file of the object is a signed copy or a scan of the number.
    fn has(&self, name: &str) -> Result<bool, Box<Diagnostic>> {
        if is_scan(name) {
            let about: Option<ScanRecord> = about(self.store, self.kept, name)?;
            let number = about.and_then(|about| about.printed);
            return Ok(number.is_none_or(|number| number == self.entry.printed()));
        }
        let Some(issued) = name.strip_prefix("ky/").filter(|_| !is_about(name)) else { return Ok(false) };
        let copy = self.record.copies.get(self.entry.copy as usize);
        Ok(self.record.rows.len() == 1 || copy.is_some_and(|copy| copy.file == issued))
    }

    /// Lists the rows that are no longer signed once a file is put aside.
    fn waiting(&self, register: &Register, name: &str) -> Result<Vec<i64>, Box<Diagnostic>> {
        let mut without = self.kept.clone();
        if let Some(last) = without.inventory.versions.last_mut() {
            for names in last.state.values_mut() {
                names.retain(|known| known != name);
            }
        }
        let numbers = self.record.rows.len();
        let mut waits = Vec::new();
        for row in register.of_path(&self.entry.path)?.iter().filter(|row| row.state == State::Signed) {
            let (done, all) = counted(self.store, &without, self.record, (row, numbers))?;
            if done < all {
                waits.push(row.id);
            }
        }
        Ok(waits)
    }
}

/// Puts a document of a dossier aside; gives its name.
///
/// # Errors
/// Gives a finding if there is none of that name, or register or archive cannot be
/// written.
pub(crate) fn withdraw_document(
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    (folder, name, reason): (&str, &str, &str),
    by: &By,
) -> Result<String, Box<Diagnostic>> {
    let record = store.object(&dossier_id(folder)).map(|kept| dossier_record(store, &kept)).transpose()?;
    let list = record.map(|record| record.documents).unwrap_or_default();
    let said = name.trim().replace('\\', "/");
    let meant = |one: &&FiledDocument| one.file == said || one.file == format!("tai-lieu/{said}");
    let Some(one) = list.iter().find(meant) else {
        let message = format!("hồ sơ `{folder}` không có tài liệu `{name}` trong kho lưu");
        let finding = Diagnostic::new(Code::ARCHIVE_DIFFERS, message);
        return Err(Box::new(
            finding.hint(format!("`vanthu luu ho-so \"{folder}\"` cho biết có những tài liệu nào")),
        ));
    };
    let out = DocumentOut {
        folder: folder.to_owned(),
        file: one.file.clone(),
        sha256: one.sha256.clone(),
        since: one.at.clone(),
        reason: reason.to_owned(),
    };
    register.note(&Deed::Out(out), by)?;
    settle((workspace, store), register, (folder, None), by)?;
    Ok(one.file.clone())
}
