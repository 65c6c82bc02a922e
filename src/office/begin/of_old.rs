//! Comes in: a file of a dossier that was copied, the year it was of and the year it is for. Goes out: its
//! lines that tell of that time: a day written by hand, the old year. Must not know: which of them are
//! right as they are (papers do name what was last year): a person looks at each once.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::example::Example;
use crate::text::find_dates;

/// Is how much of a line is shown (letters).
const SHOWN: usize = 160;

/// Is a line of a copied file that tells of the time the old one was of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfOld {
    /// The file, by its name in the dossier.
    pub file: String,
    /// The line; a long one from where it tells of that time.
    pub line: String,
}

/// Is the time a dossier was of, and the one it is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Times {
    /// The year the old one was of.
    pub(super) was: i32,
    /// The day the new one is for, if that is known.
    pub(super) is: Option<NaiveDate>,
}

/// Finds the lines of a file.
pub(super) fn of_old(name: &str, file: &Example, times: Times) -> Vec<OfOld> {
    let texts = file.every_text();
    let lines = texts.iter().flat_map(|text| text.lines()).map(str::trim);
    let told = lines.filter_map(|line| told_at(line, times).map(|at| shown(line, at)));
    told.map(|line| OfOld { file: name.to_owned(), line }).collect()
}

/// Gives the byte at which a line tells of the old time.
fn told_at(line: &str, times: Times) -> Option<usize> {
    let day = find_dates(line).into_iter().find(|date| date.year.is_none_or(|year| year == times.was));
    let plain = || {
        let day = line.parse::<NaiveDate>().ok()?;
        (day.year() == times.was && times.is != Some(day)).then_some(0)
    };
    let other = times.is.is_none_or(|day| day.year() != times.was);
    let year = || year_at(line, times.was).filter(|_| other);
    day.map(|date| date.range.start).or_else(plain).or_else(year)
}

/// Gives the byte at which a year stands as a number of its own.
fn year_at(line: &str, year: i32) -> Option<usize> {
    let digits = year.to_string();
    let bare = |at: &usize| {
        let part = |sign: char| sign.is_ascii_digit();
        !line[..*at].ends_with(part) && !line[*at + digits.len()..].starts_with(part)
    };
    line.match_indices(&digits).map(|(at, _)| at).find(bare)
}

/// Cuts a long line down to what is around a byte of it.
fn shown(line: &str, at: usize) -> String {
    let before = line[..at].chars().count();
    let all = line.chars().count();
    if all <= SHOWN {
        return line.to_owned();
    }
    let from = before.saturating_sub(SHOWN / 2).min(all - SHOWN);
    let part: String = line.chars().skip(from).take(SHOWN).collect();
    let mut part = part.as_str();
    // No word is cut.
    if from > 0 {
        part = part.split_once(' ').map_or(part, |(_, rest)| rest);
    }
    if from + SHOWN < all {
        part = part.rsplit_once(' ').map_or(part, |(rest, _)| rest);
    }
    let (head, tail) = (if from > 0 { "… " } else { "" }, if from + SHOWN < all { " …" } else { "" });
    format!("{head}{part}{tail}")
}

#[cfg(test)]
mod tests {
    use super::{Example, Times, of_old};

    fn found(text: &str, times: Times) -> Vec<String> {
        let file = Example::read("a.yaml", text.as_bytes()).expect("a file");
        of_old("a.yaml", &file, times).into_iter().map(|one| one.line).collect()
    }

    #[test]
    fn lines_that_tell_of_the_old_time_are_found_and_no_others() {
        let day = |text: &str| text.parse().expect("a day");
        let paper = "trich_yeu: tổ chức gặp mặt năm 2026\nhan: 2026-12-20\nnoi_dung: |\n  Kết quả năm 2025.\n  \
                     Xong trước ngày 20/12/2026; 12026 người.\n  Xong trước ngày 20 tháng 12.\n  Năm 20260 và \
                     {{ su_kien.ngay }}.\n  Số 05-CT/TW ngày 01/02/2024.\n";
        let next = Times { was: 2026, is: Some(day("2027-08-14")) };
        let lines = [
            "tổ chức gặp mặt năm 2026",
            "2026-12-20",
            "Xong trước ngày 20/12/2026; 12026 người.",
            "Xong trước ngày 20 tháng 12.",
        ];
        assert_eq!(found(paper, next), lines);
        // Another meeting of the same year: the year is right, days typed by hand may not be.
        let again = Times { was: 2026, is: Some(day("2026-12-20")) };
        assert_eq!(found(paper, again), lines[2..]);
        let unknown = Times { was: 2026, is: None };
        assert_eq!(found(paper, unknown), lines);
        let long = format!("noi_dung: {} năm 2026 {}\n", "chữ đầu ".repeat(40), "chữ cuối ".repeat(40));
        let [line] = found(&long, next).try_into().expect("one line");
        assert!(line.contains("năm 2026") && line.starts_with("… ") && line.chars().count() < 170, "{line}");
    }
}
