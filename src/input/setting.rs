//! Comes in: nothing. Goes out: what a document is composed with. Must not know: how.

use std::sync::Arc;

use super::draft::Draft;
use super::inline::Evaluate;
use crate::model::{Dossier, Office};

/// Holds what a document is composed with.
pub struct Setting<'a> {
    /// The office.
    pub office: &'a Arc<Office>,
    /// The dossier.
    pub dossier: &'a Arc<Dossier>,
    /// All papers of the dossier.
    pub drafts: &'a [Draft],
    /// Who answers `{{ … }}`.
    pub facts: &'a dyn Evaluate,
}
