//! Comes in: a dossier and a kind. Goes out: a new paper from the kind's example. Must not know: what
//! will stand in it.

use serde::Serialize;

use super::example::Example;
use super::place::free_file;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::{Kind, kind, offered};
use crate::office::desk::Desk;
use crate::pipeline::paper_path;
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

/// Gives the kinds that have an example to begin with, group by group.
#[must_use]
pub fn kinds_offered(assets: &Assets) -> Vec<KindOffered> {
    let has_example =
        |kind: &Kind| assets.source(&format!("{}/vi-du.yaml", kind.id)).is_ok_and(|found| found.is_some());
    let one = |kind: Kind| KindOffered { id: kind.id, name: kind.name, group: kind.group, help: kind.help };
    let mut offered: Vec<_> = offered(assets).into_iter().filter(has_example).map(one).collect();
    let names: Vec<String> = offered.iter().map(|one| one.name.clone()).collect();
    for one in &mut offered {
        // Several kinds are called the same: what each is for tells them apart.
        if names.iter().filter(|name| **name == one.name).count() > 1 {
            one.name = one.help.split([',', ';', '.']).next().unwrap_or(&one.name).to_owned();
        }
    }
    offered
}

impl Desk<'_> {
    /// Begins a paper in a dossier (its folder from the office's); gives its file from the office's
    /// folder.
    ///
    /// # Errors
    /// Gives findings if there is no such kind or dossier, or the file cannot be written.
    pub fn begin_paper(&self, dossier: &str, id: &str) -> Result<String, Findings> {
        let workspace = self.workspace()?;
        let assets = &self.stock.assets;
        kind(assets, id)?;
        let Some(example) = assets.source(&format!("{id}/vi-du.yaml"))? else {
            let message = format!("loại `{id}` không có văn bản mẫu để bắt đầu");
            return Err(Diagnostic::new(Code::KIND_BROKEN, message).into());
        };
        // Its words have their tone marks where the office has them.
        let text = workspace
            .office
            .tone
            .map_or_else(|| example.text().to_owned(), |style| restyle(example.text(), style));
        let mut file = Example::read(id, text.as_bytes())?;
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
