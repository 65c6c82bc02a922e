//! Comes in: a sheet whose header is known. Goes out: the guest list: every row
//! below the header is a guest, a bad row, or skipped for a reason. Must not
//! know: formats, how the header was found.

use crate::table::{Cell, Grid, Old, Place, Row, letters, row_list};
use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Findings};

use super::column::{Column, Role, role};
use super::guest::{Maker, View};
use super::header::Header;
use super::header_text::Head;
use super::heard::heard;
use super::marker::bare;
use super::select::Chosen;
use super::sort;
use super::twins::{Likeness, twins};
use super::{BadRow, GuestList, Skipped, Taken, Tally, absent, changed, names, unread, unseen, wording};
use crate::text::{fold, one_line};

/// Reads the rows below the header.
pub(super) fn read(mut chosen: Chosen) -> Result<GuestList, Findings> {
    name_bare_columns(&mut chosen);
    let filled = fill_down(&chosen);
    let Chosen { place, grid, header, old, findings, unread } = &mut chosen;
    let mut list = GuestList {
        file: place.file.clone(),
        sheet: place.sheet.clone(),
        header_row: header.row,
        header: told(&header.heads).map(|head| head.shown.clone()).collect(),
        numbered: header.heads.iter().any(|head| head.role == Role::Told && fold(&head.shown) == "dong"),
        skipped: above(grid, header),
        blank: blanks(grid),
        unread: std::mem::take(unread),
        findings: std::mem::take(findings),
        ..GuestList::default()
    };
    let sorted = sort::sort(grid, header);
    let maker = Maker::new(place, grid, header, old, sorted.marks.clone());
    let mut group: Option<String> = None;
    let mut total = None;
    let (mut rows_of_guests, mut people): (Vec<&Row>, Vec<&Row>) = (Vec::new(), Vec::new());
    let below = &grid.rows[header.below.min(grid.rows.len())..];
    for (row, taken) in below.iter().zip(&sorted.taken) {
        if let Some(taken_for) = *taken {
            match taken_for {
                Taken::Heading => group = Some(heading(row, header)),
                Taken::Total => total = sort::total(row).map(|said| (row, said)).or(total),
                _ => {}
            }
            if taken_for == Taken::Header {
                list.findings.extend(other_header(place, header, row));
            }
            list.skipped.push(Skipped { row: row.number, text: whole(row), taken_for });
            continue;
        }
        people.push(row);
        let view = View { row, filled: filled.get(&row.number) };
        if take(place, header, &maker, &view, group.as_deref(), &mut list) {
            rows_of_guests.push(row);
        }
    }
    if list.guests.is_empty() && list.bad.is_empty() {
        return Err(nobody(place, header, &list).into());
    }
    list.columns = heard(header, told(&header.heads), &people);
    let own = std::mem::take(&mut list.findings);
    about_columns(place, header, &mut list.findings);
    unread::about(place, header, &people, &mut list.findings);
    list.findings.extend(own);
    about_guests(place, header, &rows_of_guests, &mut list);
    about_old(place, header.head(Column::Name), old, &mut list);
    about_gaps(place, grid.merges.is_none() && !grid.torn, header.head(Column::Unit), &mut list);
    about_numbers(place, total, &mut list);
    about_headings(place, sorted.empty.iter().map(|at| &below[*at]), &mut list);
    unseen::about(place, grid, header, &mut list);
    unseen::struck(place, grid, header, &mut list);
    Ok(list)
}

/// Says that nobody stands below the header.
fn nobody(place: &Place, header: &Header, list: &GuestList) -> Diagnostic {
    let finding =
        place.about(Code::GUESTS_EMPTY, &format!("dưới hàng tiêu đề (dòng {}) không có ai", header.row));
    let told: Vec<String> =
        Tally::of(list).lines().into_iter().skip(1).map(|line| line.trim().to_owned()).collect();
    finding.hint("kiểm tra có đúng tệp, đúng trang không").hint(told.join("; "))
}

