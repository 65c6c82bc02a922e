//! Comes in: folders of templates, the first one wins, and what is built in.
//! Goes out: any file of a kind, of the look or of a rule set, and the fonts.
//! Must not know: what the files mean.
//!
//! One function answers "where does this file come from".

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, LazyLock};

use include_dir::{Dir, include_dir};
use walkdir::WalkDir;

use crate::diag::{Code, Diagnostic, Findings, Source, os_words};

static TEMPLATES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/templates");
/// Is what is built in, by path: each kind asks for some ten files that may be there.
static SHIPPED: LazyLock<BTreeMap<String, &'static [u8]>> = LazyLock::new(|| {
    let mut files = BTreeMap::new();
    gather(&TEMPLATES, &mut files);
    files
});
static FONTS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/fonts");

/// Stands before the path of what is built in, where a file is named.
pub const BUILT_IN: &str = "<có sẵn>/";

/// Finds files: folders given by the user before what is built in, file by
/// file.
#[derive(Debug, Clone, Default)]
pub struct Assets {
    folders: Vec<PathBuf>,
    /// Files that were handed over, by path: they go before all others.
    handed: Arc<BTreeMap<String, Vec<u8>>>,
}

/// Says where a file came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// It is part of the program.
    BuiltIn,
    /// It lies in a folder.
    File(PathBuf),
    /// It was handed over.
    Handed,
}

/// Is a template, a part of the look or a rule set that is not as it is built in.
#[derive(Debug, Clone)]
pub struct OwnFile {
    /// Its path: `the-thuc/hd36.yaml`.
    pub path: String,
    /// Where it lies.
    pub place: PathBuf,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What is built in under this path; none if it is new.
    pub built_in: Option<&'static [u8]>,
}

/// The endings of files that say what a page is; a note beside them does not.
const TELLING: [&str; 3] = ["yaml", "typ", "j2"];

impl Assets {
    /// Looks into these folders first, in this order.
    #[must_use]
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, handed: Arc::default() }
    }

    /// Takes files that go before all others, by path.
    #[must_use]
    pub fn handed(files: BTreeMap<String, Vec<u8>>) -> Self {
        Self { folders: Vec::new(), handed: Arc::new(files) }
    }

    /// Tells where a file comes from; `None` if there is none. Only plain names
    /// inside the folders are files: nothing absolute, no step upwards.
    #[must_use]
    pub fn place(&self, path: &str) -> Option<Place> {
        if !is_plain(path) {
            return None;
        }
        if self.handed.contains_key(path) {
            return Some(Place::Handed);
        }
        self.folders
            .iter()
            .map(|folder| folder.join(path))
            .find(|file| file.is_file())
            .map(Place::File)
            .or_else(|| shipped(path).map(|_| Place::BuiltIn))
    }

    /// Reads a file; `None` if there is none.
    ///
    /// # Errors
    /// Gives a finding if the file is there and cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Findings> {
        match self.place(path) {
            None => Ok(None),
            Some(Place::Handed) => Ok(self.handed.get(path).cloned()),
            Some(Place::BuiltIn) => Ok(shipped(path).map(<[u8]>::to_vec)),
            Some(Place::File(file)) => {
                let refused = |why: &str| -> Findings {
                    let message = format!("không đọc được `{}`: {why}", file.display());
                    Diagnostic::new(Code::FILE_READ, message).into()
                };
                if !self.is_inside(&file) {
                    return Err(refused("tệp là liên kết ra ngoài thư mục mẫu; hãy chép chính tệp đó vào"));
                }
                std::fs::read(&file).map(Some).map_err(|error| refused(&os_words(&error)))
            }
        }
    }

    /// Tells whether a file, all links followed, lies in one of the folders.
    fn is_inside(&self, file: &Path) -> bool {
        let real = |path: &Path| path.canonicalize().ok();
        real(file).is_some_and(|file| {
            self.folders.iter().filter_map(|folder| real(folder)).any(|folder| file.starts_with(folder))
        })
    }

    /// Reads a text file; `None` if there is none.
    ///
    /// # Errors
    /// Gives a finding if the file cannot be read or is not UTF-8.
    pub fn source(&self, path: &str) -> Result<Option<Arc<Source>>, Findings> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(None);
        };
        let name = match self.place(path) {
            Some(Place::File(file)) => file.display().to_string(),
            _ => format!("{BUILT_IN}{path}"),
        };
        match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(Source::new(name, text.trim_start_matches('\u{feff}')))),
            Err(_) => Err(Diagnostic::new(Code::FILE_UTF8, format!("`{name}` không phải UTF-8")).into()),
        }
    }

    /// Lists the paths of all files, sorted, `/` between the parts.
    #[must_use]
    pub fn files(&self) -> Vec<String> {
        let mut paths: BTreeSet<String> = self.handed.keys().chain(SHIPPED.keys()).cloned().collect();
        for folder in &self.folders {
            let found = WalkDir::new(folder).max_depth(4).into_iter().flatten();
            for entry in found.filter(|entry| entry.file_type().is_file()) {
                if let Ok(path) = entry.path().strip_prefix(folder) {
                    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
                    paths.insert(parts.join("/"));
                }
            }
        }
        paths.into_iter().collect()
    }

    /// Lists what is not as it is built in, by path.
    #[must_use]
    pub fn own(&self) -> Vec<OwnFile> {
        let own = |path: String| {
            let Some(Place::File(place)) = self.place(&path) else { return None };
            let telling =
                Path::new(&path).extension().is_some_and(|end| TELLING.iter().any(|own| end == *own));
            let bytes = self.bytes(&path).ok().flatten().filter(|_| telling)?;
            let built_in = shipped(&path);
            (built_in != Some(&bytes)).then_some(OwnFile { path, place, bytes, built_in })
        };
        self.files().into_iter().filter_map(own).collect()
    }

    /// Gives the fonts that ship with the program.
    pub fn fonts() -> impl Iterator<Item = &'static [u8]> {
        FONTS
            .files()
            .filter(|file| file.path().extension().is_some_and(|end| end == "ttf"))
            .map(include_dir::File::contents)
    }
}

/// Gives what is built in under a path; `a//b` and `a/./b` are `a/b`.
fn shipped(path: &str) -> Option<&'static [u8]> {
    SHIPPED.get(path).copied().or_else(|| {
        let parts: Option<Vec<&str>> =
            Path::new(path).components().map(|part| part.as_os_str().to_str()).collect();
        SHIPPED.get(&parts?.join("/")).copied()
    })
}

/// Tells whether a path is made of plain names only, whatever system reads it.
fn is_plain(path: &str) -> bool {
    !path.contains(['\\', ':', '\0'])
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

fn gather(folder: &'static Dir<'static>, files: &mut BTreeMap<String, &'static [u8]>) {
    for file in folder.files() {
        files.insert(file.path().to_string_lossy().replace('\\', "/"), file.contents());
    }
    for folder in folder.dirs() {
        gather(folder, files);
    }
}
