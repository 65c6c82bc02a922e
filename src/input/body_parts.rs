//! Comes in: the YAML of a body. Goes out: its texts and tables, still as they
//! were typed. Must not know: what a line of it means.

use super::entry::{Part, ReadFields};
use super::scalar::{MAX_BODY, mismatch, within};
use crate::diag::{Code, Diagnostic};
use crate::kind::FieldType;
use crate::yaml::{Node, Value};

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
    super::table::table(node.get("bang")?, fields, findings).map(Part::Table)
}
