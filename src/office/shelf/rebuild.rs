//! Comes in: an object of the archive. Goes out: whether the same source still
//! gives the same bytes. Must not know: how objects are kept.

use std::collections::BTreeMap;

use serde_json::Value;

use super::record::{OWN, record};
use crate::archive::{Kept, Store};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::pipeline::Stock;
use crate::pipeline::set::set;
use crate::typeset::Press;

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
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let copies = record.get("ban").and_then(Value::as_array).cloned().unwrap_or_default();
    let own = own_press(store, kept, &record, stock)?;
    let press: &Press = own.as_ref().unwrap_or(&stock.press);
    let mut same = 0;
    for copy in &copies {
        let source = store.read(kept, &text(copy, "typst"))?;
        let right = store.read(kept, &text(copy, "tep"))?;
        let source = String::from_utf8_lossy(&source).into_owned();
        let is = |name: &str| copy.get(name).and_then(Value::as_bool).unwrap_or_default();
        let (token, true_size) = (is("o_ky"), is("in_dung_co"));
        let set = set(press, source, token)?;
        let made = if true_size { set.pdf(press)? } else { set.pdf_of_any_size(press)? };
        same += usize::from(made == right);
    }
    if same < copies.len() && text(&record, "dung_cu") != stock.tools() {
        let program = record.get("chuong_trinh").cloned().unwrap_or_default();
        let message = format!(
            "`{}` lập bằng bản khác của chương trình, mẫu hoặc phông chữ ({})",
            kept.inventory.id,
            text(&program, "ban_dung")
        );
        let hint = "dùng đúng bản chương trình ấy để lập lại; bản PDF đã lưu vẫn còn nguyên";
        return Err(Diagnostic::new(Code::ARCHIVE_DIFFERS, message).hint(hint).into());
    }
    Ok(Rebuilt { same, all: copies.len() })
}

/// Gives what sets pages by the templates that a paper was set by: what is built in, and the
/// office's own as the object keeps them; what lies in the office's folder today does not
/// count. Nothing for an object of before they were kept.
fn own_press(store: &Store, kept: &Kept, record: &Value, stock: &Stock) -> Result<Option<Press>, Findings> {
    let Some(listed) = record["mau_rieng"].as_array() else { return Ok(None) };
    let mut files = BTreeMap::new();
    for name in listed.iter().filter_map(|one| one["tep"].as_str()) {
        let bytes = store.read(kept, name)?;
        files.insert(name.strip_prefix(OWN).unwrap_or(name).to_owned(), bytes);
    }
    stock.press_of(Assets::handed(files)).map(Some)
}
