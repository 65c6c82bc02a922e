//! Comes in: running text in NFC. Goes out: times of day that no clock shows
//! (`25 giờ 70`) or that are written as no paper writes them (`14h00’`). Must
//! not know: good times, papers or the wording of any check.

use std::ops::Range;

use chrono::NaiveTime;

use super::scan::{Cursor, before};

/// Says what is wrong with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFault {
    /// No clock shows it: `25 giờ 70`.
    Impossible,
    /// It bears marks or letters of its own: `14h00’`, `7g30`, `14h:00`.
    Form,
    /// The part of the day behind it is another one: `14 giờ 00 sáng`.
    DayPart,
}

/// Describes a time that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OddTime {
    /// Its bytes, what is wrong included.
    pub range: Range<usize>,
    /// What is wrong.
    pub fault: TimeFault,
    /// How it is written right, where that is sure.
    pub right: Option<String>,
}

/// Finds the wrong times of a text. Lengths of time (`36 giờ 30 phút`), ratios
/// and numbers of things behind an hour are left.
#[must_use]
pub fn find_odd_times(text: &str) -> Vec<OddTime> {
    let mut found: Vec<OddTime> = Vec::new();
    for (start, letter) in text.char_indices() {
        let free = found.last().is_none_or(|last| start >= last.range.end);
        if letter.is_ascii_digit() && free {
            found.extend(odd_at(text, start));
        }
    }
    found
}

/// Is how much before a number is looked at, in letters.
const LEAD: usize = 40;

/// Is a time as it was read.
struct Read<'a> {
    hour: u32,
    minute: u32,
    /// Behind it, `phút` included.
    end: Cursor<'a>,
    /// Written `14 giờ 00`, not `14h00`.
    in_words: bool,
    /// `phút` follows, as in lengths of time.
    counted: bool,
    /// Signs of its own stand inside.
    slipped: bool,
}

fn odd_at(text: &str, start: usize) -> Option<OddTime> {
    let joined = |c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | ',' | '/');
    if before(text, start).is_some_and(joined) {
        return None;
    }
    // A word or two: a long text has many numbers.
    let words = text[..start].trim_end();
    let from = words.char_indices().rev().nth(LEAD).map_or(0, |(at, _)| at);
    let lead = words[from..].to_lowercase();
    let Some(read) = read(Cursor::new(text, start)) else { return bare(text, start, &lead) };
    let odd = |end: usize, fault, right| Some(OddTime { range: start..end, fault, right });
    let Some(time) = NaiveTime::from_hms_opt(read.hour, read.minute, 0) else {
        return impossible(&read, &lead).then(|| odd(read.end.at(), TimeFault::Impossible, None))?;
    };
    let mut behind = read.end;
    let quoted = matches!(before(text, start), Some('‘' | '\''));
    if !quoted && ['’', '\'', '′', '´', '`'].iter().any(|mark| behind.symbol(*mark)) {
        let bare = text[start..read.end.at()].to_owned();
        return odd(behind.at(), TimeFault::Form, Some(bare));
    }
    if read.slipped {
        let right = super::time_words(time, false);
        return odd(read.end.at(), TimeFault::Form, Some(right));
    }
    behind.blanks();
    if read.hour > 12 && behind.word("sáng") {
        return odd(behind.at(), TimeFault::DayPart, None);
    }
    None
}

/// Reads `lúc 25:00`, which no clock shows, and `14 giờ sáng`.
fn bare(text: &str, start: usize, lead: &str) -> Option<OddTime> {
    let mut cursor = Cursor::new(text, start);
    let hour: u32 = cursor.digits(1, 2)?.parse().ok()?;
    let at_a_time = ["lúc", "hồi"].iter().any(|word| lead.ends_with(word));
    let mut clock = cursor;
    if clock.symbol(':') {
        let minute: u32 = clock.digits(2, 2)?.parse().ok()?;
        let ends = !clock.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, ':' | '/'));
        let wrong = at_a_time && ends && (hour, minute) != (24, 0) && (hour > 23 || minute > 59);
        return wrong.then(|| OddTime {
            range: start..clock.at(),
            fault: TimeFault::Impossible,
            right: None,
        });
    }
    cursor.blanks();
    let named = cursor.word("giờ") || cursor.word("h");
    let lasting = ["trong", "quá", "đủ", "suốt"].iter().any(|word| lead.ends_with(word));
    let morning = named && cursor.blanks() && cursor.word("sáng");
    let wrong = morning && (13..=24).contains(&hour) && !lasting;
    wrong.then(|| OddTime { range: start..cursor.at(), fault: TimeFault::DayPart, right: None })
}

