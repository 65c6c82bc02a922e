//! Comes in: a Word file of ours that somebody edited, the paper it was made of. Goes out: the paper's
//! file with what was edited, proved by setting it; what nobody can do for its writer. Must not know:
//! how a Word file is read, who asks.
//!
//! `lines` are those of the paper and of the Word file, `typed` says what was typed for a line, `plan`
//! what is to be done, `rewrite` and `apply` do it, `prove` holds it against the pages, `looks` and `marks` bring
//! back what was made bold or italic, `told` words it.
//! A paper that was issued is never changed.

mod apply;
mod lines;
mod looks;
mod marks;
mod plan;
mod prove;
mod rewrite;
mod told;
mod typed;

use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;
use walkdir::WalkDir;

use super::adopt::MAX_FILE;
use super::bytes::read_up_to;
use super::desk::Desk;
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::docx::{Base, Bases, Brought, brought};
use crate::input::Unsaved;
use crate::pipeline::{Examined, Settings, paper_path, word_record, write};
use crate::register::{Register, State};

use lines::Lines;
use plan::plan;
use prove::Case;

/// Is an edited Word file as it is brought back.
#[derive(Default)]
pub struct BringBack<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The paper it is brought back to; without one it is found.
    pub paper: Option<&'a Path>,
    /// The record that was written when it was made; without one it is found.
    pub record: Option<&'a Path>,
    /// Folders with Word files that were made, beside those of the office.
    pub places: Vec<PathBuf>,
    /// Whether the paper's file is written.
    pub write: bool,
    /// Files as they are typed.
    pub unsaved: Unsaved,
}

/// Is what an edited Word file brings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BroughtBack {
    /// The Word file's name.
    #[serde(rename = "tep")]
    pub file: String,
    /// The paper.
    #[serde(rename = "van_ban")]
    pub paper: String,
    /// What is changed in it, in the order of the Word file.
    #[serde(rename = "thay_doi")]
    pub changes: Vec<Change>,
    /// Whether the paper was issued: then it stays as it is.
    #[serde(rename = "da_ban_hanh")]
    pub issued: bool,
    /// Whether the paper's file was written.
    #[serde(rename = "da_ghi")]
    pub written: bool,
    /// Where its old text was put; null where nothing was written.
    #[serde(rename = "ban_cu")]
    pub old: Option<String>,
    /// The text of the paper's file with the changes.
    #[serde(rename = "noi_dung_tep")]
    pub text: String,
}

/// Is a change to a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Change {
    /// The paragraph of the Word file, from 1; 0 of what is gone there.
    #[serde(rename = "doan")]
    pub paragraph: usize,
    /// What stood there; empty of what is new.
    #[serde(rename = "truoc")]
    pub before: String,
    /// What stands there now; empty of what is gone.
    #[serde(rename = "sau")]
    pub after: String,
}

