//! The day, the time and the user, as the machine knows them; the library gets
//! them from here. Vietnam keeps one time the whole year: UTC+7.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate};

use crate::office::By;

/// Is the office's time, seconds before UTC's.
const EAST: i64 = 7 * 3600;

/// Gives the day it is.
pub(super) fn today() -> NaiveDate {
    now().date_naive()
}

/// Says who works here, and when.
pub(super) fn by() -> By {
    By { who: user(), at: now().format("%Y-%m-%dT%H:%M:%S+07:00").to_string() }
}

/// Gives the time of day, as a clerk reads it.
pub(super) fn time() -> String {
    now().format("%H:%M:%S").to_string()
}

/// Gives the moment it is, to be held against when a file was written.
#[expect(clippy::disallowed_methods, reason = "the register says when a number was given")]
pub(super) fn moment() -> SystemTime {
    SystemTime::now()
}

/// Gives the seconds since 1970.
pub(super) fn seconds() -> i64 {
    let since = moment().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or_default()
}

fn now() -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(seconds() + EAST, 0).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "the register says who took a number")]
fn user() -> String {
    let named = ["USERNAME", "USER", "LOGNAME"].iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.is_empty()).unwrap_or_else(|| "không rõ".to_owned())
}
