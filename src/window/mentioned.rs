//! Comes in: the short name of somebody of the office's settings. Goes out: the papers that name them,
//! before they are taken out there. Must not know: how that is known.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::read;
use super::office::Office;
use super::paper::found;
use crate::desk::PaperId;
use crate::office::Whom;

/// Answers what is asked before somebody is taken out of the settings.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "mentions").then(|| read(body).map(|asked| office.mentioned(&asked)))
}

/// Is somebody of the settings.
#[derive(Debug, Deserialize)]
struct Asked {
    /// The field they stand in: `nguoi_ky`, `don_vi`.
    field: String,
    name: String,
}

impl Office {
    fn mentioned(&self, asked: &Asked) -> Answer {
        let whom = match asked.field.as_str() {
            "nguoi_ky" => Whom::Signer,
            "don_vi" => Whom::Issuer,
            _ => return Answer::json(&json!({ "papers": [] })),
        };
        self.drafts.save(true);
        match self.desk().mentions(whom, &asked.name, &self.glance) {
            Ok(papers) => {
                let told: Vec<_> = papers
                    .iter()
                    .map(|paper| json!({ "paper": paper, "id": PaperId::of(&paper.path) }))
                    .collect();
                Answer::json(&json!({ "papers": told }))
            }
            Err(findings) => found(&findings),
        }
    }
}
