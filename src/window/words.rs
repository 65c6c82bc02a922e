//! Comes in: a paper. Goes out: its Word file for somebody to edit, as it is on the disk. Must not
//! know: how it is made.

use serde_json::json;

use super::answer::Answer;
use super::asked::{Asked, read};
use super::hints;
use super::office::Office;
use super::paper::{packed, refused};

/// Answers what is asked about Word files.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "word" => read::<Asked>(body).map(|asked| office.word(&asked)),
        _ => return None,
    })
}

impl Office {
    /// Makes the Word file of a paper; who is asked for it has it in a folder of their own, too.
    fn word(&self, asked: &Asked) -> Answer {
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        self.drafts.save(true);
        match self.desk().word_file(&text.file) {
            Ok(word) => {
                let told: Vec<_> = word.found.iter().map(hints::told).collect();
                let head = json!({ "name": word.name, "put_away": word.put_away, "found": told });
                packed(&head, &[&word.bytes])
            }
            Err(findings) => {
                let told: Vec<_> = findings.iter().map(hints::told).collect();
                packed(&json!({ "found": told, "why": "chưa lập được bản Word: văn bản còn lỗi" }), &[])
            }
        }
    }
}
