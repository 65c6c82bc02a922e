//! Comes in: the copies that are there. Goes out: one file to print them all in
//! the order of the list, and the sheets made of the whole list. Must not
//! know: how a copy is made.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::super::set::set;
use super::super::workers::{End, run};
use super::super::{Ready, Stock, write};
use super::Batch;
use super::copies::copies;
use super::ledger::{Entry, Ledger};
use super::maker::{Job, Maker};
use crate::diag::{Code, Diagnostic, Findings, Text};
use crate::digest::digest;
use crate::guests::GuestList;
use crate::model::{Document, Form, Invited};
use crate::rules::RuleSet;
use crate::template::{Copy, Renderer};
use crate::typeset::{Binding, Pages, Spread, forget};

/// Is how many copies one file to print holds at most: more in one document
/// would take more memory than an office's machine may have.
pub(super) const MOST: usize = 1000;

/// Marks the names of files that print a part of the list.
pub(super) const PART: &str = "-chon";

/// Is how many copies are set as one job.
const JOB: usize = 25;

/// Is what an export gives: what the ledger says of the file, and where an
/// older one was put away.
type Exported = Result<(Entry, Option<PathBuf>), Findings>;

/// Makes the sheets of the whole list.
pub(super) fn sheets(
    ready: &Ready,
    invited: &Invited,
    maker: &Arc<Maker>,
    there: &[(Job, Entry)],
    stock: &Stock,
    ledger: &mut Ledger,
    batch: &mut Batch,
) {
    if there.is_empty() {
        return;
    }
    let copies: Vec<Copy> = there.iter().map(|(job, _)| job.copy.clone()).collect();
    let mut sheets = Vec::new();
    for id in &invited.sheets {
        match sheet(id, ready, &copies, stock) {
            Ok(source) => sheets.push((name(&batch.folder, maker, id.as_str(), ""), source)),
            Err(findings) => batch.findings.extend(findings),
        }
    }
    let names: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
    let worker = Arc::clone(maker);
    let work = move |(name, source): (String, String)| worker.sheet(&name, source);
    run(sheets, maker.settings.jobs, maker.settings.limit, work, |index, end| {
        enter(names[index].clone(), end, ledger, batch);
    });
}

/// Tells whether the file to print at `index` is what it would be now, bound of these copies.
pub(super) fn is_current(maker: &Maker, name: &str, there: &[&Entry]) -> bool {
    let longest = there.iter().map(|entry| entry.pages).max().unwrap_or_default();
    [false, true].into_iter().any(|spread| {
        let how = how(longest, spread);
        let parts = there.iter().map(|entry| entry.made_of.as_str());
        let made_of = maker.made_of(parts.chain([how.as_str()]));
        maker.ledger.fresh(&maker.folder, name, &made_of).is_some()
    })
}

/// Says how copies are bound.
fn how(longest: usize, spread: bool) -> String {
    format!("{} {spread}", longest > 1)
}

/// Names the files to print of a run for so many copies, by their paths from the
/// folder of the copies.
pub(super) fn expected(invited: &Invited, maker: &Maker, folder: &Path, copies: usize) -> Vec<String> {
    let files = if maker.settings.print { copies.div_ceil(MOST) } else { 0 };
    let prints = (0..files).map(|index| name(folder, maker, "in", &number(index, copies)));
    prints.chain(invited.sheets.iter().map(|id| name(folder, maker, id.as_str(), ""))).collect()
}

/// Numbers one of several files to print.
fn number(index: usize, copies: usize) -> String {
    if copies > MOST { format!("-{}", index + 1) } else { String::new() }
}

/// Names a file to print by its path from the folder of the copies.
fn name(folder: &Path, maker: &Maker, what: &str, number: &str) -> String {
    let stem = folder.file_name().unwrap_or_default().to_string_lossy();
    let part = if maker.settings.pick.is_part() { PART } else { "" };
    format!("../{stem}-{what}{part}{number}.pdf")
}

/// Enters what became of a file.
fn enter(name: String, end: End<Exported>, ledger: &mut Ledger, batch: &mut Batch) {
    match end {
        End::Done(Ok((entry, put_away))) => {
            batch.put_away.extend(put_away.map(plain));
            batch.prints.push(plain(batch.folder.join(&name)));
            ledger.enter(name, entry);
        }
        End::Done(Err(findings)) => {
            let whose = format!("khi lập `{}`", name.trim_start_matches("../"));
            batch.findings.extend(findings.into_iter().map(|finding| finding.hint(whose.clone())));
        }
        End::Broken => batch.findings.push(fault(Code::INTERNAL, "chương trình hỏng khi lập", &name)),
        End::GivenUp(why) => batch.findings.push(fault(Code::TEMPLATE_ENDLESS, why.said(), &name)),
    }
}

