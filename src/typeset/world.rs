//! Comes in: the source of one paper, the assets, the fonts. Goes out: the
//! world Typst sees: these and nothing else, no clock, no packages, no system.
//! Must not know: papers.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Fonts;
use crate::assets::Assets;

/// Is the world of one paper.
pub(super) struct PaperWorld<'a> {
    main: Source,
    assets: &'a Assets,
    fonts: &'a Fonts,
    read: Mutex<BTreeMap<String, Bytes>>,
}

impl<'a> PaperWorld<'a> {
    /// Builds the world around a source.
    pub(super) fn new(source: &str, assets: &'a Assets, fonts: &'a Fonts) -> FileResult<Self> {
        let path = VirtualPath::new("main.typ").map_err(|_| FileError::NotSource)?;
        let main = RootedPath::new(VirtualRoot::Project, path).intern();
        Ok(Self { main: Source::new(main, source.to_owned()), assets, fonts, read: Mutex::default() })
    }

    /// Gives the path of a file as the assets know it.
    pub(super) fn path(id: FileId) -> String {
        id.vpath().get_without_slash().to_owned()
    }
}

fn library() -> &'static LazyHash<Library> {
    static LIBRARY: OnceLock<LazyHash<Library>> = OnceLock::new();
    LIBRARY.get_or_init(|| LazyHash::new(Library::default()))
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let text = self.file(id)?;
        let text = text.as_str().map_err(|_| FileError::InvalidUtf8)?;
        Ok(Source::new(id, text.trim_start_matches('\u{feff}').to_owned()))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = Self::path(id);
        let missing = || FileError::NotFound(path.clone().into());
        if !matches!(id.root(), VirtualRoot::Project) {
            return Err(missing());
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bytes) = read.get(&path) {
            return Ok(bytes.clone());
        }
        let bytes = self.assets.bytes(&path).map_err(|_| missing())?.ok_or_else(missing)?;
        let bytes = Bytes::new(bytes);
        read.insert(path, bytes.clone());
        Ok(bytes)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
