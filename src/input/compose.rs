//! Comes in: a draft, its office and dossier, and someone who answers
//! `{{ … }}`. Goes out: the document. Must not know: what facts there are,
//! rule sets.

use std::sync::Arc;

use super::body::body;
use super::card::{issuer, signer, signer_of, symbol};
use super::draft::Draft;
use super::entry::{Entry, Fields, Raw};
use super::inline::{Evaluate, filled};
use super::invited::invited;
use crate::diag::{Code, Diagnostic, Span, Text, nearest};
use crate::kind::GuestUse;
use crate::model::{Annex, Document, Dossier, Office, Own, Silence};

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
