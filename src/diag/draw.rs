//! Comes in: findings. Goes out: the picture a person reads. Must not
//! know: where it is shown.

use codespan_reporting::diagnostic as picture;
use codespan_reporting::term::termcolor::Ansi;
use codespan_reporting::term::{self, Config, Styles, StylesWriter};

use super::excerpt::Excerpts;
use super::{Diagnostic, Severity, Span};
use crate::text::harmless;

/// Draws one finding with the line it stands in.
#[must_use]
pub fn draw(finding: &Diagnostic, color: bool) -> String {
    let main = finding.span.iter().map(|span| (span, finding.label.as_deref().unwrap_or_default()));
    let others = finding.related.iter().map(|(span, text)| (span, text.as_str()));
    let labelled: Vec<(&Span, &str)> = main.chain(others).collect();
    let files = Excerpts::new(labelled.iter().map(|(span, _)| *span));
    let primary = finding.span.is_some();
    let labels = labelled.iter().enumerate().filter_map(|(index, (span, text))| {
        let (id, range) = files.place(span)?;
        let label = if primary && index == 0 {
            picture::Label::primary(id, range)
        } else {
            picture::Label::secondary(id, range)
        };
        Some(label.with_message(harmless(text)))
    });
    // The drawing crate knows English words only: ours are put in their place.
    let (drawn, word) = match finding.code.severity {
        Severity::Error => (picture::Severity::Error, ("error", "lỗi")),
        Severity::Warning => (picture::Severity::Warning, ("warning", "cảnh báo")),
        Severity::Info => (picture::Severity::Note, ("note", "thông tin")),
    };
    let drawing = picture::Diagnostic::new(drawn)
        .with_code(finding.code.id)
        .with_message(harmless(&finding.message))
        .with_labels(labels.collect())
        .with_notes(finding.hints.iter().map(|hint| harmless(hint).into_owned()).collect());
    let drawn = if color {
        let mut bytes = Vec::new();
        let styles = Styles::default();
        let mut writer = StylesWriter::new(Ansi::new(&mut bytes), &styles);
        term::emit_to_write_style(&mut writer, &Config::default(), &files, &drawing)
            .map(|()| String::from_utf8_lossy(&bytes).into_owned())
    } else {
        term::emit_into_string(&Config::default(), &files, &drawing)
    };
    match drawn {
        Ok(text) => text.replacen(word.0, word.1, 1),
        Err(_) => format!("{}[{}]: {}\n", word.1, finding.code.id, harmless(&finding.message)),
    }
}
