//! Comes in: what was read, or what is to be written. Goes out: plain values
//! without places. Must not know: how a value is written.

use super::super::{Node, Value};
use super::path::Step;

/// Is a value that can be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Nothing at all (`key:`).
    Empty,
    /// A text, number, date … in the letters it has in the file.
    Text(String),
    /// A list, or the cells of a row.
    List(Vec<Content>),
    /// Values by key, in order.
    Map(Vec<(String, Content)>),
}

impl From<&str> for Content {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl Content {
    /// Makes a list of texts: the cells of a row.
    #[must_use]
    pub fn texts(texts: &[&str]) -> Self {
        Self::List(texts.iter().map(|text| Self::from(*text)).collect())
    }

    /// Gives what a node holds.
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Empty,
            Value::Scalar(text) => Self::Text(text.as_str().to_owned()),
            Value::List(nodes) => Self::List(nodes.iter().map(Self::of).collect()),
            Value::Map(entries) => Self::Map(
                entries.iter().map(|(key, node)| (key.as_str().to_owned(), Self::of(node))).collect(),
            ),
        }
    }

    /// Gives the text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Gives the value some steps further down.
    pub(super) fn at(&self, steps: &[Step]) -> Option<&Self> {
        steps.iter().try_fold(self, |here, step| match (here, step) {
            (Self::Map(entries), Step::Key(name)) => {
                entries.iter().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            (Self::List(members), Step::At(index)) => members.get(*index),
            _ => None,
        })
    }

    /// Gives the same, to be changed.
    pub(super) fn at_mut(&mut self, steps: &[Step]) -> Option<&mut Self> {
        steps.iter().try_fold(self, |here, step| match (here, step) {
            (Self::Map(entries), Step::Key(name)) => {
                entries.iter_mut().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            (Self::List(members), Step::At(index)) => members.get_mut(*index),
            _ => None,
        })
    }

    /// Wraps a value in what has to be made around it so that `steps` lead to it;
    /// nothing where a list would need members before it.
    pub(super) fn below(self, steps: &[Step]) -> Option<Self> {
        steps.iter().rev().try_fold(self, |value, step| match step {
            Step::Key(name) => Some(Self::Map(vec![(name.clone(), value)])),
            Step::At(0) => Some(Self::List(vec![value])),
            Step::At(_) => None,
        })
    }
}
