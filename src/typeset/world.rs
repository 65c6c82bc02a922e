//! Comes in: the sources of one job, the press. Goes out: the world Typst sees:
//! these, the look's files and the fonts, no clock, no packages, no system.
//! Must not know: papers.

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use super::Press;

/// Is the world of one job: a paper, or many bound together.
pub(super) struct PaperWorld<'a> {
    main: Source,
    parts: Vec<Source>,
    press: &'a Press,
}

impl<'a> PaperWorld<'a> {
    /// Builds the world around a source and the parts it includes.
    pub(super) fn new(source: &str, parts: &[String], press: &'a Press) -> FileResult<Self> {
        let make = |path: &str, text: &str| Ok(Source::new(file_id(path)?, text.to_owned()));
        let parts = parts.iter().enumerate().map(|(index, text)| make(&part_path(index), text));
        Ok(Self { main: make("main.typ", source)?, parts: parts.collect::<FileResult<_>>()?, press })
    }

    /// Gives the path of a file as the assets know it.
    pub(super) fn path(id: FileId) -> String {
        id.vpath().get_without_slash().to_owned()
    }

    /// Gives a source of this job.
    pub(super) fn own(&self, id: FileId) -> Option<&Source> {
        std::iter::once(&self.main).chain(&self.parts).find(|source| source.id() == id)
    }
}

/// Names the part of a job by its place; no folder of templates has this name.
pub(super) fn part_path(index: usize) -> String {
    format!(".ban/{index}.typ")
}

pub(super) fn file_id(path: &str) -> FileResult<FileId> {
    let path = VirtualPath::new(path).map_err(|_| FileError::NotSource)?;
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
