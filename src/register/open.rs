//! Comes in: a workspace. Goes out: its register, opened so that what is
//! committed stays whatever happens to the machine. Must not know: rows.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::still::{self, Busy, Still};
use crate::diag::{Code, Diagnostic, os_words};

/// Is a workspace's register of outgoing papers.
pub struct Register {
    pub(super) base: Connection,
    pub(super) path: PathBuf,
    /// Held while it may be changed: nobody takes a backup midway.
    _busy: Option<Busy>,
}

/// Gives the place of a workspace's register.
#[must_use]
pub fn file(workspace: &Path) -> PathBuf {
    workspace.join("so").join("so-dang-ky.sqlite")
}

/// Is how long a clerk waits for another one's change to end.
const PATIENCE: Duration = Duration::from_mins(2);
/// Makes the tables step by step. A register's version is how many steps it has
/// taken: a step is never changed once it was released, only others added.
const STEPS: [&str; 3] = [TABLES, SIGNED, OLD_BOOK];

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

/// Rows of an older book: where they come from, and numbers it gave twice
/// (`dup` 1, 2 …). They have no file of ours, so `path` is empty.
const OLD_BOOK: &str = "
CREATE TABLE entry_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    organ TEXT NOT NULL, term TEXT NOT NULL, kind TEXT NOT NULL, kind_name TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1), symbol TEXT NOT NULL, date TEXT NOT NULL,
    path TEXT NOT NULL, copy INTEGER NOT NULL, summary TEXT NOT NULL, signer TEXT NOT NULL,
    recipients TEXT NOT NULL, kept_at TEXT NOT NULL, copies INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('cap-so', 'da-ky', 'ban-hanh', 'luu', 'nhap', 'huy')),
    reason TEXT NOT NULL DEFAULT '', pdf TEXT NOT NULL DEFAULT '', object TEXT NOT NULL DEFAULT '',
    dup INTEGER NOT NULL DEFAULT 0 CHECK (dup >= 0), origin TEXT NOT NULL DEFAULT '',
    UNIQUE (organ, term, kind, number, dup), CHECK (dup = 0 OR origin <> '')
) STRICT;
INSERT INTO entry_new (id, organ, term, kind, kind_name, number, symbol, date, path, copy, summary, signer,
    recipients, kept_at, copies, state, reason, pdf, object)
    SELECT id, organ, term, kind, kind_name, number, symbol, date, path, copy, summary, signer,
    recipients, kept_at, copies, state, reason, pdf, object FROM entry;
DROP TABLE entry;
ALTER TABLE entry_new RENAME TO entry;
CREATE UNIQUE INDEX entry_paper ON entry (path, copy) WHERE state <> 'huy' AND path <> '';
CREATE INDEX entry_path ON entry (path);
CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'sổ không xoá dòng'); END;
";

/// Lets the group write the register where it may write the office's folder: what lies
/// beside it while it is open gets its rights, and else the first to open it would lock the
/// others out. Only the owner can, so what fails is another's and was done by them.
#[cfg(unix)]
fn share(workspace: &Path, made: &[&Path]) {
    use std::os::unix::fs::PermissionsExt;
    let rights = |path: &Path| std::fs::metadata(path).ok().map(|about| about.permissions().mode());
    if rights(workspace).is_none_or(|rights| rights & 0o020 == 0) {
        return;
    }
    for path in made {
        let Some(now) = rights(path) else { continue };
        let wanted = now | if path.is_dir() { 0o070 } else { 0o060 };
        if now != wanted {
            let _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted));
        }
    }
}