/// Gives all the text of a row on one line.
fn whole(row: &Row) -> String {
    one_line(&row.cells.values().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "))
}

/// Gives the words of a heading without its mark: those of its last filled cell of
/// the name, else of its only one.
fn heading(row: &Row, header: &Header) -> String {
    let number = header.heads.iter().find(|head| head.role == Role::Number).map(|head| head.column);
    let texts =
        || row.cells.iter().filter(|(column, _)| Some(**column) != number).map(|(_, cell)| &cell.text);
    let text = texts().next().or_else(|| row.cells.values().next().map(|cell| &cell.text));
    let text = one_line(text.map(String::as_str).unwrap_or_default());
    bare(&text).trim_end_matches(':').trim_end().to_owned()
}

/// Gives what stands above the header, and the header itself.
fn above(grid: &Grid, header: &Header) -> Vec<Skipped> {
    let rows = grid.rows[..header.below.min(grid.rows.len())].iter();
    rows.map(|row| Skipped {
        row: row.number,
        text: whole(row),
        taken_for: if row.number < header.top { Taken::Title } else { Taken::Header },
    })
    .collect()
}

/// Gives the runs of rows in which nothing stands, above the last one that is filled.
fn blanks(grid: &Grid) -> Vec<(usize, usize)> {
    let mut last = 0;
    let mut runs = Vec::new();
    for row in &grid.rows {
        if row.number > last + 1 {
            runs.push((last + 1, row.number - 1));
        }
        last = row.number;
    }
    runs
}

/// Says that a header below the first one orders its columns otherwise: what stands below it is
/// read by the first one.
fn other_header(place: &Place, header: &Header, row: &Row) -> Option<Diagnostic> {
    let other = row.cells.iter().find(|(column, cell)| {
        let own = header.heads.iter().find(|head| head.column == **column).map(|head| head.role);
        let said = role(&cell.text);
        matches!(said, Role::Field(_)) && own != Some(said)
    });
    let (column, cell) = other?;
    let shown = header.heads.iter().find(|head| head.column == *column).map_or("trống", |head| &head.shown);
    let what = format!(
        "hàng tiêu đề này xếp cột khác dòng {}: cột {} ở đây là `{}`, ở trên là `{shown}`; các dòng dưới nó đọc theo tiêu đề trên nên sai cột",
        header.row,
        letters(*column),
        one_line(&cell.text)
    );
    Some(
        place.finding(Code::GUESTS_COLUMN, row, None, &what).hint(
            "xếp các cột phần dưới theo thứ tự phần trên, hoặc chuyển phần ấy sang tệp khác rồi lập riêng",
        ),
    )
}

/// Finds headings under which nobody stands: perhaps they are guests.
fn about_headings<'a>(place: &Place, rows: impl Iterator<Item = &'a Row>, list: &mut GuestList) {
    for row in rows {
        let what = format!("`{}` được đọc là tên khối mà dưới không có ai", whole(row));
        list.findings.push(place.finding(Code::GUESTS_HEADING, row, None, &what).hint(
            "nếu đây là khách thì điền chức vụ hoặc đơn vị ở dòng ấy; nếu là tên khối còn trống thì xoá dòng",
        ));
    }
}

/// Finds what is odd about guests: their names, and those who may be one person.
pub(super) fn about_guests(place: &Place, header: &Header, rows: &[&Row], list: &mut GuestList) {
    names::settle(place, header, rows, list);
    wording::about(place, header, rows, list);
    absent::about(place, rows, list);
    changed::about(place, list);
    about_twins(place, rows, list);
}

/// Takes a row into the list, as a guest or as a bad row; tells whether it is a
/// guest.
pub(super) fn take(
    place: &Place,
    header: &Header,
    maker: &Maker<'_>,
    view: &View<'_>,
    group: Option<&str>,
    list: &mut GuestList,
) -> bool {
    let row = view.row;
    let reasons = match maker.guest(view, group, &mut list.findings, &mut list.changed) {
        Ok(guest) => {
            list.guests.push(guest);
            return true;
        }
        Err(reasons) => reasons,
    };
    let finding = |(column, what): &(Option<String>, String)| {
        let finding = place.finding(Code::GUESTS_ROW, row, column.as_deref(), what);
        finding.hint("sửa dòng này trong danh sách, hoặc trong tệp các dòng lỗi")
    };
    let findings = reasons.iter().map(finding).collect();
    let reason = |(column, what): (Option<String>, String)| {
        column.map_or(what.clone(), |column| format!("cột {column}: {what}"))
    };
    list.bad.push(BadRow {
        row: row.number,
        group: group.map(str::to_owned),
        cells: told(&header.heads).map(|head| view.text(head.column)).collect(),
        reasons: reasons.into_iter().map(reason).collect(),
        findings,
    });
    false
}

