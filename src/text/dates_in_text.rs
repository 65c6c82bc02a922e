//! Comes in: running text in NFC. Goes out: the dates written in it, with the
//! day and month both as numbers and as they stand. Must not know: whether a
//! date is well written, possible or timely; the checks judge that.

use std::ops::Range;

use chrono::NaiveDate;

use super::letters::{is_alphabetic, is_alphanumeric};
use super::scan::{Cursor, before};

/// Tells how a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateKind {
    /// In numbers: `11/8/2023`, or `11/8` after the word `ngày`.
    Short,
    /// In words: `ngày 11 tháng 8 năm 2023`, or without the year.
    Long,
    /// Half and half: `ngày 11 tháng 8/2023`, `ngày 11/8 năm 2023`.
    Mixed,
}

/// Describes a date found in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundDate {
    /// The bytes of the date: from `ngày` on if words are part of it, only the
    /// numbers if it is short.
    pub range: Range<usize>,
    /// How the date is written.
    pub kind: DateKind,
    /// The day as a number; not checked against the calendar.
    pub day: u32,
    /// The month as a number; not checked against the calendar.
    pub month: u32,
    /// The year, if written.
    pub year: Option<i32>,
    /// The day as it stands, with its zero if any.
    pub raw_day: String,
    /// The month as it stands, with its zero if any.
    pub raw_month: String,
}

impl FoundDate {
    /// Gives the day of the calendar; nothing without a year or for a date
    /// that does not exist.
    #[must_use]
    pub fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month, self.day)
    }
}

/// Finds the dates of a text in reading order. Numbers of papers
/// (`36/2018/QH14`), fractions and telephone numbers are not dates.
#[must_use]
pub fn find_dates(text: &str) -> Vec<FoundDate> {
    let mut found: Vec<FoundDate> = Vec::new();
    let mut free_from = 0;
    for (at, character) in text.char_indices() {
        if at < free_from {
            continue;
        }
        let date = match character {
            'n' | 'N' => worded(text, at),
            '0'..='9' => numbered(text, at),
            _ => None,
        };
        if let Some(date) = date {
            free_from = date.range.end;
            found.push(date);
        }
    }
    found
}

/// Reads `11/8/2023` at a digit.
fn numbered(text: &str, start: usize) -> Option<FoundDate> {
    let last = before(text, start);
    let joined = last.is_some_and(|c| is_alphanumeric(c) || c == '/')
        || (last == Some('.') && before(text, start - 1).is_some_and(|c| c.is_ascii_digit()));
    if joined {
        return None;
    }
    let mut cursor = Cursor::new(text, start);
    let day = cursor.digits(1, 2)?;
    let month = cursor.symbol('/').then(|| cursor.digits(1, 2))??;
    let year = cursor.symbol('/').then(|| cursor.digits(4, 4))??;
    finished(start, cursor, DateKind::Short, [day, month], Some(year))
}

/// Reads a date that begins with the word `ngày`.
fn worded(text: &str, start: usize) -> Option<FoundDate> {
    if before(text, start).is_some_and(is_alphanumeric) {
        return None;
    }
    let mut cursor = Cursor::new(text, start);
    let in_words = cursor.word("ngày") && cursor.blanks();
    let day_at = cursor.at();
    let day = in_words.then(|| cursor.digits(1, 2))??;
    let with_slash = cursor.symbol('/');
    let leads_to_month = with_slash || (cursor.blanks() && cursor.word("tháng") && cursor.blanks());
    if !leads_to_month {
        return None;
    }
    let month = cursor.digits(1, 2)?;

    let mut ahead = cursor;
    if ahead.symbol('/') {
        let year = ahead.digits(4, 4)?;
        return if with_slash {
            finished(day_at, ahead, DateKind::Short, [day, month], Some(year))
        } else {
            finished(start, ahead, DateKind::Mixed, [day, month], Some(year))
        };
    }
    if ahead.blanks()
        && ahead.word("năm")
        && ahead.blanks()
        && let Some(year) = ahead.digits(4, 4)
    {
        let kind = if with_slash { DateKind::Mixed } else { DateKind::Long };
        return finished(start, ahead, kind, [day, month], Some(year));
    }
    if with_slash {
        let date = finished(day_at, cursor, DateKind::Short, [day, month], None)?;
        // Without a year a date is told from a fraction by its month, or since no
        // fraction is above one: `ngày 30/2`, `ngày 31/13`.
        ((1..=12).contains(&date.month) || date.day > date.month).then_some(date)
    } else {
        finished(start, cursor, DateKind::Long, [day, month], None)
    }
}

