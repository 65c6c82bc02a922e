//! Comes in: the tables of footnotes, endnotes and comments. Goes out: where each is called, where it
//! stands, who wrote it. Must not know: what it says.

use std::collections::BTreeMap;
use std::ops::Range;

use super::about::{
    About, COMMENT_CALLS, COMMENTS, ENDNOTE_CALLS, ENDNOTES, FOOTNOTE_CALLS, FOOTNOTES, HEADERS, SECTIONS,
    WRITERS,
};
use super::bytes::{part, size_at, u16_at, wide};
use super::sprm::byte;

/// Is how long (bytes) what is said of a comment's call is.
const COMMENT: usize = 30;
/// Is how many notes of a kind a file may have.
const MOST: usize = 20_000;

/// Says how the pages of a section lie, and that they are turned.
const ORIENTATION: u16 = 0x301d;
const LANDSCAPE: u8 = 2;

/// Is what is called from the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// A footnote, by its place among them.
    Footnote(usize),
    /// An endnote.
    Endnote(usize),
    /// A comment.
    Comment(usize),
}

/// Holds what stands beside the text.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// What is called at each letter of the text.
    pub calls: BTreeMap<usize, Vec<Called>>,
    /// The letters of each, from the beginning of its story.
    pub footnotes: Vec<Range<usize>>,
    pub endnotes: Vec<Range<usize>>,
    pub comments: Vec<Range<usize>>,
    /// Who wrote each comment.
    pub writers: Vec<String>,
    /// The headers, the footers.
    pub headers: Vec<Range<usize>>,
    pub footers: Vec<Range<usize>>,
    /// The letters behind which a section ends, and whether its pages are turned.
    pub sections: BTreeMap<usize, bool>,
}

impl Notes {
    /// Reads the tables.
    pub(super) fn read(main: &[u8], table: &[u8], about: &About) -> Self {
        let list = |which| about.part(table, which);
        let mut notes = Self {
            footnotes: stretches(list(FOOTNOTES)),
            endnotes: stretches(list(ENDNOTES)),
            comments: stretches(list(COMMENTS)),
            ..Self::default()
        };
        for (which, size, called) in [
            (FOOTNOTE_CALLS, 2, Called::Footnote as fn(usize) -> Called),
            (ENDNOTE_CALLS, 2, Called::Endnote),
            (COMMENT_CALLS, COMMENT, Called::Comment),
        ] {
            for (at, place) in calls(list(which), size).into_iter().enumerate() {
                notes.calls.entry(place).or_default().push(called(at));
            }
        }
        notes.writers = writers(list(COMMENT_CALLS), &names(list(WRITERS)));
        // Rules above notes come first; then for each section headers and footers of even, odd, first pages.
        // One that is empty has its place among them.
        let all = all_stretches(list(HEADERS)).into_iter().skip(6).enumerate();
        let (headers, footers): (Vec<_>, Vec<_>) =
            all.filter(|(_, own)| !own.is_empty()).partition(|(at, _)| [0, 1, 4].contains(&(at % 6)));
        let bare = |all: Vec<(usize, Range<usize>)>| all.into_iter().map(|(_, own)| own).collect();
        (notes.headers, notes.footers) = (bare(headers), bare(footers));
        notes.sections = sections(main, list(SECTIONS));
        notes
    }
}

/// Reads where each section ends, and whether its pages are turned.
fn sections(main: &[u8], list: &[u8]) -> BTreeMap<usize, bool> {
    let count = list.len().saturating_sub(4) / 16;
    let turned = |at: usize| {
        let place = size_at(list, (count + 1) * 4 + at * 12 + 2)?;
        let length = usize::from(u16_at(main, place)?);
        Some(byte(part(main, place.checked_add(2)?, length)?, ORIENTATION)? == LANDSCAPE)
    };
    let end = |at: usize| size_at(list, (at + 1) * 4);
    (0..count.min(MOST)).filter_map(|at| Some((end(at)?, turned(at).unwrap_or(false)))).collect()
}

/// Reads the letters of each note that has some.
fn stretches(list: &[u8]) -> Vec<Range<usize>> {
    all_stretches(list).into_iter().filter(|own| !own.is_empty()).collect()
}

/// Reads the letters of each note; the last place closes the list.
fn all_stretches(list: &[u8]) -> Vec<Range<usize>> {
    let places: Vec<usize> = (0..(list.len() / 4).min(MOST)).filter_map(|at| size_at(list, at * 4)).collect();
    places.windows(2).map(|pair| pair[0]..pair[1]).collect()
}

/// Reads at which letters notes are called; of each so many bytes are said.
fn calls(list: &[u8], size: usize) -> Vec<usize> {
    let count = list.len().saturating_sub(4) / (size + 4);
    (0..count.min(MOST)).filter_map(|at| size_at(list, at * 4)).collect()
}

fn names(list: &[u8]) -> Vec<String> {
    let (mut at, mut names) = (0, Vec::new());
    while let Some(length) = u16_at(list, at).map(usize::from).filter(|_| names.len() < MOST) {
        names.push(list.get(at + 2..at + 2 + length * 2).map(wide).unwrap_or_default());
        at += 2 + length * 2;
    }
    names
}

fn writers(calls: &[u8], names: &[String]) -> Vec<String> {
    let count = calls.len().saturating_sub(4) / (COMMENT + 4);
    let one = |at: usize| {
        let said = (count + 1) * 4 + at * COMMENT;
        let name = u16_at(calls, said + 20).and_then(|name| names.get(usize::from(name)));
        name.cloned().unwrap_or_default()
    };
    (0..count.min(MOST)).map(one).collect()
}
