//! Comes in: running text. Goes out: its words, each with its place, its case
//! and a folded form to compare with. Must not know: papers or any check.
//!
//! The folded form is in small letters with the tone on the main vowel, so
//! that `ĐẢNG ỦY` and `Đảng uỷ` are one phrase.

use std::ops::Range;

use crate::text::{is_alphabetic, is_alphanumeric};

/// Says how a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// `nhân`, `2026`.
    Small,
    /// `Nhân`, `T`.
    Capital,
    /// `NHÂN`.
    Loud,
}

/// Is a run of letters and digits.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// Its bytes in the text.
    pub(super) range: Range<usize>,
    /// How it is capitalised.
    pub(super) case: Case,
    folded: Range<usize>,
    class: u8,
}

/// Holds the words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    list: Vec<Word>,
    folded: String,
    /// The classes of its words, a bit each.
    classes: [u64; 4],
}

/// Pairs the endings of open syllables with the tone on the first and on the
/// main vowel.
const MOVED: [(&str, &str); 15] = [
    ("óa", "oá"),
    ("òa", "oà"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("óe", "oé"),
    ("òe", "oè"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("úy", "uý"),
    ("ùy", "uỳ"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// Lists the commonest family names, folded: about nine in ten people.
pub(super) const FAMILIES: [&str; 24] = [
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô",
    "dương", "lý", "vi", "lương", "lô", "cao", "đinh", "trịnh", "mai", "đào",
];

/// Writes a word of a name: its first letter alone in capitals.
pub(super) fn titled(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + &letters.as_str().to_lowercase()
}

impl Words {
    /// Cuts a text into its words.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut start = None;
        for (at, letter) in text.char_indices() {
            match (is_alphanumeric(letter), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(text, from..at);
                    start = None;
                }
                _ => {}
            }
        }
        if let Some(from) = start {
            words.push(text, from..text.len());
        }
        words
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        let word = &text[range.clone()];
        let start = self.folded.len();
        fold(word, &mut self.folded);
        let folded = start..self.folded.len();
        let class = class(&self.folded[folded.clone()]);
        self.classes[usize::from(class / 64)] |= 1 << (class % 64);
        self.list.push(Word { range, case: case(word), folded, class });
    }

    /// Gives the words themselves.
    pub(super) fn list(&self) -> &[Word] {
        &self.list
    }

    /// Gives the folded form of a word; nothing past the ends.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// Tells whether two words are one when folded.
    pub(super) fn same(&self, one: usize, other: usize) -> bool {
        let class = |at: usize| self.list.get(at).map(|word| word.class);
        class(one) == class(other) && self.folded(one) == self.folded(other)
    }

    /// Tells a phrase (folded, single spaces) that stands nowhere in the text; of
    /// nearly all that is asked for one knows at once.
    pub(super) fn lacks(&self, phrase: &str) -> bool {
        let there = |class: u8| self.classes[usize::from(class / 64)] & 1 << (class % 64) != 0;
        !phrase.split(' ').all(|word| there(class(word)))
    }

    /// Finds the first word that begins at this byte or later.
    pub(super) fn starting_at(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.range.start < byte)
    }
}

/// Gives the class of a folded word, by a few of its bytes: words of two classes are
/// two words.
fn class(word: &str) -> u8 {
    let bytes = word.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
    let length = u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    let signs = [(*first, 7), (bytes[bytes.len() / 2], 13), (*last, 31), (length, 61)];
    signs.iter().fold(0, |sum: u8, (sign, weight)| sum.wrapping_add(sign.wrapping_mul(*weight)))
}

/// Appends the folded form of a word.
fn fold(word: &str, folded: &mut String) {
    let start = folded.len();
    folded.extend(word.chars().flat_map(char::to_lowercase));
    if !folded.ends_with(['a', 'e', 'y']) {
        return;
    }
    if let Some((first, main)) = MOVED.iter().find(|(first, _)| folded[start..].ends_with(first)) {
        folded.truncate(folded.len() - first.len());
        folded.push_str(main);
    }
}

/// Folds a whole text, its words parted by single spaces.
pub(super) fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in Words::of(text).list() {
        if !all.is_empty() {
            all.push(' ');
        }
        fold(&text[word.range.clone()], &mut all);
    }
    all
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|letter| is_alphabetic(*letter));
    let Some(first) = letters.next().filter(|first| first.is_uppercase()) else {
        return Case::Small;
    };
    let mut more = false;
    for letter in letters {
        more = true;
        if !letter.is_uppercase() {
            return Case::Capital;
        }
    }
    if more && first.is_uppercase() { Case::Loud } else { Case::Capital }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_know_their_place_case_and_folded_form() {
        let words = Words::of("- ĐẢNG ỦY, Hòa 07-KH/ĐU ủy");
        let all: Vec<_> =
            (0..words.list().len()).map(|at| (words.folded(at), words.list()[at].case)).collect();
        assert_eq!(
            all,
            [
                ("đảng", Case::Loud),
                ("uỷ", Case::Loud),
                ("hoà", Case::Capital),
                ("07", Case::Small),
                ("kh", Case::Loud),
                ("đu", Case::Loud),
                ("uỷ", Case::Small)
            ]
        );
        assert_eq!(folded(" Uỷ  BAN, xã."), "uỷ ban xã");
        assert_eq!(words.folded(99), "");
        assert!(words.same(1, 6) && !words.same(0, 1));
        assert!(words.lacks("hoà bình") && !words.lacks("đảng uỷ"));
    }
}
