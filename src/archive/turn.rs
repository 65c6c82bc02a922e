//! Comes in: a file to hold. Goes out: the turn to change a store, which ends when
//! it is dropped or the program dies. Must not know: what is changed.

use std::fs::File;
use std::path::Path;

use crate::diag::{Code, Diagnostic, os_words};

/// Is the turn to change a store.
#[derive(Debug)]
pub struct Turn(#[expect(dead_code, reason = "held, not read: the system lets go of it with the file")] File);

impl Turn {
    /// Waits for the turn. The file lies beside the register, on a local disk: a
    /// store may lie on a network drive, whose locks cannot be trusted.
    ///
    /// # Errors
    /// Gives a finding if the file cannot be made or held.
    pub fn wait(file: &Path) -> Result<Self, Box<Diagnostic>> {
        // Windows locks no file that is open for appending only.
        let held = File::options().create(true).write(true).truncate(false).open(file);
        let held = held.and_then(|held| held.lock().map(|()| held));
        held.map(Self).map_err(|error| {
            let message = format!("không giữ được `{}`: {}", file.display(), os_words(&error));
            Box::new(Diagnostic::new(Code::ARCHIVE_WRITE, message))
        })
    }
}
