//! Comes in: a place in the text of a file. Goes out: the way to the entry it belongs to. Must
//! not know: what is found there.

use std::ops::Range;

use super::super::{Letters, Node, Value, parse_in};
use super::content::Content;
use super::parts::{Group, Slot, What};
use super::path::{FieldPath, Step};
use super::sheet::Sheet;

impl Sheet {
    /// Gives the way to the entry that a byte of the text belongs to: the deepest one that begins
    /// before it. A finding about what comes behind an entry is told of there.
    #[must_use]
    pub fn path_at(&self, at: usize) -> FieldPath {
        let mut path = FieldPath::default();
        let mut here = &self.root.what;
        loop {
            let found = match here {
                What::List(group) => self.last_before(group, at).map(|(at, slot)| (Step::At(at), slot)),
                What::Map(group) => {
                    self.last_before(group, at).map(|(_, slot)| (Step::Key(slot.name.clone()), slot))
                }
                _ => None,
            };
            let Some((step, slot)) = found else { return path };
            path.0.push(step);
            here = &slot.part.what;
        }
    }

    /// Gives the entry some bytes of the text belong to, and where their words begin in its value,
    /// as a browser counts (UTF-16); nothing where the value has no such words.
    #[must_use]
    pub fn words_at(&self, range: &Range<usize>) -> (FieldPath, Option<usize>) {
        let path = self.path_at(range.start);
        let at = self.place_in(&path, range);
        (path, at)
    }

    fn place_in(&self, path: &FieldPath, range: &Range<usize>) -> Option<usize> {
        let value = self.value(path)?.text()?;
        let words = self.text().get(range.clone())?.lines().next()?.trim();
        let begins = self.typed(&self.follow(&path.0).last()?.part.range).start;
        let before = self.text().get(begins..range.start.max(begins))?;
        if words.is_empty() {
            return None;
        }
        let (at, _) = value.match_indices(words).nth(before.matches(words).count())?;
        Some(value[..at].encode_utf16().count())
    }

    /// Gives what the file holds with the place of each letter, in the letters it has there.
    #[must_use]
    pub fn nodes(&self) -> Option<Node> {
        // What is wrong in it was told of when it was read.
        parse_in(&self.source, Letters::Typed, &mut Vec::new()).ok()
    }

    fn last_before<'a>(&self, group: &'a Group, at: usize) -> Option<(usize, &'a Slot)> {
        let begins = |slot: &Slot| self.typed(&(slot.start..slot.start)).start;
        group.slots.iter().enumerate().take_while(|(_, slot)| begins(slot) <= at).last()
    }
}

impl Node {
    /// Follows a path; nothing where it leads to nothing.
    #[must_use]
    pub fn follow(&self, path: &FieldPath) -> Option<&Self> {
        path.0.iter().try_fold(self, |here, step| match (&here.value, step) {
            (Value::List(members), Step::At(index)) => members.get(*index),
            (Value::Map(_), Step::Key(name)) => here.get(name),
            _ => None,
        })
    }
}

impl Content {
    /// Follows a path; nothing where it leads to nothing.
    #[must_use]
    pub fn follow(&self, path: &FieldPath) -> Option<&Self> {
        self.at(&path.0)
    }

    /// Tells whether nothing is written there: no text, no member, no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            Self::List(members) => members.is_empty(),
            Self::Map(entries) => entries.is_empty(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_belongs_to_the_entry_it_stands_in() {
        let text = "loai: ke-hoach\n# lời ghi\nnoi_dung:\n  - một\n  - bang: { dong: [[a, b], c] }\nso: 7\n";
        let sheet = Sheet::read("t", text.as_bytes()).expect("sheet");
        for (letters, path) in [
            ("ke-hoach", "loai"),
            ("oai", "loai"),
            ("lời", "loai"),
            ("một", "noi_dung[0]"),
            ("b]", "noi_dung[1].bang.dong[0][1]"),
            ("c]", "noi_dung[1].bang.dong[1]"),
            ("7", "so"),
        ] {
            let at = text.find(letters).expect(letters);
            assert_eq!(sheet.path_at(at).to_string(), path, "{letters}");
        }
        assert_eq!(sheet.path_at(0).to_string(), "loai");
    }

    #[test]
    fn words_stand_in_the_value_where_they_stand_in_the_file() {
        let text = "trich_yeu: \"hội nghị\"\r\nnoi_dung: |\r\n  một 𝄞 hai\r\n\r\n    hai ba, hai\r\n";
        let sheet = Sheet::read("t", text.as_bytes()).expect("sheet");
        let all: Vec<_> =
            text.match_indices("hai").map(|(at, words)| sheet.words_at(&(at..at + words.len()))).collect();
        let value = sheet.value(&all[0].0).and_then(Content::text).expect("value");
        let there: Vec<_> =
            value.match_indices("hai").map(|(at, _)| Some(value[..at].encode_utf16().count())).collect();
        assert_eq!(all.iter().map(|(_, at)| *at).collect::<Vec<_>>(), there);
        let at = text.find("nghị").expect("word");
        assert_eq!(sheet.words_at(&(at..at + "nghị".len())).1, Some(4));
        // The key is no place in the value.
        assert_eq!(sheet.words_at(&(0..9)).1, None);
    }
}
