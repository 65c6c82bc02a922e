//! Comes in: what of a list is printed otherwise than it was typed. Goes out: one finding that
//! tells all of it. Must not know: why it is.

use super::GuestList;
use super::guest::Change;
use crate::diag::Code;
use crate::table::{Place, row_list};

/// Is how many changes are shown.
const SHOWN: usize = 6;

/// Says what is printed otherwise; the same change in many rows is told of once.
pub(super) fn about(place: &Place, list: &mut GuestList) {
    let mut kinds: Vec<(&Change, Vec<usize>)> = Vec::new();
    for change in &list.changed {
        let same = |known: &&mut (&Change, Vec<usize>)| {
            known.0.typed == change.typed && known.0.printed == change.printed
        };
        let count = kinds.len();
        match kinds.iter_mut().find(same) {
            Some((_, rows)) => rows.push(change.row),
            None if count > 200 => {}
            None => kinds.push((change, vec![change.row])),
        }
    }
    if kinds.is_empty() {
        return;
    }
    let word = if place.in_paper { "khách thứ" } else { "dòng" };
    let one = |(Change { typed, printed, .. }, rows): &(&Change, Vec<usize>)| {
        let rows = row_list(rows);
        if printed.is_empty() {
            format!("bỏ `{typed}` ({word} {rows})")
        } else {
            format!("`{typed}` in là `{printed}` ({word} {rows})")
        }
    };
    let mut told: Vec<String> = kinds.iter().take(SHOWN).map(one).collect();
    if kinds.len() > SHOWN {
        told.push(format!("và {} chỗ khác", kinds.len() - SHOWN));
    }
    let finding = place.about(Code::GUESTS_CHANGED, &told.join("; "));
    list.findings.push(finding.hint("không phải làm gì; sai ý thì gõ lại ô ấy trong danh sách"));
}
