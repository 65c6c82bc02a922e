//! Comes in: the place where the paper is kept, the end of the content. Goes
//! out: marks of the state's form. Must not know: what the lines say.

use super::paper::Paper;
use super::report::Report;
use crate::diag::Code;
use crate::kind::Side;
use crate::model::{Block, Form, Own};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    kept(paper, report);
    slashes(paper, report);
    if paper.document.form == Form::Paper {
        full_stop(paper, report);
    }
}

/// Judges the place where the paper is kept.
fn kept(paper: &Paper<'_>, report: &mut Report) {
    let place = &paper.document.issuer.kept_at;
    if paper.rules.side == Side::State {
        return;
    }
    if place.as_str().split([' ', ',', '.']).next() == Some("VT") {
        let message = format!("nơi lưu ghi `{}`", place.as_str());
        report.on(
            Code::RECIPIENT_KEPT,
            place,
            0..place.as_str().len(),
            message,
            "viết tên nơi lưu, ví dụ `Văn phòng Đảng uỷ`",
        );
    }
}

/// Finds `./.`, wherever a text ends in it.
fn slashes(paper: &Paper<'_>, report: &mut Report) {
    if paper.rules.text.full_stop.contains('/') {
        return;
    }
    for passage in paper.running() {
        let text = passage.str().trim_end();
        let bare = text.trim_end_matches(['.', '/', ' ']);
        let tail = &text[bare.len()..];
        if tail.ends_with("/.") || tail.ends_with("./") {
            report.on(
                Code::END_MARK,
                passage.text,
                bare.len()..text.len(),
                format!("`{}` ở cuối", tail.trim()),
                format!("kết thúc bằng `{}`", paper.rules.text.full_stop),
            );
        }
    }
}

/// Judges the last line of the content.
fn full_stop(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    // Whether such a line is a sentence is asked elsewhere.
    if document.body.doubts.iter().any(|doubt| doubt.block + 1 == document.body.blocks.len()) {
        return;
    }
    let has_content = document.kind.fields.iter().any(|field| field.name == "noi_dung");
    let Some(Block::Line { runs, .. }) = document.body.blocks.last().filter(|_| has_content) else { return };
    // What a rule set has behind the full stop is added where it is printed.
    let stop = '.';
    let text = runs.plain.as_str().trim_end();
    let inner = text.trim_end_matches([')', '”', '"', '»', '’']);
    if inner.ends_with(stop) || inner.ends_with(['!', '?', '…']) || text.ends_with('/') || text.is_empty() {
        return;
    }
    // What introduces the kind's own list (a programme) is not the end.
    let listed = document.own.iter().any(|(_, value)| matches!(value, Own::List(_)));
    if listed && inner.ends_with(':') {
        return;
    }
    let bare = text.trim_end_matches([';', ',', ':', ' ']);
    let word = bare
        .char_indices()
        .rev()
        .find(|(_, letter)| letter.is_whitespace())
        .map_or(0, |(at, space)| at + space.len_utf8());
    report.on(
        Code::END_MARK,
        &runs.plain,
        word..text.len(),
        "nội dung chưa kết thúc bằng dấu chấm",
        format!("viết `{}{stop}`", &bare[word..]),
    );
}
