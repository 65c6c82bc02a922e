//! Comes in: a run for a part of the list. Goes out: whether the copies it leaves
//! alone are still what they would be now. Must not know: how a copy is made.

use std::collections::{BTreeMap, BTreeSet};

use super::bound::PART;
use super::ledger::Ledger;
use super::maker::{Maker, fingerprint};
use crate::diag::{Code, Diagnostic};
use crate::template::Copy;

/// Finds copies of earlier runs that lie there and would be others now, or
/// nobody's: whatever changed, the page, the look, the list.
pub(super) fn stale(maker: &Maker, all: &[Copy], names: &[String], chosen: &[bool]) -> Option<Diagnostic> {
    let chosen = names.iter().zip(chosen).filter(|(_, chosen)| **chosen);
    let made_now: BTreeSet<&str> = chosen.map(|(name, _)| name.as_str()).collect();
    let of: BTreeMap<String, &Copy> = all.iter().map(|copy| (fingerprint(copy), copy)).collect();
    let copies = maker.ledger.entries().filter(|(_, entry)| !entry.guests.is_empty());
    // What a killed run has made since is not known, so nothing is said of it.
    let is_there = |name: &str| maker.ledger.beyond(&maker.folder, name).is_some();
    let left = copies.filter(|(name, _)| !made_now.contains(name) && is_there(name));
    let stale = left.filter(|(_, entry)| {
        let copy = of.get(&entry.guests);
        let source = copy.and_then(|copy| maker.setter.source(Some(copy)).ok());
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
            .hint("lập lại cả loạt (bỏ --dong, --khach, --bo-sung) trước khi in hay gửi các bản ấy"),
    )
}

/// Finds that files which print the whole list are older than copies made now.
pub(super) fn old_prints(ledger: &Ledger, made: usize) -> Option<Diagnostic> {
    let whole = |name: &&str| name.starts_with("../") && !name.contains(PART);
    let prints: Vec<&str> = ledger.entries().map(|(name, _)| name).filter(whole).collect();
    let first = prints.first().filter(|_| made > 0)?.trim_start_matches("../");
    let message = format!(
        "{} tệp in cả loạt, ví dụ `{first}`, là của lần lập trước, chưa có {made} bản vừa lập",
        prints.len()
    );
    Some(Diagnostic::new(Code::GUESTS_STALE, message).hint("lập lại cả loạt trước khi in các tệp ấy"))
}
