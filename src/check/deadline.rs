//! Comes in: the dates of the paper, of its tasks and of its meeting. Goes
//! out: those that cannot follow each other. Must not know: how a date is
//! written.
//!
//! A kind's `ngay_so_voi_su_kien` says when it may be dated: `truoc` (not after
//! the meeting), `truoc-ngay` (before its day), `sau` (not before it).

use chrono::{Datelike, NaiveDate};

use super::due;
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use crate::diag::{Code, Text};
use crate::model::{Form, Own};
use crate::text::{FoundDate, Padding, short_date};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    number_and_date(paper, report);
    numbered_draft(paper, report);
    overdue(paper, report);
    let Some(event) = paper.document.event_date() else { return };
    against_meeting(paper, event, report);
    own_dates(paper, event, report);
    same_time(paper, event, report);
    let date = paper.document.date.as_ref().map(|(date, _)| *date);
    let before = matches!(paper.document.kind.dated.as_deref(), Some("truoc" | "truoc-ngay"));
    if !before || date.is_some_and(|date| date > event) {
        return;
    }
    for passage in
        paper.running().filter(|passage| matches!(passage.role, Role::Line(_) | Role::Cell | Role::Own))
    {
        deadlines(passage, event, paper.rules.text.padding, report);
    }
}

/// A number is taken when the paper is signed, so a number has a day. A day
/// alone is a paper that waits for its number.
fn number_and_date(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    if document.form != Form::Paper {
        return;
    }
    if document.symbol.number.is_some() && document.date.is_none() {
        let span = document.number_span.clone().unwrap_or_else(|| document.span.clone());
        report.at(
            Code::NUMBER_DATE,
            span,
            "có số mà chưa có ngày",
            "thêm `ngay`, hoặc bỏ `so` khi văn bản chưa ký",
        );
    }
}

/// A draft has no number yet, and what is numbered is no draft.
fn numbered_draft(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let numbered = document.form == Form::Paper && document.symbol.number.is_some();
    let Some((draft, span)) = document.draft.zip(document.draft_span.as_ref()).filter(|_| numbered) else {
        return;
    };
    let which = if draft > 0 { format!(" lần {draft}") } else { String::new() };
    report.at(
        Code::NUMBER_DRAFT,
        span.clone(),
        format!("văn bản đã có số mà còn in `Dự thảo{which}`"),
        "văn bản chính thức thì xoá `du_thao`, `ban_du_thao`; còn là dự thảo thì bỏ `so`",
    );
}

/// Is how long (days) before the paper a deadline may lie to be a slip; one
/// further back is told of, not set.
const SLIP: i64 = 400;

/// Is the same (days) for a deadline without a year: one long past is that of the
/// next year.
const SLIP_WITHOUT_YEAR: i64 = 120;

/// Lists what says that a deadline without a year comes again each year, folded.
const RECURRING: [&str; 14] = [
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hàng quý",
    "hằng tháng",
    "hàng tháng",
    "mỗi năm",
    "mỗi quý",
    "các năm",
    "định kỳ",
    "báo cáo năm",
    "báo cáo quý",
    "báo cáo 6 tháng",
    "năm sau",
];

/// Tells whether a deadline comes again each year.
pub(super) fn is_recurring(passage: &Passage<'_>, date: &FoundDate) -> bool {
    let clause = passage.clause(passage.words.starting_at(date.range.start));
    date.year.is_none() && RECURRING.iter().any(|phrase| passage.holds(clause.clone(), phrase))
}

/// Lists what says that a date is no task of this paper, folded.
const NO_TASK: [&str; 17] = [
    "đã",
    "sinh",
    "trước đây",
    "có hiệu lực",
    "quá hạn",
    "hết hạn",
    "tồn đọng",
    "phát sinh",
    "kết nạp",
    "vào đảng",
    "nhập ngũ",
    "được ký",
    "thành lập",
    "từ trước",
    "kể từ",
    "xây dựng trước",
    "báo cáo kết quả",
];

/// Lists what a task is told with, folded.
const TASKS: [&str; 24] = [
    "gửi",
    "nộp",
    "hoàn thành",
    "hoàn tất",
    "báo cáo",
    "xong",
    "trình",
    "tổng hợp",
    "lập",
    "ban hành",
    "đăng ký",
    "chuẩn bị",
    "trả lời",
    "công khai",
    "niêm yết",
    "thực hiện",
    "cử",
    "góp ý",
    "tham mưu",
    "rà soát",
    "xây dựng",
    "triển khai",
    "đăng tải",
    "chuyển",
];

