//! Comes in: letters as they are read, each with how it is set. Goes out: stretches of today's letters
//! set alike. Must not know: the paragraph they stand in.

use super::fonts::encoding;
use super::piece::Run;
use super::props::Set;
use crate::text::{Encoding, decoded, nfc};

/// Is a line that is read: stretches of letters, each with the old encoding its font is of.
#[derive(Debug, Default)]
pub(super) struct Line {
    stretches: Vec<(Run, Option<(Encoding, bool)>)>,
    going_on: bool,
}

impl Line {
    /// Tells whether a new paragraph begins with it.
    pub(super) fn is_new(&self) -> bool {
        !self.going_on
    }

    /// Lets the next paragraph go on with it.
    pub(super) fn going_on(mut self) -> Self {
        self.going_on = true;
        self
    }

    /// Tells whether what was read ends in a letter.
    pub(super) fn ends_in_letter(&self) -> bool {
        self.stretches.last().is_some_and(|(run, _)| run.text.ends_with(char::is_alphabetic))
    }

    /// Adds letters.
    pub(super) fn push(&mut self, text: &str, set: &Set) {
        let old = encoding(&set.font);
        let alike = |(run, own): &(Run, Option<(Encoding, bool)>)| {
            run.note.is_none() && (run.bold, run.italic) == (set.bold, set.italic) && *own == old
        };
        if let Some((run, _)) = self.stretches.last_mut().filter(|last| alike(last)) {
            return run.text.push_str(text);
        }
        let run = Run { text: text.to_owned(), bold: set.bold, italic: set.italic, note: None };
        self.stretches.push((run, old));
    }

    /// Adds the call of a footnote.
    pub(super) fn note(&mut self, note: Vec<Run>) {
        if self.stretches.last().is_none_or(|(run, _)| run.note.is_some()) {
            self.stretches.push((Run::default(), None));
        }
        if let Some((run, _)) = self.stretches.last_mut() {
            run.note = Some(note);
        }
    }

    /// Gives the stretches in today's letters.
    pub(super) fn done(self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for (mut run, old) in self.stretches {
            if let Some((encoding, capitals)) = old {
                run.text = decoded(&run.text, encoding);
                if capitals {
                    run.text = run.text.to_uppercase();
                }
            }
            // A mark that stands on a letter of the stretch before belongs to it.
            let marks = run.text.len() - run.text.trim_start_matches(is_mark).len();
            if let Some(last) = runs.last_mut().filter(|last| marks > 0 && last.note.is_none()) {
                last.text.push_str(&run.text[..marks]);
                run.text.drain(..marks);
            }
            runs.push(run);
        }
        for run in &mut runs {
            run.text = nfc(&run.text).into_owned();
        }
        runs.retain(|run| !run.text.is_empty() || run.note.is_some());
        runs
    }
}

fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}
