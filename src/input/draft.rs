//! Comes in: a paper's file. Goes out: its values as they were typed, and of
//! what kind it is. Must not know: the office, other papers, facts.

use std::sync::Arc;

use super::entry::{Fields, Raw};
use super::fields::fields;
use crate::diag::{Code, Diagnostic, Findings, Source, Span};
use crate::kind::{GuestUse, Kind, LANDSCAPE, NOT_ON_ANNEXES, NOT_ON_SHEETS, SIGNED_ONLY};
use crate::model::Form;
use crate::text::folded;
use crate::yaml;

/// Is a paper whose facts are not filled in yet.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The file's name without its ending.
    pub id: String,
    /// The file.
    pub source: Arc<Source>,
    /// The kind.
    pub kind: Arc<Kind>,
    /// The values as they were typed.
    pub fields: Fields,
    /// What it is.
    pub form: Form,
    /// Where a number was typed, be it a good one or not.
    pub number_span: Option<Span>,
}

/// Finds a kind by name.
pub type KindOf<'a> = &'a mut dyn FnMut(&str) -> Result<Arc<Kind>, Findings>;

/// Reads a paper's file; `kind_of` finds its kind.
///
/// Findings about fields do not hide the draft: it is still good for facts.
///
/// # Errors
/// Gives findings where no kind could be told.
pub fn draft(
    id: &str,
    source: &Arc<Source>,
    kind_of: KindOf<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Result<Draft, Findings> {
    let node = yaml::parse_on(source, findings)?;
    let marked = node.entries().iter().find(|(key, _)| folded(key.as_str().trim()) == "loai");
    let typed = node.get("loai").or(marked.map(|(_, value)| value));
    let Some(name) = typed.and_then(yaml::Node::text) else {
        return Err(Diagnostic::new(Code::FIELD_MISSING, "văn bản thiếu trường `loai`")
            .at(node.span.clone())
            .hint("dòng đầu viết loại văn bản, ví dụ: loai: ke-hoach")
            .hint("tệp YAML không phải văn bản thì đặt tên bắt đầu bằng dấu gạch dưới")
            .into());
    };
    let kind = kind_of(name.as_str().trim()).map_err(|found| {
        found
            .into_iter()
            .map(|finding| if finding.span.is_none() { finding.at(name.span()) } else { finding })
            .collect::<Vec<_>>()
    })?;
    if kind.guests == Some(GuestUse::All) {
        let message = format!("`{}` không phải văn bản mà là tờ in từ danh sách khách", kind.id);
        let hint = format!("ghi vào giấy mời: in_kem: [{}]", kind.id);
        return Err(Diagnostic::new(Code::KIND_UNKNOWN, message).at(name.span()).hint(hint).into());
    }
    let form =
        node.get("hinh_thuc").and_then(yaml::Node::text).map(|text| text.as_str().trim().to_lowercase());
    let form = match form.as_deref() {
        Some("tai-lieu") => Form::Sheet,
        Some("phu-luc") => Form::Annex,
        _ => Form::Paper,
    };
    let mut spec = kind.fields.clone();
    if form != Form::Paper {
        for field in &mut spec {
            field.required &= !SIGNED_ONLY.contains(&field.name.as_str());
        }
    }
    let read = fields(&node, &spec, &kind.name.to_lowercase(), findings);
    if form != Form::Paper {
        for (key, entry) in &read.0 {
            let turned = matches!(&entry.value, Raw::Choice(paper) if paper == LANDSCAPE);
            let annex = form == Form::Annex && NOT_ON_ANNEXES.contains(&key.as_str()) && !turned;
            if annex || NOT_ON_SHEETS.contains(&key.as_str()) {
                findings.push(
                    Diagnostic::new(
                        Code::FIELD_UNUSED,
                        format!("trường `{}` không được in ở hình thức này", key.as_str()),
                    )
                    .at(key.span())
                    .hint("xoá trường này, hoặc bỏ dòng hinh_thuc để thành văn bản có số, có ký"),
                );
            }
        }
    }
    if let Some(entry) = read.get("kho")
        && let Raw::Choice(paper) = &entry.value
        && !kind.papers.contains(paper)
        // An annex may be turned whatever the kind: it holds tables.
        && !(form == Form::Annex && paper == LANDSCAPE)
    {
        let message = format!("{} không in trên khổ {paper}", kind.name.to_lowercase());
        let allowed = format!("các khổ: {}", kind.papers.join(", "));
        findings.push(Diagnostic::new(Code::FIELD_CHOICE, message).at(entry.span.clone()).hint(allowed));
    }
    let typed = |node: &&yaml::Node| !matches!(node.value, yaml::Value::Null);
    let number_span = node.get("so").filter(typed).map(|node| node.span.clone());
    Ok(Draft { id: id.to_owned(), source: Arc::clone(source), kind, fields: read, form, number_span })
}
