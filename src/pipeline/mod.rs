//! Comes in: paths and settings. Goes out: findings, and papers made whole or
//! not at all. The only room that knows that there is a line.

mod apart;
pub(crate) mod batch;
mod bench;
pub(crate) mod build;
mod copies;
pub(crate) mod examine;
pub(crate) mod fit;
mod guest_tone;
mod issued_copies;
mod join;
mod judge;
mod known_drafts;
mod list;
mod make;
mod numbered;
mod outcome;
mod own_line;
mod paper;
pub(crate) mod place;
pub(crate) mod set;
mod sheet;
mod signers;
pub(crate) mod signing;
pub(crate) mod turn;
mod within;
mod word;
pub(crate) mod workers;
mod workspace;
pub(crate) mod write;

pub use batch::{Batch, CopiesSeen, CopySeen, CopyState, Pick, PrintSeen};
pub use bench::Bench;
pub use build::build;
pub use copies::{copies_seen, keep_list, made_file, mend};
pub use examine::examine;
pub use issued_copies::IssuedCopies;
pub use join::{Joined, join, joined};
pub use known_drafts::KnownDrafts;
pub use outcome::{Made, Outcome};
pub use paper::{Examined, Ready};
pub use signers::signers;
pub use word::{WordLine, WordMade, WordSaid, word_record, word_said};
pub use workspace::{Workspace, archive_root, paper_path, workspace};
pub use write::keep_mending;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use chrono::NaiveDate;

use crate::assets::Assets;
use crate::check::KindWords;
use crate::diag::{Diagnostic, Findings};
use crate::digest::digest;
use crate::docx::Mode;
use crate::input::Unsaved;
use crate::kind::{Kind, kind, kind_names};
use crate::rules::{RuleSet, rule_sets};
use crate::template::rules_file;
use crate::typeset::{Fonts, Press};

/// Holds what the user chose.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Settings {
    /// Where papers go.
    pub out: PathBuf,
    /// The rule set for all papers, whatever their date.
    pub rules: Option<String>,
    /// Dots an inch of page pictures, if they are wanted.
    pub png: Option<f64>,
    /// Whether the Typst source is kept beside the PDF.
    pub keep_typst: bool,
    /// The Word whose rules a Word file of each paper is laid out by, where one is wanted.
    pub word: Option<Mode>,
    /// Whether the papers are for pens: no signature fields, whatever the
    /// office says.
    pub pen: bool,
    /// Whether each dossier gets a sheet for handing its papers in.
    pub sheet: bool,
    /// How many papers are made at once.
    pub jobs: usize,
    /// How long nothing at all may be finished before what runs is given up.
    pub limit: Duration,
    /// Which guests are wanted.
    pub pick: Pick,
    /// The field whose equal values share one copy, whatever the paper says.
    pub together: Option<String>,
    /// Whether the copies are bound into one file to print, too.
    pub print: bool,
    /// Whether copies are printed two to a sheet.
    pub two_up: bool,
    /// The day of papers asked for that have none.
    pub date: Option<NaiveDate>,
    /// The day it is, where papers without a day are held against it: only a door that shows papers to
    /// be mended says it, what is printed never hangs on it.
    pub today: Option<NaiveDate>,
    /// The copies of the paper that were issued, where a door says so: no other is written under their names
    /// and numbers.
    pub issued: Arc<IssuedCopies>,
    /// What is open somewhere and not saved: papers are read with it.
    pub unsaved: Unsaved,
    /// The papers that were read before, where somebody asks again and again with the same kinds.
    pub known: Option<Arc<KnownDrafts>>,
    /// Set when the user wants no more copies begun.
    pub stop: Arc<AtomicBool>,
}

impl Settings {
    /// Gives the usual choices: everything, into `out`, one paper at a time.
    #[must_use]
    pub fn new(out: PathBuf) -> Self {
        Self {
            out,
            rules: None,
            png: None,
            keep_typst: false,
            word: None,
            pen: false,
            sheet: false,
            jobs: 1,
            limit: Duration::from_mins(1),
            pick: Pick::default(),
            together: None,
            print: true,
            two_up: false,
            date: None,
            today: None,
            issued: Arc::default(),
            unsaved: Unsaved::default(),
            known: None,
            stop: Arc::default(),
        }
    }
}

/// Tells how far the copies of a paper are.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// The folder of the copies.
    pub paper: &'a Path,
    /// How many are done.
    pub done: usize,
    /// How many there are.
    pub all: usize,
}

