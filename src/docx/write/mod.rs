//! Comes in: a paper as its parts were given it. Goes out: the bytes of a Word file, and what it
//! says, block by block. Must not know: files, who wants it.
//!
//! `block` is what a file is made of; `head`, `state_head`, `title`, `passage`, `ruled`, `ending` make blocks of
//! the parts, `flow` puts them one below the other; `paragraph`, `table`, `styles`, `properties`
//! write XML, `package` packs it.

mod block;
mod ending;
mod flow;
mod head;
mod looks;
mod maker;
mod mode;
mod package;
mod paragraph;
mod passage;
mod properties;
mod ruled;
mod rules;
mod signatures;
mod state_head;
mod style;
mod styles;
mod table;
mod title;
mod unit;
mod word;
mod xml;

pub use mode::Mode;
pub use word::{Block, Word, word};
