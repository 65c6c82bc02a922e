//! Comes in: a line. Goes out: whether it names a Phần, a Chương or a Mục, and
//! where its number and its title lie. Must not know: how they look.

use std::ops::Range;

use crate::model::Division;
use crate::text::{is_closed, number_in_words, roman_value};

/// Is a line that names a division (HD05 §6.2.4).
pub(super) struct Found {
    /// Which of the three.
    pub rank: Division,
    /// The bytes of `Phần I`.
    pub label: Range<usize>,
    /// The bytes of its title, if it stands on the same line.
    pub title: Option<Range<usize>>,
}

/// Lists the words of divisions, small.
const WORDS: [(&str, Division); 3] =
    [("phần ", Division::Part), ("chương ", Division::Chapter), ("mục ", Division::Section)];

/// Recognises `Phần I`, `PHẦN THỨ NHẤT`, `Chương hai`, `Mục 1`, alone on the
/// line, or with a title behind `.`, `:` or `-`, or one in capitals.
pub(super) fn division(line: &str) -> Option<Found> {
    let (number, rank) = begun(line)?;
    let length = number_length(&line[number..])?;
    let label = 0..number + length;
    let after = &line[label.end..];
    let title = after.trim_start_matches(['.', ':', '-', '–', '—', ' ']);
    if title.is_empty() {
        return Some(Found { rank, label, title: None });
    }
    let parted =
        after.starts_with(['.', ':']) || [" -", " –", " —"].iter().any(|sign| after.starts_with(sign));
    let loud = after.starts_with(' ')
        && title.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !title.chars().any(char::is_lowercase);
    ((parted && !is_closed(title)) || loud).then(|| Found {
        rank,
        label,
        title: Some(line.len() - title.len()..line.len()),
    })
}

/// Tells whether a line begins as a division does, whatever follows its number.
#[must_use]
pub fn is_begun(line: &str) -> bool {
    begun(line).is_some_and(|(number, _)| number_length(&line[number..]).is_some())
}

/// Finds the word of a division, capital at its start or as a whole; gives where
/// the number begins.
fn begun(line: &str) -> Option<(usize, Division)> {
    WORDS.into_iter().find_map(|(word, rank)| {
        let length: usize = line.chars().take(word.chars().count()).map(char::len_utf8).sum();
        let typed = &line[..length];
        (typed.starts_with(char::is_uppercase) && typed.to_lowercase() == word).then_some((length, rank))
    })
}

/// Measures a number: Roman, Arabic, or in words with or without `thứ`.
fn number_length(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    let number = &rest[..end];
    let whole = !rest[end..].starts_with(char::is_alphabetic);
    if whole && (roman_value(number).is_some() || number.parse::<u32>().is_ok()) {
        return Some(end);
    }
    number_in_words(rest).map(|(_, length)| length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_are_told_from_sentences() {
        for (line, label, title) in [
            ("Phần I", "Phần I", None),
            ("Phần một", "Phần một", None),
            ("PHẦN THỨ NHẤT", "PHẦN THỨ NHẤT", None),
            ("Chương mười một. TỔ CHỨC", "Chương mười một", Some("TỔ CHỨC")),
            ("Chương Hai - Tổ chức", "Chương Hai", Some("Tổ chức")),
            ("Chương I NHỮNG QUY ĐỊNH CHUNG", "Chương I", Some("NHỮNG QUY ĐỊNH CHUNG")),
            ("Mục 1: Số và ký hiệu", "Mục 1", Some("Số và ký hiệu")),
        ] {
            let found = division(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((&line[found.label], found.title.map(|title| &line[title])), (label, title));
        }
        for line in [
            "Phần một số chi bộ chưa thực hiện",
            "Phần I của Nghị quyết nêu rõ.",
            "Phần thứ nhất: Ban Thường vụ đã họp.",
            "Mục tiêu chung",
            "phần I",
            "Chương trình số 5",
            "Phần Một thời để nhớ",
        ] {
            assert!(division(line).is_none(), "{line}");
        }
    }
}
