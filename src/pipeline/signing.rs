//! Comes in: a paper, the places on it that were marked. Goes out: whether a token signs it,
//! and the file beside the PDF that says where. Must not know: how a field is
//! written.

use std::path::{Path, PathBuf};

use super::write;
use crate::diag::{Code, Diagnostic};
use crate::model::Document;
use crate::sign;
use crate::typeset::Spot;

/// Tells whether a paper is signed by token.
pub(crate) fn is_by_token(document: &Document, pen: bool) -> bool {
    let by_pen = pen || document.kind.by_pen;
    document.signer.is_some() && document.office.signs_digitally && !by_pen
}

/// Writes the places beside the PDF; where there are none, an earlier file
/// goes.
pub(crate) fn keep(pdf: &Path, places: &[Spot]) -> Result<(), Box<Diagnostic>> {
    if places.is_empty() {
        drop(pdf);
        return Ok(());
    }
    let name = pdf.file_name().unwrap_or_default().to_string_lossy();
    write::whole(&beside(pdf), &sign::sidecar(&name, places))
}

/// Drops the file beside a PDF that is put away.
pub(crate) fn drop(pdf: &Path) {
    // What cannot be dropped is overwritten by the next run.
    let _ = std::fs::remove_file(beside(pdf));
}

fn beside(pdf: &Path) -> PathBuf {
    pdf.with_extension("ky.json")
}

/// Says what stands where a PDF is to be written.
pub(crate) enum Old {
    /// Nothing, or a PDF nobody has signed: it may be replaced.
    Free,
    /// This very paper with signatures behind it: it stays.
    Signed,
}

/// Looks at what stands where a PDF is to be written: whoever signs a file in
/// place must not lose it to the next run.
pub(crate) fn old(path: &Path, pdf: &[u8]) -> Result<Old, Box<Diagnostic>> {
    match std::fs::read(path) {
        Ok(old) if is_signed(&old) && old.starts_with(pdf) => Ok(Old::Signed),
        Ok(old) if is_signed(&old) => Err(Box::new(
            Diagnostic::new(
                Code::OUTPUT_SIGNED,
                format!("`{}` đã ký số và khác bản vừa lập; không ghi đè", path.display()),
            )
            .hint("cất tệp đã ký vào nơi lưu rồi lập lại"),
        )),
        _ => Ok(Old::Free),
    }
}

/// Tells whether the PDF at a path bears a signature.
pub(crate) fn is_signed_file(path: &Path) -> bool {
    std::fs::read(path).is_ok_and(|bytes| is_signed(&bytes))
}

/// A signature names the bytes it covers; our empty fields do not, and the
/// streams of a paper are compressed.
fn is_signed(pdf: &[u8]) -> bool {
    const MARK: &[u8] = b"/ByteRange";
    pdf.windows(MARK.len()).any(|window| window == MARK)
}
