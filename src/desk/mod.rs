//! Comes in: what somebody types into the papers of an office. Goes out: the papers as they
//! stand, saved whole or not at all, with what is found in them and the pages they make. Must
//! not know: HTTP, HTML, what an office does with papers that go out.
//!
//! The text of the file is the one truth of a paper: a letter that is typed is a splice in it,
//! which the line reads like any file.

mod draft;
mod drafts;
mod history;
mod jobs;
mod joined;
mod links;
mod merge;
mod paste;
mod place;
mod seen;
mod seer;
mod values;

pub use draft::Stale;
pub use drafts::{Drafts, Earlier, Edit, Moment, PaperId, Refusal, Text};
pub use jobs::{Course, End, JobSeen, Jobs};
pub use joined::joined;
pub use merge::Conflict;
pub use paste::{Pasted, Piece, pasted};
pub use place::{Caret, Point, Spot};
pub use seen::{Found, Seen, View};
pub use seer::Seer;
pub use values::{content, plain};
