//! Comes in: nothing. Goes out: what is known of papers before one is read. Must not know: who knows
//! it.

use crate::text::folded;

/// Is what is known of papers.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The kinds.
    pub kinds: Vec<KnownKind>,
    /// The words of a command: `QUYẾT ĐỊNH`, `QUYẾT NGHỊ`.
    pub commands: Vec<String>,
}

/// Is a kind of paper as it is known by its name.
#[derive(Debug, Clone, Default)]
pub struct KnownKind {
    /// Its folder.
    pub id: String,
    /// Its name on a paper, in capitals; nothing for a letter, which prints none.
    pub heading: Option<String>,
    /// Its symbol.
    pub symbol: String,
}

impl Known {
    /// Tells whether a line is the name of a kind.
    pub(super) fn is_heading(&self, line: &str) -> bool {
        let line = folded(line.trim_end_matches([':', '.', ' ']));
        let known = self.kinds.iter().filter_map(|kind| kind.heading.as_deref());
        known.into_iter().any(|heading| folded(heading) == line)
    }
}
