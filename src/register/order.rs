//! Comes in: the rows of the book, in the order of their numbers. Goes out: what
//! cannot be right among them: gaps, numbers given twice, days that run
//! backwards, lie ahead or in another term. Must not know: the database.

use chrono::{Datelike, NaiveDate};

use super::allocate::is_within;
use super::row::{Entry, State, told};
use crate::diag::{Code, Diagnostic};
use crate::model::{Issuer, Terms};

/// Is a series: organ, term, kind, with the numbers it has given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    pub organ: String,
    pub term: String,
    pub kind: String,
    pub first: u32,
    pub next: u32,
}

impl Series {
    pub(super) fn holds(&self, entry: &Entry) -> bool {
        entry.organ == self.organ && entry.kind == self.kind && entry.term.to_string() == self.term
    }
}

/// Is something odd, and the rows it is about (none: numbers without a row).
pub(super) struct Oddity {
    pub rows: Vec<i64>,
    pub finding: Diagnostic,
}

fn odd(rows: &[&Entry], message: String, hint: &str) -> Oddity {
    let finding = Diagnostic::new(Code::REGISTER_ORDER, message).hint(hint);
    Oddity { rows: rows.iter().map(|entry| entry.id).collect(), finding }
}

/// Names a row, and its place in an older book.
fn named(entry: &Entry) -> String {
    let place = entry.origin.as_ref().map(|origin| format!(" ({})", origin.told())).unwrap_or_default();
    format!("`{}`{place}", entry.printed())
}

/// Finds what is odd in one series.
pub(super) fn oddities(series: &Series, own: &[&Entry], terms: &Terms, today: NaiveDate) -> Vec<Oddity> {
    let mut found = gaps(series, own);
    found.extend(own.windows(2).filter(|pair| pair[1].dup > 0).map(|pair| twice(pair[0], pair[1])));
    found.extend(misdated(own));
    found.extend(own.iter().flat_map(|entry| days(entry, terms, today)));
    found
}

/// Finds numbers without a row.
fn gaps(series: &Series, own: &[&Entry]) -> Vec<Oddity> {
    let Series { organ, term, kind, first, next } = series;
    let mut found = Vec::new();
    let mut due = *first;
    for number in own.iter().map(|entry| entry.number).chain([*next]) {
        if number > due {
            let last = number - 1;
            let which = if due == last { format!("số {due}") } else { format!("các số {due}–{last}") };
            let congress = kind == Issuer::CONGRESS;
            let name = match own.first().filter(|_| !congress) {
                Some(entry) => entry.kind_name.to_lowercase(),
                None if congress => "văn bản của đại hội".to_owned(),
                None => format!("`{kind}`"),
            };
            let from = term.parse().map_or_else(|_| term.clone(), told);
            let what = if congress { "đại hội" } else { "nhiệm kỳ" };
            let message = format!("thiếu {which} của {name}, cơ quan {organ}, {what} từ {from}");
            let hint = "số đã dùng ở sổ giấy hoặc dòng đã mất; đối chiếu với sổ giấy, bản in, bản sao lưu";
            found.push(odd(&[], message, hint));
        }
        due = due.max(number.saturating_add(1));
    }
    found
}

fn twice(one: &Entry, other: &Entry) -> Oddity {
    let brief = |entry: &Entry| format!("ngày {} “{}”", told(entry.date), shortened(&entry.summary));
    let (first, second) = (named(one), named(other));
    let message = format!("{second} trùng số với {first}: {}; {}", brief(other), brief(one));
    odd(&[one, other], message, "cả hai dòng đều ở trong sổ; ghi chú ở bản giấy, không cấp lại số này")
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short = format!("{} …", short.rsplit_once(' ').map_or(short.as_str(), |(whole, _)| whole));
    }
    short
}

