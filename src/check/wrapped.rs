//! Comes in: the lines of a body. Goes out: paragraphs that were cut into lines,
//! as text copied from a PDF is: one finding for each. Must not know: how lines
//! are joined again, or files.

use std::ops::Range;

use super::paper::Paper;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::{Block, Body, Mark, Runs};

/// Is how long a line is at least that a margin has cut (letters); a heading is
/// often short, and what follows may begin small (`1. Thời gian`, `từ 7 giờ`).
const CUT: usize = 30;
const CUT_HEADING: usize = 60;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for body in &paper.bodies {
        for lines in passages(body) {
            let (Some((_, first)), Some((_, last))) = (line(body, lines.start), line(body, lines.end - 1))
            else {
                continue;
            };
            let end = first.as_str().trim_end().len();
            let start = first.as_str()[..end].rfind(char::is_whitespace).map_or(0, |at| at + 1);
            report.on(
                Code::WRAPPED,
                &first.plain,
                start..end,
                format!("một đoạn bị ngắt thành {} dòng", lines.len()),
                "nối lại thành một dòng, hoặc chạy `vanthu kiem-tra --noi-dong` để chương trình nối",
            );
            let word = last.as_str().find(char::is_whitespace).unwrap_or(last.as_str().len());
            report.related(Code::WRAPPED, last.plain.at(0..word), "dòng cuối của đoạn");
        }
    }
}

/// Gives the blocks of each paragraph that was cut, in order.
pub(super) fn passages(body: &Body) -> Vec<Range<usize>> {
    let pairs: Vec<bool> = (1..body.blocks.len()).map(|at| goes_on(body, at, None)).collect();
    // A line the margin cut is about as long as the others it cut.
    let length = |at: usize| line(body, at).map_or(0, |(_, runs)| runs.as_str().chars().count());
    let full = pairs.iter().enumerate().filter(|(_, cut)| **cut).map(|(at, _)| length(at)).max();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in 1..body.blocks.len() {
        let cut = pairs[at - 1] || full.is_some_and(|full| goes_on(body, at, Some(full)));
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) if cut => last.end = at + 1,
            _ if cut => found.push(at - 1..at + 1),
            _ => {}
        }
    }
    found
}

fn line(body: &Body, at: usize) -> Option<(&Mark, &Runs)> {
    match body.blocks.get(at) {
        Some(Block::Line { mark, runs }) => Some((mark, runs)),
        _ => None,
    }
}

/// Tells whether a block goes on with the sentence of the one before it: that
/// has no stop, and this begins small; with `full`, the length of lines a margin
/// cuts in this text, it may begin otherwise, if the line before is as long.
fn goes_on(body: &Body, at: usize, full: Option<usize>) -> bool {
    let (Some((mark, before)), Some((Mark::Paragraph, next))) = (line(body, at - 1), line(body, at)) else {
        return false;
    };
    let typed = before.as_str().trim_end();
    let length = typed.chars().count();
    let heading = matches!(mark, Mark::Article(_) | Mark::Section(..) | Mark::Heading(_));
    let least = if heading || typed.ends_with(',') { CUT_HEADING } else { CUT };
    let stopped = typed.ends_with(['.', ';', ':', '!', '?', '…', '/']);
    let small = next.as_str().chars().next().is_some_and(char::is_lowercase);
    let loud = !typed.chars().any(char::is_lowercase);
    let cut = match full {
        Some(full) => length * 5 >= full * 4 && length >= CUT_HEADING && !typed.ends_with(','),
        None => small && length >= least,
    };
    cut && !stopped && !loud && is_below(&before.plain, &next.plain)
}

/// Tells whether a text stands on the line below another, both in one value:
/// nothing but space stands before it.
fn is_below(before: &Text, next: &Text) -> bool {
    let end = before.as_str().trim_end();
    let last = end.char_indices().next_back().map_or(0, |(at, _)| at);
    let (above, _) = before.at(last..end.len()).line_column();
    let first = next.as_str().chars().next().map_or(0, char::len_utf8);
    let span = next.at(0..first);
    let (below, column) = span.line_column();
    let lead: String = span.source.line(below).chars().take(column - 1).collect();
    below == above + 1 && lead.chars().all(|sign| sign.is_whitespace() || sign == '*')
}
