//! Comes in: text in any Unicode form. Goes out: the same text in NFC, the one
//! form in which the rest of the project compares and prints. Must not know:
//! where the text came from or what is wrong with it.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Returns the text in NFC, borrowed when it already is.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    let composed: String = text.nfc().collect();
    if composed == text { Cow::Borrowed(text) } else { Cow::Owned(composed) }
}

/// Takes a letter apart: the base letter, then its marks.
pub fn decomposed(letter: char) -> impl Iterator<Item = char> {
    std::iter::once(letter).nfd()
}

/// Cuts a text into its letters, each with the marks that are typed behind it.
pub fn with_marks(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut letters = rest.chars();
        let first = letters.next()?.len_utf8();
        let marks = letters.take_while(|letter| unicode_normalization::char::is_combining_mark(*letter));
        let (own, behind) = rest.split_at(first + marks.map(char::len_utf8).sum::<usize>());
        rest = behind;
        Some(own)
    })
}

/// Writes a name the way a key is written: without marks, small, `-` between
/// the words (`Người ký` → `nguoi-ky`).
#[must_use]
pub fn folded(name: &str) -> String {
    let letters = name.nfd().filter(|letter| !unicode_normalization::char::is_combining_mark(*letter));
    letters
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'đ' => 'd',
            letter if letter.is_alphanumeric() => letter,
            _ => '-',
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_text_is_borrowed_and_loose_marks_are_joined() {
        for text in ["", "Dang uy", "Đảng ủy xã Hưng Chính", "q\u{301}", "10 µm"] {
            assert!(matches!(nfc(text), Cow::Borrowed(same) if same == text));
        }
        for loose in ["\u{110}a\u{309}ng bo\u{323}\u{302}", "\u{110}a\u{309}ng bo\u{302}\u{323}"] {
            assert_eq!(nfc(loose), "Đảng bộ");
        }
    }
}
