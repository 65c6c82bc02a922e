//! Comes in: a guest list, and rows of it that were bad and have been mended
//! apart: in a file that this run is given, or in one of an earlier run. Goes
//! out: the list with them in their places. Must not know: copies, Typst.

use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic, Findings};
use crate::guests::{self, Guest, GuestList, Wish};

/// Names the file in which rows that were mended apart are kept beside the
/// copies, as long as the list itself is not mended.
pub(super) fn kept(copies: &Path, number: u32) -> PathBuf {
    copies.join(format!("da-sua-{number}.csv"))
}

/// Names the kept files that are there.
pub(super) fn all_kept(copies: &Path) -> impl Iterator<Item = PathBuf> {
    (1..u32::MAX).map(|number| kept(copies, number)).take_while(|file| file.is_file())
}

/// Takes mended rows into the list in the place of the bad ones: those of
/// `mended`, then those of earlier runs. A row mended twice is as it was mended last.
pub(super) fn take_in(list: &mut GuestList, copies: &[PathBuf], mended: Option<&Path>) {
    if let Some(file) = mended {
        match take(list, file) {
            Ok((rows, strangers)) => {
                list.mended = rows;
                list.findings.extend(strangers);
            }
            // The list itself is as good as before.
            Err(findings) => list.findings.extend(
                findings.into_iter().map(|finding| Diagnostic { code: Code::GUESTS_PICK, ..finding }),
            ),
        }
    }
    for folder in copies {
        let earlier: Vec<PathBuf> = all_kept(folder).collect();
        for file in earlier.iter().rev() {
            // The list may have been mended since: then they are nobody's any more.
            let _ = take(list, file);
        }
    }
    list.guests.sort_by_key(|guest| guest.row);
}

/// Takes the rows of one file in; gives them, and what there is to say of rows
/// that are not those of the list. A mended row must still be the one that was
/// written out: the cells nothing was wrong with are the same.
fn take(list: &mut GuestList, file: &Path) -> Result<(Vec<usize>, Vec<Diagnostic>), Findings> {
    let mended = guests::read(file, &Wish::default())?;
    if !mended.numbered {
        let message = format!("{}: không có cột Dòng nên không phải tệp loi.csv", mended.file);
        let hint =
            "sửa loi.csv thì giữ nguyên cột Dòng và Lý do; muốn đổi cả danh sách thì sửa chính danh sách";
        return Err(Diagnostic::new(Code::GUESTS_PICK, message).hint(hint).into());
    }
    let mut rows = Vec::new();
    let mut findings: Vec<Diagnostic> = mended.told().cloned().collect();
    for guest in mended.guests {
        let at = list.bad.iter().position(|bad| bad.row == guest.row);
        let Some(at) = at.filter(|at| guests::is_mended(&list.header, &list.bad[*at], &guest)) else {
            let message = format!("{}: dòng {} không phải dòng lỗi ấy của danh sách", mended.file, guest.row);
            let hint = "danh sách đã khác lúc ghi ra các dòng lỗi; lập lại để có tệp dòng lỗi mới";
            findings.push(Diagnostic::new(Code::GUESTS_PICK, message).hint(hint));
            continue;
        };
        let bad = list.bad.remove(at);
        rows.push(guest.row);
        let group = guest.group.clone().or(bad.group);
        list.guests.push(Guest { group, ..guest });
    }
    Ok((rows, findings))
}
