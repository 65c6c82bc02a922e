//! Comes in: the body of a document. Goes out: its blocks and runs as the look
//! takes them. Must not know: the envelope, the rule set.

use std::ops::Range;

use minijinja::Value;

use super::facts::map;
use super::line::{cut, line_value, runs};
use super::styled;
use super::table::table_value;
use crate::model::{Block, Body, Mark, Run, Runs};
use crate::text::{unbroken, unbroken_name};

/// Makes runs of a text that a template put together; words that must not
/// break are glued.
pub(super) fn plain(text: &str) -> Value {
    let styles = styled::read(text);
    let stretches = unbroken(&letters(&styles));
    runs(&cut(&styles, &stretches))
}

/// Makes runs of a name or a title: its words are not broken inside, and the
/// lines it was broken into by hand end in a line end.
pub(super) fn name(text: &str) -> Value {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let styles = styled::read(&lines.join("\n"));
    let text = letters(&styles);
    let mut stretches = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches('\n').len();
        let moved = |(range, glued): (Range<usize>, bool)| (range.start + start..range.end + start, glued);
        stretches.extend(unbroken_name(&line[..bare]).into_iter().map(moved));
        stretches.push((start + bare..start + line.len(), false));
        start += line.len();
    }
    runs(&cut(&styles, &stretches))
}

fn letters(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Makes runs of each line of a text that a template put together.
pub(super) fn paragraphs(text: &str) -> Value {
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in styled::read(text) {
        for (index, part) in run.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !part.is_empty()) {
                line.push(Run { text: part.to_owned(), ..run.clone() });
            }
        }
    }
    lines.iter().map(|line| runs(&cut(line, &unbroken(&letters(line))))).collect()
}

/// Gives the blocks of a body; headings get the level at which an outline
/// shows them, without a gap between the levels.
pub(super) fn blocks(body: &Body) -> Value {
    let mut open: Vec<u32> = Vec::new();
    body.blocks
        .iter()
        .map(|block| {
            let level = block_rank(block).map(|rank| {
                open.retain(|above| *above < rank);
                open.push(rank);
                open.len()
            });
            one(block, level)
        })
        .collect()
}

/// Gives the rank of a heading, the lower the higher; `None` for other blocks.
fn block_rank(block: &Block) -> Option<u32> {
    match block {
        Block::Division { rank, .. } => Some(*rank as u32),
        Block::Line { mark: Mark::Article(_), .. } => Some(3),
        Block::Line { mark: Mark::Section(..), .. } => Some(4),
        Block::Line { mark: Mark::Heading(numbers), .. } => {
            Some(4 + u32::try_from(numbers.len()).unwrap_or(1))
        }
        _ => None,
    }
}

fn one(block: &Block, level: Option<usize>) -> Value {
    let level = level.map_or(Value::from(()), Value::from);
    match block {
        Block::Division { label, title, .. } => map([
            ("loai", "phan".into()),
            ("nhan", line_value(label)),
            ("ten", title.as_ref().map_or(Value::from(()), line_value)),
            ("cap", level),
        ]),
        Block::Table(table) => table_value(table),
        Block::SetOff { centred, lines } => map([
            ("loai", if *centred { "giua".into() } else { "lui".into() }),
            ("dong", lines.iter().map(line_value).collect()),
            ("cap", level),
        ]),
        Block::Line { mark, runs: line } => {
            let depth = |numbers: &[u32]| numbers.len();
            let (kind, rank) = match mark {
                Mark::Article(_) => ("dieu", 1),
                Mark::Section(..) => ("muc", 1),
                Mark::Heading(numbers) => ("de-muc", depth(numbers)),
                Mark::Clause(numbers) => ("khoan", depth(numbers)),
                Mark::SectionText(..) => ("khoan", 1),
                Mark::Point(_) => ("diem", 1),
                Mark::Item => ("gach", 1),
                Mark::SubItem => ("gach", 2),
                Mark::Paragraph | Mark::ArticleText(_) => ("doan", 1),
            };
            let line = match mark {
                Mark::ArticleText(_) => line_value(&labelled(line)),
                _ => line_value(line),
            };
            map([("loai", kind.into()), ("bac", rank.into()), ("runs", line), ("cap", level)])
        }
    }
}

/// Makes the label of an article that is a sentence bold: `Điều 1.`
fn labelled(line: &Runs) -> Runs {
    let text = line.plain.as_str();
    let end = text.find(['.', ':']).map_or(0, |at| at + 1);
    let mut at = 0;
    let mut split = Vec::new();
    for run in &line.runs {
        let labelled = end.saturating_sub(at).min(run.text.len());
        let (label, rest) = run.text.split_at(labelled);
        if !label.is_empty() {
            split.push(Run { text: label.to_owned(), bold: true, ..*run });
        }
        if !rest.is_empty() {
            split.push(Run { text: rest.to_owned(), ..*run });
        }
        at += run.text.len();
    }
    Runs { runs: split, ..line.clone() }
}
