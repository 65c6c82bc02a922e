//! Comes in: findings and what the paper's author means not to follow. Goes
//! out: the findings that are left, and those about the silencing itself. Must
//! not know: why a finding was made.

use crate::diag::{self, Code, Diagnostic, Severity, nearest};
use crate::model::{Document, Silence};

/// Leaves out the warnings a paper silences.
#[must_use]
pub fn silence(document: &Document, findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut about = Vec::new();
    let mut silenced: Vec<&'static Code> = Vec::new();
    for silence in &document.silences {
        match known(silence) {
            Ok(code) if findings.iter().any(|finding| finding.code == code) => silenced.push(code),
            Ok(code) if OF_MAKING.contains(&code) => {}
            Ok(code) => about.push(
                Diagnostic::new(
                    Code::SILENCE_UNUSED,
                    format!("không có phát hiện `{}` nào để bỏ qua", code.id),
                )
                .at(silence.code.span())
                .hint("xoá mục này khỏi `bo_qua`"),
            ),
            Err(finding) => about.push(*finding),
        }
    }
    let mut left: Vec<_> = findings.into_iter().filter(|finding| !silenced.contains(&finding.code)).collect();
    left.extend(about);
    left
}

/// Warnings that arise only when copies are made, or only where it is known which day it is, so that
/// nobody knows before whether there is one to silence.
const OF_MAKING: [&Code; 3] = [Code::GUESTS_RENUMBERED, Code::GUESTS_STALE, Code::DATE_PAST];

/// Leaves out the warnings a paper silences of those that arose when it was made.
#[must_use]
pub fn unsilenced(document: &Document, mut findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let silenced: Vec<_> = document.silences.iter().filter_map(|silence| known(silence).ok()).collect();
    findings.retain(|finding| !silenced.contains(&finding.code));
    findings
}

/// Finds the warning a silence names.
fn known(silence: &Silence) -> Result<&'static Code, Box<Diagnostic>> {
    let id = silence.code.as_str();
    if diag::RETIRED.contains(&id) {
        return Err(Box::new(
            Diagnostic::new(Code::SILENCE_UNUSED, format!("`{id}` nay không còn bị báo"))
                .at(silence.code.span())
                .hint("xoá mục này khỏi `bo_qua`"),
        ));
    }
    let Some(code) = diag::code(id) else {
        let mut finding =
            Diagnostic::new(Code::SILENCE_UNKNOWN, format!("không có mã `{id}`")).at(silence.code.span());
        let warnings = diag::ALL.iter().filter(|code| code.severity != Severity::Error).map(|code| code.id);
        if let Some(near) = nearest(id, warnings) {
            finding = finding.label(format!("có phải `{near}`?"));
        }
        return Err(Box::new(finding.hint("xem các mã bằng `vanthu giai-thich`")));
    };
    if code.severity == Severity::Error {
        return Err(Box::new(
            Diagnostic::new(Code::SILENCE_ERROR, format!("`{id}` là lỗi, không bỏ qua được"))
                .at(silence.code.span())
                .hint("sửa lỗi ấy rồi xoá mục này"),
        ));
    }
    Ok(code)
}
