//! `vanthu guests`: reads a guest list as the office has it and says what is
//! wrong with it, row by row.

use std::path::Path;

use serde_json::json;

use super::args::Guests;
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::{Diagnostic, os_words};
use crate::guests::{GuestList, Wish, bad_rows_csv, read};

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
    screen.say(&format!("{} khách; {} dòng không dùng được", list.guests.len(), list.bad.len()));
    match &options.bad {
        Some(path) if !list.bad.is_empty() => {
            keep_bad(&list, path, screen).unwrap_or_else(|| exit(&told, options.strict))
        }
        _ => exit(&told, options.strict),
    }
}

/// Writes the bad rows, to be mended and read again.
fn keep_bad(list: &GuestList, path: &Path, screen: &mut Screen) -> Option<Exit> {
    match std::fs::write(path, bad_rows_csv(list)) {
        Ok(()) => {
            screen.say(&format!("các dòng ấy ở `{}`: sửa rồi đọc lại tệp đó", path.display()));
            None
        }
        Err(error) => {
            screen.refuse(&format!("lỗi: không viết được `{}`: {}", path.display(), os_words(&error)));
            Some(Exit::Usage)
        }
    }
}
