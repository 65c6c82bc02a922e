//! Comes in: the texts of a paper. Goes out: brackets and quotation marks that
//! are opened and not closed, or closed and not opened. Must not know: what
//! stands inside.
//!
//! A quotation may run over several lines of a body, so these are followed
//! through; every other text stands for itself.

use super::paper::Paper;
use super::passage::Role;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::Block;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for body in &paper.bodies {
        let mut lines = Pairs::default();
        for block in &body.blocks {
            match block {
                Block::Line { runs, .. } => lines.read(&runs.plain),
                Block::Division { label, title, .. } => {
                    std::iter::once(label).chain(title).for_each(|runs| lines.read(&runs.plain));
                }
                Block::SetOff { lines: set, .. } => set.iter().for_each(|runs| lines.read(&runs.plain)),
                Block::Table(_) => {}
            }
        }
        lines.tell(report);
    }
    let alone = paper
        .running()
        .filter(|passage| !matches!(passage.role, Role::Line(_) | Role::Division | Role::SetOff));
    for passage in alone {
        let mut pairs = Pairs::default();
        pairs.read(passage.text);
        pairs.tell(report);
    }
}

/// Is a sign at a place.
type Sign<'a> = (&'a Text, usize, char);

/// Follows what is opened.
#[derive(Default)]
struct Pairs<'a> {
    brackets: Vec<Sign<'a>>,
    quotes: Vec<Sign<'a>>,
    stray: Vec<Sign<'a>>,
    /// Straight marks that close a curved one.
    mixed: Vec<(Sign<'a>, char)>,
}

impl<'a> Pairs<'a> {
    fn read(&mut self, text: &'a Text) {
        let value = text.as_str();
        for (at, sign) in value.char_indices() {
            match sign {
                '(' | '[' => self.brackets.push((text, at, sign)),
                ')' | ']' => {
                    let open = if sign == ')' { '(' } else { '[' };
                    match self.brackets.iter().rposition(|(_, _, known)| *known == open) {
                        Some(index) => drop(self.brackets.remove(index)),
                        None if is_mark(&value[..at]) => {}
                        None => self.stray.push((text, at, sign)),
                    }
                }
                '“' | '«' => self.quotes.push((text, at, sign)),
                '”' | '»' => self.close(text, at, sign),
                '"' => match leaning(value, at) {
                    Leaning::Opens => self.quotes.push((text, at, sign)),
                    Leaning::Either if self.quotes.is_empty() => self.quotes.push((text, at, sign)),
                    Leaning::Measures if self.quotes.is_empty() => {}
                    Leaning::Closes | Leaning::Either | Leaning::Measures => self.close(text, at, sign),
                },
                _ => {}
            }
        }
    }

    /// Closes a quotation; the kind of the mark may be another one.
    fn close(&mut self, text: &'a Text, at: usize, sign: char) {
        match self.quotes.pop() {
            None => self.stray.push((text, at, sign)),
            // Behind a number a straight mark may stand for inches.
            Some((_, _, '“'))
                if sign == '"' && !text.as_str()[..at].ends_with(|c: char| c.is_ascii_digit()) =>
            {
                self.mixed.push(((text, at, sign), '”'));
            }
            Some((open, start, '"')) if sign == '”' => self.mixed.push(((open, start, '"'), '“')),
            Some(_) => {}
        }
    }

    fn tell(self, report: &mut Report) {
        // A footnote that is not closed is told of as one.
        let brackets =
            self.brackets.into_iter().filter(|(text, at, _)| !text.as_str()[*at..].starts_with("[^"));
        for (text, at, sign) in brackets.chain(self.quotes) {
            let close = match sign {
                '(' => ')',
                '[' => ']',
                '“' => '”',
                '«' => '»',
                _ => sign,
            };
            let message = format!("`{sign}` mở mà không đóng");
            let hint = format!("thêm `{close}` ở cuối phần trong ngoặc, hoặc xoá `{sign}`");
            report.on(Code::PAIR, text, at..word_end(text.as_str(), at), message, hint);
        }
        for ((text, at, sign), right) in self.mixed {
            let value = text.as_str();
            let range = word_start(value, at)..word_end(value, at);
            let fixed =
                format!("{}{right}{}", &value[range.start..at], &value[at + sign.len_utf8()..range.end]);
            report.on(
                Code::PUNCTUATION,
                text,
                range,
                "ngoặc kép mở một kiểu, đóng một kiểu",
                format!("viết `{fixed}`"),
            );
        }
        for (text, at, sign) in self.stray {
            let open = match sign {
                ')' => '(',
                ']' => '[',
                '”' => '“',
                '»' => '«',
                _ => sign,
            };
            let message = format!("`{sign}` đóng mà trước đó không mở");
            let hint = format!("thêm `{open}` ở đầu phần trong ngoặc, hoặc xoá `{sign}`");
            let start = word_start(text.as_str(), at);
            report.on(Code::PAIR, text, start..at + sign.len_utf8(), message, hint);
        }
    }
}

/// Tells whether a bracket closes the mark of a list: `a)`, `đ)`, `12)`, `iv)`.
fn is_mark(before: &str) -> bool {
    let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = (start..=before.len()).find(|at| before.is_char_boundary(*at)).unwrap_or(before.len());
    let mark = before[start..].trim_start_matches(['“', '"', ';', ',']);
    let count = mark.chars().count();
    (1..=3).contains(&count) && mark.chars().all(char::is_alphanumeric)
}

/// Says what a straight quotation mark does.
enum Leaning {
    Opens,
    Closes,
    Either,
    /// Closes, or stands for inches where nothing is open: `15"`.
    Measures,
}

fn leaning(text: &str, at: usize) -> Leaning {
    let before = text[..at].chars().next_back();
    let after = text[at + 1..].chars().next();
    let free = |sign: Option<char>| {
        sign.is_none_or(|sign| {
            sign.is_whitespace() || matches!(sign, '(' | '[' | ',' | ';' | ':' | '/' | '-' | '–')
        })
    };
    let ended = after.is_none_or(|sign| {
        sign.is_whitespace() || matches!(sign, ')' | ']' | ',' | ';' | ':' | '.' | '?' | '!' | '/' | '-')
    });
    match (free(before), ended) {
        (true, false) => Leaning::Opens,
        (false, true) if before.is_some_and(|sign| sign.is_ascii_digit()) => Leaning::Measures,
        (false, true) => Leaning::Closes,
        _ => Leaning::Either,
    }
}

fn word_end(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    rest.find(char::is_whitespace).map_or(text.len(), |space| at + space)
}

fn word_start(text: &str, at: usize) -> usize {
    let space = text[..at].char_indices().rev().find(|(_, letter)| letter.is_whitespace());
    space.map_or(0, |(at, letter)| at + letter.len_utf8())
}
