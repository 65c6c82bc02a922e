//! Comes in: a part of a zip while it is unpacked. Goes out: the same bytes, as long as
//! they stay within what a list of an office can be. Must not know: what they mean.
//!
//! What the directory of a zip claims is no bound: a claim can lie.

use std::cell::Cell;
use std::io::{Error, Read};

use super::grid::{MAX_CELLS, MAX_LETTERS};

/// All parts of a file together unpack to no more than this.
pub(super) const MAX_UNPACKED: u64 = 256 << 20;

/// Counts what was unpacked.
#[derive(Default)]
pub(super) struct Limits {
    unpacked: Cell<u64>,
    burst: Cell<bool>,
    noted: Cell<usize>,
}

impl Limits {
    /// Tells how many bytes were unpacked.
    pub(super) fn unpacked(&self) -> u64 {
        self.unpacked.get()
    }

    /// Tells that something was larger than a list can be.
    pub(super) fn is_burst(&self) -> bool {
        self.burst.get()
    }

    /// Counts what is kept of a file while it is read along: of all its sheets together no
    /// more than there are cells in a list.
    pub(super) fn note(&self, count: usize) {
        self.noted.set(self.noted.get().saturating_add(count));
        if self.noted.get() > MAX_CELLS {
            self.burst();
        }
    }

    /// Notes that something was larger than a list can be.
    pub(super) fn burst(&self) {
        self.burst.set(true);
    }
}

/// Reads within the limits.
pub(super) struct Bounded<'a, R> {
    inner: R,
    limits: &'a Limits,
    /// How many bytes were read since the last tag began.
    run: usize,
}

impl<'a, R> Bounded<'a, R> {
    pub(super) fn new(inner: R, limits: &'a Limits) -> Self {
        Self { inner, limits, run: 0 }
    }
}

impl<R: Read> Read for Bounded<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let length = self.inner.read(buffer)?;
        let read = &buffer[..length];
        self.run = match read.iter().rposition(|byte| *byte == b'<') {
            Some(at) => length - at,
            None => self.run + length,
        };
        let unpacked = self.limits.unpacked.get() + u64::try_from(length).unwrap_or(u64::MAX);
        self.limits.unpacked.set(unpacked);
        if unpacked > MAX_UNPACKED || self.run > MAX_LETTERS {
            self.limits.burst();
            return Err(Error::other("too large"));
        }
        Ok(length)
    }
}
