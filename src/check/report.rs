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

    /// Adds what another check has found after this one, as if both had told it here.
    pub(super) fn followed(mut self, next: Self) -> Self {
        let mut left: Vec<(&'static Code, usize)> = Vec::new();
        for (code, count) in next.counts {
            let known = self.counts.iter().position(|(known, _)| *known == code);
            let told = known.map_or(0, |at| self.counts[at].1);
            left.push((code, SHOWN.saturating_sub(told)));
            match known {
                Some(at) => self.counts[at].1 += count,
                None => self.counts.push((code, count)),
            }
        }
        for finding in next.findings {
            let room = left.iter_mut().find(|(code, _)| *code == finding.code);
            if let Some((_, room)) = room.filter(|(_, room)| *room > 0) {
                *room -= 1;
                self.findings.push(finding);
            }
        }
        self
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::diag::Source;

    #[test]
    fn two_reports_tell_what_one_would() {
        let source = Arc::new(Source::new("a.yaml", "chữ"));
        let text = Text::new("chữ", Span::whole(&source));
        let told = |report: &mut Report, from: usize, to: usize| {
            for at in from..to {
                report.on(Code::DATE_MIXED, &text, 0..1, format!("{at}"), "");
            }
            report.on(Code::DATE_FAR, &text, 0..1, format!("cách {to}"), "");
        };
        let mut one = Report::default();
        told(&mut one, 0, 15);
        told(&mut one, 15, 27);
        let (mut first, mut second) = (Report::default(), Report::default());
        told(&mut first, 0, 15);
        told(&mut second, 15, 27);
        let words = |found: Vec<Diagnostic>| -> Vec<_> {
            found.into_iter().map(|one| (one.code.id, one.message, one.hints)).collect()
        };
        let (told, joined) = (words(one.finish()), words(first.followed(second).finish()));
        let mut sorted = (told.clone(), joined.clone());
        sorted.0.sort();
        sorted.1.sort();
        assert_eq!(sorted.0, sorted.1);
        assert_eq!(joined.iter().filter(|(code, ..)| *code == Code::DATE_MIXED.id).count(), SHOWN);
        assert!(joined.iter().any(|(.., hints)| hints.iter().any(|hint| hint.starts_with("còn 7 chỗ"))));
    }
}
