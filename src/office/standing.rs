//! Comes in: a paper, by its file. Goes out: what the register says of it: its number, how far it has
//! come, what became of it; which number it had. Must not know: how it is shown, other papers.

use std::collections::BTreeSet;

use serde::Serialize;

use super::became::Became;
use super::desk::Desk;
use crate::archive::Inventory;
use crate::diag::Findings;
use crate::digest::{sha256_hex, sha512_hex};
use crate::register::{Entry, Register, State};

/// Is what the register says of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The place of its row in the register.
    pub row: i64,
    /// Its number and symbol as on the paper, of guests' copies the first.
    pub printed: String,
    /// How far it has come, in the user's words.
    pub said: String,
    /// What became of it since: recalled, corrected, some of its numbers struck out.
    pub told: Vec<String>,
}

/// Is a number a paper had and has not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Struck {
    /// The number or numbers, and that they were struck out.
    pub said: String,
    /// Why.
    pub reason: String,
}

fn standing_of(row: &Entry, told: Vec<String>) -> Standing {
    Standing { row: row.id, printed: row.printed(), said: row.state.vietnamese().into(), told }
}

/// Are the copies of a paper for many that were issued, as they were kept.
pub(super) struct IssuedCopies(Vec<Inventory>);

impl IssuedCopies {
    /// Gives the name and the SHA-512 of each file that was kept.
    fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|inventory| {
            let content = |name| inventory.content(name).map(|(sum, _)| (name, sum));
            inventory.names().into_iter().filter_map(content)
        })
    }

    /// Tells whether a copy is one of them.
    fn hold(&self, pdf: &[u8]) -> bool {
        let sum = sha512_hex(pdf);
        self.all().any(|(_, own)| own == sum)
    }

    /// Tells whether a copy for somebody was issued, and as another one. Whoever is put into the list
    /// or taken out of it moves the others' places, not what they were sent.
    pub(super) fn differ(&self, name: &str, pdf: &[u8]) -> bool {
        let whose = |name: &str| {
            name.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ' ').to_owned()
        };
        let (sum, own) = (sha512_hex(pdf), whose(name));
        let mut issued = self.all().filter(|(name, _)| whose(name) == own).peekable();
        issued.peek().is_some() && issued.all(|(_, known)| known != sum)
    }
}

impl Desk<'_> {
    /// Tells what the register says of a paper, by its path from the office's folder; nothing where
    /// it has no number.
    ///
    /// # Errors
    /// Gives findings if there is no office here or its register cannot be read.
    pub fn standing(&self, path: &str) -> Result<Option<Standing>, Findings> {
        let workspace = self.workspace()?;
        let Some(register) = Register::look(&workspace.folder)? else { return Ok(None) };
        let rows = register.range_of(path)?;
        let stands = rows.iter().find(|row| row.state != State::Cancelled).or(rows.first());
        let told = Became::read(&register)?.told(path, &rows);
        Ok(stands.map(|row| standing_of(row, told)))
    }

    /// Tells which numbers a paper had that has none any more; nothing where it has one, or never had.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub fn struck_of(&self, path: &str) -> Result<Option<Struck>, Findings> {
        let Some(register) = Register::look(&self.workspace()?.folder)? else { return Ok(None) };
        if !register.range_of(path)?.is_empty() {
            return Ok(None);
        }
        let became = Became::read(&register)?;
        let reason = became.reason(path).unwrap_or_default().to_owned();
        Ok(became.told(path, &[]).pop().map(|said| Struck { said, reason }))
    }

    /// Finds the copies that were issued of a paper for many; nothing of a paper that is one sheet, or
    /// was not issued.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub(super) fn issued_copies(&self, path: &str) -> Result<Option<IssuedCopies>, Findings> {
        let workspace = self.workspace()?;
        let Some(register) = Register::look(&workspace.folder)? else { return Ok(None) };
        let rows = register.range_of(path)?;
        let live = || rows.iter().filter(|row| row.state != State::Cancelled && !row.object.is_empty());
        if live().count() < 2 && live().all(|row| row.copies < 2) {
            return Ok(None);
        }
        let store = self.store(&workspace)?;
        let objects: BTreeSet<&str> = live().map(|row| row.object.as_str()).collect();
        let kept = objects.into_iter().filter_map(|object| store.object(object));
        Ok(Some(IssuedCopies(kept.map(|kept| kept.inventory).collect())))
    }

    /// Tells what the register says of a paper whose pages are no longer those that were issued;
    /// nothing where they are.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub fn issued_otherwise(&self, path: &str, pdf: &[u8]) -> Result<Option<Standing>, Findings> {
        let Some(register) = Register::look(&self.workspace()?.folder)? else { return Ok(None) };
        let rows = register.range_of(path)?;
        let mut live = rows.iter().filter(|row| row.state != State::Cancelled && !row.pdf.is_empty());
        let sum = sha256_hex(pdf);
        let told = match self.issued_copies(path)? {
            Some(copies) => !copies.hold(pdf),
            None => live.clone().all(|row| row.copies <= 1 && row.pdf != sum),
        };
        Ok(live.next().filter(|_| told).map(|row| standing_of(row, Vec::new())))
    }
}
