//! Comes in: a paper that has no day yet, the day it is. Goes out: its days that are over, as a copy of
//! an older paper still has them. Must not know: where it was copied from, the paper's own day: that
//! is held against them elsewhere.

use chrono::NaiveDate;

use super::deadline::{is_deadline, is_recurring, is_task, on_calendar};
use super::due;
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use crate::diag::Code;
use crate::model::{Form, Own};
use crate::text::short_date;

/// Is how long (days) ago a deadline without a year is one that is over.
const WITHOUT_YEAR: i64 = 120;

pub(super) fn check(paper: &Paper<'_>, today: NaiveDate, report: &mut Report) {
    let document = paper.document;
    if document.form != Form::Paper || document.date.is_some() || document.symbol.number.is_some() {
        return;
    }
    meeting(paper, today, report);
    own(paper, today, report);
    let tasks = |role: Role<'_>| matches!(role, Role::Line(_) | Role::Cell | Role::Own);
    for passage in paper.running().filter(|passage| tasks(passage.role)) {
        deadlines(paper, passage, today, report);
    }
    for (text, date) in due::days(paper) {
        let Some(day) = on_calendar(&date, today).filter(|day| *day < today) else { continue };
        if date.year.is_some() || (today - day).num_days() <= WITHOUT_YEAR {
            let message = format!("hạn {} đã qua", told(paper, day));
            report.on(Code::DATE_PAST, text, date.range.clone(), message, HINT);
        }
    }
}

/// Finds that the meeting is over of a paper that is to come before it.
fn meeting(paper: &Paper<'_>, today: NaiveDate, report: &mut Report) {
    let document = paper.document;
    let event = document.dossier.event.as_ref().and_then(|event| event.date.as_ref());
    let before = matches!(document.kind.dated.as_deref(), Some("truoc" | "truoc-ngay"));
    let Some((day, span)) = event.filter(|(day, _)| before && *day < today) else { return };
    let message = format!("ngày hội nghị {} đã qua mà còn văn bản chưa ban hành", told(paper, *day));
    report.at(Code::DATE_PAST, span.clone(), message, HINT);
}

/// Finds days of the kind's own fields that are over: a day by which guests answer, the new day of a
/// meeting that is put off.
fn own(paper: &Paper<'_>, today: NaiveDate, report: &mut Report) {
    for (name, value) in &paper.document.own {
        let field = paper.document.kind.fields.iter().find(|field| field.name == *name);
        let Own::Date(day, span) = value else { continue };
        if *day < today && field.is_some_and(|field| field.against.is_some()) {
            let message = format!("ngày {} đã qua", told(paper, *day));
            report.at(Code::DATE_PAST, span.clone(), message, HINT);
        }
    }
}

/// Finds tasks whose day is over.
fn deadlines(paper: &Paper<'_>, passage: &Passage<'_>, today: NaiveDate, report: &mut Report) {
    for date in &passage.dates {
        let Some(day) = on_calendar(date, today).filter(|day| *day < today) else { continue };
        let long_ago = date.year.is_none() && (today - day).num_days() > WITHOUT_YEAR;
        let none = long_ago || is_recurring(passage, date) || !is_deadline(passage, date);
        if none || !is_task(passage, date) {
            continue;
        }
        let message = format!("hạn {} đã qua", told(paper, day));
        report.on(Code::DATE_PAST, passage.text, date.range.clone(), message, HINT);
    }
}

const HINT: &str = "sửa ngày này trước khi ban hành";

fn told(paper: &Paper<'_>, day: NaiveDate) -> String {
    short_date(day, &paper.rules.text.padding)
}
