//! Comes in: a paper whose letters are those of the Word file. Goes out: the same with the marks of what
//! was made bold or italic in Word, or no more, as far as the pages prove it. Must not know: what is told.
//!
//! Whether a look was changed here or in Word is known only where the paper's file is the one the Word
//! file was made of; else nothing is done, and what differs is told.

use super::lines::{Lines, of_file, seen};
use super::marks::{Look, Remarked, Set, remarked};
use super::plan::Deed;
use super::prove::{Case, Proved};
use super::rewrite::{Splice, spliced};
use super::typed::Fields;
use crate::docx::merge::{Line, Step, compared};
use crate::pipeline::WordSaid;
use crate::yaml::edit::{Content, FieldPath, Order, Sheet, Verb};

/// Is how often it is tried: each time with those lines only that came out.
const ROUNDS: usize = 4;

impl Case<'_> {
    /// Marks what was made bold or italic in Word.
    pub(super) fn looked(&self, proved: Proved) -> Proved {
        let mut open = self.remarked(&proved);
        for _ in 0..ROUNDS {
            if open.is_empty() {
                break;
            }
            let sheet = written(&proved.sheet, &open);
            let Some(said) = self.set(&sheet) else { break };
            if !is_as_it_was(&proved.said, &said, &open) {
                break;
            }
            let came: Vec<Remarked> = open.iter().filter(|one| self.came(one, &said)).cloned().collect();
            if came.len() == open.len() {
                return Proved { sheet, said, looked: open, ..proved };
            }
            open = came;
        }
        proved
    }

    fn remarked(&self, proved: &Proved) -> Vec<Remarked> {
        let mut fields = Fields::of(proved.sheet.clone());
        let mut found = Vec::new();
        for (own, theirs) in pairs(&proved.said, self.lines) {
            let is_new = self
                .deeds
                .iter()
                .any(|deed| matches!(deed, Deed::Add { theirs: line, .. } if *line == theirs));
            let line = &proved.said.lines[own];
            let (text, looks) = (seen(&line.text), &self.lines.theirs[theirs].looks);
            if is_new || differing(&text, &line.looks, looks, false).is_none() {
                continue;
            }
            let Some(typed) = of_file(line, self.file, &mut fields) else { continue };
            let Some(value) = fields.value(&typed.path) else { continue };
            let set = Set { typed: &typed, value, text: &text, own: &line.looks, theirs: looks };
            if let Some(splices) = remarked(&set).filter(|splices| !splices.is_empty()) {
                found.push(Remarked { own, theirs, path: typed.path, splices });
            }
        }
        found
    }

    fn came(&self, one: &Remarked, said: &WordSaid) -> bool {
        let line = &said.lines[one.own];
        differing(&seen(&line.text), &line.looks, &self.lines.theirs[one.theirs].looks, false).is_none()
    }
}

/// Gives the lines that say the same on the pages and in the Word file.
pub(super) fn pairs(said: &WordSaid, lines: &Lines) -> Vec<(usize, usize)> {
    let texts: Vec<String> = said.lines.iter().map(|line| seen(&line.text)).collect();
    let own: Vec<Line<'_>> = texts.iter().map(|text| Line { text, mark: None }).collect();
    let same = |step| if let Step::Same(own, theirs) = step { Some((own, theirs)) } else { None };
    compared(&own, &lines.theirs()).into_iter().filter_map(same).collect()
}

/// Tells whether every line says what it said, and only those that were marked are set otherwise.
fn is_as_it_was(before: &WordSaid, after: &WordSaid, open: &[Remarked]) -> bool {
    before.lines.len() == after.lines.len()
        && before.lines.iter().zip(&after.lines).enumerate().all(|(at, (before, after))| {
            let marked = open.iter().any(|one| one.own == at);
            let same = before.text == after.text && before.style == after.style;
            same && (marked || before.looks == after.looks)
        })
}

fn written(sheet: &Sheet, open: &[Remarked]) -> Sheet {
    let mut sheet = sheet.clone();
    let mut paths: Vec<&FieldPath> = open.iter().map(|one| &one.path).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let all: Vec<Splice> =
            open.iter().filter(|one| one.path == *path).flat_map(|one| one.splices.clone()).collect();
        let Some(value) = sheet.value(path).and_then(Content::text) else { continue };
        let verb = Verb::Set(Content::Text(spliced(value, &all)));
        if let Ok(edited) = sheet.edit(path, &verb, Order::default()) {
            sheet = edited.sheet;
        }
    }
    sheet
}

/// Gives the letters from the first that is set otherwise to the last; of a `new` line only what its
/// writer set by hand is missed.
pub(super) fn differing(text: &str, own: &[Look], theirs: &[Look], new: bool) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    if own.len() != letters.len() || theirs.len() != letters.len() {
        return None;
    }
    let missed = |own: Look, theirs: Look| (theirs.0 && !own.0) || (theirs.1 && !own.1);
    let differs = |at: &usize| {
        !letters[*at].is_whitespace()
            && if new { missed(own[*at], theirs[*at]) } else { own[*at] != theirs[*at] }
    };
    let first = (0..letters.len()).find(differs)?;
    let last = (0..letters.len()).rev().find(differs)?;
    Some(letters[first..=last].iter().collect())
}
