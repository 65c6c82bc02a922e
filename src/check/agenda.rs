//! Comes in: the lists of a kind's own fields whose rows have days and hours:
//! agendas, schedules. Goes out: days and hours that do not follow each other,
//! rows written twice, a chair at two places at once. Must not know: any
//! particular kind; the fields are those a meeting has (`ngay`, `buoi`, `gio`,
//! `chu_tri`, `dia_diem`).

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::paper::Paper;
use super::report::Report;
use super::words::{Words, folded};
use crate::diag::{Code, Span, Text};
use crate::model::Own;
use crate::text::{Padding, find_dates, short_date, time_words};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let padding = paper.rules.text.padding;
    for (_, value) in &paper.document.own {
        let Own::List(rows) = value else { continue };
        let rows: Vec<Row<'_>> = rows.iter().filter_map(Row::of).collect();
        if rows.iter().all(|row| row.day.is_none() && row.hour.is_none()) {
            continue;
        }
        days(&rows, padding, report);
        outside(paper, &rows, report);
        let mut day: Vec<&Row<'_>> = Vec::new();
        for row in &rows {
            if row.begins || row.day.is_some() || row.part.is_some() {
                hours(&day, report);
                day.clear();
            }
            day.push(row);
            let tasks: Vec<&Row<'_>> = row.tasks.iter().collect();
            hours(&tasks, report);
            clashes(&tasks, report);
        }
        hours(&day, report);
    }
}

