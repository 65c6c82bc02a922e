//! Comes in: running text. Goes out: marks that stand where none can: a space
//! before one and none behind (`bộ ,thực`), two in a row (`,,`, `;.`), a small
//! letter behind a full stop, a number cut in groups that are none. Must not
//! know: what the texts say; spaces alone are judged elsewhere.

use std::ops::Range;

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::text::neighbourhood;
use super::words::Case;
use crate::diag::Code;
use crate::text::{is_word, legacy};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running() {
        let mut found: Vec<(Range<usize>, &str, String)> = Vec::new();
        found.extend(early(passage.str()));
        found.extend(doubled(passage));
        if !matches!(passage.role, Role::Contact) {
            found.extend(small(passage));
        }
        found.extend(groups(passage));
        found.extend(letters_in_numbers(passage));
        // In an old encoding any sign may be one of its letters.
        if found.is_empty() || legacy(passage.str()).is_some() {
            continue;
        }
        for (range, message, hint) in found {
            report.on(Code::PUNCTUATION, passage.text, range, message, hint);
        }
    }
}

type Found = (Range<usize>, &'static str, String);

/// Finds a space before a mark and none behind it: `bộ ,thực`, `12 ,5%`.
fn early(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(' ') {
        let rest = &text[at + 1..];
        let Some(mark) = rest.chars().next().filter(|mark| matches!(mark, ',' | ';' | '.')) else { continue };
        let Some(next) = rest[1..].chars().next() else { continue };
        let before = text[..at].chars().next_back().unwrap_or(' ');
        let word = rest[1..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
        let number = mark == ',' && before.is_ascii_digit() && next.is_ascii_digit();
        let letters = before.is_alphanumeric() && next.is_alphabetic();
        // `.NET`, `.vn` are names.
        let sentence = mark != '.' || (next.is_uppercase() && word.chars().skip(1).any(char::is_lowercase));
        if !(number || letters && sentence && !word.is_empty()) {
            continue;
        }
        let around = neighbourhood(text, &(at..at + 2));
        let space = if number { "" } else { " " };
        let fixed = format!("{}{mark}{space}{}", &text[around.start..at], &text[at + 2..around.end]);
        found.push((around, "dấu câu liền chữ sau mà cách chữ trước", format!("viết `{fixed}`")));
    }
    found
}

/// Finds two marks in a row: `,,`, `;.`, two dots that are no ellipsis.
fn doubled(passage: &Passage<'_>) -> Vec<Found> {
    let text = passage.str();
    let mut found = Vec::new();
    let mut free = 0;
    for (start, sign) in text.char_indices() {
        if start < free || !matches!(sign, ',' | ';' | ':' | '.') {
            continue;
        }
        let run = &text[start..];
        let length = run.find(|c: char| !matches!(c, ',' | ';' | ':' | '.')).unwrap_or(run.len());
        let run = &run[..length];
        free = start + length;
        let right = match run {
            ",," => ",",
            ";;" | ";," => ";",
            ":;" | "::" | ":," => ":",
            ";." | ",." | ":." | ",;" => &run[1..],
            ".." => ".",
            _ => continue,
        };
        let before = text[..start].rsplit(char::is_whitespace).next().unwrap_or_default();
        let after = text[free..].chars().next();
        // `v.v..`, `chu::dau`, `../a`, `1..5`
        let inside = after.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '\\' | '…'))
            || before.is_empty()
            || before.contains(['.', ':', '/', '\\', '…']);
        if inside {
            continue;
        }
        let around = neighbourhood(text, &(start..free));
        let fixed = format!("{}{right}{}", &text[around.start..start], &text[free..around.end]);
        found.push((around, "hai dấu câu liền nhau", format!("viết `{fixed}`")));
    }
    found
}

/// Finds a small letter behind a full stop: a sound word, a stop, a space, and
/// a sound word in small letters, not in quotation marks.
fn small(passage: &Passage<'_>) -> Vec<Found> {
    let text = passage.str();
    let mut found = Vec::new();
    for at in 1..passage.words.list().len() {
        if passage.joint(at) != ". " || passage.case(at) != Case::Small || passage.case(at - 1) != Case::Small
        {
            continue;
        }
        let (one, other) = (passage.bytes(at - 1..at), passage.bytes(at..at + 1));
        let (before, next) = (&text[one.clone()], &text[other.clone()]);
        let whole =
            |word: &str| word.chars().count() > 1 && word.chars().all(char::is_alphabetic) && is_word(word);
        // Without a mark it may be an abbreviation (`tr.`, `st.`).
        let ended = whole(before) && (!before.is_ascii() || before.len() > 3) && !is_inside(text, one.start);
        if !ended || !whole(next) || (next.is_ascii() && next.len() < 3) || passage.is_quoted(other.start) {
            continue;
        }
        let mut letters = next.chars();
        let first: String = letters.next().map(|letter| letter.to_uppercase().collect()).unwrap_or_default();
        let hint = format!("viết `{before}. {first}{}`, hoặc thay dấu chấm bằng dấu phẩy", letters.as_str());
        found.push((one.start..other.end, "sau dấu chấm viết chữ thường", hint));
    }
    found
}

/// Tells whether a word is joined to the one before it by a mark (`v.v`).
fn is_inside(text: &str, start: usize) -> bool {
    text[..start].ends_with(['.', '-', '/', '@', '_'])
}

/// Finds a number whose groups of thousands are none: `1.2345 hộ`, `1.000.00
/// đồng`; only before what is counted, for else it may be a code.
fn groups(passage: &Passage<'_>) -> Vec<Found> {
    const COUNTED: [&str; 8] = ["đồng", "hộ", "người", "triệu", "đảng", "đại", "lượt", "nghìn"];
    let text = passage.str();
    let mut found = Vec::new();
    for (start, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
        let before = text[..start].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-')) {
            continue;
        }
        let rest = &text[start..];
        let length = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let number = rest[..length].trim_end_matches('.');
        let end = start + number.len();
        let parts: Vec<&str> = number.split('.').collect();
        let next = passage.words.starting_at(end);
        let counted = text[end..].starts_with(' ') && COUNTED.contains(&passage.words.folded(next));
        let odd = parts[1..].iter().any(|part| part.len() != 3);
        if counted && odd && (parts.len() > 2 || parts.get(1).is_some_and(|part| part.len() > 3)) {
            found.push((
                start..end,
                "số viết sai nhóm ba chữ số",
                "xem lại số, cứ ba chữ số một dấu chấm".to_owned(),
            ));
        }
    }
    found
}

/// Finds letters that were typed for digits: `l5 hộ`, `2O hộ`, `O5 hộ`.
fn letters_in_numbers(passage: &Passage<'_>) -> Vec<Found> {
    let text = passage.str();
    let mut found = Vec::new();
    for at in passage.all() {
        let range = passage.bytes(at..at + 1);
        let word = &text[range.clone()];
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        if digits == 0 {
            continue;
        }
        let letters = word.bytes().filter(|byte| matches!(byte, b'O' | b'o' | b'l')).count();
        // `20l` are litres, `O2` is oxygen.
        let known = word.ends_with('l') || matches!(word, "O2" | "O3");
        let next = passage.words.folded(at + 1);
        let counts =
            passage.joined(at + 1) && next.chars().nth(1).is_some() && next.chars().all(char::is_alphabetic);
        if letters == 0 || digits + letters != word.len() || known || !counts || is_inside(text, range.start)
        {
            continue;
        }
        let fixed = word.replace(['O', 'o'], "0").replace('l', "1");
        found.push((range, "trong số có chữ thay cho chữ số", format!("viết `{fixed}`")));
    }
    found
}
