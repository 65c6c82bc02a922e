//! Comes in: a paper that wants a number. Goes out: its number, taken in one
//! short change in which nothing is rendered. Must not know: files.

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Transaction, params};

use super::act::{Deed, Start, Step};
use super::find::range_of;
use super::log::note;
use super::open::{Register, trouble};
use super::row::{By, COLUMNS, Claim, Entry, told};
use crate::diag::{Code, Diagnostic};
use crate::model::{Issuer, Term, Terms};
use crate::text::folded;

/// Is what a paper got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Range {
    /// The first number.
    pub first: u32,
    /// How many numbers there are.
    pub numbers: u32,
    /// The day.
    pub date: NaiveDate,
    /// Whether the paper had them before.
    pub again: bool,
}

/// Tells whether the day of a row lies in the term or the congress whose series it is in.
#[must_use]
pub fn is_within(terms: &Terms, entry: &Entry) -> bool {
    if entry.kind == Issuer::CONGRESS {
        let own = |term: &Term| term.congress && term.from == entry.term && term.holds(entry.date);
        return terms.iter().any(own);
    }
    terms.of(&entry.organ, entry.date).is_some_and(|term| term.from == entry.term)
}

impl Register {
    /// Gives a paper its number, or the one it has.
    ///
    /// # Errors
    /// Gives a finding if the number it asks for is another's, leaves a gap, or
    /// is not the one it was given before.
    pub fn allocate(&mut self, claim: &Claim, by: &By) -> Result<Range, Box<Diagnostic>> {
        let path = self.path.clone();
        self.change(|change| {
            if let Some(range) = known(change, claim).map_err(|error| trouble(&path, &error))? {
                return same(claim, range).map(|()| range);
            }
            let first = chosen(change, claim).map_err(|error| trouble(&path, &error))??;
            enter(change, claim, first, by).map_err(|error| trouble(&path, &error))?;
            Ok(Range { first, numbers: claim.numbers, date: claim.date, again: false })
        })
    }

    /// Says from which number a series goes on: an office had papers before.
    ///
    /// # Errors
    /// Gives a finding if a number from there on was given already.
    pub fn start(
        &mut self,
        (organ, term, kind): (&str, NaiveDate, &str),
        next: u32,
        by: &By,
    ) -> Result<(), Box<Diagnostic>> {
        let path = self.path.clone();
        let (day, oops) = (term.to_string(), |error: rusqlite::Error| trouble(&path, &error));
        self.change(|change| {
            let last = "SELECT max(number) FROM entry WHERE organ = ?1 AND term = ?2 AND kind = ?3";
            let last: Option<u32> =
                change.query_row(last, params![organ, day, kind], |row| row.get(0)).map_err(oops)?;
            if let Some(last) = last.filter(|last| *last >= next) {
                let message = format!("số {last} của loại `{kind}` đã cấp, không thể bắt đầu từ {next}");
                let finding = Diagnostic::new(Code::REGISTER_TAKEN, message);
                return Err(Box::new(
                    finding.hint(format!("số nhỏ nhất còn lại là {}", last.saturating_add(1))),
                ));
            }
            let first = if last.is_none() { "?4" } else { "first" };
            let set = format!(
                "INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?4) \
                 ON CONFLICT DO UPDATE SET first = {first}, next = ?4"
            );
            change.execute(&set, params![organ, day, kind, next]).map_err(oops)?;
            let start = Start { organ: organ.to_owned(), term, kind: kind.to_owned(), next };
            note(change, by, &Deed::Started(start)).map_err(oops)
        })
    }
}

/// Finds the numbers a paper was given before, those struck out since among them.
fn known(change: &Transaction<'_>, claim: &Claim) -> rusqlite::Result<Option<Range>> {
    let rows = range_of(change, &claim.path)?;
    let numbers = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    Ok(rows.first().map(|row| Range { first: row.number, numbers, date: row.date, again: true }))
}

/// Refuses a paper that is not what it was when it got its number.
fn same(claim: &Claim, range: Range) -> Result<(), Box<Diagnostic>> {
    let refuse = |message: String, hint: &str| {
        Err(Box::new(Diagnostic::new(Code::REGISTER_TAKEN, message).hint(hint)))
    };
    let Claim { path, number, date, numbers, .. } = claim;
    if let Some(number) = number.filter(|number| *number != range.first) {
        let message = format!("`{path}` ghi số {number} nhưng sổ đã cấp cho nó số {}", range.first);
        return refuse(message, "xoá dòng so trong tệp, hoặc ghi đúng số đã cấp");
    }
    if *date != range.date {
        let message = format!("`{path}` ghi ngày {} nhưng sổ đã ghi ngày {}", told(*date), told(range.date));
        return refuse(
            message,
            "giữ ngày đã ghi sổ; nếu văn bản phải ban hành lại thì `vanthu so huy` rồi ban hành số mới",
        );
    }
    if *numbers != range.numbers {
        let message =
            format!("`{path}` cần {numbers} số nhưng sổ đã cấp {} số liền nhau cho nó", range.numbers);
        return refuse(
            message,
            "trả danh sách về như lúc cấp số, kể cả khách đã huỷ số (không lập bản nào cho họ); khách thêm thì làm một giấy mời khác",
        );
    }
    Ok(())
}

