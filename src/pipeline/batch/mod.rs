//! Comes in: a paper and its guest list. Goes out: a copy for each guest, one
//! file to print them all, the sheets made of the list, the bad rows to be
//! mended. Must not know: how a page looks.

mod bound;
mod copies;
mod ledger;
mod names;
mod rows;
mod tidy;

pub use copies::Pick;
pub(super) use names::NAMES;
pub(super) use tidy::put_away;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::workers::{End, run};
use super::{Progress, Ready, Settings, Stock, signing, write};
use crate::diag::{Code, Diagnostic, Text};
use crate::digest::digest;
use crate::guests::GuestList;
use crate::model::Invited;
use crate::sign;
use crate::template::{Copy, Renderer};
use crate::typeset::{Press, forget};
use ledger::{Entry, Ledger};

/// Is what became of a paper that goes out to guests.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The folder of the copies.
    pub folder: PathBuf,
    /// How many copies were made.
    pub made: usize,
    /// How many were there already, just as they would be made.
    pub kept: usize,
    /// How many copies there are in all, chosen or not.
    pub all: usize,
    /// The copies that were chosen and are not there now.
    pub missing: Vec<String>,
    /// The files to print and the sheets.
    pub prints: Vec<PathBuf>,
    /// The bad rows, to be mended.
    pub bad: Option<(PathBuf, usize)>,
    /// The rows that were mended apart.
    pub mended: Vec<usize>,
    /// Files that were put away, for someone had changed them.
    pub put_away: Vec<PathBuf>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// Is all that makes a copy of one paper.
struct Maker {
    renderer: Renderer,
    press: Arc<Press>,
    /// The digest of everything but the source that a copy is made of.
    tools: String,
    folder: PathBuf,
    ledger: Ledger,
    settings: Settings,
    /// How many papers were set.
    set: AtomicUsize,
}

/// Is a copy to be made.
#[derive(Clone)]
struct Job {
    copy: Copy,
    /// The file's name.
    name: String,
}

/// Is a copy that is there.
struct Done {
    entry: Entry,
    kept: bool,
    put_away: Option<PathBuf>,
}

/// Is after how many papers memory is looked through: what none of them used
/// is dropped.
const PORTION: usize = 24;

