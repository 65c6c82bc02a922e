//! Comes in: rows of the register, an older book. Goes out: the book printed, exported,
//! entered. Must not know: the archive.

mod export;
mod leap;
mod old;
mod print;

pub(super) use export::export;
pub(super) use export::register_csv;
pub(super) use old::{OldBook, import};
pub(super) use print::book;
