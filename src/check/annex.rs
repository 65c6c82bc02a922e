//! Comes in: the text of a paper that has annexes. Goes out: a paper that never
//! mentions them. Must not know: what the annexes say.

use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use crate::diag::Code;

/// Lists what mentions an annex, folded.
const MENTIONS: [&str; 4] = ["phụ lục", "kèm theo", "gửi kèm", "đính kèm"];

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let mut texts = paper.running().filter(|passage| !passage.annexed);
    let mentioned =
        |passage: &Passage<'_>| MENTIONS.iter().any(|phrase| passage.holds(passage.all(), phrase));
    if document.annexes.is_empty() || texts.any(mentioned) {
        return;
    }
    report.at(
        Code::ANNEX_UNCITED,
        document.span.clone(),
        "văn bản có phụ lục mà trong bài chưa nói tới",
        "thêm vào chỗ thích hợp: `(có phụ lục kèm theo)`",
    );
}
