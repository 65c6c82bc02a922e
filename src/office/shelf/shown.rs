//! Comes in: a row of a paper that is kept. Goes out: the PDF that stands for it, byte for byte as it
//! was kept: signed if it came back signed, else as it was issued. Must not know: what it is for.

use std::collections::BTreeMap;

use super::facts::{facts, title};
use super::leaves::newest;
use super::seal::Seals;
use super::signed::absent;
use crate::archive::Store;
use crate::diag::{Code, Diagnostic, Findings};
use crate::register::{Entry, Register};
use crate::verify::Trust;

/// Is the PDF that stands for a paper.
pub(crate) struct Shown {
    /// Its place in the object.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Shown {
    /// Tells whether it came back signed, by token or by pen.
    pub(crate) fn is_signed(&self) -> bool {
        self.name.contains('/')
    }
}

/// Gives the PDF that stands for a paper, once its object is proved to be what the register knows.
///
/// # Errors
/// Gives findings if anything of the object is not as it was kept.
pub(crate) fn shown(store: &Store, register: &Register, entry: &Entry) -> Result<Shown, Findings> {
    let kept = store.object(&entry.object).ok_or_else(|| absent(entry))?;
    let called = title(&kept.folder, &BTreeMap::from([(entry.object.clone(), entry.printed())]));
    let facts = facts(store, &kept.folder, &Trust::of_nobody(), &BTreeMap::new());
    let mut findings = facts.findings;
    findings.extend(Seals::read(register)?.judge((&entry.object, &called), &facts.seals, true));
    let issued = facts.digests.get(entry.copy as usize);
    // Copies that share a number have no digest each in their row.
    if !entry.pdf.is_empty() && issued != Some(&entry.pdf) {
        let message = format!("`{}`: bản trong kho lưu không phải bản ghi trong sổ", entry.printed());
        findings.push(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint("lấy lại kho lưu từ bản sao lưu"));
    }
    findings.retain(Diagnostic::is_error);
    if !findings.is_empty() {
        return Err(findings.into());
    }
    let name = newest(store, entry).ok_or_else(|| absent(entry))?;
    let bytes = store.read(&kept, &name)?;
    Ok(Shown { name, bytes })
}
