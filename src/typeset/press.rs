//! Comes in: the assets and the fonts. Goes out: what every job shares: the
//! look's files, read and parsed once, beforehand where it is known that they
//! will be needed. Must not know: papers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source, VirtualRoot};

use super::Fonts;
use crate::assets::Assets;
use crate::diag::Findings;

/// Is the stack for reading the look, as a worker has it.
const STACK: usize = 16 << 20;

/// Sets pages with one look and one set of fonts.
pub struct Press {
    pub(super) assets: Assets,
    pub(super) fonts: Arc<Fonts>,
    made: Vec<(String, String)>,
    files: Mutex<BTreeMap<String, FileResult<Bytes>>>,
    sources: Mutex<BTreeMap<String, FileResult<Source>>>,
}

impl Press {
    /// Sets up with these templates and fonts, and with files that were `made`:
    /// their paths from the root and their text.
    #[must_use]
    pub fn new(assets: Assets, fonts: Arc<Fonts>, made: Vec<(String, String)>) -> Self {
        Self { assets, fonts, made, files: Mutex::default(), sources: Mutex::default() }
    }

    /// Gives the files that were made and are found nowhere else.
    #[must_use]
    pub fn made(&self) -> &[(String, String)] {
        &self.made
    }

    /// Begins to read the look on a thread of its own: it is there when the first
    /// paper is set. What is wrong with it that paper will tell.
    pub fn warm(self: &Arc<Self>) {
        let press = Arc::clone(self);
        let rules = self.made.last().map(|(path, _)| format!("#import \"/{path}\": qt\n"));
        let source = format!("#import \"/the-thuc/khung.typ\": *\n{}", rules.unwrap_or_default());
        // Without a thread for it, it is read when it is needed.
        let _ = std::thread::Builder::new().stack_size(STACK).spawn(move || drop(press.set(source)));
    }

    /// Adds a file that papers import, by its path from the root.
    pub fn lend(&self, path: String, text: String) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.insert(path, Ok(Bytes::from_string(text)));
    }

    /// Gives a file of the look.
    pub(super) fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = path_of(id);
        if !matches!(id.root(), VirtualRoot::Project) {
            return Err(FileError::NotFound(path.into()));
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(path).or_insert_with_key(|path| self.read(path)).clone()
    }

    /// Gives a file of the look as Typst source.
    pub(super) fn source(&self, id: FileId) -> FileResult<Source> {
        let path = path_of(id);
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let parse = |_: &String| {
            let bytes = self.file(id)?;
            let text = bytes.as_str().map_err(|_| FileError::InvalidUtf8)?;
            Ok(Source::new(id, text.trim_start_matches('\u{feff}').to_owned()))
        };
        sources.entry(path).or_insert_with_key(parse).clone()
    }
}

impl Press {
    fn read(&self, path: &str) -> FileResult<Bytes> {
        if let Some((_, text)) = self.made.iter().find(|(made, _)| made == path) {
            return Ok(Bytes::from_string(text.clone()));
        }
        let missing = || FileError::NotFound(path.into());
        let refused = |why: Findings| FileError::Other(why.first().map(|why| why.message.as_str().into()));
        let bytes = self.assets.bytes(path).map_err(refused)?.ok_or_else(missing)?;
        Ok(Bytes::new(bytes))
    }
}

/// Gives the path of a file as the assets know it.
pub(super) fn path_of(id: FileId) -> String {
    id.vpath().get_without_slash().to_owned()
}
