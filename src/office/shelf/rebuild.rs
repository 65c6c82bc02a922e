//! Comes in: an object of the archive. Goes out: whether the same source still
//! gives the same bytes. Must not know: how objects are kept.

use std::collections::BTreeMap;

use super::record::{OWN, PaperRecord, record};
use crate::archive::{Kept, Store};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::pipeline::Stock;
use crate::pipeline::set::{Set, set};
use crate::sign;
use crate::typeset::{Press, Spot};

/// Is what became of a rebuilt paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Rebuilt {
    /// How many of its PDFs came out byte for byte.
    pub same: usize,
    /// How many there are.
    pub all: usize,
}

/// Sets every PDF of an object again and compares it.
///
/// # Errors
/// Gives findings if the object is broken or was made with other tools.
pub(crate) fn rebuild(store: &Store, kept: &Kept, stock: &Stock) -> Result<Rebuilt, Findings> {
    let record = record(store, kept)?;
    let own = own_press(store, kept, &record, stock)?;
    let press: &Press = own.as_ref().unwrap_or(&stock.press);
    let mut same = 0;
    for copy in &record.copies {
        let source = store.read(kept, &copy.source)?;
        let right = store.read(kept, &copy.file)?;
        let source = String::from_utf8_lossy(&source).into_owned();
        let set = set(press, source, copy.fields)?;
        if let Some(copied) = &copy.copied {
            let original = store.read(kept, &copied.file)?;
            same += usize::from(joined(&original, &set, copied.behind, press)? == right);
            continue;
        }
        let made = if copy.true_size { set.pdf(press)? } else { set.pdf_of_any_size(press)? };
        same += usize::from(made == right);
    }
    let all = record.copies.len();
    if same < all && record.tools != stock.tools() {
        let message = format!(
            "`{}` lập bằng bản khác của chương trình, mẫu hoặc phông chữ ({})",
            kept.inventory.id, record.program.build
        );
        let hint = "dùng đúng bản chương trình ấy để lập lại; bản PDF đã lưu vẫn còn nguyên";
        return Err(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(hint).into());
    }
    Ok(Rebuilt { same, all })
}

/// Puts what was set under or behind a document that is copied, with a field at each place.
///
/// # Errors
/// Gives findings about the pages.
pub(crate) fn joined(original: &[u8], set: &Set, behind: bool, press: &Press) -> Result<Vec<u8>, Findings> {
    let place = if behind { sign::Where::Behind } else { sign::Where::Under };
    let pdf = sign::with_page(original, &press.pdf(&set.pages)?, place)?;
    let last = sign::source(original, &[]).map_or(1, |source| source.pages) + usize::from(behind);
    let spots: Vec<Spot> = set.places.iter().map(|spot| Spot { page: last, ..spot.clone() }).collect();
    Ok(sign::with_fields(pdf, &spots)?)
}

/// Gives what sets pages by the templates that a paper was set by: what is built in, and the
/// office's own as the object keeps them; what lies in the office's folder today does not
/// count. Nothing for an object of before they were kept.
fn own_press(
    store: &Store,
    kept: &Kept,
    record: &PaperRecord,
    stock: &Stock,
) -> Result<Option<Press>, Findings> {
    let Some(listed) = &record.own else { return Ok(None) };
    let mut files = BTreeMap::new();
    for name in listed.iter().map(|one| one.file.as_str()) {
        let bytes = store.read(kept, name)?;
        files.insert(name.strip_prefix(OWN).unwrap_or(name).to_owned(), bytes);
    }
    stock.press_of(Assets::handed(files)).map(Some)
}
