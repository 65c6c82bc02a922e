//! Comes in: what the log has about papers that are kept: struck out, recalled,
//! corrected, a signed copy put aside. Goes out: a version of each one's object that says so. Must not
//! know: how objects are kept.
//!
//! The log comes first, the object after it; what was cut off between them is
//! found by comparing the two, and made good from the log.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::layout::BY;
use super::layout::{ASIDE, turn};
use super::seal;
use crate::archive::{Change, Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::register::{Act, By, Entry, Query, Register};

/// Is what can happen to a paper after it went out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Its number was struck out.
    Cancelled,
    /// It was taken back (thu hồi).
    Recalled,
    /// Another paper mends it (đính chính).
    Corrected,
}

impl Fate {
    /// Lists all of them.
    pub const ALL: [Self; 3] = [Self::Cancelled, Self::Recalled, Self::Corrected];

    /// Gives the word the log and the names of files have.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Cancelled => "huy",
            Self::Recalled => "thu-hoi",
            Self::Corrected => "dinh-chinh",
        }
    }

    /// Gives the words the user reads.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        match self {
            Self::Cancelled => "đã huỷ",
            Self::Recalled => "đã thu hồi",
            Self::Corrected => "có đính chính",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.word() == word)
    }
}

/// Enters that a paper was recalled or corrected, by another paper if there is
/// one, and keeps it with the paper. Gives, in words, what was said before where
/// that leaves nothing to enter: a paper is recalled once.
///
/// # Errors
/// Gives a finding if the paper is to be recalled or corrected by itself, or if
/// register or archive cannot be written.
pub(crate) fn remark(
    workspace: &Path,
    store: &Store,
    register: &mut Register,
    fate: Fate,
    (entry, other, reason): (&Entry, Option<&Entry>, &str),
    by: &By,
) -> Result<Option<String>, Box<Diagnostic>> {
    if other.is_some_and(|other| other.id == entry.id || other.object == entry.object) {
        let message = format!("`{}` không thể thu hồi hay đính chính bằng chính nó", entry.printed());
        return Err(Box::new(Diagnostic::new(Code::REGISTER_TAKEN, message).hint(
            "sau --bang ghi loại và số của văn bản khác, văn bản thu hồi hoặc đính chính; không có thì bỏ --bang",
        )));
    }
    let other = other.map(|other| {
        json!({
            "so": other.printed(), "ngay": other.date.to_string(), "trich_yeu": other.summary,
            "doi_tuong": other.object,
        })
    });
    let body = json!({
        "so": entry.printed(), "ngay": entry.date.to_string(), "doi_tuong": entry.object,
        "ly_do": reason, "bang": other,
    });
    let acts = register.acts(&[fate.word()])?;
    let own = |act: &&Act| act.body["doi_tuong"] == body["doi_tuong"] && act.body["so"] == body["so"];
    let before = acts.iter().filter(own).find(|act| fate == Fate::Recalled || act.body == body);
    // Said before, and perhaps cut off: only what is missing is done.
    let before = before.map(|act| remarked(fate, &act.body));
    if before.is_none() {
        register.remark(entry.id, fate.word(), &body, &remarked(fate, &body), by)?;
    }
    recount(workspace, store, register)?;
    Ok(before)
}

/// Is something the log has that the paper's object must tell.
pub(super) struct Due {
    /// The object's id.
    pub object: String,
    /// The file that tells it.
    pub name: String,
    /// The number, as it is printed.
    pub printed: String,
    /// What happened; nothing of the paper itself where only a copy was put aside.
    fate: Option<Fate>,
    act: Act,
}

impl Due {
    /// Says in words what happened.
    pub(super) fn said(&self) -> &'static str {
        self.fate.map_or("đã rút bản ký", Fate::vietnamese)
    }

    /// Gives the files that are put aside: from, to.
    fn moved(&self) -> Vec<(String, String)> {
        let files = self.act.body["tep"].as_array().filter(|_| self.fate.is_none());
        let names = files.into_iter().flatten().filter_map(Value::as_str);
        names.map(|name| (name.to_owned(), format!("{BY}{:06}/{name}", self.act.seq))).collect()
    }

    fn remarked(&self) -> String {
        match self.fate {
            Some(fate) => remarked(fate, &self.act.body),
            None => format!("{}: {}", self.said(), self.act.body["ly_do"].as_str().unwrap_or_default()),
        }
    }
}

/// Lists what the objects of the archive must tell.
pub(super) fn due(register: &Register) -> Result<Vec<Due>, Box<Diagnostic>> {
    let [cancelled, recalled, corrected] = Fate::ALL.map(Fate::word);
    let acts = register.acts(&[cancelled, recalled, corrected, ASIDE])?;
    // Struck out while it was on its way into the archive: only its row knows where.
    let unknown = |act: &Act| act.body["doi_tuong"].as_str().is_none_or(str::is_empty);
    let rows = if acts.iter().any(unknown) { register.list(&Query::default())? } else { Vec::new() };
    let rows: BTreeMap<i64, &str> = rows.iter().map(|row| (row.id, row.object.as_str())).collect();
    let due = acts.into_iter().filter_map(|act| {
        let fate = Fate::of(&act.act);
        let later = || rows.get(&act.body["id"].as_i64()?).copied();
        let object = act.body["doi_tuong"].as_str().filter(|object| !object.is_empty()).or_else(later);
        let object = object.filter(|object| !object.is_empty())?.to_owned();
        let printed = match &act.body["so"] {
            Value::String(printed) => printed.clone(),
            number => {
                format!("{:02}-{}", number.as_u64()?, act.body["ky_hieu"].as_str().unwrap_or_default())
            }
        };
        Some(Due { object, name: format!("viec/{:06}-{}.json", act.seq, act.act), printed, fate, act })
    });
    Ok(due.collect())
}

