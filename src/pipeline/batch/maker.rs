//! Comes in: one copy to be made. Goes out: its file, unless it is there already,
//! and what the ledger says of it. Must not know: the other copies, the list.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::super::set::{Set, Setter};
use super::super::{Settings, Stock, word, write};
use super::ledger::{Entry, Ledger};
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::{digest, sha256_hex};
use crate::docx::Mode;
use crate::template::Copy;
use crate::typeset::{Pages, Press, forget};

/// Is all that makes a copy of one paper.
pub(super) struct Maker {
    pub(super) setter: Setter,
    pub(super) press: Arc<Press>,
    /// The digest of everything but the source that a copy is made of.
    pub(super) tools: String,
    pub(super) folder: PathBuf,
    pub(super) ledger: Ledger,
    pub(super) settings: Settings,
    /// How many papers were set.
    set: AtomicUsize,
}

/// Is a copy to be made.
#[derive(Clone)]
pub(super) struct Job {
    pub(super) copy: Copy,
    /// The file's name.
    pub(super) name: String,
}

/// Is a copy that is there.
pub(super) struct Done {
    pub(super) entry: Entry,
    pub(super) kept: bool,
    /// What somebody had changed, put away.
    pub(super) put_away: Vec<PathBuf>,
    pub(super) pictures: Vec<(String, Entry)>,
    /// The Word file, where one is wanted.
    pub(super) word: Option<PathBuf>,
    /// The pages, where they are remembered to be printed.
    pub(super) pages: Option<Pages>,
    /// What is wrong beside the copy itself.
    pub(super) findings: Vec<Diagnostic>,
}

impl Done {
    fn new(entry: Entry, kept: bool) -> Self {
        Self {
            entry,
            kept,
            put_away: Vec::new(),
            pictures: Vec::new(),
            word: None,
            pages: None,
            findings: Vec::new(),
        }
    }
}

/// Is after how many papers memory is looked through: what none of them used
/// is dropped.
const PORTION: usize = 24;

/// Is how many copies tell whether it is the paper that has changed, or somebody's row.
const LOOKED_AT: usize = 3;

/// Gives the digest of who a copy is for: names, titles and units, whatever
/// their place in the list and whatever else the list says of them.
pub(super) fn fingerprint(copy: &Copy) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
    let who = copy
        .guests
        .iter()
        .flat_map(|guest| [guest.name.clone().into_bytes(), text(&guest.title), text(&guest.unit)]);
    let who: Vec<Vec<u8>> = who.collect();
    digest(who.iter().map(Vec::as_slice))
}

/// Says that a copy was issued, and as another one. Of each copy the same, so that it is told once.
fn otherwise() -> Diagnostic {
    Diagnostic::new(Code::ISSUE_CHANGED, "giấy này đã ban hành, mà nay cho ra bản khác: không lập")
        .hint("trả chỗ vừa sửa về như cũ; bản đã ban hành lấy ở trang Kho lưu; sai thì làm giấy mới, số mới")
}

impl Maker {
    /// Sets up with what sets the paper and what is known of its copies.
    pub(super) fn new(
        setter: Setter,
        settings: &Settings,
        stock: &Stock,
        folder: &Path,
        ledger: &Ledger,
    ) -> Self {
        let tools = format!("{} {}", stock.tools(), setter.is_by_token());
        Self {
            setter,
            press: Arc::clone(&stock.press),
            tools,
            folder: folder.to_owned(),
            ledger: ledger.clone(),
            settings: settings.clone(),
            set: AtomicUsize::new(0),
        }
    }

