//! Comes in: a sheet whose header is known. Goes out: its rows, each a line for
//! the register, a bad row with reasons, or passed over for a reason. Must not
//! know: formats, what the register holds.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::column::{Column, Role};
use super::day::Day;
use super::draft::{Draft, Passed, year};
use super::half::{Half, half, remarks};
use super::header::Header;
use super::kind::bare;
use super::term::{Dated, terms_of};
use super::{Bad, Ledger, Line, Wish, bad_row, kind};
use crate::diag::Code;
use crate::register::{Origin, Past};
use crate::table::{Cell, Grid, Old, Place};
use crate::text::{folded, one_line};

/// Reads the rows of a sheet.
pub(super) fn read(
    place: &Place,
    grid: &mut Grid,
    header: &Header,
    old: &Old,
    digest: &str,
    wish: &Wish<'_>,
    ledger: &mut Ledger,
) {
    about(place, header, old, ledger);
    let filled = fill_down(grid, header);
    let mut halves = halves(place, grid, header, &filled, wish, ledger);
    for half in &mut halves {
        if let Some(suspect) = old.bad.get(&half.draft.row.number) {
            let letters = suspect.letters.join(" ");
            half.draft
                .refuse(None, &format!("chữ ở bảng mã {} ({letters}), gõ lại bằng Unicode", suspect.name));
        }
    }
    complete_years(&mut halves);
    let dated: Vec<(usize, Dated)> =
        halves.iter().enumerate().filter_map(|(at, half)| Some((at, half.dated(wish)?))).collect();
    let (places, dated): (Vec<usize>, Vec<Dated>) = dated.into_iter().unzip();
    let mut terms: Vec<Option<NaiveDate>> = vec![None; halves.len()];
    for (at, term) in places.into_iter().zip(terms_of(&dated, wish.terms)) {
        terms[at] = term;
    }
    for (half, term) in halves.into_iter().zip(terms) {
        finish(half, term, place, digest, wish, ledger);
    }
}

/// Says what is odd about the columns and the letters of the sheet.
fn about(place: &Place, header: &Header, old: &Old, ledger: &mut Ledger) {
    for (second, first) in &header.doubled {
        let what =
            format!("hai cột `{first}` và `{second}` cùng một nghĩa; lấy cột `{first}`, cột kia vào ghi chú");
        ledger.findings.push(place.about(Code::OLD_BOOK_DOUBT, &what));
    }
    let strange: Vec<String> = header
        .heads
        .iter()
        .filter(|head| {
            head.role == Role::Other && header.doubled.iter().all(|(second, _)| *second != head.shown)
        })
        .map(|head| format!("`{}`", head.shown))
        .collect();
    if !strange.is_empty() {
        let what = format!("cột {} không phải cột của sổ; giữ lại trong ghi chú", strange.join(", "));
        ledger.findings.push(place.about(Code::OLD_BOOK_DOUBT, &what));
    }
    if let Some(name) = old.name {
        let what = format!("chữ ở bảng mã {name}, đã chuyển sang Unicode; xem lại vài dòng");
        ledger.findings.push(place.about(Code::OLD_BOOK_DOUBT, &what));
    }
}

/// Gives each row what a merged area above it says for it too; number and
/// summary are a paper's own.
fn fill_down(grid: &Grid, header: &Header) -> BTreeMap<usize, BTreeMap<usize, Cell>> {
    let shared =
        [Column::Kind, Column::Date, Column::Signer, Column::Recipients, Column::KeptAt, Column::Sent];
    let columns: Vec<usize> = shared.iter().filter_map(|column| Some(header.head(*column)?.column)).collect();
    let mut filled: BTreeMap<usize, BTreeMap<usize, Cell>> = BTreeMap::new();
    let find = |number| grid.rows.binary_search_by_key(&number, |row| row.number).ok();
    for merge in grid.merges.iter().flatten().filter(|merge| merge.rows.0 < merge.rows.1) {
        let column = merge.columns.0;
        let Some(first) = find(merge.rows.0).filter(|at| *at >= header.below && columns.contains(&column))
        else {
            continue;
        };
        let Some(cell) = grid.rows[first].cells.get(&column) else { continue };
        for row in grid.rows[first + 1..].iter().take_while(|row| row.number <= merge.rows.1) {
            filled.entry(row.number).or_default().insert(column, cell.clone());
        }
    }
    filled
}

