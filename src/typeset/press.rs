//! Comes in: the assets and the fonts. Goes out: what every job shares: the
//! look's files, read and parsed once. Must not know: papers.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source, VirtualRoot};

use super::Fonts;
use super::world::PaperWorld;
use crate::assets::Assets;

/// Sets pages with one look and one set of fonts.
pub struct Press {
    pub(super) assets: Assets,
    pub(super) fonts: Arc<Fonts>,
    files: Mutex<BTreeMap<String, FileResult<Bytes>>>,
    sources: Mutex<BTreeMap<String, FileResult<Source>>>,
}

impl Press {
    /// Sets up with these templates and fonts.
    #[must_use]
    pub fn new(assets: Assets, fonts: Arc<Fonts>) -> Self {
        Self { assets, fonts, files: Mutex::default(), sources: Mutex::default() }
    }

    /// Gives a file of the look.
    pub(super) fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = PaperWorld::path(id);
        if !matches!(id.root(), VirtualRoot::Project) {
            return Err(FileError::NotFound(path.into()));
        }
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.entry(path).or_insert_with_key(|path| read(&self.assets, path)).clone()
    }

    /// Gives a file of the look as Typst source.
    pub(super) fn source(&self, id: FileId) -> FileResult<Source> {
        let path = PaperWorld::path(id);
        let mut sources = self.sources.lock().unwrap_or_else(PoisonError::into_inner);
        let parse = |_: &String| {
            let bytes = self.file(id)?;
            let text = bytes.as_str().map_err(|_| FileError::InvalidUtf8)?;
            Ok(Source::new(id, text.trim_start_matches('\u{feff}').to_owned()))
        };
        sources.entry(path).or_insert_with_key(parse).clone()
    }
}

fn read(assets: &Assets, path: &str) -> FileResult<Bytes> {
    let missing = || FileError::NotFound(path.into());
    let bytes = assets.bytes(path).map_err(|_| missing())?.ok_or_else(missing)?;
    Ok(Bytes::new(bytes))
}
