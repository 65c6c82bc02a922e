//! Comes in: nothing. Goes out: what trying the templates gives, as plain values. Must not know:
//! how they are tried.

use schemars::JsonSchema;
use serde::Serialize;

/// Is a kind that was tried.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct KindTried {
    /// Its name without marks.
    #[serde(rename = "loai")]
    pub id: String,
    /// Whether nothing was found that stops it.
    #[serde(rename = "dat")]
    pub good: bool,
    /// How many pages its example has; null if it could not be set.
    #[serde(rename = "so_trang")]
    pub pages: Option<usize>,
    /// Its own fields, those in groups with the names of the groups: `lich.viec.gio`.
    #[serde(rename = "cac_truong")]
    pub fields: Vec<FieldTried>,
    /// The pictures of its pages; none where the kind is built in or is a sheet.
    #[serde(rename = "cac_anh")]
    pub pictures: Vec<PictureTried>,
}

/// Is a field that was filled to see whether it is printed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FieldTried {
    /// Its name.
    #[serde(rename = "truong")]
    pub name: String,
    /// Whether it is printed; null if no paper could be made with it.
    #[serde(rename = "in_ra")]
    pub printed: Option<bool>,
}

/// Is a picture of a page of the example.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PictureTried {
    /// The page, from 1.
    #[serde(rename = "trang")]
    pub page: usize,
    /// The picture that pages are held against, beside the kind.
    #[serde(rename = "tep")]
    pub file: String,
    /// How they compare.
    #[serde(rename = "so_sanh")]
    pub state: Seen,
    /// Both pictures beside each other, where they differ.
    #[serde(rename = "hai_anh")]
    pub both: Option<String>,
}

/// Says how a page compares to its picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum Seen {
    /// The same to the last dot.
    #[serde(rename = "giong")]
    Same,
    /// There was no picture: it was put there.
    #[serde(rename = "moi")]
    New,
    /// It differs, and the new one was taken.
    #[serde(rename = "nhan")]
    Accepted,
    /// It differs.
    #[serde(rename = "khac")]
    Changed,
}
