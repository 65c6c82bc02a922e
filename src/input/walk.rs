//! Comes in: the paths a user named. Goes out: the dossiers and papers behind
//! them, in a fixed order. Must not know: what is in the files.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::diag::{Code, Diagnostic, os_words};

/// Holds the files of a dossier's folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DossierFiles {
    /// The folder.
    pub folder: PathBuf,
    /// The nearest `co-quan.yaml` upward, if there is one.
    pub office: Option<PathBuf>,
    /// `ho-so.yaml`, if there is one.
    pub dossier: Option<PathBuf>,
    /// All papers of the folder, sorted; those not `asked` for are read for
    /// their facts only.
    pub papers: Vec<PathBuf>,
    /// The papers the user asked for.
    pub asked: Vec<PathBuf>,
}

impl DossierFiles {
    /// Gives the dossier's path below its output folder: the workspace's name
    /// and the way from it.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        let Some(workspace) = self.office.as_deref().and_then(Path::parent) else {
            return self.folder.file_name().map(PathBuf::from).unwrap_or_default();
        };
        // Whole paths: the same place wherever the user stands.
        let whole = |path: &Path| here(path).canonicalize().unwrap_or_else(|_| path.to_owned());
        let (workspace, folder) = (whole(workspace), whole(&self.folder));
        let name = workspace.file_name().map(PathBuf::from).unwrap_or_default();
        name.join(folder.strip_prefix(&workspace).unwrap_or(&self.folder))
    }
}

/// Is the name of the office's file.
const OFFICE: &str = "co-quan.yaml";
/// Is the name of the dossier's file.
const DOSSIER: &str = "ho-so.yaml";

/// Finds the dossiers below the paths. A file stands for its dossier, with
/// only itself asked for.
///
/// # Errors
/// Gives findings about paths that are not there or cannot be listed; the
/// other paths are walked all the same.
#[must_use]
pub fn walk(paths: &[PathBuf]) -> (Vec<DossierFiles>, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut folders: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        let path = clean(path);
        if path.is_file() {
            let folder = path.parent().map(clean).unwrap_or_default();
            let named = path.file_name().is_some_and(|name| name == OFFICE || name == DOSSIER);
            let asked = if named { papers(&folder) } else { vec![path] };
            folders.entry(folder).or_default().extend(asked);
        } else if here(&path).is_dir() {
            below(&path, &mut folders, &mut findings);
        } else {
            findings.push(
                Diagnostic::new(Code::FILE_READ, format!("không có tệp hoặc thư mục `{}`", path.display()))
                    .hint("kiểm tra lại đường dẫn; đường dẫn có dấu cách thì đặt trong dấu nháy kép"),
            );
        }
    }
    // One folder named in two ways is one folder.
    let mut known = BTreeMap::new();
    for (folder, asked) in folders {
        let whole = here(&folder).canonicalize().unwrap_or_else(|_| folder.clone());
        let entry = known.entry(whole).or_insert_with(|| (folder.clone(), Vec::new()));
        let asked = asked.into_iter().filter_map(|file| Some(entry.0.join(file.file_name()?)));
        entry.1.extend(asked.collect::<Vec<_>>());
    }
    let found = known
        .into_values()
        .map(|(folder, mut asked)| {
            asked.sort();
            asked.dedup();
            let office = folder
                .ancestors()
                .map(here)
                .chain(outside(&folder).iter().map(PathBuf::as_path))
                .map(|up| clean(&up.join(OFFICE)))
                .find(|file| file.is_file());
            let dossier = Some(folder.join(DOSSIER)).filter(|file| file.is_file());
            let mut all = papers(&folder);
            all.extend(asked.iter().cloned());
            all.sort();
            all.dedup();
            DossierFiles { folder, office, dossier, papers: all, asked }
        })
        .collect();
    (found, findings)
}

/// Gives the folders above a relative path's own beginning.
fn outside(folder: &Path) -> Vec<PathBuf> {
    if folder.is_absolute() {
        return Vec::new();
    }
    let here = std::path::absolute(".").unwrap_or_default();
    here.ancestors().skip(1).map(PathBuf::from).collect()
}

/// Finds the dossiers below a folder that have no papers yet: their `ho-so.yaml`.
#[must_use]
pub fn bare_dossiers(path: &Path) -> Vec<PathBuf> {
    let walked = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(is_visible).flatten();
    let facts = walked.filter(|entry| entry.file_name() == DOSSIER && entry.path().is_file());
    let bare = |file: &PathBuf| file.parent().is_some_and(|folder| papers(folder).is_empty());
    facts.map(walkdir::DirEntry::into_path).filter(bare).collect()
}

/// Tells whether papers may lie in what a walk comes to.
fn is_visible(entry: &walkdir::DirEntry) -> bool {
    let hidden = entry.file_name().to_string_lossy().starts_with(['.', '_']);
    // Templates copied out for editing are YAML too, and no papers.
    // So is what the archive keeps.
    let template =
        ["loai.yaml", "khung.typ", "0=ocfl_1.1"].iter().any(|file| entry.path().join(file).is_file());
    entry.depth() == 0 || !(hidden || template)
}

fn below(path: &Path, folders: &mut BTreeMap<PathBuf, Vec<PathBuf>>, findings: &mut Vec<Diagnostic>) {
    for entry in WalkDir::new(here(path)).sort_by_file_name().into_iter().filter_entry(is_visible) {
        match entry {
            Ok(entry) if entry.path().is_file() && is_paper(entry.path()) => {
                let file = clean(entry.path());
                let folder = file.parent().map(Path::to_owned).unwrap_or_default();
                folders.entry(folder).or_default().push(file);
            }
            Ok(_) => {}
            Err(error) => findings.push(Diagnostic::new(
                Code::FILE_READ,
                format!(
                    "không mở được `{}`: {}",
                    error.path().unwrap_or(path).display(),
                    error.io_error().map_or_else(|| "đường dẫn quay vòng".to_owned(), os_words)
                ),
            )),
        }
    }
}

fn papers(folder: &Path) -> Vec<PathBuf> {
    WalkDir::new(here(folder))
        .min_depth(1)
        .max_depth(1)
        .into_iter()
        .flatten()
        .filter(|entry| entry.path().is_file() && is_paper(entry.path()))
        .map(|entry| clean(entry.path()))
        .collect()
}

/// Tells whether a file is a paper by its name: YAML, and neither the office's
/// nor the dossier's file nor hidden.
fn is_paper(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let ending = path.extension().map(|end| end.to_string_lossy().to_lowercase());
    matches!(ending.as_deref(), Some("yaml" | "yml"))
        && !name.eq_ignore_ascii_case(OFFICE)
        && !name.eq_ignore_ascii_case(DOSSIER)
        && !name.starts_with(['.', '_'])
}

/// Names the folder one stands in: it has no name once `.` is dropped.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() { Path::new(".") } else { path }
}

/// Drops `.` parts, so that one folder has one name; a path with `..` is made
/// whole, for its parents are not to be read off its parts.
fn clean(path: &Path) -> PathBuf {
    let up = path.components().any(|part| part == Component::ParentDir);
    let whole = if up { path.canonicalize().ok() } else { None };
    let path = whole.as_deref().unwrap_or(path);
    path.components().filter(|part| *part != Component::CurDir).collect()
}
