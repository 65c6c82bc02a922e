//! Comes in: the pages on which Word notes how letters and paragraphs are set. Goes out: for each place
//! of the text what is noted for it. Must not know: what the notes mean.

use super::about::{About, LETTERS, LINES};
use super::bytes::{part, size_at, u16_at};

/// Is how long (bytes) a page is.
const PAGE: usize = 512;

/// Is a stretch of the text with what is noted for it.
#[derive(Debug, Clone, Default)]
struct Stretch {
    from: usize,
    to: usize,
    list: Vec<u8>,
    style: u16,
}

/// Holds what is noted.
pub(super) struct Pages {
    letters: Vec<Stretch>,
    lines: Vec<Stretch>,
}

impl Pages {
    /// Reads the pages.
    pub(super) fn read(main: &[u8], table: &[u8], about: &About) -> Self {
        let all = |which, read: fn(&[u8]) -> Option<Vec<Stretch>>| {
            let list = about.part(table, which);
            let count = list.len().saturating_sub(4) / 8;
            // No more pages than the file has.
            let pages = (0..count.min(main.len() / PAGE)).filter_map(|at| {
                let page = size_at(list, (count + 1) * 4 + at * 4)? & 0x003f_ffff;
                read(part(main, page.checked_mul(PAGE)?, PAGE)?)
            });
            let mut found: Vec<Stretch> = pages.flatten().collect();
            found.sort_by_key(|stretch| stretch.from);
            found
        };
        Self { letters: all(LETTERS, of_letters), lines: all(LINES, of_lines) }
    }

    /// Gives how the letter at a place is set.
    pub(super) fn letter(&self, at: usize) -> &[u8] {
        found(&self.letters, at).map_or(&[], |stretch| stretch.list.as_slice())
    }

    /// Gives the style of the paragraph whose mark stands at a place, and how it is set.
    pub(super) fn line(&self, at: usize) -> (u16, &[u8]) {
        found(&self.lines, at).map_or((0, &[]), |stretch| (stretch.style, stretch.list.as_slice()))
    }
}

fn found(all: &[Stretch], at: usize) -> Option<&Stretch> {
    let behind = all.partition_point(|stretch| stretch.from <= at);
    all[..behind].last().filter(|stretch| at < stretch.to)
}

fn of_letters(page: &[u8]) -> Option<Vec<Stretch>> {
    let count = usize::from(*page.last()?);
    let one = |at: usize| {
        let (from, to) = (size_at(page, at * 4)?, size_at(page, at * 4 + 4)?);
        let place = usize::from(*page.get((count + 1) * 4 + at)?) * 2;
        let list = if place == 0 {
            Vec::new()
        } else {
            part(page, place + 1, usize::from(*page.get(place)?))?.to_vec()
        };
        Some(Stretch { from, to, list, style: 0 })
    };
    Some((0..count).filter_map(one).collect())
}

fn of_lines(page: &[u8]) -> Option<Vec<Stretch>> {
    let count = usize::from(*page.last()?);
    let one = |at: usize| {
        let (from, to) = (size_at(page, at * 4)?, size_at(page, at * 4 + 4)?);
        let place = usize::from(*page.get((count + 1) * 4 + at * 13)?) * 2;
        if place == 0 {
            return Some(Stretch { from, to, ..Stretch::default() });
        }
        let (head, length) = match usize::from(*page.get(place)?) {
            0 => (2, usize::from(*page.get(place + 1)?) * 2),
            half => (1, half * 2 - 1),
        };
        let own = part(page, place + head, length)?;
        Some(Stretch { from, to, style: u16_at(own, 0)?, list: own.get(2..)?.to_vec() })
    };
    Some((0..count).filter_map(one).collect())
}
