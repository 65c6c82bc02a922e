//! Comes in: nothing. Goes out: what a paper is between being read and being
//! made. Must not know: how either is done.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diag::Diagnostic;
use crate::guests::GuestList;
use crate::model::Document;
use crate::rules::RuleSet;
use crate::template::{Facts, PdfInfo};

/// Is a paper the user asked for, with what was found in it.
pub struct Examined {
    /// Its file.
    pub file: PathBuf,
    /// Where its output goes, below the output folder, without an ending.
    pub out: PathBuf,
    /// The paper, if nothing stops it.
    pub ready: Option<Ready>,
    /// Whether it is an annex in good order, printed with other papers only.
    pub annex: bool,
    /// The folder of its `co-quan.yaml`.
    pub workspace: Option<PathBuf>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
    /// Whom it goes out to, if it is made once for each guest.
    pub list: Option<Arc<GuestList>>,
    /// The file of that list, read or not, where it stands in one.
    pub list_file: Option<PathBuf>,
}

/// Is a paper that can be made.
pub struct Ready {
    /// The document.
    pub document: Document,
    /// Its rule set.
    pub rules: Arc<RuleSet>,
    /// The facts its templates may use.
    pub facts: Arc<Facts>,
    /// What the file says of itself.
    pub info: PdfInfo,
    /// Places (from 0) among the copies of an earlier paper whose numbers were struck
    /// out: whoever was to get them got nothing that could be put off.
    pub left_out: BTreeSet<u32>,
}
