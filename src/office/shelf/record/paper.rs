//! Comes in: nothing. Goes out: the shape of `record.json`, what an issued paper was made of
//! and with. Must not know: how any of it is gathered or compared.

use serde::{Deserialize, Serialize};

use super::{Described, Head, Listed};
use crate::record::Record;
use crate::register::Entry;

/// Is the record of an issued paper; it is written once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PaperRecord {
    #[serde(rename = "chuong_trinh", default)]
    pub program: Program,
    /// The digest of all that sets a page.
    #[serde(rename = "dung_cu", default)]
    pub tools: String,
    #[serde(rename = "mau", default)]
    pub templates: Templates,
    /// The templates and rule sets that were the office's own; none where the object is of
    /// before they were kept.
    #[serde(rename = "mau_rieng", default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Vec<Listed>>,
    #[serde(rename = "the_thuc", default)]
    pub rules: Rules,
    #[serde(rename = "phong_chu", default)]
    pub fonts: Fonts,
    /// Its rows in the register, by their numbers.
    #[serde(rename = "so_dang_ky")]
    pub rows: Vec<Entry>,
    /// What the log had come to; a record without it is told of.
    #[serde(rename = "nhat_ky", default, skip_serializing_if = "Option::is_none")]
    pub head: Option<Head>,
    #[serde(rename = "ho_so", default)]
    pub dossier: Described,
    /// Its PDFs, in the order of their numbers.
    #[serde(rename = "ban")]
    pub copies: Vec<IssuedCopy>,
}

impl Record for PaperRecord {}

/// Is the program that made a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Program {
    #[serde(rename = "ten")]
    pub name: String,
    /// The release.
    #[serde(rename = "phien_ban")]
    pub release: String,
    /// The digest of its sources.
    #[serde(rename = "ban_dung")]
    pub build: String,
}

/// Is the kind of a paper, and the digest of its templates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Templates {
    #[serde(rename = "loai")]
    pub kind: String,
    #[serde(rename = "ma")]
    pub digest: String,
}

/// Is the rule set a paper was made by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    #[serde(rename = "ten")]
    pub name: String,
    pub sha256: String,
}

/// Is the fonts a paper was set in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Fonts {
    #[serde(rename = "ten")]
    pub names: Vec<String>,
    #[serde(rename = "ma")]
    pub digest: String,
}

/// Is a PDF as it was issued.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct IssuedCopy {
    #[serde(rename = "tep")]
    pub file: String,
    /// The file it was set from.
    #[serde(rename = "typst")]
    pub source: String,
    pub sha256: String,
    #[serde(rename = "so_trang")]
    pub pages: usize,
    /// Whether it has fields for a token to sign in; earlier releases made none.
    #[serde(rename = "o_ky", default)]
    pub fields: bool,
    /// Whether it asks to be printed in its true size; earlier releases did not.
    #[serde(rename = "in_dung_co", default)]
    pub true_size: bool,
    /// What it was put under or behind, where it is a copy made for others.
    #[serde(rename = "ban_sao_cua", default, skip_serializing_if = "Option::is_none")]
    pub copied: Option<CopiedFile>,
}

/// Is a document of which a copy was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CopiedFile {
    /// Its pages as they were copied.
    #[serde(rename = "tep")]
    pub file: String,
    /// Whether what was added has a page of its own.
    #[serde(rename = "trang_rieng")]
    pub behind: bool,
}
