//! Comes in: one paper that is ready, where it goes. Goes out: its files: the PDF, the places
//! somebody signs at, pictures and source where they are wanted. Must not know: other papers,
//! how it is set.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::outcome::Made;
use super::set::{Set, Setter};
use super::{Ready, Settings, batch, signing, word, write};
use crate::assets::Assets;
use crate::diag::{Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::typeset::{Press, forget};

/// Is all that a worker needs for one paper.
pub(super) struct Job {
    pub(super) ready: Ready,
    /// Where its PDF goes.
    pub(super) out: PathBuf,
    /// The SHA-256 of the PDF that was issued, if one was.
    pub(super) issued: Option<String>,
    /// Set when the job was given up: it must not write any more.
    pub(super) given_up: Arc<AtomicBool>,
}

/// Makes one paper: source, pages, bytes; then writes them.
///
/// # Errors
/// Gives findings about the templates, the pages or the disk.
pub(super) fn make(
    job: &Job,
    assets: &Assets,
    press: &Arc<Press>,
    settings: &Settings,
) -> Result<Made, Findings> {
    let mut setter = Setter::new(&job.ready, settings.pen, assets, press);
    let made = made(job, &mut setter, settings);
    // Also after a failure: what a compilation remembers is only for itself.
    forget(0);
    let file = setter.document().span.source.name();
    let hinted = |finding: Diagnostic| finding.hint(format!("khi lập `{file}`"));
    made.map_err(|findings| findings.into_iter().map(hinted).collect())
}

fn made(job: &Job, setter: &mut Setter, settings: &Settings) -> Result<Made, Findings> {
    let mut told: Vec<Diagnostic> = setter.fit(&[])?.into_iter().collect();
    let source = setter.source(None)?;
    let made_of = sha256_hex(source.as_bytes());
    if settings.keep_typst {
        write::whole(&job.out.with_extension("typ"), source.as_bytes())?;
    }
    let set = setter.set(source)?;
    let pdf = setter.pdf(&set)?;
    if job.given_up.load(Ordering::SeqCst) {
        return Err(Findings::default());
    }
    written(&job.out, &set, &pdf, settings.png)?;
    let mut word = None;
    if let Some(mode) = settings.word {
        let (kept, found) = word::keep(&job.out, (setter.document(), &set), mode, &made_of)?;
        word = Some(kept);
        told.extend(found);
    } else {
        word::outdated(&job.out, Some(&made_of))?;
    }
    let other = job.issued.as_ref().is_some_and(|issued| *issued != sha256_hex(&pdf));
    Ok(Made { pdf: job.out.clone(), pages: set.pages.count(), bytes: pdf.len(), other, word, told })
}

/// Writes a paper's files; a PDF that somebody has signed stays as it is.
fn written(out: &Path, set: &Set, pdf: &[u8], png: Option<f64>) -> Result<(), Findings> {
    let old = signing::old(out, pdf)?;
    write::drop_pictures(out);
    if let Some(dpi) = png {
        for (index, png) in set.pages.png(dpi)?.iter().enumerate() {
            write::whole(&out.with_extension(format!("{}.png", index + 1)), png)?;
        }
    }
    signing::keep(out, &set.places)?;
    if matches!(old, signing::Old::Free) {
        write::whole(out, pdf)?;
    }
    write::settle(out);
    // It may have gone out to guests before.
    batch::put_away(&out.with_extension(""))?;
    Ok(())
}
