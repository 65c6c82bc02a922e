//! Comes in: a paper's file, its office and dossier, and someone who answers
//! `{{ … }}`. Goes out: the document. Must not know: what facts there are,
//! rule sets.

use std::sync::Arc;

use chrono::NaiveDate;

use super::entry::{Entry, Fields, Raw};
use super::fields::fields;
use super::inline::{Evaluate, filled};
use super::invited::invited;
use super::{body::body, office};
use crate::diag::{Code, Diagnostic, Source, Span, Text, nearest};
use crate::kind::{GuestUse, Kind, NOT_ON_ANNEXES, NOT_ON_SHEETS, SIGNED_ONLY};
use crate::model::{Annex, Document, Dossier, Form, Issuer, Office, Own, Signer, Silence, Symbol};
use crate::text::one_line;
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

/// Is what other papers of the dossier may know of a paper.
#[derive(Debug, Clone)]
pub struct Card {
    /// The file's name without its ending.
    pub id: String,
    /// The kind in running text: `Kế hoạch`.
    pub kind: String,
    /// Number and symbol.
    pub symbol: Symbol,
    /// The day it was signed.
    pub date: Option<NaiveDate>,
    /// Who issued it, in running text.
    pub author: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Where the summary or the issuer is at fault, if they are: the paper
    /// cannot be cited.
    pub broken: Option<String>,
}

