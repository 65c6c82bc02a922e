//! Comes in: requests of a page in a browser of this machine. Goes out: the page, answers as
//! JSON, pictures of pages. Must not know: what an office does: that is `office`.

mod adopted;
mod answer;
mod asked;
mod backup;
mod begun;
mod book;
mod cases;
mod certified;
mod earlier;
mod first;
mod gathered;
mod guard;
mod guest_words;
mod guests;
mod held;
mod helped;
mod hints;
mod home;
mod house;
mod issued;
mod keys;
mod labels;
mod made;
mod mentioned;
mod office;
mod paper;
mod pasted;
mod proving;
mod received;
mod removed;
mod search;
mod serve;
mod shell;
mod shelved;
mod typed;
mod vault;
mod wire;
mod words;
mod work;

pub use answer::Answer;
pub use first::{First, Mark};
pub use house::House;
pub use keys::Keys;
pub use office::{Clock, Now};
pub use serve::{Api, Window};
