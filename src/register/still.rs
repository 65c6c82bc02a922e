//! Comes in: the register's folder. Goes out: the word that somebody changes register or archive, held
//! by many; or that all of it stands still for a while, held by one. Must not know: what is changed.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::diag::{Code, Diagnostic};

/// Is how often it is asked whether the others have ended.
const ROUND: Duration = Duration::from_millis(20);

/// Gives the file whose lock says so; there is nothing in it.
pub(super) fn file(folder: &Path) -> PathBuf {
    folder.join("viec.khoa")
}

/// Is a change that goes on. The lock ends with the program, however that ends.
#[derive(Debug)]
pub(super) struct Busy(
    #[expect(dead_code, reason = "held, not read: the system lets go of it with the file")] File,
);

impl Busy {
    /// Waits while all stands still. Nothing where no lock can be held: then it is as if nobody
    /// took a backup.
    ///
    /// # Errors
    /// Gives a finding if that takes too long.
    pub(super) fn hold(folder: &Path, patience: Duration) -> Result<Option<Self>, Box<Diagnostic>> {
        match wait(folder, patience, File::try_lock_shared) {
            Held::Locked(file) => Ok(Some(Self(file))),
            Held::NoLocks => Ok(None),
            Held::Others => {
                let message = "đang sao lưu nên chưa ghi được vào sổ và kho";
                let finding = Diagnostic::new(Code::REGISTER_OPEN, message);
                Err(Box::new(finding.hint("chờ sao lưu xong, hoặc dừng nó, rồi làm lại; chưa gì bị đổi")))
            }
        }
    }
}

/// Says that nobody changes register or archive as long as it is held.
#[derive(Debug)]
pub struct Still(
    #[expect(dead_code, reason = "held, not read: the system lets go of it with the file")] Option<File>,
);

impl Still {
    /// Waits until nobody changes anything. Where no lock can be held (nobody may write there), it is
    /// as if nobody did.
    ///
    /// # Errors
    /// Gives a finding if that takes too long.
    pub(super) fn hold(folder: &Path, patience: Duration) -> Result<Self, Box<Diagnostic>> {
        match wait(folder, patience, File::try_lock) {
            Held::Locked(file) => Ok(Self(Some(file))),
            Held::NoLocks => Ok(Self(None)),
            Held::Others => {
                let message = "sổ hoặc kho đang được ghi ở cửa sổ hay máy khác mãi chưa xong";
                let finding = Diagnostic::new(Code::REGISTER_OPEN, message);
                Err(Box::new(finding.hint("chờ việc ấy xong rồi làm lại")))
            }
        }
    }
}

/// Is what became of the wish for a lock.
enum Held {
    Locked(File),
    /// Nobody may write there, or the drive knows no locks.
    NoLocks,
    Others,
}

type Try = fn(&File) -> Result<(), TryLockError>;

/// Waits for a lock.
fn wait(folder: &Path, patience: Duration, lock: Try) -> Held {
    let Ok(held) = File::options().create(true).write(true).truncate(false).open(file(folder)) else {
        return Held::NoLocks;
    };
    let begun = Instant::now();
    loop {
        match lock(&held) {
            Ok(()) => return Held::Locked(held),
            Err(TryLockError::Error(_)) => return Held::NoLocks,
            Err(TryLockError::WouldBlock) if begun.elapsed() > patience => return Held::Others,
            Err(TryLockError::WouldBlock) => std::thread::sleep(ROUND),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_change_and_one_holds_still() {
        let folder = tempfile::tempdir().expect("folder");
        let (here, none) = (folder.path(), Duration::ZERO);
        let one = Busy::hold(here, none).expect("busy");
        let two = Busy::hold(here, none).expect("busy, too");
        Still::hold(here, none).expect_err("somebody changes something");
        drop((one, two));
        let still = Still::hold(here, none).expect("nobody does");
        Busy::hold(here, none).expect_err("all stands still");
        Still::hold(here, none).expect_err("one at a time");
        drop(still);
        Busy::hold(here, none).expect("again");
    }
}
