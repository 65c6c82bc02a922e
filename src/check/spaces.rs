//! Comes in: running text. Goes out: marks without the space behind them (`chi
//! bộ,đảng`, `viên.Đảng`, `xã(UBND)`), brackets and quotes with spaces inside
//! (`( x )`). Must not know: what the texts say; spaces before a mark are
//! judged with the letters.

use std::ops::Range;

use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use super::text::neighbourhood;
use crate::diag::Code;
use crate::text::{is_syllable, legacy};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running() {
        let found = slips(passage.str());
        // In an old encoding any sign may be one of its letters.
        if found.is_empty() || legacy(passage.str()).is_some() {
            continue;
        }
        for slip in found {
            tell(passage, slip, report);
        }
    }
}

/// Is a place where a space is missing or too much.
enum Slip {
    /// A space is missing at this byte.
    Missing(usize),
    /// These bytes are a bracket or quote with spaces inside; what it should be.
    Loose(Range<usize>, String),
}

fn tell(passage: &Passage<'_>, slip: Slip, report: &mut Report) {
    let text = passage.str();
    match slip {
        Slip::Missing(at) => {
            let around = neighbourhood(text, &(at..at));
            let fixed = format!("{} {}", &text[around.start..at], &text[at..around.end]);
            report.on(Code::SPACING, passage.text, around, "thiếu dấu cách", format!("viết `{fixed}`"));
        }
        Slip::Loose(range, fixed) => {
            let message = "thừa dấu cách trong ngoặc";
            report.on(Code::SPACING, passage.text, range, message, format!("viết `{fixed}`"));
        }
    }
}

fn slips(text: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    for (at, sign) in text.char_indices() {
        let next = at + sign.len_utf8();
        match sign {
            ',' | ';' | ':' | '.' | '?' | '!' if runs_into(text, at, sign) => found.push(Slip::Missing(next)),
            '(' | '[' if glued_before(text, at) => found.push(Slip::Missing(at)),
            ')' | ']' if glued_behind(text, at, next) => found.push(Slip::Missing(next)),
            _ => {}
        }
        let close = match sign {
            '(' => ')',
            '[' => ']',
            '“' => '”',
            '«' => '»',
            _ => continue,
        };
        found.extend(loose(text, at..next, close));
    }
    found
}

/// Gives the letters and digits before and behind a sign.
fn sides(text: &str, at: usize, next: usize) -> (&str, &str) {
    let lead = &text[..at];
    let start = lead.char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last();
    let tail = &text[next..];
    let end = tail.find(|c: char| !c.is_alphanumeric()).unwrap_or(tail.len());
    (start.map_or("", |(start, _)| &lead[start..]), &tail[..end])
}

fn is_small(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_lowercase)
}

/// Tells whether a mark stands between two words without a space. Numbers,
/// addresses of the net, symbols and abbreviations do so rightly.
fn runs_into(text: &str, at: usize, sign: char) -> bool {
    let (left, right) = sides(text, at, at + sign.len_utf8());
    if !right.starts_with(char::is_alphabetic) || is_address(text, at) {
        return false;
    }
    let closed = text[..at].ends_with([')', '”', '"', '»', ']']);
    let (left_count, right_count) = (left.chars().count(), right.chars().count());
    match sign {
        // `A,B,C` counts, `x;y` calculates.
        ',' | ';' => closed || left_count + right_count > 2 && left_count > 0,
        '?' | '!' => left_count > 1 && right_count > 1,
        ':' => left_count > 1 && right_count > 1 && left.ends_with(char::is_alphabetic),
        _ => {
            let ends = left.ends_with(char::is_lowercase) && left_count > 1 && right_count > 1;
            let begins = right.starts_with(char::is_uppercase) && is_small(right, right_first(right));
            let marked = !left.is_ascii() || !right.is_ascii();
            let words = is_syllable(&left.to_lowercase()) && is_syllable(right);
            ends && (begins || (marked && words))
        }
    }
}

/// Gives where the second letter of a word begins.
fn right_first(word: &str) -> usize {
    word.chars().next().map_or(0, char::len_utf8)
}

/// Tells whether the run of letters around a byte is an address: an e-mail, a
/// page, a folder.
fn is_address(text: &str, at: usize) -> bool {
    let start = text[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = (start..=at).find(|byte| text.is_char_boundary(*byte)).unwrap_or(at);
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |space| at + space);
    let run = &text[start..end];
    let bare = run.trim_end_matches(['.', ',', ';', ')']);
    ["@", "://", "www.", "\\"].iter().any(|sign| run.contains(sign))
        || [".vn", ".com", ".org", ".net"]
            .iter()
            .any(|ending| bare.ends_with(ending) || bare.contains(&format!("{ending}/")))
}

/// Tells whether a bracket opens right behind a word: `xã(UBND)`; `(s)`,
/// `f(x)` are no such case.
fn glued_before(text: &str, at: usize) -> bool {
    let (left, right) = sides(text, at, at + 1);
    let word = left.chars().count() > 1 && left.chars().all(char::is_alphabetic);
    word && right.chars().count() > 1 && is_syllable(&left.to_lowercase())
}

/// Tells whether a word goes on right behind a bracket that was opened: in
/// `a)Việc` none was.
fn glued_behind(text: &str, at: usize, next: usize) -> bool {
    let open = if text[at..].starts_with(')') { '(' } else { '[' };
    let (inner, right) = sides(text, at, next);
    let opened = text[..at].matches(open).count() > text[..at].matches([')', ']']).count();
    opened && inner.chars().count() > 1 && right.chars().count() > 1 && right.starts_with(char::is_alphabetic)
}

/// Is how long a bracket may be to be shown whole (bytes).
const SHOWN: usize = 80;

/// Reads a bracket or quote with spaces inside; room that was left to be
/// written in is none.
fn loose(text: &str, open: Range<usize>, close: char) -> Option<Slip> {
    let rest = &text[open.end..];
    let end = rest.find(close);
    let inner = &rest[..end.unwrap_or(rest.len())];
    let bare = inner.trim_matches(' ');
    let blank = |c: char| matches!(c, '.' | '…' | '_' | ' ' | '-' | '/');
    if bare.is_empty() || bare.starts_with(blank) || bare.ends_with(['…', '_']) || bare.ends_with("..") {
        return None;
    }
    let opening = inner.starts_with(' ');
    let closing = end.is_some() && inner.ends_with(' ');
    if !opening && !closing {
        return None;
    }
    if let Some(end) = end.filter(|end| *end < SHOWN) {
        let range = open.start..open.end + end + close.len_utf8();
        return Some(Slip::Loose(range, format!("{}{bare}{close}", &text[open])));
    }
    let first = bare.split(' ').next().unwrap_or_default();
    let gap = inner.len() - inner.trim_start_matches(' ').len();
    let range = open.start..open.end + gap + first.len();
    opening.then(|| Slip::Loose(range, format!("{}{first}", &text[open])))
}
