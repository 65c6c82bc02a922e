//! Comes in: the bad rows of an older register. Goes out: a file that Excel
//! opens, ready to be mended and imported. Must not know: where the file goes.

use super::column::{Column, Role, role};
use super::{Bad, Ledger};
use crate::table::mending;

/// Are the columns that tell where a row stood and why it is bad; they come last.
const OWN: [&str; 4] = ["Tệp gốc", "Trang", "Dòng", "Lý do"];

/// Gives the bad rows under the headers of their sheets, then the kind where only a heading or
/// the sheet's name told it, `Tệp gốc`, `Trang`, `Dòng` and `Lý do`: the row keeps its place in the
/// old book. The headers come first; nothing where no row is bad.
#[must_use]
pub fn bad_rows(ledger: &Ledger) -> Vec<Vec<String>> {
    if ledger.bad.is_empty() {
        return Vec::new();
    }
    // Sheets name one column in many ways: what means the same stands together.
    let mut heads: Vec<&str> = Vec::new();
    for (head, _) in ledger.bad.iter().flat_map(|bad| &bad.record.cells) {
        if !heads.iter().any(|known| same(known, head)) {
            heads.push(head);
        }
    }
    let own = heads.iter().any(|head| role(head) == Role::Field(Column::Kind));
    let kinds = !own && ledger.bad.iter().any(|bad| bad.record.kind.is_some());
    let mut first: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    first.extend(kinds.then(|| "Loại văn bản".to_owned()));
    first.extend(OWN.map(str::to_owned));
    let rows = ledger.bad.iter().map(|Bad { record, reasons }| {
        let text = |head: &&str| {
            let found = record.cells.iter().find(|(name, text)| same(name, head) && !text.is_empty());
            found.map_or(String::new(), |(_, text)| text.clone())
        };
        let mut cells: Vec<String> = heads.iter().map(text).collect();
        cells.extend(kinds.then(|| record.kind.clone().unwrap_or_default()));
        let sheet = record.sheet.clone().unwrap_or_default();
        cells.extend([record.file.clone(), sheet, record.row.to_string(), reasons.join("; ")]);
        cells
    });
    std::iter::once(first).chain(rows).collect()
}

/// Writes rows as [`bad_rows`] gives them.
#[must_use]
pub fn bad_rows_csv(rows: &[Vec<String>]) -> Vec<u8> {
    mending(rows.iter().map(|row| row.iter().map(String::as_str).collect()))
}

/// Puts what somebody mended into rows as [`bad_rows`] gives them: where a row stood is not theirs to
/// say. A row of which nothing is left is left out.
#[must_use]
pub fn mended(rows: &[Vec<String>], cells: &[Vec<String>]) -> Vec<Vec<String>> {
    let Some((head, rows)) = rows.split_first() else { return Vec::new() };
    let count = head.len().saturating_sub(OWN.len());
    let one = |(row, cells): (&Vec<String>, &Vec<String>)| {
        let own = (0..count).map(|at| cells.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default());
        let own: Vec<String> = own.collect();
        let said = own.iter().any(|cell| !cell.is_empty());
        said.then(|| own.into_iter().chain(row[count..].iter().cloned()).collect::<Vec<_>>())
    };
    std::iter::once(head.clone()).chain(rows.iter().zip(cells).filter_map(one)).collect()
}

/// Tells headers that are one column.
fn same(one: &str, other: &str) -> bool {
    one == other || (role(one) != Role::Other && role(one) != Role::Passed && role(one) == role(other))
}
