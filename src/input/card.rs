//! Comes in: a draft and its office. Goes out: who issues and signs it, and what
//! other papers of the dossier may know of it. Must not know: the rest of it.

use chrono::NaiveDate;

use super::draft::Draft;
use super::entry::{Entry, Raw};
use super::inline::Evaluate;
use super::office;
use super::summary::summary;
use super::system::system;
use super::typed::Taken;
use crate::diag::{Code, Diagnostic, Text, nearest};
use crate::kind::Side;
use crate::model::{Issuer, Month, Office, Signer, Symbol};
use crate::text::one_line;

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
        symbol: symbol(draft, &issuer),
        date: draft.fields.date("ngay").map(|(date, _)| date),
        month: draft.fields.month("ngay").map(|(month, _)| month),
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

pub(super) fn symbol(draft: &Draft, issuer: &Issuer) -> Symbol {
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

pub(super) fn issuer(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Issuer {
    let found = match draft.fields.get("don_vi").map(|entry| &entry.value) {
        Some(Raw::Reference(name)) => office.unit(name.as_str()).cloned().or_else(|| {
            let known: Vec<_> = office.issuers.iter().map(|(key, _)| key.as_str()).collect();
            findings.push(unknown(name, "đơn vị", &known));
            None
        }),
        Some(Raw::Group(fields)) => {
            let unit = office::unit(fields, &office.issuer);
            findings.extend(unit.as_ref().and_then(system));
            unit
        }
        _ => None,
    };
    found.unwrap_or_else(|| office.issuer.clone())
}

/// Tells whose rules of form the issuer of a draft stands under.
#[must_use]
pub fn side(draft: &Draft, office: &Office) -> Side {
    issuer(draft, office, &mut Vec::new()).side
}

pub(super) fn signer(draft: &Draft, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Signer> {
    let found = signer_of(draft.fields.get("nguoi_ky")?, office, findings)?;
    let Some(words) = &draft.kind.signs_as else { return Some(found) };
    Some(Signer {
        authority: Vec::new(),
        title: Text::new(words.as_str(), found.name.span()),
        title_lines: vec![words.clone()],
        also: None,
        name: found.name,
    })
}

pub(super) fn signer_of(entry: &Entry, office: &Office, findings: &mut Vec<Diagnostic>) -> Option<Signer> {
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
