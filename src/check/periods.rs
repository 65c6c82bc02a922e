//! Comes in: running text with its dates and hours. Goes out: those that cannot
//! be: a thirteenth month, a year of five digits, an end before its beginning.
//! Must not know: the meeting, the paper's own day.

use std::ops::Range;

use chrono::NaiveTime;

use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use crate::diag::Code;
use crate::text::{FoundDate, find_times};

/// Is the longest line (bytes) whose hours are read; a real one is shorter.
const LONG: usize = 8_000;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running().filter(|passage| passage.str().len() < LONG) {
        months(passage, report);
        long_years(passage, report);
        for pair in passage.dates.windows(2) {
            days(passage, &pair[0], &pair[1], report);
        }
        hours(passage, report);
        years(passage, report);
    }
}

fn number(passage: &Passage<'_>, at: usize) -> Option<u32> {
    let word = passage.words.folded(at);
    word.bytes().all(|byte| byte.is_ascii_digit()).then(|| word.parse().ok())?
}

/// Finds `tháng 13/2026`, `tháng 13 năm 2026`.
fn months(passage: &Passage<'_>, report: &mut Report) {
    for (at, _) in passage.places(passage.all(), "tháng") {
        if !passage.joined(at + 1) {
            continue;
        }
        let Some(month) = number(passage, at + 1).filter(|month| *month == 0 || *month > 12) else {
            continue;
        };
        let short = passage.joint(at + 2) == "/" && passage.words.folded(at + 2).len() == 4;
        let long = passage.phrase(at + 2, "năm").is_some() && passage.words.folded(at + 3).len() == 4;
        let year = number(passage, at + if short { 2 } else { 3 });
        // A day before it makes it a date, which is told of as one.
        let dated = passage.dates.iter().any(|date| date.range.contains(&passage.bytes(at..at + 1).start));
        if !dated && (short || long) && year.is_some() {
            let end = at + if short { 3 } else { 4 };
            report.on(
                Code::DATE_REAL,
                passage.text,
                passage.bytes(at..end),
                format!("không có tháng {month}"),
                "xem lại tháng",
            );
        }
    }
}

/// Finds a year of five digits: `11/06/20266`, `năm 20266`.
fn long_years(passage: &Passage<'_>, report: &mut Report) {
    for at in 1..passage.words.list().len() {
        let word = passage.words.folded(at);
        let five = word.len() == 5
            && (word.starts_with("19") || word.starts_with("20"))
            && number(passage, at).is_some();
        if !five || word.ends_with("00") {
            continue;
        }
        let slashed = passage.joint(at) == "/"
            && number(passage, at - 1).is_some_and(|month| (1..=12).contains(&month));
        let ends = !passage.joined(at + 1) && !passage.joint(at + 1).starts_with(['.', ','])
            || at + 1 == passage.words.list().len();
        let named = passage.words.folded(at - 1) == "năm"
            && passage.joined(at)
            && (ends || passage.joint(at + 1).starts_with(". ") || passage.joint(at + 1).starts_with(", "));
        if slashed || named {
            report.on(
                Code::DATE_REAL,
                passage.text,
                passage.bytes(at..at + 1),
                format!("năm `{word}` có năm chữ số"),
                "xem lại năm",
            );
        }
    }
}

/// Tells whether only `đến` and small words stand between two places.
fn leads_to(text: &str, from: usize, to: usize) -> bool {
    let joint = text.get(from..to).unwrap_or_default().trim();
    matches!(
        joint,
        "đến"
            | "đến ngày"
            | "đến hết ngày"
            | "đến hết"
            | "tới"
            | "tới ngày"
            | "-"
            | "–"
            | "- ngày"
            | "– ngày"
    )
}

/// Finds a span of days that ends before it begins.
fn days(passage: &Passage<'_>, from: &FoundDate, to: &FoundDate, report: &mut Report) {
    let text = passage.str();
    if !leads_to(text, from.range.end, to.range.start) {
        return;
    }
    // Without a year the first may be of the year before.
    let begins = match from.year {
        Some(_) => from.date(),
        None if from.month == to.month => FoundDate { year: to.year, ..from.clone() }.date(),
        None => None,
    };
    if begins.zip(to.date()).is_none_or(|(begins, ends)| ends >= begins) {
        return;
    }
    report.on(
        Code::PERIOD,
        passage.text,
        from.range.start..to.range.end,
        "ngày kết thúc trước ngày bắt đầu",
        "xem lại hai ngày",
    );
}

/// Finds a span of hours of one day that ends before it begins.
fn hours(passage: &Passage<'_>, report: &mut Report) {
    let text = passage.str();
    let times: Vec<(Range<usize>, NaiveTime)> = find_times(text);
    for pair in times.windows(2) {
        let [(from, begins), (to, ends)] = pair else { continue };
        let behind = text[to.end..].trim_start().to_lowercase();
        let same_day = behind.starts_with("cùng ngày") || behind.starts_with("trong ngày");
        if leads_to(text, from.end, to.start) && ends < begins && same_day {
            report.on(
                Code::PERIOD,
                passage.text,
                from.start..to.end,
                "giờ kết thúc trước giờ bắt đầu",
                "xem lại hai giờ",
            );
        }
    }
}

/// Lists what is said before a span of years, folded.
const SPANS: [&str; 7] = ["đoạn", "kỳ", "năm", "học", "khoá", "từ", "hạn"];

/// Finds `giai đoạn 2030 - 2025`.
fn years(passage: &Passage<'_>, report: &mut Report) {
    let year = |at: usize| number(passage, at).filter(|year| (1900..2100).contains(year));
    for at in 1..passage.words.list().len().saturating_sub(1) {
        let Some((from, to)) = year(at).zip(year(at + 1)).filter(|(from, to)| to < from) else { continue };
        let joint = passage.joint(at + 1).trim();
        let said = SPANS.contains(&passage.words.folded(at - 1)) && passage.joined(at);
        let parted = matches!(joint, "-" | "–" | "—");
        let bytes = passage.bytes(at..at + 2);
        if said && parted && !passage.str()[bytes.end..].starts_with(['/', '-']) {
            let hint = format!("viết `{to}{}{from}`, hoặc xem lại", passage.joint(at + 1));
            report.on(Code::PERIOD, passage.text, bytes, "năm kết thúc trước năm bắt đầu", hint);
        }
    }
}
