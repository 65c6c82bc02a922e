//! Comes in: a paper that is ready. Goes out: its pages, the places it is signed
//! at, its PDF. The one place where a paper is set, whoever wants to see, write or
//! keep it. Must not know: files, who asks.

use std::sync::Arc;

use super::fit::fit;
use super::own_line::at_templates;
use super::place::placed;
use super::{Ready, signing};
use crate::assets::Assets;
use crate::diag::{Diagnostic, Findings};
use crate::digest::digest;
use crate::model::Document;
use crate::rules::RuleSet;
use crate::sign;
use crate::template::{Copy, Renderer};
use crate::typeset::{Pages, Press, Spot};

/// Sets a paper, or its copies.
pub(crate) struct Setter {
    renderer: Renderer,
    rules: Arc<RuleSet>,
    press: Arc<Press>,
    assets: Assets,
    /// Whether the paper is signed by token.
    by_token: bool,
}

/// Is what was set: pages, and the places on them that somebody signs by token.
pub(crate) struct Set {
    /// The pages.
    pub pages: Pages,
    /// The places (pt from the page's corner); none where pens sign.
    pub places: Vec<Spot>,
}

impl Setter {
    /// Takes a paper; where pens sign it, no place is kept for a token.
    pub(crate) fn new(ready: &Ready, pen: bool, assets: &Assets, press: &Arc<Press>) -> Self {
        let Ready { document, rules, facts, info, .. } = ready;
        Self {
            renderer: Renderer::new(document, rules, facts, info, assets),
            rules: Arc::clone(rules),
            press: Arc::clone(press),
            assets: assets.clone(),
            by_token: signing::is_by_token(document, pen),
        }
    }

    /// Gives the paper.
    pub(crate) fn document(&self) -> &Document {
        self.renderer.document()
    }

    /// Tells whether the paper is signed by token.
    pub(crate) fn is_by_token(&self) -> bool {
        self.by_token
    }

    /// Makes the paper, or all its copies alike, a page shorter if it asks for that
    /// and can; gives a word about it.
    ///
    /// # Errors
    /// Gives findings where the paper cannot be set at all.
    pub(crate) fn fit(&mut self, copies: &[Copy]) -> Result<Option<Diagnostic>, Findings> {
        let fitted = fit(&mut self.renderer, copies, &self.rules, &self.press);
        fitted.map_err(|findings| self.placed(findings))
    }

    /// Sets one copy to see how much room its ending asks for: those that follow
    /// need not try it out again.
    pub(crate) fn foretell(&mut self, copy: &Copy) {
        let ending = self.renderer.copy(copy).ok().and_then(|source| self.press.set(source).ok()?.ending());
        self.renderer.foretell(ending);
    }

    /// Puts what all copies print alike into a file that they import and Typst reads
    /// once; gives its path from the root and its text.
    pub(crate) fn share(&mut self) -> Option<(String, String)> {
        let named = |text: &str| format!("chung/{}.typ", digest([text.as_bytes()]));
        let (path, text) = self.renderer.share(named)?;
        self.press.lend(path.clone(), text.clone());
        Some((path, text))
    }

    /// Writes the Typst source of the paper, or of a copy.
    ///
    /// # Errors
    /// Gives findings about the templates.
    pub(crate) fn source(&self, copy: Option<&Copy>) -> Result<String, Findings> {
        Ok(copy.map_or_else(|| self.renderer.whole(), |copy| self.renderer.copy(copy))?)
    }

    /// Sets a source of this paper.
    ///
    /// # Errors
    /// Gives findings about the pages, where the text was typed.
    pub(crate) fn set(&self, source: String) -> Result<Set, Findings> {
        set(&self.press, source, self.by_token).map_err(|findings| self.placed(findings))
    }

    /// Gives findings their places: where a text was typed, where a template wrote a line.
    fn placed(&self, findings: Findings) -> Findings {
        at_templates(placed(self.document(), findings), &self.assets)
    }

    /// Gives the PDF of what was set.
    ///
    /// # Errors
    /// Gives findings about the pages, where the text was typed.
    pub(crate) fn pdf(&self, set: &Set) -> Result<Vec<u8>, Findings> {
        set.pdf(&self.press).map_err(|findings| self.placed(findings))
    }
}

/// Sets a source, with places for tokens if wanted.
///
/// # Errors
/// Gives findings about the pages.
pub(crate) fn set(press: &Press, source: String, by_token: bool) -> Result<Set, Findings> {
    let pages = press.set(source)?;
    let places = if by_token { pages.spots() } else { Vec::new() };
    Ok(Set { pages, places })
}

impl Set {
    /// Gives the PDF, a field at each place.
    ///
    /// # Errors
    /// Gives findings about the pages.
    pub(crate) fn pdf(&self, press: &Press) -> Result<Vec<u8>, Findings> {
        Ok(sign::with_fields(press.pdf(&self.pages)?, &self.places)?)
    }

    /// Gives the PDF as before it said that it is to be printed at its true size.
    ///
    /// # Errors
    /// Gives findings about the pages.
    pub(crate) fn pdf_of_any_size(&self, press: &Press) -> Result<Vec<u8>, Findings> {
        Ok(sign::with_fields(press.pdf_of_any_size(&self.pages)?, &self.places)?)
    }
}
