//! Comes in: an opened file. Goes out: its sheets as grids, or a finding that
//! names what there is. Must not know: what stands in them.

use crate::diag::{Code, Diagnostic, nearest};
use crate::text::folded;

use super::book::Book;
use super::delimited;
use super::file::{Format, Opened};
use super::grid::Grid;
use super::old;
use super::place::Place;
use super::sheet::{Fit, Sheet};
use super::skimmed::Broken;

/// Is what a file has of sheets.
#[derive(Default)]
pub(crate) struct Sheets {
    /// Those that were read.
    pub read: Vec<Sheet>,
    /// Those that were left out because a person does not see them.
    pub left: Vec<Place>,
    /// What stands in those, as far as it can be read.
    pub hidden: Vec<(Place, Grid)>,
}

/// Reads the sheet of this name, or every sheet that a person sees; separated
/// text is one sheet, by the separator that fits best.
pub(crate) fn sheets(
    opened: Opened,
    named: Option<&str>,
    fit: impl Fn(&Grid) -> Fit,
) -> Result<Sheets, Box<Diagnostic>> {
    if opened.kind == Format::Text {
        return delimited::sheet(&opened, fit).map(|sheet| Sheets { read: vec![sheet], ..Sheets::default() });
    }
    let Opened { name, bytes, kind, .. } = opened;
    let refuse = |broken| Box::new(refusal(&name, &broken));
    let mut book = Book::open(bytes, kind).map_err(refuse)?;
    let (all, mut read) = (book.sheets(), Vec::new());
    let place = |sheet: &str| {
        let (file, sheet) = (name.clone(), Some(sheet.to_owned()));
        Place { file, sheet, source: None, in_paper: false }
    };
    let wanted = chosen(&name, &all, named)?;
    for sheet in &wanted {
        let mut grid = book.grid(sheet).map_err(refuse)?;
        let old = old::convert(&mut grid, false);
        let hidden = all.iter().any(|(name, seen)| name == sheet && !seen);
        read.push(Sheet { place: place(sheet), grid, old, hidden });
    }
    // Whoever names a sheet leaves the others out herself.
    let left = all.iter().filter(|(sheet, seen)| named.is_none() && !seen && !wanted.contains(sheet));
    let left: Vec<Place> = left.map(|(sheet, _)| place(sheet)).collect();
    let hidden = left.iter().filter_map(|place| {
        let grid = book.grid(place.sheet.as_deref()?).ok()?;
        Some((place.clone(), grid))
    });
    Ok(Sheets { hidden: hidden.collect(), left, read })
}

/// Chooses the sheet that is named, else those a person sees, else all.
fn chosen(
    file: &str,
    sheets: &[(String, bool)],
    named: Option<&str>,
) -> Result<Vec<String>, Box<Diagnostic>> {
    let seen = |all: bool| {
        let own = sheets.iter().filter(|(_, seen)| all || *seen);
        own.map(|(sheet, _)| sheet.clone()).collect::<Vec<_>>()
    };
    let Some(said) = named else {
        return Ok(if seen(false).is_empty() { seen(true) } else { seen(false) });
    };
    let all = seen(true);
    let alike = || all.iter().filter(|sheet| folded(sheet) == folded(said));
    let exact = all.iter().find(|sheet| *sheet == said);
    if let Some(sheet) = exact.or_else(|| alike().next().filter(|_| alike().count() == 1)) {
        return Ok(vec![sheet.clone()]);
    }
    let known = || all.iter().map(String::as_str);
    let shown: Vec<String> = known().map(|name| format!("`{name}`")).collect();
    let message = format!("{file}: không có trang `{said}`; tệp có các trang {}", shown.join(", "));
    let mut finding = Diagnostic::new(Code::TABLE_SHEET, message);
    if let Some(near) = nearest(said, known()) {
        finding = finding.hint(format!("có phải trang `{near}`?"));
    }
    Err(Box::new(finding))
}

fn refusal(name: &str, broken: &Broken) -> Diagnostic {
    match broken {
        Broken::Locked => {
            Diagnostic::new(Code::TABLE_FORMAT, format!("`{name}` có mật khẩu nên không đọc được"))
                .hint("mở bằng Excel, bỏ mật khẩu rồi ghi lại")
        }
        Broken::TooLarge => Diagnostic::new(
            Code::FILE_SIZE,
            format!("`{name}` quá lớn để đọc: hơn 100.000 dòng, hơn 1.000 cột, có ô quá dài hoặc nằm quá xa"),
        )
        .hint("chép riêng phần cần đọc sang một tệp mới"),
        Broken::Damaged(words) => Diagnostic::new(
            Code::TABLE_FORMAT,
            format!("`{name}` bị hỏng hoặc không phải bảng tính ({words})"),
        )
        .hint("mở bằng Excel, chọn File, Save As, kiểu Excel Workbook (.xlsx), rồi đọc tệp mới"),
    }
}
