//! Comes in: the code of a finding, or nothing. Goes out: why it is told; the clerk's guide. Must not
//! know: findings of papers.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::read;
use super::hints::worded;
use super::office::Office;
use crate::diag::code;

/// Is the clerk's guide, as the docs have it.
const GUIDE: &str = include_str!("../../docs/huong-dan.md");

/// Is a code somebody asks about.
#[derive(Debug, Deserialize)]
struct Why {
    code: String,
}

/// Answers what is asked where somebody wants help.
pub(super) fn answer(_: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "guide" => Ok(Answer::json(&json!({ "text": GUIDE }))),
        "why" => read::<Why>(body).map(|asked| {
            let found = code(&asked.code);
            Answer::json(&json!({
                "why": found.map(|code| worded(code.explanation)),
                "article": found.map(|code| code.article),
            }))
        }),
        _ => return None,
    })
}
