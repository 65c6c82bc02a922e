//! Comes in: the pages of a copy. Goes out: their pictures beside the copy, each
//! with what the ledger says of it. Must not know: what is on the pages.

use std::collections::BTreeMap;
use std::path::Path;

use super::ledger::Entry;
use super::maker::{Done, Maker};
use crate::diag::Diagnostic;
use crate::digest::digest;
use crate::typeset::Pages;

/// Names the picture of a page (the first is 1) of a copy: `x.pdf`, `x.1.png`.
pub(super) fn name(copy: &str, page: usize) -> String {
    format!("{}.{page}.png", copy.strip_suffix(".pdf").unwrap_or(copy))
}

/// Gives the copy that a picture shows.
pub(super) fn copy_of(picture: &str) -> Option<String> {
    let (stem, page) = picture.strip_suffix(".png")?.rsplit_once('.')?;
    page.parse::<usize>().ok().map(|_| format!("{stem}.pdf"))
}

/// Gives the pictures that lie in a folder, by their copies.
pub(super) fn lying(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut lying: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(copy) = copy_of(&name) {
            lying.entry(copy).or_default().push(name);
        }
    }
    lying
}

impl Maker {
    fn picture_of(&self, made_of: &str) -> Option<String> {
        let dpi = self.settings.png?;
        Some(digest([made_of.as_bytes(), &dpi.to_be_bytes()]))
    }

    /// Gives the pictures of a copy if all that are wanted are there.
    pub(super) fn drawn(&self, copy: &str, made_of: &str, pages: usize) -> Option<Vec<(String, Entry)>> {
        let Some(picture_of) = self.picture_of(made_of) else { return Some(Vec::new()) };
        let one = |page| {
            let name = name(copy, page);
            let entry = self.ledger.fresh(&self.folder, &name, &picture_of)?.clone();
            Some((name, entry))
        };
        (1..=pages).map(one).collect()
    }

    /// Draws the pictures that are wanted of a copy that is there. One that cannot be
    /// written is told of; the copy is none the worse for it.
    pub(super) fn draw(&self, copy: &str, made_of: &str, pages: &Pages, done: &mut Done) {
        let Some((picture_of, dpi)) = self.picture_of(made_of).zip(self.settings.png) else { return };
        let drawn = pages.png(dpi).and_then(|all| {
            for (index, png) in all.iter().enumerate() {
                let name = name(copy, index + 1);
                self.picture(name, &picture_of, png, done)?;
            }
            Ok(())
        });
        done.findings.extend(drawn.err().map(|finding| *finding));
    }

    fn picture(
        &self,
        name: String,
        picture_of: &str,
        png: &[u8],
        done: &mut Done,
    ) -> Result<(), Box<Diagnostic>> {
        let bytes = digest([png]);
        done.put_away.extend(self.replace(&name, png, &bytes)?);
        let entry = Entry { made_of: picture_of.to_owned(), bytes, size: png.len(), ..Entry::default() };
        done.pictures.push((name, entry));
        Ok(())
    }
}
