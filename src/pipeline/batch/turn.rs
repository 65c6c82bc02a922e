//! Comes in: the folder of the copies. Goes out: the turn to make copies there,
//! which one run has at a time: two would write one ledger over the other. Must
//! not know: copies.

use std::fs::{File, TryLockError, create_dir_all};
use std::path::Path;

use crate::diag::{Code, Diagnostic};

/// Is the file that is locked; it holds nothing and stays.
const LOCK: &str = ".vanthu.lock";

/// Takes the turn; it ends when the file is dropped, also when the run is
/// killed. Nothing where the folder cannot hold a lock (some network drives):
/// then it is as if this run were alone.
///
/// # Errors
/// Gives a finding if another run has the turn.
pub(super) fn take(folder: &Path) -> Result<Option<File>, Box<Diagnostic>> {
    // What cannot be written is told of by what writes copies.
    let open = || File::options().create(true).append(true).open(folder.join(LOCK));
    let Ok(file) = create_dir_all(folder).and_then(|()| open()) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::Error(_)) => Ok(None),
        Err(TryLockError::WouldBlock) => {
            let message = format!("`{}` đang được lập ở một cửa sổ khác", folder.display());
            Err(Box::new(Diagnostic::new(Code::OUTPUT_BUSY, message).hint("chờ lần ấy xong rồi chạy lại")))
        }
    }
}
