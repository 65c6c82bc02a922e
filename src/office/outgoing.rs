//! Comes in: papers to be issued. Goes out: their numbers, their final PDFs, kept; or what
//! is in the way. Must not know: how it is shown.

use std::path::{Path, PathBuf};

use super::answer::{IssuedPaper, Row};
use super::desk::Desk;
use super::issue::{Issued, Order, day_doubts, issue};
use crate::diag::{Diagnostic, Findings};
use crate::pipeline::Settings;
use crate::register::Register;

impl Desk<'_> {
    /// Gives papers their numbers, makes their final PDFs and keeps them. `ahead` takes a day
    /// that is still to come. Gives the papers, and all that was found.
    #[must_use]
    pub fn issue(
        &self,
        paths: &[PathBuf],
        settings: &Settings,
        ahead: bool,
    ) -> (Vec<IssuedPaper>, Vec<Diagnostic>) {
        self.issued(paths, settings, ahead, None)
    }

    /// Issues one paper with the number somebody was shown and agreed to: if another was given
    /// meanwhile, none is taken.
    #[must_use]
    pub fn issue_as(
        &self,
        path: &Path,
        number: u32,
        settings: &Settings,
    ) -> (Vec<IssuedPaper>, Vec<Diagnostic>) {
        self.issued(&[path.to_owned()], settings, false, Some(number))
    }

    fn issued(
        &self,
        paths: &[PathBuf],
        settings: &Settings,
        ahead: bool,
        agreed: Option<u32>,
    ) -> (Vec<IssuedPaper>, Vec<Diagnostic>) {
        let (archive, by) = (self.archive.clone(), self.by.clone());
        let order = Order { archive, by, today: self.today, ahead, agreed };
        let (issued, mut findings) = issue(paths, settings, self.stock, &order);
        findings.extend(issued.iter().flat_map(|one| one.findings.iter().cloned()));
        (issued.iter().map(plain).collect(), findings)
    }
}

impl Desk<'_> {
    /// Says what is to be thought of before a paper gets its number on its day; nothing where it cannot
    /// get one yet. Nothing is taken.
    ///
    /// # Errors
    /// Gives findings if there is no office, or its register cannot be read.
    pub fn day_doubts(&self, file: &Path) -> Result<Vec<Diagnostic>, Findings> {
        let settings = self.copies_settings();
        let paper = self.paper_of(file, &settings)?;
        let folder = self.workspace()?.folder;
        let register = Register::look(&folder)?;
        Ok(day_doubts(&paper, (&folder, register.as_ref()), self.today, &settings)?)
    }
}

fn plain(one: &Issued) -> IssuedPaper {
    IssuedPaper {
        file: one.file.display().to_string(),
        pdf: one.out.as_ref().map(|out| out.display().to_string()),
        again: one.again,
        before: one.before,
        rows: one.entries.iter().map(Row::of).collect(),
        errors: one.findings.iter().filter(|finding| finding.is_error()).count(),
    }
}
