//! Comes in: a paper that goes out to guests. Goes out: its guest list, without
//! the guests whose letters no font has. Must not know: how lists are read,
//! how copies are made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::batch::{NAMES, lies_at};
use super::judge::uncovered;
use super::within::within;
use super::{Ready, Stock, apart};
use crate::diag::{Code, Diagnostic, Findings, Text, nearest};
use crate::guests::{self, Column, GuestList, Wish};
use crate::kind::{GuestUse, kinds};
use crate::model::{GuestSource, Invited};
use crate::typeset::Fonts;

/// Reads the list of a paper in the folder of a workspace; rows that were `mended` apart, now or
/// in an earlier run for these `copies`, are in their places.
pub(super) fn list(
    Ready { document, info, .. }: &Ready,
    invited: &Invited,
    places: (&Path, &Path),
    copies: &[PathBuf],
    mended: Option<&Path>,
    fonts: &Fonts,
) -> Result<GuestList, Findings> {
    let mut list = match &invited.list {
        GuestSource::Written(written) => guests::written(&document.span.source, written),
        GuestSource::File { path, sheet, columns } => {
            let wish = Wish {
                sheet: sheet.as_ref().map(|sheet| sheet.as_str().to_owned()),
                columns: columns
                    .iter()
                    .filter_map(|(field, header)| Some((Column::of_key(field)?, header.as_str().to_owned())))
                    .collect(),
            };
            let at = |finding: Diagnostic| {
                if finding.span.is_none() { finding.at(path.span()) } else { finding }
            };
            let file = within(places, &document.office, path)?;
            guests::read(&file, &wish).map_err(|findings| findings.into_iter().map(at).collect::<Vec<_>>())?
        }
    };
    let copies: Vec<PathBuf> = copies.iter().map(|copies| lies_at(copies)).collect();
    apart::take_in(&mut list, &copies, mended);
    guests::refuse(&mut list, |text| {
        let letter = uncovered(text, &info.fonts, fonts)?;
        Some(format!("phông chữ không có chữ `{letter}` (U+{:04X})", u32::from(letter)))
    });
    let GuestList { guests, mended, mended_before, .. } = &mut list;
    for rows in [mended, mended_before] {
        rows.retain(|row| guests.iter().any(|guest| guest.row == *row));
    }
    let signer = document.signer.as_ref().map(|signer| signer.name.as_str());
    let own = signer.map(|signer| guests::signing(&list, signer)).unwrap_or_default();
    list.findings.extend(own);
    if invited.honorific.is_none() && invited.list_of == document.id {
        let place = match &invited.list {
            GuestSource::File { path, .. } => path.span(),
            GuestSource::Written(written) => {
                written.first().map_or_else(|| document.span.clone(), |(_, name)| name.span())
            }
        };
        list.findings.extend(guests::unaddressed(&list).map(|finding| finding.at(place)));
    }
    Ok(list)
}

/// Gives the file of a paper's list, if it names one inside the folders it may lie in.
pub(super) fn list_file(ready: &Ready, places: (&Path, &Path)) -> Option<PathBuf> {
    match &ready.document.invited.as_ref()?.list {
        GuestSource::File { path, .. } => within(places, &ready.document.office, path).ok(),
        GuestSource::Written(_) => None,
    }
}

/// Finds what is wrong with how a paper goes out: sheets there are none of,
/// names in braces that mean nothing.
pub(super) fn ways(invited: &Invited, stock: &Stock) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut seen = BTreeSet::new();
    for id in &invited.sheets {
        let is_sheet = |id: &str| stock.kind(id).is_ok_and(|kind| kind.guests == Some(GuestUse::All));
        if !is_sheet(id.as_str()) {
            let all = kinds(&stock.assets).into_iter().filter(|id| is_sheet(id)).collect::<Vec<_>>();
            let message = format!("không có tờ in `{}`", id.as_str());
            let mut finding = Diagnostic::new(Code::KIND_UNKNOWN, message).at(id.span());
            if let Some(near) = nearest(id.as_str(), all.iter().map(String::as_str)) {
                finding = finding.label(format!("có phải `{near}`?"));
            }
            findings.push(finding.hint(format!("các tờ in từ danh sách: {}", all.join(", "))));
        } else if !seen.insert(id.as_str()) {
            let message = format!("tờ in `{}` ghi hai lần", id.as_str());
            findings.push(Diagnostic::new(Code::FIELD_UNUSED, message).at(id.span()).hint("xoá một lần"));
        }
    }
    if let Some(pattern) = &invited.file_name {
        findings.extend(braces(pattern));
    }
    findings
}

/// Finds the names in the braces of a file name's pattern that mean nothing.
fn braces(pattern: &Text) -> Option<Diagnostic> {
    let text = pattern.as_str();
    let parts: Vec<&str> = text.split('{').skip(1).collect();
    let named = |part: &&str| part.split_once('}').is_some_and(|(name, _)| NAMES.contains(&name));
    let wrong = parts.iter().find(|part| !named(part))?;
    let name = wrong.split('}').next().unwrap_or_default();
    let known: Vec<String> = NAMES.iter().map(|name| format!("{{{name}}}")).collect();
    let finding = Diagnostic::new(Code::FIELD_CHOICE, format!("tên tệp không có chỗ `{{{name}}}`"))
        .at(pattern.span())
        .hint(format!("các chỗ: {}", known.join(", ")));
    Some(match nearest(name, NAMES) {
        Some(near) => finding.hint(format!("có phải `{{{near}}}`?")),
        None => finding,
    })
}
