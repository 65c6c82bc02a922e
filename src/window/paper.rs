//! Comes in: a paper as the desk has it. Goes out: the same for the page: its form and values,
//! what is found in it, its pictures. Must not know: how any of it is made.

use hyper::StatusCode;
use serde::Serialize;
use serde_json::{Value, json};

use super::answer::Answer;
use super::guard::Refused;
use super::hints::told as hint_told;
use crate::desk::{Refusal, Seen, Text, plain};
use crate::diag::{Diagnostic, Findings};
use crate::office::Desk;

/// Gives a paper with its form.
pub(super) fn opened(text: &Text, form: &Result<Value, Findings>, desk: &Desk<'_>) -> Answer {
    let (form, found) = match form {
        Ok(form) => (form.clone(), Vec::new()),
        Err(findings) => (Value::Null, findings.iter().map(hint_told).collect()),
    };
    let (standing, more) = match desk.standing(&text.path) {
        Ok(standing) => (standing, Vec::new()),
        Err(findings) => (None, findings.iter().map(hint_told).collect()),
    };
    let found: Vec<_> = found.into_iter().chain(more).collect();
    let struck = desk.struck_of(&text.path).unwrap_or_default();
    let issued = desk.issued_of(&text.path).unwrap_or_default();
    Answer::json(&json!({
        "standing": standing, "struck": struck, "issued": issued, "dossier": desk.dossier_title(&text.path), "path": text.path, "version": text.version, "saved": text.saved, "content": plain(&text.content),
        "form": form, "found": found, "conflicts": text.conflicts,
        "signers": desk.signers(), "issuers": desk.issuers(),
    }))
}

/// Says why nothing was done.
pub(super) fn refused(why: &Refusal) -> Answer {
    match why {
        Refusal::Unknown => Answer::refused(Refused { status: StatusCode::NOT_FOUND, why: "tep" }),
        Refusal::Stale(stale) => {
            let mut answer = Answer::json(&json!({ "vi_sao": "cu", "version": stale.version }));
            answer.status = StatusCode::CONFLICT;
            answer
        }
        Refusal::Found(findings) => {
            let told: Vec<_> = findings.iter().map(hint_told).collect();
            let mut answer = Answer::json(&json!({ "vi_sao": "loi", "found": told }));
            answer.status = StatusCode::UNPROCESSABLE_ENTITY;
            answer
        }
    }
}

/// Is a strip of a page; its bytes follow the head in the order of the strips.
#[derive(Serialize)]
struct Strip {
    page: usize,
    width: u32,
    height: u32,
    first: u32,
    rows: u32,
    length: usize,
}

/// Gives what is seen: the length of a head (four bytes, the highest first), the head as JSON,
/// then the strips.
pub(super) fn pictured(seen: Option<Seen>, about: &Value) -> Answer {
    let Some(seen) = seen else {
        return packed(&json!({ "text": about, "late": true }), &[]);
    };
    let strips: Vec<Strip> = seen
        .bands
        .iter()
        .map(|(page, band)| Strip {
            page: *page,
            width: band.width,
            height: band.height,
            first: band.first,
            rows: band.rows,
            length: band.png.len(),
        })
        .collect();
    let findings: Vec<Value> = seen
        .findings
        .iter()
        .map(|found| json!({ "path": found.path, "at": found.at, "finding": hint_told(&found.finding) }))
        .collect();
    let head = json!({
        "text": about, "late": false, "version": seen.version, "findings": findings, "pages": seen.pages,
        "current": seen.current, "copies": seen.copies, "copy": seen.copy, "links": seen.links, "strips": strips,
    });
    let pictures: Vec<&[u8]> = seen.bands.iter().map(|(_, band)| band.png.as_slice()).collect();
    packed(&head, &pictures)
}

/// Gives a PDF, or why there is none.
pub(super) fn printed(made: Option<Result<Vec<u8>, Findings>>) -> Answer {
    match made {
        Some(Ok(pdf)) => packed(&json!({ "found": [] }), &[&pdf]),
        Some(Err(findings)) => {
            let told: Vec<_> = findings.iter().map(hint_told).collect();
            packed(&json!({ "found": told, "why": "chưa in được: văn bản còn lỗi" }), &[])
        }
        None => packed(&json!({ "found": [], "why": "lập mãi không xong nên đã bị ngắt" }), &[]),
    }
}

pub(super) fn packed(head: &Value, pictures: &[&[u8]]) -> Answer {
    let head = head.to_string().into_bytes();
    let mut bytes = u32::try_from(head.len()).unwrap_or(u32::MAX).to_be_bytes().to_vec();
    bytes.extend(head);
    for picture in pictures {
        bytes.extend_from_slice(picture);
    }
    Answer { status: StatusCode::OK, kind: "application/octet-stream", bytes }
}

/// Tells what is found instead of an answer.
pub(super) fn found(findings: &[Diagnostic]) -> Answer {
    let told: Vec<_> = findings.iter().map(hint_told).collect();
    Answer::json(&json!({ "found": told }))
}
