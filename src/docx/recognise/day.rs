//! Comes in: the line that says where and when a paper was signed. Goes out: place and day, as far as
//! they are filled in. Must not know: which day it is.

use chrono::NaiveDate;

/// Is the day of a paper, as far as it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub day: Option<u32>,
    /// The month.
    pub month: Option<u32>,
    /// The year.
    pub year: Option<i32>,
}

impl Day {
    /// Gives the whole date.
    #[must_use]
    pub fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }
}

/// Reads `Hoa Mẫu, ngày 02 tháng 6 năm 2026`; each number may be open. Gives the place, too.
pub(super) fn place_and_day(line: &str) -> Option<(String, Day)> {
    let small = line.to_lowercase();
    // Capital and small letters of these words are as long.
    let at = small.rfind("ngày").filter(|_| small.len() == line.len())?;
    let rest = &small[at + "ngày".len()..];
    let (day, rest) = rest.split_once("tháng")?;
    let (month, year) = rest.split_once("năm")?;
    if [day, month].iter().any(|part| part.chars().any(char::is_alphabetic)) {
        return None;
    }
    let number = |part: &str| {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<u32>().ok()
    };
    let year =
        number(year).and_then(|year| i32::try_from(year).ok()).filter(|year| (1930..2200).contains(year));
    let day = Day {
        day: number(day).filter(|day| (1..=31).contains(day)),
        month: number(month).filter(|month| (1..=12).contains(month)),
        year,
    };
    let place = line[..at].trim().trim_end_matches([',', ' ']).to_owned();
    Some((place, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_may_be_open() {
        let read = |line: &str| place_and_day(line).map(|(place, day)| (place, day.day, day.month, day.year));
        let own = |place: &str, day, month, year| Some((place.to_owned(), day, month, year));
        assert_eq!(read("Hoa Mẫu, ngày 02 tháng 6 năm 2026"), own("Hoa Mẫu", Some(2), Some(6), Some(2026)));
        assert_eq!(read("Bình Thuận, ngày tháng 02 năm 2025"), own("Bình Thuận", None, Some(2), Some(2025)));
        assert_eq!(read("Xã A, ngày … tháng … năm 20…"), own("Xã A", None, None, None));
        assert_eq!(read("ngày họp tháng sau năm nay"), None);
        assert_eq!(read("Độc lập - Tự do - Hạnh phúc"), None);
    }
}
