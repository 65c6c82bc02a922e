//! Comes in: any text: a name, a file's name, a line of a file. Goes out: the
//! same text for a screen, in which no letter acts: escape codes and letters
//! that turn the direction of writing are shown, not obeyed. Must not know:
//! screens.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::HiddenKind;

/// Tells whether a letter would do something on a screen instead of standing
/// there.
fn acts(letter: char) -> bool {
    letter == '\r' || matches!(HiddenKind::of(letter), Some(HiddenKind::Control | HiddenKind::Bidi))
}

/// Writes the letters that act as their codes: `‹U+001B›`.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if acts(letter) {
            let _ = write!(shown, "‹U+{:04X}›", u32::from(letter));
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// Puts a sign of as many bytes in the place of each letter that acts: offsets
/// into the text stay right.
#[must_use]
pub fn in_step(text: &str) -> Cow<'_, str> {
    if !text.chars().any(acts) {
        return Cow::Borrowed(text);
    }
    let sign = |letter: char| match (acts(letter), letter.len_utf8()) {
        (false, _) => letter,
        (true, 1) => '?',
        (true, 2) => '¿',
        (true, _) => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::{harmless, in_step};

    #[test]
    fn what_acts_is_shown() {
        let evil = "An\u{1b}[2J \u{202e}tồ\u{9b}\u{7}\u{2028}i\tb\n";
        assert_eq!(harmless(evil), "An‹U+001B›[2J ‹U+202E›tồ‹U+009B›‹U+0007›‹U+2028›i\tb\n");
        assert_eq!(in_step(evil), "An?[2J \u{fffd}tồ¿?\u{fffd}i\tb\n");
        assert_eq!(in_step(evil).len(), evil.len());
        assert_eq!(harmless("Trần Thị Bé"), "Trần Thị Bé");
    }
}
