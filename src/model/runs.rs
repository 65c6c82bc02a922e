//! Comes in: a line that was read. Goes out: its letters in runs of one style,
//! with the footnotes called in it. Must not know: what marks a style is typed
//! with, how it looks.

use std::ops::{Deref, Range};

use crate::diag::Text;
use crate::text::is_closed;

/// Is a stretch of letters of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
}

/// Is a line of runs, with the plain text they make and its place.
#[derive(Debug, Clone)]
pub struct Runs {
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// The letters of all runs; offsets in it have places.
    pub plain: Text,
    /// The footnotes, in order.
    pub notes: Vec<Note>,
}

/// Is a footnote of a line.
#[derive(Debug, Clone)]
pub struct Note {
    /// The byte of the line's plain text before which it is called.
    pub at: usize,
    /// What it says; it has no footnotes of its own.
    pub runs: Runs,
}

/// A line is its plain text wherever nobody asks for its styles.
impl Deref for Runs {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.plain
    }
}

impl Runs {
    /// Makes a line of one style.
    #[must_use]
    pub fn unmarked(plain: Text) -> Self {
        let text = plain.as_str().to_owned();
        let runs = if text.is_empty() { Vec::new() } else { vec![Run { text, bold: false, italic: false }] };
        Self { runs, plain, notes: Vec::new() }
    }

    /// Tells whether the line ends in closing punctuation.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        is_closed(self.plain.as_str())
    }

    /// Tells whether any letter is bold or italic.
    #[must_use]
    pub fn is_styled(&self) -> bool {
        self.runs.iter().any(|run| run.bold || run.italic)
    }

    /// Cuts out some bytes of the plain text, with their styles and footnotes.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let mut runs = Vec::new();
        let mut at = 0;
        for run in &self.runs {
            let (start, end) = (at.max(range.start), (at + run.text.len()).min(range.end));
            if start < end {
                runs.push(Run { text: run.text[start - at..end - at].to_owned(), ..run.clone() });
            }
            at += run.text.len();
        }
        let within = |note: &&Note| (range.start..=range.end).contains(&note.at);
        let moved = |note: &Note| Note { at: note.at - range.start, runs: note.runs.clone() };
        let notes = self.notes.iter().filter(within).map(moved).collect();
        Self { runs, plain: self.plain.slice(range), notes }
    }

    /// Puts letters behind the last one, in its style.
    #[must_use]
    pub fn ended(mut self, end: &str) -> Self {
        match self.runs.last_mut() {
            Some(run) => run.text.push_str(end),
            None => return self,
        }
        self.plain = self.plain.rewritten(format!("{}{end}", self.plain.as_str()), vec![(0, 0)]);
        self
    }

    /// Gives the texts: that of the line, then those of its footnotes.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        std::iter::once(&self.plain).chain(self.notes.iter().map(|note| &note.runs.plain))
    }
}
