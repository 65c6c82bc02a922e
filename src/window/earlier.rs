//! Comes in: a paper. Goes out: its earlier versions, one of them in its place again; which of two
//! sides a field is to have. Must not know: where versions are kept, how files are merged.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::{Asked, read};
use super::office::Office;
use super::paper::refused;
use crate::desk::{PaperId, joined};

/// Answers what is asked about other versions of a paper.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "earlier" => read::<Asked>(body).map(|asked| match office.drafts.earlier(&asked.id) {
            Ok(versions) => Answer::json(&json!({ "versions": versions })),
            Err(why) => refused(&why),
        }),
        "restore" => read::<Wanted>(body).map(|asked| match office.drafts.restore(&asked.id, &asked.at) {
            Ok(text) => Answer::json(&json!({ "version": text.version })),
            Err(why) => refused(&why),
        }),
        "join" => read::<Asked>(body).map(|asked| match joined(&office.drafts, &asked.id, &office.stock) {
            Ok(text) => Answer::json(&json!({ "version": text.version })),
            Err(why) => refused(&why),
        }),
        "choose" => {
            read::<Chosen>(body).map(|asked| match office.drafts.choose(&asked.id, &asked.path, asked.mine) {
                Ok(text) => Answer::json(&json!({ "version": text.version, "conflicts": text.conflicts })),
                Err(why) => refused(&why),
            })
        }
        _ => return None,
    })
}

/// Is a version that is asked for.
#[derive(Debug, Deserialize)]
struct Wanted {
    id: PaperId,
    at: String,
}

/// Is what somebody chose of two sides.
#[derive(Debug, Deserialize)]
struct Chosen {
    id: PaperId,
    path: String,
    mine: bool,
}
