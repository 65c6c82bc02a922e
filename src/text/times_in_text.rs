//! Comes in: running text in NFC. Goes out: the times of day in it, and the
//! names of weekdays joined to a date. Must not know: whether the weekday is
//! the right one or the time well written; the checks judge that.

use std::ops::Range;

use chrono::{NaiveTime, Weekday};

use super::dates_in_text::{FoundDate, find_dates};
use super::scan::{Cursor, before};

/// Words after which `thứ Hai` counts things instead of naming a day.
const COUNTING_WORDS: [&str; 8] = ["lần", "kỳ", "kì", "phiên", "khóa", "khoá", "kỳ họp", "phiên họp"];

/// Finds the weekday names that are joined to a date, before it (`thứ Sáu,
/// ngày 11/8/2023`) or after it (`11/8/2023 (thứ Sáu)`), with that date.
#[must_use]
pub fn find_weekdays(text: &str) -> Vec<(Range<usize>, Weekday, FoundDate)> {
    let dates = find_dates(text);
    let mut found = Vec::new();
    if dates.is_empty() {
        return found;
    }
    let names = names(text);
    let mut first = 0;
    while first < names.len() {
        let mut last = first;
        while last + 1 < names.len() && is_listed(text, names[last].0.end, names[last + 1].0.start) {
            last += 1;
        }
        if first == last {
            let (range, weekday) = names[first].clone();
            found.extend(date_of(text, &dates, &range).map(|date| (range, weekday, date.clone())));
        } else {
            found.extend(listed(text, &dates, &names[first..=last]));
        }
        first = last + 1;
    }
    found
}

/// Finds the names of weekdays.
fn names(text: &str) -> Vec<(Range<usize>, Weekday)> {
    let begins = |letter: &(usize, char)| matches!(letter.1, 't' | 'T' | 'c' | 'C');
    let letters = text.char_indices().filter(begins);
    letters.filter_map(|(start, _)| weekday_at(text, start).map(|(end, day)| (start..end, day))).collect()
}

/// Gives the date that one name is joined to.
fn date_of<'a>(text: &str, dates: &'a [FoundDate], name: &Range<usize>) -> Option<&'a FoundDate> {
    let after = || dates.iter().find(|date| leads_to(text, name.end, date));
    let earlier = || dates.iter().rfind(|date| follows(text, date, name));
    let bracketed = before(text, name.start) == Some('(') && text[name.end..].starts_with(')');
    if bracketed { earlier().or_else(after) } else { after().or_else(earlier) }
}

/// Tells whether only what parts the members of a list stands between two places.
fn is_listed(text: &str, end: usize, start: usize) -> bool {
    let joint = text.get(end..start).unwrap_or_default();
    matches!(joint.trim(), "," | "và" | ", và" | "-" | "–" | "/" | "hoặc" | "đến")
}

/// Pairs a list of names with the list of days it is joined to (`24 và
/// 25/11/2026 (thứ Ba, thứ Tư)`), one by one; lists of other lengths are left.
fn listed(
    text: &str,
    dates: &[FoundDate],
    names: &[(Range<usize>, Weekday)],
) -> Vec<(Range<usize>, Weekday, FoundDate)> {
    let (Some((head, _)), Some((tail, _))) = (names.first(), names.last()) else { return Vec::new() };
    let days = days(text, dates);
    let whole = head.start..tail.end;
    let near = |days: &&Vec<FoundDate>| {
        let (Some(first), Some(last)) = (days.first(), days.last()) else { return false };
        leads_to(text, whole.end, first) || follows(text, last, &whole)
    };
    let Some(days) = days.iter().find(near).filter(|days| days.len() == names.len()) else {
        return Vec::new();
    };
    names.iter().zip(days).map(|((range, weekday), day)| (range.clone(), *weekday, day.clone())).collect()
}

