//! `vanthu watch`: checks and makes again what changed, until Ctrl-C.
//!
//! Files are looked at again and again by what is in them: an office's folder often lies on a share,
//! whose changes no system tells of, and a file that is saved as it was is no change.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant, SystemTime};

use super::args::{Args, Watch};
use super::progress::stop_on_interrupt;
use super::screen::Screen;
use super::{Exit, Tools, build, clock, fresh_assets, processors};
use crate::digest::digest;
use crate::office::{HangsOn, watched};
use crate::pipeline::{Settings, Stock};
use crate::typeset::Fonts;

/// Is how long it waits between two looks, at the least; a look that takes long is taken rarely.
const WAIT: Duration = Duration::from_millis(250);
/// Is how many times longer it waits than a look takes.
const RARELY: u32 = 10;
/// Is how much earlier than it was a disk may say a file was written.
const COARSE: Duration = Duration::from_millis(20);
/// Is how many changed files are named.
const SHOWN: usize = 5;

/// Is what is in the files, by their digests; none where one cannot be read.
type Look = BTreeMap<PathBuf, (HangsOn, Option<String>)>;

pub(super) fn watch(args: &Args, options: &Watch, tools: Tools, screen: &mut Screen) -> Exit {
    let stop = Arc::new(AtomicBool::new(false));
    stop_on_interrupt(&stop);
    let settings = Settings {
        rules: options.papers.rules.clone(),
        png: options.png.then_some(144.0),
        jobs: processors(None),
        stop: Arc::clone(&stop),
        ..Settings::new(options.papers.out.clone())
    };
    let mut watcher = Watcher { args, options, settings, lists: BTreeMap::new(), tools, stock: None };
    watcher.stock_up(screen);
    let (mut seen, begun) = (watcher.look(), clock::moment());
    watcher.round(&options.papers.paths, screen);
    seen = watcher.known(seen, begun);
    while !watcher.is_over(WAIT) {
        let begun = Instant::now();
        let now = watcher.look();
        let changed = differing(&seen, &now);
        if changed.is_empty() {
            watcher.is_over(begun.elapsed() * RARELY);
            continue;
        }
        let (now, begun) = (watcher.settled(now), clock::moment());
        screen.say(&told(&changed));
        if changed.values().any(|hangs| *hangs == HangsOn::All) {
            watcher.renew(screen);
        }
        watcher.round(&watcher.affected(&changed), screen);
        seen = watcher.known(now, begun);
    }
    screen.say("đã thôi theo dõi");
    Exit::Done
}

struct Watcher<'a> {
    args: &'a Args,
    options: &'a Watch,
    settings: Settings,
    /// The guest lists papers go out to, with their dossiers.
    lists: BTreeMap<PathBuf, PathBuf>,
    tools: Tools,
    /// What papers are made with; none while the templates are broken.
    stock: Option<Stock>,
}

impl Watcher<'_> {
    /// Waits; tells whether the user wants to end.
    fn is_over(&self, wait: Duration) -> bool {
        let until = Instant::now() + wait;
        while !self.settings.stop.load(Ordering::SeqCst) && Instant::now() < until {
            std::thread::sleep(WAIT.min(until.saturating_duration_since(Instant::now())));
        }
        self.settings.stop.load(Ordering::SeqCst)
    }

    /// Finds the templates anew and reads them; while they are broken no paper is made.
    fn renew(&mut self, screen: &mut Screen) {
        match fresh_assets(self.args, screen) {
            Ok(assets) => {
                self.tools.assets = assets;
                self.stock_up(screen);
            }
            Err(findings) => {
                screen.all(&findings);
                self.stock = None;
            }
        }
    }

    fn stock_up(&mut self, screen: &mut Screen) {
        let fonts = || Fonts::new(self.args.fonts.as_deref());
        let stock = Stock::new(self.tools.assets.clone(), fonts, self.tools.build);
        self.stock = stock.map_err(|findings| screen.all(&findings)).ok();
    }

    fn look(&self) -> Look {
        let files = watched(&self.options.papers.paths, &self.tools.assets, &self.lists);
        files.into_iter().map(|(file, hangs)| (file.clone(), (hangs, content(&file)))).collect()
    }

    /// Waits until nobody is writing any more.
    fn settled(&self, mut now: Look) -> Look {
        while !self.is_over(WAIT) {
            let next = self.look();
            if next == now {
                break;
            }
            now = next;
        }
        now
    }

    /// Adds the files that came to be known while papers were made. One that was written since may
    /// have been read before or after: it counts as another than was read.
    fn known(&self, mut before: Look, begun: SystemTime) -> Look {
        let since = begun.checked_sub(COARSE).unwrap_or(begun);
        let is_later = |file: &Path| {
            let written = std::fs::metadata(file).and_then(|data| data.modified());
            written.is_ok_and(|written| written > since)
        };
        for (file, (hangs, content)) in self.look() {
            before.entry(file).or_insert_with_key(|file| (hangs, content.filter(|_| !is_later(file))));
        }
        before
    }

    /// Gives the paths to make again.
    fn affected(&self, changed: &BTreeMap<PathBuf, HangsOn>) -> Vec<PathBuf> {
        let whole = self.options.papers.paths.clone();
        let mut folders = BTreeSet::new();
        for hangs in changed.values() {
            match hangs {
                HangsOn::Dossier(folder) if folder.is_dir() => folders.insert(folder.clone()),
                _ => return whole,
            };
        }
        // A paper that was named alone is made alone.
        if whole.iter().any(|path| path.is_file()) { whole } else { folders.into_iter().collect() }
    }

    fn round(&mut self, paths: &[PathBuf], screen: &mut Screen) {
        let exit = match &self.stock {
            Some(stock) => {
                let strict = self.options.papers.strict;
                let round = build::Round { paths, settings: &self.settings, strict, json: self.args.json };
                let (exit, lists) = round.make(stock, screen);
                self.lists.extend(lists);
                exit
            }
            None => Exit::Usage,
        };
        screen.round(exit);
    }
}

fn content(file: &Path) -> Option<String> {
    std::fs::read(file).ok().map(|bytes| digest([bytes.as_slice()]))
}

/// Gives the files that differ, came or went.
fn differing(before: &Look, now: &Look) -> BTreeMap<PathBuf, HangsOn> {
    let other = |(file, found): &(&PathBuf, &(HangsOn, Option<String>))| before.get(*file) != Some(*found);
    let gone = before.iter().filter(|(file, _)| !now.contains_key(*file));
    now.iter().filter(other).chain(gone).map(|(file, (hangs, _))| (file.clone(), hangs.clone())).collect()
}

fn told(changed: &BTreeMap<PathBuf, HangsOn>) -> String {
    let names: Vec<String> = changed.keys().take(SHOWN).map(|file| format!("`{}`", file.display())).collect();
    let more = match changed.len().saturating_sub(SHOWN) {
        0 => String::new(),
        count => format!(" và {count} tệp nữa"),
    };
    format!("\n{}  đã đổi: {}{more}", clock::time(), names.join(", "))
}
