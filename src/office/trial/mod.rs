//! Comes in: the templates an office uses. Goes out: each kind tried as its keeper would: its
//! manifest read, its example checked and set, each field of its own filled to see whether it
//! is printed, its pages held against pictures; and the office's rule sets held against the
//! articles they name. Must not know: how it is shown.

mod cases;
mod look;
mod probe;
mod set;
mod told;
mod tried;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cases::{Cases, Mould};
use set::{Done, set_all};
pub use told::{FieldTried, KindTried, PictureTried, Seen};
use tried::Tried;

use crate::assets::Place;
use crate::diag::{Diagnostic, Findings};
use crate::kind::kinds;
use crate::pipeline::Stock;
use crate::rules::own_rules;

/// Says what is tried, and how.
#[derive(Debug, Clone)]
pub struct TrialAsked {
    /// The office whose signers and units the examples use; a made-up one if none is named.
    pub office: Option<PathBuf>,
    /// Whether kinds that are built in are tried, too.
    pub all: bool,
    /// Whether the pages are taken as they are now.
    pub accept: bool,
    /// How many papers are set at once.
    pub jobs: usize,
    /// How long nothing at all may be finished before what runs is given up.
    pub limit: Duration,
}

/// Tries the kinds and rule sets of the templates. Gives what became of each kind, and what was
/// found.
///
/// # Errors
/// Gives findings if there is no room for a trial, or the office cannot be read.
pub fn try_moulds(stock: &Stock, asked: &TrialAsked) -> Result<(Vec<KindTried>, Vec<Diagnostic>), Findings> {
    let mut findings = own_rules(&stock.assets)?;
    let ids = wanted(stock, asked.all);
    let moulds: Vec<Mould> = ids.iter().flat_map(|id| Mould::of(stock, id)).collect();
    let cases = Cases::new(stock, asked.office.as_deref())?.of_all(&moulds, &mut findings);
    let mut tried: Vec<Tried> = moulds.into_iter().map(Tried::new).collect();
    for Done { mould, what, made } in set_all(cases, stock, asked.jobs, asked.limit) {
        if let Some(tried) = tried.iter_mut().find(|tried| tried.mould == mould) {
            tried.take(what, made);
        }
    }
    let mut all = Vec::new();
    for tried in tried {
        let folder = own_folder(stock, &tried.mould.id);
        all.push(tried.judged(folder.as_deref(), asked.accept, &mut findings)?);
    }
    for kind in &mut all {
        kind.good &= !findings.iter().any(|finding| finding.is_error() && is_of(finding, &kind.id));
    }
    Ok((all, findings))
}

/// Names the kinds that are tried: those with a file of the office's own; all of them where
/// the look all share, or a rule set, is its own.
fn wanted(stock: &Stock, all: bool) -> Vec<String> {
    let own: BTreeSet<String> = stock.assets.own().into_iter().map(|own| own.path).collect();
    let all = all || own.iter().any(|path| path.starts_with("the-thuc/"));
    let is_own = |id: &String| own.iter().any(|path| path.starts_with(&format!("{id}/")));
    kinds(&stock.assets).into_iter().filter(|id| all || is_own(id)).collect()
}

/// Gives the folder a kind lies in, if it is not built in.
fn own_folder(stock: &Stock, id: &str) -> Option<PathBuf> {
    ["vi-du.yaml", "main.typ.j2", "loai.yaml"].iter().find_map(|name| {
        match stock.assets.place(&format!("{id}/{name}"))? {
            Place::File(file) => file.parent().map(Path::to_owned),
            _ => None,
        }
    })
}

/// Tells whether a finding stands in a kind's folder.
fn is_of(finding: &Diagnostic, id: &str) -> bool {
    let name = finding.span.as_ref().map(|span| span.source.name().replace('\\', "/")).unwrap_or_default();
    name.contains(&format!("/{id}/")) || finding.message.contains(&format!("`{id}`"))
}
