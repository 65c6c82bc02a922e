//! Comes in: an issued paper. Goes out: the files of its object in the archive,
//! with a record of everything it was made with. Must not know: how objects
//! are kept.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic, os_words};
use crate::digest::{digest, sha256_hex};
use crate::model::{Annex, Document, Dossier, GuestSource};
use crate::pipeline::{Ready, Stock};
use crate::register::Entry;
use crate::typeset::Spot;

/// Is a finished copy of a paper.
pub(crate) struct Sheet {
    /// The file's name without ending.
    pub name: String,
    /// What was set.
    pub source: String,
    /// The PDF.
    pub pdf: Vec<u8>,
    /// Its pages.
    pub pages: usize,
    /// The places of number, date, signature and seal, where a token signs.
    pub places: Vec<Spot>,
}

/// Is the record's name in an object.
pub(crate) const RECORD: &str = "record.json";

/// Gathers the files of a paper's object.
pub(crate) fn files(
    file: &Path,
    workspace: &Path,
    ready: &Ready,
    sheets: &[Sheet],
    entries: &[Entry],
    (seq, head): &(i64, String),
    stock: &Stock,
) -> Result<Vec<(String, Vec<u8>)>, Box<Diagnostic>> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let mut files = vec![(format!("nguon/{}", name(file)), read(file)?)];
    for source in [folder.join("ho-so.yaml"), workspace.join("co-quan.yaml")] {
        if source.is_file() {
            files.push((format!("nguon/{}", name(&source)), read(&source)?));
        }
    }
    let guests = ready.document.invited.as_ref().map(|invited| &invited.list);
    if let Some(GuestSource::File { path, .. }) = guests {
        let list = folder.join(path.as_str());
        files.push((format!("nguon/{}", name(&list)), read(&list)?));
    }
    for sheet in sheets {
        files.push((format!("{}.pdf", sheet.name), sheet.pdf.clone()));
        files.push((format!("typst/{}.typ", sheet.name), sheet.source.clone().into_bytes()));
    }
    let own = own_files(&ready.document, stock);
    let rules = format!("the-thuc/{}.yaml", ready.rules.id);
    let rules_bytes = stock.assets.bytes(&rules).ok().flatten().unwrap_or_default();
    let copies = sheets.iter().map(|sheet| {
        json!({
            "tep": format!("{}.pdf", sheet.name), "typst": format!("typst/{}.typ", sheet.name),
            "sha256": sha256_hex(&sheet.pdf), "so_trang": sheet.pages,
            "o_ky": !sheet.places.is_empty(), "in_dung_co": true,
        })
    });
    let record = json!({
        "chuong_trinh": { "ten": "vanthu", "phien_ban": env!("CARGO_PKG_VERSION"), "ban_dung": stock.build },
        "dung_cu": stock.tools(),
        "mau": templates(&ready.document, stock),
        "mau_rieng": own.iter().map(|(name, bytes)| json!({ "tep": name, "sha256": sha256_hex(bytes) })).collect::<Vec<_>>(),
        "the_thuc": { "ten": ready.rules.id, "sha256": sha256_hex(&rules_bytes) },
        "phong_chu": { "ten": ready.info.fonts, "ma": digest(stock.fonts.bytes()) },
        "so_dang_ky": entries.iter().map(Entry::json).collect::<Vec<_>>(),
        "nhat_ky": { "dong": seq, "ma": head },
        "ho_so": described(&ready.document.dossier),
        "ban": copies.collect::<Vec<_>>(),
    });
    files.push((RECORD.to_owned(), format!("{record:#}\n").into_bytes()));
    files.extend(own);
    Ok(files)
}

/// Is where an object keeps the templates and rule sets that were the office's own.
pub(crate) const OWN: &str = "mau/";

/// Gives the files of the kinds of a paper and its annexes, of the look and of the rule sets
/// that are not built in: the program's own it has for ever, the office's may be lost. Any
/// template may import any part of the look.
fn own_files(document: &Document, stock: &Stock) -> Vec<(String, Vec<u8>)> {
    let annexes = document.annexes.iter().filter_map(|annex| match annex {
        Annex::Document(annex) => Some(&annex.kind.id),
        Annex::Written { .. } => None,
    });
    let kinds: Vec<String> =
        std::iter::once(&document.kind.id).chain(annexes).map(|id| format!("{id}/")).collect();
    let meant = |path: &str| {
        let typst = Path::new(path).extension().is_some_and(|ending| ending == "typ");
        typst || path.starts_with("the-thuc/") || kinds.iter().any(|kind| path.starts_with(kind))
    };
    let own = stock.assets.own().into_iter().filter(|own| meant(&own.path));
    own.map(|own| (format!("{OWN}{}", own.path), own.bytes)).collect()
}

/// Digests the templates of a paper's kind.
fn templates(document: &Document, stock: &Stock) -> Value {
    let own = format!("{}/", document.kind.id);
    let files = stock.assets.files();
    let files = files.iter().filter(|path| path.starts_with(&own));
    let bytes: Vec<Vec<u8>> =
        files.map(|path| stock.assets.bytes(path).ok().flatten().unwrap_or_default()).collect();
    json!({ "loai": document.kind.id, "ma": digest(bytes.iter().map(Vec::as_slice)) })
}

/// Says of the dossier what Thông tư 05/2025/TT-BNV asks for.
pub(crate) fn described(dossier: &Dossier) -> Value {
    let mut said = serde_json::Map::new();
    for (name, text) in [("ma_ho_so", &dossier.code), ("tieu_de", &dossier.title)] {
        said.extend(text.as_ref().map(|text| (name.to_owned(), text.as_str().into())));
    }
    said.extend(dossier.kept.iter().map(|(name, text)| (name.clone(), text.as_str().into())));
    said.into()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read(path: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    fs::read(path).map_err(|error| {
        let message = format!("không đọc được `{}`: {}", path.display(), os_words(&error));
        Box::new(Diagnostic::new(Code::FILE_READ, message))
    })
}

/// Reads the record of an object.
///
/// # Errors
/// Gives a finding if there is none or it was changed.
pub(crate) fn record(store: &Store, kept: &Kept) -> Result<Value, Box<Diagnostic>> {
    read_json(store, kept, RECORD)
}

/// Reads a file of an object that says something for programs.
pub(crate) fn read_json(store: &Store, kept: &Kept, file: &str) -> Result<Value, Box<Diagnostic>> {
    let bytes = store.read(kept, file)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        let message = format!("`{}`: {file} hỏng: {error}", kept.inventory.id);
        Box::new(Diagnostic::new(Code::ARCHIVE_BROKEN, message))
    })
}
