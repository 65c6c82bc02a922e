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

pub use aside::{Withdrawn, withdraw, withdraw_document};
pub use bag::bag;
pub use dossier::{Sheaf, dossier_record, settle, shelved};
pub use history::{Fate, Standing, fates, recount, remark};
pub use layout::{dossier_id, is_about};
pub(super) use layout::{object_id, object_of};
pub use leaves::leaves;
pub use mend::mend;
pub(super) use open::begun;
pub use open::open_archive;
pub use proof::{Charge, Proof, prove};
pub use rebuild::{Rebuilt, rebuild};
pub use record::record;
pub use seek::{Found, seek};
pub use signed::{Added, Anchors, Copy, absent, keep_signed, signer, whose};
