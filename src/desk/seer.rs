//! Comes in: papers to be looked at, one after another. Goes out: what is seen of each. Must not
//! know: what is typed next, HTTP.
//!
//! One thread holds all pages: Typst cannot be interrupted, remembers for the whole program, and
//! needs a deep stack. One that does not come back in time is left behind with its pages.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::drafts::{Drafts, PaperId, Text};
use super::place::{Caret, Places, Point, Spot};
use super::seen::{Seen, View, printed, seen};
use crate::diag::Findings;
use crate::pipeline::Stock;
use crate::preview::Preview;

/// Is the stack of the thread: deep layouts need more than the usual 2 MiB.
const STACK: usize = 16 << 20;
/// Is how many papers' pages are held at once.
const HELD: usize = 4;

struct Job {
    id: PaperId,
    text: Text,
    wish: Wish,
}

enum Wish {
    /// To see it.
    Look(View, Sender<Seen>),
    /// To find the letter at a place.
    Caret(Point, Sender<Option<Caret>>),
    /// To find where a letter stands.
    Spots(Caret, Sender<Vec<Spot>>),
    /// To print it, or the copy at a place.
    Print(usize, Sender<Result<Vec<u8>, Findings>>),
}

/// Looks at papers on a thread of its own.
pub struct Seer {
    drafts: Arc<Drafts>,
    stock: Arc<Stock>,
    limit: Duration,
    jobs: Mutex<Option<Sender<Job>>>,
}

impl Seer {
    /// Sets up; whatever takes longer than `limit` is given up.
    #[must_use]
    pub fn new(drafts: Arc<Drafts>, stock: Arc<Stock>, limit: Duration) -> Self {
        Self { drafts, stock, limit, jobs: Mutex::default() }
    }

    /// Looks at a paper; nothing if it took too long.
    #[must_use]
    pub fn look(&self, id: &PaperId, text: Text, view: View) -> Option<Seen> {
        let (back, seen) = channel();
        self.wait(Job { id: id.clone(), text, wish: Wish::Look(view, back) }, &seen)
    }

    /// Gives the PDF of a paper, or of the copy at this place; nothing if it took too long.
    #[must_use]
    pub fn pdf(&self, id: &PaperId, text: Text, copy: usize) -> Option<Result<Vec<u8>, Findings>> {
        let (back, made) = channel();
        self.wait(Job { id: id.clone(), text, wish: Wish::Print(copy, back) }, &made)
    }

    /// Gives the letter of a field that stands at a place of the pages that were last seen.
    #[must_use]
    pub fn caret(&self, id: &PaperId, text: Text, point: Point) -> Option<Caret> {
        let (back, found) = channel();
        self.wait(Job { id: id.clone(), text, wish: Wish::Caret(point, back) }, &found)?
    }

    /// Gives where a letter of a field stands on the pages that were last seen.
    #[must_use]
    pub fn spots(&self, id: &PaperId, text: Text, caret: Caret) -> Vec<Spot> {
        let (back, found) = channel();
        self.wait(Job { id: id.clone(), text, wish: Wish::Spots(caret, back) }, &found).unwrap_or_default()
    }

    fn wait<T>(&self, job: Job, back: &Receiver<T>) -> Option<T> {
        self.thread()?.send(job).ok()?;
        let made = back.recv_timeout(self.limit).ok();
        if made.is_none() {
            // The next one begins with a new thread.
            *self.jobs.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        made
    }

    fn thread(&self) -> Option<Sender<Job>> {
        let mut jobs = self.jobs.lock().unwrap_or_else(PoisonError::into_inner);
        if jobs.is_none() {
            let (sender, receiver) = channel();
            let (drafts, stock) = (Arc::clone(&self.drafts), Arc::clone(&self.stock));
            let named = std::thread::Builder::new().name("trang".to_owned()).stack_size(STACK);
            named.spawn(move || work(&receiver, &drafts, &stock)).ok()?;
            *jobs = Some(sender);
        }
        jobs.clone()
    }
}

fn work(jobs: &Receiver<Job>, drafts: &Drafts, stock: &Arc<Stock>) {
    let mut held: BTreeMap<PaperId, (u64, Preview)> = BTreeMap::new();
    let known = Arc::default();
    for (count, job) in (1..).zip(jobs) {
        if held.len() >= HELD && !held.contains_key(&job.id) {
            let oldest = held.iter().min_by_key(|(_, (used, _))| *used).map(|(id, _)| id.clone());
            oldest.and_then(|id| held.remove(&id));
        }
        let (used, preview) = held.entry(job.id.clone()).or_insert_with(|| (count, Preview::new(stock)));
        *used = count;
        // Who asked may be gone.
        match job.wish {
            Wish::Look(view, back) => {
                let _ = back.send(seen((&job.id, &job.text), &view, (drafts, &known), preview, stock));
            }
            Wish::Caret(point, back) => {
                let _ = back.send(Places::of(&job.text.content, &preview.printed()).caret(point));
            }
            Wish::Spots(caret, back) => {
                let _ = back.send(Places::of(&job.text.content, &preview.printed()).spots(&caret));
            }
            Wish::Print(copy, back) => {
                let _ = back.send(printed(&job.text, copy, drafts, stock));
            }
        }
    }
}
