//! Comes in: a PDF and the places the look has marked on its pages. Goes out:
//! the PDF with empty signature fields, and the places as data for scripts;
//! of a PDF that came back: what it holds, revision by revision. Must not
//! know: papers, certificates.
//!
//! The only room that names lopdf.

mod compare;
mod fields;
mod read;
mod sidecar;
mod skim;

pub use compare::{Change, changes};
pub use fields::with_fields;
pub use read::{Glance, Pdf, Signature, glance, revisions};
pub use sidecar::sidecar;

/// Is the field of the signer's own signature.
pub const SIGNER_FIELD: &str = "KySoNguoiKy";
/// Is the field of the office's seal.
pub const SEAL_FIELD: &str = "DauCoQuan";
