//! Comes in: text in NFC and one of the two ways to place a tone mark on open
//! `oa`, `oe`, `uy`. Goes out: the words written the other way, or the text
//! with all of them set right. Must not know: which way an office has chosen.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::letters::{is_alphabetic, joined, letter, of_code, parted};
use super::nfc::nfc;
use super::scan::runs;
use super::syllable::is_syllable;

/// Names the two ways to place the tone mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ToneStyle {
    /// On the first vowel: ủy, hòa, khỏe.
    OnFirst,
    /// On the main vowel: uỷ, hoà, khoẻ.
    OnMain,
}

impl ToneStyle {
    /// Reads the style off a sample such as `ủy` or `uỷ`: the first word that
    /// shows one decides.
    #[must_use]
    pub fn of_sample(sample: &str) -> Option<Self> {
        let sample = nfc(sample);
        words(&sample).into_iter().find_map(|range| open_pair(&sample[range])).map(|pair| pair.style)
    }
}

/// Reduplicated words that are kept as their writer spelled them.
const KEPT_PAIRS: [(&str, &str); 1] = [("loà", "xoà")];

/// Lists the words whose tone mark sits in the other style, each with the word
/// as it should be. The text is expected in NFC.
#[must_use]
pub fn departures(text: &str, style: ToneStyle) -> Vec<(Range<usize>, String)> {
    let words = words(text);
    let mut found = Vec::new();
    for (place, range) in words.iter().enumerate() {
        let Some(pair) = open_pair(&text[range.clone()]) else {
            continue;
        };
        if pair.style != style && !is_kept(text, &words, place) {
            found.push((range.clone(), pair.moved));
        }
    }
    found
}

/// Writes the text, brought to NFC, with every tone mark in the given style.
#[must_use]
pub fn restyle(text: &str, style: ToneStyle) -> String {
    let mut text: String = match nfc(text) {
        Cow::Borrowed(same) => same.to_owned(),
        Cow::Owned(composed) => composed,
    };
    for (range, word) in departures(&text, style).into_iter().rev() {
        text.replace_range(range, &word);
    }
    text
}

/// Lists the words; a mark left loose belongs to its word and spoils it.
fn words(text: &str) -> Vec<Range<usize>> {
    runs(text, |c| is_alphabetic(c) || is_combining_mark(c))
}

/// A toned open syllable: its style, and the word with the mark moved over.
struct OpenPair {
    style: ToneStyle,
    moved: String,
}

fn open_pair(word: &str) -> Option<OpenPair> {
    let mut letters = word.chars();
    let (main, first) = (letters.next_back()?, letters.next_back()?);
    let onset = letters.as_str();
    let vowels = [first, main].map(|vowel| letter(vowel).map(|letter| of_code(letter.code)));
    let open = [['o', 'a'], ['o', 'e'], ['u', 'y']].contains(&[vowels[0]?, vowels[1]?]);
    if !open || onset.ends_with(['q', 'Q']) {
        return None;
    }
    let (bare_first, first_tone) = parted(first);
    let (bare_main, main_tone) = parted(main);
    let (style, first, main) = match (first_tone, main_tone) {
        (Some(tone), None) => (ToneStyle::OnFirst, bare_first, joined(bare_main, &[tone])?),
        (None, Some(tone)) => (ToneStyle::OnMain, joined(bare_first, &[tone])?, bare_main),
        _ => return None,
    };
    let moved: String = onset.chars().chain([first, main]).collect();
    is_syllable(&moved).then_some(OpenPair { style, moved })
}

fn is_kept(text: &str, words: &[Range<usize>], place: usize) -> bool {
    let word = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).map_or(String::new(), |range| text[range.clone()].to_lowercase())
    };
    let before = word(place.checked_sub(1));
    let this = word(Some(place));
    let after = word(place.checked_add(1));
    KEPT_PAIRS
        .iter()
        .any(|&(left, right)| (this == left && after == right) || (before == left && this == right))
}

#[cfg(test)]
mod tests {
    use super::*;
    use ToneStyle::{OnFirst, OnMain};

    const FIRST: &str = "Đảng ủy, ĐẢNG ỦY, Ủy ban; cộng hòa, khỏe, Thúy, tòa án, òa, lũy, hóa, ngụy";
    const MAIN: &str = "Đảng uỷ, ĐẢNG UỶ, Uỷ ban; cộng hoà, khoẻ, Thuý, toà án, oà, luỹ, hoá, nguỵ";

    #[test]
    fn each_style_becomes_the_other_and_back() {
        assert_eq!(restyle(FIRST, OnMain), MAIN);
        assert_eq!(restyle(MAIN, OnFirst), FIRST);
        assert_eq!(restyle(MAIN, OnMain), MAIN);
        assert_eq!(restyle("u\u{309}y", OnMain), "uỷ");
        let found = departures("Thường vụ Đảng uỷ", OnFirst);
        assert_eq!(found, [(23..27, "ủy".to_owned())]);
    }

    #[test]
    fn other_syllables_are_never_touched() {
        let text = "quý quỳ quỹ Quỳ Hợp hoàn thuyền thuở loà xoà khuỷu ngoài toán huỳnh \
            của mùa góp ý gìa hóá xyzòa uy hoa oe";
        for style in [OnFirst, OnMain] {
            assert_eq!(departures(text, style), [], "{style:?}");
        }
    }

    #[test]
    fn a_sample_tells_the_style() {
        assert_eq!(ToneStyle::of_sample("ủy"), Some(OnFirst));
        assert_eq!(ToneStyle::of_sample("UỶ"), Some(OnMain));
        assert_eq!(ToneStyle::of_sample("vì hoà bình"), Some(OnMain));
        assert_eq!(ToneStyle::of_sample("quý, hoàn"), None);
    }
}
