//! Comes in: one finding after another. Goes out: a list that a clerk can
//! read: of each code the first ones, and how many more there are. Must not
//! know: what is checked.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Span, Text};

/// Is how many findings of one code a paper shows; the clerk who mends them
/// sees the rest the next time. It also keeps a hostile text from costing more
/// than a few passes.
const SHOWN: usize = 20;

/// Collects findings.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Diagnostic>,
    counts: Vec<(&'static Code, usize)>,
}

impl Report {
    /// Adds a finding at some bytes of a text.
    pub(super) fn on(
        &mut self,
        code: &'static Code,
        text: &Text,
        range: Range<usize>,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.admits(code) {
            self.findings.push(Diagnostic::new(code, message).at(text.at(range)).hint(hint));
        }
    }

    /// Adds a finding at a place that is known already.
    pub(super) fn at(
        &mut self,
        code: &'static Code,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        if self.admits(code) {
            self.findings.push(Diagnostic::new(code, message).at(span).hint(hint));
        }
    }

    /// Names another place that takes part in the last finding.
    pub(super) fn related(&mut self, code: &'static Code, span: Span, label: &str) {
        if let Some(last) = self.findings.last_mut().filter(|last| last.code == code) {
            last.related.push((span, label.to_owned()));
        }
    }

    fn admits(&mut self, code: &'static Code) -> bool {
        let known = self.counts.iter().position(|(known, _)| *known == code);
        let index = known.unwrap_or_else(|| {
            self.counts.push((code, 0));
            self.counts.len() - 1
        });
        let count = &mut self.counts[index].1;
        *count += 1;
        *count <= SHOWN
    }

    /// Gives the findings.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        for (code, count) in &self.counts {
            if *count > SHOWN
                && let Some(last) = self.findings.iter_mut().rfind(|finding| finding.code == *code)
            {
                last.hints.push(format!("còn {} chỗ như vậy trong văn bản này", count - SHOWN));
            }
        }
        self.findings
    }
}
