//! Comes in: the copies of a paper that were issued: whose each is, its number, its digest. Goes out:
//! whether a copy is one of them, or another than was issued. Must not know: where they are kept.

use std::collections::BTreeMap;

use crate::digest::{sha256_hex, sha512_hex};

/// Are the copies of a paper for many that were issued.
#[derive(Debug, Clone, Default)]
pub struct IssuedCopies {
    /// The SHA-512 of what was issued to somebody, by the names of their files without their places.
    sums: BTreeMap<String, Vec<String>>,
    /// The SHA-256 of what bears a number of its own.
    numbers: BTreeMap<u32, String>,
}

impl IssuedCopies {
    /// Adds a file that was kept, by its name, with its SHA-512.
    pub fn add(&mut self, name: &str, sum: &str) {
        self.sums.entry(whose(name).to_owned()).or_default().push(sum.to_owned());
    }

    /// Adds the SHA-256 of the copy that alone bears a number.
    pub fn number(&mut self, number: u32, sum: &str) {
        self.numbers.insert(number, sum.to_owned());
    }

    /// Gives those that a list of copies' names tells apart: where more stand in it under one name than were
    /// issued, one of them is somebody else.
    #[must_use]
    pub fn of_list<'n>(&self, names: impl Iterator<Item = &'n str>) -> Self {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for name in names {
            *counts.entry(whose(name)).or_default() += 1;
        }
        let mut own = self.clone();
        own.sums.retain(|name, sums| counts.get(name.as_str()).is_none_or(|count| *count <= sums.len()));
        own
    }

    /// Tells whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty() && self.numbers.is_empty()
    }

    /// Tells whether a copy for somebody, or under a number, was issued.
    #[must_use]
    pub fn knows(&self, name: &str, number: Option<u32>) -> bool {
        number.is_some_and(|number| self.numbers.contains_key(&number)) || self.sums.contains_key(whose(name))
    }

    /// Tells whether a copy is one of them.
    #[must_use]
    pub fn hold(&self, pdf: &[u8]) -> bool {
        let sum = sha512_hex(pdf);
        self.sums.values().any(|sums| sums.contains(&sum))
    }

    /// Tells whether a copy for somebody, or under a number, was issued, and as another one. Whoever is
    /// put into the list or taken out of it moves the others' places, not what they were sent.
    #[must_use]
    pub fn differ(&self, name: &str, number: Option<u32>, pdf: &[u8]) -> bool {
        if let Some(issued) = number.and_then(|number| self.numbers.get(&number)) {
            return *issued != sha256_hex(pdf);
        }
        self.sums.get(whose(name)).is_some_and(|sums| !sums.contains(&sha512_hex(pdf)))
    }
}

/// Gives the name of a copy's file without its place in the list.
fn whose(name: &str) -> &str {
    name.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ')
}