/// Finds tasks that are due before the paper itself.
fn overdue(paper: &Paper<'_>, report: &mut Report) {
    let Some((signed, place)) = &paper.document.date else { return };
    let padding = paper.rules.text.padding;
    let mut late = |text: &Text, date: &FoundDate, day: NaiveDate| {
        let (day, own) = (short_date(day, &padding), short_date(*signed, &padding));
        let message = format!("hạn {day} trước ngày {own} của văn bản");
        let hint = "sửa hạn, hoặc sửa `ngay` của văn bản";
        report.on(Code::DATE_DEADLINE, text, date.range.clone(), message, hint);
        report.related(Code::DATE_DEADLINE, place.clone(), "ngày của văn bản");
    };
    let tasks = |role: Role<'_>| matches!(role, Role::Line(_) | Role::Cell | Role::Own);
    for passage in paper.running().filter(|passage| tasks(passage.role)) {
        for date in &passage.dates {
            let Some(day) = on_calendar(date, *signed).filter(|day| day < signed) else { continue };
            let far = if date.year.is_some() { SLIP } else { SLIP_WITHOUT_YEAR };
            let old = (*signed - day).num_days() > far || is_recurring(passage, date);
            if old || !is_deadline(passage, date) || !is_task(passage, date) {
                continue;
            }
            late(passage.text, date, day);
        }
    }
    for (text, date) in due::days(paper) {
        let Some(day) = on_calendar(&date, *signed).filter(|day| day < signed) else { continue };
        let far = if date.year.is_some() { SLIP } else { SLIP_WITHOUT_YEAR };
        if (*signed - day).num_days() <= far {
            late(text, &date, day);
        }
    }
}

/// Tells whether the clause of a date gives a task.
pub(super) fn is_task(passage: &Passage<'_>, date: &FoundDate) -> bool {
    let clause = passage.clause(passage.words.starting_at(date.range.start));
    let holds = |phrases: &[&str]| phrases.iter().any(|phrase| passage.holds(clause.clone(), phrase));
    // `Thời hạn: 05/6/2026.` on a line of its own.
    let labelled = passage.phrase(passage.first_word(), "thời hạn").is_some_and(|next| {
        passage.joint(next).trim_start().starts_with(':') && clause.contains(&(next - 1))
    });
    (labelled || holds(&TASKS)) && !holds(&NO_TASK) && !passage.is_quoted(date.range.start)
}

fn against_meeting(paper: &Paper<'_>, event: NaiveDate, report: &mut Report) {
    let document = paper.document;
    let Some((date, span)) = document.date.as_ref().filter(|_| document.form != Form::Annex) else { return };
    let word = match document.kind.dated.as_deref() {
        Some("truoc" | "truoc-ngay") if *date > event => "sau",
        Some("truoc-ngay") if *date == event => "cùng ngày",
        Some("sau") if *date < event => "trước",
        _ => return,
    };
    let padding = &paper.rules.text.padding;
    report.at(
        Code::DATE_PLAN,
        span.clone(),
        format!(
            "{} ngày {} {word} hội nghị ngày {}",
            document.kind.name.to_lowercase(),
            short_date(*date, padding),
            short_date(event, padding)
        ),
        "sửa `ngay` của văn bản này, hoặc `su_kien.ngay` trong ho-so.yaml",
    );
    if let Some((_, event)) = document.dossier.event.as_ref().and_then(|event| event.date.as_ref()) {
        report.related(Code::DATE_PLAN, event.clone(), "ngày hội nghị");
    }
}

/// Holds the dates of the kind's own fields against the meeting.
fn own_dates(paper: &Paper<'_>, event: NaiveDate, report: &mut Report) {
    let document = paper.document;
    let padding = &paper.rules.text.padding;
    for (name, value) in &document.own {
        let Own::Date(date, span) = value else { continue };
        let against = document.kind.fields.iter().find(|field| field.name == *name);
        let word = match against.and_then(|field| field.against.as_deref()) {
            Some("truoc") if *date > event => "sau",
            Some("sau") if *date < event => "trước",
            _ => continue,
        };
        report.at(
            Code::DATE_PLAN,
            span.clone(),
            format!("{} {word} hội nghị ngày {}", short_date(*date, padding), short_date(event, padding)),
            format!("sửa `{name}`, hoặc `su_kien.ngay` trong ho-so.yaml"),
        );
    }
}

