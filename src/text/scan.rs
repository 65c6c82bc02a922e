//! Comes in: running text and a place in it. Goes out: small readings from that
//! place (blanks, a word, digits) that never split a character. Must not know:
//! what the finders make of them.

use std::ops::Range;

use super::letters::is_alphanumeric;

/// Reads forward through a text; a copy of it is a place to come back to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// Stands at a byte offset, which must be on a character boundary.
    pub(super) fn new(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// Tells the byte offset reached.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Looks at the next character without passing it.
    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Passes blanks and tells whether there was at least one.
    pub(super) fn blanks(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let passed = rest.len() - rest.trim_start().len();
        self.at += passed;
        passed > 0
    }

    /// Passes one given character.
    pub(super) fn symbol(&mut self, symbol: char) -> bool {
        let met = self.peek() == Some(symbol);
        if met {
            self.at += symbol.len_utf8();
        }
        met
    }

    /// Passes a whole word, whatever its case; the word is given in small
    /// letters.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let mut ahead = *self;
        for wanted in word.chars() {
            match ahead.peek() {
                Some(met) if met.to_lowercase().eq([wanted]) => ahead.at += met.len_utf8(),
                _ => return false,
            }
        }
        if ahead.peek().is_some_and(is_alphanumeric) {
            return false;
        }
        *self = ahead;
        true
    }

    /// Passes a run of ASCII digits whose whole length lies within the bounds.
    pub(super) fn digits(&mut self, least: usize, most: usize) -> Option<&'a str> {
        let rest = &self.text[self.at..];
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(least..=most).contains(&length) {
            return None;
        }
        self.at += length;
        Some(&rest[..length])
    }
}

/// Tells the character just before a byte offset.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// Lists the longest runs of characters that satisfy the test.
pub(super) fn runs(text: &str, belongs: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, character) in text.char_indices() {
        match (belongs(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                found.push(from..at);
                start = None;
            }
            _ => {}
        }
    }
    found.extend(start.map(|from| from..text.len()));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_words_and_digits_whole() {
        let mut cursor = Cursor::new("NGÀY\u{a0} 11/8", 0);
        assert!(!cursor.word("ng"));
        assert!(cursor.word("ngày") && cursor.blanks());
        assert_eq!(cursor.digits(1, 1), None);
        assert_eq!(cursor.digits(1, 2), Some("11"));
        assert!(cursor.symbol('/') && !cursor.symbol('/'));
        assert_eq!(cursor.digits(1, 2), Some("8"));
        assert_eq!((cursor.peek(), cursor.digits(1, 2)), (None, None));
    }

    #[test]
    fn runs_cover_both_ends() {
        assert_eq!(runs("xã, Đảng", char::is_alphabetic), [0..3, 5..12]);
        assert!(runs(" 5 ", char::is_alphabetic).is_empty());
    }
}
