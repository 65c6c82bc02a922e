//! Comes in: sentences about the dossier's meeting, and its own facts. Goes out:
//! hours, parts of the day and places in them that are others. Must not know:
//! lines under a label (`Thời gian:`), which are judged by the label.
//!
//! A sentence speaks of the meeting where only its name and small words stand
//! between the meeting and what is said of it (`Hội nghị được tổ chức lúc …
//! tại …`), or where the hour stands at the meeting's own day.

use std::ops::Range;

use chrono::{Datelike, NaiveTime};

use super::facts::{LONG, elsewhere, is_another, is_other_year, label, part_of_day};
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Words, folded};
use crate::diag::{Code, Span, Text};
use crate::kind::{Field, FieldType};
use crate::model::{Event, Own};
use crate::text::{FoundDate, find_times, time_words};

pub(super) fn check(paper: &Paper<'_>, told: &[&Text], report: &mut Report) {
    let Some(event) = &paper.document.dossier.event else { return };
    let meeting = Meeting::of(event);
    let said = paper.content().filter(|passage| passage.role != Role::Title && passage.str().len() < LONG);
    for passage in said {
        let labelled = told.iter().any(|told| std::ptr::eq(*told, passage.text))
            || ["thời gian", "địa điểm"].iter().any(|name| label(passage, name).is_some());
        if !labelled {
            meeting.judge(passage, report);
        }
    }
    agenda(paper, event, report);
}

/// Is the meeting as sentences name it.
struct Meeting<'a> {
    event: &'a Event,
    name: Words,
    /// Two words that stand for it: `hội nghị`, `gặp mặt`.
    subjects: Vec<String>,
}

/// Lists small words between the meeting and what is said of it, folded.
const SMALL: [&str; 46] = [
    "ngày", "vào", "được", "tổ", "chức", "diễn", "ra", "dự", "kiến", "này", "sẽ", "là", "lúc", "hồi", "sáng",
    "chiều", "tối", "khai", "mạc", "giờ", "phút", "bắt", "đầu", "tiến", "hành", "từ", "buổi", "thứ", "hai",
    "ba", "tư", "năm", "sáu", "bảy", "chủ", "nhật", "đúng", "nói", "nêu", "trên", "họp", "mở", "tháng",
    "của", "cùng", "cụ",
];

/// Lists what the name of a room or a building begins with, folded.
const VENUES: [&str; 8] =
    ["nhà", "hội trường", "trụ sở", "phòng họp", "trung tâm", "sân vận động", "trường", "đình"];

/// Lists words that say an hour is another one than that of the beginning.
const OTHER_HOURS: [&str; 14] = [
    "trước",
    "có mặt",
    "đón",
    "tập trung",
    "gửi",
    "hạn",
    "chậm nhất",
    "kết thúc",
    "bế mạc",
    "báo cáo",
    "xong",
    "khởi hành",
    "ăn",
    "đăng ký",
];

/// Is what says when guests are to be there, folded.
const PRESENCE: &str = "có mặt";

impl<'a> Meeting<'a> {
    fn of(event: &'a Event) -> Self {
        let name = Words::of(event.name.as_str());
        let pair = |at: usize| format!("{} {}", name.folded(at), name.folded(at + 1));
        let mut subjects = vec!["khai mạc".to_owned(), pair(0)];
        if (0..name.list().len()).any(|at| pair(at) == "hội nghị") {
            subjects.push("hội nghị".to_owned());
        }
        subjects.dedup();
        Self { event, name, subjects }
    }

    fn subject(&self, passage: &Passage<'_>, at: usize) -> Option<usize> {
        let next = self.subjects.iter().find_map(|subject| passage.phrase(at, subject))?;
        let opening = passage.phrase(at, "khai mạc").is_some();
        let foreign = opening && self.is_of_another(passage, at);
        (!foreign && !is_another(passage, at)).then_some(next)
    }

    /// Tells whether `khai mạc` is said of another meeting, named before it in its
    /// clause with words this one's name has not (`Hội nghị cấp tỉnh khai mạc`).
    fn is_of_another(&self, passage: &Passage<'_>, at: usize) -> bool {
        let from = passage.clause(at).start;
        let named = (from..at).rev().find(|word| {
            ["hội nghị", "đại hội", "lớp", "lễ"].iter().any(|noun| passage.phrase(*word, noun).is_some())
        });
        let known = |word: usize| {
            let said = passage.words.folded(word);
            SMALL.contains(&said) || (0..self.name.list().len()).any(|name| self.name.folded(name) == said)
        };
        named.is_some_and(|named| (named..at).any(|word| !known(word)))
    }

