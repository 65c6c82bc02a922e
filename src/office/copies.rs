//! Comes in: a paper that goes out to guests, which copies somebody wants. Goes out: the copies as
//! they lie there; what was made, as it is made; rows set right; a file to print. Must not know:
//! how a copy is made, who waits.

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Serialize;

use super::bytes::whole_file;
use super::desk::Desk;
use super::reply::{BuiltPaper, CopiesTold, FindingTold};
use crate::diag::{Code, Diagnostic, Findings};
use crate::input::Unsaved;
use crate::pipeline::{
    CopiesSeen, CopyState, Examined, Outcome, Pick, Progress, Settings, build, copies_seen, keep_list,
    made_file, mend, paper_path,
};
use crate::register::{Register, State};

/// Is how the copies of a paper lie there.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CopiesShown {
    /// Their folder.
    pub folder: String,
    /// The copies, in the order of the list.
    pub copies: Vec<CopyShown>,
    /// The files to print.
    pub prints: Vec<PrintShown>,
    /// How many copies lie there that nobody gets any more.
    pub left: usize,
    /// Whether each copy bears a number of its own.
    pub numbered: bool,
    /// The number and symbol the paper was issued with, if it was.
    pub issued: Option<String>,
}

/// Is a copy.
#[derive(Debug, Clone, Serialize)]
pub struct CopyShown {
    /// The rows of its guests.
    pub rows: Vec<usize>,
    /// The name of its file.
    pub name: String,
    /// The number it bears, where each has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// How it is: `made`, `old`, `new`, `struck`; `other` where another one was issued.
    pub state: &'static str,
}

/// Is a file to print.
#[derive(Debug, Clone, Serialize)]
pub struct PrintShown {
    /// Its name.
    pub name: String,
    /// Whether it prints a part of the list only.
    pub part: bool,
    /// Whether it is what it would be now.
    pub current: bool,
}

/// Says which copies somebody wants; nothing said means all.
#[derive(Debug, Clone, Default)]
pub struct CopiesAsked {
    /// Rows of the list, both ends included.
    pub rows: Vec<(usize, usize)>,
    /// Only guests no earlier run made a copy for.
    pub late: bool,
    /// Whether copies are printed two to a sheet.
    pub two_up: bool,
}

/// Is what became of copies that were to be made.
#[derive(Debug, Clone, Serialize)]
pub struct CopiesMade {
    /// What was made; nothing if the paper cannot be made at all.
    pub copies: Option<CopiesTold>,
    /// Whether all that was wanted is there.
    pub whole: bool,
    /// Whether somebody stopped it.
    pub stopped: bool,
    /// What was found.
    pub found: Vec<FindingTold>,
}

const OLD: &str = "old";
const NEW: &str = "new";
const OTHER: &str = "other";

