//! Comes in: papers' files as they are read, again at every letter that is typed in one of them. Goes out:
//! what was read of them, without reading anew what says the same. Must not know: what is asked of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::diag::{Diagnostic, Source};
use crate::input::Draft;

/// Is how many files are remembered: those of a large dossier.
const MOST: usize = 64;

/// Remembers the papers that were read last, for one set of kinds.
#[derive(Debug, Default)]
pub struct KnownDrafts(Mutex<BTreeMap<PathBuf, Known>>);

#[derive(Debug)]
struct Known {
    source: Arc<Source>,
    draft: Option<Draft>,
    findings: Vec<Diagnostic>,
}

impl KnownDrafts {
    /// Gives what stands in a file, and what was found in it; `read` reads one that says something else
    /// than before.
    pub(super) fn draft(
        &self,
        file: &Path,
        source: &Arc<Source>,
        read: impl FnOnce() -> (Option<Draft>, Vec<Diagnostic>),
    ) -> (Option<Draft>, Vec<Diagnostic>) {
        let held = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same =
            |known: &&Known| known.source.name() == source.name() && known.source.text() == source.text();
        if let Some(known) = held().get(file).filter(same) {
            return (known.draft.clone(), known.findings.clone());
        }
        let (draft, findings) = read();
        let known = Known { source: Arc::clone(source), draft: draft.clone(), findings: findings.clone() };
        let mut all = held();
        if all.len() >= MOST {
            all.clear();
        }
        all.insert(file.to_owned(), known);
        (draft, findings)
    }
}
