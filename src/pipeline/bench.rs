//! Comes in: papers as text. Goes out: the first of them examined as if all lay in one dossier of
//! an office. Must not know: why anybody wants that.

use std::path::Path;

use super::{Examined, Settings, Stock, examine};
use crate::diag::{Code, Diagnostic, Findings, os_words};

/// Is an office on trial, in a folder of its own that goes with it.
pub struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    /// Sets up an office with the text of its `co-quan.yaml` and that of a dossier.
    ///
    /// # Errors
    /// Gives a finding if the machine has no room for it.
    pub fn new(office: &str, dossier: &str) -> Result<Self, Findings> {
        let set_up = || {
            let folder = tempfile::tempdir()?;
            std::fs::create_dir(folder.path().join(DOSSIER))?;
            std::fs::write(folder.path().join("co-quan.yaml"), office)?;
            std::fs::write(folder.path().join(DOSSIER).join("ho-so.yaml"), dossier)?;
            Ok(Self { folder })
        };
        set_up().map_err(|error| refused(&error))
    }

    /// Puts files into the dossier, those of before taken away, and examines the first of
    /// them, a paper; gives it with what was found of the office and the dossier.
    ///
    /// # Errors
    /// Gives a finding if they cannot be written, or if there is no paper.
    pub fn examine(
        &self,
        files: &[(String, String)],
        stock: &Stock,
    ) -> Result<(Examined, Vec<Diagnostic>), Findings> {
        let folder = self.folder.path().join(DOSSIER);
        lay_out(&folder, files).map_err(|error| refused(&error))?;
        let settings = Settings::new(self.folder.path().join("out"));
        let (papers, findings) = examine(&[self.folder.path().to_owned()], &settings, stock);
        let first = files.first().map(|(name, _)| folder.join(name));
        let wanted = papers.into_iter().find(|paper| Some(&paper.file) == first.as_ref());
        match wanted {
            Some(paper) => Ok((paper, findings)),
            None if findings.is_empty() => {
                Err(Diagnostic::new(Code::INTERNAL, "thiếu văn bản để thử").into())
            }
            None => Err(findings.into()),
        }
    }
}

/// Is the dossier's folder.
const DOSSIER: &str = "ho-so";

fn refused(error: &std::io::Error) -> Findings {
    let message = format!("không dựng được chỗ thử mẫu: {}", os_words(error));
    Diagnostic::new(Code::OUTPUT_WRITE, message).into()
}

fn lay_out(folder: &Path, files: &[(String, String)]) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)?.flatten() {
        if entry.file_name() != "ho-so.yaml" {
            std::fs::remove_file(entry.path())?;
        }
    }
    files.iter().try_for_each(|(name, text)| std::fs::write(folder.join(name), text))
}
