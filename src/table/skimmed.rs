//! Comes in: elements of a spreadsheet. Goes out: what is kept of them beside the cells.
//! Must not know: how a file is walked through.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::BytesStart;

use super::bounded::Limits;
use super::grid::Unseen;

/// Is what a sheet has beside its cells.
#[derive(Debug, Default)]
pub(crate) struct Skimmed {
    /// What a person who opens the file does not see.
    pub unseen: Unseen,
    /// Cells whose letters are struck through: row from 1, column from 0.
    pub struck: BTreeSet<(usize, usize)>,
    /// Formulas whose value the file does not hold: row from 1, column from 0.
    pub formulas: BTreeMap<(usize, usize), String>,
}

/// Is a file larger than a list can be.
#[derive(Debug)]
pub(crate) struct TooLarge;

/// Tells what an element means to somebody who reads along.
pub(super) trait Part {
    /// Whether names are meant with their prefixes.
    fn is_prefixed(&self) -> bool {
        false
    }
    /// An element begins.
    fn start(&mut self, name: &str, element: &BytesStart<'_>, limits: &Limits);
    /// Letters stand in it.
    fn text(&mut self, _text: &str, _limits: &Limits) {}
    /// It ends; `read` bytes were unpacked until then.
    fn end(&mut self, _name: &str, _limits: &Limits) {}
}

/// Gives an attribute by its name without a prefix.
pub(super) fn attribute<'a>(element: &'a BytesStart<'_>, name: &str) -> Option<std::borrow::Cow<'a, str>> {
    let mut all = element.attributes();
    let own =
        all.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(own.value)
}

/// Gives the largest whole number of the attributes with a name: which one the library
/// takes depends on prefixes, and it resolves `&#57;`.
pub(super) fn counted(element: &BytesStart<'_>, name: &str) -> Option<usize> {
    let mut all = element.attributes();
    let own = all.with_checks(false).flatten().filter(|one| one.key.local_name().as_ref() == name);
    own.filter_map(|one| quick_xml::escape::unescape(&one.value).ok()?.trim().parse().ok()).max()
}

/// Says why a spreadsheet cannot be read.
#[derive(Debug)]
pub(crate) enum Broken {
    /// It needs a password.
    Locked,
    /// It holds more than a list can.
    TooLarge,
    /// It is damaged; the library's own words.
    Damaged(String),
}
