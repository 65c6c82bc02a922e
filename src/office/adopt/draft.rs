//! Comes in: the fields of a draft. Goes out: the file of it. Must not know: where the fields come
//! from.

use super::Case;
use super::earlier::stamp;
use super::fields::Fields;
use crate::diag::Findings;
use crate::kind::Kind;
use crate::yaml::edit::{FieldPath, Order, Sheet, Verb};

/// Writes a draft. Number and day come as comments: in a draft they would be adopted as the register's.
pub(super) fn draft(case: &Case<'_>, kind: &Kind, fields: &Fields) -> Result<Sheet, Findings> {
    let name: String = case.asked.name.chars().filter(|letter| !letter.is_control()).collect();
    let stamp = stamp(case.asked.bytes);
    let head =
        format!("# Nhận từ tệp Word {name} ({stamp}): xem lại từng ô, rồi kiểm tra.\nloai: {}\n", kind.id);
    let mut sheet = Sheet::read(&format!("{}.yaml", kind.id), head.as_bytes())?;
    for (name, content) in &fields.all {
        let path = FieldPath::default().key(name);
        sheet = sheet
            .edit(&path, &Verb::Set(content.clone()), Order::default())
            .map_err(|finding| *finding)?
            .sheet;
    }
    // A comment at the end of a file would stand below whatever is added to it.
    let rest = sheet.text().strip_prefix(head.as_str()).unwrap_or_default();
    Ok(sheet.with(&format!("{head}{}{rest}", open(case)))?)
}

/// Writes number and day as comments.
fn open(case: &Case<'_>) -> String {
    use std::fmt::Write as _;

    let mut text = String::new();
    if let Some(number) = case.paper.mark.as_ref().and_then(|(mark, _)| mark.number) {
        let _ = writeln!(text, "# so: {number} — trong tệp Word");
    }
    if let Some((day, _)) = &case.paper.day {
        let date = day.date().map(|date| date.to_string());
        let month = || Some(format!("{}/{}", day.month?, day.year?));
        if let Some(date) = date.or_else(month) {
            let _ = writeln!(text, "# ngay: {date} — trong tệp Word");
        }
    }
    text
}
