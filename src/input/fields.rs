//! Comes in: a YAML tree and the fields it may have. Goes out: the fields'
//! values by type, and a finding for everything that does not fit, all at
//! once. Must not know: what a field is for.

use super::body_parts::body;
use super::entry::{Entry, Fields, Raw};
use super::folded;
use super::scalar::{choice, date, line, lines, mismatch, month, time};
use super::table::raw_rows;
use crate::diag::{Code, Diagnostic, Text, nearest};
use crate::kind::{Field, FieldType, Part};
use crate::text::folded as plain;
use crate::yaml::{Node, Value};

/// Is the longest text (bytes) whose own end is looked for.
const MAX_PLACED: usize = 120;

/// Reads a map of fields. `what` names the file in messages: `kế hoạch`.
pub(super) fn fields(node: &Node, spec: &[Field], what: &str, findings: &mut Vec<Diagnostic>) -> Fields {
    let mut read = Vec::new();
    if !matches!(node.value, Value::Map(_)) {
        findings.push(mismatch(node, &FieldType::Group(spec.to_vec())));
        return Fields(read);
    }
    // A key that was only mistyped is not missing as well.
    let mut mistyped = Vec::new();
    for (key, value) in node.entries() {
        let mut field = spec.iter().find(|field| field.name == key.as_str());
        let meant = || unmarked(key, spec).filter(|name| node.get(name).is_none());
        if let Some(name) = field.is_none().then(meant).flatten() {
            // Read all the same, so that nothing that follows from it is told of.
            findings.push(marked(key, name));
            field = spec.iter().find(|field| field.name == name);
        }
        let Some(field) = field else {
            mistyped.extend(near(key, spec).map(str::to_owned));
            findings.push(unknown(key, spec, what));
            continue;
        };
        if is_blank(value) {
            continue;
        }
        if let Some(entry) = entry(value, &field.kind, &field.name, findings) {
            read.push((key.rewritten(field.name.clone(), vec![(0, 0)]), entry));
        }
    }
    unprinted(node, spec, findings);
    for field in spec.iter().filter(|field| field.required && !mistyped.contains(&field.name)) {
        let exact = node.entries().iter().find(|(key, _)| key.as_str() == field.name);
        let marked = || node.entries().iter().find(|(key, _)| unmarked(key, spec) == Some(&field.name));
        let written = exact.or_else(marked);
        let instead = |other: &String| node.get(other).is_some_and(|node| !is_blank(node));
        if field.unless.iter().any(instead) {
            continue;
        }
        if written.is_none_or(|(_, node)| is_blank(node)) {
            findings.push(missing(field, written.map(|(key, _)| key), node, what));
        }
    }
    Fields(read)
}

/// Finds fields that are not printed without another one that is missing.
fn unprinted(node: &Node, spec: &[Field], findings: &mut Vec<Diagnostic>) {
    let there = |name: &str| node.get(name).is_some_and(|node| !is_blank(node));
    for field in spec.iter().filter(|field| there(&field.name)) {
        if let Some(missing) = field.with.iter().find(|name| !there(name))
            && let Some((key, _)) = node.entries().iter().find(|(key, _)| key.as_str() == field.name)
        {
            let message = format!("`{}` không được in khi thiếu `{missing}`", field.name);
            let hint = format!("thêm `{missing}`, hoặc xoá `{}`", field.name);
            findings.push(Diagnostic::new(Code::FIELD_UNUSED, message).at(key.span()).hint(hint));
        }
    }
}

/// A field with nothing in it is a field that was left out.
fn is_blank(node: &Node) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Scalar(text) => text.as_str().trim().is_empty(),
        Value::List(elements) => elements.iter().all(is_blank),
        Value::Map(_) => false,
    }
}

fn near<'a>(key: &Text, spec: &'a [Field]) -> Option<&'a str> {
    nearest(key.as_str(), spec.iter().map(|field| field.name.as_str()))
}

/// Gives the field whose name a key is, but for marks, capitals and spaces.
fn unmarked<'a>(key: &Text, spec: &'a [Field]) -> Option<&'a str> {
    let typed = plain(key.as_str().trim());
    spec.iter().map(|field| field.name.as_str()).find(|name| plain(name) == typed)
}

/// Words a key typed as Vietnamese writes it (`số`, `Trích yếu`).
fn marked(key: &Text, name: &str) -> Diagnostic {
    let message = format!("tên trường viết không dấu: `{name}`");
    let hint = format!("viết `{name}: …`; chữ thường, không dấu, giữa các chữ là dấu `_`");
    Diagnostic::new(Code::FIELD_UNKNOWN, message).at(key.span()).hint(hint)
}

fn unknown(key: &Text, spec: &[Field], what: &str) -> Diagnostic {
    let mut finding =
        Diagnostic::new(Code::FIELD_UNKNOWN, format!("{what} không có trường `{}`", key.as_str()))
            .at(key.span());
    if let Some(field) = instead(key, spec) {
        let help = without_article(&field.help);
        finding = finding.hint(format!("{what} dùng `{}`: {help}", field.name));
    } else if let Some(near) = near(key, spec) {
        finding = finding.label(format!("có phải `{near}`?"));
    } else {
        let names: Vec<_> = spec.iter().map(|field| field.name.as_str()).collect();
        finding = finding.hint(format!("các trường: {}", names.join(", ")));
    }
    finding
}

/// Finds the field that says the like where the one typed is one of other kinds.
fn instead<'a>(key: &Text, spec: &'a [Field]) -> Option<&'a Field> {
    let shared = Part::Paper.fields().ok()?.into_iter().find(|field| field.name == key.as_str())?;
    shared.instead.iter().find_map(|name| spec.iter().find(|field| field.name == *name))
}

