//! Comes in: Typst source, the look's files, fonts. Goes out: pages, PDF/A-2a
//! with PDF/UA-1, PNG. Must not know: what a paper is.
//!
//! The only room that names the Typst crates.

mod compile;
mod fonts;
mod sheet;
mod spots;
mod world;

pub use compile::{Pages, compile};
pub use fonts::Fonts;
pub use spots::Spot;

/// Drops what earlier papers left in memory.
pub fn forget() {
    typst::comemo::evict(0);
}