    fn judge(&self, passage: &Passage<'_>, report: &mut Report) {
        if self.subjects.iter().all(|subject| passage.words.lacks(subject)) && passage.words.lacks(PRESENCE) {
            return;
        }
        let times = find_times(passage.str());
        let mut said = Said::default();
        let mut free = 0;
        for at in passage.all() {
            if at >= free
                && let Some(next) = self.subject(passage, at)
            {
                free = self.follow(passage, next, &times, &mut said);
            }
        }
        for date in &passage.dates {
            self.beside(passage, date, &times, &mut said);
        }
        self.tell(passage, &said, report);
        self.presence(passage, &times, report);
    }

    /// Follows a sentence from the meeting on, as long as it speaks of it;
    /// gives the word where it stops.
    fn follow(&self, passage: &Passage<'_>, from: usize, times: &[Time], said: &mut Said) -> usize {
        let mut at = from;
        while at < passage.all().end && at < from + 40 {
            let joint = passage.joint(at);
            if at > from && joint.contains([';', ':', '!', '?', '.']) {
                break;
            }
            let start = passage.bytes(at..at + 1).start;
            if let Some((range, time)) = times.iter().find(|(range, _)| range.start == start) {
                let ends = at > 0 && matches!(passage.words.folded(at - 1), "đến" | "trước" | "hết" | "tới");
                if !ends {
                    said.hours.push((range.clone(), *time));
                }
                at = passage.words.starting_at(range.end);
                continue;
            }
            if let Some(date) = passage.dates.iter().find(|date| date.range.contains(&start)) {
                if !self.is_day(date) {
                    break;
                }
                at = passage.words.starting_at(date.range.end);
                continue;
            }
            let word = passage.words.folded(at);
            if matches!(word, "tại" | "ở") {
                let end = venue_end(passage, at + 1);
                said.places.extend(is_venue(passage, at + 1).then_some(at + 1..end));
                at = end.max(at + 1);
                continue;
            }
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            let named = (0..self.name.list().len()).any(|name| self.name.folded(name) == word);
            let other = is_other_year(passage, at, &self.name);
            if other || (!number && !named && !SMALL.contains(&word)) {
                break;
            }
            at += 1;
        }
        said.spans.push(from..at);
        at.max(from + 1)
    }

    /// Reads the hour before the meeting's day and the place behind it, in a
    /// clause that speaks of holding the meeting.
    fn beside(&self, passage: &Passage<'_>, date: &FoundDate, times: &[Time], said: &mut Said) {
        if !self.is_day(date) {
            return;
        }
        let at = passage.words.starting_at(date.range.start);
        let clause = passage.clause(at);
        let holds = ["tổ chức", "khai mạc", "diễn ra", "bắt đầu", "tiến hành", "họp"]
            .iter()
            .any(|verb| passage.holds(clause.clone(), verb));
        let about = clause.clone().any(|word| self.subject(passage, word).is_some());
        let other = OTHER_HOURS.iter().any(|word| passage.holds(clause.clone(), word));
        if !holds || !about || other {
            return;
        }
        let before = times.iter().rfind(|(range, _)| range.end <= date.range.start);
        let joined = |range: &Range<usize>| {
            let joint = folded(&passage.str()[range.end..date.range.start]);
            joint.split(' ').all(|word| word.is_empty() || SMALL.contains(&word))
        };
        if let Some((range, time)) = before.filter(|(range, _)| joined(range)) {
            said.hours.push((range.clone(), *time));
        }
        let next = passage.words.starting_at(date.range.end);
        if passage.words.folded(next) == "tại" && is_venue(passage, next + 1) {
            said.places.push(next + 1..venue_end(passage, next + 1));
        }
    }

    /// Tells whether a date is the meeting's, its year written or not.
    fn is_day(&self, date: &FoundDate) -> bool {
        self.event.date.as_ref().is_none_or(|(day, _)| {
            (date.day, date.month) == (day.day(), day.month())
                && date.year.is_none_or(|year| year == day.year())
        })
    }

