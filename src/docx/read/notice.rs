//! Comes in: nothing. Goes out: what may be said of a Word file that is read. Must not know: the
//! words in which it is said.

use crate::text::Encoding;

/// Says one thing about a Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What.
    pub what: What,
    /// The number of the paragraph, from 1; 0 where it is of none.
    pub paragraph: usize,
    /// The letters it is about.
    pub text: String,
}

/// Is what may be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Letters that somebody put in while changes were tracked: they stand.
    Inserted,
    /// Letters that somebody struck out while changes were tracked: they are gone.
    Deleted,
    /// What somebody wrote at the margin: who.
    Comment(String),
    /// Letters that are not shown are left out.
    Hidden,
    /// A picture is left out.
    Picture,
    /// An object of another program is left out.
    Object,
    /// A file within the file is not read.
    Embedded,
    /// A sign of a symbol font that no letter stands for.
    Symbol,
    /// An automatic number became letters.
    Numbered,
    /// Letters were typed in an encoding older than Unicode, as their font says.
    Old(Encoding),
    /// Underlined.
    Underlined,
    /// Coloured, or marked with a colour.
    Coloured,
}