impl Desk<'_> {
    /// Brings back an edited Word file that lies on the disk, as [`Desk::bring_back`].
    ///
    /// # Errors
    /// As [`Desk::bring_back`], and if the file cannot be read.
    pub fn bring_back_file(
        &self,
        file: &Path,
        asked: BringBack<'_>,
    ) -> Result<(BroughtBack, Vec<Diagnostic>), Findings> {
        let bytes = read_up_to(file, MAX_FILE)?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.bring_back(&BringBack { name: &name, bytes: &bytes, ..asked })
    }

    /// Brings what was edited in a Word file of ours back into its paper; beside it comes what was found.
    ///
    /// # Errors
    /// Gives findings if it is no Word file of ours, its paper is not found, or cannot be made as it is.
    pub fn bring_back(&self, asked: &BringBack<'_>) -> Result<(BroughtBack, Vec<Diagnostic>), Findings> {
        let brought = brought(asked.bytes).map_err(|refused| refused.finding(asked.name))?;
        let base = self.base(asked, &brought)?;
        let file = self.made_of(asked, &base)?;
        let settings = Settings { unsaved: asked.unsaved.clone(), ..self.copies_settings() };
        let examined = self.paper_of(&file, &settings)?;
        if examined.ready.is_none() {
            let mut found = Vec::from(Findings::from(examined.findings));
            let message = "văn bản còn lỗi nên chưa nhận lại bản Word được";
            found.push(
                Diagnostic::new(Code::BACK_PAPER, message).hint("sửa lỗi của văn bản trước, rồi nhận lại"),
            );
            return Err(found.into());
        }
        let lines = Lines::of(&base, &examined, &brought, (&settings, self.stock))?;
        let mut plan = plan(&lines.base(), &lines.now(), &lines.theirs());
        plan.deeds.retain(|deed| !lines.is_dress(deed));
        let case =
            Case { lines: &lines, deeds: &plan.deeds, file: &file, settings: &settings, stock: self.stock };
        let mut proved = case.proved()?;
        if base.digest == sha256_hex(lines.sheet.text().as_bytes()) {
            proved = case.looked(proved);
        }
        let mut found = told::found(asked.name, (&brought, &lines), &plan, &proved);
        let (issued, path) = self.has_number(&examined)?;
        if issued {
            found.push(told::issued());
        }
        let mut returned = BroughtBack {
            file: asked.name.to_owned(),
            paper: path,
            changes: told::changes(&lines, &plan, &proved),
            issued,
            text: proved.sheet.text().to_owned(),
            ..BroughtBack::default()
        };
        if asked.write && !issued && !returned.changes.is_empty() {
            let old = write::copy_aside(&file, &settings.unsaved.bytes(&file)?)?;
            write::whole(&file, &proved.sheet.bytes())?;
            returned.written = true;
            returned.old = Some(old.display().to_string());
        }
        Ok((returned, found))
    }

    /// Finds what the Word file said when it was made.
    fn base(&self, asked: &BringBack<'_>, brought: &Brought) -> Result<Base, Findings> {
        let digest = brought.base.as_deref();
        let of = |bases: Bases| {
            let own = bases.all.iter().position(|base| Some(base.name.as_str()) == digest);
            own.map(|at| bases.all[at].base.clone())
        };
        if let Some(record) = asked.record {
            let bases = word_record(record).ok_or_else(|| told::no_record(asked.name, digest.is_some()))?;
            // Whoever names the record knows which it is.
            let first = bases.all.first().map(|named| named.base.clone());
            return of(bases).or(first).ok_or_else(|| told::no_record(asked.name, true).into());
        }
        let own = [self.copies_settings().out, self.workspace()?.folder];
        let records = asked
            .places
            .iter()
            .chain(&own)
            .flat_map(WalkDir::new)
            .flatten()
            .map(walkdir::DirEntry::into_path);
        let mut records = records.filter(|path| path.to_string_lossy().ends_with(".docx.goc.json"));
        let found = records.find_map(|path| of(word_record(&path.with_extension("").with_extension(""))?));
        found.ok_or_else(|| told::no_record(asked.name, digest.is_some()).into())
    }

    /// Finds the paper a Word file was made of.
    fn made_of(&self, asked: &BringBack<'_>, base: &Base) -> Result<PathBuf, Findings> {
        let named = Path::new(&base.file);
        let office = self.workspace()?.folder;
        // The path was one from where somebody stood that day.
        let parts: Vec<_> = named.components().collect();
        let below = (0..parts.len()).map(|from| office.join(parts[from..].iter().collect::<PathBuf>()));
        let found = std::iter::once(named.to_owned()).chain(below).find(|path| path.is_file());
        let Some(paper) = asked.paper else {
            return found.ok_or_else(|| told::no_paper(asked.name, &base.file).into());
        };
        // A paper may have another name since; one that is still there is not this one.
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        match found.filter(|found| real(found) != real(paper)) {
            Some(other) => Err(told::another_paper(asked.name, &other.display().to_string()).into()),
            None => Ok(paper.to_owned()),
        }
    }

    /// Tells whether a paper has a number in the register; gives its path there.
    fn has_number(&self, examined: &Examined) -> Result<(bool, String), Findings> {
        let office = self.workspace()?.folder;
        let path = paper_path(&office, &examined.file);
        let Some(register) = Register::look(&office)? else { return Ok((false, path)) };
        let rows = register.of_path(&path)?;
        Ok((rows.iter().any(|row| row.state != State::Cancelled), path))
    }
}
