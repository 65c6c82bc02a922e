//! Comes in: a date or a time, and how the rule in force pads its numbers. Goes
//! out: the words a paper prints. Must not know: today, the rule's source, or
//! where in the paper the words go.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

/// Says below which number a day or a month is written with a leading zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Padding {
    /// Days below this number take a zero in front.
    pub day_below: u32,
    /// Months below this number take a zero in front.
    pub month_below: u32,
}

impl Padding {
    /// Writes the number of a day.
    #[must_use]
    pub fn day(&self, day: u32) -> String {
        padded(day, self.day_below)
    }

    /// Writes the number of a month.
    #[must_use]
    pub fn month(&self, month: u32) -> String {
        padded(month, self.month_below)
    }
}

fn padded(number: u32, below: u32) -> String {
    if number < below { format!("{number:02}") } else { number.to_string() }
}

/// Writes a date in numbers: `09/01/2026`.
#[must_use]
pub fn short_date(date: NaiveDate, padding: &Padding) -> String {
    let (day, month) = (padding.day(date.day()), padding.month(date.month()));
    format!("{day}/{month}/{}", date.year())
}

/// Writes a date in words: `ngày 05 tháng 9 năm 2026`.
#[must_use]
pub fn long_date(date: NaiveDate, padding: &Padding) -> String {
    let (day, month) = (padding.day(date.day()), padding.month(date.month()));
    format!("ngày {day} tháng {month} năm {}", date.year())
}

/// Names the day of the week: `thứ Hai` to `thứ Bảy`, `Chủ nhật`.
#[must_use]
pub fn weekday_name(date: NaiveDate) -> &'static str {
    match date.weekday() {
        Weekday::Mon => "thứ Hai",
        Weekday::Tue => "thứ Ba",
        Weekday::Wed => "thứ Tư",
        Weekday::Thu => "thứ Năm",
        Weekday::Fri => "thứ Sáu",
        Weekday::Sat => "thứ Bảy",
        Weekday::Sun => "Chủ nhật",
    }
}

/// Writes a time of day: `7 giờ 30`, `8 giờ 00`; `padded`: `07 giờ 30`.
#[must_use]
pub fn time_words(time: NaiveTime, padded: bool) -> String {
    let width = if padded { 2 } else { 1 };
    format!("{:0width$} giờ {:02}", time.hour(), time.minute())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARTY: Padding = Padding { day_below: 10, month_below: 3 };

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_padded_by_the_given_rule() {
        assert_eq!(short_date(date(2026, 1, 9), &PARTY), "09/01/2026");
        assert_eq!(short_date(date(2026, 3, 10), &PARTY), "10/3/2026");
        assert_eq!(long_date(date(2026, 9, 5), &PARTY), "ngày 05 tháng 9 năm 2026");
        assert_eq!(long_date(date(2026, 2, 28), &PARTY), "ngày 28 tháng 02 năm 2026");
        let bare = Padding { day_below: 0, month_below: 0 };
        assert_eq!(short_date(date(2026, 1, 9), &bare), "9/1/2026");
    }

    #[test]
    fn weekdays_and_times_have_their_words() {
        assert_eq!(weekday_name(date(2023, 8, 11)), "thứ Sáu");
        assert_eq!(weekday_name(date(2023, 8, 13)), "Chủ nhật");
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        assert_eq!(time_words(time(7, 30), false), "7 giờ 30");
        assert_eq!(time_words(time(8, 0), true), "08 giờ 00");
    }
}
