//! Comes in: the numbers of one level of a body, one after another. Goes out:
//! whether each may come next, and what to write instead. Must not know: what
//! levels there are.

use super::report::Report;
use crate::diag::{Code, Text};
use crate::text::{number_in_words, number_name, roman_numeral, roman_value};

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

/// Reads the number of `Phần thứ hai`, `Chương II`, `Chương ba`, `Mục 1`.
pub(super) fn division_number(label: &[&str]) -> Option<u32> {
    let number = label.get(1)?;
    let words = || number_in_words(&label[1..].join(" ")).map(|(number, _)| number);
    roman_value(number).or_else(|| number.parse().ok()).or_else(words)
}

/// Writes a division's label with another number, in the style it has.
pub(super) fn division_name(label: &[&str], number: u32) -> String {
    let [word, own, ..] = label else {
        return label.first().map_or_else(|| number.to_string(), ToString::to_string);
    };
    let loud = |text: String| if is_loud(own) { text.to_uppercase() } else { text };
    let named = if own.to_lowercase() == "thứ" {
        number_name(number, true).map(|name| loud(format!("thứ {name}")))
    } else if own.parse::<u32>().is_ok() {
        None
    } else if roman_value(own).is_some() {
        roman_numeral(number)
    } else {
        number_name(number, false).map(loud)
    };
    format!("{word} {}", named.unwrap_or_else(|| number.to_string()))
}

fn is_loud(word: &str) -> bool {
    !word.chars().any(char::is_lowercase)
}
