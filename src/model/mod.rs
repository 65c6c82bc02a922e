//! Comes in: values that were read and understood. Goes out: the types of the
//! field: office, dossier, document, body, symbol, signer. Must not know:
//! YAML, rule sets, Typst; it is pure.

mod body;
mod document;
mod invited;
mod month;
mod office;
mod proper;
mod runs;
mod symbol;

pub use body::{Align, Block, Body, Cell, Division, Doubt, Mark, Table, Why};
pub use document::{Annex, Document, Form, Own, Silence};
pub use invited::{Follows, Guest, GuestSource, Invited};
pub use month::Month;
pub use office::{Dossier, Event, Head, Issuer, Office, Signer, Term, Terms};
pub use runs::{Note, Run, Runs};
pub use symbol::Symbol;
