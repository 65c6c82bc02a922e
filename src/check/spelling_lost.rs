//! Comes in: running text. Goes out: words that lost something in typing or
//! pasting: cut by a space (`b ộ`), with a question mark for a letter (`b?`), a
//! run of words without any mark (`quan triet noi dung`). Must not know: which
//! words were meant, where that is not sure.

use std::ops::Range;

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::spelling_names::{is_address, is_tight};
use super::words::Case;
use crate::diag::Code;
use crate::text::{is_bare, is_word};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running().filter(|passage| passage.role != Role::Contact) {
        torn(passage, report);
        unmarked(passage, report);
    }
}

/// Finds words that were cut, or lost a letter.
fn torn(passage: &Passage<'_>, report: &mut Report) {
    for at in passage.all() {
        if let Some((words, whole)) = cut(passage, at) {
            let range = passage.bytes(words);
            let message = format!("`{}` thừa dấu cách giữa một tiếng", &passage.str()[range.clone()]);
            report.on(Code::SPACING, passage.text, range, message, format!("viết `{whole}`"));
        } else if let Some(range) = lost(passage, at) {
            let message = format!("`{}` mất một chữ, còn lại dấu hỏi", &passage.str()[range.clone()]);
            report.on(Code::LOST_LETTER, passage.text, range, message, "gõ lại chữ này");
        }
    }
}

/// Finds runs of words without marks.
fn unmarked(passage: &Passage<'_>, report: &mut Report) {
    let mut at = 0;
    while at < passage.words.list().len() {
        let end = plain_run(passage, at);
        if is_unmarked(passage, at..end) {
            let range = passage.bytes(at..end);
            report.on(Code::UNMARKED, passage.text, range, "đoạn này viết không dấu", "gõ lại có dấu");
        }
        at = end.max(at + 1);
    }
}

fn word<'a>(passage: &Passage<'a>, at: usize) -> &'a str {
    let range = passage.words.list().get(at).map(|word| word.range.clone());
    range.map_or("", |range| &passage.str()[range])
}

/// Tells letters that can begin a syllable and are none: no vowel among them.
fn is_onset(letters: &str) -> bool {
    const ONSETS: [&str; 22] = [
        "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "ph", "r",
        "s", "t", "th", "tr",
    ];
    ONSETS.contains(&letters) || matches!(letters, "v" | "x" | "qu")
}

/// Lists words of one vowel.
const VOWELS: [&str; 18] =
    ["ở", "ổ", "ô", "ủ", "ý", "ạ", "ê", "ế", "ơ", "ừ", "á", "à", "ố", "ồ", "ư", "ú", "í", "é"];

/// Reads a syllable that a space cut in two: `b ộ`, `ph át`; what follows is no
/// word by itself, together they are one.
fn cut(passage: &Passage<'_>, at: usize) -> Option<(Range<usize>, String)> {
    let (head, tail) = (word(passage, at), word(passage, at + 1));
    if !is_onset(head) {
        return None;
    }
    let counted = at
        .checked_sub(1)
        .is_some_and(|before| word(passage, before).bytes().any(|byte| byte.is_ascii_digit()));
    if passage.joint(at + 1) != " " || tail.is_ascii() || counted || is_tight(passage, at) {
        return None;
    }
    let begins = |letter: char| matches!(passage.case(at + 1), Case::Small) && letter.is_alphabetic();
    let whole = format!("{head}{tail}");
    // A letter that names something (`điểm b`) stands before a word of its own.
    let alone = head.chars().count() == 1
        && is_word(tail)
        && (tail.chars().nth(1).is_some() || VOWELS.contains(&tail));
    let fits = tail.chars().next().is_some_and(begins) && is_word(&whole) && !alone;
    fits.then(|| (at..at + 2, whole))
}

/// Reads a word in which a question mark stands for a letter: `b?`, `ch?ng`.
fn lost(passage: &Passage<'_>, at: usize) -> Option<Range<usize>> {
    let head = word(passage, at);
    let range = passage.bytes(at..at + 1);
    let rest = passage.str()[range.end..].strip_prefix('?')?;
    let small = passage.case(at) == Case::Small && head.chars().all(char::is_alphabetic);
    if !small || is_address(passage, at) {
        return None;
    }
    let tail = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    // Two whole words lack the space between them.
    let whole = is_word(head) && is_word(&rest[..tail]);
    let inside = tail > 0 && rest[..tail].chars().all(char::is_lowercase) && !whole;
    let open =
        tail == 0 && is_onset(head) && rest.starts_with(' ') && rest[1..].starts_with(char::is_lowercase);
    (inside || open).then(|| range.start..range.end + 1 + tail)
}

/// Is the shortest run of words without marks that is told of.
const LEAST: usize = 4;

/// Finds the end of a run of small words without any mark, Vietnamese by their
/// letters.
fn plain_run(passage: &Passage<'_>, at: usize) -> usize {
    let plain = |at: usize| {
        let word = word(passage, at);
        let letters = word.bytes().all(|byte| byte.is_ascii_lowercase());
        letters && !word.is_empty() && (is_word(word) || is_bare(word))
    };
    let mut end = at;
    while plain(end) && (end == at || passage.joined(end)) {
        end += 1;
    }
    end
}

/// Tells whether a run is Vietnamese without its marks: two words of it at least
/// are no syllable without one (`quyet`, `triet`).
fn is_unmarked(passage: &Passage<'_>, run: Range<usize>) -> bool {
    let certain = |at: &usize| {
        let word = word(passage, *at);
        !is_word(word) && is_bare(word)
    };
    run.len() >= LEAST && run.filter(certain).count() >= 2
}
