//! Comes in: the names of those who sign. Goes out: names with a rank or a
//! degree before them. Must not know: what they sign as.

use super::paper::Paper;
use super::report::Report;
use super::words::Words;
use crate::diag::{Code, Text};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for signer in &paper.signers {
        name(&signer.name, report);
    }
}

/// Lists ranks, degrees and forms of address, folded and without dots.
const RANKS: [&str; 34] = [
    "ts",
    "ths",
    "gs",
    "pgs",
    "bs",
    "ks",
    "cn",
    "ls",
    "bscki",
    "bsckii",
    "tiến sĩ",
    "tiến sỹ",
    "thạc sĩ",
    "thạc sỹ",
    "cử nhân",
    "kỹ sư",
    "bác sĩ",
    "bác sỹ",
    "luật sư",
    "giáo sư",
    "phó giáo sư",
    "đại tá",
    "thượng tá",
    "trung tá",
    "thiếu tá",
    "đại uý",
    "thượng uý",
    "trung uý",
    "thiếu uý",
    "đại tướng",
    "thượng tướng",
    "trung tướng",
    "thiếu tướng",
    "đồng chí",
];

fn name(name: &Text, report: &mut Report) {
    let value = name.as_str();
    let words = Words::of(value);
    let mut from = 0;
    while let Some(next) = rank(&words, from) {
        from = next;
    }
    let Some(first) = words.list().get(from).filter(|_| from > 0) else { return };
    let (rank, bare) = value.split_at(first.range.start);
    report.on(
        Code::SIGN_NAME,
        name,
        0..rank.trim_end().len(),
        format!("họ tên kèm `{}`", rank.trim_end()),
        format!("chỉ viết `{bare}`"),
    );
}

/// Passes one rank at a word, longest first.
fn rank(words: &Words, from: usize) -> Option<usize> {
    (1..=3).rev().find_map(|length| {
        let phrase: Vec<_> = (from..from + length).map(|at| words.folded(at)).collect();
        RANKS.contains(&phrase.join(" ").as_str()).then_some(from + length)
    })
}
