//! Comes in: running text. Goes out: its words, each with its place, its case
//! and a folded form to compare with. Must not know: papers or any check.
//!
//! The folded form is in small letters with the tone on the main vowel, so
//! that `ĐẢNG ỦY` and `Đảng uỷ` are one phrase.

use std::ops::Range;

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
}

/// Holds the words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    list: Vec<Word>,
    folded: String,
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

impl Words {
    /// Cuts a text into its words.
    pub(super) fn of(text: &str) -> Self {
        let mut words = Self::default();
        let mut start = None;
        for (at, letter) in text.char_indices() {
            match (letter.is_alphanumeric(), start) {
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
        self.list.push(Word { range, case: case(word), folded });
    }

    /// Gives the words themselves.
    pub(super) fn list(&self) -> &[Word] {
        &self.list
    }

    /// Gives the folded form of a word; nothing past the ends.
    pub(super) fn folded(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |word| &self.folded[word.folded.clone()])
    }

    /// Finds the first word that begins at this byte or later.
    pub(super) fn starting_at(&self, byte: usize) -> usize {
        self.list.partition_point(|word| word.range.start < byte)
    }
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
    let mut letters = word.chars().filter(|letter| letter.is_alphabetic());
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
    }
}
