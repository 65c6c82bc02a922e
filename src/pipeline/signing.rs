//! Comes in: a paper's marked places. Goes out: those it is signed at, and the
//! file beside the PDF that says where they are. Must not know: how a field is
//! written.

use std::path::{Path, PathBuf};

use super::write;
use crate::diag::Diagnostic;
use crate::model::Document;
use crate::sign;
use crate::typeset::Spot;

/// Gives the places of a paper that is signed by token; none where pens
/// sign.
pub(super) fn places<'a>(document: &Document, spots: &'a [Spot], pen: bool) -> &'a [Spot] {
    let signed = document.signer.is_some() && document.office.signs_digitally && !pen;
    if signed { spots } else { &[] }
}

/// Writes the places beside the PDF; where there are none, an earlier file
/// goes.
pub(super) fn keep(pdf: &Path, places: &[Spot]) -> Result<(), Box<Diagnostic>> {
    if places.is_empty() {
        drop(pdf);
        return Ok(());
    }
    let name = pdf.file_name().unwrap_or_default().to_string_lossy();
    write::whole(&beside(pdf), &sign::sidecar(&name, places))
}

/// Drops the file beside a PDF that is put away.
pub(super) fn drop(pdf: &Path) {
    // What cannot be dropped is overwritten by the next run.
    let _ = std::fs::remove_file(beside(pdf));
}

fn beside(pdf: &Path) -> PathBuf {
    pdf.with_extension("ky.json")
}
