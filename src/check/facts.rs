//! Comes in: what the texts say of the meeting's day, hour and place, and the
//! dossier's own facts. Goes out: where they differ. Must not know: how a date
//! is written.

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::deadline::is_deadline;
use super::kinds::KindWords;
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Words, folded};
use crate::diag::{Code, Text};
use crate::model::{Document, Event, Mark};
use crate::rules::RuleSet;
use crate::text::{FoundDate, find_times, short_date, time_words};

/// Judges what stands behind labels and what is said of the place; gives the texts
/// that were judged.
pub(super) fn check<'a>(paper: &Paper<'a>, report: &mut Report) -> Vec<&'a Text> {
    let Some(event) = &paper.document.dossier.event else { return Vec::new() };
    let mut told = Vec::new();
    for (passage, labelled) in about_meeting(paper, Some(event.name.as_str()), true) {
        date(&passage, event, paper.rules, report);
        if labelled {
            time(passage.passage, 0..passage.passage.str().len(), event, report);
            part_of_day(passage.passage, passage.passage.all(), event, report);
            told.push(passage.passage.text);
        }
    }
    for passage in paper.running() {
        place(passage, event, report);
    }
    told
}

/// Finds the papers of a dossier without a known day that name different ones.
pub(super) fn across(documents: &[(&Document, &RuleSet)], report: &mut Report) {
    let mut first: Option<(NaiveDate, Text, Range<usize>)> = None;
    for (document, rules) in documents {
        if document.event_date().is_some() {
            return;
        }
        let name = document.dossier.event.as_ref().map(|event| event.name.as_str());
        // What kinds are called is not asked here.
        let kinds = KindWords::default();
        let paper = Paper::new(document, rules, &kinds);
        for (about, _) in
            about_meeting(&paper, name, false).into_iter().filter(|(about, _)| about.dates.len() == 1)
        {
            let found = about.dates[0];
            let (Some(day), text) = (found.date(), about.passage.text) else { continue };
            let Some((known, other, range)) = &first else {
                first = Some((day, text.clone(), found.range.clone()));
                continue;
            };
            if *known != day {
                let message = format!(
                    "ngày hội nghị ở đây khác `{}` ở chỗ khác của hồ sơ",
                    short_date(*known, &rules.text.padding)
                );
                report.on(
                    Code::EVENT_FACT,
                    text,
                    found.range.clone(),
                    message,
                    "khai `su_kien.ngay` trong ho-so.yaml và viết {{ su_kien.ngay | ngay_ngan }}",
                );
                report.related(Code::EVENT_FACT, other.at(range.clone()), "ở đây viết khác");
            }
        }
    }
}

/// Is a text that says when the meeting is.
struct About<'p, 'a> {
    passage: &'p Passage<'a>,
    dates: Vec<&'p FoundDate>,
}

/// Finds the texts that say when the meeting is, each with whether a label
/// says so; those without a date only where `bare` ones are asked for.
fn about_meeting<'p, 'a>(paper: &'p Paper<'a>, name: Option<&str>, bare: bool) -> Vec<(About<'p, 'a>, bool)> {
    let name = name.map(Words::of).unwrap_or_default();
    let mut found = Vec::new();
    let mut in_section = false;
    for passage in paper.running() {
        if let Role::Line(mark) = passage.role {
            let heads = matches!(mark, Mark::Section(..) | Mark::Heading(_) | Mark::Article(_));
            let clause = matches!(mark, Mark::Clause(_) | Mark::Point(_));
            in_section = if heads { is_time_heading(passage) } else { in_section && !clause };
        } else {
            in_section = false;
        }
        if !bare && passage.dates.is_empty() {
            continue;
        }
        let labelled = label(passage, "thời gian").is_some();
        let timed = |date: &&FoundDate| {
            !is_deadline(passage, date) && (labelled || in_section || is_of_meeting(passage, date, &name))
        };
        let dates: Vec<_> = passage.dates.iter().filter(timed).collect();
        if labelled || in_section || !dates.is_empty() {
            found.push((About { passage, dates }, labelled || in_section));
        }
    }
    found
}

/// Tells whether a heading is `Thời gian` or `THỜI GIAN, ĐỊA ĐIỂM`.
fn is_time_heading(passage: &Passage<'_>) -> bool {
    let from = passage.first_word();
    let rest: Vec<_> = (from..passage.words.list().len()).map(|at| passage.words.folded(at)).collect();
    matches!(
        rest.as_slice(),
        ["thời", "gian"] | ["thời", "gian", "địa", "điểm"] | ["thời", "gian", "và" | "tổ", ..]
    )
}

/// Lists what may stand between a label's first words and its colon, folded.
const LABEL: [&str; 19] = [
    "tại", "thời", "gian", "địa", "điểm", "và", "tổ", "chức", "họp", "hội", "nghị", "đối", "thoại", "gặp",
    "mặt", "khai", "mạc", "diễn", "ra",
];

