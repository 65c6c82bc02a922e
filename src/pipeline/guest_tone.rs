//! Comes in: a guest list and the paper it is for. Goes out: titles and units
//! whose tone marks stand otherwise than the office sets them (`Đảng ủy` beside
//! `Đảng uỷ`), since both stand on one invitation. Must not know: how a list is
//! read; names of people are theirs.

use crate::diag::{Code, Diagnostic, Span};
use crate::guests::GuestList;
use crate::model::{Document, GuestSource};
use crate::text::{ToneStyle, departures};

/// Is how many rows a finding names.
const SHOWN: usize = 8;

/// Is a word in the other style.
struct Departure {
    word: String,
    fixed: String,
    rows: Vec<usize>,
}

/// Finds them, one finding for each word; only where the list stands, not in the
/// papers that follow it.
pub(super) fn guest_tone(list: &GuestList, document: &Document) -> Vec<Diagnostic> {
    let Some(invited) = document.invited.as_ref().filter(|invited| invited.list_of == document.id) else {
        return Vec::new();
    };
    let office = &document.office;
    let style = office.tone.or_else(|| ToneStyle::of_sample(&office.issuer.proper));
    let Some(style) = style else { return Vec::new() };
    let mut found: Vec<Departure> = Vec::new();
    for guest in &list.guests {
        for text in [&guest.title, &guest.unit].into_iter().flatten() {
            for (range, fixed) in departures(text, style) {
                let word = &text[range];
                // A capital word but `Ủy` may be the name of a place.
                if word.chars().any(char::is_uppercase)
                    && !matches!(word.to_lowercase().as_str(), "ủy" | "uỷ")
                {
                    continue;
                }
                match found.iter_mut().find(|known| known.word == word) {
                    Some(known) if known.rows.last() != Some(&guest.row) => known.rows.push(guest.row),
                    Some(_) => {}
                    None => found.push(Departure { word: word.to_owned(), fixed, rows: vec![guest.row] }),
                }
            }
        }
    }
    let row = if matches!(invited.list, GuestSource::Written(_)) { "khách thứ" } else { "dòng" };
    found.iter().map(|departure| told(departure, row, place(&invited.list, departure))).collect()
}

fn place(list: &GuestSource, departure: &Departure) -> Option<Span> {
    match list {
        GuestSource::File { path, .. } => Some(path.span()),
        GuestSource::Written(written) => {
            let first = departure.rows.first();
            written.iter().find(|(guest, _)| Some(&guest.row) == first).map(|(_, name)| name.span())
        }
    }
}

fn told(departure: &Departure, row: &str, place: Option<Span>) -> Diagnostic {
    let Departure { word, fixed, rows } = departure;
    let listed: Vec<String> = rows.iter().take(SHOWN).map(usize::to_string).collect();
    let more = if rows.len() > SHOWN { ", …" } else { "" };
    let message = format!(
        "chức vụ, đơn vị của {} khách viết `{word}`, khác kiểu đặt dấu thanh của cơ quan ({row} {}{more})",
        rows.len(),
        listed.join(", ")
    );
    let finding = Diagnostic::new(Code::GUESTS_TONE, message).hint(format!("viết `{fixed}` trong danh sách"));
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}