/// Gives the columns of the list itself, without those of `loi.csv`.
fn told(heads: &[Head]) -> impl Iterator<Item = &Head> {
    heads.iter().filter(|head| head.role != Role::Told)
}

/// Names columns that hold something and have no header by their letters.
fn name_bare_columns(chosen: &mut Chosen) {
    let (top, bottom) = (chosen.header.top, chosen.header.row);
    let over = |column| {
        let named = |number| {
            let merge = chosen.grid.merge_at(number, column)?;
            chosen.grid.rows.iter().find(|row| row.number == number)?.text(merge.columns.0).map(one_line)
        };
        named(bottom).or_else(|| named(top))
    };
    let heads = &mut chosen.header.heads;
    let last = heads.last().map_or(0, |head| head.column);
    for row in &chosen.grid.rows[chosen.header.below.min(chosen.grid.rows.len())..] {
        for column in row.cells.keys().filter(|column| !chosen.grid.torn || **column < last) {
            if heads.iter().all(|head| head.column != *column) {
                let letter = format!("cột {}", letters(*column));
                let (shown, bare) = over(*column)
                    .map_or((letter.clone(), true), |words| (format!("{words} ({letter})"), false));
                heads.push(Head { column: *column, shown, role: Role::Other, bare });
            }
        }
    }
    heads.sort_by_key(|head| head.column);
}

/// Gives each row the cells that a merged area above it says for it too; a
/// name is never one of them.
fn fill_down(chosen: &Chosen) -> BTreeMap<usize, BTreeMap<usize, Cell>> {
    let mut filled: BTreeMap<usize, BTreeMap<usize, Cell>> = BTreeMap::new();
    let rows = &chosen.grid.rows;
    let find = |number| rows.binary_search_by_key(&number, |row| row.number).ok();
    for merge in chosen.grid.merges.iter().flatten() {
        let column = merge.columns.0;
        let name = [Column::Name, Column::FamilyName]
            .iter()
            .any(|name| chosen.header.head(*name).is_some_and(|head| head.column == column));
        let Some(first) = find(merge.rows.0).filter(|_| !name && merge.rows.0 > chosen.header.row) else {
            continue;
        };
        let Some(cell) = rows[first].cells.get(&column) else { continue };
        for row in rows[first + 1..].iter().take_while(|row| row.number <= merge.rows.1) {
            filled.entry(row.number).or_default().insert(column, cell.clone());
        }
    }
    filled
}

fn about_columns(place: &Place, header: &Header, findings: &mut Vec<Diagnostic>) {
    for (second, first) in &header.doubled {
        let what =
            format!("dòng {}: hai cột {first} và {second} cùng một nghĩa; lấy cột {first}", header.row);
        findings.push(
            place.about(Code::GUESTS_COLUMN, &what).hint("khai rõ cột nào là gì, hoặc đổi tên một cột"),
        );
    }
    if header.head(Column::Title).is_none() && header.head(Column::Unit).is_none() {
        let what = format!("dòng {}: danh sách không có cột Chức vụ và cột Đơn vị", header.row);
        findings.push(
            place.about(Code::GUESTS_BLANK, &what).hint("thêm cột hoặc khai cột nào là chức vụ, đơn vị"),
        );
    }
}

