//! Comes in: what the log has about papers that are kept: struck out, recalled,
//! corrected, a signed copy put aside. Goes out: a version of each one's object that says so. Must not
//! know: how objects are kept.
//!
//! The log comes first, the object after it; what was cut off between them is
//! found by comparing the two, and made good from the log.

use std::collections::BTreeMap;
use std::path::Path;

use super::layout::{BY, turn};
use super::record::{EventRecord, Happened};
use super::seal;
use crate::archive::{Change, Kept, Store};
use crate::diag::{Code, Diagnostic};
use crate::record;
use crate::register::{Act, By, Deed, Entry, Query, Register, Remark, Sort, Step, Through};

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
        self.happened().sort().word()
    }

    /// Gives the words the user reads.
    #[must_use]
    pub fn vietnamese(self) -> &'static str {
        self.happened().words()
    }

    fn happened(self) -> Happened {
        match self {
            Self::Cancelled => Happened::Cancelled,
            Self::Recalled => Happened::Recalled,
            Self::Corrected => Happened::Corrected,
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fate| fate.word() == word)
    }
}

/// Is what somebody says of a paper that went out.
#[derive(Clone, Copy)]
pub(crate) struct Untold<'a> {
    /// Its row.
    pub entry: &'a Entry,
    /// The paper that recalls or corrects it, if one does.
    pub other: Option<&'a Entry>,
    /// Why.
    pub reason: &'a str,
}

impl Untold<'_> {
    fn remark(&self) -> Remark {
        Remark {
            printed: self.entry.printed(),
            date: self.entry.date,
            object: self.entry.object.clone(),
            reason: self.reason.to_owned(),
            through: self.other.map(|other| Through {
                printed: other.printed(),
                date: other.date,
                summary: other.summary.clone(),
                object: other.object.clone(),
            }),
        }
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
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    (fate, said): (Fate, Untold<'_>),
    by: &By,
) -> Result<Option<String>, Box<Diagnostic>> {
    let entry = said.entry;
    if said.other.is_some_and(|other| other.id == entry.id || other.object == entry.object) {
        let message = format!("`{}` không thể thu hồi hay đính chính bằng chính nó", entry.printed());
        return Err(Box::new(Diagnostic::new(Code::REGISTER_ITSELF, message).hint(
            "sau --bang ghi loại và số của văn bản khác, văn bản thu hồi hoặc đính chính; không có thì bỏ --bang",
        )));
    }
    let new = said.remark();
    let deed = match fate {
        Fate::Recalled => Deed::Recalled(new.clone()),
        Fate::Corrected => Deed::Corrected(new.clone()),
        Fate::Cancelled => {
            let message = format!("`{}`: số huỷ bằng `vanthu so huy`", entry.printed());
            return Err(Box::new(Diagnostic::new(Code::REGISTER_TAKEN, message)));
        }
    };
    let acts = register.acts(&[deed.sort()])?;
    let own = acts.iter().filter_map(|act| remark_of(&act.deed));
    let own = own.filter(|was| was.object == new.object && was.printed == new.printed);
    // Said before, and perhaps cut off: only what is missing is done.
    let before = own.into_iter().find(|was| fate == Fate::Recalled || **was == new);
    let before = before.map(|was| told(fate.happened(), was.through.as_ref(), &was.reason));
    if before.is_none() {
        let words = told(fate.happened(), new.through.as_ref(), &new.reason);
        register.remark(entry.id, &deed, &words, by)?;
    }
    recount(workspace, store, register)?;
    Ok(before)
}

/// Enters that a copy of a paper was made, and keeps that with the paper; said again, it changes
/// nothing.
///
/// # Errors
/// Gives a finding if register or archive cannot be written.
pub(crate) fn copied(
    (workspace, store): (&Path, &Store),
    register: &mut Register,
    said: Remark,
    by: &By,
) -> Result<(), Box<Diagnostic>> {
    let new = Deed::Copied(said);
    if register.acts(&[Sort::Copied])?.iter().all(|act| act.deed != new) {
        register.note(&new, by)?;
    }
    recount(workspace, store, register).map(|_| ())
}

/// Gives what a deed says of a paper that went out.
fn remark_of(deed: &Deed) -> Option<&Remark> {
    match deed {
        Deed::Recalled(remark) | Deed::Corrected(remark) => Some(remark),
        _ => None,
    }
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
    happened: Happened,
    reason: String,
    through: Option<Through>,
    /// The files that are put aside.
    files: Vec<String>,
    seq: i64,
    by: By,
}

impl Due {
    /// Reads what was done, if an object must tell it.
    fn of(act: Act) -> Option<Self> {
        let (seq, by) = (act.seq, act.by);
        let of_paper = |happened: Happened, remark: Remark| {
            let Remark { printed, object, reason, through, .. } = remark;
            (happened, printed, object, reason, through)
        };
        let mut files = Vec::new();
        let (happened, printed, object, reason, through) = match act.deed {
            Deed::Row(Step::Cancelled, row) => {
                (Happened::Cancelled, row.printed(), row.object, row.reason, None)
            }
            Deed::Recalled(remark) => of_paper(Happened::Recalled, remark),
            Deed::Corrected(remark) => of_paper(Happened::Corrected, remark),
            Deed::Copied(remark) => of_paper(Happened::Copied, remark),
            Deed::Aside(copy) => {
                files = copy.files;
                (Happened::Aside, copy.printed, copy.object, copy.reason, None)
            }
            _ => return None,
        };
        let name = format!("viec/{seq:06}-{}.json", happened.sort().word());
        Some(Self { object, name, printed, happened, reason, through, files, seq, by })
    }

    /// Says in words what happened.
    pub(super) fn said(&self) -> &'static str {
        self.happened.words()
    }

    /// Gives the files that are put aside: from, to.
    fn moved(&self) -> Vec<(String, String)> {
        let to = |name: &String| (name.clone(), format!("{BY}{:06}/{name}", self.seq));
        self.files.iter().map(to).collect()
    }

    fn remarked(&self) -> String {
        told(self.happened, self.through.as_ref(), &self.reason)
    }

    fn record(&self) -> EventRecord {
        EventRecord {
            happened: self.happened,
            printed: self.printed.clone(),
            reason: self.reason.clone(),
            through: self.through.clone(),
            at: self.by.at.clone(),
            who: self.by.who.clone(),
            seq: self.seq,
        }
    }
}

