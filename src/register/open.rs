//! Comes in: a workspace. Goes out: its register, opened so that what is
//! committed stays whatever happens to the machine. Must not know: rows.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::diag::{Code, Diagnostic, os_words};

/// Is a workspace's register of outgoing papers.
pub struct Register {
    pub(super) base: Connection,
    pub(super) path: PathBuf,
}

/// Gives the place of a workspace's register.
#[must_use]
pub fn file(workspace: &Path) -> PathBuf {
    workspace.join("so").join("so-dang-ky.sqlite")
}

/// Is how long a clerk waits for another one's change to end.
const PATIENCE: Duration = Duration::from_mins(2);

/// Holds what makes the tables, step by step; the version of a register is how
/// many of them ran. A step that was released is never changed: another one
/// follows it. Each leaves the columns of the steps before readable as they were.
const STEPS: [&str; 2] = [TABLES, SIGNED];

const TABLES: &str = "
CREATE TABLE series (
    organ TEXT NOT NULL, term TEXT NOT NULL, kind TEXT NOT NULL,
    first INTEGER NOT NULL CHECK (first >= 1), next INTEGER NOT NULL CHECK (next >= first),
    PRIMARY KEY (organ, term, kind)
) STRICT;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organ TEXT NOT NULL, term TEXT NOT NULL, kind TEXT NOT NULL, kind_name TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1), symbol TEXT NOT NULL, date TEXT NOT NULL,
    path TEXT NOT NULL, copy INTEGER NOT NULL, summary TEXT NOT NULL, signer TEXT NOT NULL,
    recipients TEXT NOT NULL, kept_at TEXT NOT NULL, copies INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('cap-so', 'ban-hanh', 'luu', 'huy')),
    reason TEXT NOT NULL DEFAULT '', pdf TEXT NOT NULL DEFAULT '', object TEXT NOT NULL DEFAULT '',
    UNIQUE (organ, term, kind, number)
) STRICT;
CREATE UNIQUE INDEX entry_paper ON entry (path, copy) WHERE state <> 'huy';
CREATE TABLE log (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, act TEXT NOT NULL,
    entry INTEGER NOT NULL, body TEXT NOT NULL, before TEXT NOT NULL, hash TEXT NOT NULL
) STRICT;
CREATE TRIGGER log_kept BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'nhật ký chỉ được thêm'); END;
CREATE TRIGGER log_whole BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'nhật ký chỉ được thêm'); END;
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'sổ không xoá dòng'); END;
CREATE VIRTUAL TABLE words USING fts5 (text);
";

/// Adds the state `da-ky`, and finds the papers of a folder fast.
const SIGNED: &str = "
CREATE TABLE entry_next (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organ TEXT NOT NULL, term TEXT NOT NULL, kind TEXT NOT NULL, kind_name TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1), symbol TEXT NOT NULL, date TEXT NOT NULL,
    path TEXT NOT NULL, copy INTEGER NOT NULL, summary TEXT NOT NULL, signer TEXT NOT NULL,
    recipients TEXT NOT NULL, kept_at TEXT NOT NULL, copies INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('cap-so', 'ban-hanh', 'luu', 'da-ky', 'huy')),
    reason TEXT NOT NULL DEFAULT '', pdf TEXT NOT NULL DEFAULT '', object TEXT NOT NULL DEFAULT '',
    UNIQUE (organ, term, kind, number)
) STRICT;
INSERT INTO entry_next SELECT * FROM entry;
DROP TABLE entry;
ALTER TABLE entry_next RENAME TO entry;
CREATE UNIQUE INDEX entry_paper ON entry (path, copy) WHERE state <> 'huy';
CREATE INDEX entry_path ON entry (path);
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'sổ không xoá dòng'); END;
";

