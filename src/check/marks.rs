//! Comes in: basis, addressees, recipients, the end of the content. Goes out:
//! marks typed by hand that the rule set adds, and marks of the state's form.
//! Must not know: what the lines say.

use super::paper::Paper;
use super::passage::Role;
use super::report::Report;
use super::words::{Words, folded};
use crate::diag::{Code, Text};
use crate::model::{Block, Form};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    for basis in &document.basis {
        typed(Code::BASIS_MARK, basis, "căn cứ", report);
    }
    let of_state = |text: &&Text| !is_state_kept(text);
    for line in
        document.recipients.iter().filter(of_state).chain(&document.addressees).chain(&document.superiors)
    {
        typed(Code::RECIPIENT_MARK, line, "dòng nơi nhận", report);
    }
    kept(paper, report);
    slashes(paper, report);
    if document.form == Form::Paper {
        full_stop(paper, report);
    }
}

/// Finds marks around a line that the rule set adds itself.
fn typed(code: &'static crate::diag::Code, text: &Text, what: &str, report: &mut Report) {
    let line = text.as_str();
    let open = ["- ", "– ", "+ ", "* ", "• "].iter().any(|mark| line.starts_with(mark));
    let bare = line.trim_end_matches([';', ',', '.', ' ']);
    let closed = bare.len() < line.len() && !line.ends_with("...");
    if !open && !closed {
        return;
    }
    let start = if open { line.chars().next().map_or(0, char::len_utf8) } else { 0 };
    let kept = if closed { bare.len() } else { line.len() };
    let range = if closed { kept..line.len() } else { 0..start };
    let fixed = line.get(start..kept).unwrap_or_default().trim();
    if fixed.is_empty() {
        return;
    }
    report.on(
        code,
        text,
        range,
        format!("{what} đã có dấu gõ tay"),
        format!("chỉ viết `{fixed}`, dấu tự thêm"),
    );
}

/// Tells a line `Lưu: VT`, as the state's papers have it.
fn is_state_kept(text: &Text) -> bool {
    let words = folded(text.as_str());
    let rest = text.as_str().trim_start_matches(['-', ' ']);
    words.split(' ').next() == Some("lưu")
        && (words.split(' ').any(|word| word == "vt")
            || rest.split_once(':').is_some_and(|(lead, _)| folded(lead) == "lưu"))
}

/// Judges the line that says where the paper is kept.
fn kept(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let place = document.issuer.kept_at.as_str();
    // The place itself may be at fault; that is told where it stands.
    let sound = !matches!(Words::of(place).folded(0), "lưu" | "vt");
    let shown = if sound { place } else { "Văn phòng Đảng uỷ" };
    let right = format!("{}{shown}", paper.rules.text.kept_prefix);
    let count = document.recipients.len();
    let lines = paper.passages.iter().filter(|passage| passage.role == Role::Recipient);
    for (index, passage) in lines.enumerate() {
        if passage.words.folded(0) != "lưu" {
            continue;
        }
        if is_state_kept(passage.text) {
            let message = "dòng lưu viết theo kiểu văn bản nhà nước";
            report.on(
                Code::RECIPIENT_KEPT,
                passage.text,
                0..passage.str().len(),
                message,
                format!("viết `{right}`, hoặc xoá dòng này: nó được tự thêm"),
            );
        } else if index + 1 < count {
            let message = "dòng lưu không đứng cuối";
            report.on(
                Code::RECIPIENT_KEPT,
                passage.text,
                0..passage.str().len(),
                message,
                "chuyển xuống cuối danh sách, hoặc xoá: dòng này được tự thêm",
            );
        }
    }
    let first = place.split([' ', ',', '.']).next().unwrap_or_default();
    if first == "VT" {
        let message = format!("nơi lưu ghi `{place}`");
        report.on(
            Code::RECIPIENT_KEPT,
            &document.issuer.kept_at,
            0..place.len(),
            message,
            "viết tên nơi lưu, ví dụ `Văn phòng Đảng uỷ`",
        );
    }
}

/// Finds `./.`, wherever a text ends in it.
fn slashes(paper: &Paper<'_>, report: &mut Report) {
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
    let has_content = document.kind.fields.iter().any(|field| field.name == "noi_dung");
    let Some(Block::Line { runs, .. }) = document.body.blocks.last().filter(|_| has_content) else { return };
    let stop = paper.rules.text.full_stop.as_str();
    let text = runs.plain.as_str().trim_end();
    let inner = text.trim_end_matches([')', '”', '"', '»', '’']);
    if inner.ends_with(stop) || inner.ends_with(['!', '?', '…']) || text.ends_with('/') || text.is_empty() {
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
