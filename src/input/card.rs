//! Comes in: a draft and its office. Goes out: who issues and signs it, and what
//! other papers of the dossier may know of it. Must not know: the rest of it.

use chrono::NaiveDate;

use super::draft::Draft;
use super::entry::{Entry, Raw};
use super::inline::Evaluate;
use super::office;
use super::summary::summary;
use super::system::{alike, system};
use super::typed::Taken;
use crate::diag::{Code, Diagnostic, Text, nearest};
use crate::kind::Side;
use crate::model::{Issuer, Month, Office, Signer, Symbol};
use crate::text::{ToneStyle, one_line, restyle};

/// Is what other papers of the dossier may know of a paper.
#[derive(Debug, Clone)]
pub struct Card {
    /// The file's name without its ending.
    pub id: String,
    /// The kind in running text: `Kế hoạch`.
    pub kind: String,
    /// Number and symbol.
    pub symbol: Symbol,
    /// What its own rule set prints behind the number: `-KH/ĐU`.
    pub tail: String,
    /// The day it was signed.
    pub date: Option<NaiveDate>,
    /// The month it is to be signed in, where the day is still open.
    pub month: Option<Month>,
    /// Who issued it, in running text.
    pub author: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Where the summary or the issuer is at fault, if they are: the paper
    /// cannot be cited.
    pub broken: Option<String>,
}

/// Gives the card of a draft; its summary is filled in with `facts`.
#[must_use]
pub fn card(draft: &Draft, office: &Office, facts: &dyn Evaluate) -> Card {
    let mut unseen = Vec::new();
    let issuer = issuer(draft, office, &mut unseen);
    // A signer who is not found is no fault of what is cited.
    let signer = signer(draft, office, &mut Vec::new());
    let summary = summary(draft, facts, &mut unseen, &mut Taken::default());
    Card {
        id: draft.id.clone(),
        kind: draft.kind.name.clone(),
        symbol: symbol(draft, &issuer, &co_issuers(draft, office, &mut unseen)),
        tail: String::new(),
        date: draft.fields.date("ngay").map(|(date, _)| date),
        month: draft.fields.month("ngay").map(|(month, _)| month),
        author: office.author(&issuer, &co_issuers(draft, office, &mut Vec::new()), signer.as_ref()),
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

pub(super) fn symbol(draft: &Draft, issuer: &Issuer, others: &[Issuer]) -> Symbol {
    let symbols: Vec<&str> =
        std::iter::once(issuer).chain(others).map(|organ| organ.symbol.as_str()).collect();
    Symbol {
        number: draft.fields.number("so"),
        kind: draft.kind.symbol.of(issuer.side).clone(),
        office: symbols.join("-"),
        lead: issuer.symbol.as_str().to_owned(),
        congress: issuer.congress.as_ref().map(|days| days.from),
        unit: match issuer.side {
            Side::Party => String::new(),
            Side::State => {
                draft.fields.text("don_vi_soan").map_or_else(String::new, |unit| unit.as_str().to_owned())
            }
        },
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

pub(super) fn issuer(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Issuer {
    let entry = draft.fields.get("don_vi");
    let found = entry.and_then(|entry| issuer_of(entry, office, findings));
    if let (Some(Raw::Group(fields)), Some(unit)) = (entry.map(|entry| &entry.value), &found) {
        findings.extend(system(unit));
        // The register has to know the days of a congress, and whose numbers run by years.
        let congress = fields.get("dai_hoi").filter(|_| unit.congress.is_some());
        let unknown = unit.side == Side::State && !office.terms.is_yearly(unit.symbol.as_str());
        let state = fields.get("he").or(fields.get("ten")).filter(|_| unknown);
        let said = |entry: &Entry, code, message: &str| {
            let hint = "khai cơ quan ấy trong co-quan.yaml, ở đây ghi tên ngắn của nó";
            Diagnostic::new(code, message).at(entry.span.clone()).hint(hint)
        };
        findings
            .extend(congress.map(|days| {
                said(days, Code::FIELD_UNUSED, "`dai_hoi` chỉ khai ở don_vi trong co-quan.yaml")
            }));
        findings.extend(state.map(|own| {
            let message = "cơ quan nhà nước khác cơ quan ở đây thì khai ở don_vi trong co-quan.yaml: sổ cần biết số của nó chạy theo năm";
            said(own, Code::SYSTEM, message)
        }));
        findings.extend(alike(unit, office));
    }
    found.unwrap_or_else(|| office.issuer.clone())
}

/// Gives the other organs that issue a paper. They may be of the State: the head is the leading
/// organ's.
pub(super) fn co_issuers(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Vec<Issuer> {
    let others = draft.fields.list("cung_ban_hanh").iter();
    others.filter_map(|entry| issuer_of(entry, office, findings)).collect()
}

fn issuer_of(entry: &Entry, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Issuer> {
    match &entry.value {
        Raw::Reference(name) => office.unit(name.as_str()).cloned().or_else(|| {
            let known: Vec<_> = office.issuers.iter().map(|(key, _)| key.as_str()).collect();
            findings.push(unknown(name, "đơn vị", &known));
            None
        }),
        Raw::Group(fields) => office::unit(fields, &office.issuer),
        _ => None,
    }
}

/// Tells whose rules of form the issuer of a draft stands under.
#[must_use]
pub fn side(draft: &Draft, office: &Office) -> Side {
    issuer(draft, office, &mut Vec::new()).side
}

pub(super) fn signer(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Signer> {
    let found = signer_of(draft.fields.get("nguoi_ky")?, office, findings)?;
    let side = issuer(draft, office, &mut Vec::new()).side;
    let Some(words) = draft.kind.signs_as.of(side) else { return Some(found) };
    Some(Signer {
        authority: Vec::new(),
        title: Text::new(words.as_str(), found.name.span()),
        title_lines: vec![words.clone()],
        organ: None,
        organ_lines: Vec::new(),
        also: None,
        name: found.name,
    })
}

/// Gives the others who sign a paper.
pub(super) fn co_signers(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Vec<Signer> {
    let others = draft.fields.list("cung_ky").iter();
    others.filter_map(|entry| signer_of(entry, office, findings)).collect()
}

pub(super) fn signer_of(entry: &Entry, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Signer> {
    let found = match &entry.value {
        Raw::Reference(name) => office.signer(name.as_str()).cloned().or_else(|| {
            let known: Vec<_> = office.signers.iter().map(|(key, _)| key.as_str()).collect();
            findings.push(unknown(name, "người ký", &known));
            None
        }),
        Raw::Group(fields) => office::signer(fields),
        _ => None,
    };
    findings.extend(found.as_ref().and_then(untitled));
    found
}

/// Are the bodies whose members sign for them without a position (HD05 §7.1.4), folded.
const WITHOUT_TITLE: [&str; 3] = ["đoàn chủ tịch", "bộ chính trị", "ban bí thư"];

/// Finds a signer without a position.
fn untitled(signer: &Signer) -> Option<Diagnostic> {
    let last = signer.authority.last()?;
    let name = restyle(&last.as_str().to_lowercase(), ToneStyle::OnMain);
    if !signer.title.as_str().is_empty() || WITHOUT_TITLE.iter().any(|body| name.ends_with(body)) {
        return None;
    }
    let message = format!("`{}` thiếu chức vụ của người ký", last.as_str());
    let hint = "thêm chuc_vu, ví dụ chuc_vu: PHÓ BÍ THƯ; chỉ T/M ĐOÀN CHỦ TỊCH là không ghi chức vụ";
    Some(Diagnostic::new(Code::FIELD_MISSING, message).at(last.span()).hint(hint))
}
