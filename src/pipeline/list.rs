//! Comes in: a paper that goes out to guests. Goes out: its guest list, without
//! the guests whose letters no font has. Must not know: how lists are read,
//! how copies are made.

use std::path::{Path, PathBuf};

use super::judge::uncovered;
use crate::diag::Diagnostic;
use crate::guests::{self, Column, GuestList, Wish};
use crate::model::{Document, GuestSource, Invited};
use crate::typeset::Fonts;

/// Reads the list of a paper in `folder`.
pub(super) fn list(
    document: &Document,
    invited: &Invited,
    folder: &Path,
    families: &[String],
    fonts: &Fonts,
) -> Result<GuestList, Vec<Diagnostic>> {
    let mut list = match &invited.list {
        GuestSource::Written(written) => guests::written(&document.span.source, written),
        GuestSource::File { path, sheet, columns } => {
            let wish = Wish {
                sheet: sheet.as_ref().map(|sheet| sheet.as_str().to_owned()),
                columns: columns
                    .iter()
                    .filter_map(|(field, header)| Some((Column::of_key(field)?, header.as_str().to_owned())))
                    .collect(),
            };
            let at = |finding: Diagnostic| {
                if finding.span.is_none() { finding.at(path.span()) } else { finding }
            };
            guests::read(&place(folder, path.as_str()), &wish)
                .map_err(|findings| findings.into_iter().map(at).collect::<Vec<_>>())?
        }
    };
    guests::refuse(&mut list, |text| {
        let letter = uncovered(text, families, fonts)?;
        Some(format!("phông chữ không có chữ `{letter}` (U+{:04X})", u32::from(letter)))
    });
    Ok(list)
}

/// Finds the file beside the paper, however its path was written.
fn place(folder: &Path, path: &str) -> PathBuf {
    let written = folder.join(path);
    if written.exists() { written } else { folder.join(path.replace('\\', "/")) }
}
