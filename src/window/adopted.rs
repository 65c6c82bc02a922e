//! Comes in: a Word file that somebody hands over. Goes out: what was recognised in it, and the draft
//! that was made of it. Must not know: how a Word file is read.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::read_file;
use super::hints::told;
use super::office::Office;
use super::paper::found;
use crate::desk::PaperId;
use crate::diag::Findings;
use crate::office::Adopting;

/// Answers what is asked where a Word file is handed over.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "adopt").then(|| {
        read_file::<AdoptAsked>(body)
            .map(|(asked, bytes)| office.adopted(&asked, bytes).unwrap_or_else(|findings| found(&findings)))
    })
}

/// Says what is to become of a Word file.
#[derive(Debug, Deserialize)]
struct AdoptAsked {
    name: String,
    /// The dossier the draft is to lie in, by its folder; without one the file is only looked at.
    #[serde(default)]
    dossier: String,
    /// The kind, where whoever hands it over says so.
    #[serde(default)]
    kind: String,
}

impl Office {
    fn adopted(&self, asked: &AdoptAsked, bytes: &[u8]) -> Result<Answer, Findings> {
        let desk = self.desk();
        let all = desk.overview(&self.glance)?.into_iter().filter(|dossier| !dossier.folder.is_empty());
        let dossiers: Vec<_> = all.map(|one| (one.folder, one.title)).collect();
        // Only a dossier that is listed: a page names no folder of the disk.
        let dossier = dossiers.iter().map(|(folder, _)| folder).find(|folder| **folder == asked.dossier);
        let (adopted, findings) = desk.adopt(&Adopting {
            name: &asked.name,
            bytes,
            dossier: dossier.map(std::path::Path::new),
            kind: Some(asked.kind.as_str()).filter(|kind| !kind.is_empty()),
            look: dossier.is_none(),
        })?;
        // Asked for where it can still be left.
        let before = if dossier.is_none() { desk.adopted_before(bytes)? } else { None };
        let dossiers: Vec<_> =
            dossiers.iter().map(|(folder, title)| json!({ "folder": folder, "title": title })).collect();
        let findings: Vec<_> = findings.iter().map(told).collect();
        Ok(Answer::json(&json!({
            "adopted": adopted,
            "id": adopted.paper.as_deref().map(PaperId::of),
            "before": before.as_deref().map(PaperId::of),
            "findings": findings,
            "dossiers": dossiers,
            "kinds": self.desk().kinds_offered(),
        })))
    }
}
