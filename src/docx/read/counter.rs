//! Comes in: paragraphs of lists, in order. Goes out: the number or sign that Word shows before each.
//! Must not know: what the paragraphs say.

use std::collections::{BTreeMap, BTreeSet};

use super::fonts::symbol;
use super::numbering::{LEVELS, Level, Numbering};
use super::styles::Numbered;
use crate::text::roman_numeral;

/// Counts through a file.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// The last numbers of each kind of list, level by level.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
    /// The lists that have begun.
    begun: BTreeSet<String>,
}

impl Counter {
    /// Gives what stands before the next paragraph of a list; nothing where it stands in none.
    pub(super) fn next(&mut self, all: &Numbering, wanted: &Numbered) -> Option<String> {
        let id = wanted.list.as_deref()?;
        let at = wanted.level.unwrap_or(0).min(LEVELS - 1);
        let list = all.of(id)?;
        let level = all.level(list, at)?;
        let counts = self.counts.entry(list.counted.clone()).or_default();
        if self.begun.insert(id.to_owned()) {
            for (at, start) in &list.starts {
                counts[*at] = start.checked_sub(1);
            }
        }
        counts[at] = Some(match counts[at] {
            Some(before) => before.saturating_add(1),
            None => list.starts.get(&at).copied().unwrap_or(level.start),
        });
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            let restarts = all.level(list, below).and_then(|level| level.restart);
            if restarts.is_none_or(|above| at < above) {
                *count = None;
            }
        }
        let counts = *counts;
        if level.format == "bullet" {
            return Some(bullet(level));
        }
        let shown = |at: usize| {
            let own = all.level(list, at)?;
            let number = counts[at].unwrap_or(own.start.max(1));
            let format = if level.legal { "decimal" } else { own.format.as_str() };
            Some(number_in(number, format))
        };
        let text = filled(&level.text, shown);
        let gap = if level.tight || text.is_empty() { "" } else { " " };
        Some(format!("{text}{gap}"))
    }
}

/// Puts numbers into `%1.%2.`
fn filled(pattern: &str, shown: impl Fn(usize) -> Option<String>) -> String {
    let mut text = String::new();
    let mut letters = pattern.chars().peekable();
    while let Some(letter) = letters.next() {
        let level = letters.peek().and_then(|digit| digit.to_digit(10)).filter(|level| *level > 0);
        match level.filter(|_| letter == '%') {
            Some(level) => {
                letters.next();
                text.push_str(&shown(level as usize - 1).unwrap_or_default());
            }
            None => text.push(letter),
        }
    }
    text
}

/// Gives the sign of an item as the office types it.
fn bullet(level: &Level) -> String {
    let sign = level.text.chars().next().unwrap_or('-');
    let courier = level.font.to_lowercase().contains("courier");
    match symbol(&level.font, sign).unwrap_or(sign) {
        '+' | '○' | '◦' => "+ ".to_owned(),
        'o' if courier => "+ ".to_owned(),
        '*' => "* ".to_owned(),
        _ => "- ".to_owned(),
    }
}

/// Writes a number. The letters of Word are the Latin ones: behind d comes e.
fn number_in(number: u32, format: &str) -> String {
    match format {
        "upperLetter" => letters(number).to_uppercase(),
        "lowerLetter" => letters(number),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalZero" => format!("{number:02}"),
        "none" => String::new(),
        _ => number.to_string(),
    }
}

fn roman(number: u32) -> String {
    roman_numeral(number).unwrap_or_else(|| number.to_string())
}

/// Is behind which number nobody counts in letters.
const MOST: u32 = 780;

fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1).filter(|_| number <= MOST) else { return number.to_string() };
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, index as usize / 26 + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (number, format, shown) in [
            (5, "lowerLetter", "e"),
            (27, "lowerLetter", "aa"),
            (4, "upperRoman", "IV"),
            (14, "lowerRoman", "xiv"),
            (7, "decimalZero", "07"),
            (0, "upperLetter", "0"),
            (u32::MAX, "lowerLetter", "4294967295"),
            (3, "hebrew1", "3"),
        ] {
            assert_eq!(number_in(number, format), shown);
        }
    }
}