fn missing(field: &Field, key: Option<&Text>, node: &Node, what: &str) -> Diagnostic {
    let mut finding = Diagnostic::new(Code::FIELD_MISSING, format!("{what} thiếu trường `{}`", field.name))
        .at(key.map_or_else(|| node.span.clone(), Text::span));
    if !field.help.is_empty() {
        finding = finding.hint(without_article(&field.help));
    }
    match &field.example {
        Some(example) => finding.hint(format!("ví dụ: {}: {example}", field.name)),
        None => finding,
    }
}

/// Takes the articles out of a field's help: which guidance a paper stands under
/// is not known here.
fn without_article(help: &str) -> String {
    let mut plain = help.to_owned();
    while let Some(start) = plain.find(" (HD") {
        let Some(end) = plain[start..].find(')') else { break };
        plain.replace_range(start..=start + end, "");
    }
    plain
}

fn entry(node: &Node, kind: &FieldType, name: &str, findings: &mut Vec<Diagnostic>) -> Option<Entry> {
    let before = findings.len();
    let value = value(node, kind, name, findings);
    if value.is_none() && findings.len() == before {
        findings.push(mismatch(node, kind));
    }
    // A long text tells its places itself.
    let short = node.text().filter(|text| text.as_str().len() <= MAX_PLACED);
    let span = short.map_or_else(|| node.span.clone(), Text::span);
    Some(Entry { span, value: value? })
}

fn value(node: &Node, kind: &FieldType, name: &str, findings: &mut Vec<Diagnostic>) -> Option<Raw> {
    let text = || node.text();
    match kind {
        FieldType::Text => Some(Raw::Text(line(text()?, findings)?)),
        FieldType::Lines => Some(Raw::Text(lines(text()?, findings)?)),
        FieldType::Verbatim => Some(Raw::Verbatim(line(text()?, findings)?)),
        FieldType::VerbatimLines => Some(Raw::Verbatim(lines(text()?, findings)?)),
        FieldType::Body => {
            folded::body(node, name, findings);
            body(node, fields, findings).map(Raw::Body)
        }
        FieldType::Rows => raw_rows(node, fields, findings).map(Raw::Rows),
        FieldType::Number => {
            let number = text()?.as_str().trim().parse().ok()?;
            (number > 0).then_some(Raw::Number(number))
        }
        FieldType::Date => date(text()?, findings).map(Raw::Date),
        FieldType::DayOrMonth => match month(text()?) {
            Some(month) => Some(Raw::Month(month)),
            None => date(text()?, findings).map(Raw::Date),
        },
        FieldType::Time => time(text()?, findings).map(Raw::Time),
        FieldType::Flag => match text()?.as_str() {
            "true" | "có" => Some(Raw::Flag(true)),
            "false" | "không" => Some(Raw::Flag(false)),
            _ => None,
        },
        FieldType::Choice(words) => choice(text()?, words, findings).map(Raw::Choice),
        FieldType::Signer | FieldType::Issuer => match &node.value {
            Value::Scalar(text) => Some(Raw::Reference(line(text, findings)?)),
            Value::Map(_) => {
                let spec = spelt_out(kind)?;
                Some(Raw::Group(fields(node, &spec, &format!("nhóm `{name}`"), findings)))
            }
            _ => None,
        },
        FieldType::List(of) => match &node.value {
            Value::List(elements) => {
                if of.is_text() {
                    folded::members(elements, name, findings);
                }
                let written = elements.iter().filter(|element| !of.is_text() || !is_blank(element));
                Some(Raw::List(written.filter_map(|element| entry(element, of, name, findings)).collect()))
            }
            // Lines where a list may stand are its members.
            Value::Scalar(text) if text.as_str().trim().contains('\n') && matches!(**of, FieldType::Text) => {
                let lines = lines(text, findings)?;
                let member = |line: Text| Entry { span: line.span(), value: Raw::Text(line) };
                Some(Raw::List(split(&lines).into_iter().map(member).collect()))
            }
            // One value where a list may stand is a list of one.
            Value::Scalar(_) if of.is_text() => {
                folded::member(node, name, findings);
                entry(node, of, name, findings).map(|entry| Raw::List(vec![entry]))
            }
            _ => None,
        },
        FieldType::Group(spec) => match &node.value {
            Value::Map(_) => Some(Raw::Group(fields(node, spec, &format!("nhóm `{name}`"), findings))),
            _ => None,
        },
        FieldType::Named(of) => match &node.value {
            Value::Map(entries) => {
                let mut named = Vec::new();
                for (key, value) in entries {
                    if let Some(entry) = entry(value, of, key.as_str(), findings) {
                        named.push((key.clone(), entry));
                    }
                }
                Some(Raw::Group(Fields(named)))
            }
            _ => None,
        },
    }
}

/// Cuts a text into its lines without the empty ones.
fn split(text: &Text) -> Vec<Text> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.as_str().split_inclusive('\n') {
        let kept = line.trim();
        let at = start + (line.len() - line.trim_start().len());
        lines.extend((!kept.is_empty()).then(|| text.slice(at..at + kept.len())));
        start += line.len();
    }
    lines
}

/// Gives the fields of a signer or an issuer that is spelt out in a paper:
/// the same ones the office's file has.
fn spelt_out(kind: &FieldType) -> Option<Vec<Field>> {
    let name = if *kind == FieldType::Signer { "nguoi_ky" } else { "don_vi" };
    let fields = crate::kind::Part::Office.fields().ok()?;
    let field = fields.into_iter().find(|field| field.name == name)?;
    match field.kind {
        FieldType::Named(of) => match *of {
            FieldType::Group(fields) => Some(fields),
            _ => None,
        },
        _ => None,
    }
}