/// Chooses the first number: the one the paper asks for, else the next one.
fn chosen(change: &Transaction<'_>, claim: &Claim) -> rusqlite::Result<Result<u32, Box<Diagnostic>>> {
    let Claim { organ, kind, numbers, kind_name, .. } = claim;
    let term = claim.term.to_string();
    let next = "SELECT next FROM series WHERE organ = ?1 AND term = ?2 AND kind = ?3";
    let next: Option<u32> =
        change.prepare_cached(next)?.query_row(params![organ, term, kind], |row| row.get(0)).optional()?;
    let Some(asked) = claim.number else { return Ok(Ok(next.unwrap_or(1))) };
    let refuse = |message: String, hint: String| {
        Ok(Err(Box::new(Diagnostic::new(Code::REGISTER_TAKEN, message).hint(hint))))
    };
    let taken = format!(
        "SELECT {COLUMNS} FROM entry WHERE organ = ?1 AND term = ?2 AND kind = ?3 \
         AND number >= ?4 AND number < ?5 ORDER BY number LIMIT 1"
    );
    let end = asked.saturating_add(*numbers);
    let taken = change.query_row(&taken, params![organ, term, kind, asked, end], Entry::read).optional()?;
    if let Some(entry) = taken {
        let name = kind_name.to_lowercase();
        let message = format!("số {} của {name} đã cấp cho `{}`", entry.number, entry.whose());
        return refuse(message, "xoá dòng so để lấy số tiếp theo, hoặc xem `vanthu so liet-ke`".into());
    }
    match next {
        Some(next) if asked > next => {
            let message = format!("số {asked} nhảy cóc: {} tiếp theo là số {next}", kind_name.to_lowercase());
            let hint = format!(
                "xoá dòng so để lấy số {next}; nếu các số từ {next} đã dùng ở sổ giấy: `vanthu so bat-dau {} {asked}`",
                folded(kind_name)
            );
            refuse(message, hint)
        }
        _ => Ok(Ok(asked)),
    }
}

/// Enters the paper under its numbers and moves the counter.
fn enter(change: &Transaction<'_>, claim: &Claim, first: u32, by: &By) -> rusqlite::Result<()> {
    let term = claim.term.to_string();
    let end = first.saturating_add(claim.numbers);
    change
        .prepare_cached(
            "INSERT INTO series VALUES (?1, ?2, ?3, ?4, ?5) \
             ON CONFLICT DO UPDATE SET next = max(next, excluded.next)",
        )?
        .execute(params![claim.organ, term, claim.kind, first, end])?;
    for copy in 0..claim.numbers {
        let guest = usize::try_from(copy).ok().and_then(|copy| claim.each.get(copy));
        change
            .prepare_cached(
                "INSERT INTO entry (organ, term, kind, kind_name, number, symbol, date, path, copy, summary, \
                 signer, recipients, kept_at, copies, state) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, 'cap-so')",
            )?
            .execute(params![
                claim.organ,
                term,
                claim.kind,
                claim.kind_name,
                first.saturating_add(copy),
                claim.symbol,
                claim.date.to_string(),
                claim.path,
                copy,
                claim.summary,
                claim.signer,
                guest.unwrap_or(&claim.recipients),
                claim.kept_at,
                claim.copies,
            ])?;
        let id = change.last_insert_rowid();
        if copy == 0 {
            let text = format!("{}\n{}\n{}", claim.summary, claim.recipients, claim.text);
            change
                .prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
                .execute(params![id, folded(&text)])?;
        }
        if let Some(guest) = guest {
            change
                .prepare_cached("INSERT INTO words (rowid, text) VALUES (?1, ?2)")?
                .execute(params![-id, folded(&format!("{}\n{guest}", claim.summary))])?;
        }
        let entry = super::find::entry(change, id)?;
        note(change, by, &Deed::Row(Step::Numbered, Box::new(entry)))?;
    }
    Ok(())
}
