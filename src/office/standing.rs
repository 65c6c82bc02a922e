//! Comes in: a paper, by its file. Goes out: what the register says of it: its number, how far it has
//! come, what became of it; which number it had. Must not know: how it is shown, other papers.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::became::Became;
use super::desk::Desk;
use super::shelf::gather::{FACTS, is_same_text};
use super::shelf::record;
use crate::diag::Findings;
use crate::digest::sha256_hex;
use crate::pipeline::{IssuedCopies, paper_path};
use crate::register::{Entry, Register, State};

/// Is what the register says of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The place of its row in the register.
    pub row: i64,
    /// Its number and symbol as on the paper, of guests' copies the first.
    pub printed: String,
    /// The id of its object in the archive; empty where it has none yet.
    pub object: String,
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

/// Names the objects that rows are kept in.
fn objects(rows: &[Entry]) -> BTreeSet<&str> {
    rows.iter().map(|row| row.object.as_str()).collect()
}

fn standing_of(row: &Entry, told: Vec<String>) -> Standing {
    Standing {
        row: row.id,
        printed: row.printed(),
        object: row.object.clone(),
        said: row.state.vietnamese().into(),
        told,
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

    /// Gives number and symbol of each paper that was issued of a dossier and stands, by the dossier's file
    /// of facts: what is typed there now no longer changes them.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub fn issued_of(&self, facts: &str) -> Result<Vec<String>, Findings> {
        let Some(folder) = facts.strip_suffix("/ho-so.yaml") else { return Ok(Vec::new()) };
        let Some(register) = Register::look(&self.workspace()?.folder)? else { return Ok(Vec::new()) };
        let mut papers: Vec<(String, String)> = Vec::new();
        for row in register.of_folder(folder)? {
            // Of guests' copies the first number stands for all.
            if row.state != State::Cancelled && papers.iter().all(|(path, _)| *path != row.path) {
                papers.push((row.path.clone(), row.printed()));
            }
        }
        Ok(papers.into_iter().map(|(_, printed)| printed).collect())
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
        let rows = self.issued_rows(path)?;
        if rows.len() < 2 && rows.iter().all(|row| row.copies < 2) {
            return Ok(None);
        }
        let mut issued = IssuedCopies::default();
        // Copies that share a number are not told apart by it.
        for row in rows.iter().filter(|row| row.copies < 2) {
            issued.number(row.number, &row.pdf);
        }
        let store = self.store(&self.workspace()?)?;
        for kept in objects(&rows).into_iter().filter_map(|object| store.object(object)) {
            for name in kept.inventory.names() {
                if let Some((sum, _)) = kept.inventory.content(name) {
                    issued.add(name, sum);
                }
            }
        }
        Ok(Some(issued))
    }

    /// Finds the copies that were issued of a paper where copies made now have to be the same: not where
    /// only the program has become another since.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub(super) fn binding_copies(&self, file: &Path) -> Result<IssuedCopies, Findings> {
        let workspace = self.workspace()?;
        let path = paper_path(&workspace.folder, file);
        let Some(issued) = self.issued_copies(&path)? else { return Ok(IssuedCopies::default()) };
        Ok(if self.is_of_another_program(file)? { IssuedCopies::default() } else { issued })
    }

    /// Tells whether a paper that was issued comes out otherwise only because the program has become
    /// another since: paper, dossier and office say what they said.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    fn is_of_another_program(&self, file: &Path) -> Result<bool, Findings> {
        let workspace = self.workspace()?;
        let (store, rows) =
            (self.store(&workspace)?, self.issued_rows(&paper_path(&workspace.folder, file))?);
        let files = [file, &file.with_file_name(FACTS), &workspace.folder.join("co-quan.yaml")];
        let (tools, mut other) = (self.stock.tools(), false);
        for kept in objects(&rows).into_iter().filter_map(|object| store.object(object)) {
            if record(&store, &kept)?.tools == tools || !is_same_text(&store, &kept, &files)? {
                return Ok(false);
            }
            other = true;
        }
        Ok(other)
    }

    /// Gives the rows of a paper that stand and are kept.
    fn issued_rows(&self, path: &str) -> Result<Vec<Entry>, Findings> {
        let Some(register) = Register::look(&self.workspace()?.folder)? else { return Ok(Vec::new()) };
        let rows = register.range_of(path)?.into_iter();
        Ok(rows.filter(|row| row.state != State::Cancelled && !row.object.is_empty()).collect())
    }

    /// Tells what the register says of a paper whose pages are no longer those that were issued, and
    /// whether it went out to many; nothing where they are, or where a text that is `saved` comes out
    /// otherwise only because the program has become another.
    ///
    /// # Errors
    /// As [`Desk::standing`].
    pub fn issued_otherwise(
        &self,
        (file, saved): (&Path, bool),
        pdf: &[u8],
    ) -> Result<Option<(Standing, bool)>, Findings> {
        let path = &paper_path(&self.workspace()?.folder, file);
        let Some(register) = Register::look(&self.workspace()?.folder)? else { return Ok(None) };
        let rows = register.range_of(path)?;
        let mut live = rows.iter().filter(|row| row.state != State::Cancelled && !row.pdf.is_empty());
        let sum = sha256_hex(pdf);
        let copies = self.issued_copies(path)?;
        let told = match &copies {
            Some(copies) => !copies.hold(pdf),
            None => live.clone().all(|row| row.copies <= 1 && row.pdf != sum),
        };
        let Some(row) = live.next().filter(|_| told) else { return Ok(None) };
        if saved && self.is_of_another_program(file)? {
            return Ok(None);
        }
        Ok(Some((standing_of(row, Vec::new()), copies.is_some())))
    }
}