#[cfg(not(unix))]
fn share(_: &Path, _: &[&Path]) {}

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
        on_local_disk(folder)?;
        let busy = Busy::hold(folder, PATIENCE)?;
        let base = Connection::open(&path).map_err(|error| trouble(&path, &error))?;
        share(workspace, &[folder, &path, &still::file(folder)]);
        let mut register = Self { base, path, _busy: busy };
        register.known()?;
        register.settle().map_err(|error| trouble(&register.path, &error))?;
        Ok(register)
    }

    /// Opens the register to be read; nothing if the workspace has none. One of
    /// an older version is read through a copy in memory that was moved up.
    ///
    /// # Errors
    /// As [`Register::open`].
    pub fn look(workspace: &Path) -> Result<Option<Self>, Box<Diagnostic>> {
        let path = file(workspace);
        if !path.is_file() {
            return Ok(None);
        }
        let base = reading(&path).map_err(|error| trouble(&path, &error))?;
        let register = Self { base, path, _busy: None };
        match register.known()? {
            0 => Ok(None),
            version if version == steps() => Ok(Some(register)),
            _ => register.risen().map(Some),
        }
    }

    /// Gives a register in memory like the workspace's, to try a change on.
    ///
    /// # Errors
    /// As [`Register::open`].
    pub fn rehearse(workspace: &Path) -> Result<Self, Box<Diagnostic>> {
        let path = file(workspace);
        let base = if path.is_file() { reading(&path) } else { Connection::open_in_memory() };
        let register = Self { base: base.map_err(|error| trouble(&path, &error))?, path, _busy: None };
        register.known()?;
        register.risen()
    }

    /// Waits until nobody changes register or archive, and keeps everybody from it as long as what
    /// it gives is held.
    ///
    /// # Errors
    /// Gives a finding if somebody goes on for too long.
    pub fn stand_still(workspace: &Path) -> Result<Still, Box<Diagnostic>> {
        let path = file(workspace);
        Still::hold(path.parent().unwrap_or(workspace), PATIENCE)
    }

    /// Gives the register as the bytes of a file of its own, all that was entered in it.
    ///
    /// # Errors
    /// Gives a finding if it cannot be read.
    pub fn image(&self) -> Result<Vec<u8>, Box<Diagnostic>> {
        let read = || {
            let mut base = self.in_memory()?;
            Ok(base.serialize("main")?.to_vec())
        };
        read().map_err(|error: rusqlite::Error| self.trouble(&error))
    }

    fn risen(&self) -> Result<Self, Box<Diagnostic>> {
        let risen = || {
            let mut base = self.in_memory()?;
            climb(&mut base)?;
            Ok(base)
        };
        let base = risen().map_err(|error| self.trouble(&error))?;
        Ok(Self { base, path: self.path.clone(), _busy: None })
    }

    fn in_memory(&self) -> rusqlite::Result<Connection> {
        let mut base = Connection::open_in_memory()?;
        let pages = 4096;
        Backup::new(&self.base, &mut base)?.run_to_completion(pages, Duration::ZERO, None)?;
        Ok(base)
    }

    /// Gives the version; refuses one that a later vanthu wrote.
    fn known(&self) -> Result<i64, Box<Diagnostic>> {
        self.base.busy_timeout(PATIENCE).map_err(|error| self.trouble(&error))?;
        let version = version(&self.base).map_err(|error| self.trouble(&error))?;
        // Another program's database is left alone.
        let own =
            "SELECT count(*), count(*) FILTER (WHERE name IN ('entry', 'series', 'log')) FROM sqlite_schema";
        let (all, own): (i64, i64) = self
            .base
            .query_row(own, [], |row| Ok((row.get(0)?, row.get(1)?)))
            .map_err(|error| self.trouble(&error))?;
        if own != 3 && all > 0 {
            let hint = "lấy lại bản sao lưu của cả hai thư mục so và luu, rồi `vanthu luu kiem-tra`";
            return Err(Box::new(refused(&self.path, FOREIGN).hint(hint)));
        }
        if (0..=steps()).contains(&version) {
            return Ok(version);
        }
        let why = format!("sổ do bản vanthu mới hơn ghi (bảng {version}, bản này biết đến {})", steps());
        Err(Box::new(refused(&self.path, &why).hint("dùng bản vanthu mới nhất mà cơ quan đã cài")))
    }

    fn settle(&mut self) -> rusqlite::Result<()> {
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
        climb(&mut self.base)
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

    /// Reads several things as they stand at one moment, whoever writes meanwhile.
    ///
    /// # Errors
    /// Gives a finding if the register cannot be read.
    pub fn at_once<T>(
        &self,
        read: impl FnOnce(&Self) -> Result<T, Box<Diagnostic>>,
    ) -> Result<T, Box<Diagnostic>> {
        // One moment lies in another.
        if !self.base.is_autocommit() {
            return read(self);
        }
        let moment = self.base.unchecked_transaction().map_err(|error| self.trouble(&error))?;
        let done = read(self)?;
        moment.finish().map_err(|error| self.trouble(&error))?;
        Ok(done)
    }

    /// Makes a finding of the database's error.
    pub(super) fn trouble(&self, error: &rusqlite::Error) -> Box<Diagnostic> {
        trouble(&self.path, error)
    }
}

/// Opens a database to be read.
fn reading(path: &Path) -> rusqlite::Result<Connection> {
    let open = |name: &Path, flags: OpenFlags| -> rusqlite::Result<Connection> {
        let base = Connection::open_with_flags(name, flags)?;
        base.busy_timeout(PATIENCE)?;
        // Asks the file itself: read-only media cannot hold a log beside it.
        base.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(base)
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    open(path, flags).or_else(|first| {
        use rusqlite::ErrorCode::{CannotOpen, ReadOnly};
        // With a log beside it the file alone is not what was entered last.
        let mut log = path.to_owned().into_os_string();
        log.push("-wal");
        let behind = std::fs::metadata(log).is_ok_and(|log| log.len() > 0);
        let sealed = !behind && matches!(first.sqlite_error_code(), Some(CannotOpen | ReadOnly));
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let name = format!("file:{}?immutable=1", encoded(&whole));
        if sealed { open(Path::new(&name), flags | OpenFlags::SQLITE_OPEN_URI) } else { Err(first) }
    })
}

/// Gives the tables of the first version.
#[cfg(test)]
pub(super) fn first_tables() -> &'static str {
    STEPS[0]
}

