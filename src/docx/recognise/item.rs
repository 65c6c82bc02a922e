//! Comes in: pieces of a Word file. Goes out: its lines and tables, one behind the other. Must not know:
//! what they mean.

use super::super::read::{Piece, Table};
use super::lines::{Line, of_paragraph, of_table};

/// Is a line or a table, in document order.
pub(super) enum Item<'a> {
    Line(Line),
    Table(&'a Table),
}

impl Item<'_> {
    /// Gives the line, if it is one.
    pub(super) fn line(&self) -> Option<&Line> {
        match self {
            Self::Line(line) => Some(line),
            Self::Table(_) => None,
        }
    }

    /// Gives the table, if it is one.
    pub(super) fn table(&self) -> Option<&Table> {
        match self {
            Self::Table(table) => Some(table),
            Self::Line(_) => None,
        }
    }

    /// Gives its lines.
    pub(super) fn lines(&self) -> Vec<Line> {
        match self {
            Self::Line(line) => vec![line.clone()],
            Self::Table(table) => of_table(table),
        }
    }
}

/// Gives the lines of a paragraph, or a table.
pub(super) fn items(piece: &Piece) -> Vec<Item<'_>> {
    match piece {
        Piece::Paragraph(paragraph) => of_paragraph(paragraph).into_iter().map(Item::Line).collect(),
        Piece::Table(table) => vec![Item::Table(table)],
    }
}
