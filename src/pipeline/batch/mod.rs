//! Comes in: a paper and its guest list. Goes out: a copy for each guest, one
//! file to print them all, the sheets made of the list, the bad rows to be
//! mended. Must not know: how a page looks.

mod bound;
mod copies;
mod issued;
mod ledger;
mod maker;
mod names;
mod pictures;
mod rows;
mod seen;
mod stale;
mod tidy;

pub(crate) use bound::sheet_of;
pub use copies::Pick;
pub(super) use issued::others;
pub(super) use names::NAMES;
pub(crate) use names::safe;
pub use seen::{CopiesSeen, CopySeen, CopyState, PrintSeen};
pub(super) use seen::{named, seen};
pub(super) use tidy::{lies_at, put_away};

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::set::Setter;
use super::turn::Turn;
use super::workers::{End, run};
use super::{Progress, Ready, Settings, Stock, word, write};
use crate::diag::{Code, Diagnostic, Text};
use crate::guests::{GuestList, Tally};
use crate::model::Invited;
use crate::template::Copy;
use crate::typeset::Pages;
use ledger::{Entry, Ledger};
use maker::{Job, Maker, fingerprint};

/// Is what became of a paper that goes out to guests.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The folder of the copies.
    pub folder: PathBuf,
    /// How many copies were made.
    pub made: usize,
    /// How many were there already, just as they would be made.
    pub kept: usize,
    /// How many copies of earlier runs were taken away, for nobody gets them.
    pub dropped: usize,
    /// How many copies there are in all, chosen or not.
    pub all: usize,
    /// The copies that were chosen and are not there now.
    pub missing: Vec<String>,
    /// The files to print and the sheets.
    pub prints: Vec<PathBuf>,
    /// What became of the rows of the list.
    pub tally: Tally,
    /// The bad rows, to be mended.
    pub bad: Option<(PathBuf, usize)>,
    /// The Word files of the copies that were chosen.
    pub words: Vec<PathBuf>,
    /// Files that were put away, for someone had changed them.
    pub put_away: Vec<PathBuf>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// Makes the copies of a paper; `out` is its output without an ending.
