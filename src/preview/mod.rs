//! Comes in: a paper as it was examined, again at every letter that is typed. Goes out: the
//! very pages that would be printed, and only what changed of them. Must not know: who looks
//! at them, where the paper lies.

use std::sync::Arc;

use crate::diag::{Diagnostic, Findings};
use crate::pipeline::batch::every;
use crate::pipeline::place::placed;
use crate::pipeline::set::Setter;
use crate::pipeline::{Examined, Settings, Stock};
use crate::typeset::{Band, Live, Printed};

/// Is the session of one paper that is open.
pub struct Preview {
    live: Live,
}

/// Is a paper, or one copy of it, that can be set.
struct Ready {
    setter: Setter,
    source: String,
    fitted: Option<Diagnostic>,
    copies: usize,
    copy: usize,
}

fn ready(paper: &Examined, copy: usize, settings: &Settings, stock: &Stock) -> Result<Ready, Findings> {
    let Some(ready) = &paper.ready else { return Err(Findings::default()) };
    let guests = ready.document.invited.as_ref().zip(paper.list.as_ref());
    let copies = guests.map(|(invited, list)| every(ready, invited, list, settings)).unwrap_or_default();
    let copies: Vec<_> = copies.into_iter().map(|(_, copy)| copy).collect();
    let copy = copy.min(copies.len().saturating_sub(1));
    let mut setter = Setter::new(ready, settings.pen, &stock.assets, &stock.press);
    let fitted = setter.fit(&copies)?;
    let source = setter.source(copies.get(copy))?;
    Ok(Ready { setter, source, fitted, copies: copies.len(), copy })
}

/// Says what is shown.
#[derive(Debug, Default)]
pub struct Shown {
    /// What was found while it was set: these stop the paper although its pages can be seen.
    pub findings: Vec<Diagnostic>,
    /// How many copies the paper has; 0 for one that goes out to no guests.
    pub copies: usize,
    /// Which of them is shown, from 0.
    pub copy: usize,
}

impl Preview {
    /// Begins a session; nothing is shown yet.
    #[must_use]
    pub fn new(stock: &Stock) -> Self {
        Self { live: Live::new(Arc::clone(&stock.press)) }
    }

    /// Sets a paper as it stands, of one that goes out to guests the copy at this place (from 0;
    /// the last one where there are not so many).
    ///
    /// # Errors
    /// Gives findings where there is nothing to be seen; the last good pages stay. Without any,
    /// what was found in the paper itself says why.
    pub fn show(
        &mut self,
        paper: &Examined,
        copy: usize,
        settings: &Settings,
        stock: &Stock,
    ) -> Result<Shown, Findings> {
        let Ready { setter, source, fitted, copies, copy } = ready(paper, copy, settings, stock)?;
        let misfits = self.live.set(&source).map_err(|found| placed(setter.document(), found))?;
        let misfits = placed(setter.document(), misfits.into());
        let findings = fitted.into_iter().chain(misfits).collect();
        Ok(Shown { findings, copies, copy })
    }

    /// Gives the PDF of a paper as it stands, as `build` makes it.
    ///
    /// # Errors
    /// As [`Preview::show`]; also for what can be seen and is not printed.
    pub fn pdf(
        paper: &Examined,
        copy: usize,
        settings: &Settings,
        stock: &Stock,
    ) -> Result<Vec<u8>, Findings> {
        let Ready { setter, source, .. } = ready(paper, copy, settings, stock)?;
        setter.pdf(&setter.set(source)?)
    }

    /// Gives a mark for each page: the same as long as the page looks the same.
    #[must_use]
    pub fn marks(&self) -> &[u128] {
        self.live.marks()
    }

    /// Gives the size of each page (pt): width, height.
    #[must_use]
    pub fn sizes(&self) -> Vec<(f64, f64)> {
        self.live.sizes()
    }

    /// Gives the words on the pages that are shown.
    #[must_use]
    pub fn printed(&self) -> Vec<Printed> {
        self.live.printed()
    }

    /// Draws what changed of a page since it had the mark the viewer knows.
    ///
    /// # Errors
    /// As [`Live::band`].
    pub fn band(
        &mut self,
        page: usize,
        dpi: f64,
        has: Option<u128>,
    ) -> Result<Option<Band>, Box<Diagnostic>> {
        self.live.band(page, dpi, has)
    }
}
