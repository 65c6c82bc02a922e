//! Comes in: rows of the register that are to be handed over. Goes out: their
//! objects as a bag, all of them proven, or the names of those that are not whole.
//! Must not know: how objects are copied.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::facts::{title, titles};
use super::layout::dossier_id;
use super::seal::Seals;
use crate::archive::{Audited, Parcel, Store};
use crate::diag::{Code, Diagnostic, Findings};
use crate::office::book::register_csv;
use crate::pipeline::Workspace;
use crate::register::{Entry, Register};

/// Writes a bag of the papers of some rows, and of the dossier if it is one; gives
/// how many papers and dossiers are in it.
///
/// # Errors
/// Gives findings if there is nothing to hand over, an object is missing or not
/// what was kept, or the disk refuses; then there is no bag.
pub(crate) fn bag(
    (workspace, store): (&Workspace, &Store),
    (entries, dossier): (&[Entry], Option<&str>),
    (to, today): (&Path, chrono::NaiveDate),
) -> Result<(usize, usize), Findings> {
    let papers: BTreeSet<&str> =
        entries.iter().map(|entry| entry.object.as_str()).filter(|object| !object.is_empty()).collect();
    let dossiers = dossiers(store, dossier, entries);
    let ids: Vec<&str> = dossiers.iter().map(String::as_str).chain(papers.iter().copied()).collect();
    if ids.is_empty() {
        let message = "không có văn bản nào đã lưu để xuất".to_owned();
        return Err(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("xem `vanthu so liet-ke`").into());
    }
    let titles = titles(entries);
    let missing: Vec<Diagnostic> = ids.iter().filter(|id| !store.has(id)).map(|id| {
        let named = titles.get(*id).map_or(*id, String::as_str);
        let message = format!("`{named}` có trong sổ mà không có trong kho lưu");
        Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(
            "xem `vanthu luu kiem-tra`; hồ sơ thì `vanthu luu lam-not` làm nốt, văn bản thì lấy lại kho lưu từ bản sao lưu",
        )
    }).collect();
    if !missing.is_empty() {
        return Err(missing.into());
    }
    let others = [("so-dang-ky.csv".to_owned(), register_csv(entries))];
    let said = [
        ("Source-Organization", workspace.office.issuer.proper.clone()),
        ("Bagging-Date", today.to_string()),
        ("External-Description", dossier.unwrap_or("Văn bản đã lưu").to_owned()),
        ("Bag-Software-Agent", format!("vanthu {}", env!("CARGO_PKG_VERSION"))),
    ];
    let objects: Vec<PathBuf> = ids.iter().map(|id| store.folder(id)).collect();
    let seals =
        Register::look(&workspace.folder).and_then(|register| register.as_ref().map(Seals::read).transpose());
    let seals = seals?.unwrap_or_default();
    let judge = |folder: &Path, audited: Audited| {
        let title = title(folder, &titles);
        let mut findings = strange(&seals, &title, &audited);
        findings.extend(wrong(&title, folder, audited, entries));
        findings
    };
    let parcel = Parcel { objects: &objects, others: &others, said: &said };
    store.bag(to, &parcel, &judge).map(|()| (papers.len(), dossiers.len())).map_err(|mut findings| {
        if findings.iter().any(|finding| finding.code != Code::ARCHIVE_WRITE) {
            let message = format!("chưa xuất gì ra `{}`: có văn bản, hồ sơ không còn nguyên như lúc lưu", to.display());
            findings.push(Diagnostic::new(Code::ARCHIVE_BROKEN, message).hint(
                "làm theo chỉ dẫn ở từng lỗi trên rồi chạy lại lệnh này; cần ngay phần còn nguyên thì chọn nó bằng --ho-so, --loai, --nam",
            ));
        }
        findings
    })
}

/// Gives the ids of the objects of a dossier and of those below it.
fn dossiers(store: &Store, name: Option<&str>, entries: &[Entry]) -> BTreeSet<String> {
    let Some(name) = name else { return BTreeSet::new() };
    let kept = entries.iter().filter(|entry| !entry.object.is_empty());
    let due = kept.map(|entry| dossier_id(entry.folder()));
    // One of documents only has no rows.
    due.chain(Some(dossier_id(name)).filter(|id| store.has(id))).collect()
}

/// Says where the inventories of a sound object are not those the register's log has;
/// what was merely cut off is for `heal`.
fn strange(seals: &Seals, title: &str, audited: &Audited) -> Vec<Diagnostic> {
    let Some(kept) = audited.kept.as_ref() else { return Vec::new() };
    let mut findings = seals.judge((&kept.inventory.id, title), &audited.seals, true);
    findings.retain(Diagnostic::is_error);
    findings
}

/// Says what is wrong with an object: with itself, and against the register,
/// which an inventory made to fit does not know.
fn wrong(title: &str, folder: &Path, mut audited: Audited, entries: &[Entry]) -> Vec<Diagnostic> {
    for finding in &mut audited.findings {
        finding.message = format!("{title}: {}", finding.message);
    }
    if audited.kept.is_some() {
        let there: BTreeSet<&str> = audited.digests.values().map(String::as_str).collect();
        let own = |entry: &&Entry| folder.file_name().is_some_and(|name| name == entry.object.as_str());
        let issued = entries.iter().filter(own).filter(|entry| !entry.pdf.is_empty());
        let strange = issued.filter(|entry| !there.contains(entry.pdf.as_str()));
        audited.findings.extend(strange.map(|entry| {
            let message = format!("`{}`: bản trong kho lưu không phải bản ghi trong sổ", entry.printed());
            Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("lấy lại kho lưu từ bản sao lưu")
        }));
    }
    audited.findings
}
