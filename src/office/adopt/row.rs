//! Comes in: number, symbol, day and summary that a Word file prints. Goes out: the row of the register
//! that has this number, and how the two differ. Must not know: how a draft is written.
//!
//! Old books shorten what papers say, so summaries are held against each other by their words.

use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::Serialize;

use super::Case;
use super::compare::signing;
use super::same::same;
use super::told::Pages;
use crate::diag::{Code, Diagnostic, Findings};
use crate::docx::Mark;
use crate::kind::Kind;
use crate::register::{Entry, Query, Register, State, told as told_day};
use crate::text::fold;

/// Is how many of 100 words of the shorter summary the longer one has, where both are of one paper.
const ALIKE: usize = 70;
/// Is how far apart (days) two days of one paper may be.
const APART: i64 = 366;

/// Is a row of the register that has the number of a Word file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RowMet {
    /// Number and symbol.
    #[serde(rename = "so_ky_hieu")]
    pub symbol: String,
    /// The day, as papers write it.
    #[serde(rename = "ngay")]
    pub day: String,
    /// The summary.
    #[serde(rename = "trich_yeu")]
    pub summary: String,
    /// The paper's file, or where the row stood in an older book.
    #[serde(rename = "cua")]
    pub whose: String,
    /// Whether it is the row of this paper; else the number is another paper's.
    #[serde(rename = "dung_van_ban")]
    pub is_its_own: bool,
    /// How the row and the Word file differ, a sentence each.
    #[serde(rename = "khac")]
    pub differs: Vec<String>,
    /// Which row it is.
    #[serde(skip)]
    pub id: i64,
    /// Whether it comes from an older book.
    #[serde(skip)]
    pub is_old: bool,
}

/// Finds the row that has the number of a Word file.
pub(super) fn met(case: &Case<'_>, kind: Option<&Kind>) -> Result<Option<RowMet>, Findings> {
    let Some((mark, _)) = case.paper.mark.as_ref().filter(|(mark, _)| mark.number.is_some()) else {
        return Ok(None);
    };
    let Some(register) = Register::look(&case.workspace.folder)? else { return Ok(None) };
    let looked = Looked { case, mark, kind, organ: signing(case).map(|own| own.symbol.as_str()) };
    let mut rows = register.list(&Query { number: mark.number, ..Query::default() })?;
    rows.retain(|entry| looked.has_its_number(entry));
    Ok(looked.best(&rows))
}

/// Is a Word file that is looked for in the register.
struct Looked<'a> {
    case: &'a Case<'a>,
    mark: &'a Mark,
    kind: Option<&'a Kind>,
    /// The symbol of the organ, where it is one of the office's.
    organ: Option<&'a str>,
}

