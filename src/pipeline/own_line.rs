//! Comes in: findings about a page's Typst source, the templates. Goes out: the same at the line of the
//! office's own template that wrote it. Must not know: what is wrong.
//!
//! A template's line is known by the letters between its marks; where two lines could have written
//! the same, nothing is said.

use std::path::Path;
use std::sync::Arc;

use crate::assets::{Assets, BUILT_IN};
use crate::diag::{Diagnostic, Findings, Source, Span};
use crate::typeset::PAGE;

/// Is how many letters a line must have of its own to be known by them.
const TELLING: usize = 6;

/// Gives findings that stand in a page's source, or in a part that is built in, the line of an own
/// template.
pub(crate) fn at_templates(findings: Findings, assets: &Assets) -> Findings {
    if !findings.iter().any(|finding| spans(finding).any(|span| !is_own(span))) {
        return findings;
    }
    let is_template =
        |path: &String| Path::new(path).extension().is_some_and(|end| end == "j2" || end == "typ");
    let own = assets.own().into_iter().map(|own| own.path).filter(is_template);
    let own: Vec<Arc<Source>> = own.filter_map(|path| assets.source(&path).ok().flatten()).collect();
    let moved = |mut finding: Diagnostic| {
        let places = finding.span.iter_mut().chain(finding.related.iter_mut().map(|(span, _)| span));
        for span in places.filter(|span| span.source.name() == PAGE) {
            if let Some(place) = written_by(span, &own) {
                *span = place;
            }
        }
        if spans(&finding).any(is_own) { finding } else { by_part(finding, &own) }
    };
    findings.into_iter().map(moved).collect()
}

fn spans(finding: &Diagnostic) -> impl Iterator<Item = &Span> {
    finding.span.iter().chain(finding.related.iter().map(|(span, _)| span))
}

/// Tells whether a place is in a file somebody here wrote.
fn is_own(span: &Span) -> bool {
    span.source.name() != PAGE && !span.source.name().starts_with(BUILT_IN)
}

/// Tells of a fault deep in a part that is built in at the line that calls the part: what is set in
/// its context has no trace to there.
fn by_part(mut finding: Diagnostic, own: &[Arc<Source>]) -> Diagnostic {
    let outer = spans(&finding).filter(|span| span.source.name().starts_with(BUILT_IN)).last();
    let Some(name) = outer.and_then(part) else { return finding };
    let call = format!("#{name}(");
    let mut calls = own.iter().flat_map(|source| {
        let places = source.text().match_indices(&call).map(|(at, found)| at..at + found.len() - 1);
        places.map(|place| Span::new(source, place))
    });
    let (Some(only), None) = (calls.next(), calls.next()) else { return finding };
    if let Some(before) = finding.span.replace(only) {
        finding.related.insert(0, (before, "Typst báo ở đây".to_owned()));
    }
    finding
}

/// Gives the name of the function of the look that a place lies in.
fn part(span: &Span) -> Option<String> {
    let before = &span.source.text()[..span.range.end];
    let line = before.lines().rev().find_map(|line| line.strip_prefix("#let "))?;
    Some(line.split('(').next()?.trim().to_owned())
}

/// Finds the one line of the templates that wrote the line of a page.
fn written_by(span: &Span, own: &[Arc<Source>]) -> Option<Span> {
    let line = span.source.line(span.line_column().0).trim();
    let lines = own.iter().flat_map(|source| (1..=source.line_count()).map(move |number| (source, number)));
    let mut found = lines.filter(|(source, number)| writes(source.line(*number).trim(), line));
    let (source, number) = found.next()?;
    let start = source.offset(number, 1);
    let text = source.line(number);
    let indent = text.len() - text.trim_start().len();
    found.next().is_none().then(|| Span::new(source, start + indent..start + text.trim_end().len()))
}

/// Tells whether a line of a template may have written a line of a page.
fn writes(template: &str, line: &str) -> bool {
    let parts = literals(template);
    let telling: usize =
        parts.iter().map(|part| part.chars().filter(|letter| !letter.is_whitespace()).count()).sum();
    let [first, rest @ ..] = parts.as_slice() else { return false };
    let Some(mut left) = line.strip_prefix(first).filter(|_| telling >= TELLING) else { return false };
    let Some((last, between)) = rest.split_last() else { return left.is_empty() };
    for part in between {
        let Some(at) = left.find(part) else { return false };
        left = &left[at + part.len()..];
    }
    left.ends_with(last)
}

/// Gives what stands between the marks of a template's line; the first and the last part are at its
/// ends.
fn literals(template: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut left = template;
    while let Some(at) = ["{{", "{%", "{#"].iter().filter_map(|mark| left.find(mark)).min() {
        parts.push(&left[..at]);
        let end = ["}}", "%}", "#}"].iter().filter_map(|mark| Some(left[at..].find(mark)? + at + 2)).min();
        left = end.map_or("", |end| &left[end..]);
    }
    parts.push(left);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_known_by_the_letters_between_its_marks() {
        assert!(writes("#bang(qt, {{ bang }})", "#bang(qt, (dong: ()))"));
        assert!(writes("{% if a %}#dau(qt, {{ dau }}){% endif %}", "#dau(qt, (a: 1))"));
        assert!(!writes("#bang(qt, {{ bang }})", "#bang(kt, (dong: ()))"));
        assert!(!writes("{{ a }}", "#bang(qt, (dong: ()))"), "every line is that");
        assert!(!writes("#bang(qt, b)", "#bang(qt, b) a"));
    }
}
