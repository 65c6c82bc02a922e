//! Comes in: what became of a numbered paper. Goes out: its rows, moved on, each
//! step in the log. Must not know: how papers are made or kept.

use rusqlite::{Transaction, params};

use super::act::{Copies, CopyOut, Deed, Step};
use super::find::of_path;
use super::log::note;
use super::open::{Register, trouble};
use super::row::{By, Entry, State};
use crate::diag::{Code, Diagnostic};
use crate::digest::digest;

/// Digests the SHA-256 of copies that share a number.
#[must_use]
pub fn of_copies(pdf: &[String]) -> String {
    digest(pdf.iter().map(String::as_bytes))
}

impl Register {
    /// Enters that the final PDF was written; `pdf` are the digests of the
    /// copies, in the order of their numbers (one for all: one digest).
    ///
    /// # Errors
    /// Gives a finding if the register cannot be written.
    pub fn issued(&mut self, path: &str, pdf: &[String], by: &By) -> Result<(), Box<Diagnostic>> {
        let file = self.path.clone();
        let oops = |error: rusqlite::Error| trouble(&file, &error);
        self.change(|change| {
            let entries = of_path(change, path).map_err(oops)?;
            // What lies in the archive stays what it is.
            for entry in entries.iter().filter(|entry| entry.object.is_empty()) {
                let digest = pdf.get(entry.copy as usize).or(pdf.last()).cloned().unwrap_or_default();
                let moved = Entry { state: State::Issued.max(entry.state), pdf: digest, ..entry.clone() };
                if moved == *entry {
                    continue;
                }
                store(change, &moved, Step::Issued, by).map_err(oops)?;
                // A row has room for one digest only.
                if entries.len() == 1 && pdf.len() > 1 {
                    let copies = Copies { id: entry.id, count: pdf.len(), digest: of_copies(pdf) };
                    note(change, by, &Deed::Copies(copies)).map_err(oops)?;
                }
            }
            Ok(())
        })
    }

    /// Enters that a paper with all its numbers lies in the archive. What was struck
    /// out while it was put there stays so, but its object is known. Gives the rows
    /// as they are now.
    ///
    /// # Errors
    /// As [`Register::issued`].
    pub fn kept(&mut self, rows: &[Entry], object: &str, by: &By) -> Result<Vec<Entry>, Box<Diagnostic>> {
        let path = self.path.clone();
        let oops = |error: rusqlite::Error| trouble(&path, &error);
        self.change(|change| {
            let mut now = Vec::new();
            for row in rows {
                let entry = super::find::entry(change, row.id).map_err(oops)?;
                let (state, object) = (State::Kept.max(entry.state), object.to_owned());
                let moved = Entry { state, object, ..entry.clone() };
                if moved != entry {
                    store(change, &moved, Step::Kept, by).map_err(oops)?;
                }
                now.push(moved);
            }
            Ok(now)
        })
    }

    /// Enters that the signed copy of a number lies in the archive. Tells whether
    /// that is new.
    ///
    /// # Errors
    /// As [`Register::issued`].
    pub fn signed(&mut self, id: i64, by: &By) -> Result<bool, Box<Diagnostic>> {
        let path = self.path.clone();
        let oops = |error: rusqlite::Error| trouble(&path, &error);
        self.change(|change| {
            let entry = super::find::entry(change, id).map_err(oops)?;
            let new = entry.state < State::Signed;
            if new {
                let signed = Entry { state: State::Signed, ..entry };
                store(change, &signed, Step::Signed, by).map_err(oops)?;
            }
            Ok(new)
        })
    }

    /// Enters that a signed copy is put aside. The rows named wait for their signed copy
    /// again.
    ///
    /// # Errors
    /// As [`Register::issued`].
    pub fn withdrawn(&mut self, copy: CopyOut, rows: &[i64], by: &By) -> Result<(), Box<Diagnostic>> {
        let path = self.path.clone();
        let oops = |error: rusqlite::Error| trouble(&path, &error);
        self.change(|change| {
            note(change, by, &Deed::Aside(copy)).map_err(oops)?;
            for id in rows {
                let entry = super::find::entry(change, *id).map_err(oops)?;
                if entry.state == State::Signed {
                    let waits = Entry { state: State::Kept, ..entry };
                    store(change, &waits, Step::Waits, by).map_err(oops)?;
                }
            }
            Ok(())
        })
    }

    /// Strikes a number out; the row stays, with its reason.
    ///
    /// # Errors
    /// Gives a finding if there is no such number or it is struck out already.
    pub fn cancel(&mut self, id: i64, reason: &str, by: &By) -> Result<Entry, Box<Diagnostic>> {
        let path = self.path.clone();
        let oops = |error: rusqlite::Error| trouble(&path, &error);
        self.change(|change| {
            let entry = super::find::entry(change, id).map_err(oops)?;
            if entry.state == State::Cancelled {
                let message = format!("`{}` đã huỷ trước đây: {}", entry.printed(), entry.reason);
                return Err(Box::new(Diagnostic::new(Code::REGISTER_STRUCK, message)));
            }
            let struck = Entry { state: State::Cancelled, reason: reason.to_owned(), ..entry };
            store(change, &struck, Step::Cancelled, by).map_err(oops)?;
            Ok(struck)
        })
    }

    /// Enters what became of a paper that went out, and in `words` as a remark in its row.
    /// The number stands.
    ///
    /// # Errors
    /// Gives a finding if the number is struck out or the register cannot be
    /// written.
    pub fn remark(&mut self, id: i64, deed: &Deed, words: &str, by: &By) -> Result<(), Box<Diagnostic>> {
        let path = self.path.clone();
        let oops = |error: rusqlite::Error| trouble(&path, &error);
        self.change(|change| {
            let entry = super::find::entry(change, id).map_err(oops)?;
            if entry.state == State::Cancelled {
                let message = format!("`{}` đã huỷ: {}", entry.printed(), entry.reason);
                return Err(Box::new(Diagnostic::new(Code::REGISTER_STRUCK, message)));
            }
            let before = if entry.reason.is_empty() { String::new() } else { format!("{}; ", entry.reason) };
            let remarked = Entry { reason: format!("{before}{words}"), ..entry };
            note(change, by, deed).map_err(oops)?;
            store(change, &remarked, Step::Remarked, by).map_err(oops)
        })
    }
}

fn store(change: &Transaction<'_>, entry: &Entry, step: Step, by: &By) -> rusqlite::Result<()> {
    change
        .prepare_cached("UPDATE entry SET state = ?2, reason = ?3, pdf = ?4, object = ?5 WHERE id = ?1")?
        .execute(params![entry.id, entry.state.word(), entry.reason, entry.pdf, entry.object])?;
    note(change, by, &Deed::Row(step, Box::new(entry.clone())))
}
