//! Comes in: lines as the office types them. Goes out: the body in blocks.
//! Must not know: how a block looks, whether its numbering is right.

use super::entry::Part;
use super::inline::{Evaluate, runs};
use crate::diag::{Diagnostic, Text};
use crate::model::{Block, Body, Division, Mark, Runs, Table};
use crate::text::{is_closed, point_ordinal, roman_value};

/// Reads the parts of a body.
pub(super) fn body(parts: &[Part], facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) -> Body {
    let mut blocks = Vec::new();
    for part in parts {
        match part {
            Part::Text(text) => {
                for line in lines(text) {
                    push(&mut blocks, &line, facts, findings);
                }
            }
            Part::Table { columns, rows, widths } => {
                let mut read = |texts: &[Text]| -> Vec<Runs> {
                    texts.iter().map(|text| runs(text, facts, findings)).collect()
                };
                blocks.push(Block::Table(Table {
                    columns: read(columns),
                    rows: rows.iter().map(|row| read(row)).collect(),
                    widths: widths.clone(),
                }));
            }
        }
    }
    Body { blocks }
}

/// Cuts a text into its lines without the empty ones; tabs become spaces.
fn lines(text: &Text) -> Vec<Text> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.as_str().split_inclusive('\n') {
        let body = line.trim();
        if !body.is_empty() {
            let at = start + (line.len() - line.trim_start().len());
            let cut = text.slice(at..at + body.len());
            lines.push(if body.contains('\t') {
                cut.rewritten(body.replace('\t', " "), vec![(0, 0)])
            } else {
                cut
            });
        }
        start += line.len();
    }
    lines
}

fn push(blocks: &mut Vec<Block>, line: &Text, facts: &dyn Evaluate, findings: &mut Vec<Diagnostic>) {
    if let Some((rank, len)) = division(line.as_str()) {
        let label = runs(&line.slice(0..len), facts, findings);
        let rest = &line.as_str()[len..];
        let title = rest.trim_start_matches(['.', ':', '-', '–', ' ']);
        let title = (!title.is_empty()).then(|| {
            runs(&line.slice(line.as_str().len() - title.len()..line.as_str().len()), facts, findings)
        });
        blocks.push(Block::Division { rank, label, title });
        return;
    }
    let runs = runs(line, facts, findings);
    let mark = mark(&runs);
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

/// Recognises `Phần I`, `Phần thứ nhất`, `Chương II`, `Mục 1`, alone on the
/// line or with a title behind `.`, `:` or `-`; gives the length of the label.
fn division(line: &str) -> Option<(Division, usize)> {
    let plain = line.trim_matches('*');
    let skipped = line.len() - line.trim_start_matches('*').len();
    let rank = [("Phần ", Division::Part), ("Chương ", Division::Chapter), ("Mục ", Division::Section)];
    let (word, rank) = rank.into_iter().find(|(word, _)| plain.starts_with(word))?;
    let rest = &plain[word.len()..];
    let number = if let Some(ordinal) = rest.strip_prefix("thứ ") {
        "thứ ".len() + ordinal.find([' ', '.', ':']).unwrap_or(ordinal.len())
    } else {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let number = &rest[..end];
        if roman_value(number).is_none() && number.parse::<u32>().is_err() {
            return None;
        }
        end
    };
    let after = &rest[number..];
    let title = after.trim_start_matches(['.', ':', '-', '–', ' ']);
    let alone = after.is_empty();
    let titled = after.starts_with(['.', ':']) || after.starts_with(" -") || after.starts_with(" –");
    if alone {
        // Marks around the whole line are left out of the label.
        return (skipped == 0).then_some((rank, word.len() + number)).or(Some((rank, line.len())));
    }
    (skipped == 0 && titled && !is_closed(title)).then_some((rank, word.len() + number))
}

/// Reads what a line begins with.
fn mark(runs: &Runs) -> Mark {
    let line = runs.plain.as_str();
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
    match numbers(first) {
        Some(numbers) if heading(runs) => Mark::Heading(numbers),
        Some(numbers) => Mark::Clause(numbers),
        None => Mark::Paragraph,
    }
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

/// A numbered line is a heading when nothing closes it and its author has not
/// made a part of it bold or italic by hand.
fn heading(runs: &Runs) -> bool {
    let first = runs.runs.first();
    let uniform = runs
        .runs
        .iter()
        .all(|run| Some((run.bold, run.italic)) == first.map(|first| (first.bold, first.italic)));
    uniform && !runs.is_closed()
}
