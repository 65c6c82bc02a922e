//! Comes in: what one request leaves for the next. Goes out: the same: the older book that was looked
//! at, the proof that runs. Must not know: requests; it is gone when the window closes.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

use crate::office::{OldBookAsked, Progress};

/// Is an older book that was looked at: nothing else is ever entered.
#[derive(Debug)]
pub(super) struct OldBook {
    /// The file's name.
    pub(super) name: String,
    /// How it was read.
    pub(super) how: OldBookAsked,
    /// The file.
    pub(super) bytes: Vec<u8>,
    /// The digest of the bytes and of what would become of each row.
    pub(super) seen: String,
    /// The rows that cannot be used, as a file.
    pub(super) bad: Option<Vec<u8>>,
}

/// Holds the older book that was looked at last.
#[derive(Debug, Default)]
pub(super) struct Shown(Mutex<Option<OldBook>>);

impl Shown {
    pub(super) fn keep(&self, book: OldBook) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(book);
    }

    /// Takes the book that was seen so; nothing if it is another one.
    pub(super) fn take(&self, seen: &str) -> Option<OldBook> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.take_if(|book| book.seen == seen)
    }

    /// Gives the rows of that book that cannot be used.
    pub(super) fn bad(&self, seen: &str) -> Option<Vec<u8>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|book| book.seen == seen)?.bad.clone()
    }
}

/// Is a proof that runs, or ran.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// How far it has come.
    pub(super) progress: Progress,
    outcome: Mutex<Option<Value>>,
}

impl Run {
    /// Says what came of it; the first word counts.
    pub(super) fn end(&self, outcome: Value) {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(outcome);
    }

    fn outcome(&self) -> Option<Value> {
        self.outcome.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Holds the proof that runs, or ran last: there is one at a time, whoever asks for it.
#[derive(Debug, Default)]
pub(super) struct Proving(Mutex<Option<Arc<Run>>>);

impl Proving {
    /// Begins a proof; nothing where one runs.
    pub(super) fn begin(&self) -> Option<Arc<Run>> {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if held.as_ref().is_some_and(|run| run.outcome().is_none()) {
            return None;
        }
        let run = Arc::new(Run::default());
        *held = Some(Arc::clone(&run));
        Some(run)
    }

    /// Says how far it has come, or what came of it.
    pub(super) fn told(&self) -> Value {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let Some(run) = held else { return json!({ "state": "none" }) };
        let count = |of: &std::sync::atomic::AtomicUsize| of.load(Ordering::Relaxed);
        match run.outcome() {
            Some(outcome) => json!({ "state": "done", "outcome": outcome }),
            None => {
                json!({ "state": "runs", "done": count(&run.progress.done), "all": count(&run.progress.all) })
            }
        }
    }
}
