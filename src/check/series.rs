//! Comes in: the numbers of one level of a body, one after another. Goes out:
//! whether each may come next, and what to write instead. Must not know: what
//! levels there are.

use super::report::Report;
use crate::diag::{Code, Text};
use crate::text::{roman_numeral, roman_value};

/// Is how far the numbers of one level have come.
#[derive(Default)]
pub(super) struct Series {
    /// The last number.
    pub(super) last: Option<u32>,
    /// A parent opened since: a list may begin again, or go on.
    pub(super) opened: bool,
    /// A paragraph came between: a list may begin again.
    pub(super) parted: bool,
}

impl Series {
    /// Tells whether a number may come next.
    pub(super) fn fits(&self, number: u32) -> bool {
        let restarts = number == 1 && (self.last.is_none() || self.opened || self.parted);
        restarts || self.precedes(number)
    }

    /// Tells whether a number is the next one.
    pub(super) fn precedes(&self, number: u32) -> bool {
        self.last.is_some_and(|last| last.checked_add(1) == Some(number))
    }

    /// Goes on from a number.
    pub(super) fn set(&mut self, number: u32) {
        *self = Self { last: Some(number), ..Self::default() };
    }

    /// Reports a number that does not fit; `name` writes a number of the level.
    pub(super) fn fault(
        &self,
        number: u32,
        text: &Text,
        len: usize,
        name: &dyn Fn(u32) -> String,
        report: &mut Report,
    ) {
        let own = name(number);
        let (message, hint) = match self.last {
            Some(last) if !self.opened && number == last => {
                (format!("`{own}` lặp lại"), format!("đánh lại từ đây: `{}`", name(last.saturating_add(1))))
            }
            Some(last) if !self.opened => {
                let next = name(last.saturating_add(1));
                (
                    format!("`{own}` đứng sau `{}`", name(last)),
                    format!("viết `{next}`, hoặc bổ sung phần còn thiếu"),
                )
            }
            _ => (
                format!("`{own}` đứng đầu, trước nó không có `{}`", name(1)),
                format!("bắt đầu từ `{}`", name(1)),
            ),
        };
        report.on(Code::NUMBERING, text, 0..len, message, hint);
    }
}

/// Judges a number, then goes on from it.
pub(super) fn step(
    series: &mut Series,
    number: u32,
    text: &Text,
    len: usize,
    name: &dyn Fn(u32) -> String,
    report: &mut Report,
) {
    if !series.fits(number) {
        series.fault(number, text, len, name, report);
    }
    series.set(number);
}

const ORDINALS: [&str; 10] = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// Reads the number of `Phần thứ hai`, `Chương II`, `Mục 1`.
pub(super) fn division_number(label: &[&str]) -> Option<u32> {
    match label {
        [_, "thứ", ordinal, ..] => {
            ORDINALS.iter().zip(1..).find(|(word, _)| *word == ordinal).map(|(_, number)| number)
        }
        [_, number, ..] => roman_value(number).or_else(|| number.parse().ok()),
        _ => None,
    }
}

/// Writes a division's label with another number, in the style it has.
pub(super) fn division_name(label: &[&str], number: u32) -> String {
    let at = usize::try_from(number).unwrap_or(0).wrapping_sub(1);
    match label {
        [word, "thứ", ..] => {
            ORDINALS.get(at).map_or(format!("{word} {number}"), |ordinal| format!("{word} thứ {ordinal}"))
        }
        [word, own, ..] if own.parse::<u32>().is_err() => {
            roman_numeral(number).map_or(format!("{word} {number}"), |roman| format!("{word} {roman}"))
        }
        [word, ..] => format!("{word} {number}"),
        [] => number.to_string(),
    }
}
