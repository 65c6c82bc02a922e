//! Comes in: the YAML of a table. Goes out: its cells as they were typed, each
//! with its place in the grid. Must not know: what stands in a cell.

use super::entry::{Fields, Raw, RawCell, RawRow, RawTable, ReadFields};
use super::grid::{Numbered, placed};
use super::scalar::{lines, mismatch};
use crate::diag::{Code, Diagnostic, Text};
use crate::kind::{ALIGNS, Field, FieldType, LANDSCAPE};
use crate::model::Align;
use crate::yaml::{Node, Value};

/// Names the ways rows are numbered.
const NUMBERED: [(&str, Numbered); 2] = [("có", Numbered::On), ("theo phần", Numbered::Parts)];

/// Reads what stands under `bang`.
pub(super) fn table(bang: &Node, fields: ReadFields, findings: &mut Vec<Diagnostic>) -> Option<RawTable> {
    let words = |words: &[&str]| FieldType::Choice(words.iter().map(|word| (*word).to_owned()).collect());
    let spec = [
        table_field("cot", FieldType::Rows, true),
        table_field("dong", FieldType::Rows, true),
        table_field("rong", FieldType::List(Box::new(FieldType::Number)), false),
        table_field("can", FieldType::List(Box::new(words(&ALIGNS))), false),
        table_field("danh_so", words(&NUMBERED.map(|(word, _)| word)), false),
        table_field("co_chu", FieldType::Number, false),
        table_field("kho", words(&[LANDSCAPE]), false),
    ];
    let read = fields(bang, &spec, "bảng", findings);
    let (head, rows) = (rows(&read, "cot")?, rows(&read, "dong")?);
    let head = one_row(head);
    let columns = head.first().map_or(0, |row| row.cells.iter().map(|cell| cell.columns).sum());
    let numbered = read
        .choice("danh_so")
        .and_then(|word| NUMBERED.iter().find(|(known, _)| *known == word).map(|(_, numbered)| *numbered));
    let head = placed(head, columns, None, true, findings);
    let rows = placed(rows, columns, numbered, false, findings);
    let widths = column_values(bang, &read, "rong", columns, findings, |raw| match raw {
        Raw::Number(width) => Some(f64::from(*width)),
        _ => None,
    });
    let aligns = column_values(bang, &read, "can", columns, findings, |raw| match raw {
        Raw::Choice(word) => Align::of(word),
        _ => None,
    });
    let place = |name: &str| read.get(name).map(|entry| entry.span.clone());
    Some(RawTable {
        columns,
        head,
        rows,
        widths,
        aligns,
        size: read.number("co_chu").zip(place("co_chu")),
        landscape: place("kho"),
    })
}

fn rows(read: &Fields, name: &str) -> Option<Vec<RawRow>> {
    match &read.get(name)?.value {
        Raw::Rows(rows) => Some(rows.clone()),
        _ => None,
    }
}

/// A head of one row may be typed without a list of its own.
fn one_row(rows: Vec<RawRow>) -> Vec<RawRow> {
    let Some(first) = rows.first().filter(|_| rows.iter().all(|row| !row.listed)) else { return rows };
    let span = first.span.clone();
    let whole = rows.iter().all(|row| row.whole);
    vec![RawRow { span, cells: rows.into_iter().flat_map(|row| row.cells).collect(), listed: true, whole }]
}

/// Reads a value for each column; as many are needed as there are columns.
fn column_values<T>(
    bang: &Node,
    read: &Fields,
    name: &str,
    columns: usize,
    findings: &mut Vec<Diagnostic>,
    one: impl Fn(&Raw) -> Option<T>,
) -> Vec<T> {
    let values: Vec<T> = read.list(name).iter().filter_map(|entry| one(&entry.value)).collect();
    let typed = match bang.get(name).map(|node| &node.value) {
        Some(Value::List(typed)) => typed.len(),
        _ => values.len(),
    };
    if typed != values.len() {
        // Those that were mistyped are told of already.
        return Vec::new();
    }
    if let Some(entry) = read.get(name).filter(|_| typed != columns && columns > 0) {
        let message = format!("`{name}` có {typed} giá trị, bảng có {columns} cột");
        findings.push(
            Diagnostic::new(Code::TABLE_SHAPE, message)
                .at(entry.span.clone())
                .hint("mỗi cột một giá trị, theo thứ tự các cột; hoặc bỏ cả dòng này"),
        );
        return Vec::new();
    }
    values
}

/// Reads the rows of a table. A row that is no list is a row of one cell.
pub(super) fn raw_rows(
    node: &Node,
    fields: ReadFields,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<RawRow>> {
    let Value::List(elements) = &node.value else { return None };
    let row = |element: &Node| {
        let listed = matches!(element.value, Value::List(_));
        let typed = match &element.value {
            Value::List(cells) => cells.as_slice(),
            _ => std::slice::from_ref(element),
        };
        let cells: Vec<RawCell> = typed.iter().filter_map(|one| cell(one, fields, findings)).collect();
        RawRow { span: element.span.clone(), whole: cells.len() == typed.len(), cells, listed }
    };
    Some(elements.iter().map(row).collect())
}

fn cell(node: &Node, fields: ReadFields, findings: &mut Vec<Diagnostic>) -> Option<RawCell> {
    let empty = RawCell { span: node.span.clone(), text: None, column: 0, columns: 1, rows: 1, align: None };
    match &node.value {
        Value::Null => Some(empty),
        Value::Scalar(text) => {
            let span = if text.as_str().is_empty() { node.span.clone() } else { text.span() };
            Some(RawCell { span, text: Some(lines(text, findings)?), ..empty })
        }
        Value::Map(_) => {
            let words = ALIGNS.map(str::to_owned).to_vec();
            let spec = [
                table_field("chu", FieldType::Lines, false),
                table_field("gop", FieldType::Number, false),
                table_field("gop_dong", FieldType::Number, false),
                table_field("can", FieldType::Choice(words), false),
            ];
            let read = fields(node, &spec, "ô", findings);
            let span = read.text("chu").map_or(empty.span, Text::span);
            let count = |name: &str| read.number(name).map_or(1, |number| number as usize);
            Some(RawCell {
                span,
                text: read.text("chu").cloned(),
                column: 0,
                columns: count("gop"),
                rows: count("gop_dong"),
                align: read.choice("can").and_then(Align::of),
            })
        }
        Value::List(_) => {
            findings.push(mismatch(node, &FieldType::Lines));
            None
        }
    }
}

fn table_field(name: &str, kind: FieldType, required: bool) -> Field {
    Field { required, ..Field::of(name, kind) }
}
