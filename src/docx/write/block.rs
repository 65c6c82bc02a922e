//! Comes in: runs of text. Goes out: the blocks a Word file is made of, and the room they want
//! around them. Must not know: measures of a part, XML.

use super::super::part::Run;
use super::style::{Align, Style};

/// Is a piece of a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// Letters in one look, on top of the style's.
    Text {
        text: String,
        bold: bool,
        italic: bool,
        underlined: bool,
    },
    /// A line broken by hand.
    Break,
    Tab,
    /// The call of a footnote, by its place among them.
    Note(usize),
    /// The number of a footnote, at its start.
    NoteNumber,
    /// The page's number.
    Page,
}

/// Is a paragraph; lengths in pt. What is not said is as its style has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Paragraph {
    pub style: Style,
    pub pieces: Vec<Piece>,
    /// The room below it.
    pub after: Option<f64>,
    /// Its indents on the left and on the right.
    pub indent: Option<(f64, f64)>,
    pub align: Option<Align>,
    /// Whether it stays with what follows.
    pub keep: Option<bool>,
    /// Its level in the outline, from 1.
    pub level: Option<u32>,
    /// The section that ends with it.
    pub section: Option<Section>,
}

impl Paragraph {
    /// Makes one.
    pub(super) fn new(style: Style, pieces: Vec<Piece>) -> Self {
        Self { style, pieces, after: None, indent: None, align: None, keep: None, level: None, section: None }
    }

    /// Tells its letters, a line for each that is broken by hand.
    pub(super) fn letters(&self) -> String {
        let letters = self.pieces.iter().map(|piece| match piece {
            Piece::Text { text, .. } => text.replace('\u{a0}', " "),
            Piece::Break => "\n".to_owned(),
            Piece::Tab => " ".to_owned(),
            Piece::Note(_) | Piece::NoteNumber | Piece::Page => String::new(),
        });
        letters.collect()
    }
}

/// Is one of two columns side by side; lengths in pt.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Column {
    pub width: f64,
    pub paragraphs: Vec<Paragraph>,
    /// The room above the first of them.
    pub top: f64,
}

impl Column {
    /// Makes one that begins at the top.
    pub(super) fn of(width: f64, paragraphs: Vec<Paragraph>) -> Self {
        Self { width, paragraphs, top: 0.0 }
    }
}

/// Is two columns at the ends of the text's width: the paper's head, or its ending.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub left: Column,
    pub right: Column,
    /// What stands in a row of its own below each, its first lines level.
    pub next: Option<Beneath>,
    /// What stands below both, over their whole width.
    pub under: Vec<Paragraph>,
    /// The width of both, and how far they reach out of the text on either side (pt).
    pub width: f64,
    pub out: f64,
    /// The room above and below inside the cells (pt).
    pub top: f64,
    pub bottom: f64,
    /// Whether the last lines of both stand level.
    pub level: bool,
}

impl Pair {
    /// Makes one of two columns, over the width of the text (pt).
    pub(super) fn of(left: Column, right: Column, width: f64) -> Self {
        let (next, under) = (None, Vec::new());
        Self { left, right, next, under, width, out: 0.0, top: 0.0, bottom: 0.0, level: false }
    }
}

/// Is the second row of two columns: what stands below the left one and the right one.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Beneath {
    pub left: Vec<Paragraph>,
    pub right: Vec<Paragraph>,
    /// The room above (pt).
    pub top: f64,
}

/// Is a cell of a ruled table; what lies under a cell from above has no cell here.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub column: usize,
    pub columns: usize,
    pub rows: usize,
    pub paragraphs: Vec<Paragraph>,
}

/// Is a ruled table; lengths in pt.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub widths: Vec<f64>,
    /// What lies beside, above and below the words of a cell.
    pub beside: f64,
    pub above: f64,
    pub thick: f64,
    pub head: Vec<Vec<Cell>>,
    pub rows: Vec<Vec<Cell>>,
}

/// Is the pages of a part of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Section {
    /// Whether its pages lie on their side.
    pub turned: bool,
    /// Whether its pages are counted from 1, the first without a number.
    pub counted: bool,
    /// Whether its first page says who may read it.
    pub first: bool,
}

/// Is what a Word file is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Pair(Pair),
    Grid(Grid),
    /// The end of a section.
    Break(Section),
}

/// Is the room (pt) that a block wants on one side. The look measures some parts from the edge of
/// a line and some from its baseline: `ink` is what lies between the two.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Edge {
    pub space: f64,
    pub ink: f64,
}

/// Is a block with the room it wants.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub block: Block,
    pub above: Edge,
    pub below: Edge,
}

/// Makes pieces of a line of runs; words that must not part come with spaces that hold.
pub(super) fn pieces(runs: &[Run], notes: &mut Vec<Vec<Run>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for run in runs {
        if let Some(note) = &run.chu_thich {
            notes.push(note.clone());
            pieces.push(Piece::Note(notes.len()));
            continue;
        }
        let text = if run.g { run.t.replace(' ', "\u{a0}") } else { run.t.clone() };
        push(&mut pieces, &text, run.b, run.i);
    }
    pieces
}

/// Adds letters; letters that look alike are one piece.
fn push(pieces: &mut Vec<Piece>, added: &str, b: bool, i: bool) {
    if added.is_empty() {
        return;
    }
    if let Some(Piece::Text { text, bold, italic, underlined: false }) = pieces.last_mut()
        && (*bold, *italic) == (b, i)
    {
        text.push_str(added);
        return;
    }
    pieces.push(Piece::Text { text: added.to_owned(), bold: b, italic: i, underlined: false });
}

/// Makes pieces of lines that were broken by hand and call no footnotes.
pub(super) fn broken(lines: &[Vec<Run>]) -> Vec<Piece> {
    broken_with(lines, &mut Vec::new())
}

/// Makes pieces of lines that were broken by hand.
pub(super) fn broken_with(lines: &[Vec<Run>], notes: &mut Vec<Vec<Run>>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            pieces.push(Piece::Break);
        }
        pieces.extend(self::pieces(line, notes));
    }
    pieces
}

/// Makes a piece of letters.
pub(super) fn plain(text: &str) -> Piece {
    Piece::Text { text: text.to_owned(), bold: false, italic: false, underlined: false }
}
