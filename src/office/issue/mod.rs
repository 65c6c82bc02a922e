//! Comes in: papers that are to go out. Goes out: their numbers, their final
//! PDFs, their objects in the archive. Must not know: how numbers are given or
//! objects kept.
//!
//! Each step can be cut off: the number is entered first, the file follows, the
//! archive after it, and the next run goes on where this one ended.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

mod claim;

pub(super) use self::claim::day_doubts;
use self::claim::{Places, ahead, backwards, claim, fresh, old_day, two_days};
use crate::archive::{Kept, Store};
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic, Findings};
use crate::digest::sha256_hex;
use crate::input::{self, DossierFiles};
use crate::model::Form;
use crate::office::shelf::gather::{FACTS, Made, Sheet, is_same_text};
use crate::office::shelf::record::{PaperRecord, record};
use crate::office::shelf::seal;
use crate::office::shelf::{begun, object_id, open_archive, recount, settle};
use crate::pipeline::archive_root;
use crate::pipeline::examine::examine_dossiers;
use crate::pipeline::set::Setter;
use crate::pipeline::workers::{End, run};
use crate::pipeline::{Examined, Ready, Settings, Stock, batch, build, examine, signing, write};
use crate::register::{By, Claim, Entry, Range, Register, State, told};
use crate::template::Copy;
use crate::typeset::{Press, forget};

/// Says how papers are issued.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// Where the archive is; beside `co-quan.yaml` if nothing is said.
    pub archive: Option<PathBuf>,
    /// Who issues them, and when.
    pub by: By,
    /// The day it is.
    pub today: NaiveDate,
    /// Whether a paper may have a day that is still to come.
    pub ahead: bool,
    /// The number somebody was shown and agreed to: this one or none.
    pub agreed: Option<u32>,
}

/// Is what became of a paper.
#[derive(Debug, Default)]
pub(super) struct Issued {
    /// Its file.
    pub file: PathBuf,
    /// Its rows in the register.
    pub entries: Vec<Entry>,
    /// Whether it had its number before.
    pub again: bool,
    /// The final PDF, or the folder of the copies.
    pub out: Option<PathBuf>,
    /// Whether it goes out to guests, a copy for each.
    pub to_guests: bool,
    /// Whether it was issued and kept already.
    pub before: bool,
    /// The archive its object lies in, and its dossier there.
    shelf: Option<Shelf>,
    /// What was found.
    pub findings: Vec<Diagnostic>,
}

/// Says where a paper is kept: workspace, archive, the dossier's folder.
type Shelf = (PathBuf, PathBuf, String);

/// Is a paper that has its number.
struct Numbered {
    workspace: PathBuf,
    path: String,
    range: Range,
    findings: Vec<Diagnostic>,
}

/// Issues every paper below the paths; what belongs to no single paper comes
/// beside them.
pub(super) fn issue(
    paths: &[PathBuf],
    settings: &Settings,
    stock: &Stock,
    order: &Order,
) -> (Vec<Issued>, Vec<Diagnostic>) {
    let (dossiers, mut findings) = input::walk(paths);
    let mut desk = Round { registers: BTreeMap::new(), settings, stock, order };
    let named = |paper: &Examined| paths.iter().any(|path| path.file_name() == paper.file.file_name());
    // A folder's sheets and annexes go with other papers.
    let sheet = |paper: &Examined| {
        paper.annex || paper.ready.as_ref().is_some_and(|ready| ready.document.form != Form::Paper)
    };
    let (mut slips, mut places) = (Vec::new(), BTreeMap::new());
    for part in parts(&dossiers) {
        let (papers, found) = examine_dossiers(part, settings, stock, &mut places);
        findings.extend(found);
        let own = papers.into_iter().filter(|paper| named(paper) || !sheet(paper));
        slips.extend(own.map(|paper| desk.slip(named(&paper), paper)));
    }
    // The day decides the order of numbers, then the name.
    slips.sort_by_key(|slip| (slip.day, slip.file.clone()));
    let mut issued = Vec::new();
    let mut numbered = BTreeMap::new();
    for slip in slips {
        match slip.asks.and_then(|ask| desk.number(&ask)) {
            Ok(done) => {
                numbered.insert(slip.file, done);
            }
            Err(found) => {
                let findings = slip.findings.into_iter().chain(found).collect();
                issued.push(Issued { file: slip.file, findings, ..Issued::default() });
            }
        }
    }
    // Read again: now every paper of the dossier knows the numbers of the others.
    let files: Vec<PathBuf> = numbered.keys().cloned().collect();
    let (dossiers, found) = if files.is_empty() { Default::default() } else { input::walk(&files) };
    findings.extend(found);
    places.clear();
    for part in parts(&dossiers) {
        let (papers, found) = examine_dossiers(part, settings, stock, &mut places);
        findings.extend(found);
        issued.extend(desk.finish(papers, &mut numbered));
    }
    desk.copies(&mut issued);
    desk.dossiers(&mut issued);
    issued.sort_by(|one, other| one.file.cmp(&other.file));
    (issued, findings)
}

