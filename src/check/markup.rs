//! Comes in: the texts of a paper. Goes out: signs of other programs that would
//! be printed as letters: tags and entities of web pages, links and headings of
//! Markdown, arrows and doubled dashes at the head of a line. Must not know:
//! the marks of this program, which are taken off before.

use std::ops::Range;

use super::paper::Paper;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::{Block, Mark};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running() {
        let text = passage.str();
        let found = tag(text).or_else(|| entity(text)).or_else(|| link(text)).or_else(|| underlined(text));
        if let Some((range, hint)) = found {
            let message = format!("`{}` được in như chữ", &text[range.clone()]);
            report.on(Code::MARKUP, passage.text, range, message, hint);
        }
    }
    let blocks = paper.bodies.iter().flat_map(|body| &body.blocks);
    for block in blocks {
        let Block::Line { mark, runs } = block else { continue };
        head(mark, &runs.plain, report);
    }
}

/// Judges what a line begins with.
fn head(mark: &Mark, text: &Text, report: &mut Report) {
    let line = text.as_str();
    let (length, hint) = match mark {
        Mark::Paragraph => match paragraph(line) {
            Some(found) => found,
            None => return,
        },
        Mark::Item | Mark::SubItem if is_doubled(line) => (3, format!("viết một dấu: `{}`", &line[..1])),
        _ => return,
    };
    let typed = &line[..length];
    let message = format!("`{typed}` ở đầu dòng được in như chữ");
    report.on(Code::MARK_FORM, text, 0..length, message, hint);
}

/// Tells `- - Việc`, `+ + Việc`: two marks of a list before letters.
fn is_doubled(line: &str) -> bool {
    let bytes = line.as_bytes();
    let sign = |at: usize| matches!(bytes.get(at), Some(b'-' | b'+'));
    let letter = line.get(4..).is_some_and(|rest| rest.starts_with(char::is_alphabetic));
    sign(0) && sign(2) && bytes.get(1) == Some(&b' ') && bytes.get(3) == Some(&b' ') && letter
}

/// Reads `=> Việc`, `-- Việc`, `** Việc`, `# Việc`, `ii. Việc`; gives the length
/// of the sign and what to write.
fn paragraph(line: &str) -> Option<(usize, String)> {
    let (sign, rest) = line.split_once(' ')?;
    if !rest.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '*') {
        return None;
    }
    let item = || "gạch đầu dòng thì viết `- ` rồi đến chữ".to_owned();
    match sign {
        "=>" | "->" | "==>" | "-->" | ">>" | "--" | "---" | "**" | "***" | "++" | "+-" | "-+" => {
            Some((sign.len(), item()))
        }
        "#" | "##" | "###" | "####" => {
            Some((sign.len(), "bỏ dấu `#`; đầu đề viết `I- …`, `1. …`".to_owned()))
        }
        _ => {
            let numeral = sign.strip_suffix(['.', ')'])?;
            let roman = matches!(numeral, "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii");
            roman.then(|| (sign.len(), "điểm viết `a)`, `b)`…; ý thì viết `- `".to_owned()))
        }
    }
}

/// Lists the tags that pasted pages leave.
const TAGS: [&str; 22] = [
    "b", "i", "u", "p", "br", "em", "strong", "span", "div", "font", "a", "sup", "sub", "table", "tr", "td",
    "li", "ul", "ol", "h1", "h2", "h3",
];

fn tag(text: &str) -> Option<(Range<usize>, String)> {
    text.match_indices('<').find_map(|(start, _)| {
        let end = start + text[start..].char_indices().take(200).find(|(_, sign)| *sign == '>')?.0;
        // `a < b và c > d` is no tag.
        let inner = text[start + 1..end].trim_matches('/');
        let name = inner.split([' ', '/']).next()?.to_lowercase();
        TAGS.contains(&name.as_str())
            .then(|| (start..end + 1, "xoá; đậm viết **chữ**, nghiêng viết *chữ*".to_owned()))
    })
}

fn entity(text: &str) -> Option<(Range<usize>, String)> {
    const NAMES: [(&str, &str); 7] = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&#39;", "'"),
        ("&apos;", "'"),
    ];
    if !text.contains('&') {
        return None;
    }
    NAMES.iter().find_map(|(name, letter)| {
        let at = text.find(name)?;
        let hint =
            if *letter == " " { "viết một dấu cách".to_owned() } else { format!("viết `{letter}`") };
        Some((at..at + name.len(), hint))
    })
}

/// Finds `[chữ](http…)`.
fn link(text: &str) -> Option<(Range<usize>, String)> {
    let opened = text.contains('[');
    let joint = ["](http", "](www."].iter().filter(|_| opened).find_map(|mark| text.find(mark))?;
    let start = text[..joint].rfind('[')?;
    let end = joint + text[joint..].find(')')? + 1;
    let words = &text[start + 1..joint];
    Some((start..end, format!("viết `{words}`, rồi địa chỉ trong ngoặc đơn nếu cần")))
}

/// Finds `__chữ__`.
fn underlined(text: &str) -> Option<(Range<usize>, String)> {
    let free = |sign: Option<char>| sign.is_none_or(|sign| !sign.is_alphanumeric() && sign != '_');
    text.match_indices("__").find_map(|(start, _)| {
        let inner = &text[start + 2..];
        let end = inner.find("__")?;
        let words = &inner[..end];
        let close = start + 2 + end + 2;
        let lettered = words.starts_with(char::is_alphanumeric) && !words.ends_with(char::is_whitespace);
        let parted = free(text[..start].chars().next_back()) && free(text[close..].chars().next());
        (lettered && parted).then(|| (start..close, format!("muốn in đậm thì viết **{words}**")))
    })
}
