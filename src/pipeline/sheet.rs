//! Comes in: the papers of a run and what became of them. Goes out: for each
//! dossier one sheet on which its papers are handed in for signing. Must not
//! know: how the sheet looks.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::set::set;
use super::{Made, Outcome, Ready, Stock, write};
use crate::diag::{Code, Diagnostic, Findings};
use crate::rules::RuleSet;
use crate::template::{PdfInfo, SheetHead, SheetLine, render_sheet};
use crate::typeset::forget;

/// Is the sheet's file, beside the papers.
const FILE: &str = "phieu-trinh-ky.pdf";

/// Gathers the papers of each dossier, by output folder.
#[derive(Default)]
pub(super) struct Sheets(BTreeMap<PathBuf, Sheet>);

struct Sheet {
    head: SheetHead,
    rules: Arc<RuleSet>,
    info: PdfInfo,
    /// Each line with the place of its paper among the outcomes.
    lines: Vec<(usize, SheetLine)>,
}

impl Sheets {
    /// Adds a paper that somebody signs.
    pub(super) fn add(&mut self, place: usize, ready: &Ready, pdf: &std::path::Path) {
        let Some(line) = SheetLine::of(&ready.document, &ready.rules) else { return };
        let folder = pdf.parent().unwrap_or(pdf).to_owned();
        let sheet = self.0.entry(folder).or_insert_with(|| Sheet {
            head: SheetHead::of(&ready.document),
            rules: Arc::clone(&ready.rules),
            info: ready.info.clone(),
            lines: Vec::new(),
        });
        sheet.lines.push((place, line));
    }

    /// Makes the sheets of the papers that were made; each is an outcome of
    /// its own.
    pub(super) fn make(self, outcomes: &mut Vec<Outcome>, stock: &Stock) {
        for (folder, sheet) in self.0 {
            let pdf = folder.join(FILE);
            let (made, findings) = match sheet.make(&pdf, outcomes, stock) {
                Ok(made) => (made, Vec::new()),
                Err(findings) => (None, findings.into()),
            };
            if made.is_some() || !findings.is_empty() {
                outcomes.push(Outcome { file: pdf, made, findings, ..Outcome::default() });
            }
        }
    }
}

impl Sheet {
    fn make(
        self,
        pdf: &std::path::Path,
        outcomes: &[Outcome],
        stock: &Stock,
    ) -> Result<Option<Made>, Findings> {
        let pages = |place: usize| outcomes[place].made.as_ref().map(|made| made.pages);
        let made = self
            .lines
            .into_iter()
            .filter_map(|(place, line)| Some(SheetLine { pages: pages(place)?, ..line }));
        let lines: Vec<SheetLine> = made.collect();
        if lines.is_empty() {
            return Ok(None);
        }
        if outcomes.iter().any(|outcome| outcome.made.as_ref().is_some_and(|made| made.pdf == pdf)) {
            let message = format!("phiếu trình ký và một văn bản cùng cho ra `{}`", pdf.display());
            return Err(Diagnostic::new(Code::OUTPUT_SAME, message).into());
        }
        let source = render_sheet(&self.head, &lines, &self.rules, &self.info, &stock.assets)?;
        let set = set(&stock.press, source, false)?;
        let bytes = set.pdf(&stock.press)?;
        write::whole(pdf, &bytes)?;
        forget(0);
        Ok(Some(Made {
            pdf: pdf.to_owned(),
            pages: set.pages.count(),
            bytes: bytes.len(),
            other: false,
            word: None,
            told: Vec::new(),
        }))
    }
}