/// Is how many papers are held at once, as far as dossiers allow: a paper knows the
/// others of its dossier.
const AT_ONCE: usize = 200;

/// Parts dossiers so that not all their papers are held at once.
fn parts(dossiers: &[DossierFiles]) -> Vec<&[DossierFiles]> {
    let (mut parts, mut rest) = (Vec::new(), dossiers);
    while !rest.is_empty() {
        let mut held = 0;
        let room = |files: &&DossierFiles| {
            held += files.papers.len();
            held <= AT_ONCE
        };
        let (part, next) = rest.split_at(rest.iter().take_while(room).count().max(1));
        parts.push(part);
        rest = next;
    }
    parts
}

/// Is what is left of a paper between its two readings.
struct Slip {
    file: PathBuf,
    day: Option<NaiveDate>,
    /// What it asks of the register, or why it may not.
    asks: Result<Ask, Findings>,
    findings: Vec<Diagnostic>,
}

/// Is what a paper asks of the register.
struct Ask {
    claim: Claim,
    workspace: PathBuf,
    archive: PathBuf,
    places: Places,
    /// Whether it was named itself, or lies in a folder that was.
    named: bool,
}

/// Holds what is needed to issue papers.
struct Round<'a> {
    registers: BTreeMap<PathBuf, Register>,
    settings: &'a Settings,
    stock: &'a Stock,
    order: &'a Order,
}

