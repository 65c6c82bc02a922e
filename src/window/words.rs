//! Comes in: a paper; its Word file as somebody edited it. Goes out: the Word file to be edited; what was
//! edited, in the paper once somebody agrees. Must not know: how a Word file is written or read.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::{Asked, read, read_file};
use super::hints::{self, told};
use super::office::Office;
use super::paper::{found, packed, refused};
use crate::desk::PaperId;
use crate::office::BringBack;

/// Answers what is asked about Word files of ours.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "word" => read::<Asked>(body).map(|asked| office.word(&asked)),
        "revise" => read_file::<ReviseAsked>(body).map(|(asked, bytes)| office.revised(&asked, bytes)),
        _ => return None,
    })
}

/// Says what is to become of an edited Word file.
#[derive(Debug, Deserialize)]
struct ReviseAsked {
    id: PaperId,
    name: String,
    /// The text the paper had when the changes were shown and agreed to; without it they are only shown.
    #[serde(default)]
    version: Option<u64>,
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

    /// Shows what was edited in a Word file, or lets the paper have it: an edit like any other, the text
    /// before it a version of its own.
    fn revised(&self, asked: &ReviseAsked, bytes: &[u8]) -> Answer {
        let text = match self.drafts.open(&asked.id) {
            Ok(text) => text,
            Err(why) => return refused(&why),
        };
        let back = self.desk().bring_back(&BringBack {
            name: &asked.name,
            bytes,
            paper: Some(&text.file),
            places: vec![self.folder.join("out")],
            unsaved: self.drafts.unsaved(),
            ..BringBack::default()
        });
        let (back, findings) = match back {
            Ok(back) => back,
            Err(findings) => return found(&findings),
        };
        let agreed = asked.version == Some(text.version) && !back.issued;
        if agreed && let Err(why) = self.drafts.replaced(&asked.id, &back.text) {
            return refused(&why);
        }
        let findings: Vec<_> = findings.iter().map(told).collect();
        Answer::json(&json!({ "back": back, "findings": findings, "version": text.version, "done": agreed }))
    }
}
