//! Comes in: what the register has of a folder, its `ho-so.yaml`, documents put
//! into it. Goes out: the dossier's object in the archive, a version for each
//! change. Must not know: how objects are kept, how papers are made.
//!
//! The object is written last, from the register alone: whatever was cut off
//! before is made good the next time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::layout::{BY as ASIDE_FOLDER, dossier_id, turn};
use super::record::{DOSSIER, Described, DossierRecord, FiledDocument, FiledPaper, Struck, dossier_record};
use super::seal;
use crate::archive::{Change, Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::digest::sha256_hex;
use crate::input;
use crate::record::page;
use crate::register::{Act, By, Deed, Document, DocumentOut, Entry, Register, Sort, State};
use crate::text::free_name;

/// Is a document that goes into a dossier without a number of its own. Where
/// another one has its name, both stay: it is kept under the next free one.
#[derive(Debug, Clone)]
pub(crate) struct Sheaf {
    /// The file's name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Why it belongs there.
    pub reason: String,
}

/// Brings a dossier's object up to what the register says, and puts a document
/// into it. Gives the object's new version, if there had to be one.
///
/// # Errors
/// Gives a finding if register or archive cannot be read or written.
pub(crate) fn settle(
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    (folder, sheaf): (&str, Option<&Sheaf>),
    by: &By,
) -> Result<Option<u32>, Box<Diagnostic>> {
    let _turn = turn(workspace)?;
    let entries = register.of_folder(folder)?;
    let kept = sound(store, folder)?;
    let old = kept.as_ref().map(|kept| dossier_record(store, kept)).transpose()?;
    old.as_ref().map_or(Ok(()), |old| known(old, &entries, folder))?;
    let outs = outs(register, folder)?;
    let mut stands = old.clone().unwrap_or_default();
    let moved = put_aside(&mut stands, &outs);
    let mut new = record(&stands, (workspace, folder), &entries, register)?;
    if let Some(sheaf) = sheaf {
        put(&mut new.documents, sheaf, by);
    }
    let version = if old.as_ref().is_some_and(|old| old.says_as(&new)) {
        seal::finish((store, register), &dossier_id(folder), by)?;
        None
    } else {
        let mut files = sources(workspace, folder);
        files.push((DOSSIER.to_owned(), page(&new)?));
        files.extend(sheaf.map(|sheaf| (shelved(&stands.documents, sheaf), sheaf.bytes.clone())));
        let message = changed(&old.unwrap_or_default(), &new, &outs);
        let kept = if let Some(kept) = &kept {
            let change = Change { files: &files, moved: &moved };
            seal::add((store, register), (kept, &change), (message, by))?
        } else {
            let kept = seal::keep((store, register), (&dossier_id(folder), &files), (message, by))?;
            seal::came(register, store, &kept, by)?;
            kept
        };
        Some(kept.inventory.head)
    };
    log(register, &new)?;
    Ok(version)
}

/// Gives a dossier's object, whole; nothing where there is none yet.
fn sound(store: &Store, folder: &str) -> Result<Option<Kept>, Box<Diagnostic>> {
    let id = dossier_id(folder);
    let mut kept = store.object(&id);
    if let Some(old) = &kept
        && store.heal(&old.folder)?
    {
        kept = store.object(&id);
    }
    if kept.is_none() && store.has(&id) {
        let message = format!("hồ sơ `{folder}` có trong kho lưu mà không đọc được");
        let hint = "`vanthu luu kiem-tra` cho biết hỏng ở đâu";
        return Err(Box::new(Diagnostic::new(Code::ARCHIVE_BROKEN, message).hint(hint)));
    }
    Ok(kept)
}

/// Refuses to go on from a record that has papers the register does not know.
fn known(old: &DossierRecord, entries: &[Entry], folder: &str) -> Result<(), Box<Diagnostic>> {
    let known = |object: &str| entries.iter().any(|entry| entry.object == object);
    let Some(paper) = old.papers.iter().map(|paper| paper.object.as_str()).find(|object| !known(object))
    else {
        return Ok(());
    };
    let message = format!("hồ sơ `{folder}` trong kho lưu có `{paper}` mà sổ không có: sổ cũ hơn kho lưu");
    let hint = "chép lại thư mục so mới nhất từ bản sao lưu rồi chạy lại";
    Err(Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(hint)))
}

/// Is a document of a dossier that was put aside: the row of the log that has it, and what
/// that says.
type Gone = (i64, DocumentOut);

