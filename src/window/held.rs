//! Comes in: what one request leaves for the next. Goes out: the same: the older book that was looked
//! at, the folder of Word files that is handed over. Must not know: requests; it is gone when the window
//! closes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::diag::Findings;
use crate::office::{Heap, OldBookAsked};

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
    /// The same as a table.
    pub(super) bad_rows: Vec<Vec<String>>,
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

    /// Gives the name of that book and its rows that cannot be used, as a table.
    pub(super) fn bad_rows(&self, seen: &str) -> Option<(String, Vec<Vec<String>>)> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let book = held.as_ref().filter(|book| book.seen == seen)?;
        Some((book.name.clone(), book.bad_rows.clone()))
    }

    /// Gives the rows of that book that cannot be used.
    pub(super) fn bad(&self, seen: &str) -> Option<Vec<u8>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref().filter(|book| book.seen == seen)?.bad.clone()
    }
}

/// Holds the folder that is handed over, under its number: a page that comes later has another one.
#[derive(Default)]
pub(super) struct Heaps(Mutex<(u64, Option<Arc<Mutex<Heap>>>)>);

impl Heaps {
    /// Begins another folder.
    ///
    /// # Errors
    /// Gives a finding if the machine has no room for it.
    pub(super) fn renew(&self) -> Result<u64, Findings> {
        let heap = Heap::new()?;
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held = (held.0 + 1, Some(Arc::new(Mutex::new(heap))));
        Ok(held.0)
    }

    /// Gives the folder of a number, if it is still the last.
    pub(super) fn get(&self, number: u64) -> Option<Arc<Mutex<Heap>>> {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.1.clone().filter(|_| held.0 == number)
    }
}

/// Opens a folder that is handed over.
pub(super) fn inside(heap: &Mutex<Heap>) -> MutexGuard<'_, Heap> {
    heap.lock().unwrap_or_else(PoisonError::into_inner)
}
