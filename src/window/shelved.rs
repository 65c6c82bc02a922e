//! Comes in: what is put into the archive beside papers and signed copies: documents of a dossier,
//! certificates of CAs; what is put aside there. Goes out: what lies there now. Must not know: how it is kept.

use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::{read, read_file};
use super::office::Office;
use super::paper::found;
use crate::diag::Findings;
use crate::office::{PutAside, Trusted};

/// Answers what is asked of documents, certificates, and of what is put aside.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "withdraw" => read(body).map(|asked| office.withdraw(&asked)),
        "document" => read_file(body).map(|(asked, bytes)| office.document(&asked, bytes)),
        "withdraw-document" => read(body).map(|asked| office.withdraw_document(&asked)),
        "trusted" => Ok(trusted(office.desk().trusted())),
        "trust" => read_file(body)
            .map(|(asked, bytes): (FileAsked, _)| trusted(office.desk().trust(&asked.name, bytes))),
        "distrust" => read(body).map(|asked: FileAsked| trusted(office.desk().distrust(&asked.name))),
        _ => return None,
    })
}

/// Names a file.
#[derive(Debug, Deserialize)]
struct FileAsked {
    name: String,
}

/// Asks for a signed copy to be put aside, as it was shown.
#[derive(Debug, Deserialize)]
struct CopyAsked {
    object: String,
    file: String,
    reason: String,
}

/// Hands over a document of a dossier.
#[derive(Debug, Deserialize)]
struct DocumentAsked {
    name: String,
    dossier: PathBuf,
    #[serde(default)]
    reason: String,
}

/// Asks for a document to be put aside.
#[derive(Debug, Deserialize)]
struct OldDocument {
    dossier: PathBuf,
    file: String,
    reason: String,
}

impl Office {
    fn withdraw(&self, asked: &CopyAsked) -> Answer {
        aside(&asked.reason, |reason| self.desk().withdraw_kept(&asked.object, &asked.file, reason))
    }

    fn withdraw_document(&self, asked: &OldDocument) -> Answer {
        let Some(dossier) = self.known(&asked.dossier) else { return nowhere() };
        aside(&asked.reason, |reason| self.desk().withdraw_document(dossier, &asked.file, reason))
    }

    fn document(&self, asked: &DocumentAsked, bytes: &[u8]) -> Answer {
        let Some(dossier) = self.known(&asked.dossier) else { return nowhere() };
        let reason = Some(asked.reason.trim()).filter(|reason| !reason.is_empty());
        match self.desk().receive_document((&asked.name, bytes), dossier, reason) {
            Ok(kept) => Answer::json(&json!({ "kept": kept })),
            Err(findings) => found(&findings),
        }
    }

    /// Gives a dossier's folder if it is one of the office's own.
    fn known<'a>(&self, dossier: &'a Path) -> Option<&'a Path> {
        let own = self.desk().overview(&self.glance).ok()?;
        own.iter().any(|one| !one.folder.is_empty() && Path::new(&one.folder) == dossier).then_some(dossier)
    }
}

fn nowhere() -> Answer {
    Answer::json(&json!({ "missing": "không có hồ sơ này: tải lại trang rồi làm lại" }))
}

/// Puts something aside, with a reason.
fn aside(reason: &str, run: impl FnOnce(&str) -> Result<PutAside, Findings>) -> Answer {
    let reason = reason.trim();
    if reason.is_empty() {
        return Answer::json(&json!({ "missing": "ghi lý do" }));
    }
    match run(reason) {
        Ok(done) => {
            let waits = done.printed.as_ref().map(|printed| format!("; {printed} {}", done.stands()));
            let said = format!("Đã rút {}{}.", done.file, waits.unwrap_or_default());
            Answer::json(&json!({ "said": said }))
        }
        Err(findings) => found(&findings),
    }
}

fn trusted(now: Result<Vec<Trusted>, Findings>) -> Answer {
    now.map_or_else(|findings| found(&findings), |trusted| Answer::json(&json!({ "trusted": trusted })))
}
