//! Comes in: a Word file that somebody brings to a dossier. Goes out: a draft of it, or what stands in
//! the way; what was recognised, and what was not taken. Must not know: how a Word file is read.
//!
//! `kind` tells the kind, `fields` which field each part of the paper goes to, `compare` holds its head against the office,
//! `row` against the register, `told` words what was found, `draft` writes the file. `many` takes folders of them in,
//! `gather` finds the files, `heap` holds a folder that is handed over file by file, `earlier` those that were taken in before, `place` a dossier for each, `report` writes
//! the table somebody reads.

mod annex;
mod compare;
mod draft;
mod earlier;
mod fields;
mod gather;
mod heap;
mod kind;
mod many;
mod organs;
mod place;
mod recipient;
mod report;
mod row;
mod same;
mod signer;
mod taken;
mod told;

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::begin::free_file;
use super::desk::Desk;
use crate::diag::{Diagnostic, Findings};
use crate::docx::{Brought, Recognised, Said, brought, recognised};
use crate::kind::Kind;
use crate::pipeline::{Workspace, paper_path};

pub use gather::Split;
pub use heap::Heap;
pub use many::Gathering;
pub use row::RowMet;
pub use taken::{Gathered, Taken};
pub(in crate::office) use told::{Pages, notices};

/// Is a Word file as it is brought.
#[derive(Debug, Clone, Default)]
pub struct Adopting<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The dossier the draft is to lie in; without one it is only shown.
    pub dossier: Option<&'a Path>,
    /// Its kind (a folder's name), where whoever brings it says so.
    pub kind: Option<&'a str>,
    /// Whether the draft is only shown.
    pub look: bool,
}

/// Is what became of a Word file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Adopted {
    /// The Word file's name.
    #[serde(rename = "tep")]
    pub file: String,
    /// The draft that was written; null where none was.
    #[serde(rename = "van_ban")]
    pub paper: Option<String>,
    /// The kind's folder; null where the kind is not known.
    #[serde(rename = "loai")]
    pub kind: Option<String>,
    /// The kind's name; as the file prints it where the kind is not known.
    #[serde(rename = "ten_loai")]
    pub kind_name: String,
    /// Number and symbol as the file prints them; empty where it has none.
    #[serde(rename = "so_ky_hieu")]
    pub symbol: String,
    /// The day as the file prints it; empty where it has none.
    #[serde(rename = "ngay")]
    pub day: String,
    /// The row of the register that has its number; null where none has.
    #[serde(rename = "dong_so")]
    pub row: Option<RowMet>,
    /// The draft that was made of the very same file before, or the file beside it that is the very same;
    /// null where there is none.
    #[serde(rename = "da_nhan")]
    pub earlier: Option<String>,
    /// What stands in the draft, field by field.
    #[serde(rename = "cac_truong")]
    pub fields: Vec<FieldAdopted>,
    /// What stands in the file and not in the draft.
    #[serde(rename = "chua_lay")]
    pub left: Vec<LeftAdopted>,
    /// The draft's text.
    #[serde(rename = "noi_dung_tep")]
    pub text: String,
}

/// Is a field of a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FieldAdopted {
    /// Its key.
    #[serde(rename = "ten")]
    pub name: String,
    /// What stands before it in a form.
    #[serde(rename = "nhan")]
    pub label: String,
    /// What it says; its members one a line.
    #[serde(rename = "chu")]
    pub text: String,
}

/// Is a text that was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftAdopted {
    /// The paragraph it stands in, from 1; 0 where it stands beside the text.
    #[serde(rename = "doan")]
    pub paragraph: usize,
    /// The text.
    #[serde(rename = "chu")]
    pub text: String,
}

/// Is the longest file (bytes) that is read.
pub(super) const MAX_FILE: u64 = 64 << 20;

