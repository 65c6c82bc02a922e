//! Comes in: how far a backup has come. Goes out: the same for whoever waits; the wish that it stops.
//! Must not know: what is copied.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::diag::{Code, Diagnostic};

/// Is what a backup is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// It copies files.
    Copying,
    /// It proves register and archive of the copy.
    Proving,
    /// It reads the files of the copy again.
    Reading,
}

/// Says who is told how far a backup has come, and whether somebody wants no more of it.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// Is told what it is at, how much of it is done, of how much.
    pub told: &'a (dyn Fn(Part, usize, usize) + Sync),
    /// Set when nobody wants more of it.
    pub stop: &'a AtomicBool,
}

impl Pace<'_> {
    /// Tells how far it has come.
    ///
    /// # Errors
    /// Gives a finding if nobody wants more of it.
    pub(super) fn see(&self, part: Part, (done, all): (usize, usize)) -> Result<(), Box<Diagnostic>> {
        (self.told)(part, done, all);
        if !self.stop.load(Ordering::SeqCst) {
            return Ok(());
        }
        let message = "đã dừng theo yêu cầu: phần chép dở đã bỏ, chưa có bản sao lưu mới";
        Err(Box::new(Diagnostic::new(Code::BACKUP_STOPPED, message)))
    }
}