/// Is a row of a list.
struct Row<'a> {
    day: Option<(NaiveDate, &'a Span)>,
    hour: Option<(NaiveTime, &'a Span)>,
    part: Option<&'a Text>,
    what: Option<&'a Text>,
    chair: Option<&'a Text>,
    place: Option<&'a Text>,
    /// It has nothing to do itself: rows of its own follow.
    begins: bool,
    tasks: Vec<Row<'a>>,
}

impl<'a> Row<'a> {
    fn of(value: &'a Own) -> Option<Self> {
        let Own::Group(cells) = value else { return None };
        let mut row = Self {
            day: None,
            hour: None,
            part: None,
            what: None,
            chair: None,
            place: None,
            begins: false,
            tasks: Vec::new(),
        };
        for (name, value) in cells {
            match (name.as_str(), value) {
                ("ngay", Own::Date(day, span)) => row.day = Some((*day, span)),
                ("gio", Own::Time(hour, span)) => row.hour = Some((*hour, span)),
                ("buoi", Own::Text(text)) => row.part = Some(&text.plain),
                ("noi_dung", Own::Text(text)) => row.what = Some(&text.plain),
                ("chu_tri", Own::Text(text)) => row.chair = Some(&text.plain),
                ("dia_diem", Own::Text(text)) => row.place = Some(&text.plain),
                (_, Own::List(values)) => row.tasks.extend(values.iter().filter_map(Self::of)),
                _ => {}
            }
        }
        row.begins = row.what.is_none();
        Some(row)
    }
}

/// Finds a day before the one above it, and a day that stands there twice.
fn days(rows: &[Row<'_>], padding: Padding, report: &mut Report) {
    let days: Vec<(NaiveDate, &Span)> = rows.iter().filter_map(|row| row.day).collect();
    for (at, (day, span)) in days.iter().enumerate() {
        let shown = short_date(*day, &padding);
        if let Some((_, first)) = days[..at].iter().find(|(known, _)| known == day) {
            report.at(
                Code::AGENDA,
                (*span).clone(),
                format!("ngày {shown} có hai lần"),
                "gộp vào một ngày, hoặc sửa ngày",
            );
            report.related(Code::AGENDA, (*first).clone(), "lần trước");
        } else if let Some((before, _)) =
            at.checked_sub(1).map(|above| days[above]).filter(|(before, _)| before > day)
        {
            let message = format!("ngày {shown} đứng sau ngày {}", short_date(before, &padding));
            report.at(Code::AGENDA, (*span).clone(), message, "xếp theo thứ tự ngày, hoặc sửa ngày");
        }
    }
}

/// Finds days outside those the summary names: `tuần từ ngày … đến ngày …`.
fn outside(paper: &Paper<'_>, rows: &[Row<'_>], report: &mut Report) {
    let Some(summary) = &paper.document.summary else { return };
    let dates = find_dates(summary.as_str());
    let [from, to] = dates.as_slice() else { return };
    let joint = summary.as_str()[from.range.end..to.range.start].trim();
    let (Some(last), true) = (to.date(), matches!(joint, "đến" | "đến ngày" | "-" | "–")) else {
        return;
    };
    let year = from.year.unwrap_or_else(|| last.year());
    let Some(first) = NaiveDate::from_ymd_opt(year, from.month, from.day).filter(|first| *first <= last)
    else {
        return;
    };
    let padding = paper.rules.text.padding;
    for (day, span) in rows.iter().filter_map(|row| row.day).filter(|(day, _)| *day < first || *day > last) {
        let message = format!("ngày {} ở ngoài khoảng ngày của trích yếu", short_date(day, &padding));
        report.at(Code::AGENDA, span.clone(), message, "sửa ngày ở đây, hoặc sửa trích yếu");
        report.related(Code::AGENDA, summary.plain.span(), "trích yếu");
    }
}

/// Judges the hours of one day or part.
fn hours(rows: &[&Row<'_>], report: &mut Report) {
    let part = rows.first().filter(|row| row.begins).and_then(|row| row.part);
    let mut last: Option<NaiveTime> = None;
    for (at, row) in rows.iter().enumerate() {
        let Some((hour, span)) = row.hour else { continue };
        if let Some(part) = row.part.or(part).filter(|part| !fits(part, hour)) {
            let message = format!("{} không phải `{}`", time_words(hour, false), part.as_str());
            report.at(Code::AGENDA, span.clone(), message, "sửa giờ, hoặc sửa buổi");
        }
        if let Some(before) = last.filter(|before| *before > hour) {
            let message = format!("{} đứng sau {}", time_words(hour, false), time_words(before, false));
            report.at(Code::AGENDA, span.clone(), message, "xếp theo thứ tự giờ, hoặc sửa giờ");
        }
        last = Some(hour);
        let same = |other: &&&Row<'_>| {
            other.hour.map(|(hour, _)| hour) == Some(hour)
                && other
                    .what
                    .zip(row.what)
                    .is_some_and(|(one, two)| folded(one.as_str()) == folded(two.as_str()))
                && other.place.map(Text::as_str) == row.place.map(Text::as_str)
        };
        if let (Some(first), Some(what)) = (rows[..at].iter().find(same), row.what) {
            report.on(
                Code::AGENDA,
                what,
                0..what.as_str().len(),
                "việc này ghi hai lần, cùng giờ",
                "xoá một lần",
            );
            if let Some(first) = first.what {
                report.related(Code::AGENDA, first.span(), "lần trước");
            }
        }
    }
}

/// Tells whether an hour may be in a part of the day, as far as its name says one.
fn fits(part: &Text, hour: NaiveTime) -> bool {
    let words = Words::of(part.as_str());
    let says = |name: &str| (0..words.list().len()).any(|at| words.folded(at) == name);
    match (says("sáng"), says("chiều"), says("tối")) {
        (true, false, false) => hour.hour() < 13,
        (false, true, false) => (12..20).contains(&hour.hour()),
        (false, false, true) => hour.hour() >= 17,
        _ => true,
    }
}

/// Finds a chair at two places at one hour.
fn clashes(tasks: &[&Row<'_>], report: &mut Report) {
    for (at, task) in tasks.iter().enumerate() {
        let (Some((hour, _)), Some(chair), Some(place)) = (task.hour, task.chair, task.place) else {
            continue;
        };
        let other = tasks[..at].iter().find(|other| {
            other.hour.map(|(hour, _)| hour) == Some(hour)
                && other.chair.is_some_and(|known| folded(known.as_str()) == folded(chair.as_str()))
                && other.place.is_some_and(|known| folded(known.as_str()) != folded(place.as_str()))
        });
        if let Some(known) = other.and_then(|other| other.chair) {
            let message =
                format!("`{}` chủ trì hai việc ở hai nơi lúc {}", chair.as_str(), time_words(hour, false));
            report.on(
                Code::AGENDA,
                chair,
                0..chair.as_str().len(),
                message,
                "xem lại giờ, hoặc người chủ trì",
            );
            report.related(Code::AGENDA, known.span(), "việc kia");
        }
    }
}
