//! Comes in: a list. Goes out: its bad rows as a file that Excel opens on a
//! Vietnamese machine, ready to be mended and read again. Must not know: where
//! the file goes.

use super::column::{Column, Role, role};
use super::{BadRow, GuestList};

/// Writes the bad rows: the list's own header, then `Nhóm` where the rows stand
/// under headings, `Dòng` and `Lý do`. UTF-8 with a byte order mark, semicolons
/// and CRLF, which is what Excel expects where the comma is the decimal sign.
#[must_use]
pub fn bad_rows_csv(list: &GuestList) -> Vec<u8> {
    let own_group = list.header.iter().any(|header| role(header) == Role::Field(Column::Group));
    let grouped = !own_group && list.bad.iter().any(|row| row.group.is_some());
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    let mut header: Vec<&str> = list.header.iter().map(String::as_str).collect();
    header.extend(grouped.then_some("Nhóm"));
    header.extend(["Dòng", "Lý do"]);
    // Writing to memory does not fail, and every record has the header's width.
    let _ = writer.write_record(&header);
    for BadRow { row, group, cells, reasons } in &list.bad {
        let number = row.to_string();
        let reasons = reasons.join("; ");
        let mut record: Vec<&str> = cells.iter().map(String::as_str).collect();
        record.extend(grouped.then(|| group.as_deref().unwrap_or_default()));
        record.extend([number.as_str(), reasons.as_str()]);
        let _ = writer.write_record(&record);
    }
    writer.into_inner().unwrap_or_default()
}
