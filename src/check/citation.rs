//! Comes in: running text and the paper's own day. Goes out: papers it cites
//! that are younger than itself, and citations whose number or day was left
//! open. Must not know: what is cited; the papers of the dossier that are
//! cited by an expression are judged where it is worked out.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::Case;
use crate::diag::Code;
use crate::text::short_date;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let day = limit(paper);
    let texts = paper.content().filter(|passage| passage.role != Role::Title);
    for passage in texts {
        if let Some(day) = day {
            younger(passage, day, paper, report);
        }
        // What is left open in an annex is a form to be filled in.
        if !passage.annexed {
            open(passage, report);
        }
    }
}

/// Gives the last day a paper may have that is cited here: this paper's own,
/// else that of the meeting it comes before.
fn limit(paper: &Paper<'_>) -> Option<NaiveDate> {
    let document = paper.document;
    let own = document.date.as_ref().map(|(date, _)| *date);
    own.or_else(|| {
        document
            .event_date()
            .filter(|_| matches!(document.kind.dated.as_deref(), Some("truoc" | "truoc-ngay")))
    })
}

fn younger(passage: &Passage<'_>, day: NaiveDate, paper: &Paper<'_>, report: &mut Report) {
    let text = passage.str();
    let padding = &paper.rules.text.padding;
    for date in &passage.dates {
        let lead = before_day(&text[..date.range.start]);
        let Some(symbol) = symbol_at_end(lead) else { continue };
        if let Some(cited) = date.date().filter(|cited| *cited > day) {
            let message = format!(
                "`{}` đề ngày {}, sau ngày {} của văn bản này",
                &text[symbol],
                short_date(cited, padding),
                short_date(day, padding)
            );
            report.on(
                Code::CITE_YOUNGER,
                passage.text,
                date.range.clone(),
                message,
                "xem lại ngày của văn bản được viện dẫn, hoặc `ngay` của văn bản này",
            );
        }
    }
    for range in words(text) {
        let Some(year) = year_of(&text[range.clone()]).filter(|year| *year > day.year()) else { continue };
        let message = format!("`{}` là văn bản năm {year}, sau năm của văn bản này", &text[range.clone()]);
        report.on(
            Code::CITE_YOUNGER,
            passage.text,
            range,
            message,
            "xem lại số của văn bản được viện dẫn, hoặc `ngay` của văn bản này",
        );
    }
}

/// Takes `, ngày` off the end of what stands before a day.
fn before_day(lead: &str) -> &str {
    let bare = lead.trim_end_matches([' ', ',']);
    let without = bare.strip_suffix("ngày").or_else(|| bare.strip_suffix("Ngày")).unwrap_or(bare);
    without.trim_end_matches([' ', ','])
}

/// Finds a paper's symbol at the end of a text: `07-KH/ĐU`, `30/2020/NĐ-CP`.
fn symbol_at_end(text: &str) -> Option<Range<usize>> {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    let start = (start..=text.len()).find(|at| text.is_char_boundary(*at))?;
    let word = text[start..].trim_start_matches(['(', '“', '"']);
    let begin = text.len() - word.len();
    is_symbol(word).then_some(begin..text.len())
}

/// Tells whether a word is the symbol of a paper: a number, then organs in
/// capitals behind `-` or `/`.
fn is_symbol(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &word[digits..];
    let mut letters = rest.chars();
    (1..=6).contains(&digits)
        && letters.next().is_some_and(|sign| matches!(sign, '-' | '/' | '–'))
        && rest.chars().any(char::is_uppercase)
        && letters.all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '/' | '.' | '–'))
}

/// Gives the year of a symbol of the state: 2020 of `30/2020/NĐ-CP`.
fn year_of(word: &str) -> Option<i32> {
    let mut parts = word.split('/');
    let number = parts.next()?;
    let year = parts.next()?;
    let organ = parts.next()?;
    let sound = !number.is_empty() && number.len() <= 6 && number.bytes().all(|byte| byte.is_ascii_digit());
    let letters = organ.starts_with(char::is_uppercase);
    (sound && letters && year.len() == 4).then(|| year.parse().ok())?
}

/// Gives the runs of letters between white space, without marks around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split(char::is_whitespace).filter(|word| word.contains('/')).map(move |word| {
        let bare = word.trim_matches(['(', ')', ',', ';', '.', ':', '“', '”', '"']);
        let start = bare.as_ptr() as usize - text.as_ptr() as usize;
        start..start + bare.len()
    })
}

/// Finds citations with an open number or day.
fn open(passage: &Passage<'_>, report: &mut Report) {
    let text = passage.str();
    let mut free = 0;
    for word in passage.all() {
        let range = passage.bytes(word..word + 1);
        if range.start < free {
            continue;
        }
        let found = match passage.words.folded(word) {
            "số" => open_number(text, passage, word),
            "ngày" => open_day(text, range.start).filter(|_| is_cited(passage, word)),
            _ => None,
        };
        let Some(found) = found else { continue };
        free = found.end;
        // An expression's own gap is told by the one who works it out.
        let span = passage.text.at(found.clone());
        let typed = span.source.text()[span.range.clone()].to_lowercase();
        if !typed.starts_with(passage.words.folded(word)) {
            continue;
        }
        let message =
            format!("`{}`: số hoặc ngày của văn bản được viện dẫn còn để trống", &text[found.clone()]);
        report.on(Code::CITE_UNNUMBERED, passage.text, found, message, "điền số và ngày của văn bản ấy");
    }
}