/// Groups the dates that are listed together, with the bare days before them
/// (`15, 16/6/2026`), which are of the same month.
fn days(text: &str, dates: &[FoundDate]) -> Vec<Vec<FoundDate>> {
    let mut groups: Vec<Vec<FoundDate>> = Vec::new();
    for date in dates {
        let bare = bare_days(text, date);
        let start = bare.first().map_or(date.range.start, |first| first.range.start);
        let joined = groups.last().and_then(|group| group.last()).is_some_and(|last| {
            let joint = text.get(last.range.end..start).unwrap_or_default();
            let joint = joint.trim().trim_end_matches("ngày").trim_end();
            matches!(joint, "," | "và" | ", và" | "-" | "–" | "hoặc" | "đến")
        });
        if !joined {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.last_mut() {
            group.extend(bare);
            group.push(date.clone());
        }
    }
    groups
}

/// Gives the days written before a date without their month: 24 of `24 và
/// 25/11/2026`; each begins where it stands.
fn bare_days(text: &str, date: &FoundDate) -> Vec<FoundDate> {
    let mut found = Vec::new();
    let mut end = date.range.start;
    loop {
        let lead = text[..end].trim_end();
        let Some(lead) = ["và", "đến", ","].iter().find_map(|joint| lead.strip_suffix(joint)) else {
            break;
        };
        let lead = lead.trim_end();
        let digits = lead.len() - lead.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (head, number) = lead.split_at(digits);
        let free = !head.ends_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '/' | '.' | ','));
        let Some(day) = number.parse().ok().filter(|day| (1..=31).contains(day) && free) else { break };
        found.push(FoundDate { day, range: digits..date.range.end, ..date.clone() });
        end = digits;
    }
    found.reverse();
    found
}

fn weekday_at(text: &str, start: usize) -> Option<(usize, Weekday)> {
    const NAMES: [(&str, &str, Weekday); 6] = [
        ("hai", "2", Weekday::Mon),
        ("ba", "3", Weekday::Tue),
        ("tư", "4", Weekday::Wed),
        ("năm", "5", Weekday::Thu),
        ("sáu", "6", Weekday::Fri),
        ("bảy", "7", Weekday::Sat),
    ];
    if before(text, start).is_some_and(char::is_alphanumeric) {
        return None;
    }
    let mut cursor = Cursor::new(text, start);
    if cursor.word("chủ") {
        return (cursor.blanks() && cursor.word("nhật")).then(|| (cursor.at(), Weekday::Sun));
    }
    if !(cursor.word("thứ") && cursor.blanks()) || counts_things(&text[..start]) {
        return None;
    }
    NAMES.into_iter().find_map(|(name, number, weekday)| {
        let mut ahead = cursor;
        (ahead.word(name) || ahead.word(number)).then(|| (ahead.at(), weekday))
    })
}

fn counts_things(lead: &str) -> bool {
    let trimmed = lead.trim_end();
    if trimmed.len() == lead.len() {
        return false;
    }
    let lower = trimmed.to_lowercase();
    COUNTING_WORDS
        .iter()
        .any(|word| lower.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
}

/// Lists what may stand between a name and the date after it.
const TOWARDS: [&str; 4] = ["ngày", "này", "tuần", "tới"];

/// Tells whether only a joint stands between a name and the date after it.
fn leads_to(text: &str, name_end: usize, date: &FoundDate) -> bool {
    let Some(joint) = text.get(name_end..date.range.start) else {
        return false;
    };
    let mut words =
        joint.split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '-' | '–' | ':'));
    !joint.contains("\n\n") && words.all(|word| word.is_empty() || TOWARDS.contains(&&*word.to_lowercase()))
}

/// Lists what may stand between a date and the name after it.
const BESIDE: [&str; 13] =
    ["là", "tức", "nhằm", "vào", "rơi", "đúng", "buổi", "sáng", "trưa", "chiều", "tối", "-", "–"];

