//! Comes in: the texts of a paper and its signer's name. Goes out: places where
//! the name stands besides the signature. Must not know: pages.
//!
//! The signing tool of the Government Cipher Committee looks for the signer's
//! full name in the text of the pages and puts the signature above it.

use super::paper::Paper;
use super::passage::Role;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::Annex;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let Some(signer) = document.signer.as_ref().filter(|_| document.office.signs_digitally) else { return };
    let name = signer.name.as_str();
    // A name of one word would be found everywhere.
    if !name.contains(' ') {
        return;
    }
    let mine = paper.passages.iter().filter(|passage| !matches!(passage.role, Role::Person));
    mine.for_each(|passage| look(passage.text, name, report));
    // A paper of its own that is printed as an annex is in the same PDF.
    for annex in &document.annexes {
        if let Annex::Document(annex) = annex {
            annex.running_texts().into_iter().for_each(|text| look(text, name, report));
        }
    }
}

/// Tells of the first place in a text, in small letters or in capitals.
fn look(text: &Text, name: &str, report: &mut Report) {
    let loud = name.to_uppercase();
    let value = text.as_str();
    let found = [name, &loud].into_iter().find_map(|word| Some((value.find(word)?, word.len())));
    let Some((at, len)) = found else { return };
    report.on(
        Code::SIGN_NAME_AGAIN,
        text,
        at..at + len,
        format!("`{name}` cũng là họ tên người ký ở cuối văn bản"),
        "khi ký, chọn đúng chỗ ở cuối văn bản; hoặc ở đây chỉ ghi chức vụ",
    );
}