/// Finds a paper that puts the meeting off to the very day and hour it had.
fn same_time(paper: &Paper<'_>, event: NaiveDate, report: &mut Report) {
    let document = paper.document;
    if document.follows.is_none() {
        return;
    }
    let after = |name: &str| {
        let field = document.kind.fields.iter().find(|field| field.name == name);
        field.is_some_and(|field| field.against.as_deref() == Some("sau"))
    };
    let old = document.dossier.event.as_ref().and_then(|event| event.time.as_ref()).map(|(hour, _)| *hour);
    let moved =
        document.own.iter().any(|(_, value)| matches!(value, Own::Time(hour, _) if Some(*hour) != old));
    let same = document.own.iter().find_map(|(name, value)| match value {
        Own::Date(day, span) if *day == event && after(name) && !moved => Some((name, span)),
        _ => None,
    });
    if let Some((name, span)) = same {
        let message =
            format!("ngày mới {} trùng `su_kien.ngay`", short_date(event, &paper.rules.text.padding));
        let hint = format!(
            "họp vẫn ghi ngày cũ thì sửa `{name}` hoặc thêm giờ mới; đã ghi ngày mới rồi thì để nguyên"
        );
        report.at(Code::DATE_PLAN, span.clone(), message, hint);
    }
}

fn deadlines(passage: &Passage<'_>, event: NaiveDate, padding: Padding, report: &mut Report) {
    for date in &passage.dates {
        let Some(day) = on_calendar(date, event).filter(|day| *day > event) else { continue };
        if !is_deadline(passage, date) || follows_meeting(passage, date) || is_recurring(passage, date) {
            continue;
        }
        report.on(
            Code::DATE_DEADLINE,
            passage.text,
            date.range.clone(),
            format!("hạn {} sau hội nghị ngày {}", short_date(day, &padding), short_date(event, &padding)),
            "sửa hạn, hoặc sửa `su_kien.ngay` trong ho-so.yaml",
        );
    }
}

/// Gives the day a date means; without a year it is the one nearest to the
/// meeting.
pub(super) fn on_calendar(date: &FoundDate, event: NaiveDate) -> Option<NaiveDate> {
    if date.year.is_some() {
        return date.date();
    }
    let years = event.year() - 1..=event.year() + 1;
    years
        .filter_map(|year| NaiveDate::from_ymd_opt(year, date.month, date.day))
        .min_by_key(|day| (*day - event).num_days().abs())
}

/// Lists what may stand between `trước`, `hạn`, `chậm nhất` and the date.
const BETWEEN: [&str; 21] = [
    "ngày", "giờ", "phút", "thứ", "hai", "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "là", "vào", "đến",
    "hết", "sáng", "chiều", "cuối", "chót", "nhất",
];

/// Tells whether a date is the end of a task: `trước ngày 09/8/2023`, `chậm
/// nhất 17 giờ 00, ngày …`, `hạn: …`.
pub(super) fn is_deadline(passage: &Passage<'_>, date: &FoundDate) -> bool {
    let at = passage.words.starting_at(date.range.start);
    for word in (at.saturating_sub(9)..at).rev() {
        if passage.joint(word + 1).contains([';', '.']) {
            return false;
        }
        match passage.words.folded(word) {
            "trước" | "hạn" => return true,
            "chậm" => return passage.words.folded(word + 1) == "nhất",
            folded if BETWEEN.contains(&folded) || folded.starts_with(|c: char| c.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    false
}

/// Lists what says that a task comes after the meeting by its nature.
const AFTERWARDS: [&str; 8] = [
    "sau hội nghị",
    "sau khi",
    "sau đối thoại",
    "sau buổi",
    "sau cuộc",
    "kết luận",
    "kết quả hội nghị",
    "kết quả đối thoại",
];

fn follows_meeting(passage: &Passage<'_>, date: &FoundDate) -> bool {
    let clause = passage.clause(passage.words.starting_at(date.range.start));
    AFTERWARDS.iter().any(|phrase| passage.holds(clause.clone(), phrase))
}
