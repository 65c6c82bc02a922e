//! vanthu: the official papers of a Vietnamese Party committee's office, from
//! YAML data through minijinja templates and Typst to signed-ready PDF/A.
//!
//! One way, no way back: `input` reads files into `model`, `check` looks at
//! them, `template` writes Typst source by the kind's folder and the rule set,
//! `typeset` makes pages and PDF of it, `pipeline` knows that there is a line.

pub mod archive;
pub mod assets;
pub mod check;
pub mod cli;
pub mod desk;
pub mod diag;
pub mod digest;
pub mod docx;
pub mod guests;
pub mod input;
pub mod kind;
pub mod ledger;
pub mod model;
pub mod office;
pub mod pipeline;
pub mod preview;
pub mod record;
pub mod register;
pub mod rules;
pub mod sign;
mod table;
pub mod template;
pub mod text;
pub mod typeset;
pub mod verify;
pub mod window;
#[cfg(test)]
mod worked;
pub mod yaml;
