//! Comes in: a guest list and how the paper goes out. Goes out: the copies to
//! be made, each with its guests and its number, and the ones chosen. Must not
//! know: files, Typst.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::diag::{Code, Diagnostic, nearest};
use crate::guests::{GuestList, fold};
use crate::model::Invited;
use crate::template::Copy;

/// Says which guests are wanted; nothing said means all.
#[derive(Debug, Clone, Default)]
pub struct Pick {
    /// Rows of the list, both ends included.
    pub rows: Vec<(usize, usize)>,
    /// The mended rows that an earlier run wrote as bad.
    pub mended: Option<PathBuf>,
    /// A guest's name.
    pub guest: Option<String>,
    /// Only guests no earlier run made a copy for.
    pub late: bool,
    /// Numbers that were struck out: no copy bears one of them.
    pub struck: BTreeSet<u32>,
}

impl Pick {
    /// Tells whether some of the list are left out.
    #[must_use]
    pub fn is_part(&self) -> bool {
        !self.rows.is_empty() || self.mended.is_some() || self.guest.is_some() || self.late
    }
}

/// Gives all copies of a paper, in the order of the list. A bad row keeps its
/// place and its number, so that nobody else's changes when it is mended.
pub(super) fn copies(
    list: &GuestList,
    invited: &Invited,
    together: Option<&str>,
    number: Option<u32>,
) -> Vec<Copy> {
    let mut copies: Vec<Copy> = match together.or(invited.together.as_deref()) {
        Some(field) => grouped(list, field),
        None => list
            .guests
            .iter()
            .map(|guest| {
                let before = list.bad.iter().filter(|bad| bad.row < guest.row).count();
                (before, vec![guest.clone()])
            })
            .enumerate()
            .map(|(index, (before, guests))| Copy { place: index + before + 1, number, step: 0, guests })
            .collect(),
    };
    for copy in &mut copies {
        copy.step = u32::try_from(copy.place - 1).unwrap_or_default();
        copy.number = if invited.numbered_each {
            number.map(|number| number.saturating_add(copy.step))
        } else {
            number
        };
    }
    copies
}

/// Gives what makes two values the same: capitals and spaces do not count, marks
/// do (`Xóm Lang` is not `Xóm Làng`).
fn same(value: &str) -> String {
    value.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Gathers the guests with the same value of a field; one without a value has
/// a copy of their own.
fn grouped(list: &GuestList, field: &str) -> Vec<Copy> {
    let mut copies: Vec<(Option<String>, Copy)> = Vec::new();
    for guest in &list.guests {
        let value = match field {
            "nhom" => &guest.group,
            "dia_chi" => &guest.address,
            _ => &guest.unit,
        };
        let key = value.as_deref().map(same).filter(|key| !key.is_empty());
        let place = copies.len() + 1;
        if let Some((_, copy)) = copies.iter_mut().find(|(known, _)| known.is_some() && *known == key) {
            copy.guests.push(guest.clone());
        } else {
            copies.push((key, Copy { place, number: None, step: 0, guests: vec![guest.clone()] }));
        }
    }
    copies.into_iter().map(|(_, copy)| copy).collect()
}

/// Tells which copies are chosen; `known` tells guests an earlier run made a
/// copy for.
pub(super) fn chosen(
    copies: &[Copy],
    pick: &Pick,
    list: &GuestList,
    known: &dyn Fn(&Copy) -> bool,
    findings: &mut Vec<Diagnostic>,
) -> Vec<bool> {
    if !pick.is_part() {
        return vec![true; copies.len()];
    }
    let in_rows = |row: usize| pick.rows.iter().any(|(first, last)| (*first..=*last).contains(&row));
    let named = named(copies, pick, findings);
    let wanted = |copy: &Copy| {
        copy.guests.iter().any(|guest| {
            in_rows(guest.row)
                || list.mended.contains(&guest.row)
                || named.as_ref().is_some_and(|name| *name == same(&guest.name))
        }) || (pick.late && !known(copy))
    };
    missing(copies, list, pick, findings);
    copies.iter().map(wanted).collect()
}

/// Finds rows and names that the list does not have.
fn missing(copies: &[Copy], list: &GuestList, pick: &Pick, findings: &mut Vec<Diagnostic>) {
    let guests = || copies.iter().flat_map(|copy| &copy.guests);
    for (first, last) in &pick.rows {
        if !guests().any(|guest| (*first..=*last).contains(&guest.row)) {
            let rows = if first == last { first.to_string() } else { format!("{first}-{last}") };
            let range = guests().map(|guest| guest.row);
            let (low, high) = (range.clone().min().unwrap_or(0), range.max().unwrap_or(0));
            let bad = list.bad.iter().find(|bad| (*first..=*last).contains(&bad.row));
            let (message, hint) = match bad {
                Some(bad) => (
                    format!("--dong {rows}: dòng {} đang lỗi, {}", bad.row, bad.reasons.join("; ")),
                    "sửa dòng ấy trước, trong danh sách hoặc trong tệp loi.csv".to_owned(),
                ),
                None => (
                    format!("--dong {rows}: không có khách nào ở dòng ấy"),
                    format!("danh sách có khách từ dòng {low} đến dòng {high}"),
                ),
            };
            findings.push(Diagnostic::new(Code::GUESTS_PICK, message).hint(hint));
        }
    }
}

/// Gives the name asked for as the list has it: the very name, else the only one
/// that differs by marks alone.
fn named(copies: &[Copy], pick: &Pick, findings: &mut Vec<Diagnostic>) -> Option<String> {
    let name = pick.guest.as_deref()?;
    let names: BTreeSet<&str> =
        copies.iter().flat_map(|copy| &copy.guests).map(|guest| guest.name.as_str()).collect();
    if let Some(exact) = names.iter().find(|known| same(known) == same(name)) {
        return Some(same(exact));
    }
    let alike: Vec<&str> = names.iter().copied().filter(|known| fold(known) == fold(name)).collect();
    if let [only] = alike.as_slice() {
        return Some(same(only));
    }
    let finding = Diagnostic::new(Code::GUESTS_PICK, format!("--khach: danh sách không có `{name}`"));
    let hint = if alike.is_empty() {
        nearest(name, names.iter().copied()).map(|near| format!("có phải `{near}`?"))
    } else {
        let alike: Vec<String> = alike.iter().map(|name| format!("`{name}`")).collect();
        Some(format!("viết đủ dấu: {}", alike.join(", ")))
    };
    findings.push(hint.into_iter().fold(finding, Diagnostic::hint));
    None
}
