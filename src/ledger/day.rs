//! Comes in: a cell with a day as people write it. Goes out: the day, or day and
//! month where the year is missing. Must not know: other rows.

use chrono::{Days, NaiveDate};

use crate::table::Kind;
use crate::text::fold;

/// Is what a cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// A day of the calendar.
    Whole(NaiveDate),
    /// Day and month without a year.
    Yearless(u32, u32),
}

/// Reads `1/8/2023`, `01.08.2023`, `1-8-23`, `2023-08-01`, `ngày 1 tháng 8 năm
/// 2023`, `01/08`, and the number that Excel keeps for a day.
pub(super) fn day(text: &str, kind: Kind) -> Result<Day, String> {
    let refuse = || format!("`{}` không đọc được là ngày; cần dạng 01/8/2023", text.trim());
    if kind == Kind::Number {
        // Days since 1900 as Excel counts them; this century only.
        let days: u64 = text.trim().parse().map_err(|_| refuse())?;
        let start = NaiveDate::from_ymd_opt(1899, 12, 30);
        let day = start.and_then(|start| start.checked_add_days(Days::new(days)));
        return day.filter(|_| (36_526..=73_050).contains(&days)).map(Day::Whole).ok_or_else(refuse);
    }
    // A time behind the day is no part of it.
    let words: String = fold(text.split('T').next().unwrap_or(text));
    let parts: Vec<&str> = words.split(' ').filter(|word| !["ngay", "thang", "nam"].contains(word)).collect();
    let numbers: Option<Vec<u32>> =
        parts.iter().filter(|part| !part.is_empty()).map(|part| part.parse().ok()).collect();
    let numbers = numbers.ok_or_else(refuse)?;
    let timed = text.contains(':') && numbers.len() > 3;
    let there = |year: u32, month: u32, day: u32| {
        let year = i32::try_from(if year < 100 { 2000 + year } else { year }).unwrap_or(0);
        let found = NaiveDate::from_ymd_opt(year, month, day).filter(|_| (1990..=2100).contains(&year));
        found.map(Day::Whole).ok_or_else(|| format!("không có ngày `{}` trong lịch", text.trim()))
    };
    match *numbers.as_slice() {
        [year, month, day] if year > 1900 => there(year, month, day),
        [day, month, year] => there(year, month, day),
        [day, month, year, ..] if timed => there(year, month, day),
        [day, month] if NaiveDate::from_ymd_opt(2024, month, day).is_some() => Ok(Day::Yearless(day, month)),
        _ => Err(refuse()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_however_they_are_written() {
        let whole = Day::Whole(NaiveDate::from_ymd_opt(2023, 8, 1).expect("day"));
        for typed in [
            "1/8/2023",
            "01.08.2023",
            "01-8-2023",
            "1/8/23",
            "2023-08-01",
            "01/08/2023 07:30",
            "Ngày 01 tháng 8 năm 2023",
            "01 / 08 / 2023",
            "ngày 1/8/2023",
        ] {
            assert_eq!(day(typed, Kind::Text), Ok(whole), "{typed}");
        }
        assert_eq!(day("45139", Kind::Number), Ok(whole));
        assert_eq!(day("01/08", Kind::Text), Ok(Day::Yearless(1, 8)));
        for typed in ["31/6/2023", "13/13/2023", "tháng 8", "1/8/203", "x", "45"] {
            assert!(day(typed, Kind::Text).is_err(), "{typed}");
        }
        assert!(day("1,8", Kind::Number).is_err() && day("8", Kind::Number).is_err());
    }
}