/// Lists what the objects of the archive must tell.
pub(super) fn due(register: &Register) -> Result<Vec<Due>, Box<Diagnostic>> {
    let sorts = [Sort::Row(Step::Cancelled), Sort::Recalled, Sort::Corrected, Sort::Copied, Sort::Aside];
    let acts = register.acts(&sorts)?;
    // Struck out while it was on its way into the archive: only its row knows where.
    let unknown = |act: &Act| matches!(&act.deed, Deed::Row(_, row) if row.object.is_empty());
    let rows = if acts.iter().any(unknown) { register.list(&Query::default())? } else { Vec::new() };
    let rows: BTreeMap<i64, &str> = rows.iter().map(|row| (row.id, row.object.as_str())).collect();
    let due = acts.into_iter().filter_map(|act| {
        let later = if let Deed::Row(_, row) = &act.deed { rows.get(&row.id) } else { None };
        let mut due = Due::of(act)?;
        if let (true, Some(later)) = (due.object.is_empty(), later) {
            (*later).clone_into(&mut due.object);
        }
        (!due.object.is_empty()).then_some(due)
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
        let mut moved = due.moved();
        moved.retain(|(name, _)| names.contains(&name.as_str()));
        let file = (due.name.clone(), record::page(&due.record())?);
        let message = format!("{} {}", due.printed, due.remarked());
        let change = Change { files: &[file], moved: &moved };
        seal::add((store, register), (&kept, &change), (message, &due.by))?;
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
fn told(happened: Happened, through: Option<&Through>, reason: &str) -> String {
    let how = if happened == Happened::Copied { "thành" } else { "bằng" };
    let by = through.map(|through| format!(" {how} {}", through.printed)).unwrap_or_default();
    format!("{}{by}: {reason}", happened.words())
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
    let told: EventRecord = record::read(&std::fs::read(kept.folder.join(path)).ok()?).ok()?;
    Some(told.printed)
}
