//! Comes in: how one paper is named. Goes out: its row, its object. Must not know:
//! how the words are read, what is done with the paper.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::desk::Desk;
use super::mark::{Name, kind_of, kind_with, name, shared};
use super::rows::term_at;
use super::series::series;
use super::shelf::absent;
use crate::archive::{Kept, Store};
use crate::diag::{Code, Diagnostic, Findings};
use crate::pipeline::{Stock, Workspace};
use crate::register::{Entry, Query, Register, State, told as told_day};
use crate::text::folded;

/// Is a paper as somebody names it.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// Its kind, or number and symbol as they stand on it: `07-KH/ĐU`.
    pub name: String,
    /// Its number, if the name is a kind.
    pub number: Option<u32>,
    /// The organ's symbol, if it is not the committee itself.
    pub organ: Option<String>,
    /// A day of the term that is meant; else today's goes first.
    pub date: Option<NaiveDate>,
}

impl Desk<'_> {
    /// Finds the row of a number.
    pub(super) fn numbered(&self, wanted: &Named) -> Result<(Workspace, Entry), Findings> {
        self.one_of(wanted, None)
    }

    /// Finds the row of a number; `which` of them (from 1), where an older book gave
    /// it more than once.
    pub(super) fn one_of(&self, wanted: &Named, which: Option<u32>) -> Result<(Workspace, Entry), Findings> {
        let name = name(&wanted.name, wanted.number)?;
        let (workspace, register) = self.look()?;
        let organ = name.organ(wanted.organ.as_deref(), workspace.office.issuer.symbol.as_str())?;
        let (own, every) = candidates(&name, organ, &register, self.stock)?;
        let terms = &workspace.office.terms;
        // A term that was asked for is meant; else today's goes first.
        let of = own.first().map_or(organ, |entry| entry.organ.as_str());
        let first_day = |day: NaiveDate| own.iter().any(|entry| entry.term == day);
        let asked = wanted.date.map(|day| if first_day(day) { Ok(day) } else { term_at(day, of, terms) });
        let asked = asked.transpose()?;
        let now = terms.of(of, self.today).map(|term| term.from);
        let within = own.iter().filter(|entry| asked.is_none_or(|term| entry.term == term));
        let term = within.map(|entry| entry.term).max_by_key(|term| (Some(*term) == now, *term));
        let Some(term) = term else {
            return Err(match (own.first(), asked) {
                (Some(other), Some(term)) => elsewhere(&name.printed(organ), other, term).into(),
                _ => none(&name, organ, &every, self.stock),
            });
        };
        let same: Vec<&Entry> = own.iter().filter(|entry| entry.term == term).collect();
        let kinds: BTreeSet<&str> = same.iter().map(|entry| entry.kind_name.as_str()).collect();
        if kinds.len() > 1 {
            let kinds: Vec<&str> = kinds.into_iter().collect();
            return Err(shared(&name.printed(organ), &kinds).into());
        }
        let chosen = match which {
            Some(which) => usize::try_from(which - 1).ok().and_then(|at| same.get(at)).copied(),
            None if same.len() == 1 => Some(same[0]),
            None => None,
        };
        chosen.cloned().ok_or_else(|| several(&same).into()).map(|entry| (workspace, entry))
    }

    /// Finds the object of a number.
    pub(super) fn object(&self, wanted: &Named) -> Result<(Store, Kept, Entry), Findings> {
        let (workspace, entry) = self.numbered(wanted)?;
        if entry.object.is_empty() {
            return Err(absent(&entry).into());
        }
        let store = self.store(&workspace)?;
        let kept = store.object(&entry.object).ok_or_else(|| absent(&entry))?;
        Ok((store, kept, entry))
    }
}

