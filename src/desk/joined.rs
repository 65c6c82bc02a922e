//! Comes in: a paper whose paragraphs were cut into lines, as text of a PDF is. Goes out: the same with
//! these lines joined. Must not know: which lines belong together.

use std::sync::Arc;

use super::drafts::{Drafts, PaperId, Refusal, Text};
use super::seen::settings;
use crate::pipeline::{Stock, examine, joined as joined_lines};

/// Joins the lines of each paragraph of a paper that was found cut: an edit like any other.
///
/// # Errors
/// Gives why it is not done.
pub fn joined(drafts: &Drafts, id: &PaperId, stock: &Arc<Stock>) -> Result<Text, Refusal> {
    let text = drafts.open(id)?;
    let (papers, findings) = examine(std::slice::from_ref(&text.file), &settings(drafts), stock);
    let all: Vec<_> =
        findings.into_iter().chain(papers.into_iter().flat_map(|paper| paper.findings)).collect();
    drafts.rewrite(id, |typed| joined_lines(&all, typed))
}
