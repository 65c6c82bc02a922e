//! Comes in: the texts of a paper and the people its office knows. Goes out: names of people that begin
//! with small letters (HD05 Phụ lục 2). Must not know: who signs, guests.

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Case, FAMILIES, Words, titled};
use crate::diag::Code;

/// Lists what stands before the name of somebody, folded: its last word, its first where it has two.
const CALLED: [&str; 4] = ["ông", "bà", "anh", "chị"];

/// Lists family names that are words of other things as well, folded: behind a form of address and before
/// a middle name they are none.
const ALSO: [&str; 10] = ["lò", "hà", "tạ", "tống", "thái", "chu", "lưu", "đoàn", "trương", "quách"];

/// Lists words in the middle of names, folded.
const MIDDLES: [&str; 22] = [
    "văn", "thị", "hữu", "đức", "xuân", "ngọc", "quang", "thanh", "minh", "đình", "công", "bá", "trọng",
    "viết", "duy", "mạnh", "tiến", "hồng", "kim", "thuỳ", "quốc", "huy",
];

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let signers = &paper.document.office.signers;
    // A name of one word would be found everywhere.
    let known: Vec<Words> = signers.iter().map(|(_, signer)| Words::of(signer.name.as_str())).collect();
    let known: Vec<&Words> = known.iter().filter(|name| name.list().len() > 2).collect();
    for passage in paper.passages.iter().filter(|passage| passage.role != Role::Person) {
        let count = passage.words.list().len();
        let mut at = 0;
        while at < count {
            let Some(length) = name_at(passage, at, &known) else {
                at += 1;
                continue;
            };
            let words = &passage.words.list()[at..at + length];
            let value = passage.text.as_str();
            let range = words[0].range.start..words[length - 1].range.end;
            if words.iter().any(|word| word.case == Case::Small) {
                let named: Vec<String> =
                    words.iter().map(|word| titled(&value[word.range.clone()])).collect();
                let message = format!("tên người `{}` chưa viết hoa", &value[range.clone()]);
                report.on(
                    Code::LETTER_CASE,
                    passage.text,
                    range,
                    message,
                    format!("viết `{}`", named.join(" ")),
                );
            }
            at += length;
        }
    }
}

/// Gives how many words are a name that begins at a word: somebody the office knows, or whoever is called
/// by a form of address and has a family name and a middle one.
fn name_at(passage: &Passage<'_>, at: usize, known: &[&Words]) -> Option<usize> {
    let words = &passage.words;
    // No sign stands between the words of a name.
    let whole = |length: usize| (1..length).all(|step| passage.joined(at + step));
    let is = |name: &&&Words| {
        let length = name.list().len();
        (0..length).all(|step| words.folded(at + step) == name.folded(step)) && whole(length)
    };
    if let Some(name) = known.iter().find(is) {
        return Some(name.list().len());
    }
    let before = |back: usize| at.checked_sub(back).map_or("", |at| words.folded(at));
    let called = CALLED.contains(&before(1)) || (before(2) == "đồng" && before(1) == "chí");
    let family = words.folded(at);
    let named =
        (FAMILIES.contains(&family) || ALSO.contains(&family)) && MIDDLES.contains(&words.folded(at + 1));
    // Behind two capitals a small word is no third one of the name.
    let small = |at: usize| words.list().get(at).is_some_and(|word| word.case == Case::Small);
    (called && named && small(at) && small(at + 1) && small(at + 2) && whole(3)).then_some(3)
}
