//! Comes in: nothing. Goes out: the shape of `viec/*.json`, what became of a paper after it
//! was kept. Must not know: how it came to that.

use serde::{Deserialize, Serialize};

use crate::record::Record;
use crate::register::{Sort, Step, Through};

/// Is what can happen to what is kept of a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "&'static str", try_from = "String")]
pub(crate) enum Happened {
    /// Its number was struck out.
    Cancelled,
    /// It was taken back (thu hồi).
    Recalled,
    /// Another paper mends it (đính chính).
    Corrected,
    /// A copy of it was made for others.
    Copied,
    /// A signed copy of it was put aside.
    Aside,
}

impl Happened {
    const ALL: [Self; 5] = [Self::Cancelled, Self::Recalled, Self::Corrected, Self::Copied, Self::Aside];

    /// Gives the words that are stored and shown.
    #[must_use]
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Cancelled => "đã huỷ",
            Self::Recalled => "đã thu hồi",
            Self::Corrected => "có đính chính",
            Self::Copied => "đã sao",
            Self::Aside => "đã rút bản ký",
        }
    }

    /// Gives the sort of deed the log has of it.
    #[must_use]
    pub(crate) fn sort(self) -> Sort {
        match self {
            Self::Cancelled => Sort::Row(Step::Cancelled),
            Self::Recalled => Sort::Recalled,
            Self::Corrected => Sort::Corrected,
            Self::Copied => Sort::Copied,
            Self::Aside => Sort::Aside,
        }
    }
}

impl From<Happened> for &'static str {
    fn from(happened: Happened) -> Self {
        happened.words()
    }
}

impl TryFrom<String> for Happened {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|happened| happened.words() == words);
        known.ok_or_else(|| format!("không rõ việc `{words}`"))
    }
}

/// Is what tells in a paper's object that something happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct EventRecord {
    #[serde(rename = "viec")]
    pub happened: Happened,
    /// Number and symbol.
    #[serde(rename = "so")]
    pub printed: String,
    /// Why.
    #[serde(rename = "ly_do")]
    pub reason: String,
    /// By which paper, if by one.
    #[serde(rename = "bang")]
    pub through: Option<Through>,
    /// When, RFC 3339.
    #[serde(rename = "luc")]
    pub at: String,
    #[serde(rename = "nguoi")]
    pub who: String,
    /// The row of the log that has it.
    #[serde(rename = "nhat_ky")]
    pub seq: i64,
}

impl Record for EventRecord {}
