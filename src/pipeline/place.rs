//! Comes in: findings about printed text, a document. Goes out: the same at the
//! places where the text was typed. Must not know: who found them, pages.

use std::ops::Range;

use crate::diag::{Findings, Printed, Span, Text};
use crate::model::Document;

/// Gives findings that know a printed text the place of that text, each place
/// once.
pub(crate) fn placed(document: &Document, findings: Findings) -> Findings {
    if findings.iter().all(|finding| finding.printed.is_none()) {
        return findings;
    }
    let texts = document.printed_texts();
    let mut taken: Vec<&Printed> = Vec::new();
    let mut placed = Vec::new();
    for finding in findings.iter() {
        let place = finding.printed.as_ref().filter(|_| finding.span.is_none()).and_then(|printed| {
            // The text that stands at several places is told of as often as it
            // does not fit: the first time at the first place.
            let before = taken.iter().filter(|other| **other == printed).count();
            taken.push(printed);
            let mut found: Vec<_> = texts.iter().filter_map(|text| at(text, printed)).collect();
            if found.is_empty() {
                found = texts.iter().filter_map(|text| within(text, printed)).collect();
            }
            found.get(before.min(found.len().saturating_sub(1))).cloned()
        });
        placed.push(match place {
            Some(place) => finding.clone().at(place),
            None => finding.clone(),
        });
    }
    placed.into()
}

/// Gives where a text holds what was printed: it is that text, or a line of it.
fn at(text: &Text, printed: &Printed) -> Option<Span> {
    let value = text.as_str();
    if value != printed.whole && !value.lines().any(|line| line.trim() == printed.whole) {
        return None;
    }
    Some(text.at(part(value, &printed.part)?))
}

/// Gives where a text holds what was printed among other words: a name that is
/// one line where it is read and several on the page.
fn within(text: &Text, printed: &Printed) -> Option<Span> {
    let value = text.as_str();
    let start = value.find(&printed.whole)?;
    let found = part(&value[start..], &printed.part)?;
    Some(text.at(start + found.start..start + found.end))
}

/// Finds a part; the mark that closes it may be the form's own, not typed.
fn part(value: &str, part: &str) -> Option<Range<usize>> {
    let find = |part: &str| value.find(part).map(|start| start..start + part.len());
    find(part).or_else(|| find(part.trim_end_matches([';', ',', '.'])))
}