    fn tell(&self, passage: &Passage<'_>, said: &Said, report: &mut Report) {
        if let Some((hour, span)) = &self.event.time
            && !said.hours.iter().any(|(_, time)| time == hour)
            && let Some((range, _)) = said.hours.first()
        {
            let message = format!("giờ hội nghị ở đây khác `{}` trong ho-so.yaml", time_words(*hour, false));
            report.on(Code::EVENT_FACT, passage.text, range.clone(), message, "viết {{ su_kien.gio }}");
            report.related(Code::EVENT_FACT, span.clone(), "giờ hội nghị");
        }
        for words in &said.spans {
            part_of_day(passage, words.clone(), self.event, report);
        }
        let mut told: Vec<&Range<usize>> = Vec::new();
        for words in &said.places {
            let range = passage.bytes(words.clone());
            if !told.contains(&words)
                && is_other_place(self.event.place.as_ref(), &passage.str()[range.clone()])
            {
                elsewhere(passage, range, self.event, report);
                told.push(words);
            }
        }
    }

    /// Judges when and where guests are to be present: not after the meeting has
    /// begun, not in another hall.
    fn presence(&self, passage: &Passage<'_>, times: &[Time], report: &mut Report) {
        let Some((hour, span)) = &self.event.time else { return };
        for (at, next) in passage.places(passage.all(), PRESENCE) {
            let clause = passage.clause(at);
            let bytes = passage.bytes(next.min(clause.end)..clause.end.max(next));
            let other_day =
                passage.dates.iter().any(|date| bytes.contains(&date.range.start) && !self.is_day(date));
            let early = ["tập trung", "xe", "khởi hành", "đoàn"]
                .iter()
                .any(|word| passage.holds(clause.clone(), word));
            if other_day || early {
                continue;
            }
            let inside: Vec<&Time> = times.iter().filter(|(range, _)| bytes.contains(&range.start)).collect();
            if let [(range, time)] = inside.as_slice()
                && time > hour
            {
                let message =
                    format!("có mặt sau giờ hội nghị, `{}` trong ho-so.yaml", time_words(*hour, false));
                report.on(
                    Code::EVENT_FACT,
                    passage.text,
                    range.clone(),
                    message,
                    "viết {{ su_kien.gio }}, hoặc sửa giờ có mặt",
                );
                report.related(Code::EVENT_FACT, span.clone(), "giờ hội nghị");
            }
            if passage.words.folded(next) == "tại" && is_venue(passage, next + 1) {
                let range = passage.bytes(next + 1..venue_end(passage, next + 1));
                if is_other_place(self.event.place.as_ref(), &passage.str()[range.clone()]) {
                    elsewhere(passage, range, self.event, report);
                }
            }
        }
    }
}

/// Is a time of day and its bytes.
type Time = (Range<usize>, NaiveTime);

/// Is what a text says of the meeting.
#[derive(Default)]
struct Said {
    hours: Vec<Time>,
    /// Words that name a place.
    places: Vec<Range<usize>>,
    /// Words that were followed.
    spans: Vec<Range<usize>>,
}

fn is_venue(passage: &Passage<'_>, at: usize) -> bool {
    passage.joined(at) && VENUES.iter().any(|venue| passage.phrase(at, venue).is_some())
}

/// Finds the word behind the name of a place.
fn venue_end(passage: &Passage<'_>, from: usize) -> usize {
    let ends = |word: usize| {
        let parted = word > from && !passage.joint(word).chars().all(|c| c.is_whitespace() || c == '-');
        let small = matches!(
            passage.words.folded(word),
            "lúc"
                | "vào"
                | "hồi"
                | "từ"
                | "ngày"
                | "với"
                | "để"
                | "do"
                | "nhằm"
                | "theo"
                | "gồm"
                | "có"
                | "cho"
                | "và"
                | "trước"
                | "sau"
                | "đúng"
                | "sớm"
                | "muộn"
                | "chậm"
        );
        parted || small
    };
    (from..passage.all().end).find(|word| ends(*word)).unwrap_or(passage.all().end)
}

/// Lists words any place may have in its name, folded.
const ANY_PLACE: [&str; 24] = [
    "tại",
    "của",
    "ở",
    "xã",
    "phường",
    "trụ",
    "sở",
    "cơ",
    "quan",
    "tầng",
    "lầu",
    "phòng",
    "họp",
    "hội",
    "trường",
    "nhà",
    "lớn",
    "chính",
    "khu",
    "trung",
    "tâm",
    "đặc",
    "trong",
    "chung",
];

