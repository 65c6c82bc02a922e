//! Comes in: a file's text and a value that was read from it. Goes out: the
//! bytes of the text that some bytes of the value were read from. Must not
//! know: YAML, papers, findings.
//!
//! Both are walked letter by letter, so marks are left on the way: a thousand
//! findings in one long value must not walk it a thousand times.

use std::ops::Range;

use crate::text::decomposed;

/// Is how far apart (bytes of the value) marks are left.
const STEP: usize = 512;

/// Remembers the way through a value and the text it was read from.
#[derive(Debug)]
pub(super) struct Trail {
    marks: Vec<Mark>,
}

/// Is a place at which both stood before a letter: of the value, of the text.
#[derive(Debug, Clone, Copy)]
struct Mark {
    value: usize,
    text: usize,
    here: usize,
    after: usize,
}

impl Trail {
    /// Walks a long value once; it was read from the text beginning at `from`.
    pub(super) fn new(text: &str, from: usize, value: &str) -> Self {
        let mut marks = vec![Mark { value: 0, text: from, here: from, after: from }];
        let mut walk = Walk::new(text, marks[0]);
        let long = if value.len() > STEP { value } else { "" };
        for (at, letter) in long.char_indices() {
            if at >= marks[marks.len() - 1].value + STEP && walk.letters.is_empty() {
                marks.push(Mark { value: at, text: walk.next, here: walk.here, after: walk.after });
            }
            if !walk.pass(letter) {
                break;
            }
        }
        Self { marks }
    }

    /// Finds the bytes of the text that `value[range]` was read from.
    ///
    /// The value differs from the text only by white space and by Unicode
    /// normalisation (NFC); where they differ otherwise (an escape in a quoted
    /// value), the place is the last one both agreed on.
    pub(super) fn find(&self, text: &str, value: &str, range: &Range<usize>) -> Range<usize> {
        let next = self.marks.partition_point(|mark| mark.value <= range.start);
        let mark = self.marks[next.saturating_sub(1)];
        if let Some(found) = as_typed(text, value, mark, range) {
            return found;
        }
        let mut walk = Walk::new(text, mark);
        let mut start = None;
        for (at, letter) in value[mark.value..].char_indices() {
            let at = mark.value + at;
            if at >= range.end || !walk.pass(letter) {
                break;
            }
            if at >= range.start && start.is_none() && !letter.is_whitespace() {
                start = Some(walk.here);
            }
        }
        start.unwrap_or(walk.here)..walk.after
    }
}

/// Finds the bytes where the value stands in the text as it is, as most short ones
/// do: then nothing has to be walked.
fn as_typed(text: &str, value: &str, mark: Mark, range: &Range<usize>) -> Option<Range<usize>> {
    let read = value.get(mark.value..range.end)?;
    let part = value.get(range.clone())?.trim();
    // A walk passes over byte order marks.
    if part.is_empty() || !text[mark.text..].starts_with(read) || read.contains('\u{feff}') {
        return None;
    }
    let end = mark.text + read.trim_end().len();
    Some(end - part.len()..end)
}

/// Walks the text.
struct Walk<'a> {
    text: &'a str,
    /// What was not read yet.
    next: usize,
    /// What is left of the last letter read, taken apart.
    letters: Vec<char>,
    /// The last letter read: where it begins and where it ends.
    here: usize,
    after: usize,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, mark: Mark) -> Self {
        Self { text, next: mark.text, letters: Vec::new(), here: mark.here, after: mark.after }
    }

    /// Reads the next letter of the text that is to be seen.
    fn read(&mut self) -> Option<char> {
        let rest = &self.text[self.next..];
        let (at, letter) = rest.char_indices().find(|(_, c)| !c.is_whitespace() && *c != '\u{feff}')?;
        (self.here, self.after) = (self.next + at, self.next + at + letter.len_utf8());
        self.next = self.after;
        Some(letter)
    }

    /// Passes a letter of the value; no, if the text has another one.
    fn pass(&mut self, letter: char) -> bool {
        letter.is_whitespace()
            || self.pass_same(letter)
            || decomposed(letter).all(|part| self.pass_part(part))
    }

    /// Passes a letter that stands in the text as it is, as nearly all do: then
    /// neither has to be taken apart.
    fn pass_same(&mut self, letter: char) -> bool {
        let before = (self.next, self.here, self.after);
        let same = self.letters.is_empty() && self.read() == Some(letter);
        if !same {
            (self.next, self.here, self.after) = before;
        }
        same
    }

    fn pass_part(&mut self, part: char) -> bool {
        if self.letters.is_empty() {
            let Some(letter) = self.read() else { return false };
            self.letters.extend(decomposed(letter));
            if self.letters[0] != part && matches!(letter, '"' | '\'' | '|' | '>') {
                // The quote or block sign before the value itself.
                self.letters.clear();
                self.skip_block_header(letter);
                if let Some(letter) = self.read() {
                    self.letters.extend(decomposed(letter));
                }
            }
        }
        if self.letters.first() != Some(&part) {
            return false;
        }
        self.letters.remove(0);
        true
    }

    /// Passes over what may follow `|` or `>`: indentation, chomping, a comment.
    fn skip_block_header(&mut self, sign: char) {
        if matches!(sign, '|' | '>') {
            let rest = &self.text[self.next..];
            self.next += rest.find('\n').unwrap_or(rest.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace<'a>(text: &'a str, from: usize, value: &str, range: Range<usize>) -> &'a str {
        &text[Trail::new(text, from, value).find(text, value, &range)]
    }

    #[test]
    fn a_value_is_found_again_in_what_was_typed() {
        let text = "x: |\n  Một hai\n\n  ba bốn\ny: \"năm sáu\"\n";
        let value = "Một hai\n\nba bốn\n";
        let at = value.find("bốn").unwrap();
        assert_eq!(trace(text, 3, value, at..at + "bốn".len()), "bốn");
        assert_eq!(trace(text, text.find('"').unwrap(), "năm sáu", 5..9), "sáu");
    }

    #[test]
    fn a_decomposed_letter_is_found_too() {
        assert_eq!(trace("x: tru\u{31b}o\u{31b}ng hoc", 3, "trương hoc", 9..12), "hoc");
    }

    #[test]
    #[allow(clippy::format_collect, reason = "a sample; clearness goes before speed")]
    fn marks_lead_to_the_same_place() {
        let typed: String = (0..900).map(|n| format!("  tru\u{31b}ờng số {n}\n")).collect();
        let text = format!("noi_dung: | # chú thích\n{typed}sau: 1\n");
        let value: String = (0..900).map(|n| format!("trường số {n}\n")).collect();
        for n in [0, 1, 40, 41, 42, 500, 899] {
            let word = format!("số {n}\n");
            let at = value.find(&word).unwrap();
            assert_eq!(trace(&text, 10, &value, at..at + word.len() - 1), word.trim_end());
        }
    }
}
