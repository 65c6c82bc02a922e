//! Comes in: the texts of a paper and its signer's name. Goes out: places where
//! the name stands besides the signature. Must not know: pages.
//!
//! The signing tool of the Government Cipher Committee looks for the signer's
//! full name in the text of the pages and puts the signature above it.

use super::paper::Paper;
use super::passage::Role;
use super::report::Report;
use crate::diag::{Code, Span, Text};
use crate::model::Annex;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let by_token = document.office.signs_digitally && !document.kind.by_pen;
    // Minutes have to say who chaired the meeting, and each of those who sign has a field.
    let by_token = by_token && document.kind.signs_as.of(paper.rules.side).is_none();
    let Some(signer) = document.signer.as_ref().filter(|_| by_token) else { return };
    let name = signer.name.as_str();
    // A name of one word would be found everywhere.
    if !name.contains(' ') {
        return;
    }
    let unprinted: Vec<&Text> = document.unprinted_event_texts().collect();
    let is_printed = |text: &Text| !unprinted.iter().any(|other| std::ptr::eq(*other, text));
    let mine = paper
        .passages
        .iter()
        .filter(|passage| !matches!(passage.role, Role::Person) && is_printed(passage.text));
    let mut places: Vec<Span> = mine.filter_map(|passage| place(passage.text, name)).collect();
    // A paper of its own that is printed as an annex is in the same PDF.
    for annex in &document.annexes {
        if let Annex::Document(annex) = annex {
            places.extend(annex.running_texts().into_iter().filter_map(|text| place(text, name)));
        }
    }
    let Some((first, others)) = places.split_first() else { return };
    let times = if others.is_empty() { String::new() } else { format!(", {} chỗ", places.len()) };
    report.at(
        Code::SIGN_NAME_AGAIN,
        first.clone(),
        format!("`{name}` cũng là họ tên người ký ở cuối văn bản{times}"),
        "khi ký, chọn đúng chỗ ở cuối văn bản; hoặc ở đây chỉ ghi chức vụ",
    );
    for other in others {
        report.related(Code::SIGN_NAME_AGAIN, other.clone(), "chỗ khác");
    }
}

/// Gives the first place of a name in a text, in small letters or in capitals.
fn place(text: &Text, name: &str) -> Option<Span> {
    let loud = name.to_uppercase();
    let value = text.as_str();
    let (at, len) = [name, &loud].into_iter().find_map(|word| Some((value.find(word)?, word.len())))?;
    Some(text.at(at..at + len))
}
