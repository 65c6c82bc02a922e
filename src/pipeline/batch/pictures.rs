//! Comes in: the pages of a copy. Goes out: their pictures beside the copy, each
//! with what the ledger says of it. Must not know: what is on the pages.

use super::super::write;
use super::ledger::{Entry, Ledger};
use super::maker::Maker;
use crate::diag::Diagnostic;
use crate::digest::digest;
use crate::typeset::Pages;

/// Names the picture of a page (the first is 1) of a copy: `x.pdf`, `x.1.png`.
pub(super) fn name(copy: &str, page: usize) -> String {
    format!("{}.{page}.png", copy.trim_end_matches(".pdf"))
}

/// Gives the copy that a picture shows.
pub(super) fn copy_of(picture: &str) -> Option<String> {
    let (stem, page) = picture.strip_suffix(".png")?.rsplit_once('.')?;
    page.parse::<usize>().ok().map(|_| format!("{stem}.pdf"))
}

/// Names the pictures of a copy that the ledger knows.
pub(super) fn known(ledger: &Ledger, copy: &str) -> Vec<String> {
    (1..usize::MAX).map(|page| name(copy, page)).take_while(|name| ledger.has(name)).collect()
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

    /// Draws the pictures that are wanted of a copy.
    pub(super) fn draw(
        &self,
        copy: &str,
        made_of: &str,
        pages: &Pages,
    ) -> Result<Vec<(String, Entry)>, Box<Diagnostic>> {
        let Some((picture_of, dpi)) = self.picture_of(made_of).zip(self.settings.png) else {
            return Ok(Vec::new());
        };
        let one = |(index, png): (usize, Vec<u8>)| {
            let name = name(copy, index + 1);
            write::quick(&self.folder.join(&name), &png)?;
            let (bytes, size) = (digest([png.as_slice()]), png.len());
            Ok((name, Entry { made_of: picture_of.clone(), bytes, size, ..Entry::default() }))
        };
        pages.png(dpi)?.into_iter().enumerate().map(one).collect()
    }
}
