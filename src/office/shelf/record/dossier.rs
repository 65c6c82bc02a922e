//! Comes in: nothing. Goes out: the shape of `ho-so.json`, what a dossier holds. Must not
//! know: where its papers and documents come from.
//!
//! A version of it is made from the one before: fields that are not known here go on into
//! the next one.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Described, Head};
use crate::record::Record;
use crate::register::{Document, State};

/// Is the record of a dossier (Thông tư 05/2025/TT-BNV).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DossierRecord {
    /// What its file says; nothing where it never had one.
    #[serde(rename = "mo_ta", default)]
    pub about: Option<Described>,
    /// Its folder, from the workspace.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// The day of its first paper that stands.
    #[serde(rename = "thoi_gian_bat_dau", default)]
    pub first: Option<NaiveDate>,
    /// The day of its last paper that stands.
    #[serde(rename = "thoi_gian_ket_thuc", default)]
    pub last: Option<NaiveDate>,
    /// How many papers stand.
    #[serde(rename = "tong_so_van_ban", default)]
    pub count: usize,
    #[serde(rename = "van_ban")]
    pub papers: Vec<FiledPaper>,
    #[serde(rename = "tai_lieu")]
    pub documents: Vec<FiledDocument>,
    /// What the log had come to; a record without it is told of.
    #[serde(rename = "nhat_ky", default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl Record for DossierRecord {}

impl DossierRecord {
    /// Tells whether another one says the same, whenever it was written.
    #[must_use]
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        let other = Self { head: self.head.clone(), ..other.clone() };
        *self == other
    }
}

/// Is a paper of a dossier; of one with a number for each guest, what holds for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FiledPaper {
    /// Number and symbol, or the first and the last of them.
    #[serde(rename = "so")]
    pub printed: String,
    #[serde(rename = "ngay")]
    pub date: NaiveDate,
    #[serde(rename = "ten_loai")]
    pub kind_name: String,
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// Its file, from the workspace.
    #[serde(rename = "tep")]
    pub path: String,
    /// The id of its object.
    #[serde(rename = "doi_tuong")]
    pub object: String,
    #[serde(rename = "trang_thai")]
    pub state: State,
    /// What became of it.
    #[serde(rename = "ghi_chu", default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// The numbers that were struck out.
    #[serde(rename = "huy", default, skip_serializing_if = "Vec::is_empty")]
    pub struck: Vec<Struck>,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl FiledPaper {
    /// Gives what is known of it here.
    #[must_use]
    pub(crate) fn known(&self) -> Self {
        Self { rest: Map::new(), ..self.clone() }
    }
}

/// Is a number that was struck out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Struck {
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// Why.
    #[serde(rename = "ly_do")]
    pub reason: String,
}

/// Is a document of a dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FiledDocument {
    /// Its place in the object.
    #[serde(rename = "tep")]
    pub file: String,
    pub sha256: String,
    /// When it was put there, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    #[serde(rename = "nguoi")]
    pub who: String,
    /// Why it belongs there.
    #[serde(rename = "ly_do")]
    pub reason: String,
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl FiledDocument {
    /// Gives what the log has of it, in a dossier's folder.
    #[must_use]
    pub(crate) fn put_into(&self, folder: &str) -> Document {
        Document {
            folder: folder.to_owned(),
            file: self.file.clone(),
            sha256: self.sha256.clone(),
            reason: self.reason.clone(),
        }
    }
}
