//! Comes in: the source of one paper, again at every letter that is typed. Goes out: its pages
//! as they are drawn, only what changed of them. Must not know: who looks at them, files.
//!
//! The source is kept and changed where it changed, so that Typst's memory still knows the
//! rest. A source that cannot be set leaves the last good pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;
use typst::layout::Abs;
use typst::syntax::Source;
use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;

use super::band::{Band, Picture, band};
use super::compile::{Compiled, internal};
use super::printed::{Printed, printed};
use super::seen::mark;
use super::world::{PaperWorld, main};
use super::{Press, forget};
use crate::diag::{Code, Diagnostic, Findings};

/// Is after how many compilations what was not used is dropped from memory.
const REMEMBERED: usize = 10;
/// Is how many drawn pages are kept to be compared with (8 MB each at 144 dots an inch).
const DRAWN: usize = 8;

/// Is a paper that somebody types while it is seen.
pub struct Live {
    press: Arc<Press>,
    source: Option<Source>,
    pages: Option<PagedDocument>,
    marks: Vec<u128>,
    drawn: BTreeMap<usize, Drawn>,
    /// How many pages were drawn: tells which lay longest.
    count: u64,
}

/// Is a page as it was last drawn.
struct Drawn {
    mark: u128,
    dpi: u64,
    at: u64,
    picture: Picture,
}

impl Live {
    /// Begins with nothing.
    #[must_use]
    pub fn new(press: Arc<Press>) -> Self {
        Self { press, source: None, pages: None, marks: Vec::new(), drawn: BTreeMap::new(), count: 0 }
    }

    /// Sets a source; gives what would stop the paper although its pages can be seen: text that
    /// lies on other text.
    ///
    /// # Errors
    /// Gives findings where there are no pages; the last good ones stay.
    pub fn set(&mut self, source: &str) -> Result<Vec<Diagnostic>, Findings> {
        let kept = match self.source.take() {
            Some(mut kept) => {
                kept.replace(source);
                kept
            }
            None => Source::new(main().map_err(internal)?, source.to_owned()),
        };
        let compiled = self.press.compiled(&PaperWorld::of(kept.clone(), &self.press));
        self.source = Some(kept);
        // Also after a failure, or a day of typing would fill the memory.
        forget(REMEMBERED);
        let Compiled { document, misfits } = compiled?;
        self.marks = document.pages().par_iter().map(mark).collect();
        self.pages = Some(document);
        self.drawn.retain(|page, _| *page < self.marks.len());
        Ok(misfits)
    }

    /// Gives a mark for each page: the same as long as it looks the same.
    #[must_use]
    pub fn marks(&self) -> &[u128] {
        &self.marks
    }

    /// Gives the size of each page (pt): width, height.
    #[must_use]
    pub fn sizes(&self) -> Vec<(f64, f64)> {
        let pages = self.pages.iter().flat_map(PagedDocument::pages);
        pages.map(|page| (page.frame.width().to_pt(), page.frame.height().to_pt())).collect()
    }

    /// Gives the words on the pages, in the order they were set.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        self.pages.as_ref().map(printed).unwrap_or_default()
    }

    /// Draws a page (from 0) at `dpi` dots an inch: the rows that are not as on the page with
    /// the mark that the viewer has, all rows where that one is not remembered. Nothing if there
    /// is no such page.
    ///
    /// # Errors
    /// Gives a finding if the picture cannot be written.
    pub fn band(
        &mut self,
        page: usize,
        dpi: f64,
        has: Option<u128>,
    ) -> Result<Option<Band>, Box<Diagnostic>> {
        let Some(mark) = self.marks.get(page).copied() else { return Ok(None) };
        let scale = dpi.to_bits();
        let old = self.drawn.get(&page).filter(|old| old.dpi == scale && Some(old.mark) == has);
        let same = self.drawn.get(&page).filter(|old| old.dpi == scale && old.mark == mark);
        let picture = same.map_or_else(|| self.drawn(page, dpi), |same| same.picture.clone());
        let made = band(old.map(|old| &old.picture), &picture)
            .map_err(|error| Box::new(Diagnostic::new(Code::INTERNAL, error.to_string())))?;
        self.count += 1;
        self.drawn.insert(page, Drawn { mark, dpi: scale, at: self.count, picture });
        while self.drawn.len() > DRAWN {
            let oldest = self.drawn.iter().min_by_key(|(_, drawn)| drawn.at).map(|(page, _)| *page);
            oldest.and_then(|page| self.drawn.remove(&page));
        }
        Ok(Some(made))
    }

    /// Draws a page of those there are.
    fn drawn(&self, page: usize, dpi: f64) -> Picture {
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(dpi / Abs::inches(1.0).to_pt()),
            ..RenderOptions::default()
        };
        let there = self.pages.iter().flat_map(PagedDocument::pages).nth(page);
        let Some(drawn) = there.map(|page| typst_render::render(page, &options)) else {
            return Picture { width: 0, height: 0, pixels: Vec::new() };
        };
        Picture { width: drawn.width(), height: drawn.height(), pixels: drawn.take() }
    }
}
