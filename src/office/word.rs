//! Comes in: a paper. Goes out: the Word file of it, for somebody to edit. Must not know: how it is
//! written, who asks.

use std::path::Path;

use super::desk::Desk;
use crate::diag::{Code, Diagnostic, Findings};
use crate::docx::Mode;
use crate::pipeline::{Settings, build};

/// Is a Word file that was made.
#[derive(Debug, Clone)]
pub struct WordKept {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Where what somebody had changed was put away: the names.
    pub put_away: Vec<String>,
    /// What was found.
    pub found: Vec<Diagnostic>,
}

impl Desk<'_> {
    /// Makes the Word file of a paper, beside its PDF.
    ///
    /// # Errors
    /// Gives findings if the paper cannot be made, or goes out to many.
    pub fn word_file(&self, file: &Path) -> Result<WordKept, Findings> {
        let settings = Settings { word: Some(Mode::default()), ..self.copies_settings() };
        let paper = self.paper_of(file, &settings)?;
        if paper.list.is_some() {
            let message = "giấy mời cho nhiều khách không có bản Word cho cả loạt";
            let finding = Diagnostic::new(Code::WORD_GUESTS, message);
            return Err(finding.hint("sửa ở văn bản và danh sách khách").into());
        }
        let outcomes = build(vec![paper], &settings, self.stock, &mut |_| {});
        let found: Vec<Diagnostic> = outcomes.iter().flat_map(|outcome| outcome.findings.clone()).collect();
        let Some(word) = outcomes.into_iter().find_map(|outcome| outcome.made?.word) else {
            return Err(found.into());
        };
        let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = std::fs::read(&word.file).map_err(|error| {
            let message = format!("không đọc lại được `{}`: {error}", word.file.display());
            Findings::from(Diagnostic::new(Code::OUTPUT_WRITE, message))
        })?;
        let put_away = word.put_away.iter().map(|path| name(path)).collect();
        Ok(WordKept { name: name(&word.file), bytes, put_away, found })
    }
}
