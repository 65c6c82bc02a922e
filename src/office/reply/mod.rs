//! Comes in: what a command found and did. Goes out: the one form in which a program gets it,
//! with its version, and the JSON Schema of each command's. Must not know: the words of the
//! command line, how anything is done.
//!
//! This is a promise (`docs/json.md`): fields are added, never renamed; the version is raised
//! when one is taken away or means something else.

mod finding;
mod guests;
mod index;
mod moulds;
mod papers;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

pub use finding::{FindingTold, PlaceTold, RelatedTold, SeverityTold};
pub use guests::{GuestTold, GuestsTold, NobodyTold, TallyTold, UnreadTold};
pub use index::{ANSWERS, Answer, others};
pub use moulds::{CodeTold, FieldTold, FileWritten, KindTold};
pub use papers::{BadRowsTold, BuiltPaper, CheckedPaper, CopiesTold, JoinedTold, Opened, StepTold};

/// Is the version of all answers.
pub const VERSION: u32 = 1;

/// Is the answer of a command.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Reply<T> {
    /// The version of this form: raised when something is taken away or means something else.
    #[serde(rename = "phien_ban")]
    pub version: u32,
    /// The command by its words: `so liet-ke`; null if the words could not be read.
    #[serde(rename = "lenh")]
    pub command: Option<String>,
    /// The exit code: 0 done, 1 findings, 2 wrong usage or configuration, 3 a fault of the program.
    #[serde(rename = "ma_ket_thuc")]
    pub exit: u8,
    /// What the command gives: one for each paper, row, file or whatever it is about.
    #[serde(rename = "ket_qua")]
    pub results: Vec<T>,
    /// What was found, by file and place.
    #[serde(rename = "phat_hien")]
    pub findings: Vec<FindingTold>,
    /// Where more of a code was found in a file than is listed.
    #[serde(rename = "luoc_bot")]
    pub left_out: Vec<LeftOut>,
    /// How many findings there are of each code, those left out among them.
    #[serde(rename = "theo_ma")]
    pub counts: BTreeMap<String, usize>,
}

/// Is how many findings of a code in a file are not listed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeftOut {
    /// The file; empty for what stands in none.
    #[serde(rename = "tep")]
    pub file: String,
    /// The code.
    #[serde(rename = "ma")]
    pub code: String,
    /// How many.
    #[serde(rename = "con")]
    pub more: usize,
}

impl<T> Reply<T> {
    /// Makes an empty answer of a command.
    #[must_use]
    pub fn new(command: Option<String>) -> Self {
        Self {
            version: VERSION,
            command,
            exit: 0,
            results: Vec::new(),
            findings: Vec::new(),
            left_out: Vec::new(),
            counts: BTreeMap::new(),
        }
    }

    /// Puts in the exit code and counts the findings by code.
    #[must_use]
    pub fn ended(mut self, exit: u8) -> Self {
        self.exit = exit;
        for finding in &self.findings {
            *self.counts.entry(finding.code.clone()).or_default() += 1;
        }
        for left in &self.left_out {
            *self.counts.entry(left.code.clone()).or_default() += left.more;
        }
        self
    }
}
