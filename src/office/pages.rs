//! Comes in: which rows of the register somebody wants to see. Goes out: a page of it as a clerk
//! reads it: rows with how they stand and what is odd about their numbers, what one may choose
//! from. Must not know: how it is shown.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::answer::Row;
use super::book::numbered;
use super::desk::Desk;
use super::named::Named;
use super::rows::Wanted;
use crate::diag::{Code, Diagnostic, Findings};
use crate::register::{Entry, Query, told};
use crate::text::folded;

/// Is a page of the register.
#[derive(Debug, Clone, Serialize)]
pub struct BookPage {
    /// Its rows, by series and number.
    pub rows: Vec<BookRow>,
    /// How many rows the register has.
    pub all: usize,
    /// The kinds there are: word, name.
    pub kinds: BTreeMap<String, String>,
    /// The years there are, the latest first.
    pub years: Vec<i32>,
    /// The terms there are: first day, words; the latest first.
    pub terms: Vec<(NaiveDate, String)>,
}

/// Is a row of the register as a clerk reads it.
#[derive(Debug, Clone, Serialize)]
pub struct BookRow {
    /// The row.
    pub row: Row,
    /// Its day, as papers have it.
    pub day: String,
    /// Its series: the kind's name and the symbol.
    pub series: String,
    /// How it stands, in words.
    pub stands: &'static str,
    /// The numbers that are missing before it: from, to.
    pub gap: Option<(u32, u32)>,
    /// Whether another row has the same number.
    pub twice: bool,
    /// Whether its paper has a number for each guest: the guest tells the rows apart.
    pub own: bool,
}

impl Desk<'_> {
    /// Gives a page of the register.
    ///
    /// # Errors
    /// Gives findings if there is no register, or a kind or term is unknown.
    pub fn book_page(&self, wanted: &Wanted) -> Result<BookPage, Findings> {
        let (workspace, register) = self.look()?;
        let every = register.list(&Query::default())?;
        let first = |series: (&str, NaiveDate, &str)| -> Result<u32, Box<Diagnostic>> {
            Ok(register.counter(series)?.map_or(1, |(first, _)| first))
        };
        let odd = numbered(&every, first)?;
        let mut papers: BTreeMap<&str, u32> = BTreeMap::new();
        for entry in every.iter().filter(|entry| !entry.path.is_empty()) {
            *papers.entry(&entry.path).or_default() += 1;
        }
        let told_row = |entry: &Entry| {
            let odd = odd.get(&entry.id).copied().unwrap_or_default();
            let own = papers.get(entry.path.as_str()).is_some_and(|count| *count > 1);
            BookRow { gap: odd.gap, twice: odd.twice, own, ..BookRow::of(entry) }
        };
        let years: BTreeSet<i32> = every.iter().map(|entry| entry.date.year()).collect();
        // Years have a choice of their own.
        let of_terms = every.iter().filter(|entry| !workspace.office.terms.is_yearly(&entry.organ));
        let terms: BTreeSet<NaiveDate> = of_terms.map(|entry| entry.term).collect();
        let named = |from: NaiveDate| {
            let until = workspace.office.terms.iter().find(|term| term.from == from)?.until;
            until.map(|until| format!("{}–{}", from.year(), until.year()))
        };
        let words = |from: NaiveDate| named(from).unwrap_or_else(|| format!("từ {}", told(from)));
        Ok(BookPage {
            rows: self.rows(wanted)?.iter().map(told_row).collect(),
            all: every.len(),
            kinds: every.iter().map(|entry| (folded(&entry.kind_name), entry.kind_name.clone())).collect(),
            years: years.into_iter().rev().collect(),
            terms: terms.into_iter().rev().map(|from| (from, words(from))).collect(),
        })
    }

    /// Names the paper of a row, which is known by its place in the book and its number: a row
    /// that was not shown so is none.
    ///
    /// # Errors
    /// Gives a finding if there is no such row.
    pub fn naming(&self, id: i64, printed: &str) -> Result<(Named, u32), Findings> {
        let (_, register) = self.look()?;
        let entries = register.list(&Query::default())?;
        let found = entries.into_iter().find(|entry| entry.id == id && entry.printed() == printed);
        let entry = found.ok_or_else(|| {
            let message = format!("sổ không có dòng `{printed}` như đang hiện trên màn hình");
            Diagnostic::new(Code::PAPER_NAME, message).hint("mở lại sổ rồi làm lại")
        })?;
        let named = Named {
            name: folded(&entry.kind_name),
            number: Some(entry.number),
            organ: Some(entry.organ),
            date: Some(entry.term),
        };
        Ok((named, entry.dup + 1))
    }
}

impl BookRow {
    /// Makes a row plain; nothing is odd about it yet.
    pub(super) fn of(entry: &Entry) -> Self {
        let row = Row::of(entry);
        Self {
            day: row.day(),
            series: format!("{} ({})", row.kind_name, row.symbol),
            stands: row.stands(),
            gap: None,
            twice: false,
            own: false,
            row,
        }
    }
}