impl Round<'_> {
    fn register(&mut self, workspace: &Path) -> Result<&mut Register, Box<Diagnostic>> {
        if !self.registers.contains_key(workspace) {
            let folder = if workspace.as_os_str().is_empty() { Path::new(".") } else { workspace };
            self.registers.insert(workspace.to_owned(), Register::open(folder)?);
        }
        self.registers.get_mut(workspace).ok_or_else(|| Box::new(Diagnostic::new(Code::INTERNAL, "sổ")))
    }

    /// Notes what a paper asks.
    fn slip(&self, named: bool, paper: Examined) -> Slip {
        let day = paper.ready.as_ref().and_then(|ready| Some(ready.document.date.as_ref()?.0));
        let asks = self.asks(&paper, named);
        Slip { file: paper.file, day, asks, findings: paper.findings }
    }

    fn asks(&self, paper: &Examined, named: bool) -> Result<Ask, Findings> {
        let Some((ready, workspace)) = paper.ready.as_ref().zip(paper.workspace.clone()) else {
            return Err(Findings::default());
        };
        // A guest whose row is bad would be left without a paper.
        if paper.findings.iter().any(Diagnostic::is_error) {
            return Err(Findings::default());
        }
        let mut claim = claim(paper, ready, &workspace, self.settings)?;
        claim.number = claim.number.or(self.order.agreed);
        let archive = archive_root(&workspace, &ready.document.office, self.order.archive.as_deref());
        Ok(Ask { claim, workspace, archive, places: Places::of(&ready.document), named })
    }

    /// Takes the number of a paper.
    fn number(&mut self, ask: &Ask) -> Result<Numbered, Findings> {
        let Ask { claim, workspace, archive: root, places, named } = ask;
        let mut findings = Vec::new();
        let (today, by) = (self.order.today, self.order.by.clone());
        let refused = claim.date > today && !self.order.ahead;
        let first = !self.registers.contains_key(workspace);
        let said_day = self.settings.date;
        let register = self.register(workspace)?;
        // Asked for each paper: a refused one must not open the way for the next.
        begun(register, root)?;
        if first {
            findings.extend(register.clock(&by.at)?);
        }
        fresh(register, root, workspace, claim).map_err(|finding| vec![finding.at(places.paper.clone())])?;
        let there = register.of_path(&claim.path)?;
        let other = said_day.filter(|said| *said != claim.date);
        findings.extend(other.and_then(|said| old_day(there.first()?, *named, said)));
        if let (Some(said), true) = (other, there.is_empty()) {
            return Err(two_days(places, claim.date, said).into());
        }
        if refused && there.is_empty() {
            return Err(ahead(places, (claim.date, today), said_day.is_some()).into());
        }
        let range = register.allocate(claim, &by).map_err(|finding| {
            let place = places.number.clone();
            vec![place.map_or((*finding).clone(), |place| finding.clone().at(place))]
        })?;
        findings.extend(backwards(register, claim, range.first, places)?);
        if claim.date > today {
            let message = format!("ngày {} sau hôm nay ({})", told(claim.date), told(today));
            findings.push(Diagnostic::new(Code::REGISTER_ORDER, message).at(places.day.clone()));
        }
        Ok(Numbered { workspace: workspace.clone(), path: claim.path.clone(), range, findings })
    }

    /// Makes numbered papers and keeps them.
    fn finish(&mut self, papers: Vec<Examined>, numbered: &mut BTreeMap<PathBuf, Numbered>) -> Vec<Issued> {
        let mut issued = Vec::new();
        let mut jobs = Vec::new();
        for mut paper in papers {
            let Some(known) = numbered.remove(&paper.file) else { continue };
            let mut one = Issued { file: paper.file.clone(), again: known.range.again, ..Issued::default() };
            one.findings.append(&mut paper.findings);
            one.findings.extend(known.findings.iter().cloned());
            // What is kept bears the number that was given, whatever happened between.
            let bears = |ready: &Ready| ready.document.symbol.number == Some(known.range.first);
            if paper.ready.as_ref().is_some_and(|ready| !bears(ready)) {
                let message = format!("sổ đăng ký không đọc lại được số của `{}`", paper.file.display());
                let hint = "ban hành lại: số đã cấp vẫn giữ nguyên";
                one.findings.push(Diagnostic::new(Code::REGISTER_OPEN, message).hint(hint));
                issued.push((one, None));
            } else if let Some(ready) = paper.ready.take() {
                let copies = ready.document.invited.as_ref().zip(paper.list.as_ref());
                let copies = copies.map(|(invited, list)| batch::every(&ready, invited, list, self.settings));
                let stem = paper.file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                jobs.push((ready, copies, stem));
                issued.push((one, Some((paper.out, known))));
            } else {
                issued.push((one, None));
            }
        }
        let places: Vec<usize> = (0..issued.len()).filter(|at| issued[*at].1.is_some()).collect();
        let (assets, press) = (self.stock.assets.clone(), Arc::clone(&self.stock.press));
        let work = move |(ready, copies, stem): Job| {
            let sheets = render(&ready, copies.as_deref(), &stem, (&assets, &press));
            sheets.map(|sheets| (ready, sheets))
        };
        run(jobs, self.settings.jobs, self.settings.limit, work, |index, end| {
            let (one, known) = &mut issued[places[index]];
            let Some((out, known)) = known.take() else { return };
            match end {
                End::Done(Ok((ready, sheets))) => {
                    if let Err(finding) = self.keep(one, (&known, &out), (&ready, &sheets)) {
                        one.findings.push(*finding);
                    }
                }
                End::Done(Err(found)) => one.findings.extend(found),
                End::Broken => {
                    one.findings.push(Diagnostic::new(Code::INTERNAL, "chương trình hỏng khi lập"));
                }
                End::GivenUp(why) => {
                    one.findings.push(Diagnostic::new(Code::TEMPLATE_ENDLESS, why.said()));
                }
            }
        });
        issued.into_iter().map(|(one, _)| one).collect()
    }

    /// Brings the objects of the dossiers up to date, one version for the whole
    /// run.
    fn dossiers(&mut self, issued: &mut [Issued]) {
        let touched: BTreeSet<Shelf> = issued.iter().filter_map(|one| one.shelf.clone()).collect();
        for shelf in touched {
            let (workspace, root, folder) = &shelf;
            let by = self.order.by.clone();
            let done = self.register(workspace).and_then(|register| {
                let store = open_archive(root, register)?;
                settle((workspace, &store), register, (folder, None), &by)
            });
            let first = issued.iter_mut().find(|one| one.shelf.as_ref() == Some(&shelf));
            if let (Err(finding), Some(first)) = (done, first) {
                first.findings.push(*finding);
            }
        }
    }

    /// Writes a paper's final PDF, enters it, keeps it.
    fn keep(
        &mut self,
        one: &mut Issued,
        (known, out): (&Numbered, &Path),
        (ready, sheets): (&Ready, &[Sheet]),
    ) -> Result<(), Box<Diagnostic>> {
        let office = &ready.document.office;
        let root = archive_root(&known.workspace, office, self.order.archive.as_deref());
        let (stock, by, out) = (self.stock, self.order.by.clone(), self.settings.out.join(out));
        let register = self.register(&known.workspace)?;
        one.entries = register.of_path(&known.path)?;
        let rows = register.range_of(&known.path)?;
        let Some(first) = one.entries.first().cloned().filter(|_| !rows.is_empty()) else {
            return Err(Box::new(struck_out(&one.file)));
        };
        let store = open_archive(&root, register)?;
        // The row knows its object: the first number of a range may be struck out since.
        let id = if first.object.is_empty() { object_id(&first) } else { first.object.clone() };
        let digests: Vec<String> = sheets.iter().map(|sheet| sha256_hex(&sheet.pdf)).collect();
        let object = store.object(&id);
        if let Some(object) = &object {
            unchanged((&store, object), (&one.file, &digests), stock)?;
            one.before = first.state.is_kept();
        }
        one.to_guests = ready.document.invited.is_some();
        one.out = Some(if one.to_guests { out } else { final_pdf(&out, (&store, object.as_ref()), sheets)? });
        if let Some(object) = &object {
            if first.state == State::Numbered {
                // Cut off before: what lies in the archive is what was issued.
                register.issued(&known.path, &kept_digests(&record(&store, object)?), &by)?;
            }
        } else {
            register.issued(&known.path, &digests, &by)?;
            let rows = register.range_of(&known.path)?;
            if rows.is_empty() {
                return Err(Box::new(struck_out(&one.file)));
            }
            let (workspace, head) = (known.workspace.as_path(), register.head()?);
            let made = Made { file: &one.file, workspace, ready, sheets, rows: &rows, head, stock };
            shelve((&store, register), (&id, &made), &by)?;
        }
        let rows = register.kept(&rows, &id, &by)?;
        one.shelf = Some((known.workspace.clone(), root, first.folder().to_owned()));
        // Whoever struck one out meanwhile found no object to tell it.
        if rows.iter().any(|row| row.state == State::Cancelled) {
            recount(&known.workspace, &store, register)?;
        }
        one.entries = register.of_path(&known.path)?;
        if one.entries.is_empty() { Err(Box::new(struck_out(&one.file))) } else { Ok(()) }
    }

    /// Writes the copies of papers that go out to guests, and the file to print
    /// them.
    fn copies(&self, issued: &mut [Issued]) {
        let done = |one: &&mut Issued| one.to_guests && one.out.is_some();
        for one in issued.iter_mut().filter(done) {
            let (papers, found) = examine(std::slice::from_ref(&one.file), self.settings, self.stock);
            let new: Vec<Diagnostic> =
                found.into_iter().filter(|finding| !one.findings.contains(finding)).collect();
            one.findings.extend(new);
            for outcome in build(papers, self.settings, self.stock, &mut |_| {}) {
                let new = outcome.findings.into_iter().filter(|finding| !one.findings.contains(finding));
                let new: Vec<Diagnostic> = new.collect();
                one.findings.extend(new);
            }
        }
    }
}