/// Reads `2. Địa điểm tổ chức: …`; gives the bytes behind the colon.
pub(super) fn label(passage: &Passage<'_>, name: &str) -> Option<Range<usize>> {
    let mut next = passage.phrase(passage.first_word(), name)?;
    while next < passage.words.list().len()
        && matches!(passage.joint(next).trim(), "" | ",")
        && LABEL.contains(&passage.words.folded(next))
    {
        next += 1;
    }
    let joint = passage.joint(next);
    let colon = joint.find(':')?;
    if !joint[..colon].trim().is_empty() {
        return None;
    }
    let start = passage.bytes(next - 1..next).end + colon + 1;
    Some(start..passage.str().len())
}

/// Lists what may stand between `hội nghị` and its date, folded.
const BETWEEN: [&str; 24] = [
    "ngày", "vào", "được", "tổ", "chức", "diễn", "ra", "dự", "kiến", "này", "sẽ", "là", "lúc", "hồi", "sáng",
    "chiều", "khai", "mạc", "giờ", "phút", "gặp", "mặt", "đối", "thoại",
];

/// Tells the year of another meeting: `Hội nghị tổng kết năm 2025` where this one's
/// name has a year, and not this.
pub(super) fn is_other_year(passage: &Passage<'_>, at: usize, name: &Words) -> bool {
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20") && word.parse::<u32>().is_ok();
    let said = passage.words.folded(at);
    let named = at > 0 && passage.words.folded(at - 1) == "năm" && passage.joined(at);
    let mut years = (0..name.list().len()).map(|at| name.folded(at)).filter(|word| is_year(word)).peekable();
    named && is_year(said) && years.peek().is_some() && years.all(|year| year != said)
}

/// Lists what stands before a meeting that is another one or is not what the
/// sentence is about: one of the past, the board that prepares it. Folded.
const ANOTHER: [&str; 13] = [
    "ban tổ chức",
    "ban chỉ đạo",
    "tiểu ban",
    "trước khi",
    "sau khi",
    "từ",
    "kinh nghiệm",
    "so với",
    "kinh nghiệm tại",
    "trước khi khai mạc",
    "trước khi bế mạc",
    "trước khi tổ chức",
    "sau khi kết thúc",
];

/// Tells whether the meeting named at a word is not the dossier's, or what is
/// said behind it is not said of it.
pub(super) fn is_another(passage: &Passage<'_>, at: usize) -> bool {
    ANOTHER.iter().any(|lead| {
        let start = at.checked_sub(lead.split(' ').count());
        passage.joined(at) && start.is_some_and(|start| passage.phrase(start, lead) == Some(at))
    })
}

/// Tells whether a date is said of the meeting: only its own name and small
/// words stand between `hội nghị` and the date.
fn is_of_meeting(passage: &Passage<'_>, date: &FoundDate, name: &Words) -> bool {
    let at = passage.words.starting_at(date.range.start);
    let in_name = |word: &str| (0..name.list().len()).any(|at| name.folded(at) == word);
    for word in (at.saturating_sub(25)..at).rev() {
        let joint = passage.joint(word + 1);
        let folded = passage.words.folded(word);
        if joint.contains([';', '.', ':']) {
            return false;
        }
        if folded == "nghị" && word > 0 && passage.words.folded(word - 1) == "hội" {
            return !is_another(passage, word - 1);
        }
        if is_other_year(passage, word, name) {
            return false;
        }
        let small = BETWEEN.contains(&folded) || folded.starts_with(|c: char| c.is_ascii_digit());
        if !small && !in_name(folded) {
            return false;
        }
    }
    false
}

fn date(about: &About<'_, '_>, event: &Event, rules: &RuleSet, report: &mut Report) {
    let Some((day, span)) = &event.date else { return };
    let same = |date: &&FoundDate| {
        (date.day, date.month) == (day.day(), day.month()) && date.year.is_none_or(|year| year == day.year())
    };
    let Some(first) = about.dates.iter().find(|date| !same(date)) else { return };
    let days: Vec<_> =
        about.dates.iter().filter_map(|date| super::deadline::on_calendar(date, *day)).collect();
    let spans = days.iter().min() <= Some(day) && days.iter().max() >= Some(day);
    if about.dates.iter().copied().any(|date| same(&date)) || (days.len() > 1 && spans) {
        return;
    }
    let padding = &rules.text.padding;
    let message = format!("ngày hội nghị ở đây khác `{}` trong ho-so.yaml", short_date(*day, padding));
    report.on(
        Code::EVENT_FACT,
        about.passage.text,
        first.range.clone(),
        message,
        "viết {{ su_kien.ngay | ngay_ngan }} hoặc {{ su_kien.ngay | ngay_thang_nam }}",
    );
    report.related(Code::EVENT_FACT, span.clone(), "ngày hội nghị");
}

/// Is the longest line (bytes) whose hours are read; a real one is shorter.
pub(super) const LONG: usize = 4_000;

