//! Comes in: a text of a draft and what its kind says of it. Goes out: the text without what
//! the form adds; the summary. Must not know: the rest of the paper.

use super::draft::Draft;
use super::inline::{Evaluate, field};
use super::typed::Taken;
use crate::diag::Diagnostic;
use crate::kind::{Field, FieldType};
use crate::model::Runs;

/// Gives what the kind says of a field.
pub(super) fn spec(draft: &Draft, name: &str) -> Field {
    let known = draft.kind.fields.iter().find(|field| field.name == name);
    known.cloned().unwrap_or_else(|| Field::of(name, FieldType::Text))
}

/// Takes off what the form adds; a text of which nothing would be left stays.
pub(super) fn bare(runs: Runs, spec: &Field, taken: &mut Taken) -> Runs {
    taken.runs(runs.clone(), spec).unwrap_or(runs)
}

/// Reads the summary of a draft. Only under the number of a letter a label
/// stands before it; the one that is printed there may be typed as well.
pub(super) fn summary(
    draft: &Draft,
    facts: &dyn Evaluate,
    findings: &mut Vec<Diagnostic>,
    taken: &mut Taken,
) -> Option<Runs> {
    let runs = field(draft.fields.text("trich_yeu")?, facts, findings);
    let labelled = draft.kind.summary_under_number && !runs.as_str().starts_with("về ");
    Some(if labelled { bare(runs, &spec(draft, "trich_yeu"), taken) } else { runs })
}
