//! Comes in: the body of a document. Goes out: its blocks and runs as the look
//! takes them. Must not know: the envelope, the rule set.

use minijinja::Value;

use super::facts::map;
use crate::input::glued;
use crate::model::{Block, Body, Mark, Run, Runs, Table};

/// Makes runs of a text without marks; words that must not break are glued.
pub(super) fn plain(text: &str) -> Value {
    runs(&glued_runs(text))
}

fn glued_runs(text: &str) -> Vec<Run> {
    glued(text)
        .into_iter()
        .map(|(range, glued)| Run { text: text[range].to_owned(), bold: false, italic: false, glued })
        .collect()
}

fn runs(runs: &[Run]) -> Value {
    runs.iter()
        .map(|run| {
            let mut entries = vec![("t", Value::from(run.text.as_str()))];
            entries.extend(
                [("b", run.bold), ("i", run.italic), ("g", run.glued)]
                    .into_iter()
                    .filter(|(_, on)| *on)
                    .map(|(name, on)| (name, on.into())),
            );
            map(entries)
        })
        .collect()
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
        Block::Line { mark: Mark::Article(_), runs } => (!runs.is_closed()).then_some(3),
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
            ("nhan", styled(label, false, false)),
            ("ten", title.as_ref().map_or(Value::from(()), |title| styled(title, false, false))),
            ("cap", level),
        ]),
        Block::Table(table) => table_value(table),
        Block::Line { mark, runs: line } => {
            let depth = |numbers: &[u32]| numbers.len();
            let (kind, rank) = match mark {
                Mark::Article(_) if level.is_none() => ("doan", 1),
                Mark::Article(_) => ("dieu", 1),
                Mark::Section(..) => ("muc", 1),
                Mark::Heading(numbers) => ("de-muc", depth(numbers)),
                Mark::Clause(numbers) => ("khoan", depth(numbers)),
                Mark::Point(_) => ("diem", 1),
                Mark::Item => ("gach", 1),
                Mark::SubItem => ("gach", 2),
                Mark::Paragraph => ("doan", 1),
            };
            let heading = !level.is_none();
            let line = match mark {
                Mark::Article(_) if !heading => runs(&labelled(line)),
                _ if heading => styled(line, false, false),
                _ => runs(&line.runs),
            };
            map([("loai", kind.into()), ("bac", rank.into()), ("runs", line), ("cap", level)])
        }
    }
}

/// Takes the marks off a heading: the look gives it its style.
fn styled(line: &Runs, bold: bool, italic: bool) -> Value {
    let plain: Vec<Run> = line.runs.iter().map(|run| Run { bold, italic, ..run.clone() }).collect();
    runs(&plain)
}

/// Makes the label of an article that is a sentence bold: `Điều 1.`
fn labelled(line: &Runs) -> Vec<Run> {
    let text = line.plain.as_str();
    let end = text.find(['.', ':']).map_or(0, |at| at + 1);
    let mut at = 0;
    let mut split = Vec::new();
    for run in &line.runs {
        let cut = end.saturating_sub(at).min(run.text.len());
        if cut > 0 {
            split.push(Run { text: run.text[..cut].to_owned(), bold: true, ..run.clone() });
        }
        if cut < run.text.len() {
            split.push(Run { text: run.text[cut..].to_owned(), ..run.clone() });
        }
        at += run.text.len();
    }
    split
}

fn table_value(table: &Table) -> Value {
    let cells = |row: &[Runs]| -> Value { row.iter().map(|cell| runs(&cell.runs)).collect() };
    let widths: Value = if table.widths.len() == table.columns.len() {
        table.widths.iter().copied().map(Value::from).collect()
    } else {
        table.columns.iter().map(|_| Value::from(1)).collect()
    };
    let short = |column: usize| {
        table
            .rows
            .iter()
            .all(|row| row.get(column).is_none_or(|cell| cell.plain.as_str().chars().count() <= 12))
    };
    // Justified lines need room: in a narrow column the gaps would be wider
    // than the words.
    let whole: f64 = table.widths.iter().sum();
    let wide = |column: usize| match table.widths.get(column) {
        Some(width) => width / whole >= 0.4,
        None => table.columns.len() <= 2,
    };
    let align: Value = (0..table.columns.len())
        .map(|column| {
            Value::from(if short(column) {
                "giua"
            } else if wide(column) {
                "deu"
            } else {
                "trai"
            })
        })
        .collect();
    map([
        ("loai", "bang".into()),
        ("cot", cells(&table.columns)),
        ("dong", table.rows.iter().map(|row| cells(row)).collect()),
        ("rong", widths),
        ("can", align),
        ("cap", Value::from(())),
    ])
}
