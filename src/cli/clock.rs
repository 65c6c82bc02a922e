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
    let mut named = ["USERNAME", "USER", "LOGNAME"].iter().filter_map(|name| std::env::var(name).ok());
    let known = named.find(|name| !name.trim().is_empty()).or_else(account);
    known.unwrap_or_else(|| By::NOBODY.to_owned())
}

/// Gives the name of the account the program runs in, where the environment names nobody: started by
/// a desktop or a service it often does not.
#[cfg(unix)]
fn account() -> Option<String> {
    use std::os::unix::fs::MetadataExt;
    let own = std::fs::metadata("/proc/self").ok()?.uid();
    named(&std::fs::read_to_string("/etc/passwd").ok()?, own)
}

#[cfg(not(unix))]
fn account() -> Option<String> {
    None
}

/// Finds the account with a number in a list of accounts: the person's name if that stands there,
/// else the account's.
#[cfg(any(unix, test))]
fn named(accounts: &str, own: u32) -> Option<String> {
    accounts.lines().find_map(|line| {
        let parts: Vec<&str> = line.split(':').collect();
        let [account, _, number, _, about, ..] = parts.as_slice() else { return None };
        let person = about.split(',').next().unwrap_or_default().trim();
        let name = if person.is_empty() { account } else { person };
        (number.parse() == Ok(own) && !name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn an_account_is_called_by_the_person_it_is_of() {
        let accounts = "root:x:0:0::/root:/bin/sh\nhong:x:1000:1000:Lê Thị Hồng,,,:/home/hong:/bin/sh\ndau\n";
        assert_eq!(named(accounts, 1000).as_deref(), Some("Lê Thị Hồng"));
        assert_eq!(named(accounts, 0).as_deref(), Some("root"));
        assert_eq!(named(accounts, 7), None);
    }
}