fn version(base: &Connection) -> rusqlite::Result<i64> {
    base.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn steps() -> i64 {
    i64::try_from(STEPS.len()).unwrap_or(i64::MAX)
}

/// Takes the steps a register has not taken yet, all or none.
fn climb(base: &mut Connection) -> rusqlite::Result<()> {
    if version(base)? >= steps() {
        return Ok(());
    }
    let change = base.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let taken = usize::try_from(version(&change)?).unwrap_or(0);
    for step in STEPS.iter().skip(taken) {
        change.execute_batch(step)?;
    }
    if taken < STEPS.len() {
        change.pragma_update(None, "user_version", steps())?;
    }
    change.commit()
}

/// Makes a finding of the database's error.
pub(super) fn trouble(path: &Path, error: &rusqlite::Error) -> Box<Diagnostic> {
    use rusqlite::ErrorCode::{
        CannotOpen, ConstraintViolation, DatabaseBusy, DatabaseCorrupt, DatabaseLocked, DiskFull,
        NotADatabase, OutOfMemory, PermissionDenied, ReadOnly, SystemIoFailure,
    };
    let code = error.sqlite_error_code();
    let why = match code {
        Some(DatabaseBusy | DatabaseLocked) => "máy khác đang ghi sổ quá lâu".to_owned(),
        Some(DatabaseCorrupt | NotADatabase) => "tệp sổ đã hỏng hoặc không phải sổ đăng ký".to_owned(),
        Some(DiskFull) => "đĩa đầy".to_owned(),
        Some(ReadOnly) => "sổ chỉ cho đọc".to_owned(),
        Some(CannotOpen) => "không mở được tệp: thư mục không có, hoặc không có quyền".to_owned(),
        Some(PermissionDenied) => "không có quyền".to_owned(),
        Some(SystemIoFailure) => "đĩa báo lỗi khi đọc hoặc ghi".to_owned(),
        Some(OutOfMemory) => "máy hết bộ nhớ".to_owned(),
        _ if unlike(error) => FOREIGN.to_owned(),
        Some(ConstraintViolation) => {
            "thay đổi này trái với điều sổ luôn giữ (số không cấp hai lần, dòng không xoá)".to_owned()
        }
        // What the database says itself is English, and tells a clerk nothing.
        _ => format!("tệp sổ không dùng được (SQLite báo mã {})", number(error)),
    };
    let finding = refused(path, &why);
    match code {
        _ if unlike(error) || matches!(code, Some(DatabaseCorrupt | NotADatabase)) => {
            let kept = "đừng xoá; lấy bản sao lưu của cả hai thư mục so và luu, rồi `vanthu luu kiem-tra`";
            Box::new(finding.hint(kept))
        }
        _ => finding,
    }
}

fn number(error: &rusqlite::Error) -> i32 {
    error.sqlite_error().map_or(0, |error| error.extended_code)
}

const FOREIGN: &str = "bên trong không phải những gì vanthu ghi: đã bị sửa, hoặc là tệp khác";

/// Tells an error about what stands in the tables, or that there are none.
fn unlike(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{
        FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, QueryReturnedNoRows, Utf8Error,
    };
    let words = error.to_string();
    matches!(
        error,
        FromSqlConversionFailure(..)
            | IntegralValueOutOfRange(..)
            | InvalidColumnType(..)
            | QueryReturnedNoRows
            | Utf8Error(..)
    ) || ["no such table", "no such column", "malformed JSON"].iter().any(|start| words.starts_with(start))
}

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
///
/// # Errors
/// Gives a finding if a folder lies on one.
pub fn on_local_disk(folder: &Path) -> Result<(), Box<Diagnostic>> {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let shared = whole.display().to_string();
    let windows =
        shared.starts_with(r"\\?\UNC\") || (shared.starts_with(r"\\") && !shared.starts_with(r"\\?\"));
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if windows || is_network(&mounts, &whole) {
        let finding =
            refused(&super::file(folder), "thư mục này nằm trên ổ mạng, hai máy cùng ghi có thể hỏng sổ");
        return Err(Box::new(finding.hint(
            "để thư mục cơ quan trên ổ cứng của máy văn thư; nơi khác lấy bản sao, hoặc chỉ để kho lưu trên ổ mạng bằng --kho-luu",
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
