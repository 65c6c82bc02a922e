//! Comes in: what the parts of the look were given (`templates/the-thuc/de-lai.typ`). Goes out: the
//! same paper as a Word file to be edited, and the record of what it said when it was made. Must not
//! know: kinds, Typst, files.
//!
//! `part` is the paper as its parts were given it; `write` makes the file of it; `base` is the record.

mod base;
mod part;
mod write;

pub use base::{Base, BaseBlock, BasePlace, Bases, NamedBase};
pub use part::{Paper, read};
pub use write::{Block, Mode, Word, word};
