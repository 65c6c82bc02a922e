//! Comes in: nothing. Goes out: the types of a file's values whose facts are
//! not filled in yet. Must not know: how they are read.

use chrono::{NaiveDate, NaiveTime};

use crate::diag::{Diagnostic, Span, Text};
use crate::kind::Field;
use crate::model::{Align, Month};
use crate::yaml::Node;

/// Is a value of the right type, with its place.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Raw,
}

/// Is a value whose facts are not filled in yet.
#[derive(Debug, Clone)]
pub enum Raw {
    /// One line; `{{ … }}` is evaluated.
    Text(Text),
    /// One line as it is.
    Verbatim(Text),
    /// Texts and tables.
    Body(Vec<Part>),
    /// Rows of cells.
    Rows(Vec<RawRow>),
    /// A whole number.
    Number(u32),
    /// A date.
    Date(NaiveDate),
    /// A month, the day of which is still open.
    Month(Month),
    /// A time.
    Time(NaiveTime),
    /// Yes or no.
    Flag(bool),
    /// One of the words of a choice.
    Choice(String),
    /// A short name defined in the office.
    Reference(Text),
    /// Several values.
    List(Vec<Entry>),
    /// Values by name.
    Group(Fields),
}

/// Is a part of a body.
#[derive(Debug, Clone)]
pub enum Part {
    /// Lines of text.
    Text(Text),
    /// A table.
    Table(RawTable),
}

/// Holds values by name, in the order of the file.
#[derive(Debug, Clone, Default)]
pub struct Fields(pub Vec<(Text, Entry)>);

impl Fields {
    /// Gives an entry by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.0.iter().find(|(key, _)| key.as_str() == name).map(|(_, entry)| entry)
    }

    /// Gives a text by name.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&Text> {
        match &self.get(name)?.value {
            Raw::Text(text) | Raw::Verbatim(text) | Raw::Reference(text) => Some(text),
            _ => None,
        }
    }

    /// Gives a number by name.
    #[must_use]
    pub fn number(&self, name: &str) -> Option<u32> {
        match self.get(name)?.value {
            Raw::Number(number) => Some(number),
            _ => None,
        }
    }

    /// Gives a date with its place by name.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<(NaiveDate, Span)> {
        let entry = self.get(name)?;
        match entry.value {
            Raw::Date(date) => Some((date, entry.span.clone())),
            _ => None,
        }
    }

    /// Gives a month whose day is open, with its place, by name.
    #[must_use]
    pub fn month(&self, name: &str) -> Option<(Month, Span)> {
        let entry = self.get(name)?;
        match entry.value {
            Raw::Month(month) => Some((month, entry.span.clone())),
            _ => None,
        }
    }

    /// Gives a word of a choice by name.
    #[must_use]
    pub fn choice(&self, name: &str) -> Option<&str> {
        match &self.get(name)?.value {
            Raw::Choice(word) => Some(word),
            _ => None,
        }
    }

    /// Tells whether a flag is set to no, which is not the same as left out.
    #[must_use]
    pub fn is_off(&self, name: &str) -> bool {
        matches!(self.get(name).map(|entry| &entry.value), Some(Raw::Flag(false)))
    }

    /// Tells whether a flag is set.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name).map(|entry| &entry.value), Some(Raw::Flag(true)))
    }

    /// Tells whether a paper silences a code.
    #[must_use]
    pub fn silences(&self, id: &str) -> bool {
        self.list("bo_qua").iter().any(|entry| match &entry.value {
            Raw::Group(fields) => fields.text("ma").is_some_and(|code| code.as_str() == id),
            _ => false,
        })
    }

    /// Gives the elements of a list by name; nothing if it is missing.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Entry] {
        match self.get(name).map(|entry| &entry.value) {
            Some(Raw::List(entries)) => entries,
            _ => &[],
        }
    }

    /// Gives a group by name.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Self> {
        match &self.get(name)?.value {
            Raw::Group(fields) => Some(fields),
            _ => None,
        }
    }
}

/// Is a table whose facts are not filled in yet.
#[derive(Debug, Clone)]
pub struct RawTable {
    /// How many columns there are.
    pub columns: usize,
    /// The rows of the head.
    pub head: Vec<Vec<RawCell>>,
    /// The rows.
    pub rows: Vec<Vec<RawCell>>,
    /// The widths as parts of the whole.
    pub widths: Vec<f64>,
    /// How the columns are set.
    pub aligns: Vec<Align>,
    /// The size of its letters (pt).
    pub size: Option<(u32, Span)>,
    /// Where it was asked to stand on landscape pages.
    pub landscape: Option<Span>,
}

/// Is a row as it was typed.
#[derive(Debug, Clone)]
pub struct RawRow {
    /// Where it stands.
    pub span: Span,
    /// Its cells.
    pub cells: Vec<RawCell>,
    /// Whether it was typed as a list.
    pub listed: bool,
    /// Whether all its cells could be read.
    pub whole: bool,
}

/// Is a cell as it was typed, with its place once that is known.
#[derive(Debug, Clone)]
pub struct RawCell {
    /// Where it stands.
    pub span: Span,
    /// What stands in it.
    pub text: Option<Text>,
    /// The column it begins in, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How it is set, if not as its column.
    pub align: Option<Align>,
}

/// Reads a map by the fields it may have.
pub(super) type ReadFields = fn(&Node, &[Field], &str, &mut Vec<Diagnostic>) -> Fields;
