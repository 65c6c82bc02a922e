//! Comes in: words. Goes out: the papers and dossiers of an archive that have
//! them, by what lies in the archive itself. Must not know: the register, which
//! may be gone; there is no index that could be stale.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};

use super::dossier;
use super::history::Standing;
use super::record::RECORD;
use crate::archive::{Store, read_plain};
use crate::text::folded;

/// Is something that was found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// The number; 0 of a dossier.
    pub number: u64,
    /// Number and symbol, or `hồ sơ`.
    pub printed: String,
    /// The day, `2026-06-03`; of a dossier the day of its first paper.
    pub date: String,
    /// Summary or title.
    pub summary: String,
    /// Everything that was said of it.
    pub about: Value,
    /// Its object's folder.
    pub folder: PathBuf,
    /// What happened to it since.
    pub standing: Standing,
}

/// Finds what has all the words, or their beginnings; marks and capitals do not
/// count.
#[must_use]
pub(crate) fn seek(store: &Store, words: &str) -> Vec<Found> {
    let wanted: Vec<String> = words_of(words).map(|word| format!("-{word}")).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let read = |folder: &PathBuf| {
        let (said, text) = paper(folder).or_else(|| of_dossier(folder))?;
        let text = format!("-{}", folded(&text));
        wanted.iter().all(|word| text.contains(word.as_str())).then_some((folder.clone(), said))
    };
    let found: Vec<_> = store.folders().par_iter().filter_map(read).collect();
    let mut found: Vec<Found> = found.into_iter().map(|(folder, said)| told(folder, &said)).collect();
    let key = |one: &Found| (one.date.clone(), one.number, one.printed.clone());
    found.sort_by_cached_key(key);
    found
}

/// Names an object by what lies in its folder, whole or not: number and symbol,
/// or the dossier.
pub(super) fn named(folder: &Path) -> Option<String> {
    let (said, _) = paper(folder).or_else(|| of_dossier(folder))?;
    let found = told(folder.to_owned(), &said);
    Some(match said["thu_muc"].as_str() {
        Some(dossier) if found.number == 0 => format!("hồ sơ {dossier}"),
        _ => found.printed,
    })
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    let plain = folded(text);
    let words: Vec<String> = plain.split('-').filter(|word| !word.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// Reads a paper's record, which its first version has; gives the text that is
/// searched.
fn paper(folder: &Path) -> Option<(Value, String)> {
    let bytes = read_plain(&folder.join("v1/content").join(RECORD)).ok()?;
    let record: Value = serde_json::from_slice(&bytes).ok()?;
    let rows = record["so_dang_ky"].as_array()?;
    let first = rows.first()?;
    let mut text: Vec<String> = Vec::new();
    let mut add = |value: &Value| match value {
        Value::String(word) => text.push(word.clone()),
        Value::Number(number) => {
            text.push(format!("{number} {:02}", number.as_u64().unwrap_or_default()));
        }
        _ => {}
    };
    for name in ["ten_loai", "ky_hieu", "ngay", "trich_yeu", "nguoi_ky", "noi_luu", "tep"] {
        add(&first[name]);
    }
    let dossier = record["ho_so"].as_object().into_iter().flat_map(|said| said.values());
    rows.iter().flat_map(|row| [&row["so"], &row["noi_nhan"]]).chain(dossier).for_each(add);
    let text = text.join(" ");
    Some((record, text))
}

/// Reads a dossier's record; its newest version has it.
fn of_dossier(folder: &Path) -> Option<(Value, String)> {
    let kept = Store::at(folder)?;
    let (_, path) = kept.inventory.content(dossier::RECORD)?;
    let record: Value = serde_json::from_slice(&read_plain(&kept.folder.join(path)).ok()?).ok()?;
    let mut text = format!("hồ sơ {} ", record["thu_muc"].as_str().unwrap_or_default());
    let said = record["mo_ta"].as_object().into_iter().flat_map(|said| said.values());
    let documents = record["tai_lieu"].as_array().into_iter().flatten();
    let documents = documents.flat_map(|one| [&one["tep"], &one["ly_do"]]);
    for word in said.chain(documents).filter_map(Value::as_str) {
        text += word;
        text.push(' ');
    }
    Some((record, text))
}

fn told(folder: PathBuf, record: &Value) -> Found {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = record["so_dang_ky"].as_array().map(Vec::as_slice).unwrap_or_default();
    let standing = Store::at(&folder).map(|kept| Standing::of(&kept, rows.len())).unwrap_or_default();
    let Some(first) = rows.first() else {
        let about = json!({
            "ho_so": record["mo_ta"], "thu_muc": record["thu_muc"], "van_ban": record["van_ban"],
            "tai_lieu": record["tai_lieu"],
        });
        let (date, summary) = (text(&record["thoi_gian_bat_dau"]), text(&record["mo_ta"]["tieu_de"]));
        return Found { number: 0, printed: "hồ sơ".to_owned(), date, summary, about, folder, standing };
    };
    let number = |row: &Value| row["so"].as_u64().unwrap_or_default();
    let last = rows.last().unwrap_or(first);
    let range = if rows.len() > 1 { format!("{:02}–", number(first)) } else { String::new() };
    let printed = format!("{range}{:02}-{}", number(last), text(&last["ky_hieu"]));
    let about = json!({
        "loai": first["ten_loai"], "nguoi_ky": first["nguoi_ky"], "noi_nhan": first["noi_nhan"],
        "tep": first["tep"], "ho_so": record["ho_so"],
    });
    let (date, summary) = (text(&first["ngay"]), text(&first["trich_yeu"]));
    Found { number: number(first), printed, date, summary, about, folder, standing }
}
