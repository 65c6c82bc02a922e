//! Comes in: letters. Goes out: each without its tone and the tone, and words
//! as short rows of numbers that are quick to look up. Must not know: which
//! rows make a syllable.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

pub(super) const GRAVE: char = '\u{300}';
pub(super) const ACUTE: char = '\u{301}';
pub(super) const HOOK: char = '\u{309}';
pub(super) const TILDE: char = '\u{303}';
pub(super) const DOT: char = '\u{323}';

/// Lists the tone marks; a tone's number is its place here plus one, and 0 is
/// the level tone, which has no mark.
pub(super) const TONES: [char; 5] = [GRAVE, ACUTE, HOOK, TILDE, DOT];

/// Lists the letters of the Vietnamese alphabet; a letter's code is its place
/// here plus one.
pub(super) const ALPHABET: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ', 'p', 'q',
    'r', 's', 't', 'u', 'ư', 'v', 'x', 'y',
];

const VOWELS: &str = "aăâeêioôơuưy";

/// Is one letter of the Vietnamese alphabet, whatever its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// Its place in [`ALPHABET`] plus one.
    pub(super) code: u8,
    /// The number of its tone.
    pub(super) tone: u8,
}

/// Is the first code point behind the last Vietnamese letter.
const END: usize = 0x1EFA;

/// Reads a letter; nothing for one the Vietnamese alphabet lacks.
pub(super) fn letter(letter: char) -> Option<Letter> {
    static TABLE: OnceLock<Vec<Letter>> = OnceLock::new();
    let table = TABLE.get_or_init(|| {
        (0..END).map(|at| u32::try_from(at).ok().and_then(char::from_u32).map_or(NONE, looked_up)).collect()
    });
    table.get(letter as usize).copied().filter(|letter| letter.code > 0)
}

const NONE: Letter = Letter { code: 0, tone: 0 };

fn looked_up(letter: char) -> Letter {
    if !(letter.is_ascii() || ('\u{c0}'..'\u{1b1}').contains(&letter) || letter >= '\u{1ea0}') {
        return NONE;
    }
    let (bare, mark) = parted(letter);
    let small = bare.to_lowercase().next().unwrap_or(bare);
    let code = ALPHABET.iter().position(|known| *known == small);
    // `ñ` and the like: a mark on what is no vowel.
    if mark.is_some() && !is_vowel(small) {
        return NONE;
    }
    let number = |at: Option<usize>| at.and_then(|at| u8::try_from(at + 1).ok()).unwrap_or(0);
    Letter { code: number(code), tone: number(mark.and_then(|mark| TONES.iter().position(|t| *t == mark))) }
}

/// Tells whether a letter bears a tone mark.
#[must_use]
pub fn is_toned(sign: char) -> bool {
    letter(sign).is_some_and(|letter| letter.tone > 0)
}

/// Tells letters and digits of any script, as [`char::is_alphanumeric`] does:
/// those of Vietnamese by where they stand, for every letter of a paper is asked
/// many times and the table of all scripts is slow.
#[must_use]
pub fn is_alphanumeric(sign: char) -> bool {
    match sign {
        '\0'..='\u{7f}' => sign.is_ascii_alphanumeric(),
        _ => is_ours(sign) || sign.is_alphanumeric(),
    }
}

/// Tells letters of any script, as [`char::is_alphabetic`] does.
#[must_use]
pub fn is_alphabetic(sign: char) -> bool {
    match sign {
        '\0'..='\u{7f}' => sign.is_ascii_alphabetic(),
        _ => is_ours(sign) || sign.is_alphabetic(),
    }
}

/// Tells the blocks that the letters of Vietnamese stand in, but for the two
/// signs among them that are no letters.
fn is_ours(sign: char) -> bool {
    matches!(sign, '\u{c0}'..='\u{24f}' if !matches!(sign, '×' | '÷'))
        || matches!(sign, '\u{1e00}'..='\u{1eff}')
}

/// Gives the small letter of a code.
pub(super) fn of_code(code: u8) -> char {
    ALPHABET.get(usize::from(code).wrapping_sub(1)).copied().unwrap_or('?')
}

