//! Comes in: the days of a paper, of its meeting and of its own fields. Goes
//! out: those that lie years apart, where one has a slip (`2062`). Must not
//! know: which of two days is the right one, the day it is.

use chrono::NaiveDate;

use super::paper::Paper;
use super::report::Report;
use crate::diag::{Code, Span};
use crate::model::{Form, Own};
use crate::text::short_date;

/// Is how far (days) a paper's day and its meeting's may lie apart.
const FAR: i64 = 730;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let event = document.dossier.event.as_ref().and_then(|event| event.date.as_ref());
    let own = document.date.as_ref().filter(|_| document.form == Form::Paper);
    // What the paper's own fields say is held against its day, else the meeting's.
    let Some((known, place)) = own.or(event) else { return };
    let word = if own.is_some() { "ngày văn bản" } else { "ngày hội nghị" };
    let mut days: Vec<(NaiveDate, &Span)> = Vec::new();
    if own.is_some() {
        days.extend(event.map(|(day, span)| (*day, span)));
    }
    for (_, value) in &document.own {
        collect(value, &mut days);
    }
    let padding = &paper.rules.text.padding;
    for (day, span) in days.into_iter().filter(|(day, _)| (*day - *known).num_days().abs() > FAR) {
        let message = format!("ngày {} cách {word} hơn hai năm", short_date(day, padding));
        report.at(Code::DATE_FAR, span.clone(), message, "xem lại năm ở hai chỗ");
        report.related(Code::DATE_FAR, place.clone(), word);
    }
}

fn collect<'a>(value: &'a Own, days: &mut Vec<(NaiveDate, &'a Span)>) {
    match value {
        Own::Date(day, span) => days.push((*day, span)),
        Own::List(values) => values.iter().for_each(|value| collect(value, days)),
        Own::Group(values) => values.iter().for_each(|(_, value)| collect(value, days)),
        _ => {}
    }
}
