//! Comes in: a paper of the archive, or a PDF from elsewhere, that somebody wants copied for others. Goes out:
//! the forms there are; the copy, with what is to be thought of. Must not know: forms, how a copy is made.

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::json;

use super::answer::Answer;
use super::asked::{read, read_file};
use super::hints::told;
use super::office::Office;
use super::paper::{found, packed};
use crate::diag::Findings;
use crate::office::{CopyAsked, CopyOf, Named};

/// Answers what is asked of copies for others.
pub(super) fn answer(office: &Office, name: &str, body: &[u8]) -> Option<Result<Answer, Answer>> {
    Some(match name {
        "copy-forms" => read(body).map(|asked| office.copy_forms(&asked).unwrap_or_else(|why| found(&why))),
        "copy-paper" => read(body).map(|asked| office.certified(&asked, None)),
        "copy-file" => read_file(body).map(|(asked, bytes)| office.certified(&asked, Some(bytes))),
        _ => return None,
    })
}

/// Is a row of the register, as it was shown.
#[derive(Debug, Deserialize)]
struct Row {
    id: i64,
    printed: String,
}

/// Asks which forms there are.
#[derive(Debug, Deserialize)]
struct FormsAsked {
    #[serde(default)]
    row: Option<Row>,
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    day: Option<NaiveDate>,
}

/// Says which copy is wanted.
#[derive(Debug, Default, Deserialize)]
struct CertifiedAsked {
    /// The paper; nothing of a document from elsewhere.
    #[serde(default)]
    row: Option<Row>,
    /// The file's name, what the document is about.
    #[serde(default)]
    name: String,
    #[serde(default)]
    summary: String,
    #[serde(default)]
    form: Option<String>,
    #[serde(default)]
    electronic: bool,
    #[serde(default)]
    pages: Vec<(usize, usize)>,
    #[serde(default)]
    signer: Option<String>,
    /// The organ that copies, where it is not that of the paper.
    #[serde(default)]
    unit: Option<String>,
    #[serde(default)]
    day: Option<NaiveDate>,
    #[serde(default)]
    recipients: Vec<String>,
}

impl Office {
    fn row(&self, row: Option<&Row>) -> Result<Option<Named>, Findings> {
        let named = row.map(|row| self.desk().naming(row.id, &row.printed)).transpose()?;
        Ok(named.map(|(named, _)| named))
    }

    fn copy_forms(&self, asked: &FormsAsked) -> Result<Answer, Findings> {
        let desk = self.desk();
        let paper = self.row(asked.row.as_ref())?;
        let offered = desk.copy_forms(paper.as_ref(), asked.unit.as_deref(), asked.day)?;
        let (signers, organs) = (desk.signers(), desk.issuers());
        Ok(Answer::json(&json!({ "offered": offered, "signers": signers, "organs": organs })))
    }

    /// Makes the copy, and gives its file with it.
    fn certified(&self, asked: &CertifiedAsked, file: Option<&[u8]>) -> Answer {
        self.try_certified(asked, file).unwrap_or_else(|findings| {
            let findings: Vec<_> = findings.iter().map(told).collect();
            packed(&json!({ "found": findings }), &[])
        })
    }

    fn try_certified(&self, asked: &CertifiedAsked, file: Option<&[u8]>) -> Result<Answer, Findings> {
        let of = match (self.row(asked.row.as_ref())?, file) {
            (Some(paper), _) => CopyOf::Paper(paper),
            (None, bytes) => CopyOf::Given(asked.name.clone(), bytes.unwrap_or_default().to_vec()),
        };
        let wanted = CopyAsked {
            of,
            electronic: asked.electronic,
            form: asked.form.clone(),
            pages: asked.pages.clone(),
            signer: asked.signer.clone(),
            unit: asked.unit.clone(),
            date: asked.day,
            recipients: asked.recipients.clone(),
            summary: Some(asked.summary.trim().to_owned()).filter(|summary| !summary.is_empty()),
            out: self.folder.join("out"),
        };
        let desk = self.desk();
        let (copy, findings) = desk.copy_for_others(&wanted)?;
        let bytes = desk.copy_bytes(&copy)?;
        let findings: Vec<_> = findings.iter().map(told).collect();
        Ok(packed(&json!({ "copy": copy, "findings": findings }), &[&bytes]))
    }
}