/// Gives the rows a name may mean, in all terms, and those it was chosen from.
fn candidates(
    name: &Name,
    organ: &str,
    register: &Register,
    stock: &Stock,
) -> Result<(Vec<Entry>, Vec<Entry>), Findings> {
    let kind = match name {
        Name::Kind(kind, _) => Some(series(kind, stock)?),
        _ => None,
    };
    let query = Query { kind, ..Query::default() };
    let every = register.list(&query)?;
    let alike = |entry: &&Entry| match name {
        Name::Kind(_, number) => entry.number == *number,
        Name::Mark(mark) => mark.is_of(entry),
        Name::Number(_) => false,
    };
    let whole = matches!(name, Name::Mark(mark) if mark.organ.is_some());
    let near = |entry: &&Entry| whole || folded(&entry.organ) == folded(organ);
    let mut own: Vec<Entry> = every.iter().filter(alike).filter(near).cloned().collect();
    // Where two organs or symbols differ in marks only, what was typed decides.
    let typed = |entry: &Entry| match name {
        Name::Mark(mark) => entry.organ == organ && kind_of(entry) == mark.kind,
        _ => entry.organ == organ,
    };
    if own.iter().any(typed) {
        own.retain(typed);
    }
    Ok((own, every))
}

/// Says that a number is of another term.
fn elsewhere(printed: &str, other: &Entry, asked: chrono::NaiveDate) -> Diagnostic {
    let message = format!("sổ không có {printed}, nhiệm kỳ từ {}", told_day(asked));
    Diagnostic::new(Code::REGISTER_NONE, message)
        .hint(format!(
            "số ấy có ở nhiệm kỳ từ {} (văn bản ngày {}): chỉ nó bằng --ngay {}",
            told_day(other.term),
            told_day(other.date),
            told_day(other.date)
        ))
        .hint("xem `vanthu so liet-ke`")
}

/// Says that no paper has a name, and what may have been meant.
fn none(name: &Name, organ: &str, every: &[Entry], stock: &Stock) -> Findings {
    let (number, mark) = match name {
        Name::Kind(_, number) | Name::Number(number) => (*number, None),
        Name::Mark(mark) => (mark.number, Some(mark)),
    };
    if let Some(mark) = mark
        && !every.iter().any(|entry| folded(kind_of(entry)) == folded(&mark.kind))
        && let Err(findings) = kind_with(&mark.kind, stock)
        && findings.iter().all(|finding| finding.code == Code::KIND_UNKNOWN)
    {
        return findings;
    }
    let finding = match name {
        Name::Number(number) => Diagnostic::new(Code::PAPER_NAME, format!("số {number} của loại nào"))
            .hint(format!("viết loại rồi số: ke-hoach {number}; hoặc như trên giấy: {number:02}-KH/{organ}")),
        _ => Diagnostic::new(Code::REGISTER_NONE, format!("sổ không có {}", name.printed(organ))),
    };
    let like = |entry: &&Entry| {
        entry.number == number && mark.is_none_or(|mark| folded(kind_of(entry)) == folded(&mark.kind))
    };
    let finding = every.iter().filter(like).take(8).fold(finding, |finding, entry| {
        finding.hint(format!("sổ có {} ngày {} “{}”", entry.printed(), told_day(entry.date), entry.summary))
    });
    finding.hint("xem `vanthu so liet-ke`").into()
}

/// Says which papers have one number, and how one of them is named.
fn several(same: &[&Entry]) -> Diagnostic {
    let number = same[0].number;
    let message = if same.len() == 1 {
        format!("số {number} chỉ có một văn bản trong sổ")
    } else {
        format!("sổ cũ cấp số {number} cho {} văn bản, chưa rõ là văn bản nào", same.len())
    };
    let finding = Diagnostic::new(Code::PAPER_NAME, message);
    let finding = same.iter().enumerate().fold(finding, |finding, (at, entry)| {
        let struck = if entry.state == State::Cancelled { " (đã huỷ)" } else { "" };
        finding.hint(format!(
            "lần {}: ngày {} “{}”, {}{struck}",
            at + 1,
            told_day(entry.date),
            entry.summary,
            entry.whose()
        ))
    });
    finding.hint("huỷ một trong số ấy: thêm --lan và thứ tự của nó, như `vanthu so huy … --lan 2`")
}
