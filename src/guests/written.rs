//! Comes in: guests that stand in a paper itself, or lists of one dossier. Goes
//! out: a list like any other; findings about guests that lists tell
//! differently. Must not know: spreadsheets.

use crate::table::{Cell, Grid, Kind, Old, Place, Row};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Text};
use crate::model::Guest;

use super::column::{Column, Role, role};
use super::guest::{Maker, View};
use super::header::Header;
use super::header_text::Head;
use super::heard::heard;
use super::{BadRow, GuestList, rows};
use crate::text::fold;

/// The columns that guests of a paper can have, in the order they are printed.
const COLUMNS: [Column; 9] = [
    Column::Honorific,
    Column::Name,
    Column::Title,
    Column::Unit,
    Column::Address,
    Column::Phone,
    Column::Note,
    Column::Seat,
    Column::Group,
];

/// Makes a list of guests that stand in a paper, judged like those of a file;
/// the place of each is that of the name.
#[must_use]
pub fn written(source: &Arc<Source>, guests: &[(Guest, Text)]) -> GuestList {
    let place = Place {
        file: source.name().to_owned(),
        sheet: None,
        source: Some(Arc::clone(source)),
        in_paper: true,
    };
    let grid =
        Grid { rows: guests.iter().map(|(guest, name)| row(guest, name)).collect(), ..Grid::default() };
    let used = |column: &usize| grid.rows.iter().any(|row| row.cells.contains_key(column));
    let head = |column: usize| Head {
        column,
        shown: COLUMNS[column].vietnamese().to_owned(),
        role: Role::Field(COLUMNS[column]),
        bare: false,
    };
    let heads = (0..COLUMNS.len()).filter(used).map(head).collect();
    let header = Header { top: 0, row: 0, heads, below: 0, ..Header::default() };
    let mut list = GuestList {
        file: place.file.clone(),
        header: header.heads.iter().map(|head| head.shown.clone()).collect(),
        columns: heard(&header, header.heads.iter(), &[]),
        ..GuestList::default()
    };
    let old = Old::default();
    let maker = Maker::new(&place, &grid, &header, &old, BTreeSet::new());
    let mut taken = Vec::new();
    for row in &grid.rows {
        if rows::take(&place, &header, &maker, &View { row, filled: None }, None, &mut list) {
            taken.push(row);
        }
    }
    rows::about_guests(&place, &header, &taken, &mut list);
    list
}

fn row(guest: &Guest, name: &Text) -> Row {
    let texts = texts(guest);
    let cell = |(at, column): (usize, &Column)| {
        let (_, text) = texts.iter().find(|(shown, _)| *shown == column.vietnamese())?;
        Some((at, Cell { text: (*text).to_owned(), kind: Kind::Text }))
    };
    let cells = COLUMNS.iter().enumerate().filter_map(cell).collect();
    Row { number: guest.row, cells, bytes: Some(name.span().range) }
}

/// Finds guests whom two lists of a dossier give different titles: the same
/// name and unit, another title. Each comes with the place of the later list.
#[must_use]
pub fn differing(lists: &[&GuestList]) -> Vec<(usize, Diagnostic)> {
    let mut known: BTreeMap<(String, String), (&GuestList, &Guest)> = BTreeMap::new();
    let mut findings = Vec::new();
    for (at, list) in lists.iter().enumerate() {
        for guest in &list.guests {
            let key = (fold(&guest.name), fold(guest.unit.as_deref().unwrap_or_default()));
            let Some((other, first)) = known.get(&key) else {
                known.insert(key, (list, guest));
                continue;
            };
            let (Some(one), Some(two)) = (&first.title, &guest.title) else { continue };
            if other.file != list.file && fold(one) != fold(two) {
                let message = format!(
                    "{}, dòng {}: `{}` có chức vụ `{two}`, ở {} dòng {} là `{one}`",
                    list.file, guest.row, guest.name, other.file, first.row
                );
                let hint = "sửa cho hai danh sách giống nhau, hoặc ghi rõ đơn vị nếu là hai người";
                findings
                    .push((at, Diagnostic::new(Code::GUESTS_DIFFER, message).in_row(guest.row).hint(hint)));
            }
        }
    }
    findings
}

