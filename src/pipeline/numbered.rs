//! Comes in: a draft without number or date. Goes out: the draft with those the
//! register has for it. Must not know: how numbers are given.
//!
//! The register is the one place that knows them: the clerk's file is never
//! rewritten, and every paper that cites it gets them the same way.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;

use super::workspace::paper_path;
use crate::diag::{Code, Diagnostic, Span, Text};
use crate::input::{Draft, Entry, Raw};
use crate::model::Form;
use crate::register::{Deed, Entry as Issued, Register, Sort, State, Step, told};

/// Fills numbers and dates in.
pub(super) struct Numbers {
    /// By workspace; none where there is no register yet.
    registers: Mutex<BTreeMap<PathBuf, Option<Register>>>,
    date: Option<NaiveDate>,
}

impl Numbers {
    pub(super) fn new(date: Option<NaiveDate>) -> Self {
        Self { registers: Mutex::default(), date }
    }

    /// Gives the rows of a paper in the register, those struck out among them.
    pub(super) fn entries(&self, workspace: &Path, file: &Path) -> Result<Vec<Issued>, Box<Diagnostic>> {
        let mut registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        if !registers.contains_key(workspace) {
            registers.insert(workspace.to_owned(), Register::look(workspace)?);
        }
        match registers.get(workspace) {
            Some(Some(register)) => register.range_of(&paper_path(workspace, file)),
            _ => Ok(Vec::new()),
        }
    }

    /// Tells which numbers of a paper were struck out before the paper `later`, which
    /// follows it, had its own: what went out stays as it went out.
    pub(super) fn struck(
        &self,
        workspace: &Path,
        file: &Path,
        later: &Path,
    ) -> Result<Struck, Box<Diagnostic>> {
        let (rows, born) = (self.entries(workspace, file)?, self.entries(workspace, later)?);
        let registers = self.registers.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(Some(register)) = registers.get(workspace) else { return Ok(Struck::default()) };
        let path = paper_path(workspace, file);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let own = register.of_folder(folder)?.into_iter().filter(|row| row.path == path).collect::<Vec<_>>();
        let is_struck = |row: &&Issued| row.state == State::Cancelled;
        if rows.iter().chain(&own).all(|row| row.state != State::Cancelled) {
            return Ok(Struck::default());
        }
        let acts = register.acts(&[Sort::Row(Step::Numbered), Sort::Row(Step::Cancelled)])?;
        let when = |step: Step, id: i64| {
            let is = |deed: &Deed| matches!(deed, Deed::Row(own, row) if *own == step && row.id == id);
            acts.iter().find(|act| is(&act.deed)).map(|act| act.seq)
        };
        let born = born.first().and_then(|row| when(Step::Numbered, row.id));
        let before = |row: &&Issued| {
            born.is_none_or(|born| when(Step::Cancelled, row.id).is_none_or(|struck| struck < born))
        };
        if let (true, Some(last)) = (rows.is_empty(), own.last().filter(before)) {
            return Ok(Struck::All(last.printed()));
        }
        let first = rows.first().map_or(0, |row| row.number);
        let struck = rows.iter().filter(is_struck).filter(before);
        Ok(Struck::Some(struck.map(|row| row.number - first).collect()))
    }

    /// Fills in what the register knows of a paper; a paper that is `asked` for
    /// and still has no date gets the user's.
    pub(super) fn fill(
        &self,
        office: Option<&Path>,
        file: &Path,
        draft: &mut Draft,
        asked: bool,
    ) -> Result<(), Box<Diagnostic>> {
        let Some(workspace) = office.and_then(Path::parent) else { return Ok(()) };
        if draft.form != Form::Paper {
            return Ok(());
        }
        let entries = self.entries(workspace, file)?;
        let first = entries.first();
        if let Some(finding) = first.and_then(|entry| differs(draft, entry)) {
            return Err(Box::new(finding));
        }
        if let Some(entry) = first {
            set(draft, "so", Raw::Number(entry.number));
        }
        let said = self.date.filter(|_| asked);
        if let (None, Some(said), Some((month, place))) = (first, said, draft.fields.month("ngay"))
            && !month.holds(said)
        {
            let own = format!("tháng {}/{}", month.number(), month.year());
            let message = format!("tệp ghi {own}, mà --ngay là {}", told(said));
            return Err(Box::new(
                Diagnostic::new(Code::ISSUE_DAYS, message)
                    .at(place)
                    .hint("sửa tháng trong tệp, hoặc nêu một ngày trong tháng ấy"),
            ));
        }
        let date = first.map(|entry| entry.date).or(said);
        if let Some(date) = date {
            set(draft, "ngay", Raw::Date(date));
        }
        Ok(())
    }
}

/// Says which numbers of a paper were struck out.
pub(super) enum Struck {
    /// All of them; the last as it is printed.
    All(String),
    /// Those that lie so far from the first one.
    Some(BTreeSet<u32>),
}

impl Default for Struck {
    fn default() -> Self {
        Self::Some(BTreeSet::new())
    }
}

/// Finds that the file says another number or day than the register.
fn differs(draft: &Draft, entry: &Issued) -> Option<Diagnostic> {
    let number = draft.fields.number("so").filter(|number| *number != entry.number);
    let date = draft.fields.date("ngay").filter(|(date, _)| *date != entry.date);
    let place = draft.fields.get("so").filter(|_| number.is_some()).map(|field| field.span.clone());
    let month = draft.fields.month("ngay").filter(|(month, _)| !month.holds(entry.date));
    let place = place.or(date.map(|(_, span)| span)).or(month.map(|(_, span)| span))?;
    let message = format!("sổ đăng ký ghi văn bản này là {} ngày {}", entry.printed(), told(entry.date));
    Some(
        Diagnostic::new(Code::REGISTER_TAKEN, message)
            .at(place)
            .hint("ghi đúng như sổ, hoặc xoá dòng này; muốn số khác thì `vanthu so huy` số cũ trước"),
    )
}

/// Sets a field that the file leaves open, a month that leaves its day open too.
fn set(draft: &mut Draft, name: &str, value: Raw) {
    let known = draft.fields.0.iter_mut().find(|(key, _)| key.as_str() == name);
    if let Some((_, entry)) = known {
        if matches!(entry.value, Raw::Month(_)) {
            entry.value = value;
        }
        return;
    }
    let span = Span::whole(&draft.source);
    let entry = Entry { span: span.clone(), value };
    draft.fields.0.push((Text::new(name, span), entry));
}
