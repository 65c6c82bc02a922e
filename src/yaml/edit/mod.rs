//! Comes in: a file, a path in it, what to do there. Goes out: the file with
//! that one entry changed and every other byte as it was, or a finding that says
//! why not. Must not know: kinds of papers; the order of their keys comes in.

mod block;
mod content;
mod find;
mod group;
mod guard;
mod lines;
mod page;
mod parts;
mod path;
mod place;
mod plan;
mod refuse;
mod scalar;
mod set;
mod sheet;
mod single;
mod write;

pub use content::Content;
pub use path::{BadPath, FieldPath, Step};
pub use place::Order;
pub use plan::Verb;
pub use sheet::Sheet;

use guard::Case;
use page::Page;
use plan::plan;
use refuse::Refusal;
use write::Manner;

use crate::diag::{Diagnostic, Source};
use crate::text::nfc;

/// Is a file after an edit.
#[derive(Debug, Clone)]
pub struct Edited {
    /// The file.
    pub sheet: Sheet,
    /// Whether the entry had to be written in the safest way, not as a clerk
    /// would.
    pub safest: bool,
}

impl Sheet {
    /// Makes an edit and proves it: what is given out is read by our reader, holds
    /// what it held with that one change, and differs in the lines of the entry
    /// alone. An edit that changes nothing gives the same bytes.
    ///
    /// # Errors
    /// Gives the reason why the edit is not made; the file stays as it is.
    pub fn edit(&self, path: &FieldPath, verb: &Verb, order: Order<'_>) -> Result<Edited, Box<Diagnostic>> {
        let path = &composed(path);
        if self.has(path, verb) {
            return Ok(Edited { sheet: self.clone(), safest: false });
        }
        for manner in [Manner::Clerk, Manner::Safest] {
            let mut page = Page::new(self, manner);
            plan(&mut page, path, verb, order).map_err(|why| self.refused(&path.0, &why))?;
            let source = Source::new(self.source.name(), page.text());
            let Ok(new) = Self::of(self.coding, source) else { continue };
            if (Case { old: self, new: &new, path, verb }).is_proved() {
                return Ok(Edited { sheet: new, safest: manner == Manner::Safest });
            }
        }
        Err(self.refused(&path.0, &Refusal::Unproved))
    }

    /// Tells whether an edit would change nothing.
    fn has(&self, path: &FieldPath, verb: &Verb) -> bool {
        let way = self.follow(&path.0);
        let Some(slot) = way.last().filter(|_| way.len() == path.0.len()) else { return false };
        match verb {
            Verb::Set(wanted) => {
                self.value(path).is_some_and(|held| set::fits(&slot.part, held, wanted, false))
            }
            Verb::Move(to) => path.0.last() == Some(&Step::At(*to)),
            Verb::Add(_) | Verb::Insert(_) | Verb::Remove => false,
        }
    }
}

/// Gives a path in the letters keys are known by.
fn composed(path: &FieldPath) -> FieldPath {
    let step = |step: &Step| match step {
        Step::Key(name) => Step::Key(nfc(name).into_owned()),
        Step::At(index) => Step::At(*index),
    };
    FieldPath(path.0.iter().map(step).collect())
}

#[cfg(test)]
mod tests;
