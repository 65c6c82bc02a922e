//! Comes in: the bytes of an `.xls`. Goes out: for each sheet, in their order, its hidden
//! rows and columns; or that the library would take memory for more cells than a list
//! can have. Must not know: what the cells hold.

use super::grid::MAX_CELLS;
use super::skim::{Skimmed, TooLarge};

/// Reads the sheets along; what is damaged is left to the library to tell.
pub(super) fn skim(bytes: &[u8]) -> Result<Vec<Skimmed>, TooLarge> {
    let Some(stream) = Compound::read(bytes).and_then(|file| file.stream(&["workbook", "book"])) else {
        return Ok(Vec::new());
    };
    let mut offsets = Vec::new();
    let mut sheets: Vec<(usize, Skimmed)> = Vec::new();
    let mut places = 0_usize;
    let mut area = Area::default();
    for (at, kind, record) in records(&stream) {
        match kind {
            0x85 => offsets.extend(number(record, 0, 4)),
            0x809 => {
                places = places.saturating_add(std::mem::take(&mut area).places());
                sheets.push((at, Skimmed::default()));
            }
            0x7d => {
                let hidden = number(record, 8, 2).is_some_and(|flags| flags & 1 == 1);
                let columns = number(record, 0, 2).zip(number(record, 2, 2)).filter(|_| hidden);
                if let (Some((first, last)), Some((_, sheet))) = (columns, sheets.last_mut()) {
                    sheet.unseen.columns.extend(first..=last.min(0xff));
                }
            }
            0x208 => {
                let hidden = number(record, 12, 2).is_some_and(|flags| flags & 0x20 != 0);
                if let (Some(row), true, Some((_, sheet))) = (number(record, 0, 2), hidden, sheets.last_mut())
                {
                    sheet.unseen.rows.insert(row + 1);
                }
            }
            0x06 | 0xd6 | 0xfd | 0x203..=0x206 | 0x27e | 0x406 => {
                area.take(number(record, 0, 2), number(record, 2, 2));
            }
            0xbd | 0xbe => {
                let last = record.len().checked_sub(2).and_then(|at| number(record, at, 2));
                area.take(number(record, 0, 2), number(record, 2, 2));
                area.take(number(record, 0, 2), last);
            }
            _ => {}
        }
    }
    if places.saturating_add(area.places()) > MAX_CELLS {
        return Err(TooLarge);
    }
    let mut sheet = |offset: usize| {
        let own = sheets.iter_mut().find(|(at, _)| *at == offset);
        own.map(|(_, sheet)| std::mem::take(sheet)).unwrap_or_default()
    };
    Ok(offsets.into_iter().map(&mut sheet).collect())
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

/// Gives the records of a stream: place, kind, bytes.
fn records(stream: &[u8]) -> impl Iterator<Item = (usize, usize, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (kind, length) = (number(stream, at, 2)?, number(stream, at + 2, 2)?);
        let from = at;
        let record = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((from, kind, record))
    })
}

/// Is a compound file: streams in chains of sectors.
struct Compound<'a> {
    bytes: &'a [u8],
    size: usize,
    table: Vec<usize>,
}

/// Sectors from here on end a chain or are none.
const END: usize = 0xffff_fffa;

impl<'a> Compound<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let size = match number(bytes, 30, 2)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self { bytes, size, table: Vec::new() };
        let mut parts: Vec<usize> = (0..109).map_while(|at| number(bytes, 76 + 4 * at, 4)).collect();
        let mut more = number(bytes, 68, 4)?;
        for _ in 0..bytes.len() / size {
            let Some(sector) = file.sector(more) else { break };
            let last = size / 4 - 1;
            parts.extend((0..last).filter_map(|at| number(sector, 4 * at, 4)));
            more = number(sector, 4 * last, 4)?;
        }
        for part in parts.into_iter().filter(|part| *part < END) {
            let sector = file.sector(part)?;
            let entries: Vec<usize> = (0..size / 4).filter_map(|at| number(sector, 4 * at, 4)).collect();
            file.table.extend(entries);
            if file.table.len() > bytes.len() {
                return None;
            }
        }
        Some(file)
    }

    fn sector(&self, number: usize) -> Option<&'a [u8]> {
        let start = number.checked_add(1)?.checked_mul(self.size)?;
        let sector = self.bytes.get(start..)?;
        Some(&sector[..sector.len().min(self.size)]).filter(|sector| !sector.is_empty())
    }

    /// Gives the bytes of a chain of sectors.
    fn chain(&self, first: usize) -> Vec<u8> {
        let mut all = Vec::new();
        let mut at = first;
        for _ in 0..self.table.len() {
            let Some(sector) = self.sector(at).filter(|_| at < END) else { break };
            all.extend_from_slice(sector);
            at = self.table.get(at).copied().unwrap_or(END);
        }
        all
    }

    /// Gives the stream with one of some names.
    fn stream(&self, names: &[&str]) -> Option<Vec<u8>> {
        let folder = self.chain(number(self.bytes, 48, 4)?);
        let entry = |entry: &&[u8]| {
            let length = number(entry, 64, 2).unwrap_or(0).saturating_sub(2).min(62);
            let units = entry[..length].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let name: String = char::decode_utf16(units).filter_map(Result::ok).collect();
            names.contains(&name.to_lowercase().as_str())
        };
        let own = folder.chunks_exact(128).find(entry)?;
        let (first, length) = (number(own, 116, 4)?, number(own, 120, 4)?);
        let mut stream = if length < 4096 { self.small(&folder, first)? } else { self.chain(first) };
        stream.truncate(length);
        Some(stream)
    }

    /// Gives the bytes of a short stream, which lies in sectors of 64 bytes of its own.
    fn small(&self, folder: &[u8], first: usize) -> Option<Vec<u8>> {
        let within = self.chain(number(folder, 116, 4)?);
        let table = self.chain(number(self.bytes, 60, 4)?);
        let mut all = Vec::new();
        let mut at = first;
        for _ in 0..64 {
            let Some(sector) = at.checked_mul(64).and_then(|start| within.get(start..start.checked_add(64)?))
            else {
                break;
            };
            all.extend_from_slice(sector);
            at = number(&table, at.checked_mul(4)?, 4)?;
        }
        Some(all)
    }
}

fn number(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
}