/// Lists short forms and what they stand for, folded.
const SHORT: [(&str, &str); 3] =
    [("ubnd", "uỷ ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("nvh", "nhà văn hoá")];

/// Tells whether a sentence means another place: a word of its own stands in it
/// that the place's name has not.
fn is_other_place(place: Option<&Text>, said: &str) -> bool {
    let Some(place) = place else { return false };
    let spelt = |text: &str| {
        let words: Vec<String> = folded(text)
            .split(' ')
            .map(|word| {
                let long = SHORT.iter().find(|(short, _)| *short == word);
                long.map_or_else(|| word.to_owned(), |(_, long)| (*long).to_owned())
            })
            .collect();
        words.join(" ")
    };
    let (known, said) = (spelt(place.as_str()), spelt(said));
    let known: Vec<&str> = known.split(' ').collect();
    said.split(' ').any(|word| !word.is_empty() && !known.contains(&word) && !ANY_PLACE.contains(&word))
}

/// Judges the first hour of an agenda: the meeting has not begun before it.
fn agenda(paper: &Paper<'_>, event: &Event, report: &mut Report) {
    let Some((hour, span)) = &event.time else { return };
    let document = paper.document;
    for (name, value) in &document.own {
        let Some(field) = document.kind.fields.iter().find(|field| field.name == *name) else { continue };
        let Some(key) = first_hour(field) else { continue };
        let Own::List(rows) = value else { continue };
        let hours = hours_of_day(rows, key, event);
        if let Some((time, place)) = hours.first().copied()
            && time > *hour
        {
            let message = format!(
                "việc đầu tiên lúc {}, sau giờ hội nghị `{}` trong ho-so.yaml",
                time_words(time, false),
                time_words(*hour, false)
            );
            report.at(Code::EVENT_FACT, place.clone(), message, "sửa giờ ở đây, hoặc `su_kien.gio`");
            report.related(Code::EVENT_FACT, span.clone(), "giờ hội nghị");
        }
        // Guests come before the hour; all of it is never over by then.
        let last = hours.iter().max_by_key(|(time, _)| *time);
        if let (true, Some((time, place))) = (hours.len() > 1, last)
            && time < hour
        {
            let message = format!(
                "việc cuối cùng lúc {}, trước giờ hội nghị `{}` trong ho-so.yaml",
                time_words(*time, false),
                time_words(*hour, false)
            );
            report.at(Code::EVENT_FACT, (*place).clone(), message, "sửa giờ các việc, hoặc `su_kien.gio`");
            report.related(Code::EVENT_FACT, span.clone(), "giờ hội nghị");
        }
    }
}

/// Gives the hours of the meeting's own day: of all rows where no row names a day.
fn hours_of_day<'a>(rows: &'a [Own], key: &str, event: &Event) -> Vec<(NaiveTime, &'a Span)> {
    let cells = |row: &'a Own| match row {
        Own::Group(cells) => cells.as_slice(),
        _ => &[],
    };
    let day = |row: &'a Own| {
        cells(row).iter().find_map(|(_, value)| match value {
            Own::Date(day, _) => Some(*day),
            _ => None,
        })
    };
    let begins = if rows.iter().any(|row| day(row).is_some()) {
        let meeting = event.date.as_ref().map(|(meeting, _)| *meeting);
        rows.iter().position(|row| meeting.is_some() && day(row) == meeting)
    } else {
        Some(0)
    };
    let Some(begins) = begins else { return Vec::new() };
    let own = rows[begins..].iter().enumerate().take_while(|(at, row)| *at == 0 || day(row).is_none());
    let hour = |(name, value): &'a (String, Own)| match value {
        Own::Time(time, span) if name == key => Some((*time, span)),
        _ => None,
    };
    own.flat_map(|(_, row)| cells(row)).filter_map(hour).collect()
}

/// Names the hour of a list's rows that is held against the meeting's.
fn first_hour(field: &Field) -> Option<&str> {
    let FieldType::List(of) = &field.kind else { return None };
    let FieldType::Group(fields) = &**of else { return None };
    let hour = fields
        .iter()
        .find(|field| field.kind == FieldType::Time && field.against.as_deref() == Some("truoc"));
    hour.map(|field| field.name.as_str())
}
