//! Comes in: a word for a kind of paper. Goes out: the series of numbers it stands for. Must
//! not know: the register.

use crate::diag::{Code, Diagnostic, Findings, nearest};
use crate::kind::{kind_names, kinds};
use crate::pipeline::Stock;
use crate::text::folded;

/// Names the series of all copies of papers (NĐ30 PL I Phần II).
pub(super) const COPIES: &str = "Bản sao";

/// Gives the series a kind's folder or name stands for: `thong-bao-ket-luan` and
/// `thong-bao-hoan` are both Thông báo.
pub(super) fn series(word: &str, stock: &Stock) -> Result<String, Findings> {
    let word = folded(word.trim());
    let known = kinds(&stock.assets);
    let read = known.iter().filter_map(|id| Some((id.as_str(), folded(&stock.kind(id).ok()?.name))));
    let mut read: Vec<(&str, String)> = read.collect();
    // An older book has kinds that no folder prints.
    read.extend(kind_names(&stock.assets)?.iter().map(|kind| ("", folded(&kind.name))));
    // Copies of papers have numbers, and no folder.
    read.push(("", folded(COPIES)));
    let found = read.iter().find(|(id, name)| *id == word || *name == word);
    found.map(|(_, name)| name.clone()).ok_or_else(|| {
        let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại `{word}`"));
        if let Some(near) = nearest(&word, read.iter().map(|(_, name)| name.as_str())) {
            finding = finding.hint(format!("có phải `{near}`?"));
        }
        finding.hint("xem các loại bằng `vanthu loai`").into()
    })
}
