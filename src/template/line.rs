//! Comes in: a line of a body. Goes out: its runs as the look takes them. Must not know:
//! what the line is part of.

use minijinja::Value;

use super::facts::map;
use crate::model::{Note, Run, Runs};

/// Gives runs as the look takes them.
pub(super) fn runs(runs: &[Run]) -> Value {
    runs.iter().map(run).collect()
}

fn run(run: &Run) -> Value {
    let mut entries = vec![("t", Value::from(run.text.as_str()))];
    entries.extend(
        [("b", run.bold), ("i", run.italic), ("g", run.glued)]
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
    let note = |note: &Note| map([("chu_thich", runs(&note.runs.runs))]);
    let mut notes = line.notes.iter().peekable();
    for one in &line.runs {
        let mut from = 0;
        while let Some(called) = notes.next_if(|note| note.at < at + one.text.len()) {
            let cut = called.at - at;
            if cut > from {
                values.push(run(&Run { text: one.text[from..cut].to_owned(), ..one.clone() }));
            }
            values.push(note(called));
            from = cut;
        }
        values.push(run(&Run { text: one.text[from..].to_owned(), ..one.clone() }));
        at += one.text.len();
    }
    values.extend(notes.map(note));
    values.into_iter().collect()
}
