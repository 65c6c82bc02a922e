//! Comes in: examined papers. Goes out: PDFs (and pictures, and Typst source)
//! in the output folder. Must not know: how papers were read.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::batch::{self, Pick};
use super::fit::fit;
use super::numbered::Numbers;
use super::outcome::{Made, Outcome};
use super::place::placed;
use super::sheet::Sheets;
use super::workers::{End, run};
use super::{Examined, Progress, Ready, Settings, Stock, signing, write};
use crate::assets::Assets;
use crate::check;
use crate::diag::{Code, Diagnostic};
use crate::digest::sha256_hex;
use crate::register::{Entry, State};
use crate::sign;
use crate::template::Renderer;
use crate::typeset::{Press, forget};

/// Is all that a worker needs for one paper.
struct Job {
    ready: Ready,
    out: PathBuf,
    /// The SHA-256 of the PDF that was issued, if one was.
    issued: Option<String>,
    /// Set when the job was given up: it must not write any more.
    given_up: Arc<AtomicBool>,
}

/// Makes every paper that nothing stops; the others' old outputs are put away.
pub fn build(
    papers: Vec<Examined>,
    settings: &Settings,
    stock: &Stock,
    see: &mut dyn FnMut(Progress<'_>),
) -> Vec<Outcome> {
    let mut outcomes: Vec<Outcome> = Vec::new();
    let mut jobs = Vec::new();
    let mut places = Vec::new();
    let mut batches = Vec::new();
    let mut sheets = Sheets::default();
    let numbers = Numbers::new(settings.date);
    for mut paper in papers {
        let rows = match &paper.workspace {
            Some(workspace) => numbers.entries(workspace, &paper.file),
            None => Ok(Vec::new()),
        };
        let rows = rows.unwrap_or_else(|finding| {
            paper.findings.push(*finding);
            paper.ready = None;
            Vec::new()
        });
        if let Some(finding) = too_many(&paper, rows.len(), settings) {
            paper.findings.push(finding);
            paper.ready = None;
        }
        let out = with_ending(&settings.out.join(&paper.out), "pdf");
        let mut outcome = Outcome {
            file: paper.file,
            annex: paper.annex,
            made: None,
            batch: None,
            retired: None,
            findings: paper.findings,
        };
        match paper.ready {
            Some(ready) if paper.list.is_some() => {
                // It is no single file any more.
                retire(&out, &mut outcome);
                let chosen = without(settings, &rows);
                batches.push((outcomes.len(), ready, paper.list, settings.out.join(&paper.out), chosen));
            }
            Some(ready) => {
                if settings.sheet {
                    sheets.add(outcomes.len(), &ready, &out);
                }
                places.push(outcomes.len());
                let issued = rows.first().map(|row| row.pdf.clone());
                let issued = issued.filter(|pdf| !pdf.is_empty() && !settings.pen);
                jobs.push(Job { ready, out, issued, given_up: Arc::default() });
            }
            None => put_away(&out, &mut outcome),
        }
        outcomes.push(outcome);
    }
    if settings.keep_typst && !outcomes.is_empty() {
        let kept = keep_look(settings, stock);
        if let (Err(findings), Some(first)) = (kept, places.first()) {
            outcomes[*first].findings.extend(findings);
        }
    }
    let outs: Vec<_> = jobs.iter().map(|job| (job.out.clone(), Arc::clone(&job.given_up))).collect();
    let (assets, press) = (stock.assets.clone(), Arc::clone(&stock.press));
    let chosen = settings.clone();
    let work = move |job: Job| make(&job, &assets, &press, &chosen);
    run(jobs, settings.jobs, settings.limit, work, |index, end| {
        let outcome = &mut outcomes[places[index]];
        match end {
            End::Done(Ok(made)) => {
                if made.other {
                    let message = format!("`{}` đã ban hành, nay cho ra bản khác", outcome.file.display());
                    outcome.findings.push(Diagnostic::new(Code::ISSUE_OTHER, message).hint(
                        "đừng ký, đừng gửi bản vừa lập; trả tệp về như lúc ban hành rồi `vanthu ban-hanh` lại thì có đúng bản đã ban hành",
                    ));
                }
                outcome.findings.extend(made.told.iter().cloned());
                outcome.made = Some(made);
            }
            End::Done(Err(findings)) => outcome.findings.extend(findings),
            End::Broken => outcome.findings.push(Diagnostic::new(
                Code::INTERNAL,
                format!("chương trình hỏng khi lập `{}`", outcome.file.display()),
            )),
            End::GivenUp(why) => outcome.findings.push(Diagnostic::new(
                Code::TEMPLATE_ENDLESS,
                format!("`{}`: {}", outcome.file.display(), why.said()),
            )),
        }
        if outcome.made.is_none() {
            outs[index].1.store(true, Ordering::SeqCst);
            put_away(&outs[index].0, outcome);
        }
    });
    for (place, ready, list, out, settings) in batches {
        if let (Some(invited), Some(list)) = (&ready.document.invited, list) {
            let batch = batch::batch(&ready, invited, &list, &out, &settings, stock, see);
            let outcome = &mut outcomes[place];
            outcome.findings.extend(check::unsilenced(&ready.document, batch.findings.clone()));
            outcome.batch = Some(batch);
        }
    }
    sheets.make(&mut outcomes, stock);
    outcomes
}

/// Leaves the numbers out that were struck out.
fn without(settings: &Settings, rows: &[Entry]) -> Settings {
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
fn keep_look(settings: &Settings, stock: &Stock) -> Result<(), Vec<Diagnostic>> {
    let look = |path: &&String| Path::new(path).extension().is_some_and(|ending| ending == "typ");
    for path in stock.assets.files().iter().filter(look) {
        if let Some(bytes) = stock.assets.bytes(path)? {
            write::whole(&settings.out.join(path), &bytes).map_err(|finding| vec![*finding])?;
        }
    }
    for (path, text) in stock.press.made() {
        write::whole(&settings.out.join(path), text.as_bytes()).map_err(|finding| vec![*finding])?;
    }
    Ok(())
}

fn put_away(out: &Path, outcome: &mut Outcome) {
    if signing::is_signed_file(out) {
        return;
    }
    retire(out, outcome);
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

/// Makes one paper: source, pages, bytes; then writes them.
fn make(job: &Job, assets: &Assets, press: &Press, settings: &Settings) -> Result<Made, Vec<Diagnostic>> {
    let Ready { document, rules, facts, info, .. } = &job.ready;
    let mut renderer = Renderer::new(document, rules, facts, info, assets);
    let told = fit(&mut renderer, &[], rules, press)?.into_iter().collect();
    let source = renderer.whole().map_err(|finding| vec![*finding])?;
    let keep = |ending: &str, bytes: &[u8]| {
        let path = job.out.with_extension(ending);
        write::whole(&path, bytes).map_err(|finding| vec![*finding])
    };
    if settings.keep_typst {
        keep("typ", source.as_bytes())?;
    }
    let finished = press.set(source).and_then(|pages| {
        let pdf = press.pdf(&pages)?;
        let spots = pages.spots();
        let places = signing::places(document, &spots, settings.pen);
        let pdf = sign::with_fields(pdf, places).map_err(|finding| vec![*finding])?;
        if job.given_up.load(Ordering::SeqCst) {
            return Err(Vec::new());
        }
        let old = signing::old(&job.out, &pdf).map_err(|finding| vec![*finding])?;
        write::drop_pictures(&job.out);
        if let Some(dpi) = settings.png {
            for (index, png) in pages.png(dpi).map_err(|finding| vec![*finding])?.iter().enumerate() {
                keep(&format!("{}.png", index + 1), png)?;
            }
        }
        signing::keep(&job.out, places).map_err(|finding| vec![*finding])?;
        if matches!(old, signing::Old::Free) {
            write::whole(&job.out, &pdf).map_err(|finding| vec![*finding])?;
        }
        write::settle(&job.out);
        // It may have gone out to guests before.
        batch::put_away(&job.out.with_extension("")).map_err(|finding| vec![*finding])?;
        let other = job.issued.as_ref().is_some_and(|issued| *issued != sha256_hex(&pdf));
        Ok(Made { pdf: job.out.clone(), pages: pages.count(), bytes: pdf.len(), other, told })
    });
    let finished = finished.map_err(|findings: Vec<Diagnostic>| {
        let file = document.span.source.name();
        let told = placed(document, findings);
        told.into_iter().map(|finding| finding.hint(format!("khi lập `{file}`"))).collect()
    });
    // Also after a failure: what a compilation remembers is only for itself.
    forget(0);
    finished
}
