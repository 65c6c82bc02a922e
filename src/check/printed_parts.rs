//! Comes in: the body of a paper. Goes out: lines of it that the look prints elsewhere by itself, as
//! they come along where a whole Word file is pasted: one finding. Must not know: pages.

use super::paper::Paper;
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::{Block, Mark};

/// Are the titles above a paper, Party's and State's, in small letters.
const TITLES: [&str; 3] =
    ["đảng cộng sản việt nam", "cộng hoà xã hội chủ nghĩa việt nam", "cộng hòa xã hội chủ nghĩa việt nam"];

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let kind = document.kind.heading.as_deref().unwrap_or(&document.kind.name);
    let heading = kind.to_lowercase();
    let printed = |text: &Text| {
        let line = text.as_str().trim().trim_matches('*').trim().to_lowercase();
        let begins = |label: &str| line.starts_with(label);
        TITLES.contains(&line.as_str())
            || begins("nơi nhận:")
            || (begins("kính gửi:") && !document.addressees.is_empty())
            || (begins("kính trình:") && !document.superiors.is_empty())
            || (line == heading && text.as_str().to_uppercase() == text.as_str())
    };
    let lines = document.body.blocks.iter().filter_map(|block| match block {
        Block::Line { mark: Mark::Paragraph, runs } => Some(&runs.plain),
        _ => None,
    });
    let found: Vec<&Text> = lines.filter(|text| printed(text)).collect();
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
