//! Comes in: where a draft is to lie. Goes out: the folder of that dossier, made where each file or each
//! folder of files has its own. Must not know: drafts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::gather::{Split, WordFile};
use crate::diag::{Code, Diagnostic, Findings};
use crate::office::begin::{bare_dossier, titled};

/// Finds the dossier of an office that a path names.
pub(super) fn dossier(office: &Path, named: &Path) -> Result<PathBuf, Findings> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let inside = |folder: &PathBuf| real(folder).starts_with(real(office)) && real(folder) != real(office);
    // Where somebody stands in a dossier, `.` is that and not the office.
    let folders = [office.join(named), named.to_owned()];
    folders.into_iter().find(|folder| folder.is_dir() && inside(folder)).ok_or_else(|| {
        let message = format!("`{}` không phải thư mục hồ sơ của cơ quan này", named.display());
        let hint =
            "đứng trong thư mục hồ sơ, hoặc chỉ nó bằng --ho-so; chưa có thì lập thư mục có ho-so.yaml";
        Diagnostic::new(Code::CALL, message)
            .hint(hint)
            .hint("mỗi tệp, mỗi thư mục thành một hồ sơ mới: --chia tep, --chia thu-muc")
            .into()
    })
}

/// Finds dossiers for Word files, each made when its first draft is written.
pub(super) struct Dossiers<'a> {
    office: &'a Path,
    one: Option<PathBuf>,
    split: Split,
    made: BTreeMap<Vec<String>, PathBuf>,
}

impl<'a> Dossiers<'a> {
    /// Opens the dossier that was named, unless each file or folder is to have its own.
    pub(super) fn open(office: &'a Path, named: &Path, split: Split) -> Result<Self, Findings> {
        let one = if split == Split::None { Some(dossier(office, named)?) } else { None };
        Ok(Self { office, one, split, made: BTreeMap::new() })
    }

    /// Gives the dossier of a file.
    pub(super) fn of(&mut self, file: &WordFile) -> Result<PathBuf, Findings> {
        if let Some(one) = &self.one {
            return Ok(one.clone());
        }
        let stem = file.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        if self.split == Split::Files || file.below.is_empty() {
            return bare_dossier(self.office, &stem);
        }
        if let Some(known) = self.made.get(&file.below) {
            return Ok(known.clone());
        }
        let title = file.below.join(" - ");
        // A run that goes on where another one was cut off.
        let folder = match titled(self.office, &title) {
            Some(folder) if !self.made.values().any(|made| *made == folder) => folder,
            _ => bare_dossier(self.office, &title)?,
        };
        self.made.insert(file.below.clone(), folder.clone());
        Ok(folder)
    }
}
