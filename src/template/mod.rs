//! Comes in: a document, a rule set and the kind's templates. Goes out: Typst
//! source. Must not know: Typst beyond how its string literals are written.
//!
//! The only room that names `minijinja`. The templates decide what stands on
//! the page; every value they print becomes a Typst literal, so data can never
//! become markup or code.

mod blocks;
mod book;
mod certified;
mod context;
mod facts;
mod guest;
mod line;
mod literal;
mod named;
mod render;
mod shared;
mod sheet;
mod styled;
mod table;

pub use book::book;
pub use certified::{CopyBlock, CopyHead};
pub use facts::Facts;
pub use guest::Copy;
pub use render::{PdfInfo, Renderer, Tightness, rules_file};
pub use sheet::{SheetHead, SheetLine, render_sheet};
