//! Comes in: what is about to be read. Goes out: whether that is still within
//! bounds. Must not know: what it is.
//!
//! A paper of a hundred pages with tags is some 100,000 values; the bounds leave
//! room for that and keep any answer within a second and 300 MB.

use std::cell::Cell;

/// Is how large a file may be, in bytes.
pub(in crate::sign) const MOST_BYTES: usize = 64 << 20;
/// Is how many revisions a file may have: two of ours, then signatures and
/// time-stamps.
pub(super) const MOST_REVISIONS: usize = 100;
/// Is how many values (names, numbers, lists …) a file may hold.
const MOST_VALUES: usize = 1_500_000;
/// Is how many bytes its packed tables and object streams may unpack to.
const MOST_UNPACKED: usize = 32 << 20;
/// Is how deep values may nest.
pub(super) const DEEPEST: usize = 40;

/// Counts what was read of one file.
#[derive(Default)]
pub(super) struct Budget {
    values: Cell<usize>,
    unpacked: Cell<usize>,
}

impl Budget {
    /// Counts one value.
    ///
    /// # Errors
    /// Says in Vietnamese that there are too many.
    pub(super) fn value(&self) -> Result<(), String> {
        self.values.set(self.values.get() + 1);
        if self.values.get() > MOST_VALUES {
            Err("PDF chứa quá nhiều vật để kiểm hết".to_owned())
        } else {
            Ok(())
        }
    }

    /// Gives how many bytes may still be unpacked.
    pub(super) fn room(&self) -> usize {
        MOST_UNPACKED - self.unpacked.get().min(MOST_UNPACKED)
    }

    pub(super) fn unpacked(&self, bytes: usize) {
        self.unpacked.set(self.unpacked.get() + bytes);
    }
}
