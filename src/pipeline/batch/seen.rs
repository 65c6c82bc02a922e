//! Comes in: a paper and its guest list, what runs have made. Goes out: each copy and whether it
//! is there as it would be made now; the files to print. Must not know: how a copy is made.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::super::{Ready, Settings, Stock};
use super::ledger::{Entry, Ledger};
use super::maker::{Maker, fingerprint};
use super::{bound, every, setter};
use crate::guests::GuestList;
use crate::model::Invited;
use crate::template::Copy;

/// Is a paper's copies as they lie there.
#[derive(Debug, Clone, Default)]
pub struct CopiesSeen {
    /// Their folder.
    pub folder: PathBuf,
    /// The copies, in the order of the list.
    pub copies: Vec<CopySeen>,
    /// The files to print and the sheets that lie there.
    pub prints: Vec<PrintSeen>,
    /// How many copies lie there that nobody gets any more.
    pub left: usize,
}

/// Is a copy.
#[derive(Debug, Clone)]
pub struct CopySeen {
    /// The rows of its guests.
    pub rows: Vec<usize>,
    /// The name of its file.
    pub name: String,
    /// The number it bears.
    pub number: Option<u32>,
    /// How it is.
    pub state: CopyState,
}

/// Says how a copy is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyState {
    /// It is there as it would be made now.
    Made,
    /// An earlier run made one, which would be another now or is gone.
    Old,
    /// No run has made one for these guests.
    New,
    /// Its number was struck out.
    Struck,
}

/// Is a file to print.
#[derive(Debug, Clone)]
pub struct PrintSeen {
    /// Its name.
    pub name: String,
    /// Whether it prints a part of the list only.
    pub part: bool,
    /// Whether it is what it would be now.
    pub current: bool,
}

/// Looks at the copies of a paper; `out` is its output without an ending.
pub(in crate::pipeline) fn seen(
    (ready, list): (&Ready, &GuestList),
    out: &Path,
    settings: &Settings,
    stock: &Stock,
) -> CopiesSeen {
    let Some(invited) = &ready.document.invited else { return CopiesSeen::default() };
    let ledger = Ledger::read(out);
    let (names, all): (Vec<String>, Vec<Copy>) = every(ready, invited, list, settings)
        .into_iter()
        .map(|(name, copy)| (format!("{name}.pdf"), copy))
        .unzip();
    let begun = ledger.entries().next().is_some();
    // What was never begun need not be compared.
    let maker = begun.then(|| {
        let (setter, _) = setter(ready, &all, settings, stock);
        Maker::new(setter, settings, stock, out, &ledger)
    });
    let state = |copy: &Copy, name: &str| match &maker {
        _ if copy.number.is_some_and(|number| settings.pick.struck.contains(&number)) => CopyState::Struck,
        Some(maker) if is_made(maker, copy, name) => CopyState::Made,
        Some(maker) if maker.ledger.knows(&fingerprint(copy)) => CopyState::Old,
        _ => CopyState::New,
    };
    let copies: Vec<CopySeen> = all
        .iter()
        .zip(&names)
        .map(|(copy, name)| CopySeen {
            rows: copy.guests.iter().map(|guest| guest.row).collect(),
            name: name.clone(),
            number: copy.number.filter(|_| invited.numbered_each),
            state: state(copy, name),
        })
        .collect();
    let wanted: Vec<Copy> = all
        .into_iter()
        .zip(&copies)
        .filter_map(|(copy, seen)| (seen.state != CopyState::Struck).then_some(copy))
        .collect();
    let whole = Whole { ready, invited, copies: &wanted, seen: &copies, stock };
    let prints = maker.iter().flat_map(|maker| whole.prints(maker)).collect();
    let known: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    let is_left = |(name, entry): &(&str, &Entry)| {
        !entry.guests.is_empty() && !known.contains(name) && out.join(name).is_file()
    };
    let left = ledger.entries().filter(is_left).count();
    CopiesSeen { folder: out.to_owned(), copies, prints, left }
}

/// Gives the path of a file that runs have made for a paper, by its name.
pub(in crate::pipeline) fn named(out: &Path, name: &str) -> Option<PathBuf> {
    let ledger = Ledger::read(out);
    let print = format!("../{name}");
    let known = [name, print.as_str()].into_iter().find(|known| ledger.has(known))?;
    let path = bound::plain(out.join(known));
    path.extension().is_some_and(|ending| ending == "pdf").then_some(path)
}

fn is_made(maker: &Maker, copy: &Copy, name: &str) -> bool {
    let source = maker.setter.source(Some(copy));
    source.is_ok_and(|source| {
        maker.ledger.fresh(&maker.folder, name, &maker.made_of([source.as_str()])).is_some()
    })
}

/// Is all that goes out, as far as its numbers stand.
struct Whole<'a> {
    ready: &'a Ready,
    invited: &'a Invited,
    copies: &'a [Copy],
    seen: &'a [CopySeen],
    stock: &'a Stock,
}

impl Whole<'_> {
    /// Gives the files to print that lie there.
    fn prints(&self, maker: &Maker) -> Vec<PrintSeen> {
        let current = self.current(maker);
        let prints = maker.ledger.entries().filter_map(|(path, _)| {
            let name = path.strip_prefix("../")?;
            let part = name.contains(bound::PART);
            let is_there = maker.ledger.beyond(&maker.folder, path).is_some();
            // What nobody asks for any more goes with the next run.
            let current = if part { false } else { *current.get(path)? };
            is_there.then(|| PrintSeen { name: name.to_owned(), part, current })
        });
        prints.collect()
    }

    /// Tells of the files that print the whole list whether they are what they would be now.
    fn current(&self, maker: &Maker) -> BTreeMap<String, bool> {
        let made: Option<Vec<&Entry>> = self
            .seen
            .iter()
            .filter(|copy| copy.state != CopyState::Struck)
            .map(|copy| maker.ledger.entry(&copy.name).filter(|_| copy.state == CopyState::Made))
            .collect();
        let names = bound::expected(self.invited, maker, &maker.folder, self.copies.len());
        let mut chunks = made.as_deref().map(|made| made.chunks(bound::MOST));
        let sheets = &self.invited.sheets;
        let prints = names.len().saturating_sub(sheets.len());
        let is_current = |(at, name): (usize, String)| {
            let current = if at < prints {
                let chunk = chunks.as_mut().and_then(Iterator::next);
                chunk.is_some_and(|there| bound::is_current(maker, &name, there))
            } else {
                let source = bound::sheet(&sheets[at - prints], self.ready, self.copies, self.stock);
                source.is_ok_and(|source| {
                    let made_of = maker.made_of([source.as_str()]);
                    maker.ledger.fresh(&maker.folder, &name, &made_of).is_some()
                })
            };
            (name, current)
        };
        names.into_iter().enumerate().map(is_current).collect()
    }
}
