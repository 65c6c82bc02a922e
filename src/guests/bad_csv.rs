//! Comes in: a list. Goes out: its bad rows as a file that Excel opens on a
//! Vietnamese machine, ready to be mended and read again. Must not know: where
//! the file goes.

use super::column::{Column, Role, role};
use super::{BadRow, GuestList};
use crate::table::mending;

/// Writes the bad rows: the list's own header, then `Nhóm` where the rows stand
/// under headings, `Dòng` and `Lý do`.
#[must_use]
pub fn bad_rows_csv(list: &GuestList) -> Vec<u8> {
    let own_group = list.header.iter().any(|header| role(header) == Role::Field(Column::Group));
    let grouped = !own_group && list.bad.iter().any(|row| row.group.is_some());
    let mut header: Vec<&str> = list.header.iter().map(String::as_str).collect();
    header.extend(grouped.then_some("Nhóm"));
    header.extend(["Dòng", "Lý do"]);
    let told: Vec<(String, String)> =
        list.bad.iter().map(|bad| (bad.row.to_string(), bad.reasons.join("; "))).collect();
    let rows = list.bad.iter().zip(&told).map(|(BadRow { group, cells, .. }, (number, reasons))| {
        let mut record: Vec<&str> = cells.iter().map(String::as_str).collect();
        record.extend(grouped.then(|| group.as_deref().unwrap_or_default()));
        record.extend([number.as_str(), reasons.as_str()]);
        record
    });
    mending(std::iter::once(header).chain(rows))
}
