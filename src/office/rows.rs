//! Comes in: which rows of the register somebody wants. Goes out: those rows; the series and
//! the terms that words name. Must not know: how one paper is named, what is done with it.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use super::desk::Desk;
use super::mark::Mark;
use super::recalled::recalled;
use super::series::series;
use crate::diag::{Code, Diagnostic, Findings};
use crate::model::{Term, Terms};
use crate::pipeline::Workspace;
use crate::register::{Entry, Query, State, told as told_day};

/// Says which rows of the register are wanted.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only this kind: its folder, or its name in plain letters.
    pub kind: Option<String>,
    /// Only this year.
    pub year: Option<i32>,
    /// Only this term: its first day or year, or its years.
    pub term: Option<String>,
    /// Only what still waits for its signed copy.
    pub unsigned: bool,
    /// Only what has these words; marks do not count.
    pub words: Option<String>,
}

impl Desk<'_> {
    /// Gives the rows that are wanted.
    pub(super) fn rows(&self, wanted: &Wanted) -> Result<Vec<Entry>, Findings> {
        let (workspace, register) = self.look()?;
        let query = self.query(wanted, &workspace)?;
        let mut entries = register.list(&query)?;
        // A paper that was named by its number goes before those that tell of it.
        if let Some(mark) = query.words.as_deref().and_then(Mark::whole) {
            let every = register.list(&Query { words: None, ..query })?;
            let own: Vec<Entry> = every.into_iter().filter(|entry| mark.is_of(entry)).collect();
            entries.retain(|entry| !own.contains(entry));
            entries.splice(0..0, own);
        }
        if wanted.unsigned {
            entries.retain(|entry| entry.state < State::Signed);
            let store = self.store(&workspace).ok();
            let fallen: BTreeSet<String> =
                recalled(entries.iter(), store.as_ref()).into_iter().map(str::to_owned).collect();
            entries.retain(|entry| !fallen.contains(&entry.object));
        }
        Ok(entries)
    }

    /// Says in the register's words which rows are wanted.
    pub(super) fn query(&self, wanted: &Wanted, workspace: &Workspace) -> Result<Query, Findings> {
        let kind = wanted.kind.as_deref().map(|kind| series(kind, self.stock)).transpose()?;
        let term = wanted.term.as_deref().map(|word| term(word, &workspace.office.terms)).transpose()?;
        Ok(Query { kind, year: wanted.year, term, words: wanted.words.clone(), number: None })
    }
}

/// Gives the first day of the term that is named by its first day or year, or by
/// its years: `2025-07-01`, `01/7/2025`, `2025`, `2025-2030`.
fn term(word: &str, terms: &[Term]) -> Result<NaiveDate, Findings> {
    let year = |term: &Term| term.from.year().to_string();
    let names = |term: &Term| {
        let day = told_day(term.from);
        let plain = term.from.format("%d/%m/%Y").to_string();
        let years = term.until.map(|until| format!("{}-{}", year(term), until.year()));
        [Some(term.from.to_string()), Some(day), Some(plain), Some(year(term)), years]
    };
    let begins = |term: &&Term| {
        let said = word.trim().replace('–', "-");
        let open = term.until.is_none() && said.split_once('-').is_some_and(|(from, _)| from == year(term));
        names(term).into_iter().flatten().any(|name| name == said) || (open && said.len() == 9)
    };
    let found: Vec<&Term> = terms.iter().filter(begins).collect();
    if let [only] = found.as_slice() {
        return Ok(only.from);
    }
    let known: Vec<String> = terms.iter().map(|term| term.from.to_string()).collect();
    let message = format!("không có nhiệm kỳ `{word}`, hoặc có hơn một");
    Err(Diagnostic::new(Code::TERM_NONE, message)
        .hint(format!("ghi ngày bắt đầu: {}", known.join(", ")))
        .into())
}

/// Gives the first day of the term a day lies in for an organ (its symbol).
pub(super) fn term_at(day: NaiveDate, organ: &str, terms: &Terms) -> Result<NaiveDate, Findings> {
    terms.of(organ, day).map(|term| term.from).ok_or_else(|| {
        let message = format!("ngày {} không nằm trong nhiệm kỳ nào", told_day(day));
        let new = "nhiệm kỳ mới thì khai thêm vào nhiem_ky trong co-quan.yaml; nhiệm kỳ trước thì thêm --ngay với một ngày của nhiệm kỳ ấy";
        Diagnostic::new(Code::TERM_NONE, message).hint(new).into()
    })
}
