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
mod clause;
mod consistency;
mod dates;
mod deadline;
mod due;
mod event_name;
mod facts;
mod far;
mod head_sign;
mod headings;
mod kinds;
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
mod past;
mod periods;
mod person;
mod person_case;
mod postponed;
mod printed_parts;
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

pub use kinds::KindWords;
pub use same_number::same_numbers;
pub use silence::{silence, unsilenced};

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::Document;
use crate::rules::RuleSet;
use paper::Paper;
use report::Report;

/// Lists the checks by topic, in the order in which their findings are told. Which of the
/// findings count, the paper's rule set says (`phat_hien`).
const CHECKS: &[fn(&Paper<'_>, &mut Report)] = &[
    text::check,
    spaces::check,
    spelling_lost::check,
    punctuation::check,
    markup::check,
    blank::check,
    pairs::check,
    twice::check,
    symbol::check,
    citation::check,
    clause::check,
    dates::check,
    times::check,
    periods::check,
    far::check,
    agenda::check,
    deadline::check,
    postponed::check,
    numbering::check,
    mark_form::check,
    head_sign::check,
    marks::check,
    headings::check,
    stops::check,
    wrapped::check,
    printed_parts::check,
    table::check,
    signer::check,
    person::check,
    recipients::check,
    name_again::check,
    letter_case::check,
    person_case::check,
    author::check,
    summary::check,
    consistency::check,
    names::check,
    abbreviation::check,
    annex::check,
    of_the_meeting,
];

/// Holds the paper against its meeting; what is told of as a fact is told once.
fn of_the_meeting(paper: &Paper<'_>, report: &mut Report) {
    let told = facts::check(paper, report);
    meeting::check(paper, &told, report);
}

/// Finds everything about one paper; the annexes written in place are part of
/// it, those that are papers of their own are not.
#[must_use]
pub fn check(document: &Document, rules: &RuleSet, kinds: &KindWords) -> Vec<Diagnostic> {
    let paper = Paper::new(document, rules, kinds);
    // A long paper is checked at every letter that is typed in it: by all processors there are.
    let reports = CHECKS.par_iter().map(|check| {
        let mut report = Report::default();
        check(&paper, &mut report);
        report
    });
    reports.collect::<Vec<_>>().into_iter().fold(Report::default(), Report::followed).finish()
}

/// Finds days that are over in a paper that has no day of its own yet.
#[must_use]
pub fn past(document: &Document, rules: &RuleSet, kinds: &KindWords, today: NaiveDate) -> Vec<Diagnostic> {
    let mut report = Report::default();
    past::check(&Paper::new(document, rules, kinds), today, &mut report);
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