fn fault(code: &'static Code, what: &str, name: &str) -> Diagnostic {
    Diagnostic::new(code, format!("{what} `{}`", name.trim_start_matches("../")))
}

/// Makes the file that holds copies bound together: the one at `index` of those that
/// a run for so many `copies` makes. Nothing when the run was stopped.
pub(super) fn bound(
    maker: &Arc<Maker>,
    (there, pages): (&[(Job, Entry)], Vec<Option<Pages>>),
    (index, copies): (usize, usize),
    rules: &RuleSet,
    ledger: &mut Ledger,
    batch: &mut Batch,
) {
    let Some(longest) = there.iter().map(|(_, entry)| entry.pages).max() else { return };
    let spread = match spread(maker, rules, longest) {
        Ok(spread) => spread,
        Err(finding) if batch.findings.contains(&finding) => return,
        Err(finding) => return batch.findings.push(*finding),
    };
    let name = name(&batch.folder, maker, "in", &number(index, copies));
    let how = how(longest, spread.is_some());
    let parts = there.iter().map(|(_, entry)| entry.made_of.as_str());
    let made_of = maker.made_of(parts.chain([how.as_str()]));
    if let Some(entry) = maker.ledger.fresh(&batch.folder, &name, &made_of) {
        return enter(name, End::Done(Ok((entry.clone(), None))), ledger, batch);
    }
    let papers = match set_again(maker, there, pages) {
        Ok(Some(papers)) => papers,
        Ok(None) => return,
        Err(findings) => return enter(name, End::Done(Err(findings)), ledger, batch),
    };
    let (worker, own) = (Arc::clone(maker), name.clone());
    let work = move |papers: Vec<Pages>| {
        let mut pages = bind(papers, longest > 1)?;
        if let Some(spread) = spread {
            pages = pages.two_up(spread);
        }
        worker.export(&own, &made_of, &pages)
    };
    // One job: its pool has all processors.
    run(vec![papers], maker.settings.jobs, maker.settings.limit.saturating_mul(10), work, |_, end| {
        enter(name.clone(), end, ledger, batch);
    });
}

/// Gives the sheet that holds two copies, as the rule set has it, where that is
/// wanted and can be.
fn spread(maker: &Maker, rules: &RuleSet, longest: usize) -> Result<Option<Spread>, Box<Diagnostic>> {
    if !maker.settings.two_up {
        return Ok(None);
    }
    let refuse =
        |message: String, hint: &str| Err(Box::new(Diagnostic::new(Code::PRINT_TWO_UP, message).hint(hint)));
    if maker.setter.document().paper != "A5" {
        let message = "--ghep-doi ghép hai bản A5 trên một tờ A4; văn bản này không phải khổ A5";
        return refuse(message.to_owned(), "thêm kho: A5, hoặc bỏ --ghep-doi");
    }
    if longest > 1 {
        let message = format!("--ghep-doi chỉ ghép được bản một trang; ở đây có bản {longest} trang");
        return refuse(message, "rút ngắn nội dung, hoặc bỏ --ghep-doi");
    }
    let number = |path: &str| {
        rules.values.number(path).ok_or_else(|| {
            let message = format!("bộ quy tắc `{}` thiếu `{path}`, cần để ghép đôi", rules.id);
            Box::new(Diagnostic::new(Code::KIND_BROKEN, message).hint("báo người giữ mẫu của tỉnh"))
        })
    };
    Ok(Some(Spread {
        width: number("kho.A4.cao")?,
        height: number("kho.A4.rong")?,
        mark: number("ghep_doi.vach_dai")?,
        stroke: number("ghep_doi.vach_day")?,
    }))
}

