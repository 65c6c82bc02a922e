//! Comes in: the dates found in the texts. Goes out: those that are padded
//! against the rule, half in words, not in the calendar, or under the wrong
//! day of the week. Must not know: the meeting.

use super::deadline::on_calendar;
use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use crate::diag::Code;
use crate::text::{DateKind, FoundDate, Padding, find_weekdays, short_date, weekday_name};
use chrono::{Datelike, NaiveDate};

/// Lists days (day, month) that are names and written without zeros: `ngày
/// 8/3`, `ngày 2/9`. Bộ luật Lao động 2019 Điều 112 and common usage, 2026.
const NAMED: [(u32, u32); 9] = [(3, 2), (8, 3), (30, 4), (1, 5), (7, 5), (19, 5), (1, 6), (2, 9), (20, 10)];

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let padding = paper.rules.text.padding;
    for passage in paper.running() {
        for date in &passage.dates {
            written(passage, date, padding, report);
        }
        weekdays(passage, paper, padding, report);
    }
}

/// Judges how one date is written.
fn written(passage: &Passage<'_>, date: &FoundDate, padding: Padding, report: &mut Report) {
    let shown = &passage.str()[date.range.clone()];
    // Without a year a leap year is assumed: 29/02 may be meant.
    let real = NaiveDate::from_ymd_opt(date.year.unwrap_or(2024), date.month, date.day);
    if real.is_none() {
        report.on(
            Code::DATE_REAL,
            passage.text,
            date.range.clone(),
            format!("không có ngày {} tháng {}{}", date.day, date.month, year(date)),
            "xem lại lịch",
        );
        return;
    }
    let (day, month) = (padding.day(date.day), padding.month(date.month));
    if date.kind == DateKind::Mixed {
        let (long, short) = match date.year {
            Some(year) => {
                (format!("ngày {day} tháng {month} năm {year}"), format!("ngày {day}/{month}/{year}"))
            }
            None => (format!("ngày {day} tháng {month}"), format!("ngày {day}/{month}")),
        };
        let message = format!("`{shown}` viết lẫn hai kiểu");
        report.on(
            Code::DATE_MIXED,
            passage.text,
            date.range.clone(),
            message,
            format!("viết `{long}` hoặc `{short}`"),
        );
        return;
    }
    let named = date.year.is_none() && NAMED.contains(&(date.day, date.month));
    if named || (date.raw_day == day && date.raw_month == month) {
        return;
    }
    let fixed = match (date.kind, date.year) {
        (DateKind::Long, Some(year)) => format!("{} {day} tháng {month} năm {year}", first_word(shown)),
        (DateKind::Long, None) => format!("{} {day} tháng {month}", first_word(shown)),
        (_, Some(year)) => format!("{day}/{month}/{year}"),
        (_, None) => format!("{day}/{month}"),
    };
    let message = format!("`{shown}` thêm hoặc bớt số 0 chưa đúng");
    report.on(Code::DATE_PADDING, passage.text, date.range.clone(), message, format!("viết `{fixed}`"));
}

fn first_word(text: &str) -> &str {
    text.split(char::is_whitespace).next().unwrap_or_default()
}

fn year(date: &FoundDate) -> String {
    date.year.map_or(String::new(), |year| format!(" năm {year}"))
}

/// Is the longest line (bytes) whose weekdays are read; a real one is shorter.
const LONG: usize = 8_000;

fn weekdays(passage: &Passage<'_>, paper: &Paper<'_>, padding: Padding, report: &mut Report) {
    let event = paper.document.event_date();
    let own = paper.document.date.as_ref().map(|(date, _)| *date);
    if passage.dates.is_empty() || passage.str().len() > LONG {
        return;
    }
    for (range, weekday, date) in find_weekdays(passage.str()) {
        // A date without its year is the meeting's, else the one nearest to the
        // paper's own.
        let meeting = event
            .filter(|event| date.year.is_none() && (event.day(), event.month()) == (date.day, date.month));
        let near = || own.and_then(|own| on_calendar(&date, own));
        let Some(day) = date.date().or(meeting).or_else(near) else { continue };
        if day.weekday() == weekday {
            continue;
        }
        let name = &passage.str()[range.clone()];
        let right = weekday_name(day);
        let message = format!("ngày {} là {right}, ở đây viết `{name}`", short_date(day, &padding));
        report.on(Code::DATE_WEEKDAY, passage.text, range, message, format!("viết `{right}`, hoặc sửa ngày"));
    }
}
