//! Comes in: a guest list, and rows of it that were bad and have been mended
//! apart: in a file that this run is given, or in one of an earlier run. Goes
//! out: the list with them in their places. Must not know: copies, Typst.

use std::path::{Path, PathBuf};

use super::write;
use crate::diag::{Code, Diagnostic, Findings, os_words};
use crate::guests::{self, BadRow, Guest, GuestList, Wish, bad_rows_csv};

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
            let (rows, found) = take(list, file).unwrap_or_default();
            if let [row] = rows.as_slice() {
                // What is odd about a guest is told wherever it was typed.
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let of_row = |one: &Diagnostic| one.message.contains(&format!("{name}, dòng 2,"));
                let found = found.into_iter().filter(of_row).collect();
                let told = of_list(found, &list.file, Path::new(&name), &[(*row, Vec::new())]);
                list.findings.extend(told.into_iter().map(|one| Diagnostic { row: Some(*row), ..one }));
            }
            list.mended_before.extend(rows);
        }
    }
    list.guests.sort_by_key(|guest| guest.row);
}

/// Keeps rows that were mended apart beside the copies, for all runs to come: each row with all
/// its cells. Gives the file.
///
/// # Errors
/// Gives findings if a row is none of the bad ones, or is still wrong; then nothing is kept.
pub(super) fn keep(
    list: &GuestList,
    copies: &Path,
    rows: &[(usize, Vec<String>)],
) -> Result<PathBuf, Findings> {
    let bad = rows.iter().map(|(row, cells)| {
        // What was mended may have been mended wrongly.
        let bad = list.bad.iter().chain(&list.mended_from).find(|bad| bad.row == *row)?;
        Some(BadRow { cells: cells.clone(), ..bad.clone() })
    });
    let Some(bad) = bad.collect::<Option<Vec<BadRow>>>().filter(|bad| !bad.is_empty()) else {
        let message = "dòng ấy không còn là dòng lỗi của danh sách: danh sách vừa đổi";
        return Err(Diagnostic::new(Code::GUESTS_PICK, message).hint("xem lại danh sách").into());
    };
    let bytes = bad_rows_csv(&GuestList { bad, ..list.clone() });
    // Findings speak of the list itself, by its name.
    let name = Path::new(&list.file).with_extension("csv");
    let trial = tempfile::tempdir().and_then(|folder| {
        let file = folder.path().join(&name);
        std::fs::write(&file, &bytes).map(|()| (folder, file))
    });
    let (_folder, trial) = trial.map_err(|error| {
        let message = format!("không ghi được tệp tạm: {}", os_words(&error));
        Diagnostic::new(Code::OUTPUT_WRITE, message)
    })?;
    let mut before = list.clone();
    let again = before.mended_from.iter().filter(|bad| rows.iter().any(|(row, _)| bad.row == *row));
    before.bad.extend(again.cloned().collect::<Vec<_>>());
    let (taken, found) = match take(&mut before, &trial) {
        Ok(taken) => taken,
        Err(findings) => return Err(of_list(findings.to_vec(), &list.file, &name, rows).into()),
    };
    if rows.iter().any(|(row, _)| !taken.contains(row)) {
        return Err(of_list(found, &list.file, &name, rows).into());
    }
    let number = u32::try_from(all_kept(copies).count() + 1).unwrap_or(u32::MAX);
    let file = kept(copies, number);
    write::whole(&file, &bytes)?;
    Ok(file)
}

/// Lets findings about rows that were written out for a trial speak of the list they are of.
fn of_list(
    found: Vec<Diagnostic>,
    list: &str,
    trial: &Path,
    rows: &[(usize, Vec<String>)],
) -> Vec<Diagnostic> {
    let told = |mut finding: Diagnostic| {
        // Behind its row of titles; from the last on, so that no place is taken for another.
        for (at, (row, _)) in rows.iter().enumerate().rev() {
            let own = format!("{}, dòng {},", trial.display(), at + 2);
            finding.message = finding.message.replace(&own, &format!("{list}, dòng {row},"));
        }
        finding
    };
    found.into_iter().map(told).collect()
}

/// Takes the rows of one file in; gives them, and what there is to say of rows
/// that are not those of the list. A mended row must still be the one that was
/// written out: the cells nothing was wrong with are the same.
fn take(list: &mut GuestList, file: &Path) -> Result<(Vec<usize>, Vec<Diagnostic>), Findings> {
    let named = Wish { columns: list.said.clone(), ..Wish::default() };
    // It may have been written before the columns were named.
    let mended = guests::read(file, &named).or_else(|_| guests::read(file, &Wish::default()))?;
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
        let group = guest.group.clone().or_else(|| bad.group.clone());
        list.mended_from.push(bad);
        list.guests.push(Guest { group, ..guest });
    }
    Ok((rows, findings))
}
