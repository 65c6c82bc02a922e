//! Comes in: a PDF and the places the look has marked on its pages. Goes out:
//! the PDF with empty signature fields, and the places as data for scripts;
//! of a PDF that came back: what it holds, revision by revision. Must not
//! know: papers, certificates.
//!
//! Writes with lopdf; reads what came back by itself (`strict`), and once more with
//! hayro-syntax (`second`). The only room that names either.

mod behind;
mod compare;
mod fields;
mod file;
mod frame;
mod glance;
mod harmless;
mod own;
mod printed;
mod second;
mod sidecar;
mod skim;
mod source;
mod strict;
mod tags;
mod update;
mod view;

pub use behind::{Where, takes_more, with_page};
pub use compare::Change;
pub use fields::with_fields;
pub use file::{Lock, Pdf, Signature, is_as_written, revisions};
pub use glance::{Glance, glance};
pub use own::{SEAL_FIELD, SIGNER_FIELD};
pub use printed::{OwnField, Printed, printed, text_layer};
pub use sidecar::sidecar;
pub use source::{Scan, Source, source};

/// Is how large a file may be that is proved, in bytes.
pub const MOST_BYTES: usize = strict::MOST_BYTES;
