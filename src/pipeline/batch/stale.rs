//! Comes in: a run for a part of the list. Goes out: whether the copies it leaves
//! alone are still what they would be now. Must not know: how a copy is made.

use std::collections::BTreeMap;

use super::maker::{Maker, fingerprint};
use crate::diag::{Code, Diagnostic};
use crate::template::Copy;

/// Finds copies of earlier runs that lie there and would be others now, or
/// nobody's: whatever changed, the page, the look, the list.
pub(super) fn stale(maker: &Maker, all: &[Copy], names: &[String], chosen: &[bool]) -> Option<Diagnostic> {
    let made_now = |name: &str| names.iter().zip(chosen).any(|(known, chosen)| *chosen && known == name);
    let of: BTreeMap<String, &Copy> = all.iter().map(|copy| (fingerprint(copy), copy)).collect();
    let copies = maker.ledger.entries().filter(|(_, entry)| !entry.guests.is_empty());
    let left = copies.filter(|(name, _)| !made_now(name) && maker.folder.join(name).is_file());
    let stale = left.filter(|(_, entry)| {
        let copy = of.get(&entry.guests);
        let source = copy.and_then(|copy| maker.renderer.copy(copy).ok());
        source.is_none_or(|source| maker.made_of([source.as_str()]) != entry.made_of)
    });
    let stale: Vec<&str> = stale.map(|(name, _)| name).collect();
    let first = stale.first()?;
    let message = format!(
        "{} bản lập lần trước và không được chọn lần này nay đã khác hoặc không còn ai nhận, ví dụ `{first}`",
        stale.len()
    );
    Some(
        Diagnostic::new(Code::GUESTS_STALE, message)
            .hint("lập lại cả loạt (bỏ --rows, --guest, --late) trước khi in hay gửi các bản ấy"),
    )
}