impl Register {
    /// Opens a workspace's register; makes one if there is none.
    ///
    /// # Errors
    /// Gives a finding if it cannot be opened, is no register, or lies on a
    /// network drive, whose locks cannot be trusted.
    pub fn open(workspace: &Path) -> Result<Self, Box<Diagnostic>> {
        let path = file(workspace);
        let folder = path.parent().unwrap_or(workspace);
        std::fs::create_dir_all(folder).map_err(|error| refused(&path, &os_words(&error)))?;
        local(folder)?;
        let base = Connection::open(&path).map_err(|error| trouble(&path, &error))?;
        let mut register = Self { base, path };
        let version = register.settle().map_err(|error| trouble(&register.path, &error))?;
        known(&register.path, version)?;
        Ok(register)
    }

    /// Opens the register to be read; nothing if the workspace has none.
    ///
    /// # Errors
    /// As [`Register::open`].
    pub fn look(workspace: &Path) -> Result<Option<Self>, Box<Diagnostic>> {
        let path = file(workspace);
        if !path.is_file() {
            return Ok(None);
        }
        let open = |name: &Path, flags: OpenFlags| -> rusqlite::Result<Self> {
            let base = Connection::open_with_flags(name, flags)?;
            base.busy_timeout(PATIENCE)?;
            // Asks the file itself: read-only media cannot hold a log beside it.
            base.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(Self { base, path: path.clone() })
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let read = open(&path, flags).or_else(|first| {
            use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
            let sealed = matches!(first.sqlite_error_code(), Some(CannotOpen | ReadOnly));
            let whole = path.canonicalize().unwrap_or_else(|_| path.clone());
            let name = format!("file:{}?immutable=1", encoded(&whole));
            if sealed { open(Path::new(&name), flags | OpenFlags::SQLITE_OPEN_URI) } else { Err(first) }
        });
        let register = read.map_err(|error| trouble(&path, &error))?;
        let version = version(&register.base).map_err(|error| trouble(&path, &error))?;
        known(&path, version)?;
        Ok((version > 0).then_some(register))
    }

    /// Makes the register safe to write and moves its tables up; gives their
    /// version.
    fn settle(&mut self) -> rusqlite::Result<usize> {
        self.base.busy_timeout(PATIENCE)?;
        // Two programs that open a new register at once: one of them waits.
        let mut tries = 0;
        while let Err(error) = self.base.pragma_update(None, "journal_mode", "WAL") {
            tries += 1;
            if tries > 600 {
                return Err(error);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        self.base.pragma_update(None, "synchronous", "FULL")?;
        if version(&self.base)? < STEPS.len() {
            let change = self.base.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another program may have done it in the meantime.
            for (step, done) in STEPS.iter().zip(1_u32..).skip(version(&change)?) {
                change.execute_batch(step)?;
                change.pragma_update(None, "user_version", done)?;
            }
            change.commit()?;
        }
        version(&self.base)
    }

    /// Runs a change: it waits for others, and is there whole or not at all.
    pub(super) fn change<T>(
        &mut self,
        run: impl FnOnce(&rusqlite::Transaction<'_>) -> Result<T, Box<Diagnostic>>,
    ) -> Result<T, Box<Diagnostic>> {
        let path = self.path.clone();
        let change = self
            .base
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| trouble(&path, &error))?;
        let done = run(&change)?;
        change.commit().map_err(|error| trouble(&path, &error))?;
        Ok(done)
    }

    /// Makes a finding of the database's error.
    #[expect(clippy::unnecessary_box_returns, reason = "results of the line carry their finding boxed")]
    pub(super) fn trouble(&self, error: &rusqlite::Error) -> Box<Diagnostic> {
        trouble(&self.path, error)
    }
}

fn version(base: &Connection) -> rusqlite::Result<usize> {
    base.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0)).map(|version| version as usize)
}

/// Refuses a register that a newer program made: this one would misread it.
fn known(path: &Path, version: usize) -> Result<(), Box<Diagnostic>> {
    if version <= STEPS.len() {
        return Ok(());
    }
    let finding = refused(path, &format!("sổ do bản vanthu mới hơn lập (bậc {version})"));
    Err(Box::new(finding.hint("dùng bản vanthu mới nhất; sổ còn nguyên")))
}

/// Makes a finding of the database's error.
#[expect(clippy::unnecessary_box_returns, reason = "results of the line carry their finding boxed")]
pub(super) fn trouble(path: &Path, error: &rusqlite::Error) -> Box<Diagnostic> {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseCorrupt, DiskFull, NotADatabase, ReadOnly};
    let code = error.sqlite_error_code();
    let why = match code {
        Some(DatabaseBusy) => "máy khác đang ghi sổ quá lâu".to_owned(),
        Some(DatabaseCorrupt | NotADatabase) => "tệp sổ đã hỏng hoặc không phải sổ đăng ký".to_owned(),
        Some(DiskFull) => "đĩa đầy".to_owned(),
        Some(ReadOnly) => "sổ chỉ cho đọc".to_owned(),
        _ => error.to_string(),
    };
    let finding = refused(path, &why);
    match code {
        Some(DatabaseCorrupt | NotADatabase) => {
            let kept = "đừng xoá; lấy bản sao lưu của cả hai thư mục so và luu, rồi `vanthu archive verify`";
            Box::new(finding.hint(kept))
        }
        _ => finding,
    }
}

