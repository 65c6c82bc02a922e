//! Comes in: papers that want a number, and what became of them. Goes out:
//! numbers that are never given twice, and a book of them that proves itself.
//! Must not know: how a paper looks, how it is kept. The only room that names
//! the database crate.
//!
//! A series is an organ, a kind and a term (HD05 §3.1.1b): Quyết định and Quy
//! định share a symbol, so the printed symbol is no key. An organ of the State has
//! years for terms, and may have one series for several kinds (NĐ30 Đ.15).

mod act;
mod allocate;
mod audit;
mod find;
mod import;
mod log;
mod open;
mod order;
mod progress;
mod row;
mod still;

pub use act::{
    Act, Copies, CopyOut, Course, Deed, Document, DocumentOut, Remark, Sealed, Sort, Start, Step, Through,
};
pub use allocate::{Range, is_within};
pub use find::Query;
pub use import::{Fate, Past};
pub use open::{Register, file, on_local_disk};
pub use progress::of_copies;
pub use row::{By, Claim, Entry, Origin, State, printed, told};
pub use still::Still;

#[cfg(test)]
mod tests;
