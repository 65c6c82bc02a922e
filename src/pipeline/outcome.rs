//! Comes in: nothing. Goes out: what became of a paper that was to be made. Must not know:
//! how it is made.

use std::path::PathBuf;

use super::batch::Batch;
use super::word::WordMade;
use crate::diag::{Code, Diagnostic};

/// Is what became of a paper.
#[derive(Default)]
pub struct Outcome {
    /// Its file.
    pub file: PathBuf,
    /// Where its output goes, without an ending.
    pub(super) out: PathBuf,
    /// Whether it is an annex, printed with other papers only.
    pub annex: bool,
    /// What was made, if it was.
    pub made: Option<Made>,
    /// What was made of it for guests.
    pub batch: Option<Batch>,
    /// Where the output of an earlier run was put away.
    pub retired: Option<PathBuf>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

impl Outcome {
    /// Tells whether the paper, or every chosen copy of it, is there.
    #[must_use]
    pub fn is_made(&self) -> bool {
        let unmet = |finding: &Diagnostic| finding.code == Code::GUESTS_PICK;
        let whole = |batch: &Batch| {
            batch.missing.is_empty()
                && !batch.findings.iter().any(Diagnostic::is_error)
                && !self.findings.iter().any(unmet)
        };
        self.made.is_some() || self.batch.as_ref().is_some_and(whole)
    }
}

/// Is a paper that was made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The PDF.
    pub pdf: PathBuf,
    /// Its pages.
    pub pages: usize,
    /// Its size in bytes.
    pub bytes: usize,
    /// Whether the paper was issued and came out otherwise now.
    pub other: bool,
    /// The Word file of it, where one was wanted.
    pub word: Option<WordMade>,
    /// What is to be told of how it was made.
    pub told: Vec<Diagnostic>,
}
