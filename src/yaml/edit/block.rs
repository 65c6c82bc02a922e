//! Comes in: a text of several lines, and the block it may stand in already.
//! Goes out: the head and the lines of the block. Must not know: where the
//! block stands.

use super::parts::Style;
use super::scalar::is_hidden;

/// Tells whether a text can stand behind `|`, letter for letter.
pub(super) fn holds(text: &str) -> bool {
    let odd = |sign: char| !matches!(sign, '\n' | '\t') && is_hidden(sign);
    !text.chars().any(odd) && !text.trim_matches([' ', '\t', '\n']).is_empty()
}

/// Tells whether a text can stand behind `>`, where a line that begins with
/// white space would keep its line ends.
pub(super) fn folds(text: &str) -> bool {
    holds(text) && !text.split('\n').any(|line| line.starts_with([' ', '\t']) || line.ends_with([' ', '\t']))
}

/// Counts the line ends a text ends with.
pub(super) fn ends(text: &str) -> usize {
    text.len() - text.trim_end_matches('\n').len()
}

/// Gives the lines of a text; what it ends with makes no line of its own.
pub(super) fn texts(text: &str) -> Vec<&str> {
    text.strip_suffix('\n').unwrap_or(text).split('\n').collect()
}

/// Is what stands behind the key of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) style: Style,
    /// How much deeper than its key a block says it stands.
    pub(super) indent: Option<usize>,
    /// `+`, `-` or nothing.
    pub(super) chomp: Option<char>,
}

impl Head {
    /// Reads a head.
    pub(super) fn read(marks: &str) -> Self {
        let style = if marks.starts_with('>') { Style::Folded } else { Style::Literal };
        let indent = marks.chars().find_map(|sign| sign.to_digit(10)).map(|digit| digit as usize);
        Self { style, indent, chomp: marks.chars().find(|sign| matches!(sign, '+' | '-')) }
    }

    /// Makes the head of a text whose lines stand `deeper` than their key, as
    /// like as can be to the one that is there.
    pub(super) fn of(text: &str, deeper: usize, old: Option<Self>) -> Self {
        let first = text.split('\n').find(|line| !line.is_empty()).unwrap_or_default();
        let style = match old.map(|old| old.style) {
            Some(Style::Folded) if folds(text) => Style::Folded,
            _ => Style::Literal,
        };
        // Where a text begins with white space nobody could tell how deep it stands.
        let indent = old.and_then(|old| old.indent).or(first.starts_with([' ', '\t']).then_some(deeper));
        let chomp = match (ends(text), old.and_then(|old| old.chomp)) {
            (0, Some('-')) => Some('-'),
            (0 | 1, _) => None,
            _ => Some('+'),
        };
        Self { style, indent, chomp }
    }

    pub(super) fn written(self) -> String {
        let mark = if self.style == Style::Folded { '>' } else { '|' };
        let indent = self.indent.map(|indent| indent.to_string()).unwrap_or_default();
        format!("{mark}{indent}{}", self.chomp.map(String::from).unwrap_or_default())
    }
}

/// Gives the lines to write in a block behind `>` for a text: an empty line parts
/// two lines of the text; lines of the text that are there already stay as they
/// are broken.
pub(super) fn folded<'a>(text: &'a str, old: &[&'a str]) -> Vec<&'a str> {
    let known: Vec<&[&str]> = old.split(|line| line.is_empty()).filter(|lines| !lines.is_empty()).collect();
    let lines: Vec<&str> = texts(text);
    let count = lines.iter().filter(|line| !line.is_empty()).count();
    let mut written: Vec<&str> = Vec::new();
    let (mut number, mut after) = (0, false);
    for line in lines {
        if line.is_empty() {
            written.push("");
            continue;
        }
        if after {
            written.push("");
        }
        let same = |at: Option<usize>| {
            at.and_then(|at| known.get(at)).copied().filter(|lines| lines.join(" ") == line)
        };
        let from_end = (known.len() + number).checked_sub(count);
        match same(Some(number)).or_else(|| same(from_end)) {
            Some(lines) => written.extend(lines),
            None => written.push(line),
        }
        (number, after) = (number + 1, true);
    }
    written
}
