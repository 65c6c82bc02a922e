//! Comes in: a draft, its office and dossier, and someone who answers
//! `{{ … }}`. Goes out: the document. Must not know: what facts there are,
//! rule sets.

use std::sync::Arc;

use super::card::{co_issuers, co_signers, issuer, signer, signer_of, symbol};
use super::draft::Draft;
use super::entry::{Entry, Fields, Raw};
use super::filler::Filler;
use super::invited::invited;
use super::setting::Setting;
use crate::diag::{Code, Diagnostic, Span, nearest};
use crate::kind::{GuestUse, LANDSCAPE};
use crate::model::{Annex, Document, Form, Issuer, Signer, Silence};

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
    let co_issuers = co_issuers(draft, setting.office, findings);
    let co_signers = co_signers(draft, setting.office, findings);
    let confirmer = read.get("xac_nhan").and_then(|entry| signer_of(entry, setting.office, findings));
    findings.extend(each_signs(draft, (&co_issuers, &co_signers)));
    let mut fill = Filler::new(draft, setting, findings);
    let author = fill.text("tac_gia");
    let summary = fill.summary();
    let addressees = fill.list("kinh_gui");
    let superiors = fill.list("kinh_trinh");
    let basis = fill.list("can_cu");
    // Most kinds print their own fields before the body.
    let own = draft.kind.own.iter().filter_map(|name| Some((name.clone(), fill.own_field(name)?))).collect();
    let body = fill.body("noi_dung");
    let annexes = if with_annexes { annexes(draft, &mut fill, setting) } else { Vec::new() };
    let (recipients, kept_at) =
        fill.recipients(&issuer.kept_at, !addressees.is_empty() || !superiors.is_empty());
    let circulation = fill.text("pham_vi");
    let contact = fill.text("lien_he");
    fill.tell();
    findings.extend(setting.office.told.iter().chain(&setting.dossier.told).cloned());
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
        symbol: symbol(draft, &issuer, &co_issuers),
        issuer,
        co_issuers,
        form: draft.form,
        number_span: draft.number_span.clone(),
        date: read.date("ngay"),
        month: read.month("ngay").map(|(month, _)| month),
        author,
        summary,
        addressees,
        superiors,
        basis,
        body,
        signer,
        co_signers,
        confirmer,
        recipients,
        kept_at,
        secret: read.choice("do_mat").is_some(),
        urgency: read.choice("do_khan").map(str::to_owned),
        circulation,
        unpublished: read.flag("khong_pho_bien"),
        compact: read.get("gon").filter(|_| read.flag("gon")).map(|entry| entry.span.clone()),
        draft: read.number("du_thao").or_else(|| read.flag("ban_du_thao").then_some(0)),
        draft_span: read.get("du_thao").or(read.get("ban_du_thao")).map(|entry| entry.span.clone()),
        duplex: read.flag("hai_mat"),
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

/// Finds that not each organ of a paper of several has its own signer: the seals are each on one's
/// signature.
fn each_signs(draft: &Draft, (organs, signers): (&[Issuer], &[Signer])) -> Option<Diagnostic> {
    if organs.is_empty() || organs.len() == signers.len() || draft.form != Form::Paper {
        return None;
    }
    let place = draft.fields.get("cung_ky").or(draft.fields.get("cung_ban_hanh"))?.span.clone();
    let (organs, signers) = (organs.len() + 1, signers.len() + 1);
    let message = format!("{organs} cơ quan cùng ban hành mà có {signers} người ký");
    let hint = "mỗi cơ quan một người ký: cơ quan chủ trì là nguoi_ky, các cơ quan khác ghi vào cung_ky theo đúng thứ tự của cung_ban_hanh";
    Some(Diagnostic::new(Code::FIELD_MISSING, message).at(place).hint(hint))
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

fn annexes(draft: &Draft, fill: &mut Filler<'_, '_>, setting: &Setting<'_>) -> Vec<Annex> {
    let entries = draft.fields.list("phu_luc");
    entries.iter().filter_map(|entry| annex(entry, draft, fill, setting)).collect()
}

fn annex(entry: &Entry, draft: &Draft, fill: &mut Filler<'_, '_>, setting: &Setting<'_>) -> Option<Annex> {
    let Raw::Group(fields) = &entry.value else { return None };
    let landscape = fields.choice("kho").is_some();
    if let Some(name) = fields.text("van_ban") {
        let others = || setting.drafts.iter().filter(|other| other.id != draft.id);
        let Some(found) = others().find(|other| other.id == name.as_str()) else {
            let known: Vec<_> = others().map(|other| other.id.as_str()).collect();
            let mut finding =
                Diagnostic::new(Code::FIELD_REFERENCE, format!("hồ sơ không có văn bản `{}`", name.as_str()))
                    .at(name.span());
            if let Some(near) = nearest(name.as_str(), known.iter().copied()) {
                finding = finding.label(format!("có phải `{near}`?"));
            }
            fill.report(finding.hint(format!("các văn bản: {}", known.join(", "))));
            return None;
        };
        for (key, _) in fields.0.iter().filter(|(key, _)| !matches!(key.as_str(), "van_ban" | "kho")) {
            let message = format!("`{}` không được in khi đã có `van_ban`", key.as_str());
            fill.report(Diagnostic::new(Code::FIELD_UNUSED, message).at(key.span()));
        }
        // What is wrong with it is told where it is composed by itself.
        let mut document = composed(found, setting, false, &mut Vec::new());
        if landscape {
            LANDSCAPE.clone_into(&mut document.paper);
        }
        return Some(Annex::Document(Box::new(document)));
    }
    let Some(title) = fill.inner_text("phu_luc", "tieu_de", fields) else {
        fill.report(
            Diagnostic::new(Code::FIELD_MISSING, "phụ lục thiếu `van_ban` hoặc `tieu_de`")
                .at(entry.span.clone()),
        );
        return None;
    };
    let summary = fill.inner_text("phu_luc", "trich_yeu", fields);
    let body = fill.body_of(fields.get("noi_dung"));
    Some(Annex::Written { title: Box::new(title), summary: summary.map(Box::new), body, landscape })
}
