//! `vanthu guests`: reads a guest list as the office has it and says what is
//! wrong with it, row by row.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::Guests;
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::Diagnostic;
use crate::guests::{GuestList, Tally, Wish, bad_rows_csv, read};
use crate::pipeline::keep_mending;

pub(super) fn guests(options: &Guests, screen: &mut Screen) -> Exit {
    let wish = Wish { sheet: options.sheet.clone(), ..Wish::default() };
    let list = match read(&options.file, &wish) {
        Ok(list) => list,
        Err(findings) => {
            screen.all(&findings);
            return exit(&findings, options.strict);
        }
    };
    let told: Vec<Diagnostic> = list.told().cloned().collect();
    screen.all(&told);
    for guest in &list.guests {
        let rest: Vec<&str> = [&guest.title, &guest.unit].into_iter().flatten().map(String::as_str).collect();
        screen.result(
            &format!("{:>4}  {}  {}", guest.row, guest.name, rest.join(", ")),
            json!({
                "dong": guest.row, "xung_ho": guest.honorific, "ho_ten": guest.name, "chuc_vu": guest.title,
                "don_vi": guest.unit, "nhom": guest.group, "dia_chi": guest.address, "dien_thoai": guest.phone,
            }),
        );
    }
    let tally = Tally::of(&list);
    screen.whole(&tally.lines(), "danh_sach", tallied(&tally));
    match &options.bad {
        Some(path) if !list.bad.is_empty() => {
            keep_bad(&list, path, screen).unwrap_or_else(|| exit(&told, options.strict))
        }
        _ => exit(&told, options.strict),
    }
}

/// Gives the count of a list's rows for programs.
pub(super) fn tallied(tally: &Tally) -> Value {
    let nobody: Map<String, Value> = tally
        .nobody
        .iter()
        .map(|(kind, rows)| {
            let rows = rows.iter().map(|one| json!({ "dong": one.row, "chu": one.text }));
            (kind.key().to_owned(), rows.collect())
        })
        .collect();
    let unread = tally
        .unread
        .iter()
        .map(|unread| json!({ "trang": unread.sheet, "dang_an": unread.hidden, "dong_co_chu": unread.rows }));
    json!({
        "khach": tally.guests, "dong_loi": tally.bad, "khong_phai_khach": tally.skipped(), "la": nobody,
        "dong_trong": tally.blank, "dong_an_van_doc": tally.hidden, "trang_khong_doc": unread.collect::<Vec<_>>(),
    })
}

/// Writes the bad rows, to be mended and read again.
fn keep_bad(list: &GuestList, path: &Path, screen: &mut Screen) -> Option<Exit> {
    match keep_mending(path, &bad_rows_csv(list)) {
        Ok(there) => {
            screen.kept(path, &there);
            screen.say(&format!("các dòng ấy ở `{}`: sửa rồi đọc lại tệp đó", there.display()));
            None
        }
        Err(finding) => {
            screen.show(&finding);
            Some(Exit::Usage)
        }
    }
}
