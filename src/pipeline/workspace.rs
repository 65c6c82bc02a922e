//! Comes in: where one stands. Goes out: the workspace around it. Must not
//! know: papers.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Findings};
use crate::input;
use crate::model::Office;
use crate::text::nfc;

/// Is an office's folder.
pub struct Workspace {
    /// The folder of `co-quan.yaml`.
    pub folder: PathBuf,
    /// The office.
    pub office: Office,
}

/// Finds the workspace a folder lies in.
///
/// # Errors
/// Gives findings if there is none or its office cannot be read.
pub fn workspace(from: &Path) -> Result<Workspace, Findings> {
    let whole = from.canonicalize().unwrap_or_else(|_| from.to_owned());
    let Some(folder) = whole.ancestors().find(|folder| folder.join("co-quan.yaml").is_file()) else {
        let message = format!("không thấy co-quan.yaml ở `{}` hoặc thư mục phía trên", from.display());
        let hint = "chạy lệnh trong thư mục của cơ quan, hoặc chỉ nó bằng --co-quan";
        return Err(Diagnostic::new(Code::OFFICE_MISSING, message).hint(hint).into());
    };
    let source = input::read(&folder.join("co-quan.yaml"))?;
    Ok(Workspace { folder: folder.to_owned(), office: input::office(&source)? })
}

/// Gives the folder of a workspace's archive: what the user said, else what the
/// office says, else `luu` beside `co-quan.yaml`.
#[must_use]
pub fn archive_root(workspace: &Path, office: &Office, said: Option<&Path>) -> PathBuf {
    let own = || office.archive.as_ref().map_or("luu", |place| place.as_str());
    said.map_or_else(|| workspace.join(own()), Path::to_owned)
}

/// Gives a paper's place in its workspace: the same wherever one stands, and on
/// every system.
#[must_use]
pub fn paper_path(workspace: &Path, file: &Path) -> String {
    let here = |path: &Path| {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        path.canonicalize().unwrap_or_else(|_| path.to_owned())
    };
    let (workspace, file) = (here(workspace), here(file));
    let own = file.strip_prefix(&workspace).unwrap_or(&file);
    let parts: Vec<_> = own.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    nfc(&parts.join("/")).into_owned()
}
