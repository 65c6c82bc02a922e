//! Comes in: the bad rows of an older register. Goes out: a file that Excel
//! opens, ready to be mended and imported. Must not know: where the file goes.

use super::column::{Column, Role, role};
use super::{Bad, Ledger};
use crate::table::mending;

/// Writes the bad rows under the headers of their sheets, then the kind where
/// only a heading or the sheet's name told it, `Tệp gốc`, `Trang`, `Dòng` and
/// `Lý do`: the row keeps its place in the old book.
#[must_use]
pub fn bad_rows_csv(ledger: &Ledger) -> Vec<u8> {
    // Sheets name one column in many ways: what means the same stands together.
    let mut heads: Vec<&str> = Vec::new();
    for (head, _) in ledger.bad.iter().flat_map(|bad| &bad.record.cells) {
        if !heads.iter().any(|known| same(known, head)) {
            heads.push(head);
        }
    }
    let own = heads.iter().any(|head| role(head) == Role::Field(Column::Kind));
    let kinds = !own && ledger.bad.iter().any(|bad| bad.record.kind.is_some());
    let mut first = heads.clone();
    first.extend(kinds.then_some("Loại văn bản"));
    first.extend(["Tệp gốc", "Trang", "Dòng", "Lý do"]);
    let told: Vec<(String, String)> =
        ledger.bad.iter().map(|bad| (bad.record.row.to_string(), bad.reasons.join("; "))).collect();
    let rows = ledger.bad.iter().zip(&told).map(|(Bad { record, .. }, (row, reasons))| {
        let text = |head: &&str| {
            let found = record.cells.iter().find(|(name, text)| same(name, head) && !text.is_empty());
            found.map_or("", |(_, text)| text.as_str())
        };
        let mut cells: Vec<&str> = heads.iter().map(text).collect();
        cells.extend(kinds.then(|| record.kind.as_deref().unwrap_or_default()));
        let sheet = record.sheet.as_deref().unwrap_or_default();
        cells.extend([record.file.as_str(), sheet, row.as_str(), reasons.as_str()]);
        cells
    });
    mending(std::iter::once(first).chain(rows))
}

/// Tells headers that are one column.
fn same(one: &str, other: &str) -> bool {
    one == other || (role(one) != Role::Other && role(one) != Role::Passed && role(one) == role(other))
}