/// Sets the copies again whose `pages` were not remembered; gives the pages of
/// all, in their order, nothing when the run was stopped.
fn set_again(
    maker: &Arc<Maker>,
    chunk: &[(Job, Entry)],
    mut pages: Vec<Option<Pages>>,
) -> Result<Option<Vec<Pages>>, Findings> {
    let wanting: Vec<usize> = (0..chunk.len()).filter(|at| pages[*at].is_none()).collect();
    let portions: Vec<&[usize]> = wanting.chunks(JOB).collect();
    let copies = |places: &&[usize]| places.iter().map(|at| chunk[*at].0.copy.clone()).collect();
    let jobs: Vec<Vec<Copy>> = portions.iter().map(copies).collect();
    let mut findings = Vec::new();
    let worker = Arc::clone(maker);
    let work = move |copies: Vec<Copy>| worker.set(&copies);
    run(jobs, maker.settings.jobs, maker.settings.limit.saturating_mul(10), work, |index, end| match end {
        End::Done(Ok(set)) => {
            for (at, one) in portions[index].iter().zip(set.into_iter().flatten()) {
                pages[*at] = Some(one);
            }
        }
        End::Done(Err(found)) => findings.extend(found),
        End::Broken | End::GivenUp(_) => {
            findings.push(Diagnostic::new(Code::INTERNAL, "chương trình hỏng khi xếp các bản để in"));
        }
    });
    if findings.is_empty() { Ok(pages.into_iter().collect()) } else { Err(findings.into()) }
}

fn bind(papers: Vec<Pages>, duplex: bool) -> Result<Pages, Findings> {
    let mut binding = Binding::new(duplex);
    for paper in papers {
        binding.add(paper);
    }
    binding.done().ok_or_else(|| Diagnostic::new(Code::INTERNAL, "không có bản nào để in").into())
}

/// Takes `x/../` out of the end of a path.
pub(super) fn plain(path: PathBuf) -> PathBuf {
    let parent = path.parent().filter(|parent| parent.ends_with(".."));
    match parent.and_then(|up| up.parent()?.parent()).zip(path.file_name()) {
        Some((folder, name)) => folder.join(name),
        None => path,
    }
}

/// Writes the source of the first sheet that is made with a paper, of all its guests.
///
/// # Errors
/// Gives findings about the sheet's kind, or if the paper asks for no sheet.
pub(crate) fn sheet_of(ready: &Ready, list: &GuestList, stock: &Stock) -> Result<String, Findings> {
    let invited = ready.document.invited.as_ref();
    let Some((invited, id)) = invited.and_then(|invited| Some((invited, invited.sheets.first()?))) else {
        return Err(Diagnostic::new(Code::INTERNAL, "văn bản không in kèm tờ nào").into());
    };
    sheet(id, ready, &copies(list, invited, None, ready.document.symbol.number), stock)
}

/// Writes the source of a sheet: the paper's head and facts, the sheet's kind.
pub(super) fn sheet(id: &Text, ready: &Ready, copies: &[Copy], stock: &Stock) -> Result<String, Findings> {
    let at = |finding: Diagnostic| if finding.span.is_none() { finding.at(id.span()) } else { finding };
    let kind = stock.kind(id.as_str()).map_err(|found| found.into_iter().map(at).collect::<Vec<_>>())?;
    let document = Document {
        paper: kind.papers.first().cloned().unwrap_or_else(|| "A4".to_owned()),
        kind,
        form: Form::Sheet,
        annexes: Vec::new(),
        ..ready.document.clone()
    };
    let renderer = Renderer::new(&document, &ready.rules, &ready.facts, &ready.info, &stock.assets);
    Ok(renderer.sheet(copies)?)
}

impl Maker {
    /// Sets copies; nothing when the run was stopped.
    fn set(&self, copies: &[Copy]) -> Result<Option<Vec<Pages>>, Findings> {
        let one = |copy| {
            if self.is_stopped() {
                return Ok(None);
            }
            let set = self.setter.set(self.setter.source(Some(copy))?)?;
            self.forget_now_and_then();
            Ok(Some(set.pages))
        };
        copies.iter().map(one).collect()
    }

    fn sheet(&self, name: &str, source: String) -> Exported {
        let made_of = self.made_of([source.as_str()]);
        if let Some(entry) = self.ledger.fresh(&self.folder, name, &made_of) {
            return Ok((entry.clone(), None));
        }
        self.export(name, &made_of, &set(&self.press, source, false)?.pages)
    }

    fn export(&self, name: &str, made_of: &str, pages: &Pages) -> Exported {
        let pdf = self.press.pdf(pages);
        forget(0);
        let pdf = pdf?;
        let bytes = digest([pdf.as_slice()]);
        let put_away = self.replace(name, &pdf, &bytes)?;
        if put_away.is_none() {
            let path = plain(self.folder.join(name));
            // What somebody had changed was put away under the same name.
            if write::retired(&path).is_some_and(|old| self.ledger.made(name, &old)) {
                write::settle(&path);
            }
        }
        let entry = Entry {
            made_of: made_of.to_owned(),
            bytes,
            size: pdf.len(),
            pages: pages.count(),
            ..Entry::default()
        };
        Ok((entry, put_away))
    }
}
