//! Comes in: what somebody says who begins an office, a dossier, a paper. Goes out: the files, from
//! the commented examples, never over others. Must not know: how they are asked.

mod again;
mod dossier;
mod example;
mod left;
mod of_old;
mod office;
mod paper;
mod place;

pub use again::{Again, Copied};
pub use dossier::DossierBegun;
pub(in crate::office) use dossier::{bare_dossier, titled};
pub(super) use example::Example;
pub use left::ExampleLeft;
pub use of_old::OfOld;
pub use office::{OfficeBegun, OfficeFacts, SignerBegun, begin_office, begin_play, is_play, suggested};
pub use paper::{KindOffered, side_above};
pub use place::new_file;
pub(in crate::office) use place::{free_file, is_free, plain_name};
