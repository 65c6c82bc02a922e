//! Comes in: the copies that are there. Goes out: one file to print them all in
//! the order of the list, and the sheets made of the whole list. Must not
//! know: how a copy is made.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::workers::{End, run};
use super::super::{Ready, Stock, write};
use super::ledger::{Entry, Ledger};
use super::{Batch, Job, Maker};
use crate::diag::{Code, Diagnostic, Text};
use crate::digest::digest;
use crate::kind::GuestUse;
use crate::model::{Document, Form, Invited};
use crate::template::{Copy, Renderer};
use crate::typeset::forget;

/// Is how many copies one file to print holds at most: more in one document
/// would take more memory than an office's machine may have.
const MOST: usize = 1000;

/// Is one file to be made.
enum Print {
    /// Copies bound together.
    Bound { copies: Vec<Copy>, duplex: bool, two_up: bool },
    /// A sheet, by its source.
    Sheet(String),
}

/// Makes the files to print and the sheets.
pub(super) fn prints(
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
    let mut jobs = bound(maker, there, batch);
    let copies: Vec<Copy> = there.iter().map(|(job, _)| job.copy.clone()).collect();
    let part = if maker.settings.pick.is_part() { "-chon" } else { "" };
    for id in &invited.sheets {
        match sheet(id, ready, &copies, stock) {
            Ok(source) => jobs.push((format!("{}{part}", id.as_str()), Print::Sheet(source))),
            Err(findings) => batch.findings.extend(findings),
        }
    }
    let stem = batch.folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: Vec<String> = jobs.iter().map(|(name, _)| format!("../{stem}-{name}.pdf")).collect();
    let named: Vec<(String, Print)> =
        names.iter().cloned().zip(jobs.into_iter().map(|(_, print)| print)).collect();
    let worker = Arc::clone(maker);
    let work = move |(name, print): (String, Print)| worker.print(&name, print);
    let settings = &maker.settings;
    run(named, settings.jobs, settings.limit * 10, work, |index, end| match end {
        End::Done(Ok((entry, put_away))) => {
            batch.put_away.extend(put_away);
            batch.prints.push(plain(batch.folder.join(&names[index])));
            ledger.enter(names[index].clone(), entry);
        }
        End::Done(Err(findings)) => batch.findings.extend(findings),
        End::Broken | End::Endless => batch
            .findings
            .push(Diagnostic::new(Code::INTERNAL, format!("chương trình hỏng khi lập `{}`", names[index]))),
    });
    batch.prints.sort();
}

/// Takes `x/../` out of a path.
pub(super) fn plain(path: PathBuf) -> PathBuf {
    let up = path.parent().and_then(|folder| folder.parent()).and_then(|folder| folder.parent());
    match (up, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// Gives the files that hold the copies bound together.
fn bound(maker: &Maker, there: &[(Job, Entry)], batch: &mut Batch) -> Vec<(String, Print)> {
    let longest = there.iter().map(|(_, entry)| entry.pages).max().unwrap_or(1);
    let two_up = maker.settings.two_up;
    if two_up && longest > 1 {
        let message = format!("--two-up chỉ ghép được bản một trang; ở đây có bản {longest} trang");
        batch
            .findings
            .push(Diagnostic::new(Code::PRINT_TWO_UP, message).hint("rút ngắn nội dung, hoặc bỏ --two-up"));
        return Vec::new();
    }
    let part = if maker.settings.pick.is_part() { "-chon" } else { "" };
    let chunks = there.chunks(MOST);
    let several = chunks.len() > 1;
    chunks
        .enumerate()
        .map(|(index, chunk)| {
            let number = if several { format!("-{}", index + 1) } else { String::new() };
            let copies = chunk.iter().map(|(job, _)| job.copy.clone()).collect();
            (format!("in{part}{number}"), Print::Bound { copies, duplex: longest > 1, two_up })
        })
        .collect()
}

/// Writes the source of a sheet: the paper's head and facts, the sheet's kind.
fn sheet(id: &Text, ready: &Ready, copies: &[Copy], stock: &Stock) -> Result<String, Vec<Diagnostic>> {
    let at = |finding: Diagnostic| if finding.span.is_none() { finding.at(id.span()) } else { finding };
    let kind = stock.kind(id.as_str()).map_err(|found| found.into_iter().map(at).collect::<Vec<_>>())?;
    if kind.guests != Some(GuestUse::All) {
        let message = format!("`{}` không phải tờ in từ danh sách khách", id.as_str());
        return Err(vec![at(Diagnostic::new(Code::KIND_UNKNOWN, message))]);
    }
    let document = Document {
        paper: kind.papers.first().cloned().unwrap_or_else(|| "A4".to_owned()),
        kind,
        form: Form::Sheet,
        annexes: Vec::new(),
        ..ready.document.clone()
    };
    let renderer = Renderer::new(&document, &ready.rules, &ready.facts, &ready.info, &stock.assets);
    renderer.sheet(copies).map_err(|finding| vec![*finding])
}

impl Maker {
    fn print(&self, name: &str, print: Print) -> Result<(Entry, Option<PathBuf>), Vec<Diagnostic>> {
        let (sources, duplex, two_up, alone) = match print {
            Print::Sheet(source) => (vec![source], false, false, true),
            Print::Bound { copies, duplex, two_up } => {
                let sources = copies.iter().map(|copy| self.renderer.copy(copy));
                let sources = sources.collect::<Result<Vec<_>, _>>().map_err(|finding| vec![*finding])?;
                (sources, duplex, two_up, false)
            }
        };
        let how = format!("{duplex} {two_up} {alone}");
        let made_of = self.made_of(sources.iter().map(String::as_str).chain([how.as_str()]));
        if let Some(entry) = self.ledger.fresh(&self.folder, name, &made_of) {
            return Ok((entry.clone(), None));
        }
        let set = |mut sources: Vec<String>| {
            if alone { self.press.set(sources.remove(0)) } else { self.press.bound(sources, duplex) }
        };
        let made = set(sources).and_then(|pages| {
            let pages = if two_up { pages.two_up() } else { pages };
            Ok((self.press.pdf(&pages)?, pages.count()))
        });
        forget(0);
        let whose =
            |finding: Diagnostic| finding.hint(format!("khi lập `{}`", name.trim_start_matches("../")));
        let (pdf, pages) = made.map_err(|findings| findings.into_iter().map(whose).collect::<Vec<_>>())?;
        let bytes = digest([pdf.as_slice()]);
        let put_away = self.replace(name, &pdf, &bytes).map_err(|finding| vec![*finding])?;
        write::settle(&self.folder.join(name));
        Ok((Entry { made_of, bytes, pages, guests: String::new(), row: 0 }, put_away))
    }
}
