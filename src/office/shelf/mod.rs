//! Comes in: papers that were issued and what comes back of them. Goes out: the objects of
//! the archive, kept, proven, found. Must not know: how a paper is made.

mod aside;
mod bag;
mod dossier;
mod facts;
mod history;
mod layout;
mod leaves;
mod mend;
mod open;
mod proof;
mod rebuild;
pub(super) mod record;
mod scan;
pub(super) mod seal;
mod seek;
mod signed;

pub(super) use aside::{withdraw, withdraw_document};
pub(super) use bag::bag;
pub(super) use dossier::{Sheaf, dossier_record, settle, shelved};
pub use history::Fate;
pub(super) use history::{Standing, recount, remark};
pub(super) use layout::{dossier_id, is_about};
pub(super) use layout::{object_id, object_of};
pub(super) use leaves::leaves;
pub(super) use mend::mend;
pub(super) use open::begun;
pub(super) use open::open_archive;
pub use proof::{Charge, Proof, prove};
pub(super) use rebuild::rebuild;
pub(super) use record::record;
pub(super) use scan::Copy;
pub(super) use seek::{Found, seek};
pub(super) use signed::{Anchors, absent, keep_signed, signer, whose};
