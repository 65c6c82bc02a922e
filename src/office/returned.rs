//! Comes in: files that came back from signing. Goes out: what can be proved of each. Must
//! not know: how it is shown.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Serialize;

use super::bytes::{read_up_to, whole_file};
use super::original::originals;
use super::shelf::{SignerRecord, lacking};
use crate::diag::{Code, Diagnostic, Findings};
use crate::sign::{MOST_BYTES, OwnField};
use crate::verify::{Original, Proof, Signer, Subject, Trust, clock as told_time, prove};

/// Says what returned files are held against.
#[derive(Debug, Clone, Default)]
pub struct Against {
    /// The paper as it left; none if it is to be looked for.
    pub original: Option<PathBuf>,
    /// The folder where papers lie that were made.
    pub out: PathBuf,
    /// Where one stands.
    pub here: PathBuf,
    /// The files of the CAs that are trusted.
    pub ca: Vec<PathBuf>,
    /// The time it is, in seconds since 1970.
    pub now: i64,
}

/// Is what was proved of a returned file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Returned {
    /// The file.
    #[serde(rename = "tep")]
    pub file: String,
    /// The verdict: `ĐẠT`, `CHƯA ĐỦ CĂN CỨ`, `KHÔNG ĐẠT`.
    #[serde(rename = "ket_luan")]
    pub verdict: &'static str,
    /// Whether all is proved.
    #[serde(rename = "dat")]
    pub good: bool,
    /// The paper whose bytes are its head.
    #[serde(rename = "ban_goc")]
    pub original: Option<String>,
    /// The signatures, in the order they were made.
    #[serde(rename = "chu_ky")]
    pub signatures: Vec<serde_json::Value>,
    /// The signature fields nobody has filled.
    #[serde(rename = "o_trong")]
    pub empty: Vec<String>,
    /// The fields the paper left with, each with whose it is and whether it is signed.
    #[serde(rename = "cac_o")]
    pub fields: Vec<OwnPlace>,
    /// A line for each signature, in a clerk's words.
    #[serde(skip)]
    pub told: Vec<String>,
    /// What is still missing, in a clerk's words; nothing where all have signed.
    #[serde(skip)]
    pub lacks: Option<String>,
}

/// Is a signature field that a paper left with.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OwnPlace {
    /// Its name.
    #[serde(rename = "o")]
    pub name: String,
    /// Whose it is; nothing of the one seal.
    #[serde(rename = "cua")]
    pub whose: Option<String>,
    /// Whether whoever it is for has signed, there or in a field that a tool brought.
    #[serde(rename = "da_ky")]
    pub signed: bool,
}

/// Proves files, each for itself: `tell` gets what was found of one before the next is read,
/// or why it could not be read.
///
/// # Errors
/// Gives findings if the original or a CA cannot be read; then nothing was proved.
pub fn prove_returned(
    files: &[PathBuf],
    against: &Against,
    mut tell: impl FnMut(Result<Returned, Diagnostic>, Vec<Diagnostic>),
) -> Result<(), Findings> {
    let mut trust = Trust::at(against.now);
    for file in &against.ca {
        trust.add(&file.display().to_string(), &whole_file(file)?)?;
    }
    let named = against.original.as_deref().map(original).transpose()?;
    for file in files {
        let bytes = match read_up_to(file, MOST_BYTES as u64) {
            Ok(bytes) => bytes,
            Err(finding) => {
                tell(Err(*finding), Vec::new());
                continue;
            }
        };
        let name = file.display().to_string();
        // What comes back may be anything; one file must not end the others.
        let run = AssertUnwindSafe(|| {
            if let Some(original) = &named {
                return prove(&name, &bytes, std::slice::from_ref(original), true, &trust);
            }
            let known = originals(&against.here, file, &bytes, &against.out);
            prove(&name, &bytes, &known, false, &trust)
        });
        if let Ok(proof) = catch_unwind(run) {
            tell(Ok(told(name, &proof)), proof.findings);
        } else {
            let message = format!("chương trình hỏng khi đọc `{name}`");
            tell(Err(Diagnostic::new(Code::INTERNAL, message)), Vec::new());
        }
    }
    Ok(())
}

fn original(file: &Path) -> Result<Original, Findings> {
    Ok(Original { name: file.display().to_string(), bytes: whole_file(file)? })
}

fn told(file: String, proof: &Proof) -> Returned {
    let (verdict, good) = verdict(proof);
    let waiting = proof.waiting(|signer| signer.holds && signer.fits);
    let fields = proof.own.iter().map(|own| OwnPlace {
        name: own.name.clone(),
        whose: own.whose.clone(),
        signed: !waiting.contains(&own),
    });
    let lacks: Vec<OwnField> = waiting.iter().copied().cloned().collect();
    let signatures = proof.signers.iter().map(SignerRecord::from);
    let signatures = signatures.filter_map(|signer| serde_json::to_value(signer).ok());
    Returned {
        file,
        verdict,
        good,
        original: proof.original.clone(),
        signatures: signatures.collect(),
        empty: proof.empty.clone(),
        fields: fields.collect(),
        told: proof.signers.iter().map(line).collect(),
        lacks: (!lacks.is_empty()).then(|| lacking(&lacks)),
    }
}

/// Words the outcome; only what is proved passes.
fn verdict(proof: &Proof) -> (&'static str, bool) {
    if proof.is_wrong() {
        ("KHÔNG ĐẠT", false)
    } else if proof.is_open() {
        ("CHƯA ĐỦ CĂN CỨ", false)
    } else {
        ("ĐẠT", true)
    }
}

fn line(signer: &Signer) -> String {
    let Some(subject) = signer.subject.as_ref().filter(|_| signer.holds) else {
        return match &signer.subject {
            Some(subject) => format!("ô `{}`: {}; chưa chứng minh được", signer.field, whom(subject)),
            None => format!("ô `{}`: chữ ký không có giá trị", signer.field),
        };
    };
    let what = if signer.is_stamp { "dấu thời gian của " } else { "" };
    let mut words = vec![format!("ô `{}`: {what}{}", signer.field, whom(subject))];
    if let Some(time) = signer.time {
        let who = match &signer.stamped_by {
            Some(authority) => format!("dấu thời gian của {authority}"),
            None => "theo đồng hồ máy ký".to_owned(),
        };
        words.push(format!("ký lúc {} ({who})", told_time(time)));
    }
    words.extend(signer.digest.map(str::to_owned));
    words.push(if signer.covers_all { "phủ cả tệp" } else { "phủ hết tệp lúc ký" }.to_owned());
    words.extend(signer.trusted_by.as_ref().map(|authority| format!("được {authority} chứng thực")));
    words.join("; ")
}

/// Says whom a certificate names: CN, O, L, the serial number.
fn whom(subject: &Subject) -> String {
    let more = [
        subject.organisation.as_ref().map(|organisation| format!("tổ chức {organisation}")),
        subject.place.as_ref().map(|place| format!("ở {place}")),
        Some(format!("chứng thư số {}", subject.serial)),
    ];
    format!("{} ({})", subject.name, more.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
