//! Comes in: a file as it was, as it is typed here, as somebody else has saved it. Goes out: one
//! file with what each side changed, or the fields both changed. Must not know: kinds, disks.

use std::collections::BTreeSet;

use serde::Serialize;
use serde_json::Value;

use super::values::plain;
use crate::yaml::edit::{Content, FieldPath, Order, Sheet, Verb};

/// Is a field that was changed here and by somebody else.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Conflict {
    /// The way to it.
    pub path: String,
    /// What stood there before; nothing if it was not there.
    pub before: Option<Value>,
    /// What was typed here.
    pub mine: Option<Value>,
    /// What somebody else has saved.
    pub theirs: Option<Value>,
}

impl Conflict {
    /// Tells whether a path is that of the field, or leads into it.
    pub(super) fn holds(&self, path: &FieldPath) -> bool {
        let name = path.to_string();
        name.strip_prefix(self.path.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    }
}

/// Puts what was changed here into the file as the others have it. Where both sides changed a field
/// it holds what was typed here, if that can be written there, and the field is told of: somebody is
/// to choose before anything is saved.
pub(super) fn merged(base: &Sheet, mine: &Sheet, theirs: &Sheet) -> (Sheet, Vec<Conflict>) {
    let mut conflicts = Vec::new();
    let mut merged = theirs.clone();
    for key in keys(&[base, mine, theirs]) {
        let path = FieldPath::default().key(key);
        let [was, own, other] = [base, mine, theirs].map(|sheet| sheet.value(&path));
        if own == was || own == other {
            continue;
        }
        let verb = own.map_or(Verb::Remove, |value| Verb::Set(value.clone()));
        let done = merged.edit(&path, &verb, Order::default()).ok();
        if done.is_none() || other != was {
            let [before, mine, theirs] = [was, own, other].map(|value| value.map(plain));
            conflicts.push(Conflict { path: path.to_string(), before, mine, theirs });
        }
        if let Some(edited) = done {
            merged = edited.sheet;
        }
    }
    (merged, conflicts)
}

/// Gives the keys at the top of some files, each once.
fn keys(sheets: &[&Sheet]) -> BTreeSet<String> {
    let top = |sheet: &&Sheet| match sheet.value(&FieldPath::default()) {
        Some(Content::Map(entries)) => entries.iter().map(|(key, _)| key.clone()).collect(),
        _ => Vec::new(),
    };
    sheets.iter().flat_map(top).collect()
}