/// Reads what each row says by itself and what stands above it.
fn halves<'a>(
    place: &Place,
    grid: &'a Grid,
    header: &'a Header,
    filled: &'a BTreeMap<usize, BTreeMap<usize, Cell>>,
    wish: &Wish<'a>,
    ledger: &mut Ledger,
) -> Vec<Half<'a>> {
    let titles = grid.rows[..header.above].iter().flat_map(|row| row.cells.values());
    let titles: Vec<String> = titles.map(|cell| one_line(&cell.text)).collect();
    let mut years: Vec<i32> = titles.iter().filter_map(|title| year(title)).collect();
    years.dedup();
    let mut in_year = if let [only] = years.as_slice() { Some(*only) } else { None };
    let (mut heading, mut closed) = (None, false);
    let mut found = Vec::new();
    for row in &grid.rows[header.below.min(grid.rows.len())..] {
        let draft = Draft::new(row, header, filled.get(&row.number));
        let passed = draft.passed();
        if let Some(passed) = passed.or((closed && draft.is_bare()).then_some(Passed::Footer)) {
            let text = draft.whole();
            ledger.skipped.push(format!("{} “{text}”", place.row(row.number, None)));
            match passed {
                Passed::Heading => {
                    in_year = year(&text).or(in_year);
                    heading = Some(text.clone())
                        .filter(|text| !kind::within(wish.kinds, text).is_empty())
                        .or(heading);
                }
                Passed::Footer => closed = true,
                Passed::Header => {}
            }
            continue;
        }
        let around = [wish.kind.map(str::to_owned), heading.clone(), place.sheet.clone()];
        found.push(half(draft, in_year, around, wish, grid.merges.is_none() && !grid.torn));
    }
    found
}

/// Gives a day without a year the year that the rows before and behind it, or
/// the heading above it, leave no doubt about.
fn complete_years(halves: &mut [Half<'_>]) {
    let whole = |half: &Half<'_>| match half.day {
        Some(Day::Whole(day)) => Some(day),
        _ => None,
    };
    let days: Vec<Option<NaiveDate>> = halves.iter().map(whole).collect();
    for (at, half) in halves.iter_mut().enumerate() {
        let Some(Day::Yearless(day, month)) = half.day else { continue };
        let before = days[..at].iter().rev().flatten().next();
        let after = days[at + 1..].iter().flatten().next();
        let beside = before.zip(after).filter(|(before, after)| before.year() == after.year());
        let year = beside.map(|(before, _)| before.year()).or(half.year);
        let fits = |found: &NaiveDate| {
            before.is_none_or(|before| before <= found) && after.is_none_or(|after| found <= after)
        };
        let found = year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day)).filter(fits);
        half.day = found.map(Day::Whole);
        if found.is_none() {
            let what = format!("`{day}/{month}` thiếu năm, các dòng xung quanh không cho biết chắc năm nào");
            half.draft.refuse(Some(Column::Date), &what);
        }
    }
}

/// Makes a line or a bad row of what was read.
fn finish(
    mut half: Half<'_>,
    term: Option<NaiveDate>,
    place: &Place,
    digest: &str,
    wish: &Wish<'_>,
    ledger: &mut Ledger,
) {
    let fallback = half.told_above(wish);
    if let (Some(dated), None) = (half.dated(wish), term) {
        let what = format!(
            "ngày {} không nằm trong nhiệm kỳ nào; thêm nhiệm kỳ ấy vào nhiem_ky trong co-quan.yaml rồi nhập lại",
            crate::register::told(dated.day)
        );
        half.draft.refuse(Some(Column::Date), &what);
    }
    let (number, organ) = (half.symbol.number.unwrap_or_default(), half.organ(wish));
    let signer = half.draft.text(Column::Signer);
    let kept_at = half.draft.text(Column::KeptAt);
    let (copies, note, struck) = remarks(&mut half);
    let mut record = half.draft.record(place, fallback.as_deref());
    // Alone among the bad rows a day without a year would be in doubt again.
    if let (Some(Day::Whole(day)), Some(head)) = (half.day, half.draft.head(Column::Date)) {
        let cell = record.cells.iter_mut().find(|(name, _)| name == head);
        if let Some((_, text)) = cell {
            *text = day.format("%d/%m/%Y").to_string();
        }
    }
    let (Some(kind), Some(Day::Whole(date)), Some(term), true) =
        (half.kind, half.day, term, half.draft.reasons.is_empty())
    else {
        ledger.findings.extend(half.draft.reasons.iter().map(|reason| bad_row(&record, reason)));
        ledger.bad.push(Bad { record, reasons: half.draft.reasons });
        return;
    };
    if half.summary.is_empty() {
        let what = "trích yếu trống";
        ledger.findings.push(place.finding(Code::OLD_BOOK_DOUBT, half.draft.row, None, what));
    }
    let known =
        half.symbol.kind.as_deref().and_then(|typed| kind.symbols.iter().find(|symbol| *symbol == typed));
    let sign = known.or(kind.symbols.first());
    // A letter of the State bears no symbol of its kind.
    let letter = kind.unmarked && half.symbol.kind.is_none() && wish.terms.is_yearly(&organ);
    let past = Past {
        term,
        kind_name: kind.name.clone(),
        symbol: format!("{}/{organ}", if letter { "" } else { sign.map_or("", String::as_str) }),
        unit: half.unit.clone(),
        series: folded(&kind.name),
        organ,
        number,
        date,
        summary: bare(&half.summary, kind).to_owned(),
        signer,
        recipients: half.draft.lines(Column::Recipients),
        kept_at,
        copies,
        note,
        struck,
        origin: Origin {
            file: record.file.clone(),
            sheet: record.sheet.clone(),
            row: u32::try_from(record.row).unwrap_or(u32::MAX),
            digest: digest.to_owned(),
        },
    };
    ledger.lines.push(Line { past, record });
}
