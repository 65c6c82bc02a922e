//! Comes in: the paths of papers, the templates, the guest lists known so far. Goes out: the files
//! the papers there hang on, each with what has to be made again when it changes. Must not know:
//! time, how a change is seen.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::assets::{Assets, Place};
use crate::input;
use crate::model::GuestSource;
use crate::pipeline::Examined;

/// Says what hangs on a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum HangsOn {
    /// The papers of a dossier, by its folder.
    Dossier(PathBuf),
    /// All papers, and what they are set with: the office's file, its templates.
    All,
}

/// Lists the files that papers hang on. A file of a dossier is there even if it cannot be read.
#[must_use]
pub fn watched(
    paths: &[PathBuf],
    assets: &Assets,
    lists: &BTreeMap<PathBuf, PathBuf>,
) -> BTreeMap<PathBuf, HangsOn> {
    let mut files = BTreeMap::new();
    for dossier in input::walk(paths).0 {
        let own = HangsOn::Dossier(dossier.folder);
        files.extend(dossier.papers.into_iter().chain(dossier.dossier).map(|file| (file, own.clone())));
        files.extend(dossier.office.map(|file| (file, HangsOn::All)));
    }
    for (list, folder) in lists {
        files.entry(list.clone()).or_insert_with(|| HangsOn::Dossier(folder.clone()));
    }
    for path in assets.files() {
        if let Some(Place::File(file)) = assets.place(&path) {
            files.insert(file, HangsOn::All);
        }
    }
    files
}

/// Gives the files of the guest lists papers go out to, each with its dossier's folder.
#[must_use]
pub fn guest_lists(papers: &[Examined]) -> BTreeMap<PathBuf, PathBuf> {
    let list = |paper: &Examined| {
        let folder = paper.file.parent().unwrap_or(Path::new(""));
        match &paper.ready.as_ref()?.document.invited.as_ref()?.list {
            GuestSource::File { path, .. } => Some((folder.join(path.as_str()), folder.to_owned())),
            GuestSource::Written(_) => None,
        }
    };
    papers.iter().filter_map(list).collect()
}
