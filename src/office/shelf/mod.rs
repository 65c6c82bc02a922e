//! Comes in: papers that were issued and what comes back of them. Goes out: the objects of
//! the archive, kept, proven, found. Must not know: how a paper is made.

mod aside;
mod bag;
mod counts;
mod dossier;
mod facts;
pub(super) mod gather;
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
mod shown;
mod signed;

pub(super) use aside::{number_of, withdraw, withdraw_document};
pub(super) use bag::bag;
pub(super) use counts::lacking;
pub(super) use dossier::{Sheaf, settle, shelved};
pub use history::Fate;
pub(super) use history::{Standing, Untold, copied, recount, remark};
pub(super) use layout::{beside, is_dossier, is_scan, object_id, object_of};
pub(super) use layout::{dossier_id, is_about};
pub(super) use leaves::leaves;
pub(super) use mend::{finish, mend, whole};
pub(super) use open::begun;
pub(super) use open::open_archive;
pub(super) use proof::cut_off;
pub use proof::{Charge, Proof, See, prove};
pub(super) use rebuild::{joined, rebuild};
pub(super) use record::{Described, FiledPaper, SignedRecord, SignerRecord, dossier_record, read, record};
pub(super) use scan::Copy;
pub(super) use seek::{Found, everything, lying, seek};
pub(super) use shown::shown;
pub(super) use signed::{Anchors, Offer, absent, keep_signed, short_scan, whose};
