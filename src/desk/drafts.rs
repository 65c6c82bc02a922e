//! Comes in: the office's folder, edits of its papers. Goes out: the papers that are open, by
//! ids of this list: no path ever comes from outside. Must not know: pages.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use chrono::NaiveDate;

use super::draft::{Draft, Stale};
use super::history::History;
use super::merge::Conflict;
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::input::{self, Unsaved};
use crate::pipeline::paper_path;
use crate::yaml::edit::{Content, FieldPath, Order, Sheet, Verb};

/// Names a file of the office: opaque, the same as long as it lies where it lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct PaperId(String);

impl PaperId {
    /// Gives it as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the id of a file by its path from the office's folder.
    #[must_use]
    pub fn of(path: &str) -> Self {
        Self(sha256_hex(path.as_bytes())[..20].to_owned())
    }
}

/// Is one edit, made on a version of the text.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Where.
    pub path: FieldPath,
    /// What is done there.
    pub verb: Verb,
    /// The version of the text it was made on.
    pub version: u64,
    /// What stood there for whoever made it, where that is known: nothing, or a value.
    pub before: Option<Option<Content>>,
}

/// Is why something is not done with a paper.
#[derive(Debug)]
pub enum Refusal {
    /// No file has this id any more.
    Unknown,
    /// The text was changed since; what is typed is not lost, it is to be made again.
    Stale(Stale),
    /// What was found.
    Found(Findings),
}

impl From<Box<Diagnostic>> for Refusal {
    fn from(finding: Box<Diagnostic>) -> Self {
        Self::Found(finding.into())
    }
}

/// Is a paper as it is typed.
#[derive(Debug, Clone)]
pub struct Text {
    /// The file.
    pub file: PathBuf,
    /// Its path from the office's folder.
    pub path: String,
    /// What it holds.
    pub content: Content,
    /// The version.
    pub version: u64,
    /// Whether all of it is on the disk.
    pub saved: bool,
    /// Fields that wait for somebody to choose.
    pub conflicts: Vec<Conflict>,
    /// Why it could not be saved.
    pub trouble: Option<Diagnostic>,
}

/// Is an earlier version of a paper.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Earlier {
    /// When it was the newest, as the register writes a moment.
    pub at: String,
    /// The fields at the top that hold something else now.
    pub fields: Vec<String>,
}

/// Tells what time it is, as the register writes it.
pub type Moment = Box<dyn Fn() -> String + Send + Sync>;

/// Holds the files of an office that are open.
pub struct Drafts {
    folder: PathBuf,
    history: History,
    moment: Moment,
    open: Mutex<BTreeMap<PaperId, Draft>>,
    recent: Mutex<Vec<PaperId>>,
}

/// Is how many of the papers that were opened last are remembered.
const RECENT: usize = 10;

impl Drafts {
    /// Begins with nothing open; `folder` is that of `co-quan.yaml`.
    #[must_use]
    pub fn new(folder: &Path, moment: Moment) -> Self {
        let history = History::new(folder);
        Self { folder: folder.to_owned(), history, moment, open: Mutex::default(), recent: Mutex::default() }
    }

    /// Gives the office's folder.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Gives the day it is; nothing where the moment says none.
    pub(super) fn today(&self) -> Option<NaiveDate> {
        (self.moment)().get(..10)?.parse().ok()
    }

    /// Opens a paper, or gives it as it is typed.
    ///
    /// # Errors
    /// Gives findings if the file cannot be edited here.
    pub fn open(&self, id: &PaperId) -> Result<Text, Refusal> {
        let mut open = self.held();
        if !open.contains_key(id) {
            let file = self.file(id).ok_or(Refusal::Unknown)?;
            self.within(&file)?;
            let draft = Draft::open(&file).map_err(|found| Refusal::Found(found.into()))?;
            open.insert(id.clone(), draft);
        }
        let draft = open.get_mut(id).ok_or(Refusal::Unknown)?;
        match draft.refresh() {
            Ok(_) => {}
            // What is typed and not saved stays, with why.
            Err(finding) if !draft.is_saved() => draft.trouble = Some(*finding),
            Err(finding) => {
                open.remove(id);
                return Err(finding.into());
            }
        }
        Ok(self.text(draft))
    }

    /// Remembers that a paper is opened.
    pub fn remember(&self, id: &PaperId) {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        recent.retain(|known| known != id);
        recent.insert(0, id.clone());
        recent.truncate(RECENT);
    }

