//! Comes in: all rows of the register, where each series begins. Goes out: for each row what
//! is odd about its number: one that is given twice, numbers missing before it. Must not know:
//! which rows are shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::register::Entry;

/// Is what is odd about a row's number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Odd {
    /// The numbers that are missing before it: from, to.
    pub gap: Option<(u32, u32)>,
    /// Whether another row has the same number.
    pub twice: bool,
}

/// Finds what is odd, by the rows' ids. The rows are ordered by series and number; `first` gives
/// the number a series begins with: what came before it stands in a book on paper.
pub(crate) fn numbered<E>(
    entries: &[Entry],
    first: impl Fn((&str, NaiveDate, &str)) -> Result<u32, E>,
) -> Result<BTreeMap<i64, Odd>, E> {
    let mut odd = BTreeMap::new();
    let series = |entry: &Entry| (entry.organ.clone(), entry.term, entry.kind.clone());
    for own in entries.chunk_by(|one, next| series(one) == series(next)) {
        let mut next = first((&own[0].organ, own[0].term, &own[0].kind))?;
        for (at, entry) in own.iter().enumerate() {
            let same = |other: Option<&Entry>| other.is_some_and(|other| other.number == entry.number);
            let twice =
                same(own.get(at + 1)) || at.checked_sub(1).is_some_and(|before| same(own.get(before)));
            let gap = (entry.number > next).then(|| (next, entry.number - 1));
            next = next.max(entry.number + 1);
            if twice || gap.is_some() {
                odd.insert(entry.id, Odd { gap, twice });
            }
        }
    }
    Ok(odd)
}
