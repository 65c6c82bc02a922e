//! Comes in: lines and runs. Goes out: the same as the look takes them, cut where
//! words begin and end that a line of the page must not be broken in. Must not
//! know: what a line is part of.

use std::ops::Range;

use minijinja::Value;

use super::facts::map;
use crate::model::{Note, Run, Runs};
use crate::text::unbroken;

/// Is a run, and whether it is never broken inside: a symbol, a short date.
#[derive(Clone, PartialEq)]
pub(super) struct Held {
    pub(super) run: Run,
    pub(super) glued: bool,
}

/// Cuts runs where words that must not break begin and end.
pub(super) fn cut(styles: &[Run], stretches: &[(Range<usize>, bool)]) -> Vec<Held> {
    let mut cut = Vec::new();
    for (stretch, glued) in stretches {
        let mut at = 0;
        for run in styles {
            let (start, end) = (at.max(stretch.start), (at + run.text.len()).min(stretch.end));
            if start < end {
                let text = run.text[start - at..end - at].to_owned();
                cut.push(Held { run: Run { text, ..*run }, glued: *glued });
            }
            at += run.text.len();
        }
    }
    cut
}

/// Cuts a line; what is of one style and may break is one run.
fn held(line: &Runs) -> Vec<Held> {
    let mut held = cut(&line.runs, &unbroken(line.as_str()));
    held.dedup_by(|next, one| {
        let loose = !one.glued && !next.glued;
        let same = loose && (next.run.bold, next.run.italic) == (one.run.bold, one.run.italic);
        if same {
            one.run.text.push_str(&next.run.text);
        }
        same
    });
    held
}

/// Gives runs as the look takes them.
pub(super) fn runs(runs: &[Held]) -> Value {
    runs.iter().map(|held| run(&held.run.text, held)).collect()
}

/// Gives runs of which any word may break.
pub(super) fn of_styles(runs: &[Run]) -> Value {
    runs.iter().map(|one| run(&one.text, &Held { run: one.clone(), glued: false })).collect()
}

/// Gives letters in the style of a run.
fn run(text: &str, held: &Held) -> Value {
    let mut entries = vec![("t", Value::from(text))];
    entries.extend(
        [("b", held.run.bold), ("i", held.run.italic), ("g", held.glued)]
            .into_iter()
            .filter(|(_, on)| *on)
            .map(|(name, on)| (name, on.into())),
    );
    map(entries)
}

/// Gives a line as the look takes it, with its footnotes where they are called.
pub(super) fn line_value(line: &Runs) -> Value {
    let mut at = 0;
    let mut values: Vec<Value> = Vec::new();
    let note = |note: &Note| map([("chu_thich", runs(&held(&note.runs)))]);
    let mut notes = line.notes.iter().peekable();
    for one in held(line) {
        let text = one.run.text.as_str();
        let mut from = 0;
        while let Some(called) = notes.next_if(|note| note.at < at + text.len()) {
            let cut = called.at - at;
            if cut > from {
                values.push(run(&text[from..cut], &one));
            }
            values.push(note(called));
            from = cut;
        }
        values.push(run(&text[from..], &one));
        at += text.len();
    }
    values.extend(notes.map(note));
    values.into_iter().collect()
}
