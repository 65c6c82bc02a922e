//! Comes in: the YAML of a body. Goes out: its texts and tables, still as they
//! were typed. Must not know: what a line of it means.

use super::entry::{Entry, Fields, Part, Raw};
use super::scalar::{MAX_BODY, mismatch, within};
use crate::diag::{Code, Diagnostic, Text};
use crate::kind::{Field, FieldType};
use crate::yaml::{Node, Value};

/// Reads a map by the fields it may have.
type ReadFields = fn(&Node, &[Field], &str, &mut Vec<Diagnostic>) -> Fields;

/// Reads the YAML of a body: one text, or a list of texts and tables, whose
/// own fields `fields` reads.
pub(super) fn body(node: &Node, fields: ReadFields, findings: &mut Vec<Diagnostic>) -> Option<Vec<Part>> {
    match &node.value {
        Value::Scalar(text) => {
            within(text, MAX_BODY, findings)?;
            Some(vec![Part::Text(text.clone())])
        }
        Value::List(elements) => {
            let mut parts = Vec::new();
            for element in elements {
                match &element.value {
                    Value::Scalar(text) => {
                        within(text, MAX_BODY, findings)?;
                        parts.push(Part::Text(text.clone()));
                    }
                    Value::Map(_) => parts.extend(table(element, fields, findings)),
                    Value::Null => {}
                    Value::List(_) => findings.push(mismatch(element, &FieldType::Body)),
                }
            }
            Some(parts)
        }
        _ => None,
    }
}

fn table(node: &Node, fields: ReadFields, findings: &mut Vec<Diagnostic>) -> Option<Part> {
    for (key, _) in node.entries() {
        if key.as_str() != "bang" {
            findings.push(
                Diagnostic::new(Code::FIELD_UNKNOWN, format!("giữa bài không có khối `{}`", key.as_str()))
                    .at(key.span())
                    .label("có phải `bang`?")
                    .hint("nếu đây là một câu có dấu hai chấm thì viết câu ấy sau `- |`, ở dòng dưới"),
            );
        }
    }
    let bang = node.get("bang")?;
    let spec = [
        table_field("cot", FieldType::List(Box::new(FieldType::Text)), true),
        table_field("dong", FieldType::List(Box::new(FieldType::List(Box::new(FieldType::Text)))), true),
        table_field("rong", FieldType::List(Box::new(FieldType::Number)), false),
    ];
    let read = fields(bang, &spec, "bảng", findings);
    let texts = |entries: &[Entry]| -> Vec<Text> {
        entries
            .iter()
            .filter_map(|entry| match &entry.value {
                Raw::Text(text) => Some(text.clone()),
                _ => None,
            })
            .collect()
    };
    let columns = texts(read.list("cot"));
    let mut rows = Vec::new();
    for row in read.list("dong") {
        let Raw::List(cells) = &row.value else { continue };
        let cells = texts(cells);
        if cells.len() != columns.len() {
            findings.push(
                Diagnostic::new(
                    Code::FIELD_TYPE,
                    format!("dòng này có {} ô, bảng có {} cột", cells.len(), columns.len()),
                )
                .at(row.span.clone())
                .hint("ô để trống viết \"\""),
            );
        }
        rows.push(cells);
    }
    let widths = read
        .list("rong")
        .iter()
        .filter_map(|entry| match entry.value {
            Raw::Number(width) => Some(f64::from(width)),
            _ => None,
        })
        .collect();
    Some(Part::Table { columns, rows, widths })
}

fn table_field(name: &str, kind: FieldType, required: bool) -> Field {
    Field { required, ..Field::of(name, kind) }
}
