//! Comes in: a finding. Goes out: the same for a program. Must not know: what it is about.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diag::{Diagnostic, Severity, Span};

/// Is a finding.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FindingTold {
    /// The code, `nhom::ten`, stable for ever; `vanthu giai-thich` explains it.
    #[serde(rename = "ma")]
    pub code: String,
    /// The kind of finding: what stands before `::` in its code.
    #[serde(rename = "nhom")]
    pub kind: String,
    /// What it does to the paper.
    #[serde(rename = "muc")]
    pub severity: SeverityTold,
    /// What is wrong, one sentence.
    #[serde(rename = "thong_bao")]
    pub message: String,
    /// What the user can do, each in a sentence.
    #[serde(rename = "goi_y")]
    pub hints: Vec<String>,
    /// The articles it stands on; empty where common sense is the reason.
    #[serde(rename = "dieu")]
    pub article: String,
    /// Where it stands; null if it stands in no text.
    #[serde(rename = "cho")]
    pub place: Option<PlaceTold>,
    /// A word or two about the place.
    #[serde(rename = "nhan")]
    pub label: Option<String>,
    /// The row of a spreadsheet it speaks of, as the spreadsheet numbers it.
    #[serde(rename = "dong_bang")]
    pub row: Option<usize>,
    /// Other places that take part.
    #[serde(rename = "lien_quan")]
    pub related: Vec<RelatedTold>,
}

/// Says what a finding does to the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum SeverityTold {
    /// An error: the paper is not made.
    #[serde(rename = "loi")]
    Error,
    /// A warning: the paper is made, someone should look.
    #[serde(rename = "canh-bao")]
    Warning,
    /// Information: the paper is made and right.
    #[serde(rename = "thong-tin")]
    Info,
}

/// Is a place in a file: from the first letter to the one behind the last; lines and columns
/// are counted from 1, columns in letters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PlaceTold {
    /// The file, as the user named the way to it.
    #[serde(rename = "tep")]
    pub file: String,
    /// The line it begins in.
    #[serde(rename = "dong")]
    pub line: usize,
    /// The column of its first letter.
    #[serde(rename = "cot")]
    pub column: usize,
    /// The line it ends in.
    #[serde(rename = "den_dong")]
    pub end_line: usize,
    /// The column behind its last letter.
    #[serde(rename = "den_cot")]
    pub end_column: usize,
}

/// Is another place that takes part.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RelatedTold {
    /// Where.
    #[serde(rename = "cho")]
    pub place: PlaceTold,
    /// A word about it.
    #[serde(rename = "nhan")]
    pub label: String,
}

impl FindingTold {
    /// Makes a finding plain.
    #[must_use]
    pub fn of(finding: &Diagnostic) -> Self {
        let related = finding
            .related
            .iter()
            .map(|(span, label)| RelatedTold { place: PlaceTold::of(span), label: label.clone() });
        Self {
            code: finding.code.id.to_owned(),
            kind: kind(finding.code.id),
            severity: SeverityTold::of(finding.code.severity),
            message: finding.message.clone(),
            hints: finding.hints.clone(),
            article: finding.article.as_deref().unwrap_or(finding.code.article).to_owned(),
            place: finding.span.as_ref().map(PlaceTold::of),
            label: finding.label.clone(),
            row: finding.row,
            related: related.collect(),
        }
    }
}

/// Gives the kind of a code: what stands before `::`.
pub(super) fn kind(code: &str) -> String {
    code.split("::").next().unwrap_or_default().to_owned()
}

impl SeverityTold {
    /// Makes a severity plain.
    #[must_use]
    pub fn of(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Error,
            Severity::Warning => Self::Warning,
            Severity::Info => Self::Info,
        }
    }
}

impl PlaceTold {
    fn of(span: &Span) -> Self {
        let (line, column) = span.line_column();
        let (end_line, end_column) = span.source.line_column(span.range.end);
        Self { file: span.source.name().to_owned(), line, column, end_line, end_column }
    }
}
