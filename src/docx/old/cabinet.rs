//! Comes in: the bytes of a compound file ([MS-CFB]). Goes out: the streams in it by name. Must not know:
//! what is in them.
//!
//! A chain of sectors that comes back to itself ends where it has as many as the file. Only the streams of the
//! file itself are found, not those of a file that was put into it.

use std::collections::{BTreeMap, BTreeSet};

use super::bytes::{part, size_at, u16_at, u32_at, wide};

/// Is how long (bytes) an entry of the directory is.
const ENTRY: usize = 128;
/// Is the length (bytes) from which on a stream has sectors of its own.
const SMALL: usize = 4096;
/// Is the first of the numbers that are no sector.
const NONE: u32 = 0xffff_fffa;

/// Is a compound file that is open.
pub(super) struct Cabinet<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    small: usize,
    small_next: Vec<u32>,
    /// All short streams, one behind the other.
    shorts: Vec<u8>,
    /// Where each stream begins, how long it is; storages have no length.
    entries: BTreeMap<String, (u32, usize)>,
}

impl<'a> Cabinet<'a> {
    /// Opens a file.
    pub(super) fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift =
            |at| u16_at(bytes, at).filter(|shift| (6..=12).contains(shift)).map(|shift| 1_usize << shift);
        let (sector, small) = (shift(0x1e)?, shift(0x20)?);
        let mut cabinet = Self {
            bytes,
            sector,
            next: Vec::new(),
            small,
            small_next: Vec::new(),
            shorts: Vec::new(),
            entries: BTreeMap::new(),
        };
        cabinet.next = cabinet.table()?;
        cabinet.small_next = numbers(&cabinet.chain(u32_at(bytes, 0x3c)?));
        let directory = cabinet.chain(u32_at(bytes, 0x30)?);
        cabinet.shorts = cabinet.chain(u32_at(&directory, 0x74)?);
        cabinet.list(&directory)?;
        Some(cabinet)
    }

    /// Reads the names right in the file: a tree that begins with the root's child.
    fn list(&mut self, directory: &[u8]) -> Option<()> {
        let (mut open, mut seen) = (vec![u32_at(directory, 0x4c)?], BTreeSet::new());
        while let Some(number) = open.pop() {
            let place = usize::try_from(number).ok().and_then(|number| number.checked_mul(ENTRY));
            let entry = place.and_then(|place| part(directory, place, ENTRY));
            let Some(entry) = entry.filter(|_| seen.insert(number)) else { continue };
            open.extend([u32_at(entry, 0x44)?, u32_at(entry, 0x48)?]);
            let letters = usize::from(u16_at(entry, 0x40)?).clamp(2, 64) - 2;
            let name = wide(entry.get(..letters)?);
            self.entries.entry(name).or_insert((u32_at(entry, 0x74)?, size_at(entry, 0x78)?));
        }
        Some(())
    }

    /// Reads which sector follows on which.
    fn table(&self) -> Option<Vec<u32>> {
        let mut places: Vec<u32> = (0..109).map_while(|at| u32_at(self.bytes, 0x4c + at * 4)).collect();
        let (mut further, mut left) = (u32_at(self.bytes, 0x44)?, self.bytes.len() / self.sector);
        while further < NONE && left > 0 {
            let mut own = numbers(self.at(further)?);
            further = own.pop()?;
            places.extend(own);
            left -= 1;
        }
        // A sector of this table tells of a quarter as many sectors as it has bytes.
        let most = self.bytes.len() / self.sector / (self.sector / 4) + 1;
        let sectors = places.into_iter().filter(|place| *place < NONE).take(most);
        Some(sectors.filter_map(|place| self.at(place)).flat_map(numbers).collect())
    }

    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let from = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = from.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(from..end).filter(|own| !own.is_empty())
    }

    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut found, mut sector) = (Vec::new(), first);
        while let Some(own) = self.at(sector).filter(|_| sector < NONE && found.len() <= self.bytes.len()) {
            found.extend_from_slice(own);
            let next = usize::try_from(sector).ok().and_then(|at| self.next.get(at));
            sector = next.copied().unwrap_or(NONE);
        }
        found
    }

    /// Gives a stream.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let (first, length) = *self.entries.get(name)?;
        let mut found = if length >= SMALL { self.chain(first) } else { self.short(first, length) };
        // What was cut off is not there; what is there is read.
        found.truncate(length);
        Some(found)
    }

    fn short(&self, first: u32, length: usize) -> Vec<u8> {
        let (mut found, mut at) = (Vec::new(), first);
        while at < NONE && found.len() < length {
            let Some(from) = usize::try_from(at).ok().and_then(|at| at.checked_mul(self.small)) else {
                break;
            };
            let Some(own) = part(&self.shorts, from, self.small) else { break };
            found.extend_from_slice(own);
            let next = usize::try_from(at).ok().and_then(|at| self.small_next.get(at));
            at = next.copied().unwrap_or(NONE);
        }
        found
    }

    /// Tells whether there is a stream or a storage of a name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(name)
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    (0..bytes.len() / 4).filter_map(|at| u32_at(bytes, at * 4)).collect()
}
