//! Comes in: a paper that puts the meeting off, whatever its kind. Goes out: a
//! day of its own after the meeting, and a new day that cannot follow. Must not
//! know: how a date is written.

use chrono::NaiveDate;

use super::deadline::on_calendar;
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::Words;
use crate::diag::{Code, Text};
use crate::model::{Document, Form};
use crate::text::short_date;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let Some(meeting) = document.event_date() else { return };
    let Some((day, span)) = document.date.as_ref().filter(|_| document.form == Form::Paper) else { return };
    if !document.summary.as_ref().is_some_and(|summary| puts_off(&summary.plain, document)) {
        return;
    }
    let padding = &paper.rules.text.padding;
    // Of a kind that always comes before the meeting it was told already.
    if *day > meeting && document.kind.dated.is_none() {
        let message = format!(
            "hoãn hoặc đổi ngày hội nghị mà văn bản ngày {} sau hội nghị ngày {}",
            short_date(*day, padding),
            short_date(meeting, padding)
        );
        report.at(
            Code::DATE_PLAN,
            span.clone(),
            message,
            "sửa `ngay` của văn bản này, hoặc `su_kien.ngay` trong ho-so.yaml",
        );
        if let Some((_, event)) = document.dossier.event.as_ref().and_then(|event| event.date.as_ref()) {
            report.related(Code::DATE_PLAN, event.clone(), "ngày hội nghị");
        }
    }
    let texts = paper.running().filter(|passage| {
        matches!(passage.role, Role::Line(_) | Role::Own | Role::Cell | Role::Summary) && !passage.annexed
    });
    for passage in texts {
        new_days(passage, *day, meeting, paper, report);
    }
}

/// Lists what says that a meeting is held on another day, folded.
const PUTS_OFF: [&str; 9] = [
    "hoãn",
    "lùi",
    "dời",
    "tạm dừng",
    "không tổ chức",
    "thay đổi thời gian",
    "điều chỉnh thời gian",
    "đổi lịch",
    "thay đổi lịch",
];

/// Lists what may be put off, folded.
const MEETINGS: [&str; 9] =
    ["hội nghị", "họp", "gặp mặt", "đối thoại", "lễ", "đại hội", "toạ đàm", "buổi", "tiếp xúc"];

/// Tells whether a summary says that the meeting is put off; `trì hoãn` is a
/// fault of somebody, `tạm hoãn gọi nhập ngũ` no meeting.
fn puts_off(summary: &Text, document: &Document) -> bool {
    let words = Words::of(summary.as_str());
    let holds = |phrase: &str| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        (0..words.list().len()).any(|at| {
            parts.iter().enumerate().all(|(step, part)| words.folded(at + step) == *part)
                && (at == 0 || words.folded(at - 1) != "trì")
        })
    };
    let event = document.dossier.event.as_ref();
    let head = event.map(|event| Words::of(event.name.as_str()));
    let head = head.map(|head| format!("{} {}", head.folded(0), head.folded(1)));
    PUTS_OFF.iter().any(|phrase| holds(phrase))
        && (MEETINGS.iter().any(|meeting| holds(meeting)) || head.is_some_and(|head| holds(&head)))
}

/// Judges the days a meeting is put off to.
fn new_days(
    passage: &Passage<'_>,
    day: NaiveDate,
    meeting: NaiveDate,
    paper: &Paper<'_>,
    report: &mut Report,
) {
    let padding = &paper.rules.text.padding;
    for date in &passage.dates {
        let at = passage.words.starting_at(date.range.start);
        let clause = passage.clause(at);
        let lead = at.saturating_sub(6).max(clause.start)..at;
        let towards = lead
            .rev()
            .find(|word| matches!(passage.words.folded(*word), "sang" | "đến" | "tới" | "từ" | "trước"));
        if !towards.is_some_and(|word| !matches!(passage.words.folded(word), "từ" | "trước")) {
            continue;
        }
        let later = ["hoãn", "lùi"].iter().any(|verb| passage.holds(clause.clone(), verb));
        let moved = later
            || ["dời", "chuyển", "đổi", "điều chỉnh"].iter().any(|verb| passage.holds(clause.clone(), verb));
        let Some(new) = on_calendar(date, meeting).filter(|_| moved) else { continue };
        let against = if new < day {
            format!("ngày {} của văn bản này", short_date(day, padding))
        } else if later && new < meeting {
            format!("ngày hội nghị {}", short_date(meeting, padding))
        } else {
            continue;
        };
        report.on(
            Code::DATE_PLAN,
            passage.text,
            date.range.clone(),
            format!("ngày mới {} trước {against}", short_date(new, padding)),
            "xem lại ngày mới",
        );
    }
}
