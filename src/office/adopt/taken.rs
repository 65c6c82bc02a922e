//! Comes in: what was made of each Word file of a folder. Goes out: all of it as one value. Must not know:
//! how it came about, how it is shown.

use super::Adopted;
use crate::diag::Diagnostic;
use crate::register::Entry;

/// Is what became of a Word file.
#[derive(Debug)]
pub struct Taken {
    /// Its name, with the folders it lies in.
    pub file: String,
    /// What was recognised; nothing where it cannot be read.
    pub adopted: Option<Adopted>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// Is what became of all.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Each file.
    pub files: Vec<Taken>,
    /// The rows of older books that no file has, of the years the files are of.
    pub alone: Vec<Entry>,
    /// What is to be said of all of them.
    pub findings: Vec<Diagnostic>,
}
