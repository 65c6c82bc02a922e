//! Comes in: a copy that was set. Goes out: its file, and the copy kept with the paper it is of. Must not
//! know: how it was set, numbers.

use std::path::PathBuf;

use super::CopyAsked;
use super::form::Form;
use super::original::Original;
use super::pages::Set;
use crate::archive::Change;
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::office::desk::Desk;
use crate::office::shelf::{absent, copied, seal};
use crate::pipeline::batch::safe;
use crate::pipeline::{Workspace, signing, write};
use crate::register::{Register, Remark, told};

/// Is a copy that is done.
pub(super) struct Finished {
    pub(super) pdf: PathBuf,
    /// Its number and symbol, if it has one.
    pub(super) printed: Option<String>,
    /// The object it lies in, if it is kept.
    pub(super) object: Option<String>,
    pub(super) set: Set,
    /// Whether it was made before.
    pub(super) before: bool,
}

impl Desk<'_> {
    /// Keeps a copy without a number with the paper it is of, and writes its file.
    ///
    /// # Errors
    /// Gives findings if register, archive or file cannot be written.
    pub(super) fn plain(
        &self,
        workspace: &Workspace,
        (form, original, asked): (&Form, &Original, &CopyAsked),
        set: Set,
    ) -> Result<Finished, Findings> {
        let label = format!("{}-{}", form.day, &sha256_hex(&set.pdf)[..8]);
        let name = format!("sao/{}-{label}.pdf", if asked.electronic { "dien-tu" } else { "giay" });
        let mut before = false;
        if let Some(entry) = &original.entry {
            let what = if asked.electronic { "bản sao điện tử" } else { "bản sao" };
            let signer = form.signer.name.as_str();
            let reason = format!("{what} ngày {}, {signer} ký; {name}", told(form.day));
            let mut register = Register::open(&workspace.folder)?;
            let store = self.store(workspace)?;
            let place = (workspace.folder.as_path(), &store);
            let (printed, date, object) = (entry.printed(), entry.date, entry.object.clone());
            // The log first, as all that happens to a paper.
            copied(place, &mut register, Remark { printed, date, object, reason, through: None }, &self.by)?;
            let kept = store.object(&entry.object).ok_or_else(|| absent(entry))?;
            before = kept.inventory.names().contains(&name.as_str());
            if !before {
                let mut files = vec![(name.clone(), set.pdf.clone())];
                files.extend(set.source.iter().map(|source| {
                    (format!("{}.typ", name.trim_end_matches(".pdf")), source.clone().into_bytes())
                }));
                let change = Change { files: &files, moved: &[] };
                seal::add((&store, &mut register), (&kept, &change), (what.to_owned(), &self.by))?;
            }
        }
        let pdf = written(workspace, (original, asked), (&label, &set))?;
        let object = original.entry.as_ref().map(|entry| entry.object.clone());
        Ok(Finished { pdf, printed: None, object, set, before })
    }
}

/// Writes the file of a copy, with its places beside it; what somebody signed there stays.
pub(super) fn written(
    workspace: &Workspace,
    (original, asked): (&Original, &CopyAsked),
    (label, set): (&str, &Set),
) -> Result<PathBuf, Findings> {
    let office = workspace.folder.file_name().unwrap_or_default();
    let folder = asked.out.join(office).join("ban-sao");
    let pdf = folder.join(safe(&format!("{}-{label}.pdf", original.stem)));
    if matches!(signing::old(&pdf, &set.pdf)?, signing::Old::Free) {
        write::whole(&pdf, &set.pdf)?;
    }
    signing::keep(&pdf, &set.places)?;
    Ok(pdf)
}

/// Says that what lies in the archive under a number is another copy.
pub(super) fn another(printed: &str) -> Diagnostic {
    let message = format!("kho lưu đã có {printed}, là bản khác");
    Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("`vanthu luu kiem-tra` xem sổ và kho còn khớp không")
}
