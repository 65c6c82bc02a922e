//! Comes in: the rooms' own folders. Goes out: the same rooms, without the line, and what the
//! targets share. Must not know: the typesetter, the register, the command line.

// Much of a room is called by the line only, which is not here.
#![allow(dead_code, missing_docs, unused_imports)]

#[path = "../../src/archive/mod.rs"]
pub mod archive;
#[path = "../../src/assets/mod.rs"]
pub mod assets;
#[path = "../../src/check/mod.rs"]
pub mod check;
#[path = "../../src/diag/mod.rs"]
pub mod diag;
#[path = "../../src/digest.rs"]
pub mod digest;
#[path = "../../src/guests/mod.rs"]
pub mod guests;
#[path = "../../src/input/mod.rs"]
pub mod input;
#[path = "../../src/kind/mod.rs"]
pub mod kind;
#[path = "../../src/model/mod.rs"]
pub mod model;
#[path = "../../src/rules/mod.rs"]
pub mod rules;
#[path = "../../src/sign/mod.rs"]
pub mod sign;
#[path = "../../src/table/mod.rs"]
mod table;
#[path = "../../src/template/mod.rs"]
pub mod template;
#[path = "../../src/text/mod.rs"]
pub mod text;
#[path = "../../src/verify/mod.rs"]
pub mod verify;
#[path = "../../src/yaml/mod.rs"]
pub mod yaml;

pub mod mutate;
mod panics;
pub mod typeset;

pub use panics::guarded_too;
