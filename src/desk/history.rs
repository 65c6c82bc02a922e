//! Comes in: what a file held before it is saved anew, and when. Goes out: its earlier versions, kept
//! beside `co-quan.yaml`. Must not know: kinds, who types.
//!
//! A version is a whole copy: whoever has only the folder can read it with any editor.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, os_words};
use crate::pipeline::write::whole;

/// Is where versions are kept, in the office's folder: no papers for anybody who looks for some.
const PLACE: &str = ".vanthu/lich-su";
/// Is how many versions of a file are kept.
const MOST: usize = 50;

/// Keeps earlier versions of the files of an office.
#[derive(Debug)]
pub(super) struct History {
    folder: PathBuf,
}

impl History {
    pub(super) fn new(office: &Path) -> Self {
        Self { folder: office.join(PLACE) }
    }

    /// Keeps what a file (its path from the office's folder) held, unless the newest version is the
    /// same; `at` is a moment as the register writes it.
    pub(super) fn keep(&self, path: &str, bytes: &[u8], at: &str) -> Result<(), Box<Diagnostic>> {
        let known = self.moments(path);
        if known.last().and_then(|last| self.read(path, last)).is_some_and(|last| last == bytes) {
            return Ok(());
        }
        let folder = self.folder.join(path);
        fs::create_dir_all(&folder).map_err(|error| {
            let message = format!("chưa cất được bản trước của `{path}`: {}", os_words(&error));
            Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message))
        })?;
        // Versions are no work of anybody's: they stay out of what is given on.
        let ignored = self.folder.join(".gitignore");
        if !ignored.exists() {
            whole(&ignored, b"*\n")?;
        }
        // Two of one second are two versions.
        let others = (2..=9).map(|number| format!("{at}-{number}"));
        let free = std::iter::once(at.to_owned()).chain(others).find(|at| !folder.join(file(at)).exists());
        whole(&folder.join(file(free.as_deref().unwrap_or(at))), bytes)?;
        let known = self.moments(path);
        for old in &known[..known.len().saturating_sub(MOST)] {
            // One too many is no harm.
            let _ = fs::remove_file(folder.join(file(old)));
        }
        Ok(())
    }

    /// Lists the moments a version of a file is from, the oldest first.
    pub(super) fn moments(&self, path: &str) -> Vec<String> {
        let Ok(listed) = fs::read_dir(self.folder.join(path)) else { return Vec::new() };
        let names = listed.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        let mut found: Vec<String> = names.filter_map(|name| moment(&name)).collect();
        found.sort();
        found
    }

    /// Gives a version.
    pub(super) fn read(&self, path: &str, at: &str) -> Option<Vec<u8>> {
        self.moments(path).iter().any(|known| known == at).then_some(())?;
        fs::read(self.folder.join(path).join(file(at))).ok()
    }
}

/// Names the file of a moment: no sign that a system forbids.
fn file(at: &str) -> String {
    format!("{}.yaml", at.replace(':', "."))
}

fn moment(name: &str) -> Option<String> {
    let stem = name.strip_suffix(".yaml")?;
    let own = stem.len() >= 19 && stem.starts_with(|first: char| first.is_ascii_digit());
    own.then(|| stem.replace('.', ":"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_kept_once_and_not_for_ever() {
        let folder = tempfile::tempdir().expect("a folder");
        let history = History::new(folder.path());
        let at = |minute: usize| format!("2026-06-03T{:02}:{:02}:00+07:00", 8 + minute / 60, minute % 60);
        for minute in 0..60 {
            let text = format!("so: {}\n", minute / 2);
            history.keep("họp/a.yaml", text.as_bytes(), &at(minute)).expect("kept");
        }
        let known = history.moments("họp/a.yaml");
        assert_eq!(known.len(), 30, "the same is kept once");
        assert_eq!(history.read("họp/a.yaml", &known[29]).expect("a version"), b"so: 29\n");
        let now = at(600);
        for text in ["một", "hai", "ba"] {
            history.keep("b.yaml", text.as_bytes(), &now).expect("kept");
        }
        let known = history.moments("b.yaml");
        let texts: Vec<_> = known.iter().filter_map(|at| history.read("b.yaml", at)).collect();
        assert_eq!(texts, ["một", "hai", "ba"].map(|text| text.as_bytes().to_vec()), "{known:?}");
        for minute in 60..120 {
            history.keep("họp/a.yaml", minute.to_string().as_bytes(), &at(minute)).expect("kept");
        }
        assert_eq!(history.moments("họp/a.yaml").len(), MOST);
        assert_eq!(history.read("họp/a.yaml", "../../../co-quan"), None);
    }
}
