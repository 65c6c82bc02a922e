//! Comes in: the short name of somebody who signs, or of another office. Goes out: the papers that name
//! them. Must not know: what is done about it.

use std::path::Path;

use super::begin::Example;
use super::desk::Desk;
use super::glance::Glance;
use super::overview::PaperCard;
use crate::diag::Findings;
use crate::kind::{Field, FieldType, kind};
use crate::yaml::edit::Content;

/// Is who is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Somebody who signs.
    Signer,
    /// Another office that issues papers.
    Issuer,
}

impl Desk<'_> {
    /// Finds the papers that name a signer, or another office, by its short name.
    ///
    /// # Errors
    /// As [`Desk::overview`].
    pub fn mentions(&self, whom: Whom, name: &str, glance: &Glance) -> Result<Vec<PaperCard>, Findings> {
        let folder = self.workspace()?.folder;
        let papers = self.overview(glance)?.into_iter().flat_map(|dossier| dossier.papers);
        let names = |paper: &PaperCard| self.names(&folder.join(&paper.path), whom, name).unwrap_or_default();
        Ok(papers.filter(names).collect())
    }

    fn names(&self, file: &Path, whom: Whom, name: &str) -> Option<bool> {
        let paper = Example::read("paper", &std::fs::read(file).ok()?).ok()?;
        let fields = kind(&self.stock.assets, paper.text("loai")?).ok()?.fields;
        let holds = |field: &Field| {
            paper.value(&field.name).is_some_and(|value| holds(&field.kind, value, (whom, name)))
        };
        Some(fields.iter().any(holds))
    }
}

/// Tells whether a value of a field names them, in a list or a group of fields, too.
fn holds(kind: &FieldType, value: &Content, of: (Whom, &str)) -> bool {
    match (kind, value) {
        (FieldType::Signer, Content::Text(text)) => of == (Whom::Signer, text),
        (FieldType::Issuer, Content::Text(text)) => of == (Whom::Issuer, text),
        (FieldType::List(inner), Content::List(all)) => all.iter().any(|one| holds(inner, one, of)),
        (FieldType::List(inner), one) => holds(inner, one, of),
        (FieldType::Group(fields), Content::Map(entries)) => entries.iter().any(|(key, one)| {
            fields.iter().find(|field| field.name == *key).is_some_and(|field| holds(&field.kind, one, of))
        }),
        _ => false,
    }
}
