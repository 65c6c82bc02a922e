//! Comes in: the bytes of a PDF. Goes out: its revisions, each with every object
//! its table names, read without any mending. Must not know: what the objects
//! mean, signatures.
//!
//! Readers of PDF differ where a file is not what it says. So nothing that could
//! be read in two ways is read at all: each entry of each table leads to the
//! object of its number, what no table names does not exist, no key stands twice.

mod bound;
mod lex;
mod members;
mod object;
mod store;
mod table;

pub(super) use bound::MOST_BYTES;
pub(super) use object::{Dict, Id, Object};
pub(super) use store::Store;
pub(super) use table::chain;
