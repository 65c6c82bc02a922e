//! Comes in: a file that a paper names. Goes out: where it lies, if that is inside the
//! office's folder or one the office allows. Must not know: what the file is.
//!
//! A paper comes from somebody else now and then; it must not have the program read what
//! lies elsewhere on the machine, by `..`, by a whole path or by a link.

use std::path::{Component, Path, PathBuf};

use crate::diag::{Code, Diagnostic, Text};
use crate::model::Office;

/// Finds the file that a paper in `folder` names by a `path`, however it was written.
///
/// # Errors
/// Gives a finding if it lies outside, there or not.
pub(super) fn within(
    (workspace, folder): (&Path, &Path),
    office: &Office,
    path: &Text,
) -> Result<PathBuf, Box<Diagnostic>> {
    let written = folder.join(path.as_str());
    let there = written.exists() || written.is_symlink();
    let file = if there { written } else { folder.join(path.as_str().replace('\\', "/")) };
    let real = real(&file);
    // A path without a folder stands for the one the program runs in.
    let workspace = if workspace.as_os_str().is_empty() { Path::new(".") } else { workspace };
    let roots = || {
        let own = std::iter::once(workspace.to_owned());
        own.chain(office.outside.iter().map(|place| workspace.join(place.as_str())))
    };
    if roots().any(|root| real.starts_with(self::real(&root))) {
        return Ok(file);
    }
    let link =
        if real == plain(&file) || !file.is_symlink() { "" } else { ", là liên kết tới chỗ khác," };
    let message = format!("`{}`{link} nằm ngoài thư mục của cơ quan nên không đọc", path.as_str());
    Err(Box::new(Diagnostic::new(Code::FILE_OUTSIDE, message).at(path.span()).hint(
        "chép tệp vào thư mục hồ sơ; dùng chung một thư mục ở ngoài thì ghi thư mục ấy ở `thu_muc_them` trong co-quan.yaml",
    )))
}

/// Gives the path without links and dots; of what is not there, as far as it is.
fn real(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let plain = plain(path);
    match (plain.parent(), plain.file_name()) {
        (Some(parent), Some(name)) if parent != plain => real(parent).join(name),
        _ => plain,
    }
}

/// Takes `.` and `x/..` out of a path, from the root.
fn plain(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut plain = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}
