//! Comes in: the bytes of an `.xls`. Goes out: the same book in a fresh compound file of
//! one stream, in which nothing claims memory that its bytes do not fill; and for each
//! sheet, in their order, its hidden rows and columns. Must not know: what the cells mean.
//!
//! The library trusts an `.xls` where it should not: it follows a chain of sectors in a
//! circle for ever, takes memory for as many cells as the header of a sheet claims, copies
//! a shared text for each cell that names it, and reads a sheet from any byte that its
//! name points to. None of that can be caught afterwards: a program out of memory is ended
//! by the system. So it is given only what was walked through here.

use std::io::{Cursor, Read, Write};

use cfb::{CompoundFile, Version};

use super::grid::{MAX_CELLS, MAX_STRINGS, MAX_TEXT};
use super::skimmed::{Broken, Skimmed, TooLarge};

const CONTINUE: usize = 0x3c;
const BEGIN: usize = 0x809;
const END: usize = 0x0a;
/// No record has this kind; the library passes over it.
const NOTHING: [u8; 2] = [0xff, 0xff];

/// Is a book that can be read without harm.
pub(super) struct Old {
    /// A compound file with the book's stream.
    pub bytes: Vec<u8>,
    /// What the library does not tell, in the order of the sheets.
    pub sheets: Vec<Skimmed>,
}

/// Reads a book along; nothing if it is damaged.
pub(super) fn skim(bytes: &[u8]) -> Result<Option<Old>, Broken> {
    let Some(mut stream) = workbook(bytes) else { return Ok(None) };
    let Some(walked) = Walked::through(&stream)? else { return Ok(None) };
    for (at, with) in walked.mended {
        stream[at..at + 2].copy_from_slice(&with);
    }
    Ok(alone(&stream).map(|bytes| Old { bytes, sheets: walked.sheets }))
}

/// Gives the stream of the book.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut found: Vec<_> = file.read_root_storage().filter(cfb::Entry::is_stream).collect();
    let named = |entry: &cfb::Entry, name: &str| entry.name().eq_ignore_ascii_case(name);
    // A book for two ages of Excel has both; the library takes the newer one.
    found.sort_by_key(|entry| !named(entry, "Workbook"));
    let entry = found.into_iter().find(|entry| named(entry, "Workbook") || named(entry, "Book"))?;
    let mut stream = Vec::new();
    file.open_stream(entry.path()).ok()?.read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// Writes a compound file with the stream of a book and nothing else.
fn alone(stream: &[u8]) -> Option<Vec<u8>> {
    let mut file = CompoundFile::create_with_version(Version::V3, Cursor::new(Vec::new())).ok()?;
    file.create_stream("/Workbook").ok()?.write_all(stream).ok()?;
    file.flush().ok()?;
    Some(file.into_inner().into_inner())
}

/// Is what was found on the way through a stream.
#[derive(Default)]
struct Walked {
    sheets: Vec<Skimmed>,
    /// Two bytes to be put over those at a place.
    mended: Vec<(usize, [u8; 2])>,
    /// How long each shared text is, in letters.
    texts: Vec<usize>,
    /// So many cells the library will keep, those between the filled ones among them.
    cells: usize,
    /// So many letters of shared texts it will copy.
    letters: usize,
}

impl Walked {
    fn through(stream: &[u8]) -> Result<Option<Self>, Broken> {
        let mut walked = Self::default();
        let mut starts = Vec::new();
        let mut spans = Vec::new();
        let mut shared: Option<Vec<&[u8]>> = None;
        let mut last = 0;
        for (at, kind, record) in records(stream, 0) {
            match kind {
                // What follows is cipher, but for the heads of the records.
                0x2f if number(record, 0, 2) != Some(0) => return Err(Broken::Locked),
                0x85 => starts.extend(number(record, 0, 4)),
                0xfc => shared = Some(vec![record]),
                CONTINUE if last == 0xfc => shared.iter_mut().for_each(|parts| parts.push(record)),
                END => {
                    spans.push((0, at + 4));
                    break;
                }
                _ => {}
            }
            if kind != CONTINUE {
                last = kind;
            }
        }
        walked.texts = shared.map(lengths).unwrap_or_default();
        if walked.texts.len() > MAX_STRINGS {
            return Err(Broken::TooLarge);
        }
        for start in starts {
            let Some(end) = walked.sheet(stream, start)? else { return Ok(None) };
            spans.push((start, end));
        }
        // Sheets that share bytes would be read as often as they are named, and what is
        // mended in one would be something else in the other.
        spans.sort_unstable();
        let apart = spans.windows(2).all(|pair| pair[0].1 <= pair[1].0);
        Ok(apart.then_some(walked))
    }

