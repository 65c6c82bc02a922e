//! Comes in: the pages on which Word notes how letters and paragraphs are set. Goes out: for each place
//! of the text what is noted for it. Must not know: what the notes mean.

use std::ops::Range;

use super::about::{About, LETTERS, LINES};
use super::bytes::{part, size_at, u16_at};
use super::sprm::last;

/// Is how long (bytes) a page is.
const PAGE: usize = 512;

/// Name a place in the stream of what was too long.
const ELSEWHERE: [u16; 2] = [0x6646, 0x6645];

/// Is how many pages a file may have of a kind.
const MOST: usize = 16_384;

/// Is a stretch of the text with where that lies which is noted for it.
#[derive(Debug, Clone, Default)]
struct Stretch {
    from: usize,
    to: usize,
    list: Range<usize>,
    style: u16,
}

/// Holds what is noted.
pub(super) struct Pages<'a> {
    main: &'a [u8],
    /// What was too long for a page.
    data: &'a [u8],
    letters: Vec<Stretch>,
    lines: Vec<Stretch>,
}

impl<'a> Pages<'a> {
    /// Reads the pages.
    pub(super) fn read(main: &'a [u8], table: &[u8], data: &'a [u8], about: &About) -> Self {
        let all = |which, read: fn(&[u8], usize) -> Option<Stretch>| {
            let list = about.part(table, which);
            let count = list.len().saturating_sub(4) / 8;
            let pages = (0..count.min(MOST)).filter_map(|at| {
                let page = size_at(list, (count + 1) * 4 + at * 4)? & 0x003f_ffff;
                let place = page.checked_mul(PAGE)?;
                Some((place, part(main, place, PAGE)?))
            });
            let mut found: Vec<Stretch> =
                pages.flat_map(|(place, page)| stretches(place, page, read)).collect();
            found.sort_by_key(|stretch| stretch.from);
            found
        };
        Self { main, data, letters: all(LETTERS, of_letters), lines: all(LINES, of_lines) }
    }

    /// Names the stretch whose letters are set as the one at a place.
    pub(super) fn alike(&self, at: usize) -> Option<usize> {
        found(&self.letters, at)
    }

    /// Gives how the letter at a place is set.
    pub(super) fn letter(&self, at: usize) -> &'a [u8] {
        found(&self.letters, at).map_or(&[], |own| self.list(&self.letters[own]))
    }

    /// Gives the style of the paragraph whose mark stands at a place, and how it is set.
    pub(super) fn line(&self, at: usize) -> (u16, &'a [u8]) {
        let Some(own) = found(&self.lines, at).map(|own| &self.lines[own]) else { return (0, &[]) };
        let list = self.list(own);
        (own.style, self.elsewhere(list).unwrap_or(list))
    }

    /// Gives what a list says that names its place among what was too long for a page: rows of many cells.
    fn elsewhere(&self, list: &[u8]) -> Option<&'a [u8]> {
        let place = ELSEWHERE.iter().find_map(|number| last(list, *number))?;
        let place = size_at(place, 0)?;
        part(self.data, place.checked_add(2)?, usize::from(u16_at(self.data, place)?))
    }

    fn list(&self, own: &Stretch) -> &'a [u8] {
        self.main.get(own.list.clone()).unwrap_or_default()
    }
}

fn found(all: &[Stretch], at: usize) -> Option<usize> {
    let behind = all.partition_point(|stretch| stretch.from <= at);
    behind.checked_sub(1).filter(|own| at < all[*own].to)
}

/// Reads a page that lies at a place.
fn stretches(place: usize, page: &[u8], read: fn(&[u8], usize) -> Option<Stretch>) -> Vec<Stretch> {
    let count = page.last().map_or(0, |count| usize::from(*count));
    let one = |at: usize| {
        let mut own = read(page, at)?;
        own.from = size_at(page, at * 4)?;
        own.to = size_at(page, at * 4 + 4)?;
        own.list = place + own.list.start..place + own.list.end;
        Some(own)
    };
    (0..count).filter_map(one).collect()
}

fn of_letters(page: &[u8], at: usize) -> Option<Stretch> {
    let count = usize::from(*page.last()?);
    let place = usize::from(*page.get((count + 1) * 4 + at)?) * 2;
    if place == 0 {
        return Some(Stretch::default());
    }
    let list = place + 1..place + 1 + usize::from(*page.get(place)?);
    page.get(list.clone())?;
    Some(Stretch { list, ..Stretch::default() })
}

fn of_lines(page: &[u8], at: usize) -> Option<Stretch> {
    let count = usize::from(*page.last()?);
    let place = usize::from(*page.get((count + 1) * 4 + at * 13)?) * 2;
    if place == 0 {
        return Some(Stretch::default());
    }
    let (head, length) = match usize::from(*page.get(place)?) {
        0 => (2, usize::from(*page.get(place + 1)?) * 2),
        half => (1, half * 2 - 1),
    };
    let own = part(page, place + head, length)?;
    let list = place + head + 2..place + head + own.len().max(2);
    Some(Stretch { style: u16_at(own, 0)?, list, ..Stretch::default() })
}
