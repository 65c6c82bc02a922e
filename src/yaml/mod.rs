//! Comes in: a file's text. Goes out: its YAML as a tree in which every key
//! and every value knows its place. Must not know: what any key means.
//!
//! The only room that names `serde_yaml` and `granit_parser`, so that a successor is one folder.

mod coding;
mod control;
pub mod edit;
mod folded;
mod plain;
mod read;
mod syntax;

pub use coding::{Coding, decode};
pub use folded::Joint;

use read::Letters;

use crate::diag::{Diagnostic, Findings, Source, Span, Text};
use std::sync::Arc;

/// Is a value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What stands there.
    pub value: Value,
    /// Where; of a list or a map, where its first entry stands.
    pub span: Span,
}

/// Is what YAML can hold, numbers and dates still as they were typed.
#[derive(Debug, Clone)]
pub enum Value {
    /// Nothing was written, or `~`.
    Null,
    /// A text, number, date … exactly as typed, in NFC.
    Scalar(Text),
    /// `- a`.
    List(Vec<Node>),
    /// `key: value`, in order.
    Map(Vec<(Text, Node)>),
}

impl Node {
    /// Gives the value under a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Value::Map(entries) => {
                entries.iter().find(|(name, _)| name.as_str() == key).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Gives the entries of a map; nothing for any other value.
    #[must_use]
    pub fn entries(&self) -> &[(Text, Self)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// Gives the text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&Text> {
        match &self.value {
            Value::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Finds the lines of a scalar that YAML joined to the ones above them.
    #[must_use]
    pub fn joints(&self) -> Vec<Joint> {
        let Some(text) = self.text() else { return Vec::new() };
        // Of a block as it is typed no line is joined, and its end is long to find.
        if self.span.source.text()[self.span.range.start..].starts_with('|') {
            return Vec::new();
        }
        folded::joints(&self.span, text.span().range.end)
    }

    /// Says in Vietnamese what kind of value this is.
    #[must_use]
    pub fn vietnamese(&self) -> &'static str {
        match self.value {
            Value::Null => "để trống",
            Value::Scalar(_) => "chữ",
            Value::List(_) => "danh sách",
            Value::Map(_) => "nhóm trường",
        }
    }
}

/// Is the longest file (bytes) that is read: a thousand pages of text.
pub const MAX_FILE: usize = 4 << 20;

/// Reads the one document of a file.
///
/// # Errors
/// Gives findings: wrong syntax (with place, reason and advice), an empty
/// file, a key written twice, more than one document, a file beyond
/// [`MAX_FILE`].
pub fn parse(source: &Arc<Source>) -> Result<Node, Findings> {
    let mut findings = Vec::new();
    let node = parse_on(source, &mut findings)?;
    if findings.is_empty() { Ok(node) } else { Err(findings.into()) }
}

/// Reads the one document of a file like [`parse`], but goes on behind
/// characters YAML forbids: they are told of in `findings`, and read as spaces.
///
/// # Errors
/// Gives the findings behind which nothing can be read, with those above.
pub fn parse_on(source: &Arc<Source>, findings: &mut Vec<Diagnostic>) -> Result<Node, Findings> {
    parse_in(source, Letters::Composed, findings)
}

fn parse_in(
    source: &Arc<Source>,
    letters: Letters,
    findings: &mut Vec<Diagnostic>,
) -> Result<Node, Findings> {
    let Some((clear, found)) = control::cleared(source) else { return parsed(source, letters) };
    match parsed(&clear, letters) {
        Ok(node) => {
            findings.extend(found);
            Ok(node)
        }
        Err(more) => Err(found.into_iter().chain(more).collect()),
    }
}

fn parsed(source: &Arc<Source>, letters: Letters) -> Result<Node, Findings> {
    if source.text().len() > MAX_FILE {
        return Err(Diagnostic::new(
            crate::diag::Code::FILE_SIZE,
            format!("tệp dài {} MB, quá mức một văn bản", source.text().len() >> 20),
        )
        .at(Span::whole(source))
        .into());
    }
    if let Some(at) = syntax::too_deep(source.text()) {
        return Err(syntax::deep(source, at).into());
    }
    match read::read(source, letters).and_then(|node| plain::judge(source, &node).map(|()| node)) {
        Err(findings) if source.text().contains('\t') => {
            // YAML forbids tabs as indentation; clerks' editors type them.
            let spaced = Source::new(source.name(), syntax::untabbed(source.text()));
            read::read(&spaced, letters).map_err(|_| findings)
        }
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nesting_is_refused_before_it_costs_time() {
        for value in ["[".repeat(100_000), "{a: ".repeat(50_000), format!("\n  {}a", "- ".repeat(100_000))] {
            let source = Source::new("sau.yaml", format!("trich_yeu: {value}\n"));
            let begun = crate::worked::worked();
            let findings = parse(&source).expect_err("too deep");
            let took = crate::worked::worked().saturating_sub(begun);
            assert!(took.as_millis() < 500, "{took:?}");
            assert_eq!(findings.len(), 1);
            assert!(findings[0].message.contains("lồng nhau"), "{}", findings[0].message);
        }
        // Many lists and a line of dashes are no nesting.
        let text = format!("a: [{}]\nb: |\n  {}\n", "[1], ".repeat(2_000), "-".repeat(2_000));
        assert!(parse(&Source::new("rong.yaml", text)).is_ok());
    }
}
