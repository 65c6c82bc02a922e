//! Comes in: the words that name one paper. Goes out: what they say: kind and
//! number, or number and symbol as they stand on it. Must not know: the register.

use super::series::series;
use crate::diag::{Code, Diagnostic, Findings, nearest};
use crate::kind::kind_names;
use crate::ledger::symbol;
use crate::pipeline::Stock;
use crate::register::Entry;
use crate::text::folded;

/// Is a number with the symbol behind it: `07-KH/ĐU`.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) number: u32,
    pub(super) kind: String,
    pub(super) organ: Option<String>,
}

/// Is a paper as somebody names it.
pub(super) enum Name {
    /// `ke-hoach 7`.
    Kind(String, u32),
    /// `07-KH/ĐU`.
    Mark(Mark),
    /// `7`, which may be many.
    Number(u32),
}

impl Mark {
    /// Reads words that are a number and a whole symbol and nothing else.
    pub(super) fn whole(words: &str) -> Option<Self> {
        let begins = words.trim_start().starts_with(|letter: char| letter.is_ascii_digit());
        let read = symbol(words).ok().filter(|read| begins && read.organ.is_some())?;
        let alone = !read.organ.as_deref()?.contains(char::is_whitespace) && words.contains('/');
        read.number.zip(read.kind).filter(|_| alone).map(|(number, kind)| Self {
            number,
            kind,
            organ: read.organ,
        })
    }

    /// Tells whether a row has it; marks and capitals do not count: not every
    /// keyboard has `Đ`.
    pub(super) fn is_of(&self, entry: &Entry) -> bool {
        // A letter of the State has its organ where others have the kind: `12/UBND-VP`.
        let typed =
            [Some(self.kind.as_str()), self.organ.as_deref()].into_iter().flatten().collect::<Vec<_>>();
        let own = match (self.organ.as_ref(), kind_of(entry)) {
            (Some(_), _) | (None, "") => folded(entry.sign()),
            (None, kind) => folded(kind),
        };
        entry.number == self.number && own == folded(&typed.join("-"))
    }

    fn printed(&self) -> String {
        let organ = self.organ.as_ref().map(|organ| format!("/{organ}")).unwrap_or_default();
        format!("{:02}-{}{organ}", self.number, self.kind)
    }
}

/// Gives the kind's part of a row's symbol: `KH` of `KH/ĐU`, of `/KH-UBND`; none of `/UBND-VP`.
pub(super) fn kind_of(entry: &Entry) -> &str {
    let symbol = entry.symbol.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let of_organ = symbol.strip_prefix(entry.organ.as_str());
    if of_organ.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)) {
        return "";
    }
    symbol.strip_suffix(entry.organ.as_str()).map_or_else(
        || symbol.split('/').next().unwrap_or_default(),
        |kind| kind.trim_end_matches(|mark: char| !mark.is_alphanumeric()),
    )
}

/// Is what is asked for where a paper is named.
const BOTH: &str = "viết loại rồi số: ke-hoach 7; hoặc số và ký hiệu như trên giấy: 07-KH/ĐU";

/// Reads how a paper is named.
pub(super) fn name(paper: &str, number: Option<u32>) -> Result<Name, Findings> {
    let refuse = |message: String, hint: &str| vec![Diagnostic::new(Code::PAPER_NAME, message).hint(hint)];
    if let Some(number) = number {
        return match Mark::whole(paper) {
            Some(_) => Err(refuse(format!("`{paper}` đã có số, mà sau nó còn số {number}"), BOTH).into()),
            None => Ok(Name::Kind(paper.to_owned(), number)),
        };
    }
    let read = symbol(paper)
        .map_err(|_| refuse(format!("`{paper}` không phải số và ký hiệu của một văn bản"), BOTH))?;
    match (read.number, read.kind) {
        (Some(number), Some(kind)) => Ok(Name::Mark(Mark { number, kind, organ: read.organ })),
        (Some(number), None) => Ok(Name::Number(number)),
        (None, _) => Err(refuse(format!("còn thiếu số của `{paper}`"), BOTH).into()),
    }
}

impl Name {
    /// Gives kind and number, for a number that is not given yet.
    pub(super) fn series(&self, stock: &Stock) -> Result<(String, u32), Findings> {
        match self {
            Self::Kind(kind, number) => Ok((series(kind, stock)?, *number)),
            Self::Mark(mark) => Ok((kind_with(&mark.kind, stock)?, mark.number)),
            Self::Number(number) => {
                Err(Diagnostic::new(Code::PAPER_NAME, format!("số {number} của loại nào"))
                    .hint(format!("viết cả loại: ke-hoach {number}"))
                    .into())
            }
        }
    }

    /// Gives the organ that is meant: that of the paper's symbol, else the one
    /// that was said, else the office.
    pub(super) fn organ<'a>(&'a self, said: Option<&'a str>, office: &'a str) -> Result<&'a str, Findings> {
        let own = match self {
            Self::Mark(mark) => mark.organ.as_deref(),
            _ => None,
        };
        match (own, said) {
            (Some(own), Some(said)) if folded(own) != folded(said) => Err(Diagnostic::new(
                Code::PAPER_NAME,
                format!("ký hiệu ghi cơ quan {own}, mà --ky-hieu là {said}"),
            )
            .hint("bỏ --ky-hieu, hoặc sửa ký hiệu")
            .into()),
            // Typed without its marks, it is still the office's own.
            _ => Ok(own.filter(|own| folded(own) != folded(office)).or(said).unwrap_or(office)),
        }
    }

    pub(super) fn printed(&self, organ: &str) -> String {
        match self {
            Self::Kind(kind, number) => format!("số {number} của loại `{kind}`, cơ quan {organ}"),
            Self::Mark(mark) => Mark { organ: Some(organ.to_owned()), ..mark.clone() }.printed(),
            Self::Number(number) => format!("số {number}"),
        }
    }
}

/// Gives the one kind a symbol stands for.
pub(super) fn kind_with(symbol: &str, stock: &Stock) -> Result<String, Findings> {
    let kinds = kind_names(&stock.assets)?;
    let own = |sign: &String| folded(sign) == folded(symbol);
    let found: Vec<&str> =
        kinds.iter().filter(|kind| kind.symbols.iter().any(own)).map(|kind| kind.name.as_str()).collect();
    match found.as_slice() {
        [only] => Ok(folded(only)),
        [] => Err(unknown(symbol, kinds.iter().flat_map(|kind| &kind.symbols).map(String::as_str)).into()),
        several => Err(shared(symbol, several).into()),
    }
}

/// Says that no paper and no kind has a symbol.
fn unknown<'a>(symbol: &str, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có ký hiệu `{symbol}`"));
    let finding = match nearest(symbol, known) {
        Some(near) => finding.hint(format!("có phải `{near}`?")),
        None => finding,
    };
    finding.hint("xem các loại và ký hiệu bằng `vanthu loai`, các số đã cấp bằng `vanthu so liet-ke`")
}

/// Says that a symbol is that of several kinds.
pub(super) fn shared(printed: &str, kinds: &[&str]) -> Diagnostic {
    let message = format!("`{printed}` là ký hiệu của cả {}", kinds.join(" và "));
    let names: Vec<String> = kinds.iter().map(|kind| format!("`{}`", folded(kind))).collect();
    Diagnostic::new(Code::PAPER_NAME, message)
        .hint(format!("viết loại rồi số, loại là {}", names.join(" hoặc ")))
}
