//! Comes in: what a Word file said when it was made. Goes out: the record of it that lies beside the
//! file, earlier ones kept: a copy may be out on a stick while the paper is made again. Must not
//! know: where it is kept, how the file looks.

use serde::{Deserialize, Serialize};

use crate::digest::sha256_hex;
use crate::record::Record;

/// Is how many earlier ones are kept.
const KEPT: usize = 50;

/// Is what a Word file said when it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Base {
    /// The paper's file, below the place where it was made.
    #[serde(rename = "tep")]
    pub file: String,
    /// The SHA-256 of that file's text.
    #[serde(rename = "sha256")]
    pub digest: String,
    /// What the Word file says, in reading order.
    #[serde(rename = "khoi")]
    pub blocks: Vec<BaseBlock>,
}

/// Is one block of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaseBlock {
    /// The hidden bookmark around it.
    #[serde(rename = "dau")]
    pub mark: String,
    /// The name of its style.
    #[serde(rename = "kieu")]
    pub style: String,
    /// Its letters.
    #[serde(rename = "chu")]
    pub text: String,
    /// Where they were typed: file and line; nothing where the kind printed them.
    #[serde(rename = "noi", default, skip_serializing_if = "Option::is_none")]
    pub place: Option<BasePlace>,
}

/// Is a place in a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BasePlace {
    /// The file.
    #[serde(rename = "tep")]
    pub file: String,
    /// The line, from 1.
    #[serde(rename = "dong")]
    pub line: usize,
}

impl Base {
    /// Gives its SHA-256, by which the Word file names it.
    ///
    /// # Errors
    /// Says why it cannot be written.
    pub fn name(&self) -> Result<String, String> {
        Ok(sha256_hex(&serde_json::to_vec(self).map_err(|error| error.to_string())?))
    }
}

/// Is the record that lies beside a Word file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bases {
    /// The SHA-256 of the Word file as it was made.
    pub docx: String,
    /// The SHA-256 of what the paper was set from, at that time.
    #[serde(rename = "nguon")]
    pub source: String,
    /// What the file said, the newest first, each with the SHA-256 by which a Word file names it.
    #[serde(rename = "goc")]
    pub all: Vec<NamedBase>,
}

/// Is what a file said, with its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedBase {
    /// Its SHA-256.
    #[serde(rename = "ten")]
    pub name: String,
    /// What was said.
    #[serde(rename = "noi_dung")]
    pub base: Base,
}

impl Record for Bases {}

impl Bases {
    /// Takes what is said now: it comes first, once.
    pub fn take(&mut self, named: NamedBase) {
        self.all.retain(|known| known.name != named.name);
        self.all.insert(0, named);
        self.all.truncate(KEPT);
    }
}
