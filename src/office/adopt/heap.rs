//! Comes in: the files of somebody's folder, one by one, each with its way in it. Goes out: the same folder here,
//! for as long as it is wanted. Must not know: what is in the files.

use std::path::PathBuf;

use super::MAX_FILE;
use crate::diag::{Code, Diagnostic, os_words};

/// Is where the files lie.
const FILES: &str = "tep";
/// Is how many files a folder that is handed over may have.
const MOST: usize = 5_000;
/// Is how many bytes they may have together.
const MOST_BYTES: u64 = 2 << 30;
/// Is how deep a file may lie.
const DEEPEST: usize = 16;

/// Is a folder that is handed over. It is taken away with this value.
pub struct Heap {
    folder: tempfile::TempDir,
    files: usize,
    bytes: u64,
}

impl Heap {
    /// Begins with an empty folder.
    ///
    /// # Errors
    /// Gives a finding if the machine has no room for it.
    pub fn new() -> Result<Self, Box<Diagnostic>> {
        let folder = tempfile::tempdir().map_err(|error| refused(&os_words(&error)))?;
        Ok(Self { folder, files: 0, bytes: 0 })
    }

    /// Takes a file over; its way has the folder's own name first.
    ///
    /// # Errors
    /// Gives a finding if the way leads elsewhere, the file is too large, or there are too many.
    pub fn add(&mut self, way: &str, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
        let size = bytes.len() as u64;
        if size > MAX_FILE {
            return Err(refused(&format!("`{way}` lớn hơn {} MB", MAX_FILE >> 20)));
        }
        if self.files == MOST || self.bytes + size > MOST_BYTES {
            let limits = format!("quá {MOST} tệp hoặc {} GB", MOST_BYTES >> 30);
            return Err(Box::new(refused(&limits).hint("chia ra, mỗi lần một thư mục con")));
        }
        let below = below(way).ok_or_else(|| refused(&format!("tên tệp `{way}` không dùng được")))?;
        let path = self.folder.path().join(FILES).join(below);
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all);
        written.and_then(|()| std::fs::write(&path, bytes)).map_err(|error| refused(&os_words(&error)))?;
        (self.files, self.bytes) = (self.files + 1, self.bytes + size);
        Ok(())
    }

    /// Gives the folders that were handed over.
    #[must_use]
    pub fn folders(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path().join(FILES)).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    }

    /// Gives how many files were handed over.
    #[must_use]
    pub fn files(&self) -> usize {
        self.files
    }

    /// Takes the files away once they are read: papers of an office do not lie about.
    pub fn empty(&mut self) {
        // What cannot be taken away now goes with this value.
        let _ = std::fs::remove_dir_all(self.folder.path().join(FILES));
    }

    /// Gives where the table of what became of them may lie.
    #[must_use]
    pub fn report(&self) -> PathBuf {
        self.folder.path().join("bao-cao.xlsx")
    }
}

fn below(way: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = way.split('/').collect();
    let fits = |part: &&str| {
        let odd = |sign: char| sign.is_control() || "\\:*?\"<>|".contains(sign);
        !part.is_empty() && part.len() <= 255 && !matches!(*part, "." | "..") && !part.contains(odd)
    };
    (parts.len() >= 2 && parts.len() <= DEEPEST && parts.iter().all(fits)).then(|| parts.iter().collect())
}

fn refused(why: &str) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Code::FILE_READ, format!("không nhận được thư mục này: {why}")))
}

#[cfg(test)]
mod tests {
    use super::Heap;

    #[test]
    fn a_way_that_leads_elsewhere_is_refused() {
        let mut heap = Heap::new().expect("a folder");
        let (long, deep) = (format!("cũ/{}", "a".repeat(300)), format!("cũ/{}a.doc", "b/".repeat(20)));
        for way in [
            "",
            "a.doc",
            "../a.doc",
            "cũ/../../a.doc",
            "/etc/a.doc",
            "cũ//a.doc",
            "cũ/./a.doc",
            "cũ\\..\\a/b.doc",
            "cũ/a.doc:b",
            "cũ/a\0.doc",
            &long,
            &deep,
        ] {
            assert!(heap.add(way, b"x").is_err(), "{way}");
        }
        assert!(heap.folders().is_empty());
        heap.add("cũ/năm 2024/a.doc", b"x").expect("a file");
        let [folder] = heap.folders().try_into().expect("one folder");
        assert_eq!(std::fs::read(folder.join("năm 2024/a.doc")).expect("a file"), b"x");
        let place = folder.clone();
        drop(heap);
        assert!(!place.exists(), "it goes with the value");
    }
}
