//! Comes in: addressees, recipients and where a paper is kept. Goes out: labels
//! typed by hand that the rule set prints as well. Must not know: how they are
//! printed.

use super::paper::Paper;
use super::report::Report;
use super::words::{Words, folded};
use crate::diag::{Code, Text};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    for text in document.addressees.iter().chain(&document.superiors) {
        leading(text, &["kính gửi", "kính trình", "đồng kính gửi"], report);
    }
    leading(&document.issuer.kept_at, &["lưu"], report);
    if !document.kind.as_above || document.addressees.is_empty() {
        return;
    }
    let typed = |text: &&Text| folded(text.as_str()) == "như trên";
    for text in document.recipients.iter().filter(typed) {
        report.on(
            Code::LABEL_TWICE,
            text,
            0..text.as_str().len(),
            "`Như trên` được tự in nên sẽ có hai dòng",
            "xoá dòng này",
        );
    }
}

/// Finds a label before a name, with or without its colon.
fn leading(text: &Text, labels: &[&str], report: &mut Report) {
    let value = text.as_str();
    let words = Words::of(value);
    let begins = |label: &&&str| label.split(' ').enumerate().all(|(at, word)| words.folded(at) == word);
    let Some(label) = labels.iter().find(begins) else { return };
    let count = label.split(' ').count();
    let Some(next) = words.list().get(count) else { return };
    let end = words.list()[count - 1].range.end;
    let bare = value[next.range.start..].trim_end_matches(['.', ',', ';', ' ']);
    let bare = if bare == "VT" { "Văn phòng Đảng uỷ" } else { bare };
    report.on(
        Code::LABEL_TWICE,
        text,
        0..end,
        format!("nhãn `{}` được tự in nên sẽ in hai lần", &value[..end]),
        format!("chỉ viết `{bare}`"),
    );
}
