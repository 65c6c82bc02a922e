//! Comes in: a paper as it is typed, what of it is in sight. Goes out: what is found in it, the
//! pages it makes, pictures of what changed. Must not know: who looks.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::drafts::{Drafts, PaperId, Text};
use super::links::links;
use crate::diag::{Diagnostic, Findings};
use crate::pipeline::{KnownDrafts, Settings, Stock, examine, signers};
use crate::preview::Preview;
use crate::typeset::Band;

/// Says what is in sight.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct View {
    /// Dots an inch.
    pub dpi: f64,
    /// The pages in sight, from 0, each with the mark it has on the screen.
    pub pages: Vec<(usize, Option<String>)>,
    /// Which guest's copy is shown, from 0.
    #[serde(default)]
    pub copy: usize,
}

/// Is a page: its mark, its size (pt).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PageSeen {
    /// The same as long as it looks the same.
    pub mark: String,
    /// Its width (pt).
    pub width: f64,
    /// Its height (pt).
    pub height: f64,
}

/// Is a finding with the field it belongs to.
#[derive(Debug, Clone)]
pub struct Found {
    /// The finding.
    pub finding: Diagnostic,
    /// The way to its field; nothing where it is about no field of this file.
    pub path: Option<String>,
    /// Where its words begin in the field's text, as a browser counts (UTF-16).
    pub at: Option<usize>,
}

/// Is a paper as it is seen.
pub struct Seen {
    /// The version of the text it was made from.
    pub version: u64,
    /// What was found.
    pub findings: Vec<Found>,
    /// The pages; those of an older text where `current` is not.
    pub pages: Vec<PageSeen>,
    /// Whether the pages are those of this text.
    pub current: bool,
    /// How many copies there are for guests.
    pub copies: usize,
    /// Which of them is shown.
    pub copy: usize,
    /// What each `{{ … }}` in the text gives.
    pub links: BTreeMap<String, String>,
    /// What changed of the pages in sight.
    pub bands: Vec<(usize, Band)>,
}

/// Is the file of what an office says of itself.
const OFFICE: &str = "co-quan.yaml";

/// Looks at a paper.
pub(super) fn seen(
    (id, text): (&PaperId, &Text),
    view: &View,
    (drafts, known): (&Drafts, &Arc<KnownDrafts>),
    preview: &mut Preview,
    stock: &Arc<Stock>,
) -> Seen {
    let known = Some(Arc::clone(known));
    let settings = Settings { today: drafts.today(), known, ..settings(drafts) };
    let (papers, mut findings) = examine(std::slice::from_ref(&text.file), &settings, stock);
    let facts = papers.first().and_then(|paper| Some(&paper.ready.as_ref()?.facts));
    let links = facts.map(|facts| links(&text.content, |words| facts.told(words))).unwrap_or_default();
    if text.path == OFFICE {
        findings.extend(signers(&text.file, &settings, stock));
    }
    let shown = papers.first().map(|paper| preview.show(paper, view.copy, &settings, stock));
    // Of a file that several papers share only what stands in it is told: each paper has its own screen.
    let shared = papers.iter().all(|paper| paper.file != text.file);
    let own = |finding: &Diagnostic| {
        let span = finding.span.as_ref();
        !shared || span.is_none_or(|span| std::path::Path::new(span.source.name()) == text.file)
    };
    for finding in papers.into_iter().flat_map(|paper| paper.findings).filter(own) {
        // What several papers say of one word of their shared file is told once.
        if !shared || !findings.iter().any(|known| same(known, &finding)) {
            findings.push(finding);
        }
    }
    let (current, copies, copy) = match shown {
        Some(Ok(shown)) => {
            findings.extend(shown.findings);
            (true, shown.copies, shown.copy)
        }
        Some(Err(found)) => {
            findings.extend(found);
            (false, 0, 0)
        }
        None => (false, 0, 0),
    };
    let (bands, troubles) = bands(preview, view);
    findings.extend(troubles);
    let found = |finding: Diagnostic| {
        let (path, at) = place(&finding, id, text, drafts).unzip();
        Found { path, at: at.flatten(), finding }
    };
    Seen {
        version: text.version,
        findings: findings.into_iter().map(found).collect(),
        pages: pages(preview),
        current,
        copies,
        copy,
        links,
        bands,
    }
}

/// Tells findings that say the same of the same words.
fn same(one: &Diagnostic, other: &Diagnostic) -> bool {
    let range = |finding: &Diagnostic| finding.span.as_ref().map(|span| span.range.clone());
    one.code == other.code && one.message == other.message && range(one) == range(other)
}

/// Gives the PDF of a paper, or of the copy at this place.
pub(super) fn printed(text: &Text, copy: usize, drafts: &Drafts, stock: &Stock) -> Result<Vec<u8>, Findings> {
    let settings = settings(drafts);
    let (papers, findings) = examine(std::slice::from_ref(&text.file), &settings, stock);
    match papers.first() {
        Some(paper) if paper.ready.is_none() => {
            Err(findings.into_iter().chain(paper.findings.iter().cloned()).collect())
        }
        Some(paper) => Preview::pdf(paper, copy, &settings, stock),
        None => Err(findings.into()),
    }
}

/// Nothing is written here: the folder names where papers go, and what was mended of their lists.
pub(super) fn settings(drafts: &Drafts) -> Settings {
    Settings { unsaved: drafts.unsaved(), ..Settings::new(drafts.folder().join("out")) }
}

/// Draws what changed of the pages in sight.
fn bands(preview: &mut Preview, view: &View) -> (Vec<(usize, Band)>, Findings) {
    let (mut bands, mut findings) = (Vec::new(), Findings::default());
    for (page, has) in &view.pages {
        let has = has.as_deref().and_then(|mark| u128::from_str_radix(mark, 16).ok());
        if preview.marks().get(*page).copied() == has {
            continue;
        }
        match preview.band(*page, view.dpi.clamp(48.0, 300.0), has) {
            Ok(Some(band)) => bands.push((*page, band)),
            Ok(None) => {}
            Err(finding) => findings.push(*finding),
        }
    }
    (bands, findings)
}

fn pages(preview: &Preview) -> Vec<PageSeen> {
    let sizes = preview.sizes();
    let page = |(mark, (width, height)): (&u128, (f64, f64))| PageSeen {
        mark: format!("{mark:032x}"),
        width,
        height,
    };
    preview.marks().iter().zip(sizes).map(page).collect()
}

/// Gives the way to the field a finding is about, and where its words begin there.
fn place(
    finding: &Diagnostic,
    id: &PaperId,
    text: &Text,
    drafts: &Drafts,
) -> Option<(String, Option<usize>)> {
    let span = finding.span.as_ref()?;
    if std::path::Path::new(span.source.name()) != text.file {
        return None;
    }
    let (path, at) = drafts.words_at(id, &span.range)?;
    Some((path.to_string(), at)).filter(|(path, _)| !path.is_empty())
}
