//! Comes in: what was pasted into a field. Goes out: the same as the field may hold it. Must not
//! know: how it is read.

use serde::Deserialize;

use super::answer::Answer;
use super::asked::read;
use super::office::Office;
use crate::desk::pasted;

/// Is what the clipboard holds.
#[derive(Debug, Deserialize)]
struct Clipboard {
    text: String,
    #[serde(default)]
    html: Option<String>,
}

/// Answers what a field asks where something is pasted.
pub(super) fn answer(_: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "paste")
        .then(|| read::<Clipboard>(body).map(|held| Answer::json(&pasted(&held.text, held.html.as_deref()))))
}
