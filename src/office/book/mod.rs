//! Comes in: rows of the register, an older book. Goes out: the book printed, exported,
//! entered. Must not know: the archive.

mod export;
mod leap;
mod old;
mod page;
mod print;

pub(super) use export::register_csv;
pub(super) use export::{export, written};
pub(super) use old::{OldBook, Source, import};
pub(super) use page::numbered;
pub(super) use print::{Part, book, printed};
