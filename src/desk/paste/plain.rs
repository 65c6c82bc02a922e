//! Comes in: text as a clipboard has it. Goes out: lines as somebody would type them. Must not know:
//! markup.

use super::Piece;
use crate::text::{HiddenKind, nfc};

/// Are the signs other programs put before an item, and what is typed for each.
const BULLETS: [(char, &str); 14] = [
    ('•', "- "),
    ('·', "- "),
    ('▪', "- "),
    ('■', "- "),
    ('●', "- "),
    ('§', "- "),
    ('–', "- "),
    ('—', "- "),
    ('−', "- "),
    // Signs of the fonts Symbol and Wingdings.
    ('\u{f0b7}', "- "),
    ('\u{f0a7}', "- "),
    ('\u{f0d8}', "- "),
    ('○', "+ "),
    ('◦', "+ "),
];

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
    for line in text.split('\n').map(line) {
        if !(line.is_empty() && all.last().is_none_or(String::is_empty)) {
            all.push(line);
        }
    }
    while all.last().is_some_and(String::is_empty) {
        all.pop();
    }
    all.join("\n")
}

/// Gives one line: a hyphen for the sign of an item, one space for each gap.
pub(super) fn line(text: &str) -> String {
    let text = seen(text);
    let bare = text.trim_start();
    let item = BULLETS.iter().find_map(|(sign, typed)| {
        let rest = bare.strip_prefix(*sign).filter(|rest| rest.starts_with([' ', '\t']))?;
        Some((*typed, rest))
    });
    // Word's second level in the font Courier New: the letter o before a tab.
    let item = item.or_else(|| bare.strip_prefix("o\t").map(|rest| ("+ ", rest)));
    let (head, rest) = item.unwrap_or(("", bare));
    let words: Vec<&str> = rest.split([' ', '\t']).filter(|word| !word.is_empty()).collect();
    format!("{head}{}", words.join(" "))
}

/// Takes away what has no width; lets every space be one.
fn seen(text: &str) -> String {
    let kept = nfc(text);
    let letter = |letter: char| match HiddenKind::of(letter) {
        Some(HiddenKind::ZeroWidth | HiddenKind::SoftHyphen | HiddenKind::Bidi | HiddenKind::Control) => None,
        Some(HiddenKind::NoBreakSpace | HiddenKind::OddSpace) => Some(' '),
        _ => Some(letter),
    };
    kept.chars().filter_map(letter).collect()
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
    Some(lines.iter().map(|line| line.split('\t').map(self::line).collect()).collect())
}

/// Tells whether what stands before a tab is the number or sign of an item.
fn is_item(head: &str) -> bool {
    let head = head.trim();
    let short = head.chars().count() <= 6;
    let sign = head.chars().next().is_some_and(|sign| BULLETS.iter().any(|(known, _)| *known == sign));
    head == "-" || head == "+" || head == "o" || sign || (short && head.ends_with(['.', ')', '-']))
}
