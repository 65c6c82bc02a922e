//! Comes in: files that are to lie in a folder a person may write to, too. Goes
//! out: the folder with these files, and with everything this program did not
//! write. Must not know: what the files are.
//!
//! A list in the folder says what was written, each with its SHA-512; only what
//! is still exactly that is replaced or taken away.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::durable::{Workshop, place, write};
use super::plain;
use crate::digest::{sha512_file, sha512_hex};
use crate::text::free_name;

/// Is the name of the list, as `sha512sum -c` reads it.
pub(super) const LIST: &str = "danh-muc.sha512";

/// Is where the bytes of a file come from.
pub(super) enum Source {
    /// A file, and its SHA-512.
    File(PathBuf, String),
    /// The text itself.
    Text(String),
}

/// Is a file that is to lie in the folder.
pub(super) struct Piece {
    path: String,
    digest: String,
    source: Source,
}

impl Piece {
    /// Makes one; `/` between the parts of its path.
    pub(super) fn new(path: String, source: Source) -> Self {
        let digest = match &source {
            Source::File(_, digest) => digest.clone(),
            Source::Text(text) => sha512_hex(text.as_bytes()),
        };
        Self { path, digest, source }
    }

    /// Gives its bytes; nothing if they are no longer what they were.
    fn bytes(&self) -> io::Result<Option<Vec<u8>>> {
        match &self.source {
            Source::Text(text) => Ok(Some(text.clone().into_bytes())),
            Source::File(path, digest) => {
                let bytes = plain::read(path)?;
                Ok((sha512_hex(&bytes) == *digest).then_some(bytes))
            }
        }
    }
}

/// Holds, by path, the digests of what this program wrote there.
type Written = BTreeMap<String, BTreeSet<String>>;

/// Brings the folder up to date; `known` was written before there were lists.
/// Gives what there is to say.
pub(super) fn fill(root: &Path, pieces: &[Piece], known: Option<&str>) -> io::Result<Vec<String>> {
    fs::create_dir_all(root)?;
    let shelf = Shelf { root, stage: root.join(".vanthu-tam") };
    let mut before = shelf.list();
    if let Some(known) = known.filter(|_| !root.join(LIST).is_file()) {
        before.entry(known.to_owned()).or_default().insert(sha512_file(&root.join(known))?.0);
    }
    let now: Written =
        pieces.iter().map(|piece| (piece.path.clone(), [piece.digest.clone()].into())).collect();
    // Cut off between here and the end, both what was and what will be is known.
    let mut both = before.clone();
    for (path, digests) in &now {
        both.entry(path.clone()).or_default().extend(digests.clone());
    }
    shelf.enter(&both)?;
    let mut told = Vec::new();
    for piece in pieces {
        told.extend(shelf.lay(piece, before.get(&piece.path))?);
    }
    for (path, digests) in before.iter().filter(|(path, _)| !now.contains_key(*path)) {
        told.extend(shelf.take(path, digests)?);
    }
    shelf.enter(&now)?;
    Ok(told)
}

struct Shelf<'a> {
    root: &'a Path,
    stage: PathBuf,
}

impl Shelf<'_> {
    /// Reads the list; a path that leads out of the folder is none of ours.
    fn list(&self) -> Written {
        let text = fs::read_to_string(self.root.join(LIST)).unwrap_or_default();
        let mut list = Written::new();
        for (digest, path) in text.lines().filter_map(|line| line.split_once("  ")) {
            if Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
                list.entry(path.to_owned()).or_default().insert(digest.to_owned());
            }
        }
        list
    }

    fn enter(&self, list: &Written) -> io::Result<()> {
        let mut text = String::new();
        for (path, digests) in list {
            for digest in digests {
                let _ = writeln!(text, "{digest}  {path}");
            }
        }
        self.put(LIST, text.as_bytes())
    }

    /// Lays a file in its place; what stands there and is not ours gets another
    /// name.
    fn lay(&self, piece: &Piece, ours: Option<&BTreeSet<String>>) -> io::Result<Option<String>> {
        let to = self.root.join(&piece.path);
        let digest = to.is_file().then(|| sha512_file(&to)).transpose()?.map(|(digest, _)| digest);
        if digest.as_ref() == Some(&piece.digest) {
            return Ok(None);
        }
        let Some(bytes) = piece.bytes()? else {
            let why = "tệp trong kho không còn như lúc lưu, không đưa ra đây; chạy `vanthu luu kiem-tra`";
            return Ok(Some(format!("`{}`: {why}", piece.path)));
        };
        let is_ours = digest.is_some_and(|digest| ours.is_some_and(|ours| ours.contains(&digest)));
        let told = if to.exists() && !is_ours { Some(self.aside(&piece.path)?) } else { None };
        self.put(&piece.path, &bytes)?;
        let mut rights = fs::metadata(&to)?.permissions();
        rights.set_readonly(true);
        fs::set_permissions(&to, rights)?;
        Ok(told)
    }

    /// Gives what stands in the way another name.
    fn aside(&self, path: &str) -> io::Result<String> {
        let free = free_name(path, |path| self.root.join(path).exists());
        fs::rename(self.root.join(path), self.root.join(&free))?;
        Ok(format!("`{path}` không còn như chương trình đã viết: giữ lại, đổi tên thành `{free}`"))
    }

    /// Takes away what is no longer wanted, and the folders it leaves empty.
    fn take(&self, path: &str, ours: &BTreeSet<String>) -> io::Result<Option<String>> {
        let old = self.root.join(path);
        if !old.exists() {
            return Ok(None);
        }
        if !old.is_file() || !ours.contains(&sha512_file(&old)?.0) {
            return Ok(Some(format!("`{path}` không còn như chương trình đã viết: giữ lại")));
        }
        unlock(&old)?;
        fs::remove_file(&old)?;
        let above = old.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder that holds something else cannot be removed, and must not be.
        let _ = above.map(fs::remove_dir).take_while(Result::is_ok).count();
        Ok(None)
    }

    /// Writes a file whole or not at all, in the place of what stood there.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let to = self.root.join(path);
        let workshop = Workshop::open(&self.stage)?;
        let new = workshop.folder.join("tep");
        let done = write(&new, bytes).and_then(|()| unlock(&to)).and_then(|()| place(&new, &to));
        workshop.leave();
        done
    }
}

/// Lets Windows replace a file it may not write to.
#[expect(clippy::permissions_set_readonly_false, reason = "on Windows alone, where it gives nobody a right")]
fn unlock(path: &Path) -> io::Result<()> {
    if !cfg!(windows) || !path.is_file() {
        return Ok(());
    }
    let mut rights = fs::metadata(path)?.permissions();
    rights.set_readonly(false);
    fs::set_permissions(path, rights)
}