/// Finds the rows whose day does not fit its neighbours: as few as explain it,
/// so that one wrong year is one finding and not one for each row behind it.
fn misdated(own: &[&Entry]) -> Vec<Oddity> {
    let live: Vec<&Entry> = own.iter().copied().filter(|entry| entry.state != State::Cancelled).collect();
    let fitting = fitting(&live.iter().map(|entry| entry.date).collect::<Vec<_>>());
    let mut found = Vec::new();
    let mut before: Option<&Entry> = None;
    for (at, entry) in live.iter().enumerate() {
        if fitting[at] {
            before = Some(entry);
            continue;
        }
        let after = (at..live.len()).find(|at| fitting[*at]).map(|at| live[at]);
        let (name, day) = (named(entry), told(entry.date));
        let (other, message) = match (before.filter(|before| before.date > entry.date), after) {
            (Some(before), _) => {
                let (other, its) = (before.printed(), told(before.date));
                (before, format!("{name} ngày {day} lùi so với `{other}` ngày {its}"))
            }
            (None, Some(after)) => {
                let (other, its) = (after.printed(), told(after.date));
                (after, format!("{name} ngày {day} sau ngày của số tiếp theo, `{other}` ngày {its}"))
            }
            (None, None) => continue,
        };
        let hint = match meant(entry.date, before, after) {
            Some(meant) => format!("trong một dãy số ngày không lùi; có phải {}?", told(meant)),
            None => "trong một dãy số ngày không lùi; xem lại ngày của hai văn bản".to_owned(),
        };
        found.push(odd(&[entry, other], message, &hint));
    }
    found
}

/// Guesses the day that was meant: day and month the wrong way round, or the
/// year beside.
fn meant(day: NaiveDate, before: Option<&Entry>, after: Option<&Entry>) -> Option<NaiveDate> {
    let turned = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    let years = [1, -1].map(|by| day.with_year(day.year() + by));
    let fits = |day: &NaiveDate| {
        before.is_none_or(|entry| entry.date <= *day) && after.is_none_or(|entry| *day <= entry.date)
    };
    let closed = before.is_some() && after.is_some();
    [turned, years[0], years[1]].into_iter().flatten().find(|day| closed && fits(day))
}

/// Marks the days of a longest run that does not go backwards; of two that
/// exclude each other the earlier one stays.
fn fitting(days: &[NaiveDate]) -> Vec<bool> {
    // From the end, the run is one that does not go forwards: `ends[n]` is the
    // row at which the best run of n + 1 rows begins.
    let mut ends: Vec<usize> = Vec::new();
    let mut next: Vec<Option<usize>> = vec![None; days.len()];
    for at in (0..days.len()).rev() {
        let long = ends.partition_point(|end| days[*end] >= days[at]);
        next[at] = long.checked_sub(1).map(|before| ends[before]);
        if long == ends.len() { ends.push(at) } else { ends[long] = at }
    }
    let mut fits = vec![false; days.len()];
    let mut walk = ends.last().copied();
    while let Some(at) = walk {
        fits[at] = true;
        walk = next[at];
    }
    fits
}

fn days(entry: &Entry, terms: &Terms, today: NaiveDate) -> Vec<Oddity> {
    let mut found = Vec::new();
    let (name, day) = (named(entry), told(entry.date));
    if entry.date > today {
        let message = format!("{name} ghi ngày {day}, sau hôm nay");
        found.push(odd(&[entry], message, "xem lại ngày của văn bản và đồng hồ của máy"));
    }
    if !is_within(terms, entry) {
        let from = told(entry.term);
        let message = |what: String| format!("{name} ngày {day} nằm trong dãy số của {what}");
        let terms_too = "xem lại ngày của văn bản, và nhiem_ky trong co-quan.yaml";
        let (what, hint) = if entry.kind == Issuer::CONGRESS {
            (format!("đại hội bắt đầu {from}"), terms_too)
        } else if terms.is_yearly(&entry.organ) {
            (format!("năm {}", entry.term.format("%Y")), "xem lại ngày của văn bản")
        } else {
            (format!("nhiệm kỳ bắt đầu {from}"), terms_too)
        };
        found.push(odd(&[entry], message(what), hint));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_days_are_called_wrong() {
        let day = |text: &str| text.parse().expect("day");
        for (days, fits) in [
            ("2023-01-05 2024-01-06 2023-01-07 2023-01-08", [true, false, true, true]),
            ("2023-08-07 2023-08-05 2023-08-05 2023-08-09", [false, true, true, true]),
            ("2023-08-07 2023-08-05 2023-08-09 2023-08-09", [true, false, true, true]),
            ("2023-08-07 2023-08-07 2023-08-07 2023-08-01", [true, true, true, false]),
        ] {
            let days: Vec<NaiveDate> = days.split(' ').map(day).collect();
            assert_eq!(fitting(&days), fits);
        }
    }
}
