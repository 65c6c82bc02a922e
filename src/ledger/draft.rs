//! Comes in: a row below the header. Goes out: its cells by column, cleaned, or
//! what it is if it is no paper. Must not know: other rows, what cells mean.

use std::collections::BTreeMap;

use super::Record;
use super::column::{Column, Role};
use super::day::day;
use super::header::Header;
use crate::table::{Cell, Kind, Place, Row, clean, unguarded};
use crate::text::{fold, one_line};

/// Is a row that holds a paper, or part of one.
pub(super) struct Draft<'a> {
    pub row: &'a Row,
    header: &'a Header,
    filled: Option<&'a BTreeMap<usize, Cell>>,
    /// Why it is bad, each with its column.
    pub reasons: Vec<String>,
}

/// Is what a row is if it is no paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Passed {
    /// A heading above rows: a kind, a month, a year.
    Heading,
    /// A total, a date, a signature below the rows.
    Footer,
    /// The header again.
    Header,
}

impl<'a> Draft<'a> {
    pub(super) fn new(row: &'a Row, header: &'a Header, filled: Option<&'a BTreeMap<usize, Cell>>) -> Self {
        Self { row, header, filled, reasons: Vec::new() }
    }

    fn cell(&self, at: usize) -> Option<&'a Cell> {
        self.row.cells.get(&at).or_else(|| self.filled.and_then(|filled| filled.get(&at)))
    }

    /// Gives the cell of a column, if it is filled.
    pub(super) fn of(&self, column: Column) -> Option<&'a Cell> {
        self.cell(self.header.head(column)?.column)
    }

    /// Gives a column's text on one line; an error of the spreadsheet or broken
    /// letters make the row bad.
    pub(super) fn text(&mut self, column: Column) -> String {
        let Some(cell) = self.of(column) else { return String::new() };
        let what = match cell.kind {
            Kind::Error => Some(format!("ô có lỗi `{}`", cell.text)),
            Kind::RunOn => Some("dấu nháy kép mở mà không đóng".to_owned()),
            Kind::Formula => {
                Some(format!("công thức `{}` chưa có kết quả; mở tệp bằng Excel rồi ghi lại", cell.text))
            }
            Kind::Text | Kind::Number | Kind::Date => None,
        };
        let cleaned = clean(unguarded(&cell.text));
        let spoiled: Vec<&str> = cleaned.spoiled.iter().map(String::as_str).collect();
        let broken = (!spoiled.is_empty()).then(|| format!("chữ hỏng ({})", spoiled.join(", ")));
        for what in [what, broken].into_iter().flatten() {
            self.refuse(Some(column), &what);
        }
        cleaned.text
    }

    /// Gives the lines of a column: line ends and semicolons part them.
    pub(super) fn lines(&self, column: Column) -> String {
        let text = self.of(column).map_or("", |cell| cell.text.as_str());
        let lines = unguarded(text).split(['\n', ';']).map(|line| clean(line).text);
        let bare = |line: &str| {
            ["- ", "– ", "+ "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::to_owned)
        };
        let lines = lines.map(|line| bare(&line).unwrap_or(line));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// Gives what stands in columns that no column of the register is for.
    pub(super) fn others(&self) -> Vec<String> {
        let heads = self.header.heads.iter().filter(|head| head.role == Role::Other);
        let told = heads.filter_map(|head| {
            let text = clean(unguarded(&self.cell(head.column)?.text)).text;
            Some(format!("{}: {text}", head.shown))
        });
        told.collect()
    }

    /// Gives the header over a column.
    pub(super) fn head(&self, column: Column) -> Option<&'a str> {
        self.header.head(column).map(|head| head.shown.as_str())
    }

    /// Says why the row is bad.
    pub(super) fn refuse(&mut self, column: Option<Column>, what: &str) {
        let shown = column.and_then(|column| self.head(column));
        self.reasons.push(shown.map_or_else(|| what.to_owned(), |shown| format!("cột {shown}: {what}")));
    }

    /// Gives the file, sheet and row where it first stood: a row that was given
    /// back to be mended says so itself.
    fn stood(&self, place: &Place) -> (String, Option<String>, usize) {
        let told = |name: &str| {
            let head = self.header.heads.iter().find(|head| fold(&head.shown) == name)?;
            let text = one_line(&self.cell(head.column)?.text);
            Some(text).filter(|text| !text.is_empty())
        };
        let row = told("dong").and_then(|row| row.parse().ok());
        match told("tep goc").zip(row) {
            Some((file, row)) => (file, told("trang"), row),
            None => (place.file.clone(), place.sheet.clone(), self.row.number),
        }
    }

    /// Gives the row back as it stood.
    pub(super) fn record(&self, place: &Place, kind: Option<&str>) -> Record {
        let heads = self.header.heads.iter().filter(|head| !is_told(&head.shown));
        let text = |at| self.cell(at).map(|cell| cell.text.clone()).unwrap_or_default();
        let (file, sheet, row) = self.stood(place);
        Record {
            file,
            sheet,
            row,
            cells: heads.map(|head| (head.shown.clone(), text(head.column))).collect(),
            kind: kind.map(str::to_owned),
            place: place.row(self.row.number, None),
        }
    }

    /// Tells what the row is if it is no paper.
    pub(super) fn passed(&self) -> Option<Passed> {
        let texts: Vec<&str> = self.row.cells.values().map(|cell| cell.text.as_str()).collect();
        let heads = self.header.heads.iter().filter(|head| self.row.cells.contains_key(&head.column));
        let same = heads.filter(|head| self.row.text(head.column).map(fold) == Some(fold(&head.shown)));
        if same.count() > 1 {
            return Some(Passed::Header);
        }
        if self.is_bare() && texts.iter().any(|text| closes(text)) {
            return Some(Passed::Footer);
        }
        let period = texts.len() == 1 && is_period(texts[0]);
        (period || texts.len() == 1 && self.is_bare()).then_some(Passed::Heading)
    }

    /// Tells a row that has neither number nor day.
    pub(super) fn is_bare(&self) -> bool {
        let own = |column: Column| self.row.cells.get(&self.header.head(column)?.column);
        let numbered =
            own(Column::Symbol).is_some_and(|cell| cell.text.contains(|sign: char| sign.is_ascii_digit()));
        let dated = own(Column::Date).is_some_and(|cell| day(&cell.text, cell.kind).is_ok());
        !numbered && !dated
    }

    /// Gives all its text on one line.
    pub(super) fn whole(&self) -> String {
        one_line(&self.row.cells.values().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" "))
    }
}