/// Makes the copies of a paper; `out` is its output without an ending.
pub(super) fn batch(
    ready: &Ready,
    invited: &Invited,
    list: &GuestList,
    out: &Path,
    settings: &Settings,
    stock: &Stock,
    see: &mut dyn FnMut(Progress<'_>),
) -> Batch {
    let mut batch = Batch { folder: out.to_owned(), ..Batch::default() };
    tidy::bring_back(out);
    let mut list = list.clone();
    let mended = rows::mended(&mut list, ready, settings, stock, &mut batch);
    let mut ledger = Ledger::read(out);
    let every = every(ready, invited, &list, settings).into_iter();
    let (names, all): (Vec<String>, Vec<Copy>) =
        every.map(|(name, copy)| (format!("{name}.pdf"), copy)).unzip();
    let known = |copy: &Copy| ledger.knows(&fingerprint(copy));
    let mut chosen = copies::chosen(&all, &settings.pick, &mended, &known, &mut batch.findings);
    if invited.numbered_each {
        rows::numbers(&all, &names, settings, &ledger, &mut chosen, &mut batch);
    }
    let struck = |copy: &Copy| copy.number.is_some_and(|number| settings.pick.struck.contains(&number));
    rows::struck(&all, &struck, &mut chosen, &mut batch);
    batch.all = all.iter().filter(|copy| !struck(copy)).count();
    let of_choice = all.iter().zip(&names).zip(&chosen).filter(|(_, chosen)| **chosen);
    let jobs: Vec<Job> =
        of_choice.map(|((copy, name), _)| Job { copy: copy.clone(), name: name.clone() }).collect();
    let Ready { document, rules, facts, info } = ready;
    let mut renderer = Renderer::new(document, rules, facts, info, &stock.assets);
    renderer.foretell(all.first().and_then(|copy| ending(&renderer, copy, stock)));
    let maker = Arc::new(Maker {
        renderer,
        press: Arc::clone(&stock.press),
        tools: format!("{} {}", stock.tools(), signing::is_by_token(document, settings.pen)),
        folder: out.to_owned(),
        ledger: ledger.clone(),
        settings: settings.clone(),
        set: AtomicUsize::new(0),
    });
    if settings.pick.is_part() {
        // The part that was printed last time is not this one.
        tidy::drop_prints(&|name| name.contains(bound::PART), &mut ledger, &mut batch);
    }
    ledger.begin(jobs.iter().map(|job| job.name.clone()));
    if let Err(finding) = ledger.write(out) {
        batch.findings.push(*finding);
        batch.missing = names;
        return batch;
    }
    let there = make(&maker, &jobs, &mut ledger, &mut batch, see);
    if settings.stop.load(Ordering::SeqCst) {
        // Some of the copies are new, so what printed them all is old.
        tidy::drop_prints(&|_| true, &mut ledger, &mut batch);
    } else {
        bound::prints(ready, invited, &maker, &there, stock, &mut ledger, &mut batch);
        if !settings.pick.is_part() {
            let stand = all.iter().zip(&names).filter(|(copy, _)| !struck(copy));
            let names: Vec<String> = stand.map(|(_, name)| name.clone()).collect();
            tidy::clear(&names, &mut ledger, &mut batch);
        }
    }
    rows::keep_bad(&list, settings, &mut ledger, &mut batch);
    ledger.end();
    if let Err(finding) = ledger.write(out) {
        batch.findings.push(*finding);
    }
    batch
}

/// Gives the room (pt) that the ending of a copy asks for, if it can be set.
fn ending(renderer: &Renderer, copy: &Copy, stock: &Stock) -> Option<f64> {
    stock.press.set(renderer.copy(copy).ok()?).ok()?.ending()
}

/// Gives all copies of a paper with the names of their files, without ending.
pub(super) fn every(
    ready: &Ready,
    invited: &Invited,
    list: &GuestList,
    settings: &Settings,
) -> Vec<(String, Copy)> {
    let together = settings.together.as_deref();
    let copies = copies::copies(list, invited, together, ready.document.symbol.number);
    let names = names::names(&copies, invited.file_name.as_ref().map(Text::as_str));
    names.into_iter().zip(copies).collect()
}

/// Makes the copies; gives those that are there, in their order.
fn make(
    maker: &Arc<Maker>,
    jobs: &[Job],
    ledger: &mut Ledger,
    batch: &mut Batch,
    see: &mut dyn FnMut(Progress<'_>),
) -> Vec<(Job, Entry)> {
    let settings = &maker.settings;
    let mut there: Vec<Option<Entry>> = vec![None; jobs.len()];
    let worker = Arc::clone(maker);
    let work = move |job: Job| worker.one(&job);
    let mut ended = 0;
    let mut faults = Faults::default();
    run(jobs.to_vec(), settings.jobs, settings.limit, work, |index, end| {
        let job = &jobs[index];
        ended += 1;
        match end {
            End::Done(Ok(Some(done))) => {
                *(if done.kept { &mut batch.kept } else { &mut batch.made }) += 1;
                batch.put_away.extend(done.put_away);
                ledger.enter(job.name.clone(), done.entry.clone());
                there[index] = Some(done.entry);
            }
            // The run was stopped before this one began: what there is stays.
            End::Done(Ok(None)) => {
                batch.missing.push(job.name.clone());
                return;
            }
            End::Done(Err(found)) => faults.add(found, &job.name),
            End::Broken => batch.findings.push(about(job, Code::INTERNAL, "chương trình hỏng khi lập")),
            End::Endless => {
                batch.findings.push(about(job, Code::TEMPLATE_ENDLESS, "lập mãi không xong"));
            }
        }
        if there[index].is_none() {
            batch.missing.push(job.name.clone());
            // An older copy must not be taken for this one.
            match ledger.clear(&batch.folder, &job.name) {
                Ok(old) => batch.put_away.extend(old),
                Err(finding) => batch.findings.push(*finding),
            }
        }
        see(Progress { paper: &batch.folder, done: ended, all: jobs.len() });
    });
    batch.findings.extend(faults.told());
    let found = jobs.iter().cloned().zip(there).filter_map(|(job, entry)| Some((job, entry?)));
    found.collect()
}

/// Gathers what is wrong with copies: the same fault is told once.
#[derive(Default)]
struct Faults(Vec<(Diagnostic, Vec<String>)>);

impl Faults {
    fn add(&mut self, findings: Vec<Diagnostic>, name: &str) {
        for finding in findings {
            match self.0.iter_mut().find(|(known, _)| *known == finding) {
                Some((_, names)) => names.push(name.to_owned()),
                None => self.0.push((finding, vec![name.to_owned()])),
            }
        }
    }

    fn told(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().map(|(finding, names)| match names.as_slice() {
            [only] => finding.hint(format!("khi lập `{only}`")),
            [first, ..] => finding.hint(format!("khi lập `{first}` và {} bản nữa", names.len() - 1)),
            [] => finding,
        })
    }
}

fn about(job: &Job, code: &'static Code, what: &str) -> Diagnostic {
    Diagnostic::new(code, format!("{what} `{}`", job.name))
}

/// Gives the digest of who a copy is for: names, titles and units, whatever
/// their place in the list and whatever else the list says of them.
fn fingerprint(copy: &Copy) -> String {
    let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
    let who = copy
        .guests
        .iter()
        .flat_map(|guest| [guest.name.clone().into_bytes(), text(&guest.title), text(&guest.unit)]);
    let who: Vec<Vec<u8>> = who.collect();
    digest(who.iter().map(Vec::as_slice))
}

impl Maker {
    /// Digests everything an output is made of.
    fn made_of<'a>(&'a self, sources: impl IntoIterator<Item = &'a str>) -> String {
        digest([self.tools.as_bytes()].into_iter().chain(sources.into_iter().map(str::as_bytes)))
    }

    /// Keeps memory flat: looking through it after each paper would take longer
    /// than it saves.
    fn forget_now_and_then(&self) {
        if self.set.fetch_add(1, Ordering::Relaxed) % PORTION == PORTION - 1 {
            forget(1);
        }
    }

    /// Makes one copy, unless it is there already; nothing when the run was
    /// stopped.
    fn one(&self, job: &Job) -> Result<Option<Done>, Vec<Diagnostic>> {
        if self.settings.stop.load(Ordering::SeqCst) {
            return Ok(None);
        }
        let source = self.renderer.copy(&job.copy).map_err(|finding| vec![*finding])?;
        let made_of = self.made_of([source.as_str()]);
        let guests = fingerprint(&job.copy);
        if let Some(entry) = self.ledger.fresh(&self.folder, &job.name, &made_of) {
            return Ok(Some(Done { entry: Entry { guests, ..entry.clone() }, kept: true, put_away: None }));
        }
        if self.settings.keep_typst {
            let kept = self.folder.join(&job.name).with_extension("typ");
            write::whole(&kept, source.as_bytes()).map_err(|finding| vec![*finding])?;
        }
        let made = self.press.set(source).and_then(|pages| {
            let (pdf, spots) = (self.press.pdf(&pages)?, pages.spots());
            // No file of places beside each copy: the fields say where they are.
            let places = signing::places(self.renderer.document(), &spots, self.settings.pen);
            let pdf = sign::with_fields(pdf, places).map_err(|finding| vec![*finding])?;
            Ok((pdf, pages.count()))
        });
        self.forget_now_and_then();
        let (pdf, pages) = made?;
        let bytes = digest([pdf.as_slice()]);
        let put_away = self.replace(&job.name, &pdf, &bytes).map_err(|finding| vec![*finding])?;
        Ok(Some(Done {
            entry: Entry { made_of, bytes, size: pdf.len(), pages, guests, number: job.copy.number },
            kept: false,
            put_away,
        }))
    }

    /// Writes an output; what someone changed since it was made is put away
    /// first.
    fn replace(&self, name: &str, pdf: &[u8], bytes: &str) -> Result<Option<PathBuf>, Box<Diagnostic>> {
        let path = self.folder.join(name);
        let old = std::fs::read(&path).ok();
        if old.as_ref().is_some_and(|old| digest([old.as_slice()]) == bytes) {
            return Ok(None);
        }
        let ours = old.is_none() || self.ledger.is_ours(&self.folder, name);
        let put_away = if ours { None } else { write::keep_aside(&path)? };
        write::quick(&path, pdf)?;
        Ok(put_away)
    }
}