/// Finds a kind by name.
pub type KindOf<'a> = &'a mut dyn FnMut(&str) -> Result<Arc<Kind>, Vec<Diagnostic>>;

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
) -> Result<Draft, Vec<Diagnostic>> {
    let node = yaml::parse(source)?;
    let Some(name) = node.get("loai").and_then(yaml::Node::text) else {
        return Err(vec![
            Diagnostic::new(Code::FIELD_MISSING, "văn bản thiếu trường `loai`")
                .at(node.span.clone())
                .hint("dòng đầu viết loại văn bản, ví dụ: loai: ke-hoach")
                .hint("tệp YAML không phải văn bản thì đặt tên bắt đầu bằng dấu gạch dưới"),
        ]);
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
        return Err(vec![Diagnostic::new(Code::KIND_UNKNOWN, message).at(name.span()).hint(hint)]);
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
        for (key, _) in &read.0 {
            let annex = form == Form::Annex && NOT_ON_ANNEXES.contains(&key.as_str());
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
    {
        let message = format!("{} không in trên khổ {paper}", kind.name.to_lowercase());
        let allowed = format!("các khổ: {}", kind.papers.join(", "));
        findings.push(Diagnostic::new(Code::FIELD_CHOICE, message).at(entry.span.clone()).hint(allowed));
    }
    let typed = |node: &&yaml::Node| !matches!(node.value, yaml::Value::Null);
    let number_span = node.get("so").filter(typed).map(|node| node.span.clone());
    Ok(Draft { id: id.to_owned(), source: Arc::clone(source), kind, fields: read, form, number_span })
}

/// Gives the card of a draft; its summary is filled in with `facts`.
#[must_use]
pub fn card(draft: &Draft, office: &Office, facts: &dyn Evaluate) -> Card {
    let mut unseen = Vec::new();
    let issuer = issuer(draft, office, &mut unseen);
    // A signer who is not found is no fault of what is cited.
    let signer = signer(draft, office, &mut Vec::new());
    let summary = draft.fields.text("trich_yeu").map(|text| filled(text, facts, &mut unseen));
    Card {
        id: draft.id.clone(),
        kind: draft.kind.name.clone(),
        symbol: symbol(draft, &issuer),
        date: draft.fields.date("ngay").map(|(date, _)| date),
        author: office.author(&issuer, signer.as_ref()),
        broken: unseen.iter().find(|finding| finding.is_error()).map(|finding| {
            let place = finding.span.as_ref().map(|span| {
                let (line, column) = span.line_column();
                format!("{}:{line}:{column}", span.source.name())
            });
            place.unwrap_or_else(|| draft.source.name().to_owned())
        }),
        summary: summary.map(|text| one_line(text.as_str())),
    }
}

fn symbol(draft: &Draft, issuer: &Issuer) -> Symbol {
    Symbol {
        number: draft.fields.number("so"),
        kind: draft.kind.symbol.clone(),
        office: issuer.symbol.as_str().to_owned(),
    }
}

fn unknown(reference: &Text, what: &str, known: &[&str]) -> Diagnostic {
    let mut finding =
        Diagnostic::new(Code::FIELD_REFERENCE, format!("không có {what} `{}`", reference.as_str()))
            .at(reference.span());
    if let Some(near) = nearest(reference.as_str(), known.iter().copied()) {
        finding = finding.label(format!("có phải `{near}`?"));
    }
    finding.hint(if known.is_empty() {
        format!("khai {what} trong co-quan.yaml")
    } else {
        format!("đã khai trong co-quan.yaml: {}", known.join(", "))
    })
}

fn issuer(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Issuer {
    let found = match draft.fields.get("don_vi").map(|entry| &entry.value) {
        Some(Raw::Reference(name)) => office.unit(name.as_str()).cloned().or_else(|| {
            let known: Vec<_> = office.issuers.iter().map(|(key, _)| key.as_str()).collect();
            findings.push(unknown(name, "đơn vị", &known));
            None
        }),
        Some(Raw::Group(fields)) => office::unit(fields, &office.issuer),
        _ => None,
    };
    found.unwrap_or_else(|| office.issuer.clone())
}

fn signer(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Signer> {
    signer_of(draft.fields.get("nguoi_ky")?, office, findings)
}

fn signer_of(entry: &Entry, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Signer> {
    match &entry.value {
        Raw::Reference(name) => office.signer(name.as_str()).cloned().or_else(|| {
            let known: Vec<_> = office.signers.iter().map(|(key, _)| key.as_str()).collect();
            findings.push(unknown(name, "người ký", &known));
            None
        }),
        Raw::Group(fields) => office::signer(fields),
        _ => None,
    }
}

/// Holds what a document is composed with.
pub struct Setting<'a> {
    /// The office.
    pub office: &'a Arc<Office>,
    /// The dossier.
    pub dossier: &'a Arc<Dossier>,
    /// All papers of the dossier.
    pub drafts: &'a [Draft],
    /// Who answers `{{ … }}`.
    pub facts: &'a dyn Evaluate,
}

/// Composes a document of a draft.
pub fn compose(draft: &Draft, setting: &Setting<'_>, findings: &mut Vec<Diagnostic>) -> Document {
    composed(draft, setting, true, findings)
}

fn composed(
    draft: &Draft,
    setting: &Setting<'_>,
    with_annexes: bool,
    findings: &mut Vec<Diagnostic>,
) -> Document {
    let read = &draft.fields;
    let issuer = issuer(draft, setting.office, findings);
    let signer = signer(draft, setting.office, findings);
    let mut fill = Filler { id: &draft.id, setting, findings };
    let author = fill.text(read.text("tac_gia"));
    let summary = fill.text(read.text("trich_yeu"));
    let addressees = fill.texts(read.list("kinh_gui"));
    let superiors = fill.texts(read.list("kinh_trinh"));
    let basis = fill.texts(read.list("can_cu"));
    // Most kinds print their own fields before the body.
    let own =
        draft.kind.own.iter().filter_map(|name| Some((name.clone(), fill.own(read.get(name)?)?))).collect();
    let body = match read.get("noi_dung").map(|entry| &entry.value) {
        Some(Raw::Body(parts)) => body(parts, setting.facts, fill.findings),
        _ => crate::model::Body::default(),
    };
    let annexes = if with_annexes { fill.annexes(read.list("phu_luc")) } else { Vec::new() };
    let recipients = fill.texts(read.list("noi_nhan"));
    let circulation = fill.text(read.text("pham_vi"));
    let contact = fill.text(read.text("lien_he"));
    let each = draft.kind.guests == Some(GuestUse::Each);
    let (invited, follows) = if each { invited(draft, setting.drafts, findings) } else { (None, None) };
    if invited.is_none() {
        findings.extend(without_guests(draft));
    }
    Document {
        id: draft.id.clone(),
        span: read.get("loai").map_or_else(|| Span::whole(&draft.source), |entry| entry.span.clone()),
        kind: Arc::clone(&draft.kind),
        office: Arc::clone(setting.office),
        dossier: Arc::clone(setting.dossier),
        symbol: symbol(draft, &issuer),
        issuer,
        form: draft.form,
        number_span: draft.number_span.clone(),
        date: read.date("ngay"),
        author,
        summary,
        addressees,
        superiors,
        basis,
        body,
        signer,
        recipients,
        urgency: read.choice("do_khan").map(str::to_owned),
        circulation,
        unpublished: read.flag("khong_pho_bien"),
        draft: read.number("du_thao"),
        drafter: read.text("nguoi_soan").cloned(),
        contact,
        paper: read
            .choice("kho")
            .or(draft.kind.papers.first().map(String::as_str))
            .unwrap_or("A4")
            .to_owned(),
        annexes,
        rules: read.text("the_thuc").cloned(),
        silences: silences(read),
        own,
        invited,
        follows,
    }
}

/// Finds the fields that a paper needs because it has no guest list.
fn without_guests(draft: &Draft) -> Vec<Diagnostic> {
    let missing = draft.kind.unless_guests.iter().filter(|name| draft.fields.get(name).is_none());
    missing
        .map(|name| {
            let kind = draft.kind.name.to_lowercase();
            let message = format!("{kind} thiếu trường `{name}`, hoặc danh sách khách");
            let place = draft.fields.get("loai").map(|entry| entry.span.clone());
            Diagnostic::new(Code::FIELD_MISSING, message)
                .at(place.unwrap_or_else(|| Span::whole(&draft.source)))
                .hint(format!("một bản chung: {name}: [Các đồng chí bí thư chi bộ]"))
                .hint("mỗi khách một bản: danh_sach: { tep: khach-moi.xlsx }")
        })
        .collect()
}

fn silences(read: &Fields) -> Vec<Silence> {
    let groups = read.list("bo_qua").iter().filter_map(|entry| match &entry.value {
        Raw::Group(fields) => Some(fields),
        _ => None,
    });
    groups
        .filter_map(|fields| {
            Some(Silence { code: fields.text("ma")?.clone(), reason: fields.text("ly_do")?.clone() })
        })
        .collect()
}

/// Fills facts into values, in the order in which they are printed: the first
/// citation of a paper is the full one.
struct Filler<'a, 'b> {
    id: &'a str,
    setting: &'a Setting<'a>,
    findings: &'b mut Vec<Diagnostic>,
}

impl Filler<'_, '_> {
    fn text(&mut self, text: Option<&Text>) -> Option<Text> {
        Some(filled(text?, self.setting.facts, self.findings))
    }

    fn texts(&mut self, entries: &[Entry]) -> Vec<Text> {
        entries
            .iter()
            .filter_map(|entry| match &entry.value {
                Raw::Text(text) => self.text(Some(text)),
                Raw::Verbatim(text) => Some(text.clone()),
                _ => None,
            })
            .collect()
    }

    fn own(&mut self, entry: &Entry) -> Option<Own> {
        Some(match &entry.value {
            Raw::Text(text) => Own::Text(self.text(Some(text))?),
            Raw::Verbatim(text) | Raw::Reference(text) => {
                match signer_of(entry, self.setting.office, self.findings) {
                    Some(signer) => Own::Signer(Box::new(signer)),
                    None => Own::Text(text.clone()),
                }
            }
            Raw::Body(parts) => Own::Body(body(parts, self.setting.facts, self.findings)),
            Raw::Number(number) => Own::Number(*number),
            Raw::Date(date) => Own::Date(*date, entry.span.clone()),
            Raw::Time(time) => Own::Time(*time, entry.span.clone()),
            Raw::Flag(flag) => Own::Flag(*flag),
            Raw::Choice(word) => Own::Text(Text::new(word.clone(), entry.span.clone())),
            Raw::List(entries) => Own::List(entries.iter().filter_map(|entry| self.own(entry)).collect()),
            Raw::Group(fields) => Own::Group(
                fields
                    .0
                    .iter()
                    .filter_map(|(name, entry)| Some((name.as_str().to_owned(), self.own(entry)?)))
                    .collect(),
            ),
        })
    }

    fn annexes(&mut self, entries: &[Entry]) -> Vec<Annex> {
        entries.iter().filter_map(|entry| self.annex(entry)).collect()
    }

    fn annex(&mut self, entry: &Entry) -> Option<Annex> {
        let Raw::Group(fields) = &entry.value else { return None };
        if let Some(name) = fields.text("van_ban") {
            let others = || self.setting.drafts.iter().filter(|draft| draft.id != self.id);
            let Some(draft) = others().find(|draft| draft.id == name.as_str()) else {
                let known: Vec<_> = others().map(|draft| draft.id.as_str()).collect();
                let mut finding = Diagnostic::new(
                    Code::FIELD_REFERENCE,
                    format!("hồ sơ không có văn bản `{}`", name.as_str()),
                )
                .at(name.span());
                if let Some(near) = nearest(name.as_str(), known.iter().copied()) {
                    finding = finding.label(format!("có phải `{near}`?"));
                }
                self.findings.push(finding.hint(format!("các văn bản: {}", known.join(", "))));
                return None;
            };
            for (key, _) in fields.0.iter().filter(|(key, _)| key.as_str() != "van_ban") {
                let message = format!("`{}` không được in khi đã có `van_ban`", key.as_str());
                self.findings.push(Diagnostic::new(Code::FIELD_UNUSED, message).at(key.span()));
            }
            // What is wrong with it is told where it is composed by itself.
            let document = composed(draft, self.setting, false, &mut Vec::new());
            return Some(Annex::Document(Box::new(document)));
        }
        let title = self.text(fields.text("tieu_de"));
        let Some(title) = title else {
            self.findings.push(
                Diagnostic::new(Code::FIELD_MISSING, "phụ lục thiếu `van_ban` hoặc `tieu_de`")
                    .at(entry.span.clone()),
            );
            return None;
        };
        let summary = self.text(fields.text("trich_yeu"));
        let body = match fields.get("noi_dung").map(|entry| &entry.value) {
            Some(Raw::Body(parts)) => body(parts, self.setting.facts, self.findings),
            _ => crate::model::Body::default(),
        };
        Some(Annex::Written { title, summary, body })
    }
}
