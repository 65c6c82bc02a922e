//! Comes in: the files of an issued paper. Goes out: an OCFL 1.1 store in which
//! nothing is ever rewritten or deleted, and every byte can be proven by
//! programs nobody here wrote. Must not know: papers, the register.
//!
//! One object is one paper or one dossier: later versions add to the first.

mod bag;
mod durable;
mod inventory;
mod layout;
mod plain;
mod shelf;
mod store;
mod verify;
mod view;

pub use bag::Parcel;
pub(crate) use durable::{Workshop, place, settle};
pub use inventory::{Inventory, Version};
pub use plain::read as read_plain;
pub use store::{Change, Kept, Seal, Store, Witness};
pub use verify::{Audited, Sample};
pub use view::{Leaf, view};

#[cfg(test)]
mod tests;
