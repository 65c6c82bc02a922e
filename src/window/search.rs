//! Comes in: words of the search field. Goes out: one list of what has them, with where it lies. Must
//! not know: where it is looked for.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::hints::told;
use super::office::Office;
use super::paper::found;

/// Answers what the search field asks.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "search").then(|| read(body).map(|asked: Words| office.search(&asked.words)))
}

#[derive(Debug, Deserialize)]
struct Words {
    words: String,
}

impl Office {
    fn search(&self, words: &str) -> Answer {
        self.drafts.save(true);
        match self.desk().everywhere(words, &self.glance) {
            Ok(sought) => {
                let hit = |hit: &crate::office::Hit| json!({ "hit": hit, "paper": hit.path.as_deref().and_then(|path| self.own_paper(path)) });
                let hits: Vec<Value> = sought.hits.iter().map(hit).collect();
                let unread: Vec<_> = sought.unread.iter().map(told).collect();
                Answer::json(&json!({ "hits": hits, "exact": sought.exact, "unread": unread }))
            }
            Err(findings) => found(&findings),
        }
    }
}
