//! Comes in: the names and symbols of all kinds of paper. Goes out: the same as texts have them.
//! Must not know: any particular kind.

use super::words::folded;
use crate::kind::KindName;

/// Holds what kinds of paper are called in texts.
#[derive(Debug, Clone, Default)]
pub struct KindWords {
    /// Their names, folded: `kế hoạch`.
    pub(super) names: Vec<String>,
    /// Their symbols; of those that differ in their capitals only, today's first.
    pub(super) symbols: Vec<String>,
}

impl KindWords {
    /// Takes them over.
    #[must_use]
    pub fn of(kinds: &[KindName]) -> Self {
        Self {
            names: kinds.iter().map(|kind| folded(&kind.name)).collect(),
            symbols: kinds.iter().flat_map(|kind| kind.symbols.iter().cloned()).collect(),
        }
    }
}
