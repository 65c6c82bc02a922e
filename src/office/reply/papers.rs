//! Comes in: papers that were looked at or made. Goes out: the same for a program. Must not
//! know: how either is done.

use std::path::Path;

use schemars::JsonSchema;
use serde::Serialize;

use super::guests::TallyTold;
use crate::diag::{Diagnostic, Severity};
use crate::pipeline::{Batch, Examined, Joined, Outcome, Progress};

/// Is a paper that was looked at.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CheckedPaper {
    /// Its file.
    #[serde(rename = "tep")]
    pub file: String,
    /// The kind's name without marks; null where an error hides it.
    #[serde(rename = "loai")]
    pub kind: Option<String>,
    /// Whether it is an annex, printed with other papers only.
    #[serde(rename = "phu_luc")]
    pub annex: bool,
    /// How many errors were found in it.
    #[serde(rename = "loi")]
    pub errors: usize,
    /// How many warnings.
    #[serde(rename = "canh_bao")]
    pub warnings: usize,
    /// How many pieces of information.
    #[serde(rename = "thong_tin")]
    pub infos: usize,
    /// What was joined in it before, where that was asked for.
    #[serde(rename = "noi_dong")]
    pub joined: Option<JoinedTold>,
}

/// Is what was joined in a file.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct JoinedTold {
    /// The first and the last line of each paragraph, as they were counted before.
    #[serde(rename = "cac_doan")]
    pub lines: Vec<(usize, usize)>,
    /// Where the file is kept as it was.
    #[serde(rename = "ban_cu")]
    pub kept: String,
}

impl CheckedPaper {
    /// Makes a paper plain.
    #[must_use]
    pub fn of(paper: &Examined, joined: &[Joined]) -> Self {
        let count =
            |of: Severity| paper.findings.iter().filter(|finding| finding.code.severity == of).count();
        Self {
            file: shown(&paper.file),
            kind: paper.ready.as_ref().map(|ready| ready.document.kind.id.clone()),
            annex: paper.annex,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            joined: joined.iter().find(|done| done.file == paper.file).map(JoinedTold::of),
        }
    }
}

impl JoinedTold {
    fn of(joined: &Joined) -> Self {
        Self { lines: joined.lines.clone(), kept: shown(&joined.kept) }
    }
}

/// Is what became of a paper that was to be made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BuiltPaper {
    /// Its file.
    #[serde(rename = "tep")]
    pub file: String,
    /// The PDF; null if it was not made, or is one for each guest.
    pub pdf: Option<String>,
    /// The PDF's pages.
    #[serde(rename = "so_trang")]
    pub pages: Option<usize>,
    /// The PDF's size in bytes.
    pub byte: Option<usize>,
    /// The Word file to be edited, where one was wanted.
    pub word: Option<String>,
    /// How many errors are in its way.
    #[serde(rename = "loi")]
    pub errors: usize,
    /// Whether it is an annex, printed with other papers only.
    #[serde(rename = "phu_luc")]
    pub annex: bool,
    /// Where the output of an earlier run was put away.
    #[serde(rename = "ban_cu")]
    pub retired: Option<String>,
    /// What was made for guests; null for a paper without a list.
    #[serde(rename = "cac_ban")]
    pub copies: Option<CopiesTold>,
}

/// Is what was made of a paper for guests.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CopiesTold {
    /// The folder of the copies.
    #[serde(rename = "thu_muc")]
    pub folder: String,
    /// How many were made now.
    #[serde(rename = "lap_moi")]
    pub made: usize,
    /// How many were there already, just as they would be made.
    #[serde(rename = "giu_nguyen")]
    pub kept: usize,
    /// How many there are in all.
    #[serde(rename = "tong")]
    pub all: usize,
    /// The chosen copies that are not there.
    #[serde(rename = "thieu")]
    pub missing: Vec<String>,
    /// The files to print and the sheets made of the list.
    #[serde(rename = "tep_in")]
    pub prints: Vec<String>,
    /// The Word files of the chosen copies.
    pub word: Vec<String>,
    /// The rows of the list nothing could be made for.
    #[serde(rename = "dong_loi")]
    pub bad: Option<BadRowsTold>,
    /// Copies somebody had changed, put away under another name.
    #[serde(rename = "cat_di")]
    pub put_away: Vec<String>,
    /// How many copies of earlier runs were taken away.
    #[serde(rename = "don")]
    pub dropped: usize,
    /// What became of the rows of the list.
    #[serde(rename = "danh_sach")]
    pub tally: TallyTold,
}

/// Is a file of rows to be mended.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct BadRowsTold {
    /// The file.
    #[serde(rename = "tep")]
    pub file: String,
    /// How many rows are in it.
    #[serde(rename = "dong")]
    pub rows: usize,
}

impl BuiltPaper {
    /// Makes an outcome plain.
    #[must_use]
    pub fn of(outcome: &Outcome) -> Self {
        let made = outcome.made.as_ref();
        Self {
            file: shown(&outcome.file),
            pdf: made.map(|made| shown(&made.pdf)),
            pages: made.map(|made| made.pages),
            byte: made.map(|made| made.bytes),
            word: made.and_then(|made| Some(shown(&made.word.as_ref()?.file))),
            errors: outcome.findings.iter().filter(|finding| Diagnostic::is_error(finding)).count(),
            annex: outcome.annex,
            retired: outcome.retired.as_deref().map(shown),
            copies: outcome.batch.as_ref().map(CopiesTold::of),
        }
    }
}

impl CopiesTold {
    fn of(batch: &Batch) -> Self {
        let bad = batch.bad.as_ref().map(|(path, rows)| BadRowsTold { file: shown(path), rows: *rows });
        Self {
            folder: shown(&batch.folder),
            made: batch.made,
            kept: batch.kept,
            all: batch.all,
            missing: batch.missing.clone(),
            prints: batch.prints.iter().map(|path| shown(path)).collect(),
            word: batch.words.iter().map(|path| shown(path)).collect(),
            bad,
            put_away: batch.put_away.iter().map(|path| shown(path)).collect(),
            dropped: batch.dropped,
            tally: TallyTold::of(&batch.tally),
        }
    }
}

/// Is how far the copies of a paper are: one line on stderr for each, while they are made.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct StepTold {
    /// The version of this form, as in answers.
    #[serde(rename = "phien_ban")]
    pub version: u32,
    /// What happens: `tien-do`.
    #[serde(rename = "su_kien")]
    pub event: &'static str,
    /// The name of the copies' folder.
    #[serde(rename = "van_ban")]
    pub paper: String,
    /// How many are done.
    #[serde(rename = "xong")]
    pub done: usize,
    /// How many there are.
    #[serde(rename = "tong")]
    pub all: usize,
}

impl StepTold {
    /// Makes a step plain.
    #[must_use]
    pub fn of(at: Progress<'_>) -> Self {
        let paper = at.paper.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Self { version: super::VERSION, event: "tien-do", paper, done: at.done, all: at.all }
    }
}

/// Is a window that was opened: told at once, the command goes on until the window ends.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Opened {
    /// Its address on this machine, good for a minute.
    #[serde(rename = "dia_chi")]
    pub address: String,
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
