//! Comes in: bytes and a place. Goes out: files that are there after a power
//! cut, or not at all. Must not know: OCFL.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Numbers the workshops of this program.
static NEXT: AtomicU32 = AtomicU32::new(0);
/// The file whose lock tells that somebody works in a workshop.
const BUSY: &str = "khoa";

/// Is a folder nobody else works in. A program that was killed leaves it
/// behind; the next one that makes a workshop takes it away.
pub(crate) struct Workshop {
    /// Where to work.
    pub(crate) folder: PathBuf,
    /// Holds the lock for as long as it is open.
    _busy: File,
}

impl Workshop {
    /// Makes one below `stage`.
    pub(crate) fn open(stage: &Path) -> io::Result<Self> {
        sweep(stage);
        for _ in 0..1_000_000 {
            // A name that is never used again: after a sweep the folder of that
            // name is this one's or gone, not another's.
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let folder = stage.join(format!("{}-{number}", std::process::id()));
            // The last one out may take the stage away between two looks at it.
            match fs::create_dir_all(stage).and_then(|()| Self::claim(&folder)) {
                Err(error)
                    if matches!(error.kind(), io::ErrorKind::AlreadyExists | io::ErrorKind::NotFound) => {}
                done => return done,
            }
        }
        Err(io::ErrorKind::AlreadyExists.into())
    }

    fn claim(folder: &Path) -> io::Result<Self> {
        // Another one's, or the last one out has just taken the stage away.
        fs::create_dir(folder)?;
        let lock = folder.join(BUSY);
        let busy = File::create_new(&lock)?;
        // A network drive may know no locks; then leftovers stay.
        let _ = busy.lock();
        // Whoever swept before the lock was held has taken it away.
        if lock.exists() {
            Ok(Self { folder: folder.to_owned(), _busy: busy })
        } else {
            Err(io::ErrorKind::NotFound.into())
        }
    }

    /// Takes it away, and the stage if it was the last.
    pub(crate) fn leave(self) {
        clear(&self.folder);
        if let Some(stage) = self.folder.parent() {
            let _ = fs::remove_dir(stage);
        }
    }
}

/// Takes away what programs that were killed left in a stage, and the stage if
/// nothing is left in it.
pub(super) fn sweep(stage: &Path) {
    for left in inside(stage) {
        // A link is taken away, not what it leads to.
        if fs::symlink_metadata(&left).is_ok_and(|about| about.is_dir()) {
            take_away(&left);
        } else {
            let _ = fs::remove_file(&left);
        }
    }
    let _ = fs::remove_dir(stage);
}

/// Takes a workshop away if nobody works in it. Its lock file is made once, by its maker, before
/// anything else lies there, and goes last: a folder with things in it and no lock is nobody's any
/// more, and whoever waits for a lock that is gone makes another workshop. A sweeper that made the
/// missing lock itself would be mistaken for the maker.
fn take_away(workshop: &Path) {
    // The look inside comes before the look for the lock: the maker may come in between.
    let used = inside(workshop).next().is_some();
    match OpenOptions::new().write(true).open(workshop.join(BUSY)) {
        Ok(lock) if lock.try_lock().is_ok() => clear(workshop),
        Err(error) if error.kind() == io::ErrorKind::NotFound && used => clear(workshop),
        // Killed before it had a lock, or just being made: its maker then makes another.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let _ = fs::remove_dir(workshop);
        }
        _ => {}
    }
}

/// Drops a workshop, its lock file last. What cannot be dropped lies outside every object and
/// harms nothing.
fn clear(workshop: &Path) {
    for left in inside(workshop).filter(|left| !left.ends_with(BUSY)) {
        let folder = fs::symlink_metadata(&left).is_ok_and(|about| about.is_dir());
        let _ = if folder { fs::remove_dir_all(&left) } else { fs::remove_file(&left) };
    }
    let _ = fs::remove_dir_all(workshop);
}

/// Counts what programs that were killed left in a stage; touches nothing.
pub(super) fn abandoned(stage: &Path) -> usize {
    // One whose maker was killed before it had a lock is told by that it stays.
    let free = |left: &PathBuf| {
        let lock = OpenOptions::new().write(true).open(left.join(BUSY));
        lock.map_or(true, |lock| lock.try_lock().is_ok())
    };
    inside(stage).filter(free).count()
}

/// Lists what lies in a stage.
fn inside(stage: &Path) -> impl Iterator<Item = PathBuf> {
    fs::read_dir(stage).into_iter().flatten().flatten().map(|entry| entry.path())
}

/// Writes a new file to disk.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Waits until everything below a folder, and the folder, is on the disk.
pub(crate) fn settle(folder: &Path) -> io::Result<()> {
    for entry in walkdir::WalkDir::new(folder).contents_first(true) {
        let entry = entry?;
        if entry.file_type().is_dir() {
            sync(entry.path())?;
        }
    }
    Ok(())
}

/// Moves a file or folder to its final name. Where something stands already,
/// only a file is replaced.
pub(crate) fn place(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        make(folder)?;
    }
    if from.is_dir() && to.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    fs::rename(from, to)?;
    to.parent().map_or(Ok(()), sync)
}

/// Makes a folder, and waits until each new part of the way is on the disk.
fn make(folder: &Path) -> io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent();
    above.map_or(Ok(()), make)?;
    match fs::create_dir(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
        _ => {}
    }
    above.map_or(Ok(()), sync)
}

/// Waits for a folder; Windows keeps no such promise and needs none.
fn sync(folder: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whoever sweeps takes nobody's workshop away, not even one that is just being made.
    #[test]
    fn nobody_s_workshop_is_swept_away() {
        let folder = tempfile::tempdir().expect("folder");
        let stage = folder.path().join("stage");
        std::thread::scope(|scope| {
            for _ in 0..24 {
                scope.spawn(|| {
                    for _ in 0..300 {
                        let shop = Workshop::open(&stage).expect("a workshop");
                        let files: Vec<_> = (0..4).map(|at| shop.folder.join(format!("o/{at}"))).collect();
                        for file in &files {
                            fs::create_dir_all(file.parent().expect("folder")).expect("made");
                            fs::write(file, b"x").expect("written");
                        }
                        assert!(files.iter().all(|file| file.is_file()), "swept away");
                        shop.leave();
                    }
                });
            }
        });
        assert!(!stage.exists());
    }
}
