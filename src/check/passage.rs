//! Comes in: one text of a paper. Goes out: its words and dates, and answers
//! about what stands where in it. Must not know: the rest of the paper, what
//! any check looks for.

use std::ops::{Deref, Range};
use std::sync::OnceLock;

use super::kinds::KindWords;
use super::words::{Case, Words};
use crate::diag::Text;
use crate::model::Mark;
use crate::text::{FoundDate, find_dates};

/// Says where a text stands in its paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// The summary.
    Summary,
    /// The line that names the author.
    Author,
    /// `Kính gửi`, `Kính trình`.
    Address,
    /// One basis.
    Basis,
    /// A line of a body.
    Line(&'a Mark),
    /// A centred or set-off line of a body.
    SetOff,
    /// A footnote.
    Note,
    /// The label or the title of a division.
    Division,
    /// A cell of a table.
    Cell,
    /// A text of the kind's own fields.
    Own,
    /// A member of a plain list of the kind's own fields: mostly names.
    Listed,
    /// The title of an annex or the line below it.
    Title,
    /// One recipient.
    Recipient,
    /// The contact.
    Contact,
    /// A name from the office's or the dossier's file: no running text.
    Name,
    /// The name of a person.
    Person,
}

/// Is one text of a paper.
pub(super) struct Passage<'a> {
    /// The text with its places.
    pub(super) text: &'a Text,
    /// Where it stands.
    pub(super) role: Role<'a>,
    /// Whether it is part of an annex.
    pub(super) annexed: bool,
    /// Its words.
    pub(super) words: Cut<'a>,
    /// Its dates.
    pub(super) dates: Vec<FoundDate>,
    /// What kinds of paper are called.
    pub(super) kinds: &'a KindWords,
    quotes: Vec<Range<usize>>,
}

/// Is a text that is cut into words when somebody asks for them: of most papers of a dossier it is only
/// looked for days, again at every letter that is typed in one of them.
pub(super) struct Cut<'a> {
    text: &'a str,
    words: OnceLock<Words>,
}

impl Deref for Cut<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        self.words.get_or_init(|| Words::of(self.text))
    }
}

/// Is how far a clause is looked for (words), so that a text without any stop
/// costs no more than others.
const FAR: usize = 150;

impl<'a> Passage<'a> {
    /// Reads a text.
    pub(super) fn new(text: &'a Text, role: Role<'a>, kinds: &'a KindWords) -> Self {
        let value = text.as_str();
        Self {
            text,
            role,
            annexed: false,
            words: Cut { text: value, words: OnceLock::new() },
            dates: find_dates(value),
            kinds,
            quotes: quotes(value),
        }
    }

    /// Gives the letters.
    pub(super) fn str(&self) -> &'a str {
        self.text.as_str()
    }

    /// Gives what stands between a word and the one before it.
    pub(super) fn joint(&self, word: usize) -> &'a str {
        let list = self.words.list();
        let start =
            word.checked_sub(1).and_then(|before| list.get(before)).map_or(0, |before| before.range.end);
        let end = list.get(word).map_or(self.str().len(), |word| word.range.start);
        self.str().get(start..end).unwrap_or_default()
    }

    /// Tells whether only spaces part a word from the one before it.
    pub(super) fn joined(&self, word: usize) -> bool {
        word > 0 && self.joint(word).chars().all(char::is_whitespace)
    }

    /// Gives the first word of a kind's name that ends right before a word.
    pub(super) fn kind_before(&self, word: usize) -> Option<usize> {
        self.kinds.names.iter().find_map(|name| {
            let start = word.checked_sub(name.split(' ').count())?;
            self.phrase(start, name).filter(|next| *next == word).map(|_| start)
        })
    }

    /// Tells whether a phrase (folded, single spaces) stands at a word, with
    /// nothing but spaces inside; gives the word after it.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        // Hundreds of phrases are asked for at each word: nearly all begin otherwise.
        let first = self.words.folded(at);
        if first.as_bytes().first() != phrase.as_bytes().first() || !phrase.starts_with(first) {
            return None;
        }
        let mut next = at;
        for wanted in phrase.split(' ') {
            if self.words.folded(next) != wanted || (next > at && !self.joined(next)) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }

    /// Finds a phrase wherever it begins among some words; gives that word and
    /// the one after it.
    pub(super) fn places<'p>(
        &'p self,
        words: Range<usize>,
        phrase: &'p str,
    ) -> impl Iterator<Item = (usize, usize)> + 'p {
        let words = if self.words.lacks(phrase) { 0..0 } else { words };
        words.filter_map(move |at| Some((at, self.phrase(at, phrase)?)))
    }

    /// Tells whether a phrase stands anywhere among some words.
    pub(super) fn holds(&self, words: Range<usize>, phrase: &str) -> bool {
        self.places(words, phrase).next().is_some()
    }

    /// Gives the words of all of it.
    pub(super) fn all(&self) -> Range<usize> {
        0..self.words.list().len()
    }

    /// Gives the bytes of some words; there must be one at least.
    pub(super) fn bytes(&self, words: Range<usize>) -> Range<usize> {
        let list = self.words.list();
        let start = list.get(words.start).map_or(0, |word| word.range.start);
        let end = list.get(words.end.saturating_sub(1)).map_or(start, |word| word.range.end);
        start..end.max(start)
    }

    /// Tells whether a word may be capital just because of where it stands:
    /// first, or behind any mark but a comma or a semicolon.
    pub(super) fn opens(&self, word: usize) -> bool {
        word == 0 || self.joint(word).chars().any(|sign| !sign.is_whitespace() && !matches!(sign, ',' | ';'))
    }

    /// Gives the words of the clause a word stands in: what `;` and the end of
    /// a sentence leave together.
    pub(super) fn clause(&self, word: usize) -> Range<usize> {
        let parts = |at: &usize| {
            let joint = self.joint(*at);
            joint.contains([';', '!', '?']) || joint.contains(". ")
        };
        let least = word.saturating_sub(FAR);
        let most = self.words.list().len().min(word + FAR);
        let start = (least.max(1)..=word).rev().find(parts).unwrap_or(least);
        let end = (word + 1..most).find(parts).unwrap_or(most);
        start..end
    }

    /// Gives how a word is capitalised.
    pub(super) fn case(&self, word: usize) -> Case {
        self.words.list().get(word).map_or(Case::Small, |word| word.case)
    }

    /// Tells whether a byte stands between quotation marks: what is quoted is
    /// another's wording.
    pub(super) fn is_quoted(&self, byte: usize) -> bool {
        let after = self.quotes.partition_point(|quote| quote.start <= byte);
        after.checked_sub(1).is_some_and(|at| self.quotes[at].contains(&byte))
    }

    /// Gives the word after the mark the passage begins with.
    pub(super) fn first_word(&self) -> usize {
        let numbered = matches!(self.role, Role::Line(mark) if !matches!(mark, Mark::Item | Mark::SubItem | Mark::Paragraph));
        let Role::Line(Mark::Heading(numbers) | Mark::Clause(numbers)) = self.role else {
            return usize::from(numbered);
        };
        numbers.len()
    }
}

/// Finds what stands between quotation marks.
fn quotes(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    for (at, sign) in text.char_indices() {
        match (sign, open) {
            ('“', _) => open = Some((at, '”')),
            ('«', _) => open = Some((at, '»')),
            ('"', None) => open = Some((at, '"')),
            (sign, Some((start, close))) if sign == close => {
                found.push(start..at);
                open = None;
            }
            _ => {}
        }
    }
    found
}
