//! Comes in: paths and settings. Goes out: findings, and papers made whole or
//! not at all. The only room that knows that there is a line.

mod build;
mod examine;
mod judge;
mod paper;
mod sheet;
mod signing;
mod workers;
mod write;

pub use build::{Made, Outcome, build};
pub use examine::examine;
pub use paper::{Examined, Ready};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::assets::Assets;
use crate::diag::Diagnostic;
use crate::kind::{Kind, kind};
use crate::rules::{RuleSet, rule_sets};
use crate::typeset::Fonts;

/// Holds what the user chose.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where papers go.
    pub out: PathBuf,
    /// The rule set for all papers, whatever their date.
    pub rules: Option<String>,
    /// Dots an inch of page pictures, if they are wanted.
    pub png: Option<f64>,
    /// Whether the Typst source is kept beside the PDF.
    pub keep_typst: bool,
    /// Whether the papers are for pens: no signature fields, whatever the
    /// office says.
    pub pen: bool,
    /// Whether each dossier gets a sheet for handing its papers in.
    pub sheet: bool,
    /// How many papers are made at once.
    pub jobs: usize,
    /// How long nothing at all may be finished before what runs is given up.
    pub limit: Duration,
}

/// Is a kind as it was read, or what is wrong with its folder.
type KindRead = Result<Arc<Kind>, Vec<Diagnostic>>;

/// Holds what all papers share: templates, rule sets, fonts, kinds.
pub struct Stock {
    /// The templates.
    pub assets: Assets,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// The rule sets, the oldest first.
    pub rules: Vec<Arc<RuleSet>>,
    kinds: Mutex<BTreeMap<String, KindRead>>,
}

impl Stock {
    /// Reads the rule sets of the templates.
    ///
    /// # Errors
    /// Gives findings about broken rule sets.
    pub fn new(assets: Assets, fonts: Fonts) -> Result<Self, Vec<Diagnostic>> {
        let rules = rule_sets(&assets)?.into_iter().map(Arc::new).collect();
        Ok(Self { assets, fonts: Arc::new(fonts), rules, kinds: Mutex::default() })
    }

    /// Gives a kind; its folder is read once.
    ///
    /// # Errors
    /// Gives findings if there is no such kind or its folder is broken.
    pub fn kind(&self, id: &str) -> Result<Arc<Kind>, Vec<Diagnostic>> {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kinds.get(id) {
            return known.clone();
        }
        let read = kind(&self.assets, id).map(Arc::new);
        kinds.insert(id.to_owned(), read.clone());
        read
    }
}