/// Finds guests who have the name of who signs the paper: it stands on a page twice.
#[must_use]
pub fn signing(list: &GuestList, signer: &str) -> Vec<Diagnostic> {
    let same = |guest: &&Guest| guest.name.to_lowercase() == signer.to_lowercase();
    let told = |guest: &Guest| {
        let message = format!(
            "{}, dòng {}: khách `{}` trùng họ tên với người ký văn bản này",
            list.file, guest.row, guest.name
        );
        Diagnostic::new(Code::GUESTS_SIGNER, message)
            .in_row(guest.row)
            .hint("nếu là chính người ký thì xoá dòng ấy; nếu là người khác cùng tên thì không phải làm gì")
    };
    list.guests.iter().filter(same).map(told).collect()
}

/// Takes guests out of a list whose texts `fault` finds something in: each
/// becomes a bad row that can be mended.
pub fn refuse(list: &mut GuestList, fault: impl Fn(&str) -> Option<String>) {
    let mut kept = Vec::new();
    for guest in std::mem::take(&mut list.guests) {
        let faults = texts(&guest).into_iter().filter_map(|(column, text)| Some((column, fault(text)?)));
        let reasons: Vec<String> = faults.map(|(column, what)| format!("cột {column}: {what}")).collect();
        if reasons.is_empty() {
            kept.push(guest);
            continue;
        }
        let told = reasons.iter().map(|reason| {
            let message = format!("{}, dòng {}: {reason}", list.file, guest.row);
            Diagnostic::new(Code::GUESTS_ROW, message)
                .in_row(guest.row)
                .hint("sửa dòng này trong danh sách, hoặc trong tệp các dòng lỗi")
        });
        let findings = told.collect();
        let cells = list.header.iter().map(|header| cell(&guest, header)).collect();
        list.bad.push(BadRow { row: guest.row, group: guest.group.clone(), cells, reasons, findings });
    }
    list.guests = kept;
    list.bad.sort_by_key(|bad| bad.row);
}

/// Gives the texts of a guest that papers print, each with its column.
fn texts(guest: &Guest) -> Vec<(&'static str, &str)> {
    [
        (Column::Honorific, guest.honorific.as_deref()),
        (Column::Name, Some(guest.name.as_str())),
        (Column::Title, guest.title.as_deref()),
        (Column::Unit, guest.unit.as_deref()),
        (Column::Address, guest.address.as_deref()),
        (Column::Phone, guest.phone.as_deref()),
        (Column::Note, guest.note.as_deref()),
        (Column::Seat, guest.seat.as_deref()),
        (Column::Group, guest.group.as_deref()),
    ]
    .into_iter()
    .filter_map(|(column, text)| Some((column.vietnamese(), text?)))
    .collect()
}

/// Gives what stood under a header, as far as the guest still tells.
fn cell(guest: &Guest, header: &str) -> String {
    let text = match role(header) {
        Role::Field(Column::FamilyName) => None,
        Role::Field(column) => {
            let named = texts(guest).into_iter().find(|(name, _)| *name == column.vietnamese());
            named.map(|(_, text)| text.to_owned())
        }
        _ => guest.extra.iter().find(|(name, _)| name == header).map(|(_, value)| value.clone()),
    };
    text.unwrap_or_default()
}

/// Tells whether a guest is a bad row set right: the cells of title, unit,
/// address and telephone that nothing was wrong with still say the same.
#[must_use]
pub fn is_mended(header: &[String], bad: &BadRow, guest: &Guest) -> bool {
    header.iter().zip(&bad.cells).all(|(header, old)| {
        let now = fold(&cell(guest, header));
        // A post may stand among others of the same guest, each from a column of its own.
        let same = if role(header) == Role::Field(Column::Title) {
            format!(" {now} ").contains(&format!(" {} ", fold(old)))
        } else {
            now == fold(old)
        };
        may_differ(bad, header, old) || same
    })
}

/// Tells whether a cell of a bad row may say something else once the row is set right: it was
/// wrong or empty, or does not tell one guest from another.
#[must_use]
pub fn may_differ(bad: &BadRow, header: &str, old: &str) -> bool {
    let told = || bad.reasons.iter().any(|reason| reason.contains(&format!("cột {header}")));
    let telling = [Column::Title, Column::Unit, Column::Address, Column::Phone].map(Role::Field);
    old.trim().is_empty() || !telling.contains(&role(header)) || told()
}
