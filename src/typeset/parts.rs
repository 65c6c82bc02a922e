//! Comes in: laid-out pages. Goes out: what the parts of the look were given and left behind
//! (`<vt-phan>`, `templates/the-thuc/de-lai.typ`), in the order of the pages, as plain values.
//! Must not know: what the parts are.

use serde_json::Value;
use typst::introspection::MetadataElem;
use typst_layout::PagedDocument;

use super::spots::labelled;

/// Is the label of every mark.
const MARK: &str = "vt-phan";

/// Gives what was left; a value that no plain one stands for is left out.
pub(super) fn parts(document: &PagedDocument) -> Vec<Value> {
    let marks = labelled(document, MARK);
    let values = marks.iter().filter_map(|mark| Some(&mark.to_packed::<MetadataElem>()?.value));
    values.filter_map(|value| serde_json::to_value(value).ok()).collect()
}