/// Lists the documents of a dossier that were put aside.
fn outs(register: &Register, folder: &str) -> Result<Vec<Gone>, Box<Diagnostic>> {
    let own = |act: Act| match act.deed {
        Deed::Out(out) if out.folder == folder => Some((act.seq, out)),
        _ => None,
    };
    Ok(register.acts(&[Sort::Out])?.into_iter().filter_map(own).collect())
}

/// Finds what put a document of a record aside; it may have come in again since.
fn out<'a>(outs: &'a [Gone], one: &FiledDocument) -> Option<&'a Gone> {
    outs.iter().find(|(_, out)| out.file == one.file && out.since == one.at && out.sha256 == one.sha256)
}

/// Takes what was put aside off a record's list; gives where it is put in the
/// object: from, to.
fn put_aside(record: &mut DossierRecord, outs: &[Gone]) -> Vec<(String, String)> {
    let mut moved = Vec::new();
    record.documents.retain(|one| {
        let out = out(outs, one);
        moved.extend(out.map(|(seq, _)| (one.file.clone(), format!("{ASIDE_FOLDER}{seq:06}/{}", one.file))));
        out.is_none()
    });
    moved
}

/// Gives a document's place in a dossier's object.
fn place(name: &str) -> String {
    format!("tai-lieu/{name}")
}

/// Gives the place a document has, or is to have, among those of a dossier: where it lies
/// already, else the first of its name that nothing else has.
#[must_use]
pub(crate) fn shelved(list: &[FiledDocument], sheaf: &Sheaf) -> String {
    let digest = sha256_hex(&sheaf.bytes);
    // Windows takes `A.pdf` and `a.pdf` for one.
    let same = |one: &FiledDocument, name: &str| one.file.to_lowercase() == place(name).to_lowercase();
    let others = |name: &str| list.iter().any(|one| same(one, name) && one.sha256 != digest);
    let name = free_name(&sheaf.name, others);
    let known = list.iter().find(|one| same(one, &name));
    known.map_or_else(|| place(&name), |one| one.file.clone())
}

/// Reads what describes a dossier; what is not there is left out.
fn sources(workspace: &Path, folder: &str) -> Vec<(String, Vec<u8>)> {
    let places = [workspace.join(folder).join("ho-so.yaml"), workspace.join("co-quan.yaml")];
    let named = |path: &Path| format!("nguon/{}", path.file_name().unwrap_or_default().to_string_lossy());
    places.iter().filter_map(|path| Some((named(path), fs::read(path).ok()?))).collect()
}

/// Writes the record of a dossier (Thông tư 05/2025/TT-BNV); what `ho-so.yaml`
/// no longer says, or says wrongly, stays as it was.
fn record(
    old: &DossierRecord,
    (workspace, folder): (&Path, &str),
    entries: &[Entry],
    register: &Register,
) -> Result<DossierRecord, Box<Diagnostic>> {
    let said = input::read(&workspace.join(folder).join("ho-so.yaml")).ok();
    let said = said.and_then(|source| input::dossier(&source).ok());
    let said = said.map_or_else(|| old.about.clone(), |said| Some(Described::of(&said)));
    let mut papers = papers(entries);
    for paper in &mut papers {
        let was = old.papers.iter().find(|was| was.object == paper.object);
        paper.rest = was.map(|was| was.rest.clone()).unwrap_or_default();
    }
    let live = entries.iter().filter(|entry| entry.state != State::Cancelled && !entry.object.is_empty());
    let days: Vec<_> = live.map(|entry| entry.date).collect();
    Ok(DossierRecord {
        about: said,
        folder: folder.to_owned(),
        first: days.iter().min().copied(),
        last: days.iter().max().copied(),
        count: papers.iter().filter(|paper| paper.state != State::Cancelled).count(),
        papers,
        documents: old.documents.clone(),
        head: Some(register.head()?.into()),
        rest: old.rest.clone(),
    })
}

/// Lists the papers of a dossier that lie in the archive, in the order in which
/// they were entered.
pub(super) fn papers(entries: &[Entry]) -> Vec<FiledPaper> {
    let mut order: Vec<&str> = Vec::new();
    let mut by_object: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| !entry.object.is_empty()) {
        let own = by_object.entry(&entry.object).or_default();
        if own.is_empty() {
            order.push(&entry.object);
        }
        own.push(entry);
    }
    order.iter().map(|object| paper(&by_object[object])).collect()
}

