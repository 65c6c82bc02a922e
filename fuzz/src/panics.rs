//! Comes in: one run of a target. Goes out: its end, or the end of the process where it panicked.
//! Must not know: what is run.
//!
//! libFuzzer's crate ends the process at any panic. The rooms catch those of the spreadsheet
//! libraries on purpose; only one that gets out is a finding.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::sync::{Mutex, Once, PoisonError};

static LAST: Mutex<String> = Mutex::new(String::new());

/// Runs `work`; ends the process if a panic gets out of it.
pub fn guarded_too(work: impl FnOnce()) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        set_hook(Box::new(|about| {
            *LAST.lock().unwrap_or_else(PoisonError::into_inner) = about.to_string();
        }));
    });
    if catch_unwind(AssertUnwindSafe(work)).is_err() {
        eprintln!("{}", LAST.lock().unwrap_or_else(PoisonError::into_inner));
        std::process::abort();
    }
}
