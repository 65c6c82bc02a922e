//! Comes in: a folder. Goes out: its office, open in a window: what its screens share. Must not
//! know: screens, HTTP.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::NaiveDate;
use serde_json::Value;

use super::held::{Heaps, Shown};
use crate::desk::{Drafts, Jobs, PaperId, Seer};
use crate::office::{By, Desk, Glance};
use crate::pipeline::Stock;

/// Says who works here and when: only a door knows.
#[derive(Debug, Clone)]
pub struct Now {
    /// Who, and the moment as the register writes it.
    pub by: By,
    /// The day.
    pub today: NaiveDate,
    /// Seconds since 1970.
    pub seconds: i64,
}

/// Tells who works here and when, each time it is asked.
pub type Clock = Arc<dyn Fn() -> Now + Send + Sync>;

/// Is how long a page may take before it is given up.
const LIMIT: Duration = Duration::from_secs(20);
/// Is the stack of the thread that looks ahead.
const STACK: usize = 16 << 20;
/// Is how often drafts are looked at, whether one is to be saved.
const ROUND: Duration = Duration::from_millis(200);

/// Is an office that is open in a window.
pub(super) struct Office {
    pub(super) folder: PathBuf,
    pub(super) stock: Arc<Stock>,
    pub(super) drafts: Arc<Drafts>,
    pub(super) seer: Seer,
    /// What takes long, and what the page is told when it has ended.
    pub(super) jobs: Jobs<Value>,
    pub(super) now: Clock,
    /// What the first screen knows of files that did not change.
    pub(super) glance: Arc<Glance>,
    pub(super) shown: Shown,
    pub(super) heaps: Heaps,
}

impl Office {
    /// Opens the office of a folder: that of `co-quan.yaml`. What is typed is saved by a thread
    /// of its own, for as long as the office is open.
    ///
    /// # Errors
    /// Gives what the system says if it has no threads.
    pub(super) fn open(folder: PathBuf, stock: Arc<Stock>, now: Clock) -> std::io::Result<Self> {
        let clock = Arc::clone(&now);
        let drafts = Arc::new(Drafts::new(&folder, Box::new(move || clock().by.at)));
        let kept = Arc::downgrade(&drafts);
        std::thread::Builder::new().name("luu".to_owned()).spawn(move || {
            while let Some(drafts) = kept.upgrade() {
                drafts.save(false);
                drop(drafts);
                std::thread::sleep(ROUND);
            }
        })?;
        let seer = Seer::new(Arc::clone(&drafts), Arc::clone(&stock), LIMIT);
        let (jobs, shown, heaps) = (Jobs::default(), Shown::default(), Heaps::default());
        let glance = Arc::new(Glance::default());
        let office = Self { folder, stock, drafts, seer, jobs, now, glance, shown, heaps };
        office.looks_ahead()?;
        Ok(office)
    }

    /// Reads what the first screen will ask for, while the browser starts.
    fn looks_ahead(&self) -> std::io::Result<()> {
        let (stock, folder, glance) =
            (Arc::clone(&self.stock), self.folder.clone(), Arc::clone(&self.glance));
        let now = (self.now)();
        let look = move || {
            // What is wrong is told when it is asked for.
            let _ = desk(&stock, &folder, now).overview(&glance);
        };
        std::thread::Builder::new().name("xem".to_owned()).stack_size(STACK).spawn(look).map(drop)
    }

    /// Gives the papers that are open: whoever ends the window saves them.
    #[must_use]
    pub(super) fn drafts(&self) -> Arc<Drafts> {
        Arc::clone(&self.drafts)
    }

    /// Gives the id of a paper's file, if it lies there.
    pub(super) fn own_paper(&self, path: &str) -> Option<PaperId> {
        (!path.is_empty() && self.folder.join(path).is_file()).then(|| PaperId::of(path))
    }

    pub(super) fn desk(&self) -> Desk<'_> {
        desk(&self.stock, &self.folder, (self.now)())
    }
}

/// Gives the desk of somebody who works in a folder.
pub(super) fn desk<'a>(stock: &'a Stock, folder: &Path, now: Now) -> Desk<'a> {
    let Now { by, today, seconds } = now;
    Desk { stock, place: folder.to_owned(), archive: None, by, today, now: seconds }
}