/// Tells whether only a joint stands between a date and the name after it; a
/// day of every week is none of the date's.
fn follows(text: &str, date: &FoundDate, name: &Range<usize>) -> bool {
    let Some(joint) = text.get(date.range.end..name.start) else {
        return false;
    };
    let mut words = joint.split(|c: char| c.is_whitespace() || matches!(c, ',' | '('));
    let one_line = joint.contains('(') || !joint.contains('\n');
    let after = text[name.end..].trim_start().to_lowercase();
    let weekly = ["hằng", "hàng", "mỗi", "đầu", "cuối", "tuần"].iter().any(|word| after.starts_with(word));
    one_line
        && !joint.is_empty()
        && !weekly
        && words.all(|word| word.is_empty() || BESIDE.contains(&&*word.to_lowercase()))
}

/// Finds the times of day: `7 giờ 30`, `7 giờ 30 phút`, `07h30`, `14:00`, and
/// the bare `8 giờ`, `8h` after `lúc` or `hồi` (elsewhere a length of time).
#[must_use]
pub fn find_times(text: &str) -> Vec<(Range<usize>, NaiveTime)> {
    let mut found: Vec<(Range<usize>, NaiveTime)> = Vec::new();
    let mut free_from = 0;
    for (start, character) in text.char_indices() {
        if start < free_from || !character.is_ascii_digit() {
            continue;
        }
        if let Some((end, time)) = time_at(text, start) {
            free_from = end;
            found.push((start..end, time));
        }
    }
    found
}

fn time_at(text: &str, start: usize) -> Option<(usize, NaiveTime)> {
    let joined = |c: char| c.is_alphanumeric() || matches!(c, ':' | '.' | ',' | '/');
    if before(text, start).is_some_and(joined) {
        return None;
    }
    let lead = text[..start].trim_end();
    let follows = |word: &str| {
        let from = lead.char_indices().nth_back(word.chars().count() - 1).map_or(0, |(at, _)| at);
        lead[from..].chars().flat_map(char::to_lowercase).eq(word.chars())
    };
    let mut cursor = Cursor::new(text, start);
    let hour: u32 = cursor.digits(1, 2)?.parse().ok()?;
    if cursor.symbol(':') {
        let minute = cursor.digits(2, 2)?;
        if follows("lệ") || runs_on(cursor) {
            return None;
        }
        return timed(cursor, hour, minute);
    }
    cursor.blanks();
    let in_words = cursor.word("giờ");
    if !in_words && !cursor.symbol('h') && !cursor.symbol('H') {
        return None;
    }
    let mut ahead = cursor;
    ahead.blanks();
    let least = if in_words { 1 } else { 2 };
    if let Some(minute) = ahead.digits(least, 2)
        && !runs_on(ahead)
    {
        let mut further = ahead;
        further.blanks();
        if further.word("phút") {
            return timed(further, hour, minute);
        }
        if !further.word("tháng") {
            return timed(ahead, hour, minute);
        }
    }
    let at_a_time = ["lúc", "hồi"].iter().any(|word| follows(word));
    let ended = !cursor.peek().is_some_and(char::is_alphanumeric);
    (at_a_time && ended).then(|| timed(cursor, hour, "0"))?
}

fn timed(cursor: Cursor<'_>, hour: u32, minute: &str) -> Option<(usize, NaiveTime)> {
    let time = NaiveTime::from_hms_opt(hour, minute.parse().ok()?, 0)?;
    Some((cursor.at(), time))
}

