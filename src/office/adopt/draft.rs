//! Comes in: the fields of a draft. Goes out: the file of it; whose paper a file says that it was. Must
//! not know: where the fields come from.

use std::io::Read as _;
use std::path::Path;

use super::Case;
use super::compare::stranger;
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

/// Is what stands before the name of an organ that is none of the office's.
const ORGAN: &str = "# Cơ quan trong tệp: ";
/// Is how much (bytes) of a paper is read for that line.
const HEAD: u64 = 4096;

/// Gives the organ whose paper a draft was made of, where that is none of the office's: nobody issues the
/// paper of another organ by mistake.
pub(in crate::office) fn organ_of(paper: &Path) -> Option<String> {
    let mut head = Vec::new();
    std::fs::File::open(paper).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head).into_owned();
    head.lines().find_map(|line| line.strip_prefix(ORGAN)).map(|organ| organ.trim().to_owned())
}

/// Writes number and day as comments.
fn open(case: &Case<'_>) -> String {
    use std::fmt::Write as _;

    let mut text = String::new();
    if let Some(organ) = stranger(case) {
        let organ: String =
            organ.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        let _ = writeln!(text, "{ORGAN}{organ}");
    }
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
