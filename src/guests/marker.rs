//! Comes in: the text of a cell. Goes out: the mark of a list before it (`1.`,
//! `a)`, `II-`, `•`) and the text without it. Must not know: rows, columns, names.

use crate::text::{point_ordinal, roman_value};

/// Says what a mark of a list is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// `1.`, `(2)`, `3/`.
    Number,
    /// `I.`, `IV-`.
    Roman,
    /// `A.`, `B/`.
    Capital,
    /// `a)`, `b.`.
    Small,
    /// `-`, `+`, `•`.
    Bullet,
}

/// Is a mark of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark {
    pub class: Class,
    /// What it counts: 3 of `3.`, `c)` and `III.`; the letter of a bullet.
    pub value: u32,
}

/// Marks that Word and Excel set before a line; the last ones are Wingdings
/// pasted as letters of nobody's.
const BULLETS: &str =
    "-–—−‒―+*•●○◦▪▫■□◆◇♦►▶➢➤❖✓✔✗∙‣⁃☐☑\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f02d}\u{f0a8}\u{f076}";

const CLOSING: [char; 8] = ['.', ')', ']', '/', '-', ':', '–', '—'];

/// Takes the mark off a text; nothing where the text has none, or where what
/// looks like one may belong to a name (`A-Rất`, `K'Sor`, `A Viết`).
pub(super) fn mark(text: &str) -> Option<(Mark, &str)> {
    let text = text.trim();
    bullet(text).or_else(|| number(text)).or_else(|| letter(text))
}

/// Takes every mark off: `- 1. Nguyễn Văn An`.
pub(super) fn bare(text: &str) -> &str {
    let mut rest = text.trim();
    while let Some((_, less)) = mark(rest) {
        rest = less;
    }
    rest
}

fn bullet(text: &str) -> Option<(Mark, &str)> {
    let rest = text.trim_start_matches(|letter| BULLETS.contains(letter));
    let after = rest.trim_start();
    let begins = after.starts_with(|first: char| first.is_alphabetic() || first == '(')
        || after.len() < rest.len() && after.starts_with(|first: char| first.is_ascii_digit());
    let value = text.chars().next().map(u32::from)?;
    (rest.len() < text.len() && begins).then_some((Mark { class: Class::Bullet, value }, after))
}

/// Cuts `1.`, `(1)`, `1.2)`, `01 -`, `1` and a space before a large letter.
fn number(text: &str) -> Option<(Mark, &str)> {
    let mut rest = text.trim_start_matches(['(', '[']);
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (mut value, mut closed) = (None, false);
    while let 1..=4 = digits(rest) {
        let at = digits(rest);
        value = rest[..at].parse().ok();
        let after = rest[at..].trim_start_matches(' ');
        let less = after.trim_start_matches(CLOSING);
        closed = less.len() < after.len();
        let spaced = after.len() < rest.len() - at || less.starts_with(' ');
        rest = less.trim_start();
        // `3/6`, `12-5`: a date or a share, unless a further mark closes it.
        if !closed || spaced {
            break;
        }
    }
    let large = rest.starts_with(char::is_uppercase) && text.contains(' ');
    let sound = if closed { rest.starts_with(char::is_alphabetic) } else { large };
    let rest = Some(rest).filter(|rest| sound && rest.len() < text.len())?;
    Some((Mark { class: Class::Number, value: value? }, rest))
}

