//! Comes in: a list and what of its file a person who opens it does not see. Goes
//! out: findings: hidden rows and columns that were read, hidden sheets that were
//! not; names that are struck through. Must not know: formats.

use super::column::{Column, Role};
use super::header::Header;
use super::{GuestList, Unread};
use crate::diag::{Code, Diagnostic};
use crate::table::{Grid, Place, row_list};

/// Says which hidden rows and columns were read; notes the rows in the list.
pub(super) fn about(place: &Place, grid: &Grid, header: &Header, list: &mut GuestList) {
    let unseen = &grid.unseen;
    let filled = |number: &&usize| grid.rows.binary_search_by_key(*number, |row| row.number).is_ok();
    list.hidden = unseen.rows.iter().filter(filled).copied().collect();
    let read = list.guests.iter().map(|guest| guest.row).chain(list.bad.iter().map(|bad| bad.row));
    let read: Vec<usize> = read.filter(|row| unseen.rows.contains(row)).collect();
    if !read.is_empty() {
        let mut rows = read;
        rows.sort_unstable();
        let what = format!(
            "{} khách ở dòng đang ẩn (ẩn tay hoặc do lọc), vẫn đọc: dòng {}",
            rows.len(),
            row_list(&rows)
        );
        list.findings.push(
            place
                .about(Code::GUESTS_UNSEEN, &what)
                .hint("mở bảng tính, bỏ lọc và bỏ ẩn (Unhide) để xem lại; ai không mời thì xoá hẳn dòng ấy"),
        );
    }
    let hidden = header
        .heads
        .iter()
        .filter(|head| unseen.columns.contains(&head.column) && matches!(head.role, Role::Field(_)));
    let names: Vec<String> = hidden.map(|head| format!("`{}`", head.shown)).collect();
    if !names.is_empty() {
        let what = format!("cột đang ẩn, vẫn đọc: {}", names.join(", "));
        list.findings.push(
            place
                .about(Code::GUESTS_UNSEEN, &what)
                .hint("mở bảng tính, bỏ ẩn (Unhide) các cột ấy để xem lại; cột không dùng thì xoá hẳn"),
        );
    }
}

/// Says which guests have their name struck through: perhaps they are no longer invited.
pub(super) fn struck(place: &Place, grid: &Grid, header: &Header, list: &mut GuestList) {
    let name = [Column::Name, Column::FamilyName].into_iter().filter_map(|name| header.head(name));
    let columns: Vec<usize> = name.map(|head| head.column).collect();
    let is_struck = |row: &usize| columns.iter().any(|column| grid.struck.contains(&(*row, *column)));
    let rows: Vec<usize> = list.guests.iter().map(|guest| guest.row).filter(is_struck).collect();
    if !rows.is_empty() {
        let what = format!("{} khách có họ tên bị gạch ngang, vẫn đọc: dòng {}", rows.len(), row_list(&rows));
        list.findings.push(
            place
                .about(Code::GUESTS_ABSENT, &what)
                .hint("ai không mời thì xoá hẳn dòng ấy; vẫn mời thì bỏ gạch ngang"),
        );
    }
}

/// Says that a sheet with a list was left out.
pub(super) fn left_out(file: &str, unread: &Unread, people: usize) -> Diagnostic {
    let why = if unread.hidden { "đang ẩn" } else { "không có hàng tiêu đề" };
    let what = format!(
        "{file}: trang `{}` {why} nên không đọc, mà trong đó có {people} dòng giống khách",
        unread.sheet
    );
    let hint = if unread.hidden {
        "nếu họ cũng là khách thì chuyển sang trang chính; nếu là danh sách cũ thì xoá trang ấy"
    } else {
        "nếu họ cũng là khách thì chuyển vào danh sách ở trang chính"
    };
    Diagnostic::new(Code::GUESTS_UNSEEN, what).hint(hint)
}
