//! Comes in: what a Word file says, and the kinds there are. Goes out: the parts of the paper it is:
//! head, title, addressees, basis, content, ending, annexes; and what is none of them. Must not know:
//! which office reads it, how a draft is written.
//!
//! `lines` and `item` make lines of paragraphs and cells; `head`, `title`, `opening`, `ending`, `annex` each know
//! one part; `symbol`, `day` read what stands in a line; `body` and `ruled` write the content.

mod annex;
mod body;
mod day;
mod ending;
mod head;
mod item;
mod known;
mod lines;
mod opening;
mod paper;
mod ruled;
mod signed;
mod symbol;
mod title;

pub use annex::Annexed;
pub use day::Day;
pub use known::{Known, KnownKind};
pub use lines::Said;
pub use paper::{Recognised, recognised};
pub use ruled::TURNED;
pub use signed::Signed;
pub use symbol::Mark;
