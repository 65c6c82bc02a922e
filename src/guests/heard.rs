//! Comes in: the header of a list, the rows in which somebody stands. Goes out: for each column
//! how it was understood, and whether that is sure. Must not know: findings, papers.

use super::column::{Column, Role};
use super::header::Header;
use super::header_text::Head;
use super::unread::is_heavy;
use crate::table::{Row, letters};

/// Is a column as it was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// Its letters in the spreadsheet.
    pub letters: String,
    /// What stands over it.
    pub header: String,
    /// What it is for.
    pub meaning: Meaning,
    /// Whether its words say so; else somebody should look.
    pub sure: bool,
}

/// Says what a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A field of the guest.
    Field(Column),
    /// A field that another column holds, too; both are printed.
    Joined(Column),
    /// The number of the row.
    Number,
    /// Nothing that is printed; it is kept under its header.
    Kept,
}

/// Tells how columns were understood.
pub(super) fn heard<'a>(header: &Header, heads: impl Iterator<Item = &'a Head>, rows: &[&Row]) -> Vec<Heard> {
    let mut taken: Vec<Column> = Vec::new();
    let mut one = |head: &Head| {
        let meaning = match head.role {
            Role::Field(column) if taken.contains(&column) => Meaning::Joined(column),
            Role::Field(column) => {
                taken.push(column);
                Meaning::Field(column)
            }
            Role::Number => Meaning::Number,
            Role::Told | Role::Other => Meaning::Kept,
        };
        let sure = if meaning == Meaning::Kept {
            !is_doubtful(header, head, rows)
        } else {
            !header.guessed.contains(&head.column)
        };
        Heard { letters: letters(head.column), header: head.shown.clone(), meaning, sure }
    };
    heads.map(&mut one).collect()
}

/// Tells a column that is not read although it may say who somebody is: one of a second list,
/// one that says again what another one says, one of posts under other words.
fn is_doubtful(header: &Header, head: &Head, rows: &[&Row]) -> bool {
    header.beside.is_some_and(|(start, _)| head.column >= start)
        || header.doubled.iter().any(|(second, _)| *second == head.named())
        || is_heavy(head, rows)
}
