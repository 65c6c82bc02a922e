//! Comes in: the table of pieces. Goes out: each letter with the place it lies at. Must not know: how it
//! is set.
//!
//! A text that was edited lies in pieces in any order; each is written in letters of one byte or of two.

use super::Unread;
use super::about::{About, PIECES};
use super::bytes::{part, size_at, u16_at, u32_at};

/// Is how many letters a file may have.
const MAX_LETTERS: usize = 4 << 20;
/// Is how long (bytes) what is said of a piece is.
const PIECE: usize = 8;
/// Are the letters of one byte from 0x80 on that Latin-1 has not ([MS-DOC] 2.9.73).
const WINDOWS: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152,
    0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161,
    0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
];

/// Is a letter with the place (byte of the stream) it lies at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// A half of a letter of UTF-16.
    pub unit: u16,
    at: u32,
    change: u32,
}

/// Is what stands for no change.
const NONE: u32 = u32::MAX;

impl Placed {
    /// Gives the place.
    pub(super) fn at(self) -> usize {
        usize::try_from(self.at).unwrap_or(usize::MAX)
    }

    /// Gives what was changed of the piece it lies in, as a place in [`Pieces::changes`].
    pub(super) fn change(self) -> Option<usize> {
        usize::try_from(self.change).ok().filter(|_| self.change != NONE)
    }
}

/// Holds all letters of all stories.
pub(super) struct Pieces {
    letters: Vec<Placed>,
    /// How letters of whole pieces were set anew.
    pub changes: Vec<Vec<u8>>,
}

impl Pieces {
    /// Reads them.
    pub(super) fn read(main: &[u8], table: &[u8], about: &About) -> Result<Self, Unread> {
        let mut all = Self { letters: Vec::new(), changes: Vec::new() };
        let mut rest = about.part(table, PIECES);
        while let [1, after @ ..] = rest {
            let length = u16_at(after, 0).map(usize::from).ok_or(Unread::Broken)?;
            all.changes.push(part(after, 2, length).ok_or(Unread::Broken)?.to_vec());
            rest = &after[2 + length..];
        }
        let [2, after @ ..] = rest else { return Err(Unread::Broken) };
        let length = size_at(after, 0).ok_or(Unread::Broken)?;
        all.pieces(part(after, 4, length).ok_or(Unread::Broken)?, main)?;
        let said: usize = about.lengths.iter().sum();
        if all.letters.len() < said { Err(Unread::Broken) } else { Ok(all) }
    }

    fn pieces(&mut self, own: &[u8], main: &[u8]) -> Result<(), Unread> {
        let count = own.len().saturating_sub(4) / (PIECE + 4);
        for at in 0..count {
            let edge = |at: usize| size_at(own, at * 4).ok_or(Unread::Broken);
            let (from, to) = (edge(at)?, edge(at + 1)?);
            let said = part(own, (count + 1) * 4 + at * PIECE, PIECE).ok_or(Unread::Broken)?;
            let (code, change) = (u32_at(said, 2).unwrap_or_default(), u16_at(said, 6).unwrap_or_default());
            let length = to.checked_sub(from).ok_or(Unread::Broken)?;
            if from != self.letters.len() {
                return Err(Unread::Broken);
            }
            if self.letters.len() + length > MAX_LETTERS {
                return Err(Unread::Bomb);
            }
            let first = code & 0x3fff_ffff;
            let change = self.change(change).and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE);
            let place = |at: u32| usize::try_from(at).map_err(|_| Unread::Broken);
            if code & 0x4000_0000 == 0 {
                let own = part(main, place(first)?, length * 2).ok_or(Unread::Broken)?;
                let units = own.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                let placed = units.zip((first..).step_by(2)).map(|(unit, at)| Placed { unit, at, change });
                self.letters.extend(placed);
            } else {
                let own = part(main, place(first / 2)?, length).ok_or(Unread::Broken)?;
                let units = own.iter().map(|byte| windows(*byte));
                let placed = units.zip(first / 2..).map(|(unit, at)| Placed { unit, at, change });
                self.letters.extend(placed);
            }
        }
        Ok(())
    }

    /// Finds what was changed of a piece: one of the lists, or a single change that is packed.
    fn change(&mut self, said: u16) -> Option<usize> {
        if said & 1 == 1 {
            return Some(usize::from(said >> 1)).filter(|at| *at < self.changes.len());
        }
        let [value, which] = said.to_be_bytes();
        // What the packed numbers stand for ([MS-DOC] 2.9.214), of what is heard of here.
        let long: u16 = match which >> 1 {
            0x05 => 0x2403,
            0x18 => 0x2416,
            0x19 => 0x2417,
            0x41 => 0x0800,
            0x42 => 0x0801,
            0x55 => 0x0835,
            0x56 => 0x0836,
            0x5b => 0x083b,
            0x5c => 0x083c,
            0x5e => 0x2a3e,
            _ => return None,
        };
        let [low, high] = long.to_le_bytes();
        self.changes.push(vec![low, high, value]);
        Some(self.changes.len() - 1)
    }

    /// Gives letters from a place on.
    pub(super) fn letters(&self, from: usize, length: usize) -> &[Placed] {
        let end = from.saturating_add(length).min(self.letters.len());
        self.letters.get(from..end).unwrap_or_default()
    }
}

fn windows(byte: u8) -> u16 {
    let own = usize::from(byte).checked_sub(0x80).and_then(|at| WINDOWS.get(at));
    own.copied().unwrap_or(u16::from(byte))
}
