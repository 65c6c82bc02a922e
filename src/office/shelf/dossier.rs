//! Comes in: what the register has of a folder, its `ho-so.yaml`, documents put
//! into it. Goes out: the dossier's object in the archive, a version for each
//! change. Must not know: how objects are kept, how papers are made.
//!
//! The object is written last, from the register alone: whatever was cut off
//! before is made good the next time.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::layout::{BY as ASIDE_FOLDER, OUT, PUT, dossier_id, turn};
use super::record::{described, read_json};
use super::seal;
use crate::archive::{Change, Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::digest::sha256_hex;
use crate::input;
use crate::register::{Act, By, Entry, Register, State};
use crate::text::free_name;

/// Is the record's name in a dossier's object.
pub(super) const RECORD: &str = "ho-so.json";

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

/// Reads the record of a dossier's object.
///
/// # Errors
/// Gives a finding if there is none or it was changed.
pub(crate) fn dossier_record(store: &Store, kept: &Kept) -> Result<Value, Box<Diagnostic>> {
    read_json(store, kept, RECORD)
}

/// Brings a dossier's object up to what the register says, and puts a document
/// into it. Gives the object's new version, if there had to be one.
///
/// # Errors
/// Gives a finding if register or archive cannot be read or written.
pub(crate) fn settle(
    workspace: &Path,
    store: &Store,
    register: &mut Register,
    folder: &str,
    sheaf: Option<&Sheaf>,
    by: &By,
) -> Result<Option<u32>, Box<Diagnostic>> {
    let _turn = turn(workspace)?;
    let entries = register.of_folder(folder)?;
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
    let old = kept.as_ref().map(|kept| dossier_record(store, kept)).transpose()?;
    let old = old.unwrap_or_else(|| json!({}));
    let known = |object: &str| entries.iter().any(|entry| entry.object == object);
    if let Some(paper) = told_of(&old).into_iter().find(|object| !known(object)) {
        let message =
            format!("hồ sơ `{folder}` trong kho lưu có `{paper}` mà sổ không có: sổ cũ hơn kho lưu");
        let hint = "chép lại thư mục so mới nhất từ bản sao lưu rồi chạy lại";
        return Err(Box::new(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(hint)));
    }
    let mut files = sources(workspace, folder);
    let outs = outs(register, folder)?;
    let mut stands = old.clone();
    let moved = put_aside(&mut stands, &outs);
    let new = record(&stands, (workspace, folder), &entries, sheaf.map(|sheaf| (sheaf, by)), register)?;
    let told = |record: &Value| {
        let mut record = record.clone();
        record.as_object_mut().map(|record| record.remove("nhat_ky"));
        record
    };
    let version = if told(&old) == told(&new) {
        None
    } else {
        files.push((RECORD.to_owned(), format!("{new:#}\n").into_bytes()));
        files.extend(sheaf.map(|sheaf| (shelved(&stands, sheaf), sheaf.bytes.clone())));
        let message = changed(&old, &new, &outs);
        let kept = if let Some(kept) = &kept {
            let change = Change { files: &files, moved: &moved };
            seal::add((store, register), (kept, &change), (message, by))?
        } else {
            let kept = seal::keep((store, register), (&id, &files), (message, by))?;
            seal::came(register, store, &kept, by)?;
            kept
        };
        Some(kept.inventory.head)
    };
    log(register, &new)?;
    Ok(version)
}

/// Lists the documents of a dossier that were put aside.
fn outs(register: &Register, folder: &str) -> Result<Vec<Act>, Box<Diagnostic>> {
    let mut outs = register.acts(&[OUT])?;
    outs.retain(|act| act.body["thu_muc"] == folder);
    Ok(outs)
}

/// Tells whether a document of a record is the one that was put aside; it may have
/// come in again since.
fn is_out(act: &Act, one: &Value) -> bool {
    act.body["tep"] == one["tep"] && act.body["vao_luc"] == one["luc"] && act.body["sha256"] == one["sha256"]
}

/// Takes what was put aside off a record's list; gives where it is put in the
/// object: from, to.
fn put_aside(record: &mut Value, outs: &[Act]) -> Vec<(String, String)> {
    let mut moved = Vec::new();
    if let Some(list) = record.get_mut("tai_lieu").and_then(Value::as_array_mut) {
        list.retain(|one| {
            let out = outs.iter().find(|act| is_out(act, one));
            let name = one["tep"].as_str().unwrap_or_default();
            moved.extend(out.map(|act| (name.to_owned(), format!("{ASIDE_FOLDER}{:06}/{name}", act.seq))));
            out.is_none()
        });
    }
    moved
}

/// Gives the objects of the papers that a dossier's record tells of.
fn told_of(record: &Value) -> Vec<&str> {
    let papers = record.get("van_ban").and_then(Value::as_array);
    papers.into_iter().flatten().filter_map(|paper| paper.get("doi_tuong")?.as_str()).collect()
}

/// Gives a document's place in a dossier's object.
fn place(name: &str) -> String {
    format!("tai-lieu/{name}")
}

/// Gives the place a document has, or is to have: where it lies already, else
/// the first of its name that nothing else has.
#[must_use]
pub(crate) fn shelved(record: &Value, sheaf: &Sheaf) -> String {
    let digest = sha256_hex(&sheaf.bytes);
    let list = record["tai_lieu"].as_array().map(Vec::as_slice).unwrap_or_default();
    // Windows takes `A.pdf` and `a.pdf` for one.
    let same = |one: &Value, name: &str| {
        one["tep"].as_str().is_some_and(|known| known.to_lowercase() == place(name).to_lowercase())
    };
    let others = |name: &str| list.iter().any(|one| same(one, name) && one["sha256"] != digest.as_str());
    let name = free_name(&sheaf.name, others);
    let known = list.iter().find(|one| same(one, &name)).and_then(|one| one["tep"].as_str());
    known.map_or_else(|| place(&name), str::to_owned)
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
    old: &Value,
    (workspace, folder): (&Path, &str),
    entries: &[Entry],
    sheaf: Option<(&Sheaf, &By)>,
    register: &Register,
) -> Result<Value, Box<Diagnostic>> {
    let said = input::read(&workspace.join(folder).join("ho-so.yaml")).ok();
    let said = said.and_then(|source| input::dossier(&source).ok());
    let said = said.map_or_else(|| old.get("mo_ta").cloned().unwrap_or_default(), |said| described(&said));
    let papers = papers(entries);
    let live = entries.iter().filter(|entry| entry.state != State::Cancelled && !entry.object.is_empty());
    let days: Vec<_> = live.map(|entry| entry.date).collect();
    let day = |day: Option<&chrono::NaiveDate>| day.map(ToString::to_string);
    let stands = |paper: &&Value| paper["trang_thai"] != State::Cancelled.word();
    let (seq, head) = register.head()?;
    Ok(json!({
        "mo_ta": said,
        "thu_muc": folder,
        "thoi_gian_bat_dau": day(days.iter().min()), "thoi_gian_ket_thuc": day(days.iter().max()),
        "tong_so_van_ban": papers.iter().filter(stands).count(),
        "van_ban": papers,
        "tai_lieu": sheaves(old, sheaf),
        "nhat_ky": { "dong": seq, "ma": head },
    }))
}

/// Lists the papers of a dossier that lie in the archive, in the order in which
/// they were entered.
pub(super) fn papers(entries: &[Entry]) -> Vec<Value> {
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
fn paper(entries: &[&Entry]) -> Value {
    let (first, last) = (entries[0], entries[entries.len() - 1]);
    let range = format!("{:02}–{}", first.number, last.printed());
    let state = entries.iter().map(|entry| entry.state).min().unwrap_or(first.state);
    let mut said = Map::new();
    for (name, value) in [
        ("so", if entries.len() > 1 { range } else { first.printed() }),
        ("ngay", first.date.to_string()),
        ("ten_loai", first.kind_name.clone()),
        ("trich_yeu", first.summary.clone()),
        ("tep", first.path.clone()),
        ("doi_tuong", first.object.clone()),
        ("trang_thai", state.word().to_owned()),
    ] {
        said.insert(name.to_owned(), value.into());
    }
    let struck = entries.iter().filter(|entry| entry.state == State::Cancelled);
    let struck: Vec<Value> =
        struck.map(|entry| json!({ "so": entry.printed(), "ly_do": entry.reason })).collect();
    if state != State::Cancelled && !first.reason.is_empty() {
        said.insert("ghi_chu".to_owned(), first.reason.clone().into());
    }
    if !struck.is_empty() {
        said.insert("huy".to_owned(), struck.into());
    }
    said.into()
}

/// Lists the documents of a dossier, a new one among them.
fn sheaves(old: &Value, new: Option<(&Sheaf, &By)>) -> Vec<Value> {
    let mut list = old["tai_lieu"].as_array().cloned().unwrap_or_default();
    if let Some((sheaf, by)) = new {
        let place = shelved(old, sheaf);
        if !list.iter().any(|one| one["tep"] == place.as_str()) {
            list.push(json!({
                "tep": place, "sha256": sha256_hex(&sheaf.bytes), "luc": by.at, "nguoi": by.who,
                "ly_do": sheaf.reason,
            }));
        }
    }
    list
}

/// Enters the documents of a dossier that the log does not know yet.
fn log(register: &mut Register, record: &Value) -> Result<(), Box<Diagnostic>> {
    let list = record["tai_lieu"].as_array().cloned().unwrap_or_default();
    if list.is_empty() {
        return Ok(());
    }
    let acts = register.acts(&[PUT, OUT])?;
    let known = last_put(&acts, record["thu_muc"].as_str().unwrap_or_default());
    for one in list {
        let text = |name: &str| one[name].as_str().unwrap_or_default().to_owned();
        let body = put(record, &one);
        if known.get(text("tep").as_str()) != Some(&&body) {
            register.note(PUT, &body, &By { who: text("nguoi"), at: text("luc") })?;
        }
    }
    Ok(())
}

/// Gives what the log has last of each document of a dossier, by name.
pub(super) fn last_put<'a>(acts: &'a [Act], folder: &str) -> BTreeMap<&'a str, &'a Value> {
    let mut last = BTreeMap::new();
    for act in acts.iter().filter(|act| act.body["thu_muc"] == folder) {
        let Some(name) = act.body["tep"].as_str() else { continue };
        if act.act == OUT {
            last.remove(name);
        } else {
            last.insert(name, &act.body);
        }
    }
    last
}

/// Writes what the log has of a document of a dossier.
pub(super) fn put(record: &Value, one: &Value) -> Value {
    json!({
        "thu_muc": record["thu_muc"], "tep": one["tep"], "sha256": one["sha256"], "ly_do": one["ly_do"],
    })
}

/// Says in words what a version of a dossier changes.
fn changed(old: &Value, new: &Value, outs: &[Act]) -> String {
    let list = |record: &Value, name: &str| record[name].as_array().cloned().unwrap_or_default();
    let text = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let before: BTreeMap<String, Value> =
        list(old, "van_ban").into_iter().map(|one| (text(&one, "doi_tuong"), one)).collect();
    let mut words = Vec::new();
    for one in list(new, "van_ban") {
        let number = text(&one, "so");
        match before.get(&text(&one, "doi_tuong")) {
            None => words.push(format!("thêm {number}")),
            Some(was) if *was == one => {}
            Some(_) if one["trang_thai"] == State::Cancelled.word() => words.push(format!("huỷ {number}")),
            Some(_) if one["trang_thai"] == State::Signed.word() => {
                words.push(format!("{number} có bản ký"));
            }
            Some(_) => words.push(format!("cập nhật {number}")),
        }
    }
    let known = list(old, "tai_lieu");
    let put = list(new, "tai_lieu").into_iter().filter(|one| !known.contains(one));
    words.extend(put.map(|one| format!("thêm {}: {}", text(&one, "tep"), text(&one, "ly_do"))));
    let out = |one: &Value| outs.iter().find(|act| is_out(act, one));
    let gone = list(old, "tai_lieu").into_iter().filter_map(|one| Some((text(&one, "tep"), out(&one)?)));
    words.extend(gone.map(|(name, act)| format!("rút {name}: {}", text(&act.body, "ly_do"))));
    match words.len() {
        0 => "cập nhật mô tả hồ sơ".to_owned(),
        1..=6 => words.join("; "),
        count => format!("{}; … ({count} thay đổi)", words[..3].join("; ")),
    }
}
