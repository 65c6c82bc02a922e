//! Comes in: every text that is printed. Goes out: letters of old encodings,
//! characters the eye cannot see, tone marks of the other style, stray spaces.
//! Must not know: what the texts say.

use std::collections::BTreeMap;
use std::ops::Range;

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::spelling::Spelling;
use super::words::Case;
use crate::diag::{Code, Text};
use crate::text::{Encoding, Hidden, HiddenKind, Legacy, ToneStyle, departures, hidden_characters, legacy};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let mut spelling = Spelling::default();
    let mut sound = Vec::with_capacity(paper.passages.len());
    for passage in &paper.passages {
        // In an old encoding nothing else can be judged, and what looks hidden
        // or misplaced may be one of its letters.
        if let Some(found) = legacy(passage.str()) {
            old_letters(passage.text, &found, report);
            continue;
        }
        hidden(passage.text, report);
        spacing(passage, report);
        sound.push(passage);
    }
    // A word of the office's or the dossier's file is mended there.
    let is_name = |passage: &&&Passage<'_>| matches!(passage.role, Role::Name | Role::Person);
    let (names, running): (Vec<_>, Vec<_>) = sound.iter().partition(is_name);
    for passage in names.into_iter().chain(running) {
        spelling.read(passage, paper.document.office.tone);
    }
    spelling.tell(report);
    tone(&sound, paper.document.office.tone, report);
}

/// Is the longest corrected text a hint shows (letters).
const SHOWN: usize = 300;

fn old_letters(text: &Text, found: &Legacy, report: &mut Report) {
    let name = match found.encoding {
        Encoding::Tcvn3 => "TCVN3 (ABC)",
        Encoding::Vni => "VNI",
    };
    let mut letters: Vec<&str> = found.letters.iter().map(|(_, letter)| letter.as_str()).collect();
    letters.sort_unstable();
    letters.dedup();
    let listed: Vec<_> = letters.iter().take(12).map(|letter| format!("`{letter}`")).collect();
    let range = match (found.letters.first(), found.letters.last()) {
        (Some((first, _)), Some((last, letter))) => *first..last + letter.len(),
        _ => 0..text.as_str().len(),
    };
    let mut converted: String = found.converted.chars().take(SHOWN).collect();
    if converted.len() < found.converted.len() {
        converted.push('…');
    }
    report.on(
        Code::LEGACY,
        text,
        range,
        format!("chữ ở bảng mã {name}: {}", listed.join(" ")),
        format!("chuyển sang Unicode thành: {converted}"),
    );
}

fn hidden(text: &Text, report: &mut Report) {
    let all = hidden_characters(text.as_str());
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for found in &all {
        *counts.entry(found.character).or_default() += 1;
    }
    for found in all {
        // Of each character the first one stands for all.
        let Some(count) = counts.remove(&found.character) else { continue };
        let range = found.offset..found.offset + found.character.len_utf8();
        let times = if count > 1 { format!(", {count} chỗ trong đoạn này") } else { String::new() };
        let message = format!("{} U+{:04X}{times}", found.kind.vietnamese(), u32::from(found.character));
        let around = neighbourhood(text.as_str(), &range);
        report.on(Code::HIDDEN, text, around.clone(), message, without(&text.as_str()[around], &found));
    }
}

/// Says how the words around a hidden character are written without any.
fn without(words: &str, found: &Hidden) -> String {
    let replacement = |kind: HiddenKind| match kind {
        HiddenKind::NoBreakSpace | HiddenKind::OddSpace => Some(" "),
        HiddenKind::ZeroWidth | HiddenKind::SoftHyphen | HiddenKind::Bidi | HiddenKind::Control => Some(""),
        _ => None,
    };
    if replacement(found.kind).is_none() {
        return "xoá rồi gõ lại chữ ở chỗ này".to_owned();
    }
    let mut bare = words.to_owned();
    for other in hidden_characters(words) {
        if let Some(with) = replacement(other.kind) {
            bare = bare.replace(other.character, with);
        }
    }
    format!("xoá rồi gõ lại: `{}`", bare.trim())
}

/// Widens a range by the words it touches, a short way.
pub(super) fn neighbourhood(text: &str, range: &Range<usize>) -> Range<usize> {
    const FAR: usize = 24;
    let lead = text[..range.start].char_indices().rev().take(FAR);
    let start =
        lead.take_while(|(_, letter)| !letter.is_whitespace()).last().map_or(range.start, |(at, _)| at);
    let tail = text[range.end..].chars().take(FAR).take_while(|letter| !letter.is_whitespace());
    start..range.end + tail.map(char::len_utf8).sum::<usize>()
}

