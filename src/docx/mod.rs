//! Comes in: what the parts of the look were given (`templates/the-thuc/de-lai.typ`), or a Word file
//! that somebody brings. Goes out: the same paper as a Word file to be edited, and the record of what
//! it said when it was made; what a Word file says. Must not know: kinds, Typst, files.
//!
//! `part` is the paper as its parts were given it; `write` makes the file of it; `base` is the record.
//! `read` reads any Word file, `old` writes one of Word 97 to 2003 as one of today before; `recognise` tells which part of a paper each line of it is; `merge`
//! tells what was edited in one of ours.

mod base;
pub mod merge;
mod old;
mod part;
mod read;
mod recognise;
mod write;

pub use base::{Base, BaseBlock, BasePlace, Bases, NamedBase};
pub use part::{Paper, read};
pub use read::{Align, Brought, Cell, Notice, Paragraph, Piece, Refused, Row, Run, Table, What, brought};
pub use recognise::{Annexed, Day, Known, KnownKind, Mark, Recognised, Said, Signed, TURNED, recognised};
pub use write::{Block, Mode, Word, word};