/// Tells of what happened to a paper in its object, wherever that is not done
/// yet. Gives what was made good.
///
/// # Errors
/// Gives a finding if register or archive cannot be read or written.
pub(crate) fn recount(
    workspace: &Path,
    store: &Store,
    register: &mut Register,
) -> Result<Vec<String>, Box<Diagnostic>> {
    let _turn = turn(workspace)?;
    let (mut done, mut missing) = (Vec::new(), Vec::new());
    for due in due(register)? {
        let Some(kept) = store.object(&due.object) else {
            missing.push(due.printed);
            continue;
        };
        let kept = if store.heal(&kept.folder)? { store.object(&due.object).unwrap_or(kept) } else { kept };
        let names = kept.inventory.names();
        if names.contains(&due.name.as_str()) {
            continue;
        }
        let by = &due.act.by;
        let said = json!({
            "viec": due.said(), "so": due.printed, "ly_do": due.act.body["ly_do"],
            "bang": due.act.body["bang"], "luc": by.at, "nguoi": by.who, "nhat_ky": due.act.seq,
        });
        let mut moved = due.moved();
        moved.retain(|(name, _)| names.contains(&name.as_str()));
        let file = (due.name.clone(), format!("{said:#}\n").into_bytes());
        let message = format!("{} {}", due.printed, due.remarked());
        let change = Change { files: &[file], moved: &moved };
        seal::add((store, register), (&kept, &change), (message, by))?;
        done.push(format!("{} {}", due.printed, due.said()));
    }
    if missing.is_empty() {
        return Ok(done);
    }
    // The others are told of; this one cannot be, and that must not pass for done.
    let message = format!("không đọc được trong kho lưu: {}", missing.join(", "));
    Err(Box::new(
        Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("`vanthu luu kiem-tra` xem kho còn đủ không"),
    ))
}

/// Says in words what happened, by which paper, why.
fn remarked(fate: Fate, said: &Value) -> String {
    let by = said["bang"]["so"].as_str().map(|so| format!(" bằng {so}")).unwrap_or_default();
    format!("{}{by}: {}", fate.vietnamese(), said["ly_do"].as_str().unwrap_or_default())
}

/// Tells what happened to a paper, by the files of its object.
#[must_use]
pub(super) fn fates(kept: &Kept) -> Vec<Fate> {
    files(kept).map(|(fate, _)| fate).collect()
}

/// Lists the files of an object that tell what happened to it.
fn files(kept: &Kept) -> impl Iterator<Item = (Fate, &str)> {
    kept.inventory.names().into_iter().filter_map(|file| {
        let name = file.strip_prefix("viec/")?.strip_suffix(".json")?;
        Some((Fate::of(name.split_once('-')?.1)?, file))
    })
}

/// Says how a paper stands that is kept, from its object alone: whoever shows it says the
/// same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// What happened to it as a whole: struck out only where all its numbers were.
    pub fates: Vec<Fate>,
    /// The numbers that were struck out while others of it stand, as they are printed.
    pub struck: Vec<String>,
}

impl Standing {
    /// Reads how a paper with so many `numbers` stands.
    #[must_use]
    pub(crate) fn of(kept: &Kept, numbers: usize) -> Self {
        let mut struck: Vec<String> = files(kept)
            .filter(|(fate, _)| *fate == Fate::Cancelled)
            .map(|(_, file)| printed(kept, file).unwrap_or_else(|| file.to_owned()))
            .collect();
        struck.sort();
        struck.dedup();
        let mut fates = fates(kept);
        fates.dedup();
        if struck.len() < numbers {
            fates.retain(|fate| *fate != Fate::Cancelled);
        } else {
            struck.clear();
        }
        Self { fates, struck }
    }

    /// Says it in words; nothing where nothing happened.
    #[must_use]
    pub(crate) fn words(&self) -> Vec<String> {
        let fates = self.fates.iter().map(|fate| fate.vietnamese().to_owned());
        let numbers = self.struck.join(", ");
        fates.chain((!numbers.is_empty()).then(|| format!("đã huỷ số {numbers}"))).collect()
    }
}

/// Gives the number that a file of an object tells of.
fn printed(kept: &Kept, file: &str) -> Option<String> {
    let (_, path) = kept.inventory.content(file)?;
    let told: Value = serde_json::from_slice(&std::fs::read(kept.folder.join(path)).ok()?).ok()?;
    told["so"].as_str().map(str::to_owned)
}