fn spacing(passage: &Passage<'_>, report: &mut Report) {
    let text = passage.str();
    let mut free = 0;
    for (at, _) in text.match_indices(' ') {
        if at < free {
            continue;
        }
        let rest = &text[at..];
        let after = rest.trim_start_matches(' ');
        let end = at + (rest.len() - after.len());
        free = end;
        if closes(&text[..at], after) {
            let around = neighbourhood(text, &(at..end + 1));
            let fixed = format!("{}{}", &text[around.start..at], &text[end..around.end]);
            report.on(
                Code::SPACING,
                passage.text,
                around,
                "thừa dấu cách trước dấu câu",
                format!("viết `{fixed}`"),
            );
        } else if end - at > 1 && at > 0 && !after.is_empty() && !is_blank(passage, at) {
            let around = neighbourhood(text, &(at..end));
            let fixed = format!("{} {}", &text[around.start..at], &text[end..around.end]);
            report.on(
                Code::SPACING,
                passage.text,
                around,
                "hai dấu cách liền nhau",
                format!("viết `{fixed}`"),
            );
        }
    }
}

/// Tells whether a closing mark follows that belongs to the word before it;
/// dots in a row, decimals and marks after a blank are left.
fn closes(before: &str, after: &str) -> bool {
    let mut signs = after.chars();
    if !signs.next().is_some_and(|sign| matches!(sign, ',' | '.' | ';' | ':' | '!' | '?')) {
        return false;
    }
    let joined = signs.next().is_some_and(|next| matches!(next, '.' | '/') || next.is_alphanumeric());
    let blank = before.is_empty() || before.ends_with(['.', '…', '_', '-']);
    !joined && !blank
}

/// Tells whether spaces are left for a number or a day to be written in.
fn is_blank(passage: &Passage<'_>, at: usize) -> bool {
    let word = passage.words.starting_at(at);
    let before = word.checked_sub(1).map_or("", |before| passage.words.folded(before));
    let bracketed = passage.str()[..at].ends_with(['(', '[']);
    bracketed || matches!(before, "ngày" | "tháng" | "năm" | "số" | "lần")
}

/// Is one word in the other style.
struct Departure<'a> {
    word: String,
    fixed: String,
    place: (&'a Text, Range<usize>),
    count: usize,
}

fn tone(passages: &[&Passage<'_>], chosen: Option<ToneStyle>, report: &mut Report) {
    let found = chosen.map_or_else(|| rarer(passages), |style| collect(passages, style));
    for departure in found {
        let times = if departure.count > 1 { format!(", {} chỗ", departure.count) } else { String::new() };
        let style = if chosen.is_some() { "của cơ quan" } else { "của phần còn lại" };
        report.on(
            Code::TONE,
            departure.place.0,
            departure.place.1,
            format!("`{}` đặt dấu thanh khác kiểu {style}{times}", departure.word),
            format!("viết `{}`", departure.fixed),
        );
    }
}

/// Gives the words of the rarer style, of a paper that mixes both: an office
/// that chose none must still keep to one.
fn rarer<'a>(passages: &[&Passage<'a>]) -> Vec<Departure<'a>> {
    let (first, main) = (collect(passages, ToneStyle::OnMain), collect(passages, ToneStyle::OnFirst));
    let count = |found: &[Departure<'_>]| found.iter().map(|one| one.count).sum::<usize>();
    match (count(&first), count(&main)) {
        (_, 0) => Vec::new(),
        (firsts, mains) if mains < firsts => main,
        _ => first,
    }
}

fn collect<'a>(passages: &[&Passage<'a>], style: ToneStyle) -> Vec<Departure<'a>> {
    let mut found: Vec<Departure<'a>> = Vec::new();
    for passage in passages {
        // How a person's own name is spelled is not the office's to choose.
        if passage.role == Role::Person {
            continue;
        }
        for (range, fixed) in departures(passage.str(), style) {
            if is_name(passage, &range) {
                continue;
            }
            let word = passage.str()[range.clone()].to_owned();
            match found.iter_mut().find(|known| known.word.to_lowercase() == word.to_lowercase()) {
                Some(known) => known.count += 1,
                None => found.push(Departure { word, fixed, place: (passage.text, range), count: 1 }),
            }
        }
    }
    found
}

/// Tells whether a word looks like the last part of a person's name: `Thuý` in
/// `Nguyễn Thị Thuý`. `Uỷ` is never one.
fn is_name(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let at = passage.words.starting_at(range.start);
    let capital = |word: usize| passage.case(word) == Case::Capital;
    at >= 2
        && passage.words.folded(at) != "uỷ"
        && [at - 2, at - 1, at].into_iter().all(capital)
        && passage.joined(at)
        && passage.joined(at - 1)
}
