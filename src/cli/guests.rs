//! `vanthu guests`: reads a guest list as the office has it and says what is
//! wrong with it, row by row.

use std::path::Path;

use super::args::Guests;
use super::screen::Screen;
use super::{Exit, exit};
use crate::diag::Diagnostic;
use crate::guests::{GuestList, Tally, Wish, bad_rows_csv, read};
use crate::office::GuestsTold;
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
        screen.line(&format!("{:>4}  {}  {}", guest.row, guest.name, rest.join(", ")));
    }
    Tally::of(&list).lines().iter().for_each(|line| screen.say(line));
    screen.plain(&GuestsTold::of(&list));
    match &options.bad {
        Some(path) if !list.bad.is_empty() => {
            keep_bad(&list, path, screen).unwrap_or_else(|| exit(&told, options.strict))
        }
        _ => exit(&told, options.strict),
    }
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