/// Tells the columns that vanthu adds to bad rows.
pub(super) fn is_told(header: &str) -> bool {
    ["tep goc", "trang", "dong", "ly do"].contains(&fold(header).as_str())
}

/// Tells `NĂM 2023`, `Tháng 8/2023`, `Quý I`.
fn is_period(text: &str) -> bool {
    let folded = fold(text);
    ["nam ", "thang ", "quy "].iter().any(|start| folded.starts_with(start))
}

/// Gives the year that a heading names: `NĂM 2023`, `Tháng 8/2023`.
pub(super) fn year(text: &str) -> Option<i32> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').collect();
    let mut years =
        words.iter().filter(|word| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")));
    let year = years.next()?.parse().ok()?;
    (years.next().is_none() && (words.contains(&"nam") || words.contains(&"thang"))).then_some(year)
}

/// Tells the words that close a register: a total, a signature. Marks count
/// where a summary might begin alike.
fn closes(text: &str) -> bool {
    const STARTS: [&str; 8] =
        ["tổng cộng", "tổng số", "cộng:", "cộng ", "người lập", "người vào sổ", "t/m ", "danh sách này"];
    let lower = one_line(text).to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
        || ["tổng", "cộng", "tong cong", "tong so", "nguoi lap", "văn thư"].contains(&lower.as_str())
        || lower.starts_with("tong cong")
}