#[expect(clippy::unnecessary_box_returns, reason = "results of the line carry their finding boxed")]
fn refused(path: &Path, why: &str) -> Box<Diagnostic> {
    let message = format!("không mở hoặc ghi được sổ đăng ký `{}`: {why}", path.display());
    Box::new(Diagnostic::new(Code::REGISTER_OPEN, message))
}

/// Writes a path the way a database name with options has it.
fn encoded(path: &Path) -> String {
    path.display().to_string().replace('%', "%25").replace('?', "%3f").replace('#', "%23")
}

/// Refuses a network drive: there two programs may both believe they hold the
/// lock.
fn local(folder: &Path) -> Result<(), Box<Diagnostic>> {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let shared = whole.display().to_string();
    let windows =
        shared.starts_with(r"\\?\UNC\") || (shared.starts_with(r"\\") && !shared.starts_with(r"\\?\"));
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if windows || is_network(&mounts, &whole) {
        let finding =
            refused(&super::file(folder), "thư mục này nằm trên ổ mạng, hai máy cùng ghi có thể hỏng sổ");
        return Err(Box::new(finding.hint(
            "để thư mục cơ quan trên ổ cứng của máy văn thư; nơi khác lấy bản sao, hoặc chỉ để kho lưu trên ổ mạng bằng --archive",
        )));
    }
    Ok(())
}

/// Tells whether the deepest mount above a folder is a network's.
fn is_network(mounts: &str, folder: &Path) -> bool {
    const NETWORK: [&str; 8] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "davfs"];
    let parts = |line: &str| {
        let mut words = line.split_whitespace().skip(1);
        Some((words.next()?.replace("\\040", " "), words.next()?.to_owned()))
    };
    let above = mounts.lines().filter_map(parts).filter(|(place, _)| folder.starts_with(place));
    above.max_by_key(|(place, _)| place.len()).is_some_and(|(_, kind)| NETWORK.contains(&kind.as_str()))
}

/// Makes a register as the first step left it.
#[cfg(test)]
pub(super) fn old(path: &Path) -> Register {
    let base = Connection::open(path).expect("opened");
    base.execute_batch(STEPS[0]).expect("made");
    base.pragma_update(None, "user_version", 1).expect("made");
    Register { base, path: path.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_drive_is_told_by_its_deepest_mount() {
        let mounts = "/dev/sda / ext4 rw 0 0\nnas:/x /mnt/o\\040mang nfs4 rw 0 0\n/dev/b /mnt/o\\040mang/usb ext4 rw 0 0\n";
        assert!(is_network(mounts, Path::new("/mnt/o mang/xa")));
        assert!(!is_network(mounts, Path::new("/mnt/o mang/usb/xa")));
        assert!(!is_network(mounts, Path::new("/home/xa")));
    }
}
