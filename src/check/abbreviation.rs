//! Comes in: the content. Goes out: abbreviations used before they were
//! explained in brackets. Must not know: symbols of papers, which look alike.

use std::collections::BTreeSet;
use std::ops::Range;

use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use super::words::Case;
use crate::diag::Code;
use crate::model::Form;
use crate::text::{self, ToneStyle, is_syllable, is_toned, misspelt, restyle, roman_value};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    // An annex follows a paper that explains what both use.
    if paper.document.form == Form::Annex {
        return;
    }
    let style = paper.document.office.tone.unwrap_or(ToneStyle::OnMain);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for passage in paper.content() {
        let mut loud = None;
        for at in passage.all() {
            let Some((name, end)) = abbreviation(passage, at) else { continue };
            let known = text::abbreviation(&name).is_some_and(|found| found.known)
                || is_unit(passage, at)
                || is_storm(passage, at);
            if known || paper.document.office.abbreviations.contains(&name) || seen.contains(&name) {
                continue;
            }
            if *loud.get_or_insert_with(|| is_loud(passage)) {
                break;
            }
            if !is_explained(passage, at, end) {
                unexplained(passage, at..end, &name, style, report);
            }
            seen.insert(name);
        }
    }
}

fn unexplained(
    passage: &Passage<'_>,
    words: Range<usize>,
    name: &str,
    style: ToneStyle,
    report: &mut Report,
) {
    let meaning = text::abbreviation(name).map(|found| restyle(found.meaning, style));
    let declared = "hoặc khai một lần ở `viet_tat` trong co-quan.yaml";
    let hint = match meaning {
        Some(meaning) if name == "Đ/c" => format!("viết `{meaning}`"),
        Some(meaning) => format!("lần đầu viết `{meaning} ({name})`, {declared}"),
        None => format!("lần đầu viết cả cụm từ rồi `({name})`, {declared}"),
    };
    let message = format!("`{name}` viết tắt mà chưa nêu cụm từ đầy đủ");
    report.on(Code::ABBREVIATION, passage.text, passage.bytes(words), message, hint);
}

/// Reads an abbreviation at a word: its name, and the word after it.
fn abbreviation(passage: &Passage<'_>, at: usize) -> Option<(String, usize)> {
    let folded = passage.words.folded(at);
    if folded == "đ" && passage.words.folded(at + 1) == "c" && passage.joint(at + 1) == "/" {
        return Some(("Đ/c".to_owned(), at + 2));
    }
    let letters = capitals(passage, at)?;
    if at > 0
        && passage.words.folded(at - 1) == "ub"
        && passage.joined(at)
        && capitals(passage, at - 1).is_some()
    {
        // Read together with the word before it.
        return None;
    }
    if letters == "UB"
        && passage.joined(at + 1)
        && let Some(next) = capitals(passage, at + 1)
    {
        return Some((format!("UB {next}"), at + 2));
    }
    Some((letters.to_owned(), at + 1))
}

/// Tells a unit behind its number: `20 GB`, `15 MW`.
fn is_unit(passage: &Passage<'_>, at: usize) -> bool {
    let unit = matches!(
        passage.words.folded(at),
        "kb" | "mb" | "gb" | "tb" | "kw" | "mw" | "gw" | "kv" | "kva" | "mva" | "hp" | "dpi" | "rpm"
    );
    let counted = at.checked_sub(1).is_some_and(|before| {
        passage.joined(at) && passage.words.folded(before).bytes().all(|byte| byte.is_ascii_digit())
    });
    unit && counted
}

/// Tells the name of a storm, which is set in capitals: `bão số 9 (RAGASA)`.
fn is_storm(passage: &Passage<'_>, at: usize) -> bool {
    let said = |word: usize| {
        ["bão", "áp thấp", "tên quốc tế"].iter().any(|storm| passage.phrase(word, storm).is_some())
    };
    let letters = passage.words.folded(at);
    letters.len() > 3
        && letters.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && (at.saturating_sub(8)..at).any(said)
}

/// Gives a word that is an abbreviation by its look: capitals that spell no
/// syllable, well or ill, and no Roman numeral, and are no part of a symbol or
/// an address.
fn capitals<'a>(passage: &Passage<'a>, at: usize) -> Option<&'a str> {
    let word = passage.words.list().get(at).filter(|word| word.case == Case::Loud)?;
    let text = passage.str();
    let letters = &text[word.range.clone()];
    let glue = |sign: Option<char>| {
        sign.is_some_and(|sign| matches!(sign, '/' | '-' | '–' | '@' | '_' | '\u{2026}'))
    };
    let before = text[..word.range.start].chars().next_back();
    let mut tail = text[word.range.end..].chars();
    let after = tail.next();
    let dotted = after == Some('.') && tail.next().is_some_and(char::is_alphanumeric);
    let fits = letters.chars().all(char::is_alphabetic)
        && letters.chars().count() <= 10
        && !glue(before)
        && !glue(after)
        && !dotted
        && roman_value(letters).is_none()
        && !is_syllable(passage.words.folded(at))
        && !is_ill_spelt(letters);
    fits.then_some(letters)
}

/// Tells a word in capitals that is meant as a syllable but spelt ill: letters
/// that stand for words have no tone, nor an onset and an end around a vowel.
fn is_ill_spelt(letters: &str) -> bool {
    letters.chars().any(is_toned)
        || (letters.chars().count() > 3
            && misspelt(letters)
                .is_some_and(|found| found.is_one() && !found.meant(letters).words.is_empty()))
}

/// Tells whether an abbreviation is being explained where it stands: alone in
/// brackets, or in brackets that say so.
fn is_explained(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let bytes = passage.bytes(at..end);
    let text = passage.str();
    let (before, after) = (text[..bytes.start].trim_end(), text[bytes.end..].trim_start());
    let alone = before.ends_with(['(', '"', '“']) && after.starts_with([')', '"', '”']);
    let said = at.saturating_sub(4)..at;
    let called = said.clone().any(|word| passage.words.folded(word) == "tắt");
    alone || called
}

/// Tells whether a text is set in capitals as a whole.
fn is_loud(passage: &Passage<'_>) -> bool {
    let syllables = passage.all().filter(|at| is_syllable(passage.words.folded(*at)));
    let (mut loud, mut all) = (0, 0);
    for at in syllables {
        all += 1;
        loud += usize::from(passage.case(at) == Case::Loud);
    }
    all > 0 && loud * 2 > all
}
