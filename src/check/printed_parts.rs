//! Comes in: the body of a paper. Goes out: lines of it that the look prints elsewhere by itself, as
//! they come along where a whole Word file is pasted: one finding. Must not know: pages. The State's
//! title has a finding of its own.

use super::paper::Paper;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::{Block, Mark};
use crate::rules::Rule;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let found: Vec<&Text> = printed(paper).collect();
    let Some((first, others)) = found.split_first() else { return };
    let whole = |text: &Text| text.at(0..text.as_str().len());
    report.at(
        Code::BODY_PRINTED,
        whole(first),
        "phần này chương trình tự in ở chỗ của nó; để trong nội dung thì in hai lần".to_owned(),
        "xoá khỏi nội dung phần đầu (tiêu đề, số, ngày, tên loại, Kính gửi) và phần cuối (Nơi nhận, chữ ký); ô riêng của văn bản mới là chỗ ghi",
    );
    for other in others {
        report.related(Code::BODY_PRINTED, whole(other), "chỗ khác");
    }
}

/// Gives the lines of the body that the look prints elsewhere.
pub(super) fn printed<'a>(paper: &'a Paper<'_>) -> impl Iterator<Item = &'a Text> {
    let (document, rules) = (paper.document, paper.rules);
    let words = &rules.text;
    let small = |label: &str| label.to_lowercase();
    let title = match rules.values.find("chu.tieu_de") {
        Some(Rule::Text(title)) => small(title),
        _ => String::new(),
    };
    let heading = small(document.kind.heading.as_deref().unwrap_or(&document.kind.name));
    // A proposal of another office may say `Kính gửi` where ours prints `Kính trình`.
    let addressed = !document.addressees.is_empty() || !document.superiors.is_empty();
    let labels = [
        (&words.recipients_label, true),
        (&words.addressee_label, addressed),
        (&words.superior_label, addressed),
    ];
    let is_printed = move |text: &Text| {
        let line = small(text.as_str().trim().trim_matches('*').trim());
        let labelled =
            labels.iter().any(|(label, own)| *own && line.starts_with(&format!("{}:", small(label))));
        let loud = text.as_str().to_uppercase() == text.as_str();
        labelled || (loud && (line == title || line.trim_end_matches(':') == heading))
    };
    let lines = document.body.blocks.iter().filter_map(|block| match block {
        Block::Line { mark: Mark::Paragraph, runs } => Some(&runs.plain),
        _ => None,
    });
    lines.filter(move |text| is_printed(text))
}