/// Closes a date unless the text runs on into something else.
fn finished(
    start: usize,
    cursor: Cursor<'_>,
    kind: DateKind,
    [raw_day, raw_month]: [&str; 2],
    year: Option<&str>,
) -> Option<FoundDate> {
    let mut ahead = cursor;
    let runs_on = match ahead.peek() {
        Some('-') => ahead.symbol('-') && ahead.peek().is_some_and(is_alphabetic),
        Some('.') => ahead.symbol('.') && ahead.peek().is_some_and(|c| c.is_ascii_digit()),
        Some('/' | '%') => true,
        other => other.is_some_and(is_alphanumeric),
    };
    if runs_on {
        return None;
    }
    Some(FoundDate {
        range: start..cursor.at(),
        kind,
        day: raw_day.parse().ok()?,
        month: raw_month.parse().ok()?,
        year: year.map(str::parse).transpose().ok()?,
        raw_day: raw_day.to_owned(),
        raw_month: raw_month.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateKind::{Long, Mixed, Short};

    #[test]
    fn each_way_of_writing_is_told() {
        for (text, part, kind, year) in [
            ("họp 09/01/2026.", "09/01/2026", Short, Some(2026)),
            ("từ ngày 11/8/2023 đến", "11/8/2023", Short, Some(2023)),
            ("vào ngày 11/8, tại", "11/8", Short, None),
            ("NGÀY 5 tháng 09 NĂM 2026", "NGÀY 5 tháng 09 NĂM 2026", Long, Some(2026)),
            ("ngày 2 tháng 9 hằng năm", "ngày 2 tháng 9", Long, None),
            ("ngày 11 tháng 8/2023)", "ngày 11 tháng 8/2023", Mixed, Some(2023)),
            ("(ngày 11/8 năm 2023)", "ngày 11/8 năm 2023", Mixed, Some(2023)),
            ("ngày\u{a0}31 tháng\n02 năm 2023", "ngày\u{a0}31 tháng\n02 năm 2023", Long, Some(2023)),
            ("10-12/8/2023", "12/8/2023", Short, Some(2023)),
        ] {
            let found = find_dates(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], part);
            assert_eq!((found[0].kind, found[0].year), (kind, year), "{text}");
        }
        let two = find_dates("11/8/2023-15/08/2023");
        assert_eq!((two[0].raw_month.as_str(), two[1].raw_month.as_str()), ("8", "08"));
        assert_eq!((two[1].day, two[1].month), (15, 8));
        assert!(two[0].date().is_some());
        assert_eq!(find_dates("31/02/2023")[0].date(), None);
        for text in ["ngày 30/2", "ngày 31/6,", "ngày 31/13"] {
            assert_eq!(find_dates(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn numbers_that_only_look_like_dates_are_left() {
        let text = "07/2023/NĐ-CP, 36/2018/QH14, 1/2 số phiếu, 0383.11/8/2023, 02383/12/3456, \
            12/05/2023/NQ, 1/2/3, tháng 8/2023, ngày 45/67, 11/8/20234, Ngày hội 11, \
            A11/8/2023, nngày 2 tháng 9, ngày 12/3/25, 11/8/2023-TB, ngày 3/2%, ngày 24/24 giờ";
        assert_eq!(find_dates(text), []);
    }
}
