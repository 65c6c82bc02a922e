//! Comes in: copies as they lie there, the rows their paper has in the register. Goes out: how many are
//! others than were issued. Must not know: how a copy is made, the archive.

use std::path::Path;

use super::every;
use crate::digest::sha256_hex;
use crate::guests::GuestList;
use crate::pipeline::{Ready, Settings};
use crate::register::{Entry, State};

/// Counts the copies that lie there and are others than were issued. Where each has a number, each is
/// compared; of those that share one the register knows the first: whoever stands first now, it is
/// among them, or all are others. Nothing is said where the first was not made.
pub(in crate::pipeline) fn others(
    (ready, list): (&Ready, &GuestList),
    out: &Path,
    settings: &Settings,
    rows: &[Entry],
) -> usize {
    let Some(invited) = ready.document.invited.as_ref() else { return 0 };
    let issued: Vec<&Entry> =
        rows.iter().filter(|row| row.state != State::Cancelled && !row.pdf.is_empty()).collect();
    if issued.is_empty() {
        return 0;
    }
    let all = every(ready, invited, list, settings);
    let mut lying = all.iter().map(|(name, copy)| {
        (copy.number, std::fs::read(out.join(format!("{name}.pdf"))).ok().map(|pdf| sha256_hex(&pdf)))
    });
    if invited.numbered_each {
        let other = |(number, sum): (Option<u32>, Option<String>)| {
            let row = issued.iter().find(|row| Some(row.number) == number);
            row.zip(sum).is_some_and(|(row, sum)| row.pdf != sum)
        };
        return lying.filter(|one| other(one.clone())).count();
    }
    let first = lying.next().and_then(|(_, sum)| sum);
    let known = |sum: &String| issued.iter().any(|row| row.pdf == *sum);
    match first {
        Some(first) if !known(&first) && !lying.filter_map(|(_, sum)| sum).any(|sum| known(&sum)) => {
            all.len()
        }
        _ => 0,
    }
}