    /// Digests everything an output is made of.
    pub(super) fn made_of<'a>(&'a self, sources: impl IntoIterator<Item = &'a str>) -> String {
        digest([self.tools.as_bytes()].into_iter().chain(sources.into_iter().map(str::as_bytes)))
    }

    /// Keeps memory flat: looking through it after each paper would take longer
    /// than it saves.
    pub(super) fn forget_now_and_then(&self) {
        if self.set.fetch_add(1, Ordering::Relaxed) % PORTION == PORTION - 1 {
            forget(1);
        }
    }

    /// Says whether copies get Word files: those that somebody chose do.
    fn word(&self) -> Option<Mode> {
        self.settings.word.filter(|_| self.settings.pick.is_part())
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.settings.stop.load(Ordering::SeqCst)
    }

    /// Finds that the paper itself is no longer what was issued: each of the first copies comes out as
    /// another one. Nobody gets one then, not even who joined the list since.
    pub(super) fn otherwise(&self, all: &[Copy], names: &[String]) -> Option<Diagnostic> {
        let issued = &self.settings.issued;
        if issued.is_empty() {
            return None;
        }
        let known = all.iter().zip(names).filter(|(copy, name)| issued.knows(name, copy.number));
        let mut others = known
            .take(LOOKED_AT)
            .filter_map(|(copy, name)| {
                let set = self.setter.set(self.setter.source(Some(copy)).ok()?).ok()?;
                let pdf = self.setter.pdf(&set).ok()?;
                Some(issued.differ(name, copy.number, &pdf))
            })
            .peekable();
        others.peek()?;
        others.all(|other| other).then(otherwise)
    }

    /// Makes one copy, unless it is there already; nothing when the run was
    /// stopped.
    pub(super) fn one(&self, job: &Job) -> Result<Option<Done>, Findings> {
        if self.is_stopped() {
            return Ok(None);
        }
        let source = self.setter.source(Some(&job.copy))?;
        let made_of = self.made_of([source.as_str()]);
        let entry = self.ledger.fresh(&self.folder, &job.name, &made_of);
        let mut kept = entry.map(|entry| {
            let entry = Entry { guests: fingerprint(&job.copy), ..entry.clone() };
            Done::new(entry, true)
        });
        if let Some(done) = &mut kept
            && self.word().is_none()
            && let Some(pictures) = self.drawn(&job.name, &made_of, done.entry.pages)
        {
            done.pictures = pictures;
            return Ok(kept);
        }
        if self.settings.keep_typst {
            let kept = self.folder.join(&job.name).with_extension("typ");
            write::whole(&kept, source.as_bytes())?;
        }
        self.forget_now_and_then();
        let digest = sha256_hex(source.as_bytes());
        let set = self.setter.set(source)?;
        let mut done = match kept {
            Some(done) => done,
            None => self.written(job, &made_of, &set)?,
        };
        self.draw(&job.name, &made_of, &set.pages, &mut done);
        if let Some(mode) = self.word() {
            let pdf = self.folder.join(&job.name);
            let (word, found) = word::keep(&pdf, (self.setter.document(), &set), mode, &digest)?;
            done.put_away.extend(word.put_away);
            done.word = Some(word.file);
            done.findings.extend(found);
        }
        done.pages = self.settings.print.then_some(set.pages);
        Ok(Some(done))
    }

    /// Writes a copy. No file of places beside each: the fields say where they are.
    fn written(&self, job: &Job, made_of: &str, set: &Set) -> Result<Done, Findings> {
        let pdf = self.setter.pdf(set)?;
        if self.settings.issued.differ(&job.name, job.copy.number, &pdf) {
            return Err(otherwise().into());
        }
        let bytes = digest([pdf.as_slice()]);
        let put_away = self.replace(&job.name, &pdf, &bytes)?;
        let entry = Entry {
            made_of: made_of.to_owned(),
            bytes,
            size: pdf.len(),
            pages: set.pages.count(),
            guests: fingerprint(&job.copy),
            number: job.copy.number,
        };
        Ok(Done { put_away: put_away.into_iter().collect(), ..Done::new(entry, false) })
    }

    /// Writes an output; what someone changed since it was made is put away
    /// first.
    pub(super) fn replace(
        &self,
        name: &str,
        pdf: &[u8],
        bytes: &str,
    ) -> Result<Option<PathBuf>, Box<Diagnostic>> {
        let path = self.folder.join(name);
        let old = std::fs::read(&path).ok();
        if old.as_ref().is_some_and(|old| digest([old.as_slice()]) == bytes) {
            return Ok(None);
        }
        let ours = old.is_none() || self.ledger.is_ours(&self.folder, name);
        let put_away = if ours { None } else { write::keep_aside(&path)? };
        write::quick(&path, pdf)?;
        Ok(put_away)
    }
}
