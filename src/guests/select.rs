//! Comes in: a spreadsheet and what the user wishes. Goes out: the one sheet
//! that is read, with its header, or a finding that names what there is. Must
//! not know: guests.

use crate::diag::{Code, Diagnostic, nearest};

use super::Wish;
use super::book::{Book, Broken};
use super::clean::{is_misread, is_questioned};
use super::file::Kind;
use super::fold::fold;
use super::grid::Grid;
use super::header::{self, Header};
use super::old::{self, Old};
use super::place::Place;

/// Is the sheet that is read.
pub(super) struct Chosen {
    pub place: Place,
    pub grid: Grid,
    pub header: Header,
    pub old: Old,
    pub findings: Vec<Diagnostic>,
}

/// Opens a spreadsheet and chooses its sheet.
pub(super) fn choose(name: &str, bytes: Vec<u8>, kind: Kind, wish: &Wish) -> Result<Chosen, Vec<Diagnostic>> {
    let refuse = |broken| vec![refusal(name, &broken)];
    let mut book = Book::open(bytes, kind).map_err(refuse)?;
    let sheets = book.sheets();
    let names = match &wish.sheet {
        Some(said) => vec![named(name, said, &sheets).map_err(|finding| vec![*finding])?],
        None if sheets.iter().any(|(_, seen)| *seen) => {
            sheets.iter().filter(|(_, seen)| *seen).map(|(sheet, _)| sheet.clone()).collect()
        }
        None => sheets.iter().map(|(sheet, _)| sheet.clone()).collect(),
    };
    let mut found = Vec::new();
    let mut others = Vec::new();
    for sheet in &names {
        let mut grid = book.grid(sheet).map_err(refuse)?;
        let old = old::convert(&mut grid, false);
        let place =
            Place { file: name.to_owned(), sheet: Some(sheet.clone()), source: None, in_paper: false };
        match header::find(&grid, wish) {
            Some(header) => found.push(Chosen { place, grid, header, old, findings: Vec::new() }),
            None => others.push(grid),
        }
    }
    if found.len() > 1 && found.iter().any(has_rows) {
        found.retain(has_rows);
    }
    if found.len() > 1 {
        let sheets = list(found.iter().filter_map(|chosen| chosen.place.sheet.as_deref()));
        return Err(vec![
            Diagnostic::new(Code::GUESTS_SHEET, format!("{name}: các trang {sheets} đều có danh sách"))
                .hint("nói rõ đọc trang nào"),
        ]);
    }
    found.pop().ok_or_else(|| {
        let sheet = if let [only] = names.as_slice() { Some(only.clone()) } else { None };
        let place = Place { file: name.to_owned(), sheet, source: None, in_paper: false };
        let mut finding = no_header(&place, &others.iter().collect::<Vec<_>>(), wish);
        if names.len() > 1 {
            finding = finding.hint(format!("các trang đã xem: {}", list(names.iter().map(String::as_str))));
        }
        vec![finding]
    })
}

fn has_rows(chosen: &Chosen) -> bool {
    chosen.grid.rows.len() > chosen.header.below
}

fn list<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn named(file: &str, said: &str, sheets: &[(String, bool)]) -> Result<String, Box<Diagnostic>> {
    let alike: Vec<&String> =
        sheets.iter().map(|(sheet, _)| sheet).filter(|sheet| fold(sheet) == fold(said)).collect();
    if let Some((sheet, _)) = sheets.iter().find(|(sheet, _)| sheet == said) {
        return Ok(sheet.clone());
    }
    if let [only] = alike.as_slice() {
        return Ok((*only).clone());
    }
    let names = || sheets.iter().map(|(sheet, _)| sheet.as_str());
    let mut finding = Diagnostic::new(
        Code::GUESTS_SHEET,
        format!("{file}: không có trang `{said}`; tệp có các trang {}", list(names())),
    );
    if let Some(near) = nearest(said, names()) {
        finding = finding.hint(format!("có phải trang `{near}`?"));
    }
    Err(Box::new(finding))
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

fn refusal(name: &str, broken: &Broken) -> Diagnostic {
    match broken {
        Broken::Locked => {
            Diagnostic::new(Code::GUESTS_FORMAT, format!("`{name}` có mật khẩu nên không đọc được"))
                .hint("mở bằng Excel, bỏ mật khẩu rồi ghi lại")
        }
        Broken::TooLarge => Diagnostic::new(
            Code::FILE_SIZE,
            format!("`{name}` có hơn 100.000 dòng, không thể là danh sách khách"),
        )
        .hint("chép riêng danh sách sang một tệp mới"),
        Broken::Damaged(words) => Diagnostic::new(
            Code::GUESTS_FORMAT,
            format!("`{name}` bị hỏng hoặc không phải bảng tính ({words})"),
        )
        .hint("mở bằng Excel, chọn File, Save As, kiểu Excel Workbook (.xlsx), rồi đọc tệp mới"),
    }
}
