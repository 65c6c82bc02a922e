//! Comes in: the summary of a paper. Goes out: a summary that is not a phrase in
//! small letters. Must not know: the content.

use std::ops::Range;

use super::kinds::KindWords;
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::Case;
use crate::diag::{Code, Text};
use crate::text::is_syllable;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.passages.iter().filter(|passage| passage.role == Role::Summary) {
        case(passage, paper.rules.text.summary_capital, report);
        full_stop(passage, report);
    }
    let document = paper.document;
    let within = document.kind.fields.iter().filter(|field| field.within);
    for field in within {
        let texts = document.own.iter().filter(|(name, _)| *name == field.name);
        for (_, value) in texts {
            value.texts(&mut |text| within_sentence(text, &field.name, paper.kinds, report));
        }
    }
}

/// Lists words that are capital wherever they stand, when they come first
/// (NĐ30 Phụ lục II), folded.
const PROPER: [&str; 10] = ["đảng", "nhân", "nhà", "quốc", "chính", "tỉnh", "ban", "luật", "hiến", "tết"];

/// Lists names of organs whose second word is small, folded.
const ORGANS: [&str; 14] = [
    "uỷ ban nhân dân",
    "hội đồng nhân dân",
    "hội đồng bầu cử",
    "uỷ ban mặt trận",
    "uỷ ban kiểm tra",
    "mặt trận",
    "văn phòng",
    "công an",
    "thường trực",
    "trung ương",
    "bộ đội",
    "viện kiểm sát",
    "toà án",
    "đoàn thanh niên",
];

/// Judges its capitals; `raised`: the rule set itself prints one at its start.
fn case(passage: &Passage<'_>, raised: bool, report: &mut Report) {
    let words = passage.words.list();
    if words.is_empty() {
        return;
    }
    let text = passage.str();
    if !raised && passage.words.folded(0) == "v" && passage.words.folded(1) == "v" && passage.joint(1) == "/"
    {
        let message = "trích yếu văn bản Đảng không viết `V/v`";
        report.on(
            Code::SUMMARY_CASE,
            passage.text,
            passage.bytes(0..2),
            message,
            "bỏ `V/v`; công văn tự thêm `về việc`",
        );
        return;
    }
    let syllables: Vec<_> = passage.all().filter(|at| is_syllable(passage.words.folded(*at))).collect();
    let loud = syllables.iter().filter(|at| passage.case(**at) == Case::Loud).count();
    if syllables.len() > 2 && loud * 10 > syllables.len() * 8 {
        let hint = "viết chữ thường; tên riêng, tên cơ quan viết hoa như trong câu";
        report.on(Code::SUMMARY_CASE, passage.text, 0..text.len(), "trích yếu viết hoa cả dòng", hint);
        return;
    }
    let Some(first) = begins_capital(passage).filter(|_| !raised) else { return };
    let word = &text[first.clone()];
    let message = format!("trích yếu bắt đầu bằng chữ hoa `{word}`");
    report.on(Code::SUMMARY_CASE, passage.text, first, message, format!("viết `{}`", word.to_lowercase()));
}

/// Judges a text that is printed in the middle of a sentence: no capital that is no
/// name's.
fn within_sentence(text: &Text, name: &str, kinds: &KindWords, report: &mut Report) {
    let passage = Passage::new(text, Role::Own, kinds);
    let Some(first) = begins_capital(&passage) else { return };
    let word = &passage.str()[first.clone()];
    let message = format!("`{name}` in giữa câu mà bắt đầu bằng chữ hoa `{word}`");
    report.on(Code::LETTER_CASE, text, first, message, format!("viết `{}`", word.to_lowercase()));
}

/// Gives the first word where it is capital and no name begins with it.
fn begins_capital(passage: &Passage<'_>) -> Option<Range<usize>> {
    let first = passage.words.list().first()?;
    // What a name filled in begins with is the name's.
    let place = passage.text.at(first.range.clone());
    let filled = place.source.text()[place.range.start..].starts_with("{{");
    let spelt = is_syllable(passage.words.folded(0));
    let capital = first.case == Case::Capital || (first.case == Case::Loud && spelt);
    let next_capital = passage.joined(1) && passage.case(1) == Case::Capital;
    let organ = ORGANS.iter().any(|name| passage.phrase(0, name).is_some());
    let proper = next_capital || organ || !spelt || PROPER.contains(&passage.words.folded(0));
    (capital && !proper && !filled).then(|| first.range.clone())
}

fn full_stop(passage: &Passage<'_>, report: &mut Report) {
    let text = passage.str();
    if !text.ends_with('.') || text.ends_with("..") || text.ends_with("/.") {
        return;
    }
    let bare = text.len() - 1;
    let start = passage.words.list().last().map_or(0, |word| word.range.start);
    let hint = format!("viết `{}`", &text[start.min(bare)..bare]);
    report.on(Code::SUMMARY_DOT, passage.text, bare..text.len(), "trích yếu có dấu chấm ở cuối", hint);
}
