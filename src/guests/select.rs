//! Comes in: a spreadsheet and what the user wishes. Goes out: the one sheet
//! that is read, with its header, or a finding that names what there is. Must
//! not know: guests.

use crate::diag::{Code, Diagnostic, Findings, nearest};

use super::header::{self, Header};
use super::looks::{Looks, looks};
use super::marker::bare;
use super::{Unread, Wish, unseen};
use crate::table::{Fit, Grid, Old, Opened, Place, Sheet, is_misread, is_questioned, sheets};
use crate::text::one_line;

/// Is the sheet that is read.
pub(super) struct Chosen {
    pub place: Place,
    pub grid: Grid,
    pub header: Header,
    pub old: Old,
    pub findings: Vec<Diagnostic>,
    pub unread: Vec<Unread>,
}

/// Chooses the one sheet of a file that holds a list.
pub(super) fn choose(opened: Opened, wish: &Wish) -> Result<Chosen, Findings> {
    let name = opened.name.clone();
    let fit = |grid: &Grid| {
        header::find(grid, wish).map_or(Fit::default(), |header| Fit {
            fields: header.fields(),
            width: header.heads.last().map_or(0, |head| head.column + 1),
        })
    };
    let all = sheets(opened, wish.sheet.as_deref(), fit)?;
    let hidden = all.hidden;
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for Sheet { place, grid, old, .. } in all.read {
        match header::find(&grid, wish) {
            Some(header) => {
                found.push(Chosen { place, grid, header, old, findings: Vec::new(), unread: Vec::new() });
            }
            None => others.push((place, grid)),
        }
    }
    if found.len() > 1 && found.iter().any(has_rows) {
        found.retain(has_rows);
    }
    if found.len() > 1 {
        let sheets = list(found.iter().filter_map(|chosen| chosen.place.sheet.as_deref()));
        return Err(Diagnostic::new(
            Code::TABLE_SHEET,
            format!("{name}: các trang {sheets} đều có danh sách"),
        )
        .hint("nói rõ đọc trang nào")
        .into());
    }
    let beside = others.iter().map(|(place, grid)| (place, grid, false));
    let beside = beside.chain(hidden.iter().map(|(place, grid)| (place, grid, true)));
    if let Some(chosen) = found.first_mut() {
        for (place, grid, hidden) in beside.filter(|(_, grid, _)| !grid.rows.is_empty()) {
            let sheet = place.sheet.clone().unwrap_or_default();
            let unread = Unread { sheet, hidden, rows: grid.rows.len() };
            let below =
                header::find(grid, wish).map_or(0, |header| grid.rows.len().saturating_sub(header.below));
            let people = people(grid).max(below);
            chosen.findings.extend((people > 0).then(|| unseen::left_out(&name, &unread, people)));
            chosen.unread.push(unread);
        }
    }
    found.pop().ok_or_else(|| {
        let place = match others.as_slice() {
            [(only, _)] => only.clone(),
            _ => Place { file: name, sheet: None, source: None, in_paper: false },
        };
        let mut finding = no_header(&place, &others.iter().map(|(_, grid)| grid).collect::<Vec<_>>(), wish);
        if others.len() > 1 {
            let names = list(others.iter().filter_map(|(place, _)| place.sheet.as_deref()));
            finding = finding.hint(format!("các trang đã xem: {names}"));
        }
        finding.into()
    })
}

/// Counts the rows of a sheet in which somebody seems to stand.
fn people(grid: &Grid) -> usize {
    let person = |text: &str| looks(bare(&one_line(text))) == Looks::Person;
    grid.rows.iter().filter(|row| row.cells.values().any(|cell| person(&cell.text))).count()
}

fn has_rows(chosen: &Chosen) -> bool {
    chosen.grid.rows.len() > chosen.header.below
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Says that no header was found, and what was sought.
pub(super) fn no_header(place: &Place, grids: &[&Grid], wish: &Wish) -> Diagnostic {
    if grids.iter().all(|grid| grid.rows.is_empty()) {
        return place
            .about(Code::GUESTS_EMPTY, "không có dòng nào")
            .hint("kiểm tra có đúng tệp danh sách không");
    }
    let unnamed: Vec<&str> = wish.columns.iter().map(|(_, said)| said.as_str()).collect();
    let mut finding = place
        .about(Code::GUESTS_HEADER, "không thấy hàng tiêu đề có cột họ tên")
        .hint("thêm một hàng tiêu đề ngay trên danh sách: Họ và tên, Chức vụ, Đơn vị");
    let cells = || grids.iter().flat_map(|grid| &grid.rows).take(60).flat_map(|row| row.cells.values());
    if cells().any(|cell| is_misread(&cell.text) || is_questioned(&cell.text)) {
        finding =
            finding.hint("chữ có dấu trong tệp đã hỏng; từ bảng tính gốc ghi lại kiểu CSV UTF-8 hoặc .xlsx");
    }
    for said in unnamed {
        if let Some(near) = nearest(said, cells().map(|cell| cell.text.trim())).filter(|near| *near != said) {
            finding = finding.hint(format!("cột `{said}` đã khai: có phải `{near}`?"));
        }
    }
    finding
}

/// Finds the columns that the user named and the header does not have.
pub(super) fn missing(chosen: &Chosen, wish: &Wish) -> Vec<Diagnostic> {
    let shown =
        || chosen.header.heads.iter().map(|head| head.shown.as_str()).filter(|shown| !shown.is_empty());
    wish.columns
        .iter()
        .filter(|(column, _)| chosen.header.head(*column).is_none())
        .map(|(_, said)| {
            let finding = chosen
                .place
                .about(Code::GUESTS_HEADER, &format!("không có cột `{said}` đã khai"))
                .hint(format!("các cột của danh sách: {}", list(shown())));
            match nearest(said, shown()) {
                Some(near) => finding.hint(format!("có phải `{near}`?")),
                None => finding,
            }
        })
        .collect()
}