impl Looked<'_> {
    fn has_its_number(&self, entry: &Entry) -> bool {
        let has = |part: &str| self.mark.parts.iter().any(|own| fold(own) == fold(part));
        let parts =
            || entry.symbol.split(|sign: char| !sign.is_alphanumeric()).filter(|part| !part.is_empty());
        let kind = match self.kind {
            Some(kind) => same(&kind.name, &entry.kind_name),
            None => parts().all(has),
        };
        // A paper may leave the organ out of its symbol.
        let organ = match self.organ {
            Some(organ) => fold(organ) == fold(&entry.organ),
            None => has(&entry.organ),
        };
        Some(entry.number) == self.mark.number && entry.state != State::Cancelled && kind && organ
    }

    fn day(&self) -> Option<NaiveDate> {
        self.case.paper.day.as_ref().and_then(|(day, _)| day.date())
    }

    fn summary(&self) -> &str {
        self.case.paper.summary.as_ref().map_or("", |said| said.text.as_str())
    }

    /// Gives the row of the paper; else the one that has its number for another paper.
    fn best(&self, rows: &[Entry]) -> Option<RowMet> {
        let likest = |own: &dyn Fn(&Entry) -> bool| {
            rows.iter()
                .filter(|entry| own(entry))
                .max_by_key(|entry| likeness(&entry.summary, self.summary()))
        };
        let alike = |entry: &Entry| likeness(&entry.summary, self.summary()) >= ALIKE;
        let foreign = self.organ.is_none();
        let Some(day) = self.day() else {
            let year = self.case.paper.day.as_ref().and_then(|(day, _)| day.year);
            let fits = |entry: &Entry| year.is_none_or(|year| entry.date.year() == year);
            if let Some(entry) = likest(&|entry| fits(entry) && alike(entry)) {
                return Some(self.told(entry, true));
            }
            let only = rows.iter().filter(|entry| fits(entry)).collect::<Vec<_>>();
            return if let ([entry], false) = (only.as_slice(), foreign) {
                Some(self.told(entry, self.summary().is_empty()))
            } else {
                None
            };
        };
        if let Some(entry) = likest(&|entry| entry.date == day && (!foreign || alike(entry))) {
            return Some(self.told(entry, true));
        }
        if foreign {
            return None;
        }
        let near = |entry: &Entry| (entry.date - day).num_days().abs() <= APART;
        if let Some(entry) = likest(&|entry| near(entry) && alike(entry)) {
            return Some(self.told(entry, true));
        }
        let terms = &self.case.workspace.office.terms;
        let series = |entry: &Entry| {
            let term = terms.of(&entry.organ, day).map(|term| term.from);
            Some(entry.term) == term || entry.date.year() == day.year()
        };
        likest(&series).map(|entry| self.told(entry, false))
    }

    fn told(&self, entry: &Entry, is_its_own: bool) -> RowMet {
        let mut differs = Vec::new();
        if let Some(day) = self.day().filter(|day| *day != entry.date) {
            differs.push(format!("sổ ghi ngày {}, tệp ghi ngày {}", told_day(entry.date), told_day(day)));
        }
        let summary = self.summary();
        if !summary.is_empty() && !entry.summary.is_empty() && likeness(&entry.summary, summary) < ALIKE {
            differs.push(format!("sổ ghi trích yếu “{}”, tệp ghi “{summary}”", entry.summary));
        }
        RowMet {
            symbol: entry.printed(),
            day: told_day(entry.date),
            summary: entry.summary.clone(),
            whose: entry.whose(),
            is_its_own,
            differs,
            id: entry.id,
            is_old: entry.state == State::Imported,
        }
    }
}

/// Counts how many of 100 words of the shorter text the longer one has, whatever their marks.
fn likeness(one: &str, other: &str) -> usize {
    let words = |text: &str| fold(text).split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (mut short, mut long) = (words(one), words(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let all = short.len();
    if all == 0 {
        return 0;
    }
    let has = short.iter().filter(|word| {
        let at = long.iter().position(|own| own == *word);
        at.map(|at| long.remove(at)).is_some()
    });
    has.count() * 100 / all
}

impl RowMet {
    /// Words what is met, at the number in the Word file.
    pub(super) fn finding(&self, case: &Case<'_>, pages: &Pages) -> Option<Diagnostic> {
        let (_, said) = case.paper.mark.as_ref()?;
        let place = pages.paragraph(said.paragraph);
        let row = format!("ngày {}: {} ({})", self.day, self.summary, self.whose);
        if !self.is_its_own {
            let message = format!("số `{}` trong sổ là của văn bản khác, {row}", said.text);
            return Some(Diagnostic::new(Code::IMPORT_ROW, message).at(place).hint(
                "xem lại số và ngày trong tệp Word, hoặc dòng ấy trong sổ: một số không cấp cho hai văn bản",
            ));
        }
        let differs = self.differs.iter().fold(String::new(), |all, one| format!("{all}; {one}"));
        let message = format!(
            "`{}` đã có trong sổ, {row}; văn bản đã ban hành không nhận lại thành bản nháp{differs}",
            said.text
        );
        Some(
            Diagnostic::new(Code::IMPORT_ISSUED, message)
                .at(place)
                .hint("cần sửa một văn bản đã ban hành thì đính chính hoặc thay bằng văn bản mới, số mới"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summaries_are_alike_by_their_words() {
        let book = "V/v tổ chức HN đối thoại giữa người đứng đầu cấp uỷ với nhân dân";
        let paper = "Tổ chức Hội nghị đối thoại giữa người đứng đầu cấp ủy với Nhân dân năm 2024";
        assert!(likeness(book, paper) >= ALIKE, "{}", likeness(book, paper));
        assert!(likeness(book, "về việc chuẩn y kết quả bầu cử chi bộ thôn Một") < ALIKE);
        assert_eq!(likeness("", paper), 0);
    }
}