/// Gives the hours of some bytes; `14 giờ` alone counts behind a label.
fn hours(text: &str, range: &Range<usize>) -> Vec<(Range<usize>, NaiveTime)> {
    let part = text.get(range.clone()).unwrap_or_default();
    let shifted =
        |(found, time): (Range<usize>, NaiveTime)| (found.start + range.start..found.end + range.start, time);
    let found = find_times(part);
    if !found.is_empty() {
        return found.into_iter().map(shifted).collect();
    }
    let words = Words::of(part);
    let bare = (1..words.list().len()).find(|at| {
        words.folded(*at) == "giờ" && !words.folded(at + 1).starts_with(|c: char| c.is_ascii_digit())
    });
    let hour = bare.and_then(|at| {
        let hour = NaiveTime::from_hms_opt(words.folded(at - 1).parse().ok()?, 0, 0)?;
        Some((words.list()[at - 1].range.start..words.list()[at].range.end, hour))
    });
    hour.map(shifted).into_iter().collect()
}

pub(super) fn time(passage: &Passage<'_>, range: Range<usize>, event: &Event, report: &mut Report) {
    let Some((hour, span)) = event.time.as_ref().filter(|_| passage.str().len() < LONG) else { return };
    let found = hours(passage.str(), &range);
    if found.iter().any(|(_, time)| time == hour) {
        return;
    }
    if let Some((range, _)) = found.into_iter().next() {
        let message = format!("giờ hội nghị ở đây khác `{}` trong ho-so.yaml", time_words(*hour, false));
        report.on(Code::EVENT_FACT, passage.text, range, message, "viết {{ su_kien.gio }}");
        report.related(Code::EVENT_FACT, span.clone(), "giờ hội nghị");
    }
}

/// Judges `sáng`, `chiều`, `tối` beside the hour the meeting begins: where one
/// of them fits, all is well.
pub(super) fn part_of_day(passage: &Passage<'_>, words: Range<usize>, event: &Event, report: &mut Report) {
    let Some((hour, span)) = &event.time else { return };
    let fits = |part: &str| match part {
        "sáng" => hour.hour() < 12,
        "chiều" => hour.hour() >= 12,
        _ => hour.hour() >= 17,
    };
    let is_part = |at: &usize| {
        let next = passage.words.folded(at + 1);
        let dated =
            matches!(next, "ngày" | "thứ" | "chủ" | "cùng") || next.starts_with(|c: char| c.is_ascii_digit());
        matches!(passage.words.folded(*at), "sáng" | "chiều" | "tối") && passage.joined(at + 1) && dated
    };
    let parts: Vec<usize> = words.filter(is_part).collect();
    let Some(first) = parts.first().filter(|_| !parts.iter().any(|at| fits(passage.words.folded(*at))))
    else {
        return;
    };
    let message = format!("buổi ở đây khác giờ `{}` trong ho-so.yaml", time_words(*hour, false));
    report.on(
        Code::EVENT_FACT,
        passage.text,
        passage.bytes(*first..first + 1),
        message,
        "viết {{ su_kien.gio }}, hoặc sửa buổi",
    );
    report.related(Code::EVENT_FACT, span.clone(), "giờ hội nghị");
}

fn place(passage: &Passage<'_>, event: &Event, report: &mut Report) {
    if let Some(range) = label(passage, "địa điểm") {
        elsewhere(passage, range, event, report);
    } else if let Some(range) = label(passage, "thời gian") {
        // `Thời gian, địa điểm: 14 giờ, ngày 15/8/2026, tại …`
        let from = passage.words.starting_at(range.start);
        let both = (0..from).any(|at| passage.phrase(at, "địa điểm").is_some());
        let at =
            both.then(|| (from..passage.words.list().len()).find(|at| passage.phrase(*at, "tại").is_some()));
        if let Some(at) = at.flatten() {
            elsewhere(passage, passage.bytes(at..at + 1).end..range.end, event, report);
        }
    }
}

/// Judges a place that is said of the meeting.
pub(super) fn elsewhere(passage: &Passage<'_>, range: Range<usize>, event: &Event, report: &mut Report) {
    let Some(place) = &event.place else { return };
    let (known, said) = (folded(place.as_str()), folded(&passage.str()[range.clone()]));
    let elsewhere = ["như trên", "giấy mời", "thông báo sau"].iter().any(|phrase| said.contains(phrase));
    if said.is_empty() || known.is_empty() || elsewhere || said.contains(&known) || known.contains(&said) {
        return;
    }
    let words = passage.words.starting_at(range.start)..passage.words.starting_at(range.end);
    let message = format!("địa điểm ở đây khác `{}` trong ho-so.yaml", place.as_str());
    report.on(Code::EVENT_FACT, passage.text, passage.bytes(words), message, "viết {{ su_kien.dia_diem }}");
    report.related(Code::EVENT_FACT, place.span(), "địa điểm hội nghị");
}