pub(crate) fn batch(
    (ready, list): (&Ready, &GuestList),
    out: &Path,
    settings: &Settings,
    stock: &Stock,
    see: &mut dyn FnMut(Progress<'_>),
) -> Batch {
    let mut batch = Batch { folder: out.to_owned(), tally: Tally::of(list), ..Batch::default() };
    let Some(invited) = &ready.document.invited else { return batch };
    let _turn = match Turn::take(out) {
        Ok(turn) => turn,
        Err(finding) => {
            batch.findings.push(*finding);
            return batch;
        }
    };
    tidy::bring_back(out);
    tidy::sweep(out);
    if settings.word.is_some() && !settings.pick.is_part() {
        batch.findings.push(word::unchosen());
    }
    rows::keep_mended(list, settings, &mut batch);
    let mut ledger = Ledger::read(out);
    let every = every(ready, invited, list, settings).into_iter();
    let (names, all): (Vec<String>, Vec<Copy>) =
        every.map(|(name, copy)| (format!("{name}.pdf"), copy)).unzip();
    let known = |copy: &Copy| ledger.knows(&fingerprint(copy));
    let mut chosen = copies::chosen(&all, &settings.pick, list, &known, &mut batch.findings);
    if invited.numbered_each {
        rows::numbers(&all, &names, settings, &ledger, &mut chosen, &mut batch);
    }
    let struck = |copy: &Copy| copy.number.is_some_and(|number| settings.pick.struck.contains(&number));
    rows::struck(&all, &struck, &mut chosen, &mut batch);
    batch.all = all.iter().filter(|copy| !struck(copy)).count();
    let of_choice = all.iter().zip(&names).zip(&chosen).filter(|(_, chosen)| **chosen);
    let jobs: Vec<Job> =
        of_choice.map(|((copy, name), _)| Job { copy: copy.clone(), name: name.clone() }).collect();
    let issued = Arc::new(settings.issued.of_list(names.iter().map(String::as_str)));
    let settings = &Settings { issued, ..settings.clone() };
    let (setter, found) = setter(ready, &all, settings, stock);
    batch.findings.extend(found);
    let maker = Arc::new(Maker::new(setter, settings, stock, out, &ledger));
    if let Some(finding) = maker.otherwise(&all, &names) {
        batch.findings.push(finding);
        batch.missing = names;
        return batch;
    }
    if settings.pick.is_part() {
        batch.findings.extend(stale::stale(&maker, &all, &names, &chosen));
        // The part that was printed last time is not this one.
        tidy::drop_prints(&|name| name.contains(bound::PART), &mut ledger, &mut batch);
    }
    let pictures = jobs.iter().filter(|_| settings.png.is_some()).map(|job| pictures::name(&job.name, 1));
    let prints = bound::expected(invited, &maker, &batch.folder, jobs.len());
    ledger.begin(jobs.iter().map(|job| job.name.clone()).chain(pictures).chain(prints.iter().cloned()));
    if let Err(finding) = ledger.write(out) {
        batch.findings.push(*finding);
        batch.missing = names;
        return batch;
    }
    let stopped = || settings.stop.load(Ordering::SeqCst);
    let mut run = Run { see, ended: 0, all: jobs.len(), faults: Faults::default() };
    let mut there = Vec::new();
    for (index, jobs) in jobs.chunks(bound::MOST).enumerate() {
        let (made, pages) = make(&maker, jobs, &mut ledger, &mut batch, &mut run);
        // Who is refused another copy than was issued must not be missing in what prints them all.
        let whole = settings.issued.is_empty() || batch.missing.is_empty();
        if settings.print && whole && !stopped() {
            bound::bound(&maker, (&made, pages), (index, run.all), &ready.rules, &mut ledger, &mut batch);
        }
        there.extend(made);
    }
    batch.findings.extend(run.faults.told());
    if settings.pick.is_part() {
        batch.findings.extend(stale::old_prints(&ledger, batch.made));
    }
    if !stopped() {
        bound::sheets(ready, invited, &maker, &there, stock, &mut ledger, &mut batch);
    }
    batch.prints.sort();
    if stopped() {
        let missing = prints.iter().filter(|name| !out.join(name).is_file());
        batch.missing.extend(missing.map(|name| name.trim_start_matches("../").to_owned()));
    } else if !settings.pick.is_part() {
        let stand = all.iter().zip(&names).filter(|(copy, _)| !struck(copy));
        let names: Vec<String> = stand.map(|(_, name)| name.clone()).collect();
        tidy::clear(&names, &mut ledger, &mut batch);
    }
    rows::keep_bad(list, settings, &mut ledger, &mut batch);
    ledger.end();
    if let Err(finding) = ledger.write(out) {
        batch.findings.push(*finding);
    }
    batch
}

/// Makes ready what all copies share; gives what there is to say of it.
fn setter(ready: &Ready, all: &[Copy], settings: &Settings, stock: &Stock) -> (Setter, Vec<Diagnostic>) {
    let mut setter = Setter::new(ready, settings.pen, &stock.assets, &stock.press);
    // What is wrong with a copy is told where it is made.
    let mut findings: Vec<Diagnostic> = setter.fit(all).ok().flatten().into_iter().collect();
    if let Some(first) = all.first() {
        setter.foretell(first);
    }
    findings.extend(share(&mut setter, settings).err().map(|finding| *finding));
    (setter, findings)
}

/// Puts what all copies print alike into a file that is read once; it is kept with
/// the sources.
fn share(setter: &mut Setter, settings: &Settings) -> Result<(), Box<Diagnostic>> {
    match setter.share().filter(|_| settings.keep_typst) {
        Some((path, text)) => write::whole(&settings.out.join(path), text.as_bytes()),
        None => Ok(()),
    }
}

/// Gives all copies of a paper with the names of their files, without ending.
pub(crate) fn every(
    ready: &Ready,
    invited: &Invited,
    list: &GuestList,
    settings: &Settings,
) -> Vec<(String, Copy)> {
    let together = settings.together.as_deref();
    let copies = copies::copies(list, invited, together, ready.document.symbol.number);
    let (copies, left): (Vec<Copy>, Vec<Copy>) =
        copies.into_iter().partition(|copy| !ready.left_out.contains(&copy.step));
    let copies = rows::closed_up(copies, &left, invited);
    let names = names::names(&copies, invited.file_name.as_ref().map(Text::as_str));
    names.into_iter().zip(copies).collect()
}

/// Says whom an earlier paper's struck-out number leaves without a copy.
pub(crate) fn left_out(
    ready: &Ready,
    invited: &Invited,
    list: &GuestList,
    settings: &Settings,
) -> Option<Diagnostic> {
    let copies = copies::copies(list, invited, settings.together.as_deref(), None);
    let names: Vec<String> = copies
        .iter()
        .filter(|copy| ready.left_out.contains(&copy.step))
        .map(|copy| copy.guests.iter().map(|guest| guest.name.as_str()).collect::<Vec<_>>().join(", "))
        .collect();
    let follows = ready.document.follows.as_ref().filter(|_| !names.is_empty())?;
    let message = format!("số giấy mời đã huỷ nên không lập bản cho: {}", names.join("; "));
    Some(
        Diagnostic::new(Code::GUESTS_NONE_BEFORE, message).at(follows.id.span()).hint(
            "họ không nhận giấy mời ấy nên không có gì để hoãn; cứ để nguyên dòng của họ trong danh sách",
        ),
    )
}

/// Is what a run tells of its copies while it makes them.
struct Run<'a> {
    see: &'a mut dyn FnMut(Progress<'_>),
    /// How many are done or given up.
    ended: usize,
    all: usize,
    faults: Faults,
}

