//! Comes in: a workspace and its archive. Goes out: findings where either is
//! broken or one does not bear the other out. Must not know: how either keeps
//! what it keeps.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;
use serde_json::Value;

use super::record::{object_id, record};
use crate::archive::{Kept, Sample, Store};
use crate::diag::{Code, Diagnostic};
use crate::model::Term;
use crate::register::{Entry, Query, Register, State};

/// Is what a proof found.
#[derive(Debug, Default)]
pub struct Proof {
    /// How many objects there are.
    pub objects: usize,
    /// How many of them were read and are sound.
    pub sound: usize,
    /// How many bytes were read.
    pub bytes: u64,
    /// What is wrong.
    pub findings: Vec<Diagnostic>,
}

/// Reads the archive again and compares it with the register, both ways.
#[must_use]
pub fn prove(workspace: &Path, archive: &Path, sample: Sample, terms: &[Term], today: NaiveDate) -> Proof {
    let mut proof = Proof::default();
    let register = match Register::look(workspace) {
        Ok(register) => register,
        Err(finding) => {
            proof.findings.push(*finding);
            None
        }
    };
    let run = |register: &Register| Ok((register.check(terms, today)?, register.list(&Query::default())?));
    let entries = register.as_ref().map(run).transpose();
    let entries = entries.unwrap_or_else(|finding: Box<Diagnostic>| {
        proof.findings.push(*finding);
        None
    });
    let (found, entries) = entries.unwrap_or_default();
    proof.findings.extend(found);
    let store = match Store::look(archive) {
        Ok(store) => store,
        Err(_) if entries.iter().all(|entry| entry.object.is_empty()) => {
            proof.findings.extend(entries.iter().filter_map(unfinished));
            return proof;
        }
        Err(finding) => {
            proof.findings.push(*finding);
            return proof;
        }
    };
    let audit = store.verify(sample);
    (proof.objects, proof.sound, proof.bytes) = (audit.objects, audit.sound.len(), audit.bytes);
    proof.findings.extend(audit.findings);
    let first = entries.iter().filter(|entry| entry.copy == 0);
    let by_object: BTreeMap<String, &Entry> = first.map(|entry| (object_id(entry), entry)).collect();
    for kept in &audit.sound {
        let entry = by_object.get(&kept.inventory.id).copied();
        proof.findings.extend(borne_out(&store, kept, entry, register.as_ref()));
    }
    for entry in &entries {
        if !entry.object.is_empty() && store.object(&entry.object).is_none() {
            let message = format!("`{}` có trong sổ mà không có trong kho lưu", entry.printed());
            proof.findings.push(
                Diagnostic::new(Code::ARCHIVE_DIFFERS, message)
                    .hint("lấy lại kho lưu từ bản sao lưu; nếu kho ở chỗ khác thì chỉ nó bằng --archive"),
            );
        }
        proof.findings.extend(unfinished(entry));
    }
    proof
}

/// Finds a paper whose way was cut off.
fn unfinished(entry: &Entry) -> Option<Diagnostic> {
    (entry.state < State::Kept && entry.copy == 0).then(|| {
        let message = format!(
            "`{}` ({}) {} nhưng chưa vào kho lưu",
            entry.printed(),
            entry.path,
            entry.state.vietnamese()
        );
        Diagnostic::new(Code::ARCHIVE_UNFINISHED, message)
            .hint(format!("`vanthu issue \"{}\"` làm nốt, giữ nguyên số", entry.path))
    })
}

/// Compares an object with its row and with the log it was written under.
fn borne_out(
    store: &Store,
    kept: &Kept,
    entry: Option<&Entry>,
    register: Option<&Register>,
) -> Vec<Diagnostic> {
    let id = &kept.inventory.id;
    let differs = |message: String| Diagnostic::new(Code::ARCHIVE_DIFFERS, message);
    let record = match record(store, kept) {
        Ok(record) => record,
        Err(finding) => return vec![*finding],
    };
    let mut findings = Vec::new();
    let digest = |value: &Value| value.get("ban")?.get(0)?.get("sha256")?.as_str().map(str::to_owned);
    match entry {
        None => findings.push(
            differs(format!("`{id}` có trong kho lưu mà sổ không ghi đã lưu"))
                .hint("chạy lại `vanthu issue` cho văn bản ấy; nếu sổ bị cũ thì lấy lại sổ từ bản sao lưu"),
        ),
        Some(entry) if digest(&record).as_deref() != Some(entry.pdf.as_str()) => {
            findings.push(differs(format!(
                "`{}`: bản trong kho lưu không phải bản ghi trong sổ",
                entry.printed()
            )));
        }
        Some(_) => {}
    }
    let head =
        record.get("nhat_ky").and_then(|head| Some((head.get("dong")?.as_i64()?, head.get("ma")?.as_str()?)));
    if let Some(((seq, hash), register)) = head.zip(register) {
        match register.hash_at(seq) {
            Ok(Some(known)) if known == hash => {}
            Ok(_) => findings.push(differs(format!(
                "`{id}` được lưu khi nhật ký ở dòng {seq}, nay dòng ấy khác: sổ đã bị viết lại"
            ))),
            Err(finding) => findings.push(*finding),
        }
    }
    findings
}
