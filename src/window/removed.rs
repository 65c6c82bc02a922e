//! Comes in: a draft to be deleted, or had back. Goes out: what became of it. Must not know: where
//! deleted papers lie.

use serde_json::json;

use super::answer::Answer;
use super::asked::{Asked, read};
use super::office::Office;
use super::paper::{found, refused};
use crate::desk::PaperId;

/// Answers what is asked of deleted papers.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "delete" => read(body).map(|asked| office.delete(&asked)),
        "deleted" => Ok(office.deleted()),
        "take-back" => read(body).map(|asked| office.take_back(&asked)),
        _ => return None,
    })
}

impl Office {
    fn delete(&self, asked: &Asked) -> Answer {
        match self.desk().delete_draft(&self.drafts, &asked.id) {
            Ok(path) => Answer::json(&json!({ "path": path })),
            Err(why) => refused(&why),
        }
    }

    fn deleted(&self) -> Answer {
        match self.desk().deleted() {
            Ok(deleted) => Answer::json(&json!({ "deleted": deleted })),
            Err(findings) => found(&findings),
        }
    }

    fn take_back(&self, asked: &Asked) -> Answer {
        match self.desk().take_back(&asked.id) {
            Ok(path) => Answer::json(&json!({ "id": PaperId::of(&path), "path": path })),
            Err(findings) => found(&findings),
        }
    }
}
