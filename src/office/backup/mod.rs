//! Comes in: a drive. Goes out: a copy of the office there that was read again and proved, or none;
//! when the last one was taken. Must not know: which drives a machine has, how it is shown.
//!
//! A copy comes into being by one rename, after its proof. What goes on in register and archive is
//! waited for, and held off while the last differences are copied: the two fit each other.

mod copied;
mod due;
mod made;
mod own;
mod pace;
mod proved;
mod target;

pub use due::BackupDue;
pub use pace::{Pace, Part};
pub use target::{Machine, Place};
