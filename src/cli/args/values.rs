//! Comes in: one word of the command line. Goes out: the number or the day it
//! means, or in Vietnamese what was expected. Must not know: what it is for.

use std::ops::RangeInclusive;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::docx::Mode;

fn within<T>(word: &str, range: &RangeInclusive<T>, what: &str) -> Result<T, String>
where
    T: FromStr + PartialOrd,
{
    let read = word.trim().parse().ok().filter(|value| range.contains(value));
    read.ok_or_else(|| format!("cần {what}"))
}

/// Reads the number of a paper; where a kind stands, the order is told.
pub(super) fn number(word: &str) -> Result<u32, String> {
    within(
        word,
        &(1..=99_999),
        "một số từ 1 đến 99999; loại viết trước, số viết sau: ke-hoach 7; hoặc viết liền như trên giấy: 07-KH/ĐU",
    )
}

/// Reads how many papers are made at once.
pub(super) fn jobs(word: &str) -> Result<u16, String> {
    within(word, &(1..=256), "một số từ 1 đến 256")
}

/// Reads how fine a picture is.
pub(super) fn dpi(word: &str) -> Result<u16, String> {
    within(word, &(36..=1200), "một số từ 36 đến 1200")
}

/// Reads a number of seconds.
pub(super) fn seconds(word: &str) -> Result<u64, String> {
    within(word, &(1..=86_400), "một số giây từ 1 đến 86400")
}

/// Reads how many papers are looked at.
pub(super) fn count(word: &str) -> Result<usize, String> {
    within(word, &(1..=usize::MAX), "một số từ 1 trở lên")
}

/// Reads a year.
pub(super) fn year(word: &str) -> Result<i32, String> {
    within(word, &(1930..=9999), "một năm đủ bốn chữ số, như 2026")
}

/// Reads the mode of a Word file.
pub(super) fn word_mode(word: &str) -> Result<Mode, String> {
    word.parse().ok().and_then(Mode::of).ok_or_else(|| "cần một trong các số 12, 14, 15".to_owned())
}

/// Reads some pages: `3`, `2-3`.
pub(super) fn pages(word: &str) -> Result<(usize, usize), String> {
    let (from, to) = word.split_once('-').unwrap_or((word, word));
    let read = from.trim().parse().ok().zip(to.trim().parse().ok());
    read.filter(|(from, to)| (1..=*to).contains(from) && *to <= 9_999)
        .ok_or_else(|| "cần một trang (3) hoặc hai đầu của một đoạn (2-3)".to_owned())
}

/// Reads words that say why.
pub(super) fn reason(word: &str) -> Result<String, String> {
    let said = Some(word.to_owned()).filter(|word| !word.trim().is_empty());
    said.ok_or_else(|| "cần một lý do".to_owned())
}

/// Reads a day as papers and files have it: `6/3/2026`, `06-03-2026`, `2026-03-06`.
pub(super) fn day(word: &str) -> Result<NaiveDate, String> {
    let parts: Vec<&str> = word.trim().split(['/', '-', '.']).collect();
    let read = |at: usize| parts[at].parse::<u32>().ok();
    let found = match parts.as_slice() {
        [year, _, _] if year.len() == 4 => read(0).zip(read(1).zip(read(2))),
        [_, _, year] if year.len() == 4 => read(2).zip(read(1).zip(read(0))),
        _ => return Err("cần một ngày đủ ngày, tháng, năm: 6/3/2026 hoặc 2026-03-06".to_owned()),
    };
    let day =
        found.and_then(|(year, (month, day))| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day));
    day.ok_or_else(|| {
        "không có ngày ấy trong lịch; viết 6/3/2026 (ngày/tháng/năm) hoặc 2026-03-06".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_the_guide_promises() {
        let meant = NaiveDate::from_ymd_opt(2026, 3, 6).expect("day");
        for typed in ["6/3/2026", "06/3/2026", "06/03/2026", "2026-03-06", "6-3-2026", "6.3.2026"] {
            assert_eq!(day(typed), Ok(meant), "{typed}");
        }
        for typed in ["31/2/2026", "6/3/26", "6/3", "2026", "x/y/2026", "", "2026-13-01"] {
            assert!(day(typed).is_err(), "{typed}");
        }
    }
}