/// Reads `25 giờ 70`, `14h00`, `14h:00`, `7g30`.
fn read(mut cursor: Cursor<'_>) -> Option<Read<'_>> {
    let hour = cursor.digits(1, 2)?.parse().ok()?;
    let mut tight = cursor;
    let marked = (tight.symbol('g') || tight.symbol('G')) && tight.peek().is_some_and(|c| c.is_ascii_digit());
    let mut slipped = marked;
    let mut in_words = false;
    if marked {
        cursor = tight;
    } else {
        cursor.blanks();
        in_words = cursor.word("giờ");
        if !in_words && !cursor.symbol('h') && !cursor.symbol('H') {
            return None;
        }
        slipped |= !in_words && (cursor.symbol(':') || cursor.symbol('.'));
        cursor.blanks();
    }
    let minute = cursor.digits(if in_words { 1 } else { 2 }, 2)?.parse().ok()?;
    let runs_on = cursor.peek().is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '%'));
    let mut ahead = cursor;
    ahead.blanks();
    let counted = ahead.word("phút");
    let end = if counted { ahead } else { cursor };
    let grams = marked && hour > 23;
    (!runs_on && !grams).then_some(Read { hour, minute, end, in_words, counted, slipped })
}

/// Lists what a time of day may be followed by; anything else behind `25 giờ
/// 70` is counted by the second number.
const FOLLOWERS: [&str; 15] = [
    "ngày", "đến", "tại", "sáng", "trưa", "chiều", "tối", "thứ", "chủ", "ở", "các", "hằng", "cùng", "đại",
    "khai",
];

/// Tells whether a time that is on no clock was meant as a time of day.
fn impossible(read: &Read<'_>, lead: &str) -> bool {
    let at_a_time = ["lúc", "hồi", "vào", "từ"].iter().any(|word| lead.ends_with(word));
    let lasting =
        ["trong", "quá", "đủ", "khoảng", "hơn", "suốt", "sau"].iter().any(|word| lead.ends_with(word));
    // Midnight is written 24 giờ 00.
    if (read.hour, read.minute) == (24, 0) || lasting {
        return false;
    }
    if read.counted {
        return read.minute > 59 || at_a_time;
    }
    let mut ahead = read.end;
    let spaced = ahead.blanks();
    let counts = spaced
        && ahead.peek().is_some_and(char::is_alphabetic)
        && !FOLLOWERS.iter().any(|word| {
            let mut word_ahead = ahead;
            word_ahead.word(word)
        });
    !read.in_words || at_a_time || !counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_times_are_found_and_lengths_are_not() {
        use TimeFault::{DayPart, Form, Impossible};
        for (text, part, fault, right) in [
            ("lúc 25 giờ 70, ngày", "25 giờ 70", Impossible, None),
            ("từ 14h75 đến", "14h75", Impossible, None),
            ("lúc 24 giờ 30 ngày", "24 giờ 30", Impossible, None),
            ("vào 7 giờ 60 phút", "7 giờ 60 phút", Impossible, None),
            ("lúc 14h00’, ngày", "14h00’", Form, Some("14h00")),
            ("lúc 7 giờ 30' sáng", "7 giờ 30'", Form, Some("7 giờ 30")),
            ("từ 7g30 sáng", "7g30", Form, Some("7 giờ 30")),
            ("vào 14h:00 ngày", "14h:00", Form, Some("14 giờ 00")),
            ("lúc 25:00 ngày", "25:00", Impossible, None),
            ("Vào 14 giờ sáng mai", "14 giờ sáng", DayPart, None),
            ("lúc 14 giờ 30 sáng 05/3", "14 giờ 30 sáng", DayPart, None),
        ] {
            let found = find_odd_times(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!(&text[found[0].range.clone()], part);
            assert_eq!((found[0].fault, found[0].right.as_deref()), (fault, right), "{text}");
        }
        for text in [
            "lúc 7 giờ 30, 14h00, 24 giờ 00 ngày 30/6; 36 giờ 30 phút; 48 giờ; trong 72h00",
            "25 giờ 70 người; 1,5 giờ 90; 12:75; tỷ lệ 25:70; 500g30; 14h; 8 giờ/ngày; ‘14h00’",
            "Từ 7 giờ 30 sáng; 24/24 giờ; 5 h 30; 12 giờ 30 sáng",
        ] {
            assert_eq!(find_odd_times(text), [], "{text}");
        }
    }
}