/// Makes one number of a few codes, five bits each.
pub(super) fn packed(codes: &[u8]) -> u64 {
    codes.iter().fold(0, |whole, code| whole << 5 | u64::from(*code))
}

/// Parts a letter into the letter without its tone and the tone mark.
pub(super) fn parted(letter: char) -> (char, Option<char>) {
    if letter.is_ascii() {
        return (letter, None);
    }
    let mut tone = None;
    let mut rest = Vec::with_capacity(2);
    decompose_canonical(letter, |part| {
        if TONES.contains(&part) {
            tone = Some(part);
        } else {
            rest.push(part);
        }
    });
    let mut joined = rest.into_iter().nfc();
    match (joined.next(), joined.next()) {
        (Some(bare), None) => (bare, tone),
        _ => (letter, None),
    }
}

/// Tells a vowel, given without its tone.
pub(super) fn is_vowel(letter: char) -> bool {
    letter.to_lowercase().all(|small| VOWELS.contains(small))
}

/// Puts marks on a letter; nothing if there is no such single letter.
pub(super) fn joined(letter: char, marks: &[char]) -> Option<char> {
    let mut composed = std::iter::once(letter).chain(marks.iter().copied()).nfc();
    let whole = composed.next()?;
    composed.next().is_none().then_some(whole)
}

/// Writes codes as a small word with a tone on the letter at `seat`.
pub(super) fn spelt(codes: &[u8], tone: u8, seat: usize) -> String {
    let mark = usize::from(tone).checked_sub(1).and_then(|at| TONES.get(at)).copied();
    let letters = codes.iter().enumerate().map(|(at, code)| {
        let bare = of_code(*code);
        mark.filter(|_| at == seat).and_then(|mark| joined(bare, &[mark])).unwrap_or(bare)
    });
    letters.collect()
}

/// Writes a small word with the capitals of another: all, the first, or none.
pub(super) fn cased(word: &str, like: &str) -> String {
    let mut capitals = like.chars().map(char::is_uppercase);
    let first = capitals.next().unwrap_or(false);
    if first && like.chars().count() > 1 && capitals.all(|capital| capital) {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    match letters.next() {
        Some(letter) if first => letter.to_uppercase().chain(letters).collect(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_part_and_join() {
        for letter in "ạậắữỵẢỆộếđĐơ".chars() {
            let (bare, tone) = parted(letter);
            assert_eq!(joined(bare, tone.as_slice()), Some(letter));
        }
        assert_eq!(parted('ệ'), ('ê', Some(DOT)));
        assert_eq!(joined('q', &[ACUTE]), None);
    }

    #[test]
    fn only_vietnamese_letters_have_a_code() {
        let read = |sign: char| letter(sign).map(|letter| (of_code(letter.code), letter.tone));
        for (sign, known) in
            [('Ệ', ('ê', 5)), ('đ', ('đ', 0)), ('Ứ', ('ư', 2)), ('A', ('a', 0)), ('ỹ', ('y', 4))]
        {
            assert_eq!(read(sign), Some(known));
        }
        // Latin's eth looks like Đ, Cyrillic's a like a.
        for sign in "fjwzFJWZåïñŭčøç1 Ð\u{430}\u{ffff}".chars() {
            assert_eq!(read(sign), None, "{sign}");
        }
    }

    #[test]
    fn letters_and_digits_of_all_scripts_are_told() {
        for sign in '\0'..=char::MAX {
            assert_eq!(is_alphanumeric(sign), sign.is_alphanumeric(), "{sign:?}");
            assert_eq!(is_alphabetic(sign), sign.is_alphabetic(), "{sign:?}");
        }
    }

    #[test]
    fn capitals_are_copied() {
        for (like, written) in [("CHỮ", "HƯỚNG"), ("Chữ", "Hướng"), ("chữ", "hướng"), ("Ở", "Hướng")]
        {
            assert_eq!(cased("hướng", like), written);
        }
    }
}
