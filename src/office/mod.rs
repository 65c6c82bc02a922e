//! Comes in: what somebody of the office wants, with the day and the person. Goes out: what
//! became of it, or findings. What an office does with papers that go out: numbers them,
//! keeps them, proves them, finds them. Must not know: the screen, the clock, how a
//! paper is set.

mod book;
mod issue;
mod original;
mod shelf;

pub use book::{Imported, OldBook, SeriesTold, book, export, import};
pub use issue::{Issued, Order, issue};
pub use original::originals;
pub use shelf::*;