    /// Walks through one sheet; gives its end, or nothing if none begins there.
    fn sheet(&mut self, stream: &[u8], start: usize) -> Result<Option<usize>, TooLarge> {
        let (mut sheet, mut area, mut end) = (Skimmed::default(), Area::default(), None);
        // A drawing in a sheet is a part with a beginning and an end of its own.
        let mut depth = 0_usize;
        for (at, kind, record) in records(stream, start) {
            if end.is_none() && kind != BEGIN {
                return Ok(None);
            }
            end = Some(at + 4 + record.len());
            match kind {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                _ if depth != 1 => {}
                // What a sheet says of its own size: the cells themselves tell it.
                0x200 => self.mended.push((at, NOTHING)),
                0x7d => {
                    let hidden = number(record, 8, 2).is_some_and(|flags| flags & 1 == 1);
                    let columns = number(record, 0, 2).zip(number(record, 2, 2)).filter(|_| hidden);
                    if let Some((first, last)) = columns {
                        sheet.unseen.columns.extend(first..=last.min(0xff));
                    }
                }
                0x208 => {
                    let hidden = number(record, 12, 2).is_some_and(|flags| flags & 0x20 != 0);
                    sheet.unseen.rows.extend(number(record, 0, 2).filter(|_| hidden).map(|row| row + 1));
                }
                0x06 | 0xd6 | 0xfd | 0x203..=0x205 | 0x27e => {
                    area.take(number(record, 0, 2), number(record, 2, 2));
                    self.cells += 1;
                    if kind == 0x06 && record.len() >= 22 {
                        // Its value is wanted, its formula is not.
                        self.mended.push((at + 4 + 20, [0, 0]));
                    }
                    if kind == 0xfd {
                        let text = number(record, 6, 4).and_then(|text| self.texts.get(text));
                        self.letters += text.copied().unwrap_or_default();
                    }
                }
                0xbd => {
                    let last = record.len().checked_sub(2).and_then(|at| number(record, at, 2));
                    area.take(number(record, 0, 2), number(record, 2, 2));
                    area.take(number(record, 0, 2), last);
                    self.cells += record.len() / 6;
                }
                _ => {}
            }
            if self.cells > MAX_CELLS || self.letters > MAX_TEXT {
                return Err(TooLarge);
            }
        }
        self.cells = self.cells.saturating_add(area.places());
        self.sheets.push(sheet);
        if self.cells > MAX_CELLS { Err(TooLarge) } else { Ok(end) }
    }
}

/// Is the area that the cells of a sheet span: the library keeps a cell for each place.
#[derive(Default)]
struct Area(Option<[usize; 4]>);

impl Area {
    fn take(&mut self, row: Option<usize>, column: Option<usize>) {
        let Some((row, column)) = row.zip(column) else { return };
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    fn places(&self) -> usize {
        self.0.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    }
}

/// Gives the records from a place on: place, kind, bytes.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let (kind, length) = (number(stream, at, 2)?, number(stream, at.checked_add(2)?, 2)?);
        let from = at;
        let record = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((from, kind, record))
    })
}

/// Tells how long each of the shared texts is, in letters, up to the first that is broken.
fn lengths(parts: Vec<&[u8]>) -> Vec<usize> {
    let mut parts = parts.into_iter();
    let first = parts.next().and_then(|part| part.get(8..)).unwrap_or_default();
    let mut texts = Texts { part: first, parts };
    let mut all = Vec::new();
    while all.len() <= MAX_STRINGS && (!texts.part.is_empty() || texts.next_part().is_some()) {
        let Some(length) = texts.one() else { break };
        all.push(length);
    }
    all
}

/// Is the way through the shared texts, which run on over records.
struct Texts<'a> {
    part: &'a [u8],
    parts: std::vec::IntoIter<&'a [u8]>,
}

impl Texts<'_> {
    fn next_part(&mut self) -> Option<()> {
        self.part = self.parts.next()?;
        Some(())
    }

    fn number(&mut self, length: usize) -> Option<usize> {
        let value = number(self.part, 0, length)?;
        self.part = &self.part[length..];
        Some(value)
    }

    /// Passes over one text ([MS-XLS] 2.5.293).
    fn one(&mut self) -> Option<usize> {
        if self.part.is_empty() {
            return Some(0);
        }
        let (length, flags) = (self.number(2)?, self.number(1)?);
        let runs = if flags & 8 == 0 { 0 } else { self.number(2)? };
        let more = if flags & 4 == 0 { 0 } else { self.number(4)? };
        let (mut left, mut width) = (length, 1 + (flags & 1));
        while left > 0 {
            let here = left.min(self.part.len() / width);
            self.part = &self.part[here * width..];
            left -= here;
            if left > 0 {
                self.next_part()?;
                width = 1 + (self.number(1)? & 1);
            }
        }
        let mut skip = runs * 4 + more;
        while skip > self.part.len() {
            skip -= self.part.len();
            self.next_part()?;
        }
        self.part = &self.part[skip..];
        Some(length)
    }
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}
