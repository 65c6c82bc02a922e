//! Comes in: a tree that was read. Goes out: a finding where YAML read a plain
//! value otherwise than its writer meant: list items run together, text lost
//! behind a `#`. Must not know: what any key means.

use std::sync::Arc;

use super::{Node, Value, syntax};
use crate::diag::{Code, Diagnostic, Findings, Source, Span, Text};

/// Looks at every plain value.
///
/// # Errors
/// Gives the findings, if there are any.
pub(super) fn judge(source: &Arc<Source>, node: &Node) -> Result<(), Findings> {
    let mut findings = Vec::new();
    walk(source, node, None, &mut findings);
    if findings.is_empty() { Ok(()) } else { Err(findings.into()) }
}

fn walk(source: &Arc<Source>, node: &Node, key: Option<&str>, findings: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::Null => {}
        Value::Scalar(text) => findings.extend(value(source, node, text, key)),
        Value::List(elements) => elements.iter().for_each(|element| walk(source, element, None, findings)),
        Value::Map(entries) => {
            for (key, value) in entries {
                walk(source, value, Some(key.as_str()), findings);
            }
        }
    }
}

fn value(source: &Arc<Source>, node: &Node, text: &Text, key: Option<&str>) -> Option<Diagnostic> {
    let start = node.span.range.start;
    let typed = &source.text()[start..];
    if typed.starts_with(['"', '\'', '|', '>']) {
        return None;
    }
    let first = text.as_str();
    if first.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphabetic)) {
        let hint =
            format!("viết `- {}`", first[1..].split_whitespace().take(6).collect::<Vec<_>>().join(" "));
        let finding = Diagnostic::new(Code::YAML_SYNTAX, "sau dấu `-` thiếu một dấu cách");
        return Some(finding.at(Span::new(source, start..start + 1)).hint(hint));
    }
    if first.contains(" -") {
        let end = text.span().range.end;
        let mut at = start;
        for line in source.text()[start..end].split_inclusive('\n') {
            let body = line.trim_start();
            if at > start && body.starts_with('-') {
                let at = at + (line.len() - body.len());
                return Some(run_together(key).at(Span::new(source, at..at + 1)));
            }
            at += line.len();
        }
    }
    lost(source, typed, start, text)
}

/// Words a line with a dash that was joined to the one above: of a list, or of a
/// text right below its key.
fn run_together(key: Option<&str>) -> Diagnostic {
    let said = |message: &str| Diagnostic::new(Code::YAML_SYNTAX, message);
    match key {
        Some(key) => said("dòng này bị nối vào dòng ở trên")
            .hint(format!("bài nhiều dòng thì viết `{key}: |` rồi xuống dòng, cả bài lùi vào hai dấu cách"))
            .hint("danh sách thì dòng nào cũng bắt đầu bằng `- `, lùi vào bằng nhau"),
        None => said("dòng này bị nối vào mục ở trên")
            .hint("các mục của một danh sách lùi vào bằng nhau, sau dấu `-` có một dấu cách"),
    }
}

/// Finds text that stands behind ` #` and looks like text: no space after it.
fn lost(source: &Arc<Source>, typed: &str, start: usize, text: &Text) -> Option<Diagnostic> {
    // A number or a date loses nothing to a comment.
    if !text.as_str().contains(char::is_alphabetic) {
        return None;
    }
    let line = typed.lines().next()?;
    let at = line.match_indices(" #").map(|(at, _)| at).find(|at| {
        let after = line[at + 2..].chars().next();
        after.is_some_and(|after| !after.is_whitespace() && after != '#')
    })?;
    let end = text.span().range.end;
    // Only white space may stand between the value and the sign.
    let between = source.text().get(end..start + at)?;
    between.trim().is_empty().then(|| {
        Diagnostic::new(Code::YAML_COMMENT, "chữ sau dấu `#` ở đây không được đọc")
            .at(Span::new(source, start + at + 1..start + line.trim_end().len()))
            .hint(format!(
                "chữ ấy là của văn bản thì đặt cả giá trị trong dấu nháy: {}",
                syntax::quoted(line)
            ))
    })
}