/// Passes room that was left to be written in: dots, lines, spaces.
fn room(text: &str) -> usize {
    text.find(|c: char| !matches!(c, '.' | '…' | '_' | ' ' | '\u{a0}')).unwrap_or(text.len())
}

/// Tells whether some room was left on purpose: more than the one space
/// between two words.
fn is_room(text: &str) -> bool {
    text.contains(['…', '_']) || text.contains("..") || text.contains("  ")
}

/// Reads `số ...-KH/TU, ngày .../8/2026`, `Kế hoạch số … của`.
fn open_number(text: &str, passage: &Passage<'_>, word: usize) -> Option<Range<usize>> {
    let range = passage.bytes(word..word + 1);
    let rest = text[range.end..].strip_prefix(':').unwrap_or(&text[range.end..]);
    let from = text.len() - rest.len();
    let gap = room(rest);
    let behind = &rest[gap..];
    let tail = symbol_tail(behind);
    let named = || passage.kind_before(word).is_some();
    let numbered = behind.starts_with(|c: char| c.is_ascii_digit());
    if tail == 0 && (numbered || !is_room(&rest[..gap]) || !named()) {
        return None;
    }
    let end = from + gap + tail;
    let end = if tail == 0 { from + rest[..gap].trim_end().len() } else { end };
    let day = text[end..].find("ngày").filter(|at| text[end..end + at].trim_matches([' ', ',']).is_empty());
    let open = day.and_then(|at| open_day(text, end + at));
    Some(range.start..open.map_or(end, |open| open.end))
}

/// Measures `-KH/TU`, `/QĐ-TTg`, `/2026/NĐ-CP` behind an open number.
fn symbol_tail(text: &str) -> usize {
    if !text.starts_with(['-', '/', '–']) {
        return 0;
    }
    let length =
        text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '/' | '–'))).unwrap_or(text.len());
    let tail = &text[..length];
    let parts: Vec<&str> = tail[1..].split(['-', '/', '–']).filter(|part| !part.is_empty()).collect();
    let capital = |part: &&str| part.starts_with(char::is_uppercase);
    if parts.len() > 1 && parts.iter().any(capital) && parts.last().is_some_and(capital) { length } else { 0 }
}

/// Reads a day of which a part is room: `ngày .../8/2026`, `ngày … tháng 8 năm
/// 2026`, `ngày 05/…/2026`.
fn open_day(text: &str, start: usize) -> Option<Range<usize>> {
    let mut at = start + "ngày".len();
    let mut open = false;
    for (index, sign) in ["", "tháng", "năm"].into_iter().enumerate() {
        let rest = &text[at..];
        let joint = rest.len() - rest.trim_start_matches([' ', '\u{a0}']).len();
        if index > 0 {
            let bare = &rest[joint..];
            let length = if bare.starts_with('/') {
                1
            } else if begins(bare, sign) {
                sign.len()
            } else {
                // A day and a month may stand without a year.
                return (open && index == 2).then_some(start..at);
            };
            at += joint + length;
        }
        let part = &text[at..];
        let spaces = part.len() - part.trim_start_matches([' ', '\u{a0}']).len();
        let digits = part[spaces..].bytes().take_while(u8::is_ascii_digit).count();
        let filled = &part[spaces + digits..];
        let gap = room(filled);
        let whole = if index == 2 { 4 } else { 2 };
        let dotted = digits < whole && is_room(&filled[..gap]) && !filled[..gap].trim().is_empty();
        if digits > 0 && !dotted {
            at += spaces + digits;
            continue;
        }
        let length = if digits > 0 { spaces + digits + filled[..gap].trim_end().len() } else { room(part) };
        let blank = &part[..length];
        let leads = part[length..].starts_with('/') || begins(&part[length..], "tháng");
        if length == 0 || digits == 0 && !(is_room(blank) || (index < 2 && leads)) {
            return None;
        }
        open = true;
        at += if index == 2 { part[..length].trim_end().len() } else { length };
    }
    open.then_some(start..at)
}

/// Tells whether a text begins with a word, which is in small letters.
fn begins(text: &str, word: &str) -> bool {
    let letters = text.chars().take(word.chars().count()).flat_map(char::to_lowercase);
    letters.eq(word.chars())
}

/// Tells whether a day is that of a paper: its symbol or its kind stands before.
pub(super) fn is_cited(passage: &Passage<'_>, word: usize) -> bool {
    let text = passage.str();
    let lead = text[..passage.bytes(word..word + 1).start].trim_end_matches([' ', ',']);
    let named = passage.kind_before(word).is_some_and(|start| passage.case(start) != Case::Small);
    symbol_at_end(lead).is_some() || named
}
