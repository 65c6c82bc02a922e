//! Comes in: a paper that goes out to guests, the settings of a run. Goes out: its copies as they
//! lie there; rows of its list, mended apart; a file that was made of it. Must not know: how a
//! copy is made.

use std::path::{Path, PathBuf};

use super::batch::{self, CopiesSeen};
use super::build::{given, without};
use super::turn::Turn;
use super::write::keep_beside;
use super::{Examined, Settings, Stock, apart};
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::guests::{Wish, sheets};

/// Looks at the copies of a paper, without making any; nothing where none can be made.
///
/// # Errors
/// Gives findings if the register does not fit the list.
pub fn copies_seen(
    paper: &Examined,
    settings: &Settings,
    stock: &Stock,
) -> Result<Option<CopiesSeen>, Findings> {
    let (Some(ready), Some(list)) = (&paper.ready, &paper.list) else { return Ok(None) };
    let rows = given(paper, settings)?;
    let out = settings.out.join(&paper.out);
    Ok(Some(batch::seen((ready, list), &out, &without(settings, &rows), stock)))
}

/// Keeps bad rows of a paper's list that somebody set right, each with all its cells: the list
/// itself stays as it is. Gives the file they are kept in.
///
/// # Errors
/// Gives findings if a row is none of the bad ones or is still wrong, or if a run makes the
/// copies just now.
pub fn mend(
    paper: &Examined,
    rows: &[(usize, Vec<String>)],
    settings: &Settings,
) -> Result<PathBuf, Findings> {
    let list = paper.list.as_deref().filter(|list| !list.header.is_empty());
    let Some(list) = list else {
        return Err(Diagnostic::new(Code::GUESTS_PICK, "văn bản này không có danh sách để sửa").into());
    };
    let out = settings.out.join(&paper.out);
    if let Some(parent) = out.parent() {
        // The turn lies beside the copies.
        let _ = std::fs::create_dir_all(parent);
    }
    let _turn = Turn::take(&out)?;
    apart::keep(list, &batch::lies_at(&out), rows)
}

/// Puts a list that somebody hands over into a folder, never over another file; gives its path.
///
/// # Errors
/// Gives findings if it is no spreadsheet or cannot be written.
pub fn keep_list(folder: &Path, name: &str, bytes: &[u8]) -> Result<PathBuf, Findings> {
    let trial = tempfile::tempdir().map_err(|error| {
        let message = format!("không ghi được tệp tạm: {}", os_words(&error));
        Diagnostic::new(Code::OUTPUT_WRITE, message)
    })?;
    // Under the name of a paper it would be taken for one.
    let is_paper = [".yaml", ".yml"].iter().any(|ending| name.to_lowercase().ends_with(ending));
    let named = if is_paper { format!("{name}.csv") } else { name.to_owned() };
    let name = named.as_str();
    // It is looked at under its own name before it is kept.
    sheets(&keep_beside(trial.path(), name, bytes)?, &Wish::default())?;
    Ok(keep_beside(folder, name, bytes)?)
}

/// Gives the path of a file that runs have made for a paper, by its name: a copy or a file to
/// print.
#[must_use]
pub fn made_file(paper: &Examined, name: &str, settings: &Settings) -> Option<PathBuf> {
    let name = Path::new(name).file_name().filter(|own| *own == name)?.to_str()?;
    batch::named(&settings.out.join(&paper.out), name)
}