/// Finds guests who may be one person.
fn about_twins(place: &Place, rows: &[&Row], list: &mut GuestList) {
    for (first, second, likeness) in twins(&list.guests) {
        let (earlier, guest) = (&list.guests[first], &list.guests[second]);
        // Lists without a column of units often have them in the titles.
        let titles = earlier.title.as_deref().zip(guest.title.as_deref());
        let parted = titles.is_some_and(|(one, other)| fold(one) != fold(other));
        if likeness != Likeness::Phone && earlier.unit.is_none() && guest.unit.is_none() && parted {
            continue;
        }
        let (code, how) = match likeness {
            Likeness::Same => (Code::GUESTS_TWICE, "cùng họ tên, cùng đơn vị"),
            Likeness::Unmarked => (Code::GUESTS_NEAR, "chỉ khác dấu, chữ hoa hoặc dấu cách, cùng đơn vị"),
            Likeness::Phone => (Code::GUESTS_NEAR, "chỉ khác dấu, chữ hoa hoặc dấu cách, cùng số điện thoại"),
            Likeness::Letter => (Code::GUESTS_NEAR, "khác một chữ, cùng chức vụ và đơn vị"),
        };
        let what = format!("`{}` giống `{}` ở {} ({how})", guest.name, earlier.name, place.nth(earlier.row));
        let mut finding = place
            .finding(code, rows[second], Some("Họ và tên"), &what)
            .hint("xoá một dòng nếu là một người; nếu là hai người thì ghi rõ đơn vị");
        if let (Some(source), Some(bytes)) = (&place.source, &rows[first].bytes) {
            finding = finding.related(crate::diag::Span::new(source, bytes.clone()), "dòng trước");
        }
        list.findings.push(finding);
    }
}

/// Says what encoding the file was in, with two names before and after.
fn about_old(place: &Place, name: Option<&Head>, old: &Old, list: &mut GuestList) {
    let (Some(encoding), Some(name)) = (old.name, name) else { return };
    let shown: Vec<String> = list
        .guests
        .iter()
        .filter_map(|guest| {
            let before = old.before.get(&(guest.row, name.column))?;
            Some(format!("`{}` → `{}`", one_line(before), guest.name))
        })
        .take(2)
        .collect();
    let read: Vec<String> = list
        .guests
        .iter()
        .filter(|guest| !guest.name.is_ascii())
        .map(|guest| format!("`{}`", guest.name))
        .take(2)
        .collect();
    let names = if shown.is_empty() { read } else { shown }.join(", ");
    let what = format!("danh sách ở bảng mã {encoding}, đã chuyển sang Unicode: {names}");
    list.findings
        .push(place.about(Code::GUESTS_LEGACY, &what).hint("xem lại vài tên; nên ghi lại tệp bằng Unicode"));
}

/// A format that does not tell merged cells may hide who belongs where.
fn about_gaps(place: &Place, blind: bool, unit: Option<&Head>, list: &mut GuestList) {
    let Some(unit) = unit.filter(|_| blind) else { return };
    let known = list.guests.iter().skip_while(|guest| guest.unit.is_none());
    let rows: Vec<usize> = known.filter(|guest| guest.unit.is_none()).map(|guest| guest.row).collect();
    if !rows.is_empty() {
        let what = format!(
            "cột {} trống ở dòng {}; tệp .ods không cho biết ô gộp nên không điền thay",
            unit.shown,
            row_list(&rows)
        );
        let hint = "nếu các ô ấy được gộp với ô trên thì ghi lại tệp thành .xlsx";
        list.findings.push(place.about(Code::GUESTS_COLUMN, &what).hint(hint));
    }
}

/// Compares the count with what the list itself says.
fn about_numbers(place: &Place, total: Option<(&Row, usize)>, list: &mut GuestList) {
    let read = list.guests.len() + list.bad.len();
    if let Some((row, said)) = total.filter(|(_, said)| *said != read) {
        let what = format!("tổng cộng ghi {said}, đọc được {read} dòng có người");
        list.findings.push(place.finding(Code::GUESTS_TOTAL, row, None, &what).hint("đếm lại danh sách"));
    }
    let bare = list.skipped.iter().filter(|skipped| skipped.taken_for == Taken::Number);
    let bare: Vec<usize> = bare.map(|skipped| skipped.row).collect();
    if !bare.is_empty() {
        let what = format!("dòng {} chỉ có số thứ tự, không có tên; đã bỏ qua", row_list(&bare));
        list.findings.push(place.about(Code::GUESTS_TOTAL, &what).hint("điền tên hoặc xoá dòng"));
    }
}