/// Tells whether the digits just read are part of something longer.
fn runs_on(mut cursor: Cursor<'_>) -> bool {
    match cursor.peek() {
        Some(mark @ (':' | '.' | ',')) => {
            cursor.symbol(mark) && cursor.peek().is_some_and(|c| c.is_ascii_digit())
        }
        Some('/' | '%') => true,
        other => other.is_some_and(char::is_alphanumeric),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_joined_to_its_own_date() {
        use Weekday::{Fri, Mon, Sat, Sun};
        let text = "Sáng thứ Sáu, ngày 11/8/2023; Chủ nhật ngày 13 tháng 8 năm 2023; \
            12/8/2023 (thứ Bảy), 14/8/2023 (Thứ 2); ngày 18/8/2023 là thứ sáu; \
            ngày 25/8/2023 (chiều thứ sáu); thứ sáu tuần này, 01/9/2023; thứ hai - 04/9/2023";
        let found: Vec<_> = find_weekdays(text)
            .into_iter()
            .map(|(range, weekday, date)| (&text[range], weekday, date.day))
            .collect();
        assert_eq!(
            found,
            [
                ("thứ Sáu", Fri, 11),
                ("Chủ nhật", Sun, 13),
                ("thứ Bảy", Sat, 12),
                ("Thứ 2", Mon, 14),
                ("thứ sáu", Fri, 18),
                ("thứ sáu", Fri, 25),
                ("thứ sáu", Fri, 1),
                ("thứ hai", Mon, 4),
            ]
        );
    }

    #[test]
    fn names_in_a_list_are_paired_with_the_days_of_a_list() {
        for (text, expected) in [
            ("02 ngày 24 và 25/11/2026 (thứ Ba, thứ Tư)", &[("thứ Ba", 24), ("thứ Tư", 25)][..]),
            ("ngày 15, 16/6/2026 (thứ Hai, thứ Ba)", &[("thứ Hai", 15), ("thứ Ba", 16)]),
            ("thứ Tư, thứ Năm (ngày 17/6/2026 và 18/6/2026)", &[("thứ Tư", 17), ("thứ Năm", 18)]),
            ("thứ Bảy, Chủ nhật ngày 20, 21/6/2026", &[("thứ Bảy", 20), ("Chủ nhật", 21)]),
            ("thứ Bảy và Chủ nhật, 20/6/2026", &[]),
            ("Ngày 01 đến 03/9/2026 (thứ Ba đến thứ Năm)", &[("thứ Ba", 1), ("thứ Năm", 3)]),
            ("từ thứ Hai đến thứ Sáu, 10/8/2026", &[]),
            ("ngày 24 và 25/11/2026 (thứ Tư)", &[("thứ Tư", 25)]),
        ] {
            let found = find_weekdays(text);
            let found: Vec<_> =
                found.iter().map(|(range, _, date)| (&text[range.clone()], date.day)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn ordinals_and_distant_weekdays_are_left() {
        for text in [
            "Hội nghị lần thứ Hai, ngày 11/8/2023",
            "Kỳ họp thứ 7 ngày 11/8/2023",
            "thứ Sáu hằng tuần, kể từ ngày 11/8/2023",
            "thứ Sáu, tại hội trường",
            "11/8/2023\nthứ Hai: họp",
            "Từ ngày 11/8/2023, vào thứ Hai hằng tuần",
        ] {
            assert_eq!(find_weekdays(text), [], "{text}");
        }
    }

    #[test]
    fn times_are_read_and_lengths_are_not() {
        for (text, part, hour, minute) in [
            ("lúc 7 giờ 30, ngày", "7 giờ 30", 7, 30),
            ("Từ 07h30 đến", "07h30", 7, 30),
            ("7 giờ 30 phút sáng", "7 giờ 30 phút", 7, 30),
            ("vào 14:00.", "14:00", 14, 0),
            ("từ 8 giờ 05", "8 giờ 05", 8, 5),
            ("lúc 8 giờ 15/8/2023", "8 giờ", 8, 0),
            ("hồi 17h ngày", "17h", 17, 0),
        ] {
            let time = NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
            let found = find_times(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((&text[found[0].0.clone()], found[0].1), (part, time));
        }
        let text = "tỷ lệ 1:10; 8 giờ/ngày; 24 giờ; 25h30; 7:60; 12:30:45; 1,5 giờ 30; 3:2; \
            5 ha; 10 hộ; 2.14:00";
        assert_eq!(find_times(text), []);
    }
}
