//! Comes in: a value that is not there yet. Goes out: its lines as a clerk would
//! write them. Must not know: the text they are put into.

use super::block::{self, Head};
use super::content::Content;
use super::parts::Style;
use super::scalar;

/// Is how far each value stands in from what it belongs to (signs).
pub(super) const DEEPER: usize = 2;

/// Says how new values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// As a clerk would.
    Clerk,
    /// In double quotes, whatever it is: what cannot be taken for anything else.
    Safest,
}

/// Is what stands behind a dash or a colon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// What stands on the line of the dash or the key, with the space before it.
    pub(super) head: String,
    /// The lines below.
    pub(super) body: Vec<String>,
}

impl Written {
    fn head(text: impl AsRef<str>) -> Self {
        Self { head: format!(" {}", text.as_ref()), body: Vec::new() }
    }
}

impl Manner {
    /// Gives the way a text is written on one line where none was before.
    pub(super) fn style(self) -> Style {
        if self == Self::Clerk { Style::Plain } else { Style::Double }
    }

    /// Writes the value of a key that stands in a column.
    pub(super) fn of_key(self, content: &Content, column: usize) -> Written {
        let inner = column + DEEPER;
        match content {
            Content::Empty => Written { head: String::new(), body: Vec::new() },
            Content::Text(text) => self.text(text, inner),
            Content::List(members) if members.is_empty() => Written::head("[]"),
            Content::Map(entries) if entries.is_empty() => Written::head("{}"),
            Content::List(members) => Written {
                head: String::new(),
                body: members.iter().flat_map(|member| self.member(member, inner)).collect(),
            },
            Content::Map(entries) => Written {
                head: String::new(),
                body: entries.iter().flat_map(|(key, value)| self.entry(key, value, inner)).collect(),
            },
        }
    }

    /// Writes the value of a member whose dash stands in a column: a row of short
    /// cells in brackets, a map beside its dash.
    pub(super) fn of_member(self, content: &Content, column: usize) -> Written {
        let short = |cell: &Content| matches!(cell, Content::Text(text) if !text.contains('\n'));
        match content {
            Content::List(cells) if cells.iter().all(short) => Written::head(self.flow(content)),
            Content::Map(entries) if !entries.is_empty() => {
                let mut written = self.of_key(content, column);
                let first = written.body.remove(0);
                Written { head: format!(" {}", first.trim_start()), body: written.body }
            }
            _ => self.of_key(content, column),
        }
    }

    /// Writes a member whose dash stands in a column.
    pub(super) fn member(self, content: &Content, column: usize) -> Vec<String> {
        lines(format!("{}-", " ".repeat(column)), self.of_member(content, column))
    }

    /// Writes an entry whose key stands in a column.
    pub(super) fn entry(self, key: &str, value: &Content, column: usize) -> Vec<String> {
        let name = scalar::inline(key, Style::Plain, true);
        lines(format!("{}{name}:", " ".repeat(column)), self.of_key(value, column))
    }

    fn text(self, text: &str, inner: usize) -> Written {
        // Empty lines at the end would take in those that follow.
        if self == Self::Safest || !text.contains('\n') || !block::holds(text) || block::ends(text) > 1 {
            return Written::head(scalar::inline(text, self.style(), false));
        }
        let lines = block::texts(text);
        let head = Head::of(text, DEEPER, None).written();
        Written { body: lines.iter().map(|line| set_in(line, inner)).collect(), ..Written::head(head) }
    }

    /// Writes a value within brackets.
    pub(super) fn flow(self, content: &Content) -> String {
        match content {
            Content::Empty => "~".to_owned(),
            Content::Text(text) => scalar::inline(text, self.style(), true),
            Content::List(members) => {
                format!("[{}]", members.iter().map(|member| self.flow(member)).collect::<Vec<_>>().join(", "))
            }
            Content::Map(entries) => {
                let written: Vec<String> =
                    entries.iter().map(|(key, value)| self.flow_entry(key, value)).collect();
                format!("{{{}}}", written.join(", "))
            }
        }
    }

    /// Writes an entry within brackets.
    pub(super) fn flow_entry(self, key: &str, value: &Content) -> String {
        format!("{}: {}", scalar::inline(key, Style::Plain, true), self.flow(value))
    }
}

/// Sets a line in from the margin; an empty one stays empty.
pub(super) fn set_in(line: &str, indent: usize) -> String {
    if line.is_empty() { String::new() } else { format!("{}{line}", " ".repeat(indent)) }
}

fn lines(mut first: String, written: Written) -> Vec<String> {
    first.push_str(&written.head);
    std::iter::once(first).chain(written.body).collect()
}
