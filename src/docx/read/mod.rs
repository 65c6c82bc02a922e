//! Comes in: the bytes of a Word file that somebody brings. Goes out: what a reader of it sees, in
//! document order, and what of it is not kept. Must not know: papers, kinds, where the file lies.
//!
//! `package` opens the file, `tree` reads its XML, `styles` and `numbering` say how letters are set
//! and counted, `inline`, `line`, `story` and `grid` make lines and tables of it.

mod counter;
mod fonts;
mod grid;
mod inline;
mod line;
mod notice;
mod numbering;
mod open;
mod package;
mod piece;
mod props;
mod refused;
mod shape;
mod story;
mod styles;
mod tree;

pub use notice::{Notice, What};
pub use open::brought;
pub use piece::{Align, Brought, Cell, Paragraph, Piece, Row, Run, Table};
pub use refused::Refused;
