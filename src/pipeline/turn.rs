//! Comes in: a file to hold. Goes out: the turn to change what it stands for, which
//! ends when it is dropped or the program dies. Must not know: what is changed.

use std::fs::{File, TryLockError};
use std::path::Path;

use crate::diag::{Code, Diagnostic, os_words};

/// Is the turn to change something that two runs must not change at once.
#[derive(Debug)]
pub(crate) struct Turn(
    #[expect(dead_code, reason = "held, not read: the system lets go of it with the file")] File,
);

impl Turn {
    /// Waits for the turn to change a store. The file lies beside the register, on
    /// a local disk: a store may lie on a network drive, whose locks cannot be
    /// trusted.
    ///
    /// # Errors
    /// Gives a finding if the file cannot be made or held.
    pub(crate) fn wait(file: &Path) -> Result<Self, Box<Diagnostic>> {
        let held = open(file).and_then(|held| held.lock().map(|()| held));
        held.map(Self).map_err(|error| {
            let message = format!("không giữ được `{}`: {}", file.display(), os_words(&error));
            Box::new(Diagnostic::new(Code::ARCHIVE_WRITE, message))
        })
    }

    /// Takes the turn to make or move the copies in `folder`; the file lies beside
    /// it. Nothing where no lock can be held (a folder nobody may write, some network
    /// drives): then it is as if this run were alone.
    ///
    /// # Errors
    /// Gives a finding if another run has the turn.
    pub(crate) fn take(folder: &Path) -> Result<Option<Self>, Box<Diagnostic>> {
        let mut name = std::ffi::OsString::from(".");
        name.push(folder.file_name().unwrap_or_default());
        name.push(".lock");
        // What cannot be written is told of by what writes copies.
        let Ok(file) = open(&folder.with_file_name(name)) else { return Ok(None) };
        match file.try_lock() {
            Ok(()) => Ok(Some(Self(file))),
            Err(TryLockError::Error(_)) => Ok(None),
            Err(TryLockError::WouldBlock) => {
                let message = format!("`{}` đang được lập ở cửa sổ khác hoặc máy khác", folder.display());
                let finding = Diagnostic::new(Code::OUTPUT_BUSY, message);
                Err(Box::new(finding.hint("chờ lần ấy xong rồi chạy lại")))
            }
        }
    }
}

fn open(file: &Path) -> std::io::Result<File> {
    // Windows locks no file that is open for appending only.
    let open = || File::options().create(true).write(true).truncate(false).open(file);
    open().or_else(|_| {
        let folder = file.parent().unwrap_or(file);
        std::fs::create_dir_all(folder).and_then(|()| open())
    })
}
