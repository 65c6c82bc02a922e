//! Comes in: paragraphs of a Word file. Goes out: their lines as somebody would type them, each with
//! where it stands. Must not know: what a line means.

use super::super::read::{Align, Cell, Paragraph, Piece, Run, Table};
use crate::input::{Letter, literal, retyped, retyped_line};

/// Is something that was read, with the number of its paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// The letters, ready to stand in a field; lines broken by hand stay lines.
    pub text: String,
    /// The number of the paragraph, from 1.
    pub paragraph: usize,
}

impl Said {
    /// Says something else at the same place.
    #[must_use]
    pub fn with(&self, text: impl Into<String>) -> Self {
        Self { text: text.into(), paragraph: self.paragraph }
    }
}

/// Is a line.
#[expect(clippy::struct_excessive_bools, reason = "each says something else of the line")]
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The letters as they are seen, one blank for each gap.
    pub text: String,
    /// The same with the marks of bold and italic, and nothing in it that would be evaluated.
    pub typed: String,
    /// Whether all of it is bold.
    pub bold: bool,
    /// Whether it is centred.
    pub centred: bool,
    /// The number of its paragraph.
    pub paragraph: usize,
    /// The name of its style.
    pub style: String,
    /// Whether it goes on from the line before in the same paragraph.
    pub broken: bool,
    /// Whether it stands on a page that is turned.
    pub turned: bool,
}

impl Line {
    /// Gives its letters with their place; bold and italic are the form's.
    pub(super) fn said(&self) -> Said {
        Said { text: plain(&self.text), paragraph: self.paragraph }
    }

    /// Tells whether nothing stands in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Tells whether it is a rule made of signs: `-----`, `*`, `___`.
    pub(super) fn is_rule(&self) -> bool {
        !self.text.is_empty() && self.text.chars().all(|sign| " -–—_*=.…⁎∗".contains(sign))
    }

    /// Tells whether nine of ten letters are capitals.
    pub(super) fn is_loud(&self) -> bool {
        is_loud(&self.text)
    }

    /// Tells whether it begins with some words, capitals or not.
    pub(super) fn begins(&self, words: &str) -> bool {
        begins(&self.text, words)
    }
}

/// Tells whether nine of ten letters of a text are capitals.
pub(super) fn is_loud(text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let (count, small) = letters
        .fold((0, 0), |(count, small), letter| (count + 1, small + usize::from(letter.is_lowercase())));
    count > 1 && small * 10 < count
}

/// Tells whether a text begins with some words, whatever their capitals.
pub(super) fn begins(text: &str, words: &str) -> bool {
    let count = words.chars().count();
    let head: String = text.chars().take(count).collect();
    let next = text.chars().nth(count);
    head.to_lowercase() == words.to_lowercase() && next.is_none_or(|letter| !letter.is_alphanumeric())
}

/// Lets nothing in a text be evaluated.
pub(super) fn plain(text: &str) -> String {
    let letters: Vec<Letter> =
        text.chars().map(|letter| Letter { letter, bold: false, italic: false }).collect();
    literal(&letters).iter().map(|own| own.letter).collect()
}

/// Gives the lines of a paragraph; one empty line of an empty paragraph.
pub(super) fn of_paragraph(paragraph: &Paragraph) -> Vec<Line> {
    let lines = paragraph.lines().into_iter().enumerate();
    lines
        .map(|(index, runs)| {
            let letters = letters(&runs);
            let heard = || letters.iter().filter(|own| own.letter.is_alphanumeric());
            Line {
                text: retyped_line(&letters.iter().map(|own| own.letter).collect::<String>()),
                typed: typed(&runs),
                bold: heard().next().is_some() && heard().all(|own| own.bold),
                centred: paragraph.align == Align::Center,
                paragraph: paragraph.number,
                style: paragraph.style.clone(),
                broken: index > 0,
                turned: paragraph.turned,
            }
        })
        .collect()
}

/// Gives the lines of a cell.
pub(super) fn of_cell(cell: &Cell) -> Vec<Line> {
    cell.pieces.iter().flat_map(Piece::paragraphs).flat_map(of_paragraph).collect()
}

/// Gives all lines of a table, row by row.
pub(super) fn of_table(table: &Table) -> Vec<Line> {
    table.rows.iter().flat_map(|row| &row.cells).flat_map(of_cell).collect()
}

fn letters(runs: &[Run]) -> Vec<Letter> {
    let all = runs
        .iter()
        .flat_map(|run| run.text.chars().map(|letter| Letter { letter, bold: run.bold, italic: run.italic }));
    all.collect()
}

/// Writes runs with the marks of bold and italic, footnotes where they are called.
fn typed(runs: &[Run]) -> String {
    let mut all: Vec<Letter> = Vec::new();
    for run in runs {
        let own = run.text.chars().map(|letter| Letter { letter, bold: run.bold, italic: run.italic });
        all.extend(literal(&own.collect::<Vec<_>>()));
        if let Some(note) = &run.note {
            let last = all.last().copied().unwrap_or_default();
            let written = format!("[^{}]", typed(note).replace('\n', " "));
            all.extend(written.chars().map(|letter| Letter { letter, ..last }));
        }
    }
    retyped(&all)
}
