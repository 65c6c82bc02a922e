//! Comes in: what a Word file of ours said when it was made, what it says now. Goes out: which of its
//! lines are the same, changed, gone, new, and where in a line the letters differ. Must not know:
//! where a line was typed, what becomes of a change.
//!
//! Only the text survives every program a file goes through: the hidden bookmarks break ties, the
//! text alone must suffice.

mod align;
mod words;

pub use align::{Line, Step, compared};
pub use words::{Hunk, hunks, merged};
