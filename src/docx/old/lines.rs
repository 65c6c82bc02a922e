//! Comes in: how a paragraph is set, as Word 97 packs it. Goes out: the same as today's Word writes it;
//! how deep in tables it stands. Must not know: its letters.

use std::fmt::Write as _;

use super::bytes::{u16_at, u32_at};
use super::sprm::{byte, last};

/// Writes `w:pPr` without its style; `lists` is how many lists there are.
pub(super) fn properties(list: &[u8], lists: usize) -> String {
    let mut out = String::new();
    let row = last(list, 0x460b).and_then(|value| u16_at(value, 0));
    if row.is_some() || byte(list, 0x260a).is_some() {
        let level = byte(list, 0x260a).unwrap_or(0).min(8);
        let named = row.map(|row| {
            // Numbers that stand beside no list, and those taken off, are none.
            let row = if usize::from(row) <= lists { row } else { 0 };
            format!("<w:numId w:val=\"{row}\"/>")
        });
        let named = named.unwrap_or_default();
        let _ = write!(out, "<w:numPr><w:ilvl w:val=\"{level}\"/>{named}</w:numPr>");
    }
    let set = byte(list, 0x2461).or_else(|| byte(list, 0x2403));
    let names = ["left", "center", "right", "both", "both", "both"];
    if let Some(name) = set.and_then(|set| names.get(usize::from(set))) {
        let _ = write!(out, "<w:jc w:val=\"{name}\"/>");
    }
    out
}

/// Tells how deep in tables a paragraph stands.
pub(super) fn depth(list: &[u8]) -> usize {
    let said =
        last(list, 0x6649).and_then(|value| u32_at(value, 0)).and_then(|depth| usize::try_from(depth).ok());
    let inside = usize::from(byte(list, 0x2416) == Some(1));
    said.unwrap_or(0).max(inside)
}

/// Tells a mark that ends a row, in a table or in one within.
pub(super) fn ends_row(list: &[u8]) -> bool {
    byte(list, 0x2417) == Some(1) || byte(list, 0x244c) == Some(1)
}

/// Tells a mark that ends a cell of a table within another.
pub(super) fn ends_inner_cell(list: &[u8]) -> bool {
    byte(list, 0x244b) == Some(1)
}