    /// Gives the papers that were opened last, the last one first.
    #[must_use]
    pub fn recent(&self) -> Vec<PaperId> {
        self.recent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Makes an edit; `order` is that of the kind's keys.
    ///
    /// # Errors
    /// Gives why it is not made.
    pub fn edit(&self, id: &PaperId, edit: &Edit, order: Order<'_>) -> Result<Text, Refusal> {
        let mut open = self.held();
        let draft = open.get_mut(id).ok_or(Refusal::Unknown)?;
        match (&edit.verb, &edit.before) {
            _ if edit.version == draft.version => {
                draft.edit((&edit.path, &edit.verb), order, Instant::now())?;
            }
            // The text is another now: if not at this place, nobody minds.
            (Verb::Set(_) | Verb::Remove, Some(before)) => {
                draft.edit_late((&edit.path, &edit.verb), before.as_ref(), order, Instant::now())?;
            }
            _ => return Err(Refusal::Stale(Stale { version: draft.version })),
        }
        Ok(self.text(draft))
    }

    /// Lets a field that both sides changed hold what was typed here, or what somebody else saved.
    ///
    /// # Errors
    /// Gives why it cannot be.
    pub fn choose(&self, id: &PaperId, path: &str, mine: bool) -> Result<Text, Refusal> {
        let mut open = self.held();
        let draft = open.get_mut(id).ok_or(Refusal::Unknown)?;
        draft.choose(path, mine, Instant::now())?;
        Ok(self.text(draft))
    }

    /// Saves what is due, or all; what cannot be saved says why and stays.
    pub fn save(&self, all: bool) {
        let now = Instant::now();
        for draft in self.held().values_mut().filter(|draft| all || draft.is_due(now)) {
            let path = paper_path(&self.folder, &draft.file);
            let kept = draft.due_version(now).map(|old| self.history.keep(&path, &old, &(self.moment)()));
            let kept = kept.and_then(Result::err);
            draft.trouble = draft.save().err().or(kept).map(|finding| *finding);
        }
    }

    /// Lets what a paper says now be a version of its own, however soon it is changed.
    pub fn part(&self, id: &PaperId) {
        if let Some(draft) = self.held().get_mut(id) {
            draft.part();
        }
    }

    /// Lists the earlier versions of a paper, the newest first.
    ///
    /// # Errors
    /// Gives findings if the paper cannot be opened.
    pub fn earlier(&self, id: &PaperId) -> Result<Vec<Earlier>, Refusal> {
        let text = self.open(id)?;
        let version = |at: String| {
            let sheet = Sheet::read(&text.path, &self.history.read(&text.path, &at)?).ok()?;
            let held = sheet.value(&FieldPath::default()).cloned().unwrap_or(Content::Empty);
            Some(Earlier { at, fields: differing(&held, &text.content) })
        };
        Ok(self.history.moments(&text.path).into_iter().rev().filter_map(version).collect())
    }

    /// Lets a paper be an earlier version again: an edit like any other.
    ///
    /// # Errors
    /// Gives why it is not done.
    pub fn restore(&self, id: &PaperId, at: &str) -> Result<Text, Refusal> {
        let path = self.open(id)?.path;
        let bytes = self.history.read(&path, at).ok_or(Refusal::Unknown)?;
        let mut open = self.held();
        let draft = open.get_mut(id).ok_or(Refusal::Unknown)?;
        draft.restore(&bytes, Instant::now()).map_err(|found| Refusal::Found(found.into()))?;
        Ok(self.text(draft))
    }

    /// Lets a paper have the text that is made of its own; nothing made leaves it as it is.
    ///
    /// # Errors
    /// Gives why it is not done.
    pub(super) fn rewrite(
        &self,
        id: &PaperId,
        make: impl FnOnce(&str) -> Option<String>,
    ) -> Result<Text, Refusal> {
        let mut open = self.held();
        let draft = open.get_mut(id).ok_or(Refusal::Unknown)?;
        if let Some(text) = make(draft.sheet.text()) {
            let sheet = draft.sheet.with(&text).map_err(|found| Refusal::Found(found.into()))?;
            draft.replace(sheet, Instant::now());
        }
        Ok(self.text(draft))
    }

    /// Lets a paper have another text; the one before it stays among its earlier versions.
    ///
    /// # Errors
    /// Gives why it is not done.
    pub fn replaced(&self, id: &PaperId, text: &str) -> Result<Text, Refusal> {
        self.rewrite(id, |_| Some(text.to_owned()))
    }

    /// Closes a paper and lets its file be put elsewhere; what is typed is saved before.
    ///
    /// # Errors
    /// Gives why it stays: there is none, something typed cannot be saved, or what `away` says.
    pub fn put_away<T>(
        &self,
        id: &PaperId,
        away: impl FnOnce(&Path) -> Result<T, Box<Diagnostic>>,
    ) -> Result<T, Refusal> {
        self.save(true);
        let mut open = self.held();
        let unsaved = open.get(id).is_some_and(|draft| !draft.is_saved());
        if unsaved {
            let message = "còn điều đã gõ chưa lưu được trong văn bản này";
            return Err(Refusal::Found(Diagnostic::new(Code::WINDOW, message).into()));
        }
        let file = open.get(id).map(|draft| draft.file.clone()).or_else(|| self.file(id));
        let done = away(&file.ok_or(Refusal::Unknown)?).map_err(|found| Refusal::Found(found.into()))?;
        open.remove(id);
        Ok(done)
    }

    /// Gives what is typed and not saved.
    #[must_use]
    pub fn unsaved(&self) -> Unsaved {
        let open = self.held();
        let typed = open.values().filter(|draft| !draft.is_saved());
        typed.fold(Unsaved::default(), |unsaved, draft| unsaved.with(&draft.file, draft.sheet.bytes()))
    }

    /// Tells whether all that was typed is on the disk.
    #[must_use]
    pub fn are_saved(&self) -> bool {
        self.held().values().all(Draft::is_saved)
    }

    /// Gives the way to the entry some bytes of an open file belong to, and where their words begin in
    /// its value, as a browser counts (UTF-16).
    #[must_use]
    pub fn words_at(&self, id: &PaperId, range: &Range<usize>) -> Option<(FieldPath, Option<usize>)> {
        Some(self.held().get(id)?.sheet.words_at(range))
    }

    fn text(&self, draft: &Draft) -> Text {
        Text {
            file: draft.file.clone(),
            path: paper_path(&self.folder, &draft.file),
            content: draft.sheet.value(&FieldPath::default()).cloned().unwrap_or(Content::Empty),
            version: draft.version,
            saved: draft.is_saved(),
            conflicts: draft.conflicts.clone(),
            trouble: draft.trouble.clone(),
        }
    }

    /// Finds the file that has an id, among those that lie there now.
    fn file(&self, id: &PaperId) -> Option<PathBuf> {
        let (dossiers, _) = input::walk(std::slice::from_ref(&self.folder));
        let files = dossiers
            .into_iter()
            .flat_map(|dossier| dossier.papers.into_iter().chain(dossier.dossier).chain(dossier.office))
            .chain(std::iter::once(self.folder.join("co-quan.yaml")).filter(|file| file.is_file()))
            .chain(input::bare_dossiers(&self.folder));
        files.into_iter().find(|file| PaperId::of(&paper_path(&self.folder, file)) == *id)
    }

    /// Refuses a file that is a link out of the office's folder: whoever hands a dossier over could have
    /// anything of this machine shown and printed.
    fn within(&self, file: &Path) -> Result<(), Box<Diagnostic>> {
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if real(file).starts_with(real(&self.folder)) {
            return Ok(());
        }
        let path = paper_path(&self.folder, file);
        let message = format!("`{path}` là liên kết tới chỗ khác, ngoài thư mục của cơ quan, nên không mở");
        Err(Box::new(Diagnostic::new(Code::FILE_OUTSIDE, message).hint("chép hẳn tệp ấy vào thư mục hồ sơ")))
    }

    fn held(&self) -> std::sync::MutexGuard<'_, BTreeMap<PaperId, Draft>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Names the entries at the top that differ.
fn differing(one: &Content, other: &Content) -> Vec<String> {
    let entries = |content: &Content| match content {
        Content::Map(entries) => entries.clone(),
        _ => Vec::new(),
    };
    let (one, other) = (entries(one), entries(other));
    let held = |entries: &[(String, Content)], key: &str| {
        entries.iter().find(|(own, _)| own == key).map(|(_, value)| value.clone())
    };
    let mut keys: Vec<String> = one.iter().chain(&other).map(|(key, _)| key.clone()).collect();
    keys.sort();
    keys.dedup();
    keys.retain(|key| held(&one, key) != held(&other, key));
    keys
}
