//! Comes in: the source of one paper, the press. Goes out: the world Typst sees:
//! these, the look's files and the fonts, no clock, no packages, no system.
//! Must not know: papers.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::press::Press;

/// Is the world of one paper.
pub(super) struct PaperWorld<'a> {
    main: Source,
    press: &'a Press,
}

impl<'a> PaperWorld<'a> {
    /// Builds the world around a source.
    pub(super) fn new(source: &str, press: &'a Press) -> FileResult<Self> {
        Ok(Self::of(Source::new(main()?, source.to_owned()), press))
    }

    /// Builds the world around a source that is kept.
    pub(super) fn of(main: Source, press: &'a Press) -> Self {
        Self { main, press }
    }

    /// Gives the paper's own source.
    pub(super) fn own(&self, id: FileId) -> Option<&Source> {
        Some(&self.main).filter(|source| source.id() == id)
    }
}

/// Gives the place of a paper's own source.
pub(super) fn main() -> FileResult<FileId> {
    let path = VirtualPath::new("main.typ").map_err(|_| FileError::NotSource)?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

fn library() -> &'static LazyHash<Library> {
    static LIBRARY: std::sync::OnceLock<LazyHash<Library>> = std::sync::OnceLock::new();
    LIBRARY.get_or_init(|| LazyHash::new(Library::default()))
}

impl World for PaperWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        library()
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.press.fonts.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match self.own(id) {
            Some(source) => Ok(source.clone()),
            None => self.press.source(id),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.press.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.press.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
