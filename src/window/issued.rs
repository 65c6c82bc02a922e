//! Comes in: a paper to be issued. Goes out: what that would do, or did, and what is
//! left of the example it began with. Must not know: how a
//! number is taken.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::{Asked, read};
use super::backup::due_told;
use super::hints;
use super::office::Office;
use super::paper::{found, refused};
use crate::desk::{PaperId, Refusal};
use crate::diag::Findings;
use crate::office::PaperCard;
use crate::pipeline::Settings;

/// Answers what is asked before and after a number is taken.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "foresee" => read(body).map(|asked| office.foresee(&asked)),
        "issue" => read(body).map(|asked| office.issue(&asked)),
        _ => return None,
    })
}

impl Office {
    /// Says what issuing a paper would do, without doing it.
    fn foresee(&self, asked: &Asked) -> Answer {
        match self.card(&asked.id) {
            Ok(Some((file, card))) => {
                let desk = self.desk();
                let left = desk.example_left(&file);
                let days = desk.day_doubts(&file).unwrap_or_default();
                let days: Vec<_> = days.iter().map(hints::told).collect();
                Answer::json(
                    &json!({ "card": card, "example": left.lines, "untouched": left.untouched, "days": days,
                        "organ": desk.organ_of_file(&file) }),
                )
            }
            Ok(None) => refused(&Refusal::Unknown),
            Err(findings) => found(&findings),
        }
    }

    /// Gives a paper's file and how far it has come, as it is on the disk.
    fn card(&self, id: &PaperId) -> Result<Option<(PathBuf, PaperCard)>, Findings> {
        self.drafts.save(true);
        let papers = self.desk().overview(&self.glance)?.into_iter().flat_map(|dossier| dossier.papers);
        let mut own = papers.filter(|paper| PaperId::of(&paper.path) == *id);
        Ok(own.next().map(|paper| (self.folder.join(&paper.path), paper)))
    }

    /// Issues a paper with the number that was shown.
    fn issue(&self, asked: &IssueAsked) -> Answer {
        let file = match self.card(&asked.id) {
            Ok(Some((file, _))) => file,
            Ok(None) => return refused(&Refusal::Unknown),
            Err(findings) => return found(&findings),
        };
        let settings = Settings { date: asked.day, ..Settings::new(self.folder.join("out")) };
        let desk = self.desk();
        let (issued, findings) = desk.issue_as(&file, asked.number, &settings);
        // What was issued can be had back, whatever is typed next.
        self.drafts.part(&asked.id);
        let backup = desk.backup_due().ok().map(|due| due_told(&due));
        let told: Vec<_> = findings.iter().map(hints::told).collect();
        Answer::json(&json!({ "issued": issued, "found": told, "backup": backup }))
    }
}

/// Is a paper to be issued.
#[derive(Debug, Deserialize)]
struct IssueAsked {
    id: PaperId,
    /// The number that was shown and agreed to.
    number: u32,
    /// The day, where the paper has none.
    #[serde(default)]
    day: Option<NaiveDate>,
}