/// Is a kind as it was read, or what is wrong with its folder.
type KindRead = Result<Arc<Kind>, Findings>;

/// Holds what all papers share: templates, rule sets, fonts, kinds.
pub struct Stock {
    /// The templates.
    pub assets: Assets,
    /// The fonts.
    pub fonts: Arc<Fonts>,
    /// What sets pages with them.
    pub press: Arc<Press>,
    /// The rule sets, the oldest first.
    pub rules: Vec<Arc<RuleSet>>,
    /// What names the build of the program.
    pub build: &'static str,
    kinds: Mutex<BTreeMap<String, KindRead>>,
    words: OnceLock<Result<KindWords, Findings>>,
}

impl Stock {
    /// Takes the fonts and, meanwhile, reads the rule sets of the templates;
    /// `build` names the program's build.
    ///
    /// # Errors
    /// Gives findings about the fonts or about broken rule sets.
    pub fn new(
        assets: Assets,
        fonts: impl FnOnce() -> Result<Fonts, Box<Diagnostic>>,
        build: &'static str,
    ) -> Result<Self, Findings> {
        let (fonts, rules) = std::thread::scope(|scope| {
            // The fonts here: what a thread takes is not given to others at once, and they
            // take most.
            let rules = scope.spawn(|| rule_sets(&assets));
            (fonts(), rules.join().unwrap_or_else(|bug| std::panic::resume_unwind(bug)))
        });
        Ok(Self::of(assets, Arc::new(fonts?), rules?, build))
    }

    fn of(assets: Assets, fonts: Arc<Fonts>, rules: Vec<RuleSet>, build: &'static str) -> Self {
        let made = rules.iter().map(rules_file).collect();
        let press = Arc::new(Press::new(assets.clone(), Arc::clone(&fonts), made));
        let rules = rules.into_iter().map(Arc::new).collect();
        Self { assets, fonts, press, rules, build, kinds: Mutex::default(), words: OnceLock::new() }
    }

    /// Reads kinds, rule sets and look again: somebody may have changed them. The fonts stay.
    ///
    /// # Errors
    /// Gives findings about broken rule sets.
    pub fn again(&self) -> Result<Self, Findings> {
        self.with(self.assets.clone())
    }

    /// Gives the same with other templates. The fonts stay.
    ///
    /// # Errors
    /// Gives findings about broken rule sets.
    pub fn with(&self, assets: Assets) -> Result<Self, Findings> {
        let rules = rule_sets(&assets)?;
        Ok(Self::of(assets, Arc::clone(&self.fonts), rules, self.build))
    }

    /// Gives what sets pages with these fonts and other templates.
    ///
    /// # Errors
    /// Gives findings about broken rule sets among them.
    pub fn press_of(&self, assets: Assets) -> Result<Press, Findings> {
        let made = rule_sets(&assets)?.iter().map(rules_file).collect();
        Ok(Press::new(assets, Arc::clone(&self.fonts), made))
    }

    /// Gives the digest of what every output is made with: the program, the
    /// look, the fonts.
    #[must_use]
    pub fn tools(&self) -> String {
        let look = |path: &&String| Path::new(path).extension().is_some_and(|ending| ending == "typ");
        let files = self.assets.files();
        let read = |path: &String| self.assets.bytes(path).ok().flatten().unwrap_or_default();
        let mut parts: Vec<Vec<u8>> = vec![self.build.into()];
        parts.extend(files.iter().filter(look).map(read));
        parts.extend(self.press.made().iter().map(|(_, text)| text.clone().into_bytes()));
        digest(parts.iter().map(Vec::as_slice).chain(self.fonts.bytes()))
    }

    /// Gives what all kinds are called; their folders are read once.
    ///
    /// # Errors
    /// Gives findings if the list of names is broken.
    pub fn kind_words(&self) -> Result<&KindWords, Findings> {
        let read = || kind_names(&self.assets).map(|names| KindWords::of(&names));
        self.words.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Gives a kind; its folder is read once.
    ///
    /// # Errors
    /// Gives findings if there is no such kind or its folder is broken.
    pub fn kind(&self, id: &str) -> Result<Arc<Kind>, Findings> {
        let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kinds.get(id) {
            return known.clone();
        }
        let read = kind(&self.assets, id).map(Arc::new);
        kinds.insert(id.to_owned(), read.clone());
        read
    }
}
