//! Comes in: nothing. Goes out: all that `sign` knows of the typesetter. Must not know: Typst.

#[path = "../../src/typeset/spot.rs"]
mod spot;

pub use spot::Spot;
