//! Comes in: a folder that is this user's alone, the folder of an office. Goes out: whether its window
//! is open already, and a new address of that one. Must not know: what a window shows.
//!
//! The lock, not the file beside it, says whether the first one lives: a system lets go of the locks
//! of a program that was killed.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::digest::sha256_hex;

/// Is how long the first window may take to answer.
const ANSWER: Duration = Duration::from_secs(5);
/// Is the most that is read of its answer (bytes).
const MOST: u64 = 16 << 10;

/// Says whose the window of a folder is.
pub enum First {
    /// Nobody else's: it is to be served here, and is marked as long as this lives.
    Own(Mark),
    /// It is open: its new address.
    Open(String),
    /// It is open and does not answer.
    Silent,
}

/// Marks a window as open.
pub struct Mark {
    file: PathBuf,
    /// Is held until the program ends.
    _lock: File,
}

/// Says how the first window is reached.
#[derive(Serialize, Deserialize)]
struct Told {
    port: u16,
    key: String,
}

impl First {
    /// Looks whether the window of a folder is open; `place` belongs to this user alone.
    ///
    /// # Errors
    /// Gives what the system says.
    pub fn look(place: &Path, folder: &Path) -> std::io::Result<Self> {
        private_folder(place)?;
        let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let name = &sha256_hex(whole.display().to_string().as_bytes())[..16];
        let file = place.join(format!("mo-{name}.json"));
        let lock = private(&place.join(format!("mo-{name}.khoa")), false)?;
        match lock.try_lock() {
            Ok(()) => {
                // What lies there is of a window that is no more.
                let _ = fs::remove_file(&file);
                Ok(Self::Own(Mark { file, _lock: lock }))
            }
            Err(TryLockError::WouldBlock) => Ok(asked(&file).map_or(Self::Silent, Self::Open)),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

impl Mark {
    /// Tells the next ones how this window is reached.
    ///
    /// # Errors
    /// Gives what the system says.
    pub fn tell(&self, port: u16, key: &str) -> std::io::Result<()> {
        let told = serde_json::to_vec(&Told { port, key: key.to_owned() })?;
        private(&self.file, true)?.write_all(&told)
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        // One that stays says nothing without the lock.
        let _ = fs::remove_file(&self.file);
    }
}

/// Asks the first window for a new address.
fn asked(file: &Path) -> Option<String> {
    let told: Told = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
    let body = serde_json::json!({ "k": told.key }).to_string();
    let host = format!("127.0.0.1:{}", told.port);
    let mut stream = TcpStream::connect(("127.0.0.1", told.port)).ok()?;
    stream.set_read_timeout(Some(ANSWER)).ok()?;
    stream.set_write_timeout(Some(ANSWER)).ok()?;
    write!(
        stream,
        "POST /api/mo-lai HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .ok()?;
    let mut answer = Vec::new();
    stream.take(MOST).read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8(answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    head.starts_with("HTTP/1.1 200 ").then_some(())?;
    let told: serde_json::Value = serde_json::from_str(body).ok()?;
    let key = told.get("k")?.as_str()?;
    key.bytes().all(|letter| letter.is_ascii_hexdigit()).then(|| format!("http://{host}/#k={key}"))
}

#[cfg(unix)]
fn private_folder(place: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
    fs::DirBuilder::new().recursive(true).mode(0o700).create(place)?;
    fs::set_permissions(place, fs::Permissions::from_mode(0o700))
}

#[cfg(not(unix))]
fn private_folder(place: &Path) -> std::io::Result<()> {
    fs::create_dir_all(place)
}

/// Opens a file that only this user reads.
fn private(path: &Path, anew: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(anew);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
