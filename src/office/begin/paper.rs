//! Comes in: a dossier and a kind. Goes out: a new paper from the kind's example. Must not know: what
//! will stand in it.

use std::path::Path;

use serde::Serialize;

use super::example::Example;
use super::place::free_file;
use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::{Kind, Side, example, kind, offered};
use crate::office::desk::Desk;
use crate::pipeline::{paper_path, workspace};
use crate::text::restyle;

/// Is a kind a paper may be begun as.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KindOffered {
    /// Its folder.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Among which kinds it stands; empty for kinds of the office's own that do not say.
    pub group: String,
    /// What it is for.
    pub help: String,
}

/// Tells whose papers an office makes in whose folder a file lies, or is to lie: the Party's where there
/// is none.
#[must_use]
pub fn side_above(file: &Path) -> Side {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    workspace(folder).map_or(Side::Party, |workspace| workspace.office.issuer.side)
}

impl Desk<'_> {
    /// Tells whose rules of form the papers of an organ of the office (its short name; the office itself
    /// without one) stand under.
    #[must_use]
    pub fn side_of(&self, unit: Option<&str>) -> Side {
        let Ok(workspace) = self.workspace() else { return Side::Party };
        let own = unit.and_then(|name| workspace.office.unit(name));
        own.map_or(workspace.office.issuer.side, |unit| unit.side)
    }

    /// Gives the kinds that have an example to begin with and that an organ of the office may issue,
    /// group by group.
    #[must_use]
    pub fn kinds_offered(&self) -> Vec<KindOffered> {
        let sides = self.workspace().map_or_else(|_| vec![Side::Party], |workspace| workspace.office.sides());
        let assets = &self.stock.assets;
        let has_example = |kind: &Kind| {
            assets.source(&format!("{}/vi-du.yaml", kind.id)).is_ok_and(|found| found.is_some())
        };
        let may = |kind: &Kind| kind.sides.iter().any(|side| sides.contains(side));
        let one =
            |kind: Kind| KindOffered { id: kind.id, name: kind.name, group: kind.group, help: kind.help };
        let all = offered(assets).into_iter().filter(may).filter(has_example);
        let mut offered: Vec<_> = all.map(one).collect();
        let names: Vec<String> = offered.iter().map(|one| one.name.clone()).collect();
        for one in &mut offered {
            // Several kinds are called the same: what each is for tells them apart.
            if names.iter().filter(|name| **name == one.name).count() > 1 {
                one.name = one.help.split([',', ';', '.']).next().unwrap_or(&one.name).to_owned();
            }
        }
        offered
    }

    /// Begins a paper in a dossier (its folder from the office's); gives its file from the office's
    /// folder.
    ///
    /// # Errors
    /// Gives findings if there is no such kind or dossier, or the file cannot be written.
    pub fn begin_paper(&self, dossier: &str, id: &str) -> Result<String, Findings> {
        let workspace = self.workspace()?;
        let assets = &self.stock.assets;
        let own = workspace.office.issuer.side;
        let sides = kind(assets, id)?.sides;
        let side = Some(own).filter(|own| sides.contains(own)).or(sides.first().copied()).unwrap_or(own);
        let Some(example) = example(assets, id, side)? else {
            let message = format!("loại `{id}` không có văn bản mẫu để bắt đầu");
            return Err(Diagnostic::new(Code::KIND_BROKEN, message).into());
        };
        // Its words have their tone marks where the office has them.
        let text = workspace
            .office
            .tone
            .map_or_else(|| example.text().to_owned(), |style| restyle(example.text(), style));
        let mut file = Example::read(id, text.as_bytes())?;
        // A kind of the other side is issued by an organ of that side.
        let unit = workspace.office.issuers.iter().find(|(_, unit)| side != own && unit.side == side);
        if let Some((name, _)) = unit {
            file = file.set("don_vi", name.as_str())?;
        }
        let signers = &workspace.office.signers;
        let known = file.text("nguoi_ky").is_none_or(|key| signers.iter().any(|(own, _)| own == key));
        if !known {
            // The example names somebody who does not sign here.
            file = match signers.first() {
                Some((key, _)) => file.set("nguoi_ky", key.as_str())?,
                None => file.without("nguoi_ky")?,
            };
        }
        let path = free_file(&workspace.folder.join(dossier), id, &file.bytes())?;
        Ok(paper_path(&workspace.folder, &path))
    }
}
