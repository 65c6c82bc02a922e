//! Comes in: what a room found wrong. Goes out: findings with a code, a place
//! and advice, drawn for people. Must not know: any
//! room but `text`.

mod codes;
mod draw;
mod excerpt;
mod findings;
mod source;
mod trail;

pub use codes::{ALL, Code, RETIRED, Severity, code};
pub use draw::draw;
pub use findings::Findings;
pub use source::{Source, Span, Text};

use crate::text::folded;

/// Is one finding: what is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code, with its severity, its article and its explanation.
    pub code: &'static Code,
    /// One sentence, lower case, no full stop.
    pub message: String,
    /// Where it stands, if it stands in a file.
    pub span: Option<Span>,
    /// The row of a table it speaks of, where the table has no place in a text.
    pub row: Option<usize>,
    /// A word or two at the place itself.
    pub label: Option<String>,
    /// Other places that take part, each with a word about it.
    pub related: Vec<(Span, String)>,
    /// What the user can do.
    pub hints: Vec<String>,
    /// The printed text it is about, where only that is known and no place.
    pub printed: Option<Printed>,
    /// The articles of the paper's own rule set, where they are not those of the
    /// code.
    pub article: Option<String>,
}

/// Is a text as it was printed, and the part of it that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The whole paragraph, cell or name.
    pub whole: String,
    /// The part.
    pub part: String,
}

impl Diagnostic {
    /// Makes a finding.
    #[must_use]
    pub fn new(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            span: None,
            row: None,
            label: None,
            related: Vec::new(),
            hints: Vec::new(),
            printed: None,
            article: None,
        }
    }

    /// Says which printed text it is about.
    #[must_use]
    pub fn about(mut self, whole: impl Into<String>, part: impl Into<String>) -> Self {
        self.printed = Some(Printed { whole: whole.into(), part: part.into() });
        self
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Says which row of a table.
    #[must_use]
    pub fn in_row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// Says a word at the place.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Names another place.
    #[must_use]
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Tells whether the finding stops the paper.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.severity == Severity::Error
    }
}

/// Gives the nearest of `known` to a mistyped `word`, if one is near enough;
/// marks, capitals and spaces do not count.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = folded(word);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word, &folded(name)), name))
        .filter(|(distance, name)| *distance * 3 <= name.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Words what the operating system says, for the cases a clerk can meet.
#[must_use]
pub fn os_words(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "không có".into(),
        ErrorKind::PermissionDenied => "không có quyền, hoặc tệp đang mở ở chương trình khác".into(),
        ErrorKind::StorageFull => "đĩa đầy".into(),
        ErrorKind::ReadOnlyFilesystem => "đĩa chỉ cho đọc".into(),
        ErrorKind::AlreadyExists => "đã có".into(),
        ErrorKind::NotADirectory => "giữa đường dẫn có một tệp chứ không phải thư mục".into(),
        ErrorKind::IsADirectory => "đây là thư mục".into(),
        _ => error.to_string(),
    }
}

/// Sorts findings by file, place, row and code, and drops repetitions.
pub fn sort(findings: &mut Vec<Diagnostic>) {
    let key = |finding: &Diagnostic| {
        let place = finding.span.as_ref().map(|span| (span.source.name().to_owned(), span.range.start));
        (place, finding.row, finding.code.id, finding.message.clone(), finding.hints.clone())
    };
    findings.sort_by_key(key);
    findings.dedup_by_key(|finding| key(finding));
}
