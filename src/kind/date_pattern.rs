//! Comes in: nothing. Goes out: patterns that take the days there are in the calendar and no others,
//! and the hours of a day, for editors. Must not know: who asks.

/// Takes a year of 366 days.
const LEAP: &str = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
const YEAR: &str = "[0-9]{4}";
/// Pair months with their days; the last is 29 February.
const DAYS: [(&str, &str); 4] = [
    ("(0?[13578]|1[02])", "(0?[1-9]|[12][0-9]|3[01])"),
    ("(0?[469]|11)", "(0?[1-9]|[12][0-9]|30)"),
    ("0?2", "(0?[1-9]|1[0-9]|2[0-8])"),
    ("0?2", "29"),
];

/// Gives the pattern of a day as papers have it: `2026-06-03`, `3/6/2026`.
pub(super) fn day() -> String {
    let each = DAYS.iter().enumerate().map(|(place, (month, day))| {
        let year = if place == DAYS.len() - 1 { LEAP } else { YEAR };
        format!("{year}-{month}-{day}|{day}/{month}/{year}")
    });
    format!("^({})$", each.collect::<Vec<_>>().join("|"))
}

/// Gives the pattern of a day, or a month whose day is still open: `2026-06`, `6/2026`, `…/6/2026`.
pub(super) fn day_or_month() -> String {
    let month = "(0?[1-9]|1[0-2])";
    let days = day();
    let days = days.trim_start_matches("^(").trim_end_matches(")$");
    format!("^({days}|{YEAR}-{month}|([^0-9]*/)?{month}/{YEAR})$")
}

/// Is the pattern of a time of day.
pub(super) const TIME: &str = "^([01]?[0-9]|2[0-3]):[0-5][0-9]$";
