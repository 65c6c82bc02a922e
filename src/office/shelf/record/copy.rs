//! Comes in: nothing. Goes out: the shapes of what lies beside a signed copy (`ky/*.json`)
//! and beside a scan (`quet/*.json`). Must not know: how signatures are proved.

use serde::{Deserialize, Serialize};

use super::Listed;
use crate::record::Record;
use crate::verify::{Signer, clock};

/// Is how far a signed copy was proved when it entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub(crate) enum Verdict {
    /// A trusted CA vouches for all signers.
    Proved,
    /// All of it holds, but the office has named no CA that would vouch for it.
    UnknownCa,
    /// Something of it stays open.
    Open,
}

impl Verdict {
    /// Gives the words that are stored and shown.
    #[must_use]
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Proved => "chữ ký khớp, CA đã chứng thực",
            Self::UnknownCa => "chữ ký khớp, chưa biết CA",
            Self::Open => "chưa đủ căn cứ",
        }
    }
}

impl From<Verdict> for &'static str {
    fn from(verdict: Verdict) -> Self {
        verdict.words()
    }
}

impl TryFrom<String> for Verdict {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        let mut all = [Self::Proved, Self::UnknownCa, Self::Open].into_iter();
        all.find(|verdict| verdict.words() == words).ok_or_else(|| format!("không rõ kết luận `{words}`"))
    }
}

/// Is what is kept of a signed copy. It is under the object's digest in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignedRecord {
    /// Its place in the object.
    #[serde(rename = "tep")]
    pub file: String,
    /// The issued PDF it goes on from.
    #[serde(rename = "ban_goc")]
    pub original: String,
    pub sha256: String,
    /// When it entered, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    #[serde(rename = "nguoi")]
    pub who: String,
    #[serde(rename = "ket_luan")]
    pub verdict: Verdict,
    /// The fields that still waited for a signature that counts.
    #[serde(rename = "con_thieu")]
    pub missing: Vec<String>,
    /// Why it counts though it is not all proved, if somebody said so; the first releases
    /// did not ask.
    #[serde(rename = "ly_do", default)]
    pub reason: Option<String>,
    /// The fields whose certificate was in doubt on the day the copy entered; the first
    /// releases let none in that was.
    #[serde(rename = "chua_du_can_cu", default)]
    pub doubted: Vec<String>,
    #[serde(rename = "chu_ky")]
    pub signers: Vec<SignerRecord>,
    /// The files of the CAs that were trusted.
    #[serde(rename = "ca")]
    pub anchors: Vec<Listed>,
    /// What was found, in words.
    #[serde(rename = "luu_y")]
    pub remarks: Vec<String>,
}

impl Record for SignedRecord {}

impl SignedRecord {
    /// Says in words what the copy brought.
    #[must_use]
    pub(crate) fn words(&self) -> String {
        let names: Vec<&str> = self.signers.iter().filter_map(|one| one.name.as_deref()).collect();
        let reason = self.reason.as_ref().map(|reason| format!("; được tính vì: {reason}"));
        let (names, reason) = (names.join(", "), reason.unwrap_or_default());
        format!("bản ký số của {names}; {}{reason}", self.verdict.words())
    }
}

/// Is what is known of a signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SignerRecord {
    #[serde(rename = "o")]
    pub field: String,
    #[serde(rename = "nguoi_ky")]
    pub name: Option<String>,
    #[serde(rename = "hop_le")]
    pub holds: bool,
    #[serde(rename = "to_chuc")]
    pub organisation: Option<String>,
    #[serde(rename = "noi")]
    pub place: Option<String>,
    #[serde(rename = "so_chung_thu")]
    pub serial: Option<String>,
    /// Whether the right one signed; the first releases did not ask.
    #[serde(rename = "dung_nguoi", skip_serializing_if = "Option::is_none")]
    pub fits: Option<bool>,
    /// Whether it is nobody's, but a time-stamp; the first releases did not say.
    #[serde(rename = "la_dau_thoi_gian", skip_serializing_if = "Option::is_none")]
    pub is_stamp: Option<bool>,
    #[serde(rename = "luc")]
    pub at: Option<String>,
    #[serde(rename = "dau_thoi_gian")]
    pub stamped_by: Option<String>,
    #[serde(rename = "ham_bam")]
    pub digest: Option<String>,
    #[serde(rename = "phu_ca_tep")]
    pub covers_all: bool,
    #[serde(rename = "ca")]
    pub trusted_by: Option<String>,
}

impl From<&Signer> for SignerRecord {
    fn from(signer: &Signer) -> Self {
        let subject = signer.subject.as_ref();
        Self {
            field: signer.field.clone(),
            name: subject.map(|subject| subject.name.clone()),
            holds: signer.holds,
            organisation: subject.and_then(|subject| subject.organisation.clone()),
            place: subject.and_then(|subject| subject.place.clone()),
            serial: subject.map(|subject| subject.serial.clone()),
            fits: Some(signer.fits),
            is_stamp: Some(signer.is_stamp),
            at: signer.time.map(clock),
            stamped_by: signer.stamped_by.clone(),
            digest: signer.digest.map(str::to_owned),
            covers_all: signer.covers_all,
            trusted_by: signer.trusted_by.clone(),
        }
    }
}

/// Is what is kept of a scan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ScanRecord {
    /// Its place in the object.
    #[serde(rename = "tep")]
    pub file: String,
    /// The number it is of; none where it is of the whole paper.
    #[serde(rename = "so")]
    pub printed: Option<String>,
    pub sha256: String,
    /// When it entered, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    #[serde(rename = "nguoi")]
    pub who: String,
    /// That nothing of it is proved, for whoever reads the file.
    #[serde(rename = "ket_luan")]
    pub verdict: String,
}

impl Record for ScanRecord {}

impl ScanRecord {
    /// Is what the record says for whoever reads the file.
    pub(crate) const VERDICT: &str = "bản quét: chương trình không chứng minh được chữ ký";
}
