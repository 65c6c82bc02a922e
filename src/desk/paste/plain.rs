//! Comes in: text as a clipboard has it. Goes out: lines as somebody would type them. Must not know:
//! markup.

use super::Piece;
use crate::input::{BULLETS, retyped_line};

/// Reads pasted text; cells parted by tabs in all lines are a table.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let text = broken(text);
    if let Some(rows) = rows(&text) {
        return vec![Piece::Table(rows)];
    }
    vec![Piece::Text(lines(&text))]
}

/// Lets each sign that ends a line in some program be a line feed.
pub(super) fn broken(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
}

/// Gives lines without what the eye does not see; not more than one empty line in a row.
pub(super) fn lines(text: &str) -> String {
    let mut all: Vec<String> = Vec::new();
    for line in text.split('\n').map(retyped_line) {
        if !(line.is_empty() && all.last().is_none_or(String::is_empty)) {
            all.push(line);
        }
    }
    while all.last().is_some_and(String::is_empty) {
        all.pop();
    }
    all.join("\n")
}

/// Reads rows of cells, as a sheet puts them: in each line as many tabs, two lines at least.
fn rows(text: &str) -> Option<Vec<Vec<String>>> {
    let lines: Vec<&str> = text.trim_end_matches('\n').split('\n').collect();
    let tabs = |line: &&str| line.matches('\t').count();
    let count = tabs(lines.first()?);
    let marked = |line: &str| line.split('\t').next().is_some_and(is_item);
    let table = count > 0 && lines.len() > 1 && lines.iter().all(|line| tabs(line) == count);
    if !table || (count == 1 && lines.iter().any(|line| marked(line))) {
        return None;
    }
    Some(lines.iter().map(|line| line.split('\t').map(retyped_line).collect()).collect())
}

/// Tells whether what stands before a tab is the number or sign of an item.
fn is_item(head: &str) -> bool {
    let head = head.trim();
    let short = head.chars().count() <= 6;
    let sign = head.chars().next().is_some_and(|sign| BULLETS.iter().any(|(known, _)| *known == sign));
    head == "-" || head == "+" || head == "o" || sign || (short && head.ends_with(['.', ')', '-']))
}