/// Writes the final PDF of a paper that goes out as one; gives its place.
fn final_pdf(
    out: &Path,
    (store, object): (&Store, Option<&Kept>),
    sheets: &[Sheet],
) -> Result<PathBuf, Box<Diagnostic>> {
    let mut name = out.file_name().unwrap_or_default().to_owned();
    name.push(".pdf");
    let pdf = out.with_file_name(name);
    // What is kept is what goes out, whatever made it.
    let bytes = match (object, sheets.first()) {
        (Some(object), Some(sheet)) => store.read(object, &format!("{}.pdf", sheet.name))?,
        (None, Some(sheet)) => sheet.pdf.clone(),
        _ => Vec::new(),
    };
    // Someone may have signed it there before it was issued again.
    if matches!(signing::old(&pdf, &bytes)?, signing::Old::Free) {
        write::whole(&pdf, &bytes)?;
    }
    signing::keep(&pdf, sheets.first().map_or(&[][..], |sheet| &sheet.places))?;
    write::settle(&pdf);
    Ok(pdf)
}

/// Puts a paper that was issued into the archive.
fn shelve(
    (store, register): (&Store, &mut Register),
    (id, made): (&str, &Made<'_>),
    by: &By,
) -> Result<(), Box<Diagnostic>> {
    let files = made.files()?;
    // Another program may have kept it in the meantime.
    match seal::keep((store, register), (id, &files), ("ban hành".into(), by)) {
        Err(finding) if store.object(id).is_none() => Err(finding),
        _ => Ok(()),
    }
}

/// Says that a paper lost its number on its way.
fn struck_out(file: &Path) -> Diagnostic {
    let message = format!("số của `{}` vừa bị huỷ ở một cửa sổ khác", file.display());
    let hint = "bản vừa ghi trong out mang số đã huỷ: đừng gửi; ban hành lại để lấy số mới";
    Diagnostic::new(Code::REGISTER_STRUCK, message).hint(hint)
}

/// Gives the SHA-256 of the PDFs in an object's record.
fn kept_digests(record: &PaperRecord) -> Vec<String> {
    record.copies.iter().map(|copy| copy.sha256.clone()).collect()
}

/// Is a paper to be set: with its copies, and the name of its file.
type Job = (Ready, Option<Vec<(String, Copy)>>, String);

/// Refuses a paper that would not come out as it was issued. Another build of
/// the program may set it otherwise; then the files it was made of decide.
fn unchanged(
    (store, object): (&Store, &Kept),
    (file, digests): (&Path, &[String]),
    stock: &Stock,
) -> Result<(), Box<Diagnostic>> {
    let record = record(store, object)?;
    if kept_digests(&record) == digests {
        return Ok(());
    }
    // What an office says of itself goes on living.
    let files = [file, &file.with_file_name(FACTS)];
    if record.tools != stock.tools() && is_same_text(store, object, &files)? {
        return Ok(());
    }
    let message = format!("`{}` đã ban hành và lưu, nay cho ra bản khác", file.display());
    Err(Box::new(Diagnostic::new(Code::ISSUE_CHANGED, message).hint(
        "trả tệp (và co-quan.yaml, ho-so.yaml, danh sách khách) về như lúc ban hành; muốn thay nội dung thì `vanthu so huy` số cũ rồi ban hành lại",
    )))
}

/// Sets a paper, or each of its copies.
fn render(
    ready: &Ready,
    copies: Option<&[(String, Copy)]>,
    stem: &str,
    (assets, press): (&Assets, &Arc<Press>),
) -> Result<Vec<Sheet>, Findings> {
    let mut setter = Setter::new(ready, false, assets, press);
    let all: Vec<Copy> = copies.into_iter().flatten().map(|(_, copy)| copy.clone()).collect();
    setter.fit(&all)?;
    let sheets = match copies {
        None => sheet(&setter, stem, None).map(|sheet| vec![sheet]),
        Some(copies) => copies
            .iter()
            .map(|(name, copy)| {
                let sheet = sheet(&setter, name, Some(copy));
                forget(6);
                sheet
            })
            .collect(),
    };
    forget(0);
    sheets
}

fn sheet(setter: &Setter, name: &str, copy: Option<&Copy>) -> Result<Sheet, Findings> {
    let source = setter.source(copy)?;
    let set = setter.set(source.clone())?;
    let pdf = setter.pdf(&set)?;
    Ok(Sheet { name: name.to_owned(), source, pdf, pages: set.pages.count(), places: set.places })
}
