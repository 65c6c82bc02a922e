//! Comes in: which document somebody wants copied for others (sao y, sao lục, trích sao; by pen or
//! electronic), who signs the copy, on which day. Goes out: the copy, with its number where the rule set
//! of that day gives it one; kept with the paper that was copied. Must not know: how pages are joined,
//! how anything is kept.
//!
//! What was kept is what is copied, once it is proved. A number is taken only when the copy is known to
//! come out; the same request again gives the same copy.

mod form;
mod made;
mod numbered;
mod offered;
mod original;
mod pages;

pub use self::offered::{CopyForm, CopyForms};

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use self::form::Form;
use self::made::Finished;
use self::original::Original;
use self::pages::{Set, electronic, paper};
use super::answer::Certified;
use super::bytes::whole_file;
use super::desk::Desk;
use super::named::Named;
use super::shelf::finish;
use crate::diag::{Code, Diagnostic, Findings};
use crate::register::{Register, told};

/// Is what somebody wants copied.
#[derive(Debug, Clone)]
pub enum CopyOf {
    /// A paper of the office, as it is kept.
    Paper(Named),
    /// A PDF that came from elsewhere.
    File(PathBuf),
    /// The same, handed over under a file's name.
    Given(String, Vec<u8>),
}

/// Is a copy that somebody wants.
#[derive(Debug, Clone)]
pub struct CopyAsked {
    /// Of what.
    pub of: CopyOf,
    /// Whether it is to be electronic: the fields of who copies on the scan itself.
    pub electronic: bool,
    /// The form, where the rule set has several: `sao-y`, `sao-luc`, `trich-sao`.
    pub form: Option<String>,
    /// The pages of an excerpt, from 1, both ends included; nothing for the whole.
    pub pages: Vec<(usize, usize)>,
    /// The short name of who signs it.
    pub signer: Option<String>,
    /// The short name of the organ that copies, if it is not the paper's own.
    pub unit: Option<String>,
    /// The day; today if nothing is said.
    pub date: Option<NaiveDate>,
    /// Whom it goes to.
    pub recipients: Vec<String>,
    /// What a document from elsewhere is about.
    pub summary: Option<String>,
    /// The folder of the results.
    pub out: PathBuf,
}

impl Desk<'_> {
    /// Makes a copy of a document for others; gives it with what is to be thought of.
    ///
    /// # Errors
    /// Gives findings if the document, the form or who signs is not as it must be; then no number is
    /// taken.
    pub fn copy_for_others(&self, asked: &CopyAsked) -> Result<(Certified, Vec<Diagnostic>), Findings> {
        let day = asked.date.unwrap_or(self.today);
        if day > self.today {
            let message = format!("ngày sao {} sau hôm nay ({})", told(day), told(self.today));
            let finding = Diagnostic::new(Code::ISSUE_AHEAD, message);
            return Err(finding.hint("ghi đúng ngày ký bản sao sau --ngay").into());
        }
        let workspace = self.workspace()?;
        let (original, mut findings) = self.original(asked)?;
        if let Some(entry) = original.entry.as_ref().filter(|entry| day < entry.date) {
            let message =
                format!("ngày sao {} trước ngày của {} ({})", told(day), original.name, told(entry.date));
            return Err(Diagnostic::new(Code::COPY_SOURCE, message)
                .hint("ghi đúng ngày ký bản sao sau --ngay")
                .into());
        }
        let form = Form::of(self, (&workspace.office, asked), &original, day)?;
        let (done, more) = if asked.electronic {
            let set = electronic(&form, &original, self.stock)?;
            findings.extend(form.scanned(&original));
            (self.plain(&workspace, (&form, &original, asked), set)?, Vec::new())
        } else if form.is_numbered() {
            self.with_number(&workspace, (&form, &original, asked))?
        } else {
            let set = paper(&form, None, &original, self.stock)?;
            (self.plain(&workspace, (&form, &original, asked), set)?, Vec::new())
        };
        findings.extend(more);
        let of = original.entry.as_ref().map(|entry| &entry.object);
        let touched: Vec<&String> = of.into_iter().chain(&done.object).collect();
        if !touched.is_empty() {
            let (store, mut register) = (self.store(&workspace)?, Register::open(&workspace.folder)?);
            finish((&workspace.folder, &store), &mut register, &touched, &self.by)?;
        }
        Ok((answered(done, (&form, &original, asked)), findings))
    }
}

impl Desk<'_> {
    /// Gives the bytes of a copy that was made.
    ///
    /// # Errors
    /// Gives a finding if its file cannot be read.
    pub fn copy_bytes(&self, copy: &Certified) -> Result<Vec<u8>, Findings> {
        Ok(whole_file(Path::new(&copy.pdf))?)
    }
}

/// Makes what was done plain.
fn answered(done: Finished, (form, original, asked): (&Form, &Original, &CopyAsked)) -> Certified {
    let Finished { pdf, printed, object, set: Set { behind, pages, .. }, before } = done;
    Certified {
        of: original.name.clone(),
        pdf: pdf.display().to_string(),
        printed,
        form: form.word().map(str::to_owned),
        day: form.day,
        signer: form.signer.name.as_str().to_owned(),
        electronic: asked.electronic,
        pages,
        behind,
        object,
        before,
    }
}
