//! Comes in: a guest list, what earlier runs know of it. Goes out: numbers given
//! once, the bad rows as a file to be mended, the mended ones kept. Must not
//! know: how a copy is made.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::{Settings, apart, write};
use super::Batch;
use super::ledger::{Entry, Ledger};
use super::maker::fingerprint;
use crate::diag::{Code, Diagnostic};
use crate::digest::digest;
use crate::guests::{GuestList, bad_rows_csv};
use crate::model::Invited;
use crate::template::Copy;

/// Keeps the file of rows that were mended apart beside the copies: later runs
/// take them in as well.
pub(super) fn keep_mended(list: &GuestList, settings: &Settings, batch: &mut Batch) {
    let Some(file) = settings.pick.mended.as_deref().filter(|_| !list.mended.is_empty()) else { return };
    let bytes = std::fs::read(file).unwrap_or_default();
    let earlier: Vec<_> = apart::all_kept(&batch.folder).collect();
    if earlier.last().and_then(|last| std::fs::read(last).ok()).is_some_and(|last| last == bytes) {
        return;
    }
    let kept = apart::kept(&batch.folder, u32::try_from(earlier.len() + 1).unwrap_or(u32::MAX));
    if let Err(finding) = write::whole(&kept, &bytes) {
        batch.findings.push(*finding);
    }
}

/// Numbers are given once: a part of a list whose order has changed must not
/// give a number that another guest's copy bears; a whole list may, but not
/// without a word.
pub(super) fn numbers(
    all: &[Copy],
    names: &[String],
    settings: &Settings,
    ledger: &Ledger,
    chosen: &mut [bool],
    batch: &mut Batch,
) {
    let numbered = || ledger.entries().filter(|(_, entry)| entry.number.is_some());
    let mut by_guest: BTreeMap<&str, Vec<Option<u32>>> = BTreeMap::new();
    for (_, entry) in numbered() {
        by_guest.entry(entry.guests.as_str()).or_default().push(entry.number);
    }
    let by_number: BTreeMap<Option<u32>, (&str, &Entry)> =
        numbered().map(|(name, entry)| (entry.number, (name, entry))).collect();
    let mut moved = Vec::new();
    for ((copy, name), chosen) in all.iter().zip(names).zip(chosen) {
        let who = fingerprint(copy);
        let number = copy.number.unwrap_or_default();
        let holder = by_number.get(&copy.number).filter(|(_, entry)| entry.guests != who);
        if !settings.pick.is_part() {
            // One person may stand in the list twice.
            if by_guest.get(who.as_str()).is_some_and(|before| !before.contains(&copy.number)) {
                moved.push(name.as_str());
            }
        } else if let Some((other, _)) = holder.filter(|_| *chosen) {
            *chosen = false;
            batch.missing.push(name.clone());
            let message = format!("số {number} của `{name}` đã có ở `{other}`");
            batch.findings.push(
                Diagnostic::new(Code::GUESTS_NUMBER, message)
                    .hint("thêm khách mới vào cuối danh sách để không ai đổi số, hoặc lập lại cả loạt"),
            );
        }
    }
    if let [first, ..] = moved.as_slice() {
        let message = format!("{} bản đổi số so với lần lập trước, ví dụ `{first}`", moved.len());
        batch.findings.push(
            Diagnostic::new(Code::GUESTS_RENUMBERED, message)
                .hint("giấy mời đã gửi thì giữ thứ tự danh sách cũ, khách mới thêm vào cuối"),
        );
    }
}

/// Lets the copies behind those that are `left` out move up, where each has a number: a
/// number that nobody gets is not given.
pub(super) fn closed_up(copies: Vec<Copy>, left: &[Copy], invited: &Invited) -> Vec<Copy> {
    let before = |copy: &Copy| left.iter().filter(|left| left.step < copy.step).count();
    let moved = |copy: Copy| {
        let by = u32::try_from(before(&copy)).unwrap_or_default();
        let number = if invited.numbered_each { copy.number.map(|number| number - by) } else { copy.number };
        Copy { number, ..copy }
    };
    copies.into_iter().map(moved).collect()
}

/// Leaves out the copies whose numbers were struck out, not without a word: the
/// guest still stands in the list, so that the others keep their numbers.
pub(super) fn struck(all: &[Copy], struck: &dyn Fn(&Copy) -> bool, chosen: &mut [bool], batch: &mut Batch) {
    let mut left = Vec::new();
    for (copy, chosen) in all.iter().zip(chosen).filter(|(copy, chosen)| **chosen && struck(copy)) {
        *chosen = false;
        let names: Vec<&str> = copy.guests.iter().map(|guest| guest.name.as_str()).collect();
        left.push(format!("{:02} ({})", copy.number.unwrap_or_default(), names.join(", ")));
    }
    if !left.is_empty() {
        let message = format!("số đã huỷ nên không lập bản: {}", left.join("; "));
        batch.findings.push(
            Diagnostic::new(Code::GUESTS_STRUCK, message)
                .hint("cứ để nguyên dòng ấy trong danh sách để không ai đổi số"),
        );
    }
}

/// Is the file of the bad rows.
pub(super) const BAD: &str = "loi.csv";

/// Writes the bad rows beside the copies, to be mended; takes the file of an
/// earlier run away when none is left. What someone has mended in it is put
/// away, never lost; the file that was handed in is not touched.
pub(super) fn keep_bad(list: &GuestList, settings: &Settings, ledger: &mut Ledger, batch: &mut Batch) {
    let folder = batch.folder.clone();
    let path = folder.join(BAD);
    let whole = |path: &Path| path.canonicalize().ok();
    let handed_in = settings.pick.mended.as_deref().and_then(whole);
    if handed_in.is_some() && handed_in == whole(&path) {
        batch.bad = (!list.bad.is_empty()).then_some((path, list.bad.len()));
        return;
    }
    let bytes = bad_rows_csv(list);
    let same = std::fs::read(&path).is_ok_and(|old| old == bytes);
    if !same && path.is_file() {
        match ledger.clear(&folder, BAD) {
            Ok(old) => batch.put_away.extend(old),
            Err(finding) => return batch.findings.push(*finding),
        }
    }
    // A list that stands in the paper itself has no columns: it is mended there.
    if list.bad.is_empty() || list.header.is_empty() {
        return;
    }
    match write::whole(&path, &bytes) {
        Ok(()) => {
            let (size, bytes) = (bytes.len(), digest([bytes.as_slice()]));
            ledger.enter(BAD.to_owned(), Entry { bytes, size, ..Entry::default() });
            batch.bad = Some((path, list.bad.len()));
        }
        Err(finding) => batch.findings.push(*finding),
    }
}
