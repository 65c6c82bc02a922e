//! Comes in: examined papers. Goes out: PDFs (and pictures, and Typst source)
//! in the output folder. Must not know: how papers were read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::batch::{self, Pick};
use super::make::{Job, make};
use super::numbered::Numbers;
use super::outcome::{Made, Outcome};
use super::sheet::Sheets;
use super::workers::{End, run};
use super::{Examined, Progress, Ready, Settings, Stock, signing, word, write};
use crate::check;
use crate::diag::{Code, Diagnostic, Findings};
use crate::guests::GuestList;
use crate::register::{Entry, State};

/// Makes every paper that nothing stops; the others' old outputs are put away.
pub fn build(
    papers: Vec<Examined>,
    settings: &Settings,
    stock: &Stock,
    see: &mut dyn FnMut(Progress<'_>),
) -> Vec<Outcome> {
    let mut order = Order::default();
    let numbers = Numbers::new(settings.date);
    for paper in papers {
        order.take(paper, &numbers, settings);
    }
    let Order { mut outcomes, jobs, places, batches, sheets } = order;
    if settings.keep_typst && !outcomes.is_empty() {
        let kept = keep_look(settings, stock);
        if let (Err(findings), Some(first)) = (kept, places.first()) {
            outcomes[*first].findings.extend(findings);
        }
    }
    let outs: Vec<_> = jobs.iter().map(|job| (job.out.clone(), Arc::clone(&job.given_up))).collect();
    let (assets, press, chosen) = (stock.assets.clone(), Arc::clone(&stock.press), settings.clone());
    let work = move |job: Job| make(&job, &assets, &press, &chosen);
    run(jobs, settings.jobs, settings.limit, work, |index, end| {
        let outcome = &mut outcomes[places[index]];
        ended(outcome, end);
        if outcome.made.is_none() {
            outs[index].1.store(true, Ordering::SeqCst);
            put_away(&outs[index].0, outcome);
        }
    });
    for Letters { place, ready, list, settings, rows } in batches {
        let outcome = &mut outcomes[place];
        let out = outcome.out.clone();
        let batch = batch::batch((&ready, &list), &out, &settings, stock, see);
        outcome.findings.extend(check::unsilenced(&ready.document, batch.findings.clone()));
        if !settings.pen {
            let count = batch::others((&ready, &list), &out, &settings, &rows);
            outcome
                .findings
                .extend((count > 0).then(|| other(&outcome.file, &format!("nay {count} bản là bản khác"))));
        }
        outcome.batch = Some(batch);
    }
    sheets.make(&mut outcomes, stock);
    outcomes
}

/// Is what a run is to make.
#[derive(Default)]
struct Order {
    /// What became of each paper; those that are still to be made, nothing yet.
    outcomes: Vec<Outcome>,
    /// Papers that are one file each.
    jobs: Vec<Job>,
    /// The places of the jobs' papers among the outcomes.
    places: Vec<usize>,
    /// Papers that go out to guests.
    batches: Vec<Letters>,
    /// The sheets on which papers are handed in.
    sheets: Sheets,
}

/// Is a paper that goes out to guests.
struct Letters {
    /// Its place among the outcomes.
    place: usize,
    ready: Ready,
    list: Arc<GuestList>,
    settings: Settings,
    /// What the register has of it.
    rows: Vec<Entry>,
}

impl Order {
    /// Takes a paper: it is to be made, or what it left before is put away.
    fn take(&mut self, mut paper: Examined, numbers: &Numbers, settings: &Settings) {
        let rows = rows(&mut paper, numbers, settings);
        let place = self.outcomes.len();
        let mut outcome = Outcome {
            file: paper.file,
            annex: paper.annex,
            out: settings.out.join(&paper.out),
            findings: paper.findings,
            ..Outcome::default()
        };
        let pdf = with_ending(&outcome.out, "pdf");
        match (paper.ready, paper.list) {
            (Some(ready), Some(list)) => {
                // It is no single file any more.
                retire(&pdf, &mut outcome);
                let settings = without(settings, &rows);
                self.batches.push(Letters { place, ready, list, settings, rows });
            }
            (Some(ready), None) => {
                if settings.sheet {
                    self.sheets.add(place, &ready, &pdf);
                }
                self.places.push(place);
                let issued = rows.first().map(|row| row.pdf.clone());
                let issued = issued.filter(|digest| !digest.is_empty() && !settings.pen);
                self.jobs.push(Job { ready, out: pdf, issued, given_up: Arc::default() });
            }
            (None, _) => put_away(&pdf, &mut outcome),
        }
        self.outcomes.push(outcome);
    }
}

/// Gives the rows a paper has in the register.
///
/// # Errors
/// Gives findings if it cannot be read, or has other numbers than the list asks for.
pub(super) fn given(paper: &Examined, settings: &Settings) -> Result<Vec<Entry>, Findings> {
    let rows = entries(paper, &Numbers::new(settings.date))?;
    too_many(paper, rows.len(), settings).map_or(Ok(rows), |finding| Err(finding.into()))
}

fn entries(paper: &Examined, numbers: &Numbers) -> Result<Vec<Entry>, Box<Diagnostic>> {
    match &paper.workspace {
        Some(workspace) => numbers.entries(workspace, &paper.file),
        None => Ok(Vec::new()),
    }
}

/// Gives the rows a paper has in the register; one that does not fit them is not made.
fn rows(paper: &mut Examined, numbers: &Numbers, settings: &Settings) -> Vec<Entry> {
    let rows = entries(paper, numbers);
    let stop = |paper: &mut Examined, finding| {
        paper.findings.push(finding);
        paper.ready = None;
    };
    let rows = rows.unwrap_or_else(|finding| {
        stop(paper, *finding);
        Vec::new()
    });
    if let Some(finding) = too_many(paper, rows.len(), settings) {
        stop(paper, finding);
    }
    rows
}

/// Enters how the making of a paper ended.
fn ended(outcome: &mut Outcome, end: End<Result<Made, Findings>>) {
    let file = outcome.file.display();
    let fault = match end {
        End::Done(Ok(made)) => {
            let other = made.other.then(|| other(&outcome.file, "nay cho ra bản khác"));
            outcome.findings.extend(other);
            outcome.findings.extend(made.told.iter().cloned());
            outcome.made = Some(made);
            return;
        }
        End::Done(Err(findings)) => return outcome.findings.extend(findings),
        End::Broken => Diagnostic::new(Code::INTERNAL, format!("chương trình hỏng khi lập `{file}`")),
        End::GivenUp(why) => Diagnostic::new(Code::TEMPLATE_ENDLESS, format!("`{file}`: {}", why.said())),
    };
    outcome.findings.push(fault);
}

/// Says that what was issued comes out otherwise now.
fn other(file: &Path, how: &str) -> Diagnostic {
    let message = format!("`{}` đã ban hành, {how}", file.display());
    Diagnostic::new(Code::ISSUE_OTHER, message).hint(
        "đừng ký, đừng gửi bản vừa lập; trả tệp về như lúc ban hành rồi `vanthu ban-hanh` lại thì có đúng bản đã ban hành",
    )
}

/// Leaves the numbers out that were struck out.
pub(super) fn without(settings: &Settings, rows: &[Entry]) -> Settings {
    let struck = rows.iter().filter(|row| row.state == State::Cancelled).map(|row| row.number).collect();
    Settings { pick: Pick { struck, ..settings.pick.clone() }, ..settings.clone() }
}

/// Finds that the list has more or fewer guests than the register gave numbers
/// for: a further copy would bear a number that is another paper's.
fn too_many(paper: &Examined, given: usize, settings: &Settings) -> Option<Diagnostic> {
    let ready = paper.ready.as_ref()?;
    let invited = ready.document.invited.as_ref().filter(|invited| invited.numbered_each && given > 0)?;
    let wanted = batch::every(ready, invited, paper.list.as_ref()?, settings).len();
    if wanted == given {
        return None;
    }
    let message =
        format!("`{}` đã ban hành với {given} số, danh sách nay cần {wanted} số", paper.file.display());
    Some(
        Diagnostic::new(Code::REGISTER_TAKEN, message).at(ready.document.span.clone()).hint(
            "trả danh sách về như lúc ban hành, kể cả khách đã huỷ số; khách thêm thì làm một giấy mời khác và ban hành riêng",
        ),
    )
}

/// Writes the look's files beside the sources, so that Typst's own program can
/// compile what `--keep-typ` leaves: `typst compile --root <out>`.
fn keep_look(settings: &Settings, stock: &Stock) -> Result<(), Findings> {
    let look = |path: &&String| Path::new(path).extension().is_some_and(|ending| ending == "typ");
    for path in stock.assets.files().iter().filter(look) {
        if let Some(bytes) = stock.assets.bytes(path)? {
            write::whole(&settings.out.join(path), &bytes)?;
        }
    }
    for (path, text) in stock.press.made() {
        write::whole(&settings.out.join(path), text.as_bytes())?;
    }
    Ok(())
}

fn put_away(out: &Path, outcome: &mut Outcome) {
    if signing::is_signed_file(out) {
        return;
    }
    retire(out, outcome);
    if let Err(finding) = word::outdated(out, None) {
        outcome.findings.push(*finding);
    }
    match batch::put_away(&out.with_extension("")) {
        Ok(old) => outcome.retired = outcome.retired.take().or(old),
        Err(finding) => outcome.findings.push(*finding),
    }
}

/// Puts the single file of an earlier run away.
fn retire(out: &Path, outcome: &mut Outcome) {
    write::drop_pictures(out);
    signing::drop(out);
    match write::retire(out) {
        Ok(old) => outcome.retired = old,
        Err(finding) => outcome.findings.push(*finding),
    }
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    // Not `with_extension`: a file's own name may have dots.
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(ending);
    path.with_file_name(name)
}
