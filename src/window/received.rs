//! Comes in: a PDF that somebody hands over. Goes out: whose it is, what was proved of it, that it is
//! kept; or why not; or the question whose it is, whether it is whole. Must not know: how any of it is known.

use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::read_file;
use super::hints::{of_fields, told};
use super::office::Office;
use super::paper::found;
use crate::diag::Findings;
use crate::office::{Named, SignedCopy};

/// Answers what is asked when a signed copy is handed over.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    (name == "receive").then(|| read_file(body).map(|(asked, bytes)| office.receive(&asked, bytes)))
}

/// Is a row of the register, as it was shown.
#[derive(Debug, Deserialize)]
struct RowAsked {
    id: i64,
    printed: String,
}

/// Says what somebody knows of a PDF.
#[derive(Debug, Deserialize)]
struct ReceiveAsked {
    name: String,
    /// Whose it is; nothing where the file is to say so.
    #[serde(default)]
    paper: Option<RowAsked>,
    #[serde(default)]
    scan: bool,
    #[serde(default)]
    shared: bool,
    #[serde(default)]
    reason: String,
    /// Whether it is known that a scan has fewer pages than the paper.
    #[serde(default)]
    short: bool,
}

impl Office {
    fn receive(&self, asked: &ReceiveAsked, bytes: &[u8]) -> Answer {
        self.received(asked, bytes).unwrap_or_else(|findings| found(&findings))
    }

    fn received(&self, asked: &ReceiveAsked, bytes: &[u8]) -> Result<Answer, Findings> {
        let desk = self.desk();
        let is_pdf = bytes.starts_with(b"%PDF-");
        if asked.paper.is_none() && is_pdf && !desk.says_whose(&asked.name, bytes)? {
            let waiting = desk.waiting()?;
            let dossiers =
                desk.overview(&self.glance)?.into_iter().filter(|dossier| !dossier.folder.is_empty());
            let dossiers: Vec<_> =
                dossiers.map(|one| json!({ "folder": one.folder, "title": one.title })).collect();
            return Ok(Answer::json(&json!({ "whose": waiting.unsigned, "dossiers": dossiers })));
        }
        let paper = asked.paper.as_ref().map(|row| desk.naming(row.id, &row.printed)).transpose()?;
        let copy = SignedCopy {
            paper: paper.map(|(paper, _): (Named, _)| paper),
            scan: asked.scan,
            shared: asked.shared,
            reason: Some(asked.reason.trim().to_owned()).filter(|reason| !reason.is_empty()),
            ..SignedCopy::default()
        };
        if !asked.short
            && let Some(doubt) = desk.short_scan((&asked.name, bytes), &copy)?
        {
            return Ok(Answer::json(&json!({ "short": told(&doubt) })));
        }
        let (kept, findings) = desk.receive((&asked.name, bytes), &copy)?;
        let proved = desk.proved_of(&kept.object, &kept.file)?;
        let proved: Vec<String> = proved.iter().map(|line| of_fields(line)).collect();
        let findings: Vec<_> = findings.iter().map(told).collect();
        Ok(Answer::json(&json!({
            "kept": kept, "object": kept.object, "proved": proved, "findings": findings,
        })))
    }
}
