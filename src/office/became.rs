//! Comes in: the register. Goes out: what became of papers after they got a number, in words: struck
//! out, recalled, corrected. Must not know: how it is shown, the archive.

use std::collections::BTreeMap;

use super::shelf::Fate;
use crate::diag::Findings;
use crate::register::{Deed, Entry, Register, Sort, State};

/// Knows what became of the papers of an office.
#[derive(Debug, Default)]
pub(super) struct Became {
    /// What was said of an object of the archive.
    fates: BTreeMap<String, Vec<Fate>>,
    /// The numbers of a file that were struck out.
    struck: BTreeMap<String, Vec<Entry>>,
}

impl Became {
    /// Reads it.
    ///
    /// # Errors
    /// Gives findings if the register cannot be read.
    pub(super) fn read(register: &Register) -> Result<Self, Findings> {
        let mut own = Self::default();
        for act in register.acts(&[Sort::Recalled, Sort::Corrected])? {
            let (fate, remark) = match act.deed {
                Deed::Recalled(remark) => (Fate::Recalled, remark),
                Deed::Corrected(remark) => (Fate::Corrected, remark),
                _ => continue,
            };
            let said = own.fates.entry(remark.object).or_default();
            if !said.contains(&fate) {
                said.push(fate);
            }
        }
        for row in register.struck()? {
            own.struck.entry(row.path.clone()).or_default().push(row);
        }
        Ok(own)
    }

    /// Says what became of a paper, by its file and the rows of the numbers it has now; of one that
    /// has none any more, which numbers it had.
    pub(super) fn told(&self, path: &str, rows: &[Entry]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        let objects = rows.iter().map(|row| row.object.as_str()).filter(|object| !object.is_empty());
        for fate in objects.filter_map(|object| self.fates.get(object)).flatten() {
            let words = fate.vietnamese().to_owned();
            if !told.contains(&words) {
                told.push(words);
            }
        }
        let parts = rows.iter().filter(|row| row.state == State::Cancelled);
        let whole = self.struck.get(path).filter(|_| rows.is_empty()).into_iter().flatten();
        let numbers: Vec<String> = parts.chain(whole).map(Entry::printed).collect();
        match numbers.as_slice() {
            [] => {}
            [first, .., last] => told.push(format!("đã huỷ {} số, từ {first} đến {last}", numbers.len())),
            [only] => told.push(format!("số {only} đã huỷ")),
        }
        told
    }

    /// Says why the number of a paper was struck out that has none any more; nothing of any other.
    pub(super) fn reason(&self, path: &str) -> Option<&str> {
        self.struck.get(path)?.last().map(|row| row.reason.as_str())
    }
}