impl Desk<'_> {
    /// Tells of the copies of a paper, without making any.
    ///
    /// # Errors
    /// Gives findings if the paper is not there or its numbers do not fit its list.
    pub fn copies(&self, file: &Path, unsaved: Unsaved) -> Result<CopiesShown, Findings> {
        let settings = Settings { unsaved, ..self.copies_settings() };
        let paper = self.paper_of(file, &settings)?;
        let seen = copies_seen(&paper, &settings, self.stock)?;
        let path = paper_path(&self.workspace()?.folder, file);
        let issued = self.standing(&path)?;
        let mut shown = seen.map(shown).unwrap_or_default();
        let kept = self.binding_copies(file)?;
        if !kept.is_empty() {
            let kept = kept.of_list(shown.copies.iter().map(|copy| copy.name.as_str()));
            for copy in &mut shown.copies {
                let lies = std::fs::read(Path::new(&shown.folder).join(&copy.name));
                if lies.is_ok_and(|pdf| kept.differ(&copy.name, copy.number, &pdf)) {
                    copy.state = OTHER;
                }
            }
        }
        Ok(CopiesShown { issued: issued.map(|standing| standing.printed), ..shown })
    }

    /// Makes copies of a paper; `see` hears how far it is, `stop` ends it before the next copy.
    ///
    /// # Errors
    /// Gives findings if the paper is not there.
    pub fn make_copies(
        &self,
        file: &Path,
        asked: &CopiesAsked,
        stop: Arc<AtomicBool>,
        see: &mut dyn FnMut(usize, usize),
    ) -> Result<CopiesMade, Findings> {
        let CopiesAsked { rows, late, two_up } = asked.clone();
        let settings = Settings {
            pick: Pick { rows, late, ..Pick::default() },
            two_up,
            issued: Arc::new(self.binding_copies(file)?),
            // Whoever types meanwhile has a processor.
            jobs: std::thread::available_parallelism().map_or(1, NonZeroUsize::get).saturating_sub(1).max(1),
            stop,
            ..self.copies_settings()
        };
        let paper = self.paper_of(file, &settings)?;
        let added = self.added(&paper, &settings)?;
        if paper.list.is_none() && paper.ready.is_some() {
            let message = "văn bản này chưa có danh sách khách";
            return Err(Diagnostic::new(Code::GUESTS_PICK, message).hint("chọn danh sách trước").into());
        }
        let mut seen = |at: Progress<'_>| see(at.done, at.all);
        let outcomes = build(vec![paper], &settings, self.stock, &mut seen);
        let found = outcomes.iter().flat_map(|outcome| &outcome.findings).chain(&added);
        Ok(CopiesMade {
            copies: outcomes.iter().find_map(|outcome| BuiltPaper::of(outcome).copies),
            whole: outcomes.iter().all(Outcome::is_made),
            stopped: settings.stop.load(Ordering::SeqCst),
            found: found.map(FindingTold::of).collect(),
        })
    }

    /// Tells of guests who joined the list after its paper was issued under one number: their copies can
    /// be made, and neither register nor archive knows of them.
    fn added(&self, paper: &Examined, settings: &Settings) -> Result<Option<Diagnostic>, Findings> {
        let folder = self.workspace()?.folder;
        let Some(register) = Register::look(&folder)? else { return Ok(None) };
        let rows = register.range_of(&paper_path(&folder, &paper.file))?;
        let live = rows.iter().find(|row| row.state != State::Cancelled && row.copies > 1);
        let Some((row, seen)) = live.zip(copies_seen(paper, settings, self.stock)?) else { return Ok(None) };
        let (issued, now) = (row.copies as usize, seen.copies.len());
        if now <= issued {
            return Ok(None);
        }
        let message = format!(
            "{} khách thêm vào sau khi ban hành: giấy mời lập được, nhưng số {} trong sổ và kho lưu chỉ có {issued} bản",
            now - issued,
            row.printed()
        );
        let hint = "cần lưu đủ thì lập văn bản mời bổ sung cho những khách ấy, có số riêng";
        Ok(Some(Diagnostic::new(Code::GUESTS_ADDED, message).hint(hint)))
    }

    /// Keeps a bad row of a paper's list that somebody set right, with all its cells; the list
    /// itself stays as it is.
    ///
    /// # Errors
    /// Gives what is still wrong with it.
    pub fn mend_row(
        &self,
        file: &Path,
        (row, cells): (usize, Vec<String>),
        unsaved: Unsaved,
    ) -> Result<(), Vec<FindingTold>> {
        let told = |findings: Findings| findings.iter().map(FindingTold::of).collect::<Vec<_>>();
        let settings = Settings { unsaved, ..self.copies_settings() };
        let paper = self.paper_of(file, &settings).map_err(told)?;
        mend(&paper, &[(row, cells)], &settings).map(|_| ()).map_err(told)
    }

    /// Puts a list that somebody hands over into the folder of a paper, never over another
    /// file; gives the name it has there.
    ///
    /// # Errors
    /// Gives findings if it is no spreadsheet or cannot be written.
    pub fn take_list(&self, file: &Path, name: &str, bytes: &[u8]) -> Result<String, Findings> {
        let kept = keep_list(file.parent().unwrap_or(Path::new("")), name, bytes)?;
        Ok(kept.file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    /// Tells whether the copy at a place of the list (from 0) is the one that was issued to its guest; nothing
    /// where none was.
    ///
    /// # Errors
    /// As [`Desk::copies`].
    pub fn is_issued_copy(
        &self,
        file: &Path,
        place: usize,
        pdf: &[u8],
        unsaved: Unsaved,
    ) -> Result<Option<bool>, Findings> {
        let shown = self.copies(file, unsaved)?;
        let kept = self.binding_copies(file)?;
        let kept = kept.of_list(shown.copies.iter().map(|copy| copy.name.as_str()));
        let copy = shown.copies.get(place).filter(|copy| kept.knows(&copy.name, copy.number));
        Ok(copy.map(|copy| !kept.differ(&copy.name, copy.number, pdf)))
    }

    /// Gives the bytes of a file that runs have made for a paper, by its name: never of another text
    /// under a number that was given out.
    ///
    /// # Errors
    /// Gives findings if no run made one of that name, it cannot be read, or other copies were issued.
    pub fn made_copy(&self, file: &Path, name: &str, unsaved: Unsaved) -> Result<Vec<u8>, Findings> {
        let shown = self.copies(file, unsaved)?;
        let is_other = |copy: &CopyShown| [OTHER, OLD].contains(&copy.state);
        // One copy answers for itself, a file of all of them for all.
        let own = shown.copies.iter().find(|copy| copy.name == name);
        let not_made = || Diagnostic::new(Code::FILE_READ, "chưa lập tệp ấy").hint("lập rồi in").into();
        // What lies there under the name of somebody new is somebody else's.
        if own.is_some_and(|copy| copy.state == NEW) {
            return Err(not_made());
        }
        let other = own.map_or_else(|| shown.copies.iter().any(is_other), is_other);
        if let Some(issued) = shown.issued.filter(|_| other) {
            let message = format!("chưa in: đã ban hành {issued}, mà có bản nay khác bản đã ban hành");
            let hint = "trả chỗ vừa sửa về như cũ rồi lập lại; bản đã ban hành lấy ở trang Kho lưu";
            return Err(Diagnostic::new(Code::GUESTS_STALE, message).hint(hint).into());
        }
        let settings = self.copies_settings();
        let paper = self.paper_of(file, &settings)?;
        match made_file(&paper, name, &settings) {
            Some(path) => Ok(whole_file(&path)?),
            None => Err(not_made()),
        }
    }
}

fn shown(seen: CopiesSeen) -> CopiesShown {
    let state = |state| match state {
        CopyState::Made => "made",
        CopyState::Old => OLD,
        CopyState::New => NEW,
        CopyState::Struck => "struck",
    };
    let copies = seen.copies.into_iter().map(|copy| CopyShown {
        rows: copy.rows,
        name: copy.name,
        number: copy.number,
        state: state(copy.state),
    });
    let copies: Vec<CopyShown> = copies.collect();
    let prints = seen.prints.into_iter().map(|print| PrintShown {
        name: print.name,
        part: print.part,
        current: print.current,
    });
    CopiesShown {
        folder: seen.folder.display().to_string(),
        numbered: copies.iter().any(|copy| copy.number.is_some()),
        copies,
        prints: prints.collect(),
        left: seen.left,
        issued: None,
    }
}
