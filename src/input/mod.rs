//! Comes in: folders and files of a workspace. Goes out: offices, dossiers and
//! documents, with every finding about how they were written. Must not know:
//! rule sets, looks, output.

mod body;
mod body_parts;
mod card;
mod compose;
mod division;
mod draft;
mod entry;
mod fields;
mod file;
mod filler;
mod folded;
mod grid;
mod headings;
mod inline;
mod invited;
mod office;
mod retyped;
mod scalar;
mod setting;
mod summary;
mod system;
mod table;
mod typed;
mod walk;

pub use body::is_marked;
pub use card::{Card, card, side};
pub use compose::compose;
pub use division::is_begun as begins_division;
pub use draft::{Draft, KindOf, draft};
pub use entry::{Entry, Fields, Raw};
pub use file::{Unsaved, read};
pub use filler::is_short_for;
pub use inline::{Evaluate, Evaluated, Fault, has_marks};
pub use office::{dossier, office};
pub use retyped::{BULLETS, Letter, literal, retyped, retyped_line};
pub use setting::Setting;
pub use typed::undressed;
pub use walk::{DossierFiles, bare_dossiers, walk};