impl Desk<'_> {
    /// Makes a draft of a Word file; beside it comes what was found.
    ///
    /// # Errors
    /// Gives findings if the file is no Word file, there is no office, or the draft cannot be written.
    pub fn adopt(&self, asked: &Adopting<'_>) -> Result<(Adopted, Vec<Diagnostic>), Findings> {
        let workspace = self.workspace()?;
        let brought = brought(asked.bytes).map_err(|refused| refused.finding(asked.name))?;
        let paper = recognised(&brought, &kind::known(self.stock));
        let case = Case { asked, workspace: &workspace, brought: &brought, paper: &paper };
        self.adopted(&case)
    }

    /// Gives the draft that was made of the very same file before.
    ///
    /// # Errors
    /// Gives findings if there is no office.
    pub fn adopted_before(&self, bytes: &[u8]) -> Result<Option<String>, Findings> {
        Ok(earlier::earlier(&self.workspace()?.folder).remove(&earlier::stamp(bytes)))
    }

    /// Gives the organ of the Word file that a draft was made of, where that is none of the office's.
    #[must_use]
    pub fn organ_of_file(&self, paper: &Path) -> Option<String> {
        draft::organ_of(paper)
    }

    fn adopted(&self, case: &Case<'_>) -> Result<(Adopted, Vec<Diagnostic>), Findings> {
        let pages = Pages::of(case.asked.name, case.brought);
        let mut found = notices(&pages, case.brought);
        found.extend(told::nested(&pages, case.paper));
        let mut adopted = Adopted {
            file: case.asked.name.to_owned(),
            symbol: case.paper.mark.as_ref().map(|(mark, _)| mark.printed.clone()).unwrap_or_default(),
            day: case.paper.day.as_ref().map(|(_, said)| said.text.clone()).unwrap_or_default(),
            kind_name: case.paper.name.as_ref().map(|name| name.text.clone()).unwrap_or_default(),
            ..Adopted::default()
        };
        let kind = kind::of(case, self.stock, &pages);
        let met = row::met(case, kind.as_ref().ok())?;
        found.extend(met.iter().filter_map(|met| met.finding(case, &pages)));
        let issued = met.as_ref().is_some_and(|met| met.is_its_own);
        adopted.row = met;
        let kind = match kind {
            Ok(kind) => kind,
            Err(finding) => {
                found.push(*finding);
                return Ok((adopted, found));
            }
        };
        adopted.kind = Some(kind.id.clone());
        adopted.kind_name.clone_from(&kind.name);
        compare::compare(case, &kind, &pages, &mut found);
        let fields = fields::fields(case, &kind, &pages, &mut found);
        let sheet = draft::draft(case, &kind, &fields)?;
        sheet.text().clone_into(&mut adopted.text);
        adopted.fields = fields.shown(&kind);
        found.extend(told::numbered(&pages, case.paper));
        adopted.left = fields.left.iter().map(LeftAdopted::of).collect();
        found.extend(told::left(&pages, &fields.left));
        if let Some(dossier) = case.asked.dossier.filter(|_| !case.asked.look && !issued) {
            let path = drafted(case, dossier, &kind, &sheet.bytes())?;
            adopted.paper = Some(path);
        }
        Ok((adopted, found))
    }
}

/// Writes the draft under a name that is free.
fn drafted(case: &Case<'_>, dossier: &Path, kind: &Kind, bytes: &[u8]) -> Result<String, Findings> {
    let office = &case.workspace.folder;
    let path = free_file(&place::dossier(office, dossier)?, &kind.id, bytes)?;
    Ok(paper_path(office, &path))
}

/// Is a Word file that is looked at: what was asked, where, what it says, what was recognised.
struct Case<'a> {
    asked: &'a Adopting<'a>,
    workspace: &'a Workspace,
    brought: &'a Brought,
    paper: &'a Recognised,
}

impl LeftAdopted {
    fn of(said: &Said) -> Self {
        Self { paragraph: said.paragraph, text: said.text.clone() }
    }
}
