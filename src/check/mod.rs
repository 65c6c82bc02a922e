//! Comes in: composed documents with their rule sets. Goes out: findings about
//! how they are worded, each at its exact place. Must not know: files, YAML,
//! how a page looks, any particular kind of paper.
//!
//! One file holds the checks of one topic. They share the texts of a paper,
//! cut into words once ([`Paper`]), and a report that stays short
//! ([`Report`]). A wrong warning costs more than a missed one: where a check
//! cannot be sure, it says nothing.

mod abbreviation;
mod agenda;
mod annex;
mod author;
mod blank;
mod citation;
mod consistency;
mod dates;
mod deadline;
mod event_name;
mod facts;
mod far;
mod head_sign;
mod headings;
mod letter_case;
mod mark_form;
mod marks;
mod markup;
mod meeting;
mod name_again;
mod names;
mod numbering;
mod pairs;
mod paper;
mod passage;
mod periods;
mod person;
mod postponed;
mod punctuation;
mod recipients;
mod report;
mod same_number;
mod series;
mod signer;
mod silence;
mod spaces;
mod spelling;
mod spelling_lost;
mod spelling_names;
mod stops;
mod summary;
mod symbol;
mod table;
mod text;
mod times;
mod twice;
mod words;
mod wrapped;

#[cfg(test)]
mod content_tests;
#[cfg(test)]
mod tests;

pub use same_number::same_numbers;
pub use silence::{silence, unsilenced};

use crate::diag::Diagnostic;
use crate::model::Document;
use crate::rules::RuleSet;
use paper::Paper;
use report::Report;

/// Finds everything about one paper; the annexes written in place are part of
/// it, those that are papers of their own are not.
#[must_use]
pub fn check(document: &Document, rules: &RuleSet) -> Vec<Diagnostic> {
    let paper = Paper::new(document, rules);
    let mut report = Report::default();
    text::check(&paper, &mut report);
    spaces::check(&paper, &mut report);
    spelling_lost::check(&paper, &mut report);
    punctuation::check(&paper, &mut report);
    markup::check(&paper, &mut report);
    blank::check(&paper, &mut report);
    pairs::check(&paper, &mut report);
    twice::check(&paper, &mut report);
    symbol::check(&paper, &mut report);
    citation::check(&paper, &mut report);
    dates::check(&paper, &mut report);
    times::check(&paper, &mut report);
    periods::check(&paper, &mut report);
    far::check(&paper, &mut report);
    agenda::check(&paper, &mut report);
    deadline::check(&paper, &mut report);
    postponed::check(&paper, &mut report);
    numbering::check(&paper, &mut report);
    mark_form::check(&paper, &mut report);
    head_sign::check(&paper, &mut report);
    marks::check(&paper, &mut report);
    headings::check(&paper, &mut report);
    stops::check(&paper, &mut report);
    wrapped::check(&paper, &mut report);
    table::check(&paper, &mut report);
    signer::check(&paper, &mut report);
    person::check(&paper, &mut report);
    recipients::check(&paper, &mut report);
    name_again::check(&paper, &mut report);
    letter_case::check(&paper, &mut report);
    author::check(&paper, &mut report);
    summary::check(&paper, &mut report);
    consistency::check(&paper, &mut report);
    names::check(&paper, &mut report);
    abbreviation::check(&paper, &mut report);
    annex::check(&paper, &mut report);
    let told = facts::check(&paper, &mut report);
    meeting::check(&paper, &told, &mut report);
    report.finish()
}

/// Finds facts and names on which the papers of one dossier disagree.
#[must_use]
pub fn dossier(documents: &[(&Document, &RuleSet)]) -> Vec<Diagnostic> {
    let mut report = Report::default();
    event_name::check(documents, &mut report);
    facts::across(documents, &mut report);
    report.finish()
}