/// Cuts `I.`, `A/`, `b)`.
fn letter(text: &str) -> Option<(Mark, &str)> {
    let at = text.find(|letter: char| !letter.is_alphabetic())?;
    let (before, after) = (&text[..at], text[at..].trim_start_matches(' '));
    let less = after.trim_start_matches(CLOSING);
    let rest = less.trim_start();
    if less.len() == after.len() || !rest.starts_with(char::is_alphabetic) {
        return None;
    }
    // `Đ.c Vi Văn Rạng` is addressed, not counted.
    let word = rest.split([' ', ':', '.']).next().unwrap_or_default().to_lowercase();
    if matches!(before, "Đ" | "đ") && matches!(word.as_str(), "c" | "chí") {
        return None;
    }
    let spaced = rest.len() < less.len() || after.len() < text.len() - at;
    let dotted = after.starts_with(['.', ')']);
    let loud = text.chars().all(|letter| !letter.is_lowercase());
    let roman = before.len() < 7 && before.chars().all(|letter| "IVXL".contains(letter));
    let mut letters = before.chars();
    let (class, value) = match (letters.next()?, letters.next()) {
        _ if roman && (spaced || dotted || loud) => (Class::Roman, roman_value(before)?),
        (one @ ('A'..='H' | 'Đ'), None) if spaced || dotted && rest.contains(' ') => {
            (Class::Capital, place(one)?)
        }
        (one @ ('a'..='h' | 'đ' | 'i' | 'k'), None) if spaced || dotted => (Class::Small, place(one)?),
        _ => return None,
    };
    Some((Mark { class, value }, rest))
}

fn place(letter: char) -> Option<u32> {
    point_ordinal(&letter.to_lowercase().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_cut_off_and_names_are_left_alone() {
        for (typed, class, value, rest) in [
            ("1. Nguyễn Văn An", Class::Number, 1, "Nguyễn Văn An"),
            ("12.Nguyễn Văn An", Class::Number, 12, "Nguyễn Văn An"),
            ("(3) Nguyễn Văn An", Class::Number, 3, "Nguyễn Văn An"),
            ("04 - Nguyễn Văn An", Class::Number, 4, "Nguyễn Văn An"),
            ("5/ Nguyễn Văn An", Class::Number, 5, "Nguyễn Văn An"),
            ("6 Nguyễn Văn An", Class::Number, 6, "Nguyễn Văn An"),
            ("1.2. Nguyễn Văn An", Class::Number, 2, "Nguyễn Văn An"),
            ("I. KHỐI ĐẢNG", Class::Roman, 1, "KHỐI ĐẢNG"),
            ("II- Khối dân vận", Class::Roman, 2, "Khối dân vận"),
            ("II-KHỐI ĐẢNG", Class::Roman, 2, "KHỐI ĐẢNG"),
            ("A.Nguyễn Văn An", Class::Capital, 1, "Nguyễn Văn An"),
            ("A/ Đại biểu", Class::Capital, 1, "Đại biểu"),
            ("a) Nguyễn Văn An", Class::Small, 1, "Nguyễn Văn An"),
            ("b.Nguyễn Văn An", Class::Small, 2, "Nguyễn Văn An"),
            ("- Nguyễn Văn An", Class::Bullet, 45, "Nguyễn Văn An"),
            ("+Nguyễn Văn An", Class::Bullet, 43, "Nguyễn Văn An"),
            ("•\u{a0}Nguyễn Văn An", Class::Bullet, 0x2022, "Nguyễn Văn An"),
            ("\u{f0b7} Nguyễn Văn An", Class::Bullet, 0xf0b7, "Nguyễn Văn An"),
        ] {
            assert_eq!(mark(typed), Some((Mark { class, value }, rest)), "{typed}");
        }
        for name in [
            "K'Sor H'Lan",
            "A Viết",
            "T/M Đảng uỷ",
            "A-Rất Blui",
            "Y-Bhiăt",
            "0912 345 678",
            "12/5/1970",
            "H'Hen Niê",
            "-",
            "1.",
            "12",
            "2 đồng chí",
            "I",
            "Đ/c Nguyễn Văn An",
            "Đ.c Nguyễn Văn An",
            "Đ. chí Nguyễn Văn An",
            "đ/c: Nguyễn Văn An",
            "+84 912 345 678",
        ] {
            assert_eq!(mark(name), None, "{name}");
        }
        assert_eq!(bare("- 1. Nguyễn Văn An"), "Nguyễn Văn An");
    }
}
