//! Comes in: an office. Goes out: its dossiers with how far each paper has come, for the first
//! screen. Must not know: how that is known.

use serde_json::json;

use super::answer::Answer;
use super::office::Office;
use super::paper::found;
use crate::desk::PaperId;
use crate::office::{DossierCard, is_play};

/// Answers what the first screen asks.
pub(super) fn answer(office: &Office, name: &str, _: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "home").then(|| Ok(office.home()))
}

/// Is how many papers are offered again.
const RECENT: usize = 10;

impl Office {
    /// Gives the papers that were opened last, then those whose files were written last.
    fn recent(&self, dossiers: &[DossierCard]) -> Vec<PaperId> {
        let papers = dossiers.iter().flat_map(|dossier| &dossier.papers);
        let written = |path: &str| self.folder.join(path).metadata().and_then(|file| file.modified()).ok();
        let mut own: Vec<_> = papers.map(|paper| (written(&paper.path), PaperId::of(&paper.path))).collect();
        own.sort_by_key(|(written, _)| std::cmp::Reverse(*written));
        let mut recent = self.drafts.recent();
        recent.retain(|id| own.iter().any(|(_, known)| known == id));
        let others = own
            .into_iter()
            .map(|(_, id)| id)
            .filter(|id| !recent.contains(id))
            .take(RECENT)
            .collect::<Vec<_>>();
        recent.extend(others);
        recent.truncate(RECENT);
        recent
    }

    fn home(&self) -> Answer {
        if !self.folder.join("co-quan.yaml").is_file() {
            return Answer::json(&json!({ "first": true, "folder": self.folder.display().to_string() }));
        }
        match self.desk().overview(&self.glance) {
            Ok(dossiers) => {
                let office = self.desk().name().unwrap_or_default();
                let papers = dossiers.iter().map(|dossier| {
                    let ids = dossier.papers.iter().map(|paper| PaperId::of(&paper.path));
                    ids.collect::<Vec<_>>()
                });
                let ids: Vec<_> = papers.collect();
                let at = |file: &str, folder: &str| {
                    let path = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
                    PaperId::of(&path)
                };
                let facts: Vec<_> =
                    dossiers.iter().map(|dossier| at("ho-so.yaml", &dossier.folder)).collect();
                Answer::json(&json!({
                    "office": office, "play": is_play(&self.folder), "today": (self.now)().today, "settings": at("co-quan.yaml", ""),
                    "dossiers": dossiers, "ids": ids, "facts": facts, "recent": self.recent(&dossiers),
                }))
            }
            Err(findings) => found(&findings),
        }
    }
}
