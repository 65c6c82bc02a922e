//! Comes in: a name and bytes. Goes out: a new file or folder; what lies there stays as it is. Must
//! not know: what is written.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::text::fold;

/// Is how many words of a title a folder is named by.
const WORDS: usize = 6;

/// Tells that no file lies at a path.
///
/// # Errors
/// Gives a finding if one does.
pub(in crate::office) fn is_free(path: &Path) -> Result<(), Findings> {
    if path.symlink_metadata().is_ok() { Err(taken(path).into()) } else { Ok(()) }
}

fn taken(path: &Path) -> Diagnostic {
    Diagnostic::new(Code::CALL, format!("đã có tệp `{}`, không đè lên", path.display())).hint("chọn tên khác")
}

/// Writes a file that must not be there yet, with the folders above it.
///
/// # Errors
/// Gives a finding if there is such a file, or it cannot be written.
pub fn new_file(path: &Path, bytes: &[u8]) -> Result<(), Findings> {
    let written = || -> std::io::Result<()> {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut file = fs::File::create_new(path)?;
        file.write_all(bytes).and_then(|()| file.sync_all()).inspect_err(|_| {
            // Half a file is none; what it said is what was asked, and is asked again.
            let _ = fs::remove_file(path);
        })
    };
    written().map_err(|error| {
        let finding = if error.kind() == std::io::ErrorKind::AlreadyExists {
            taken(path)
        } else {
            let message = format!("không viết được `{}`: {}", path.display(), os_words(&error));
            Diagnostic::new(Code::OUTPUT_WRITE, message)
        };
        finding.into()
    })
}

/// Makes a folder of a name that is free: `hop`, `hop-2` …; `ho-so` where there is no name.
pub(super) fn new_folder(above: &Path, name: &str) -> Result<PathBuf, Findings> {
    let name = if name.is_empty() { "ho-so" } else { name };
    for folder in numbered(name, "").map(|name| above.join(name)) {
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let message = format!("không lập được thư mục `{}`: {}", folder.display(), os_words(&error));
                return Err(Diagnostic::new(Code::OUTPUT_WRITE, message).into());
            }
        }
    }
    Err(Diagnostic::new(Code::OUTPUT_WRITE, format!("quá nhiều thư mục tên `{name}`")).into())
}

/// Writes a file under the first name that is free: `giay-moi.yaml`, `giay-moi-2.yaml` …
pub(in crate::office) fn free_file(folder: &Path, stem: &str, bytes: &[u8]) -> Result<PathBuf, Findings> {
    let free = numbered(stem, ".yaml").map(|name| folder.join(name)).find(|path| !path.exists());
    let path = free.unwrap_or_else(|| folder.join(format!("{stem}.yaml")));
    new_file(&path, bytes)?;
    Ok(path)
}

fn numbered<'a>(stem: &'a str, ending: &'a str) -> impl Iterator<Item = String> + 'a {
    let others = (2..10_000).map(move |number| format!("{stem}-{number}{ending}"));
    std::iter::once(format!("{stem}{ending}")).chain(others)
}

/// Gives the name of a file or folder for a title: its first words without marks, parted by `-`.
pub(in crate::office) fn plain_name(title: &str) -> String {
    let folded = fold(title);
    let words: Vec<&str> = folded.split_whitespace().take(WORDS).collect();
    words
        .join("-")
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
        .take(60)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_no_marks_and_no_way_out() {
        assert_eq!(plain_name("Hội nghị đối thoại giữa người đứng đầu"), "hoi-nghi-doi-thoai-giua-nguoi");
        assert_eq!(plain_name("../..\\C: Họp"), "c-hop");
        assert_eq!(plain_name("会議"), "");
    }
}
