//! Comes in: the paths a command is about. Goes out: the folders of templates that the office
//! there has of its own. Must not know: what is in them, where one stands.
//!
//! Templates and rule sets belong to the office, not to the folder somebody happens to stand
//! in: the same paper is the same page from everywhere.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Findings};
use crate::input;

/// Says whose templates are meant.
#[derive(Debug)]
pub enum Moulds {
    /// Those of the office, which has a folder of its own or none.
    Of(Option<PathBuf>),
    /// There is no office at the paths.
    NoOffice,
}

/// Finds the offices some paths belong to: those of the papers below them, if papers are
/// meant, else the one above each.
#[must_use]
pub fn offices(paths: &[PathBuf], papers: bool) -> BTreeSet<PathBuf> {
    let whole = |path: &Path| path.canonicalize().ok();
    if papers {
        let (dossiers, _) = input::walk(paths);
        let files = dossiers.into_iter().filter_map(|dossier| whole(&dossier.office?));
        return files.filter_map(|file| file.parent().map(Path::to_owned)).collect();
    }
    let above = |path: &PathBuf| {
        whole(path)?.ancestors().find(|folder| folder.join("co-quan.yaml").is_file()).map(Path::to_owned)
    };
    paths.iter().filter_map(above).collect()
}

/// Finds the folder of templates that offices have: what `mau` in `co-quan.yaml` says, else
/// the nearest `templates` beside it or above.
///
/// # Errors
/// Gives a finding if there is no such folder as `mau` says, or if the offices have different
/// templates: one run has one look.
pub fn moulds(offices: &BTreeSet<PathBuf>) -> Result<Moulds, Findings> {
    let mut found: Vec<(PathBuf, Option<PathBuf>)> = Vec::new();
    for office in offices {
        found.push((office.clone(), own(office)?));
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

/// Tells whether others may write the folder of one of the offices: several people share it.
#[cfg(unix)]
#[must_use]
pub fn is_shared(offices: &BTreeSet<PathBuf>) -> bool {
    use std::os::unix::fs::PermissionsExt;
    offices.iter().any(|office| office.metadata().is_ok_and(|about| about.permissions().mode() & 0o020 != 0))
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