/// Says of a paper what its dossier has to know; of one with a number for each
/// guest, what holds for all.
fn paper(entries: &[&Entry]) -> FiledPaper {
    let (first, last) = (entries[0], entries[entries.len() - 1]);
    let range = format!("{:02}–{}", first.number, last.printed());
    let state = entries.iter().map(|entry| entry.state).min().unwrap_or(first.state);
    let struck = entries.iter().filter(|entry| entry.state == State::Cancelled);
    let told = state != State::Cancelled && !first.reason.is_empty();
    FiledPaper {
        printed: if entries.len() > 1 { range } else { first.printed() },
        date: first.date,
        kind_name: first.kind_name.clone(),
        summary: first.summary.clone(),
        path: first.path.clone(),
        object: first.object.clone(),
        state,
        remark: told.then(|| first.reason.clone()),
        struck: struck
            .map(|entry| Struck { printed: entry.printed(), reason: entry.reason.clone() })
            .collect(),
        rest: serde_json::Map::new(),
    }
}

/// Puts a new document among those of a dossier.
fn put(list: &mut Vec<FiledDocument>, sheaf: &Sheaf, by: &By) {
    let place = shelved(list, sheaf);
    if list.iter().all(|one| one.file != place) {
        list.push(FiledDocument {
            file: place,
            sha256: sha256_hex(&sheaf.bytes),
            at: by.at.clone(),
            who: by.who.clone(),
            reason: sheaf.reason.clone(),
            rest: serde_json::Map::new(),
        });
    }
}

/// Enters the documents of a dossier that the log does not know yet.
fn log(register: &mut Register, record: &DossierRecord) -> Result<(), Box<Diagnostic>> {
    if record.documents.is_empty() {
        return Ok(());
    }
    let acts = register.acts(&[Sort::Put, Sort::Out])?;
    let known = last_put(&acts, &record.folder);
    for one in &record.documents {
        let put = one.put_into(&record.folder);
        if known.get(one.file.as_str()) != Some(&&put) {
            register.note(&Deed::Put(put), &By { who: one.who.clone(), at: one.at.clone() })?;
        }
    }
    Ok(())
}

/// Gives the folder of the dossier whose document was put in or aside.
pub(super) fn folder_of(deed: &Deed) -> Option<&str> {
    match deed {
        Deed::Put(document) => Some(&document.folder),
        Deed::Out(document) => Some(&document.folder),
        _ => None,
    }
}

/// Gives what the log has last of each document of a dossier, by name.
pub(super) fn last_put<'a>(acts: &'a [Act], folder: &str) -> BTreeMap<&'a str, &'a Document> {
    let mut last = BTreeMap::new();
    for act in acts.iter().filter(|act| folder_of(&act.deed) == Some(folder)) {
        match &act.deed {
            Deed::Put(document) => {
                last.insert(document.file.as_str(), document);
            }
            Deed::Out(document) => {
                last.remove(document.file.as_str());
            }
            _ => {}
        }
    }
    last
}

/// Says in words what a version of a dossier changes.
fn changed(old: &DossierRecord, new: &DossierRecord, outs: &[Gone]) -> String {
    let before: BTreeMap<&str, &FiledPaper> =
        old.papers.iter().map(|one| (one.object.as_str(), one)).collect();
    let mut words = Vec::new();
    for one in &new.papers {
        let number = &one.printed;
        match (before.get(one.object.as_str()), one.state) {
            (None, _) => words.push(format!("thêm {number}")),
            (Some(was), _) if *was == one => {}
            (Some(_), State::Cancelled) => words.push(format!("huỷ {number}")),
            (Some(_), State::Signed) => words.push(format!("{number} có bản ký")),
            (Some(_), _) => words.push(format!("cập nhật {number}")),
        }
    }
    let put = new.documents.iter().filter(|one| !old.documents.contains(one));
    words.extend(put.map(|one| format!("thêm {}: {}", one.file, one.reason)));
    let gone = old.documents.iter().filter_map(|one| Some((one, out(outs, one)?)));
    words.extend(gone.map(|(one, (_, out))| format!("rút {}: {}", one.file, out.reason)));
    match words.len() {
        0 => "cập nhật mô tả hồ sơ".to_owned(),
        1..=6 => words.join("; "),
        count => format!("{}; … ({count} thay đổi)", words[..3].join("; ")),
    }
}
