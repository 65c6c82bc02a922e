//! Comes in: the texts of a paper and its signer's name. Goes out: places where
//! the name stands besides the signature. Must not know: pages.
//!
//! The signing tool of the Government Cipher Committee looks for the signer's
//! full name in the text of the pages and puts the signature above it.

use super::paper::Paper;
use super::passage::Role;
use super::report::Report;
use crate::diag::Code;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let Some(signer) = document.signer.as_ref().filter(|_| document.office.signs_digitally) else { return };
    let name = signer.name.as_str();
    // A name of one word would be found everywhere.
    if !name.contains(' ') {
        return;
    }
    let loud = name.to_uppercase();
    for passage in paper.passages.iter().filter(|passage| !matches!(passage.role, Role::Person)) {
        let text = passage.text.as_str();
        if let Some(at) = text.find(name).or_else(|| text.find(&loud)) {
            let len = if text[at..].starts_with(name) { name.len() } else { loud.len() };
            report.on(
                Code::SIGN_NAME_AGAIN,
                passage.text,
                at..at + len,
                format!("`{name}` cũng là họ tên người ký ở cuối văn bản"),
                "khi ký, chọn đúng chỗ ở cuối văn bản; hoặc ở đây chỉ ghi chức vụ",
            );
        }
    }
}
