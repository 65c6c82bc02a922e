//! Comes in: the office. Goes out: what waits for somebody: papers without their signed copy,
//! work that was cut off midway. Must not know: how it is shown.

use serde::Serialize;

use super::desk::Desk;
use super::pages::BookRow;
use super::recalled::recalled;
use super::reply::FindingTold;
use super::shelf::cut_off;
use crate::diag::Findings;
use crate::register::{Entry, Query, Register, State};

/// Is what waits in an office.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Waiting {
    /// Papers that wait for their signed copy, one row for each number.
    pub unsigned: Vec<BookRow>,
    /// Papers that have a number and never came into the archive, one row for each paper.
    pub unkept: Vec<BookRow>,
    /// What was cut off between register and archive, and can be finished at once.
    pub half: Vec<FindingTold>,
}

impl Desk<'_> {
    /// Says what waits; nothing where nothing was ever issued.
    ///
    /// # Errors
    /// Gives findings if there is no office, or its register cannot be read.
    pub fn waiting(&self) -> Result<Waiting, Findings> {
        let workspace = self.workspace()?;
        let Some(register) = Register::look(&workspace.folder)? else { return Ok(Waiting::default()) };
        let entries = register.list(&Query::default())?;
        let store = self.store(&workspace).ok();
        let kept = entries.iter().filter(|entry| entry.state == State::Kept);
        let recalled = recalled(kept.clone(), store.as_ref());
        let waits = |entry: &&Entry| !recalled.contains(entry.object.as_str());
        let unsigned = kept.filter(waits).map(BookRow::of).collect();
        let papers = entries.chunk_by(|one, next| next.copy > 0 && one.path == next.path);
        let stands = papers.filter_map(|rows| rows.iter().find(|row| row.state != State::Cancelled));
        let unkept = stands.filter(|entry| entry.state < State::Kept).map(BookRow::of).collect();
        let half = match &store {
            Some(store) => cut_off(&register, store)?.iter().map(FindingTold::of).collect(),
            // Where it should be and is not, its screen and the proof say so.
            None => Vec::new(),
        };
        Ok(Waiting { unsigned, unkept, half })
    }
}