/// Makes the copies; gives those that are there, in their order, and the pages
/// that were remembered of them.
fn make(
    maker: &Arc<Maker>,
    jobs: &[Job],
    ledger: &mut Ledger,
    batch: &mut Batch,
    told: &mut Run<'_>,
) -> (Vec<(Job, Entry)>, Vec<Option<Pages>>) {
    let settings = &maker.settings;
    let mut there: Vec<Option<(Entry, Option<Pages>)>> = jobs.iter().map(|_| None).collect();
    let worker = Arc::clone(maker);
    let work = move |job: Job| worker.one(&job);
    let lying = pictures::lying(&batch.folder);
    let pictures = |job: &Job| lying.get(&job.name).into_iter().flatten();
    run(jobs.to_vec(), settings.jobs, settings.limit, work, |index, end| {
        let job = &jobs[index];
        told.ended += 1;
        match end {
            End::Done(Ok(Some(done))) => {
                *(if done.kept { &mut batch.kept } else { &mut batch.made }) += 1;
                batch.put_away.extend(done.put_away);
                batch.words.extend(done.word);
                ledger.enter(job.name.clone(), done.entry.clone());
                let drawn: Vec<String> = done.pictures.iter().map(|(name, _)| name.clone()).collect();
                done.pictures.into_iter().for_each(|(name, entry)| ledger.enter(name, entry));
                told.faults.add(done.findings, &job.name);
                if !done.kept && batch.made == 1 && !settings.pick.is_part() {
                    // Now what prints them all is old, however this run ends.
                    tidy::drop_prints(&|_| true, ledger, batch);
                }
                if !done.kept {
                    tidy::drop_all(pictures(job).filter(|name| !drawn.contains(name)), ledger, batch);
                }
                there[index] = Some((done.entry, done.pages));
            }
            // The run was stopped before this one began: what there is stays.
            End::Done(Ok(None)) => {
                batch.missing.push(job.name.clone());
                return;
            }
            End::Done(Err(found)) => told.faults.add(found, &job.name),
            End::Broken => batch.findings.push(about(job, Code::INTERNAL, "chương trình hỏng khi lập")),
            End::GivenUp(why) => batch.findings.push(about(job, Code::TEMPLATE_ENDLESS, why.said())),
        }
        if there[index].is_none() {
            batch.missing.push(job.name.clone());
            if !is_issued(settings, &batch.folder.join(&job.name)) {
                // An older copy must not be taken for this one.
                tidy::drop_all(std::iter::once(&job.name).chain(pictures(job)), ledger, batch);
            }
        }
        (told.see)(Progress { paper: &batch.folder, done: told.ended, all: told.all });
    });
    let found = jobs.iter().cloned().zip(there).filter_map(|(job, there)| Some((job, there?)));
    found.map(|(job, (entry, pages))| ((job, entry), pages)).unzip()
}

/// Tells whether a copy that lies there is one that was issued.
fn is_issued(settings: &Settings, pdf: &Path) -> bool {
    !settings.issued.is_empty() && std::fs::read(pdf).is_ok_and(|pdf| settings.issued.hold(&pdf))
}

/// Gathers what is wrong with copies: the same fault is told once.
#[derive(Default)]
struct Faults(Vec<(Diagnostic, Vec<String>)>);

impl Faults {
    fn add(&mut self, findings: impl IntoIterator<Item = Diagnostic>, name: &str) {
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
