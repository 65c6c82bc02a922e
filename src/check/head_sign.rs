//! Comes in: the lines of a body. Goes out: lines that begin with a sign the
//! Party's papers do not use (`•`, `–`, `2/`, `a/`, `(1)`), and lines meant as
//! the head of an article that are printed as a paragraph. Must not know: what
//! the lines say, how a mark is recognised.

use super::paper::Paper;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::{Block, Body, Mark};
use crate::text::{point_ordinal, roman_value};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for body in &paper.bodies {
        let mut found: Vec<Sign<'_>> = Vec::new();
        for text in unmarked(body) {
            if let Some((len, right)) = sign(text.as_str()) {
                let typed = &text.as_str()[..len];
                let kind = kind(typed);
                match found.iter_mut().find(|known| known.kind == kind) {
                    Some(known) => known.count += 1,
                    None => found.push(Sign { kind, text, len, right, count: 1 }),
                }
            } else if let Some((len, right)) = article(text.as_str()) {
                let typed = &text.as_str()[..len];
                let message = format!("`{typed}` in như đoạn thường, không phải đầu đề của một điều");
                report.on(Code::MARK_FORM, text, 0..len, message, format!("viết `{right}`"));
            }
        }
        for sign in found {
            sign.tell(report);
        }
    }
}

/// Gives the lines that begin with no mark, or with one that is not a hyphen.
fn unmarked(body: &Body) -> impl Iterator<Item = &Text> {
    body.blocks.iter().filter_map(|block| match block {
        Block::Line { mark: Mark::Paragraph, runs } => Some(&runs.plain),
        Block::Line { mark: Mark::Item, runs } if !runs.plain.as_str().starts_with('-') => Some(&runs.plain),
        _ => None,
    })
}

/// Is a sign that some lines begin with: the first of them stands for all.
struct Sign<'a> {
    kind: char,
    text: &'a Text,
    len: usize,
    right: String,
    count: usize,
}

impl Sign<'_> {
    fn tell(&self, report: &mut Report) {
        let typed = &self.text.as_str()[..self.len];
        let times = if self.count > 1 { format!(", {} dòng như vậy", self.count) } else { String::new() };
        report.on(
            Code::MARK_FORM,
            self.text,
            0..self.len,
            format!("đầu dòng viết `{typed}`{times}"),
            format!("viết `{} ` rồi đến chữ", self.right),
        );
    }
}

/// Names the class of a sign: what is said once for all its lines.
fn kind(typed: &str) -> char {
    let last = typed.chars().next_back().unwrap_or(' ');
    let first = typed.chars().next().unwrap_or(' ');
    match (first, last) {
        ('(', _) => '(',
        (first, '/') if first.is_ascii_digit() => '1',
        (first, '/') if first.is_uppercase() => 'I',
        (_, '/') => '/',
        _ => first,
    }
}

/// Lists what programs put before the members of a list.
const BULLETS: [char; 27] = [
    '•', '●', '○', '◦', '▪', '▫', '■', '►', '▶', '➢', '➤', '➔', '→', '⇒', '✓', '✔', '❖', '◆', '◇', '·', '‣',
    '*', '–', '—', '‐', '―', '−',
];

/// Reads the sign a line begins with; gives its length and what to write.
fn sign(line: &str) -> Option<(usize, String)> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let word = rest.trim_start();
    // `− 5 độ` is a number.
    let minus = matches!(first, '−' | '*' | '·') && word.starts_with(|c: char| c.is_ascii_digit());
    if BULLETS.contains(&first)
        && rest.len() > word.len()
        && word.starts_with(char::is_alphanumeric)
        && !minus
    {
        return Some((first.len_utf8(), "-".to_owned()));
    }
    if first == 'o' && rest.starts_with(' ') && word.starts_with(char::is_uppercase) {
        return Some((1, "-".to_owned()));
    }
    bracketed(line).or_else(|| slashed(line))
}

/// Reads `(1) Việc`, `(a) Việc`; `(i)`, `(ii)` are the rule's own.
fn bracketed(line: &str) -> Option<(usize, String)> {
    let (inner, rest) = line.strip_prefix('(')?.split_once(')')?;
    let text = rest.trim_start();
    let follows = rest.starts_with(' ') && text.starts_with(char::is_alphabetic);
    let right = numbered(inner)?;
    let roman = matches!(inner, "i" | "v" | "x");
    (follows && !roman).then(|| (inner.len() + 2, right))
}

/// Reads `2/ Việc`, `a/ Việc`, `I/ MỤC`; `2/9`, `T/M`, `b/c` are none.
fn slashed(line: &str) -> Option<(usize, String)> {
    let (mark, rest) = line.split_once('/')?;
    let text = rest.trim_start();
    let spaced = text.len() < rest.len();
    let word = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let long = text[..word].chars().count() > 1;
    let begins =
        text.starts_with(char::is_alphabetic) && (spaced || (long && text.starts_with(char::is_uppercase)));
    let section = roman_value(mark).filter(|value| *value < 40 && mark.chars().all(char::is_uppercase));
    let right = match section {
        Some(_) => Some(format!("{mark}-")),
        None => numbered(mark),
    };
    begins.then_some((mark.len() + 1, right?))
}

/// Gives the mark of a number or a letter: `2.`, `a)`.
fn numbered(mark: &str) -> Option<String> {
    let ordinal = (1..=2).contains(&mark.len()) && mark.bytes().all(|byte| byte.is_ascii_digit());
    if ordinal {
        return Some(format!("{mark}."));
    }
    let letter = mark.chars().count() == 1 && mark.chars().all(char::is_lowercase);
    (letter && point_ordinal(mark).is_some()).then(|| format!("{mark})"))
}

/// Reads a line that was meant as the head of an article and is none: `ĐIỀU 3.
/// Hiệu lực`, `Điều 3` alone; gives its length and how it is written. `Điều 3 của
/// Quy chế …` is a sentence.
fn article(line: &str) -> Option<(usize, String)> {
    let (first, rest) = line.split_once(' ')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = rest[..digits].parse().ok()?;
    let behind = &rest[digits..];
    let head = behind.starts_with(['.', ':', '-', '–']) || behind.trim_start().starts_with(['-', '–']);
    let named = first.to_lowercase() == "điều" && (head || behind.trim().is_empty());
    named.then(|| (first.len() + 1 + digits, format!("Điều {number}.")))
}
