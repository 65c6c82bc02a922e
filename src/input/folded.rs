//! Comes in: values whose lines YAML joined into one. Goes out: a finding where
//! their writer meant lines: of a body, of a list. Must not know: YAML's rules.
//!
//! A long value broken over several lines of the file is right, and printed
//! right. So a line is told of only if it cannot be the rest of the one above.

use super::body::mark;
use super::division::is_begun;
use crate::diag::{Code, Diagnostic};
use crate::model::Mark;
use crate::text::is_closed;
use crate::yaml::{Joint, Node, Value};

/// Is how short a line is (letters) that no margin of an editor has broken.
const SHORT: usize = 60;
/// Is how short a member of a list is that nobody breaks.
const SHORT_MEMBER: usize = 40;

/// Judges the value of a body, or each text of one that has parts.
pub(super) fn body(node: &Node, name: &str, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::List(parts) => parts.iter().for_each(|part| text(part, "- |", findings)),
        _ => text(node, &format!("{name}: |"), findings),
    }
}

fn text(node: &Node, right: &str, findings: &mut Vec<Diagnostic>) {
    let joints = node.joints();
    let hint = format!("viết `{right}` rồi xuống dòng, cả bài lùi vào hai dấu cách, mỗi đoạn một dòng");
    if let Some(joint) = joints.iter().find(|joint| begins(joint)) {
        findings.push(
            Diagnostic::new(Code::YAML_JOINED, "các dòng của bài bị nối thành một đoạn: thiếu dấu `|`")
                .at(joint.line.clone())
                .hint(hint),
        );
    } else if let Some(joint) = joints.iter().find(|joint| parts(joint)) {
        findings.push(
            Diagnostic::new(Code::YAML_ONE_PARAGRAPH, "dòng này in liền vào dòng trên, thành một đoạn")
                .at(joint.line.clone())
                .hint(format!("là đoạn riêng thì thiếu dấu `|`: {hint}")),
        );
    }
}

/// Judges the members of a list: one that is left blank, one whose lines were
/// joined, one that its own comma cut in two.
pub(super) fn members(elements: &[Node], name: &str, findings: &mut Vec<Diagnostic>) {
    for (at, element) in elements.iter().enumerate() {
        let Some(text) = element.text().filter(|text| !text.as_str().trim().is_empty()) else {
            if !matches!(element.value, Value::List(_) | Value::Map(_)) {
                findings.push(
                    Diagnostic::new(Code::FIELD_TYPE, format!("một mục của `{name}` để trống"))
                        .at(element.span.clone())
                        .hint("viết tên vào, hoặc xoá mục này"),
                );
            }
            continue;
        };
        member(element, name, findings);
        let next = elements.get(at + 1).and_then(Node::text);
        if let Some(next) = next.filter(|next| opens(text.as_str()) && closes(next.as_str()))
            && parted_by_comma(element, &elements[at + 1])
        {
            findings.push(
                Diagnostic::new(Code::YAML_SPLIT, "dấu phẩy trong ngoặc tách mục này làm hai")
                    .at(element.span.clone())
                    .related(elements[at + 1].span.clone(), "phần sau")
                    .hint(format!("đặt cả mục trong dấu nháy: \"{}, {}\"", text.as_str(), next.as_str())),
            );
        }
    }
}

/// Tells whether a bracket is open at the end of a text.
fn opens(text: &str) -> bool {
    text.rfind('(').is_some_and(|open| !text[open..].contains(')'))
}

/// Tells whether a text closes a bracket it has not opened.
fn closes(text: &str) -> bool {
    text.find(')').is_some_and(|close| !text[..close].contains('('))
}

/// Tells whether nothing but a comma stands between two members: those of a list
/// in square brackets.
fn parted_by_comma(one: &Node, other: &Node) -> bool {
    let (Some(text), start) = (one.text(), other.span.range.start) else { return false };
    let joint = one.span.source.text().get(text.span().range.end..start).unwrap_or_default();
    joint.trim() == ","
}

/// Judges a member of a list, or a text where a list may stand.
pub(super) fn member(node: &Node, name: &str, findings: &mut Vec<Diagnostic>) {
    let own = |joint: &Joint| {
        let short = joint.above().chars().count() < SHORT_MEMBER && !joint.above().ends_with(',');
        joint.above().ends_with(';') || (short && is_capital(joint.line()))
    };
    if let Some(joint) = node.joints().iter().find(|joint| own(joint)) {
        findings.push(
            Diagnostic::new(
                Code::YAML_ONE_PARAGRAPH,
                format!("dòng này in liền vào dòng trên, thành một mục của `{name}`"),
            )
            .at(joint.line.clone())
            .hint("là mục riêng thì bắt đầu bằng `- `, thẳng hàng với các mục khác; là một mục thì viết trên một dòng"),
        );
    }
}

/// Tells whether a joined line begins a part of a body: a heading, a member.
fn begins(joint: &Joint) -> bool {
    let line = joint.line();
    let alone = is_closed(joint.above())
        || joint.above().chars().count() < SHORT
        || mark(joint.above()) != Mark::Paragraph;
    let text = line.split_once(' ').map_or("", |(_, rest)| rest.trim_start());
    let marked = mark(line) != Mark::Paragraph && (is_capital(text) || is_closed(joint.above()));
    alone && (marked || is_begun(line))
}

/// Tells whether a joined line is a paragraph of its own.
fn parts(joint: &Joint) -> bool {
    let above = joint.above();
    let ended = is_closed(above) && !above.ends_with(',');
    ended || (above.chars().count() < SHORT && !above.ends_with(',') && is_capital(joint.line()))
}

fn is_capital(text: &str) -> bool {
    text.trim_start_matches(['*', '"', '“']).starts_with(char::is_uppercase)
}
