//! Comes in: the paths a command is about. Goes out: the folders of templates that the office
//! there has of its own. Must not know: what is in them, where one stands.
//!
//! Templates and rule sets belong to the office, not to the folder somebody happens to stand
//! in: the same paper is the same page from everywhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::assets::{Assets, Place};
use crate::diag::{Code, Diagnostic, Findings};
use crate::input;

/// Is how deep offices are looked for below a path, and how many folders on the way.
const DEEPEST: usize = 4;
const MOST_FOLDERS: usize = 5_000;

/// Says whose templates are meant.
#[derive(Debug)]
pub enum Moulds {
    /// Those of the office, which has a folder of its own or none.
    Of(Option<PathBuf>),
    /// There is no office at the paths.
    NoOffice,
}

/// Finds the folder of templates that the offices of some paths have: what `mau` in
/// `co-quan.yaml` says, else the nearest `templates` beside it or above. Papers may lie in
/// offices `below` a path, too.
///
/// # Errors
/// Gives a finding if there is no such folder as `mau` says, or if the paths belong to offices
/// with different templates: one run has one look.
pub fn moulds(paths: &[PathBuf], below: bool) -> Result<Moulds, Findings> {
    let offices: BTreeSet<PathBuf> = paths.iter().flat_map(|path| offices(path, below)).collect();
    let mut found: Vec<(PathBuf, Option<PathBuf>)> = Vec::new();
    for office in offices {
        let own = own(&office)?;
        found.push((office, own));
    }
    let mut found = found.into_iter();
    let Some((office, first)) = found.next() else { return Ok(Moulds::NoOffice) };
    let Some((other, differs)) = found.find(|(_, own)| *own != first) else { return Ok(Moulds::Of(first)) };
    let told = |own: &Option<PathBuf>| {
        own.as_ref().map_or_else(|| "mẫu có sẵn".to_owned(), |own| format!("`{}`", own.display()))
    };
    let message = format!(
        "`{}` dùng {}, `{}` dùng {}: hai cơ quan có mẫu khác nhau",
        office.display(),
        told(&first),
        other.display(),
        told(&differs)
    );
    Err(Diagnostic::new(Code::TEMPLATES_OWN, message).hint("chạy lệnh riêng cho từng cơ quan").into())
}

/// Lists the files of a folder of templates that are not as they are built in.
#[must_use]
pub fn differing(folder: &Path) -> Vec<String> {
    let (own, built_in) = (Assets::new(vec![folder.to_owned()]), Assets::default());
    let differs = |path: &String| {
        matches!(own.place(path), Some(Place::File(_)))
            && own.bytes(path).ok().flatten() != built_in.bytes(path).ok().flatten()
    };
    own.files().into_iter().filter(differs).collect()
}

/// Tells whether others may write the folder of an office that some paths belong to: several
/// people share it.
#[cfg(unix)]
#[must_use]
pub fn is_shared(paths: &[PathBuf]) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let shared =
        |office: PathBuf| office.metadata().is_ok_and(|about| about.permissions().mode() & 0o020 != 0);
    paths.iter().flat_map(|path| offices(path, true)).any(shared)
}

/// Finds the office a path belongs to, or those that lie below it.
fn offices(path: &Path, below: bool) -> Vec<PathBuf> {
    let is_one = |folder: &Path| folder.join("co-quan.yaml").is_file();
    let Ok(whole) = path.canonicalize() else { return Vec::new() };
    if let Some(above) = whole.ancestors().find(|folder| is_one(folder)) {
        return vec![above.to_owned()];
    }
    if !below {
        return Vec::new();
    }
    let below = WalkDir::new(&whole).max_depth(DEEPEST).sort_by_file_name().into_iter();
    let below = below.filter_entry(|entry| entry.file_type().is_dir()).flatten().take(MOST_FOLDERS);
    below.map(walkdir::DirEntry::into_path).filter(|folder| is_one(folder)).collect()
}

/// Gives an office's own folder of templates.
fn own(office: &Path) -> Result<Option<PathBuf>, Findings> {
    // An office that cannot be read is told of with its papers.
    let source = input::read(&office.join("co-quan.yaml")).ok();
    let said = source.and_then(|source| input::office(&source).ok()?.templates);
    let Some(said) = said else {
        let above = office.ancestors().map(|folder| folder.join("templates"));
        return Ok(above.into_iter().find(|folder| holds_templates(folder)));
    };
    let folder = office.join(said.as_str());
    if folder.is_dir() {
        return Ok(Some(folder.canonicalize().unwrap_or(folder)));
    }
    let message = format!("`mau` trong co-quan.yaml: không có thư mục `{}`", folder.display());
    Err(Diagnostic::new(Code::TEMPLATES_OWN, message)
        .at(said.span())
        .hint("ghi đường dẫn tính từ thư mục của co-quan.yaml")
        .into())
}

/// Tells whether a folder holds templates or rule sets, and is not just called so.
fn holds_templates(folder: &Path) -> bool {
    let entries = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |file: &Path| {
        file.ends_with("loai.yaml") || file.extension().is_some_and(|end| end == "j2" || end == "typ")
    };
    entries(folder)
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .any(|kind| kind.ends_with("the-thuc") || entries(&kind).any(|entry| is_one(&entry.path())))
}
