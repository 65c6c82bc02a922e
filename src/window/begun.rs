//! Comes in: what somebody says who begins an office, a dossier, a paper. Goes out: where it lies now.
//! Must not know: what is written.

use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::asked::read;
use super::office::Office;
use super::paper::{found, refused};
use crate::desk::{PaperId, Refusal};
use crate::diag::Findings;
use crate::office::{Again, DossierBegun, OfOld, OfficeBegun, begin_office, suggested};

/// Answers what is asked where something is begun.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "suggest-office" => read(body).map(|facts| Answer::json(&suggested(&facts))),
        "begin-office" => read::<OfficeBegun>(body)
            .map(|begun| told(begin_office(&office.folder, &begun).map(|()| json!({})))),
        "kinds" => Ok(Answer::json(&json!({ "kinds": office.desk().kinds_offered() }))),
        "begin-dossier" => read::<DossierAsked>(body).map(|asked| told(office.begin_dossier(&asked))),
        "begin-paper" => read::<PaperAsked>(body).map(|asked| {
            in_dossier(office, &asked.dossier, |folder| {
                let path = office.desk().begin_paper(folder, &asked.kind)?;
                Ok(json!({ "id": PaperId::of(&path) }))
            })
        }),
        "again" => read::<AgainAsked>(body).map(|asked| {
            in_dossier(office, &asked.dossier, |folder| {
                let copied = office.desk().again(folder, &asked.again)?;
                let of_old: Vec<Value> =
                    copied.of_old.iter().map(|one| of_old(&copied.folder, one)).collect();
                Ok(json!({ "facts": facts(&copied.folder), "of_old": of_old, "lists": copied.lists }))
            })
        }),
        _ => return None,
    })
}

/// Is a dossier to be begun.
#[derive(Debug, Deserialize)]
struct DossierAsked {
    /// Whether it is begun although there is one of the same title and day.
    #[serde(default)]
    another: bool,
    #[serde(flatten)]
    begun: DossierBegun,
}

impl Office {
    fn begin_dossier(&self, asked: &DossierAsked) -> Result<Value, Findings> {
        let desk = self.desk();
        let same = if asked.another {
            None
        } else {
            desk.same_dossier(&asked.begun, &self.glance).unwrap_or_default()
        };
        if let Some((folder, title)) = same {
            return Ok(json!({ "same": { "facts": facts(&folder), "title": title } }));
        }
        Ok(json!({ "facts": facts(&desk.begin_dossier(&asked.begun)?) }))
    }
}

/// Is a paper to be begun.
#[derive(Debug, Deserialize)]
struct PaperAsked {
    /// The dossier, by its file of facts.
    dossier: PaperId,
    kind: String,
}

/// Is a dossier to be made again.
#[derive(Debug, Deserialize)]
struct AgainAsked {
    dossier: PaperId,
    #[serde(flatten)]
    again: Again,
}

fn facts(folder: &str) -> PaperId {
    PaperId::of(&format!("{folder}/ho-so.yaml"))
}

/// Tells of a line of a copy: in which paper it stands.
fn of_old(folder: &str, one: &OfOld) -> Value {
    let id = PaperId::of(&format!("{folder}/{}", one.file));
    json!({ "id": id, "line": one.line })
}

/// Does something in a dossier of the office's own list; what is typed is saved before.
fn in_dossier(
    office: &Office,
    dossier: &PaperId,
    then: impl FnOnce(&str) -> Result<Value, Findings>,
) -> Answer {
    office.drafts.save(true);
    let all = match office.desk().overview(&office.glance) {
        Ok(all) => all,
        Err(findings) => return found(&findings),
    };
    match all.iter().find(|card| facts(&card.folder) == *dossier) {
        Some(card) => told(then(&card.folder)),
        None => refused(&Refusal::Unknown),
    }
}

fn told(made: Result<Value, Findings>) -> Answer {
    made.map_or_else(|findings| found(&findings), |made| Answer::json(&made))
}
