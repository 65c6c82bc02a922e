//! Comes in: lines as the office types them. Goes out: the body in blocks.
//! Must not know: how a block looks, whether its numbering is right.

use super::division::division;
use super::entry::{Part, RawCell, RawTable};
use super::headings::judge;
use super::inline::{Evaluate, runs};
use crate::diag::{Diagnostic, Text};
use crate::model::{Block, Body, Cell, Mark, Table};
use crate::text::{point_ordinal, roman_value};

/// Reads the parts of a body.
pub(super) fn body(parts: &[Part], facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Body {
    let mut blocks = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => {
                let first = blocks.len();
                for (line, parted) in lines(text) {
                    let first = if parted { blocks.len() } else { first };
                    push(&mut blocks, first, &line, facts, findings);
                }
            }
            Part::Table(raw) => blocks.push(Block::Table(table(raw, facts, findings))),
        }
    }
    let doubts = judge(&mut blocks);
    Body { blocks, doubts }
}

fn table(raw: &RawTable, facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Table {
    let mut cell = |raw: &RawCell| Cell {
        lines: raw
            .text
            .iter()
            .flat_map(lines)
            .map(|(line, _)| runs(&line, facts, findings))
            .filter(|line| !line.plain.as_str().is_empty())
            .collect(),
        column: raw.column,
        columns: raw.columns,
        rows: raw.rows,
        align: raw.align,
    };
    let mut rows = |rows: &[Vec<RawCell>]| -> Vec<Vec<Cell>> {
        rows.iter().map(|row| row.iter().map(&mut cell).collect()).collect()
    };
    Table {
        columns: raw.columns,
        head: rows(&raw.head),
        rows: rows(&raw.rows),
        widths: raw.widths.clone(),
        aligns: raw.aligns.clone(),
        size: raw.size.clone(),
        landscape: raw.landscape.clone(),
    }
}

/// Cuts a text into its lines without the empty ones, each with whether one stood
/// before it; tabs become spaces.
fn lines(text: &Text) -> Vec<(Text, bool)> {
    let mut lines = Vec::new();
    let (mut start, mut parted) = (0, false);
    for line in text.as_str().split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let cut = text.slice(at..at + body.len());
            let line =
                if body.contains('\t') { cut.rewritten(body.replace('\t', " "), vec![(0, 0)]) } else { cut };
            lines.push((line, parted));
        }
        parted = body.is_empty();
        start += line.len();
    }
    lines
}

/// Adds a line to the blocks; to those before `first` nothing is joined.
fn push(
    blocks: &mut Vec<Block>,
    first: usize,
    line: &Text,
    facts: &dyn Evaluate,
    findings: &mut Vec<Diagnostic>,
) {
    if let Some((centred, inner)) = set_off(line) {
        let runs = runs(&inner, facts, findings);
        let open = blocks.len() > first;
        match blocks.last_mut() {
            Some(Block::SetOff { centred: known, lines }) if open && *known == centred => lines.push(runs),
            _ => blocks.push(Block::SetOff { centred, lines: vec![runs] }),
        }
        return;
    }
    let runs = runs(line, facts, findings);
    if let Some(found) = division(runs.as_str()) {
        let title = found.title.map(|range| runs.slice(range));
        blocks.push(Block::Division { rank: found.rank, label: runs.slice(found.label), title });
        return;
    }
    let mark = mark(runs.as_str());
    // The title of a division may stand on the line below it.
    if let Some(Block::Division { title: title @ None, .. }) = blocks.last_mut()
        && mark == Mark::Paragraph
        && !runs.is_closed()
    {
        *title = Some(runs);
        return;
    }
    blocks.push(Block::Line { mark, runs });
}

/// Recognises a line that stands as it is: `> chữ` set off, `> chữ <` centred.
/// An amount (`> 80%`) is none.
fn set_off(line: &Text) -> Option<(bool, Text)> {
    let text = line.as_str();
    let inner = text.strip_prefix("> ")?.trim();
    if inner.is_empty() || inner.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let centred = inner.strip_suffix(" <").map(str::trim_end).filter(|inner| !inner.is_empty());
    let kept = centred.unwrap_or(inner);
    let start = text.find(kept)?;
    Some((centred.is_some(), line.slice(start..start + kept.len())))
}

/// Tells whether a line begins with a mark: a number, a letter, a hyphen.
#[must_use]
pub fn is_marked(line: &str) -> bool {
    mark(line) != Mark::Paragraph
}

/// Reads what a line begins with; whether a numbered one is a heading is judged
/// when all lines are there.
pub(super) fn mark(line: &str) -> Mark {
    if line.starts_with("- ") || line.starts_with("– ") || line.starts_with("• ") {
        return Mark::Item;
    }
    if line.starts_with("+ ") {
        return Mark::SubItem;
    }
    let Some((first, _)) = line.split_once(' ') else {
        return Mark::Paragraph;
    };
    if first == "Điều" {
        let number = line["Điều ".len()..].split([' ', '.', ':']).next().unwrap_or_default();
        let after = &line["Điều ".len() + number.len()..];
        if let Ok(number) = number.parse()
            && after.starts_with(['.', ':'])
        {
            return Mark::Article(number);
        }
    }
    if let Some(sign) = first.chars().last().filter(|sign| matches!(sign, '-' | '.'))
        && let Some(number) = roman_value(&first[..first.len() - 1]).filter(|number| *number < 40)
    {
        return Mark::Section(number, sign);
    }
    if let Some(letter) = first.strip_suffix(')')
        && let Some(number) = point_ordinal(letter)
    {
        return Mark::Point(number);
    }
    numbers(first).map_or(Mark::Paragraph, Mark::Heading)
}

/// Reads `1.` or `1.2.` or `1.2`; a year or an amount is none.
fn numbers(word: &str) -> Option<Vec<u32>> {
    let digits = word.strip_suffix('.').unwrap_or(word);
    let parts: Vec<&str> = digits.split('.').collect();
    let ordinal = |part: &str| {
        (part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok())?
    };
    let numbers: Option<Vec<u32>> = parts.iter().map(|part| ordinal(part)).collect();
    numbers.filter(|_| word.ends_with('.') || parts.len() > 2)
}
