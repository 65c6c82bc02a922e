//! Comes in: Typst source, the look's files, fonts. Goes out: pages, PDF/A-2a
//! with PDF/UA-1, PNG. Must not know: what a paper is.
//!
//! The only room that names the Typst crates.

mod band;
mod bind;
mod compile;
mod drawn;
mod fit;
mod fonts;
mod live;
mod parts;
mod picture;
mod plain_space;
mod press;
mod printed;
mod seen;
mod sheet;
mod slim;
mod spot;
mod spots;
mod true_size;
mod two_up;
mod world;

pub use band::Band;
pub use bind::Binding;
pub use compile::{PAGE, Pages};
pub use drawn::{Drawn, Picture};
pub use fonts::Fonts;
pub use live::Live;
pub use picture::beside;
pub use press::Press;
pub use printed::Printed;
pub use spot::Spot;
pub use two_up::Spread;

/// Drops what papers left in memory and no later one asked for again: what was
/// not used since the call before, with `calls` more of them let pass. The
/// look, which all papers share, stays.
pub fn forget(calls: usize) {
    typst::comemo::evict(calls);
}
