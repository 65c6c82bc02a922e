//! Comes in: lines that were read. Goes out: the body as blocks of runs. Must
//! not know: how a block looks.

use super::Runs;
use crate::diag::{Span, Text};
use crate::kind::ALIGNS;

/// Is the body of a paper.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// The numbered lines that could be read otherwise, in order.
    pub doubts: Vec<Doubt>,
}

/// Is a numbered line that is a heading to one reader and a paragraph to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt {
    /// Its block.
    pub block: usize,
    /// What speaks for the other reading.
    pub why: Why,
}

/// Says why a numbered line could be read otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Nothing closes it, but it is longer than a heading.
    Long,
    /// Nothing closes it, but a semicolon parts it.
    Parted,
    /// It ends in a comma.
    Comma,
    /// The lines of the same depth are read otherwise.
    Sisters,
}

/// Is one paragraph, heading or table.
#[derive(Debug, Clone)]
pub enum Block {
    /// `Phần I`, `Chương II`, `Mục 1`, with its title (HD05 §6.2.4).
    Division {
        /// Which of the three.
        rank: Division,
        /// `Phần I`.
        label: Runs,
        /// Its title, on the line below.
        title: Option<Runs>,
    },
    /// A line with its mark.
    Line {
        /// What it begins with.
        mark: Mark,
        /// The whole line, the mark included.
        runs: Runs,
    },
    /// Lines that stand as they were typed, centred or set off.
    SetOff {
        /// Whether they are centred.
        centred: bool,
        /// The lines.
        lines: Vec<Runs>,
    },
    /// A table.
    Table(Table),
}

/// Names the divisions that have a line of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Division {
    /// `Phần`.
    Part,
    /// `Chương`.
    Chapter,
    /// `Mục`.
    Section,
}

/// Is what a line begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// `Điều 3.`, a heading: its number.
    Article(u32),
    /// `Điều 3.` before a sentence.
    ArticleText(u32),
    /// `I-` or `I.`, a heading: its number and the sign behind it.
    Section(u32, char),
    /// `I-` or `I.` before a sentence.
    SectionText(u32, char),
    /// `1.2.`, a heading.
    Heading(Vec<u32>),
    /// `1.2.` before a sentence.
    Clause(Vec<u32>),
    /// `đ)`: its place in the Vietnamese order, from 1.
    Point(u32),
    /// `-`.
    Item,
    /// `+`.
    SubItem,
    /// None.
    Paragraph,
}

/// Is a table in a body.
#[derive(Debug, Clone)]
pub struct Table {
    /// How many columns there are.
    pub columns: usize,
    /// The rows of the head.
    pub head: Vec<Vec<Cell>>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// The widths of the columns as parts of the whole; empty: by content.
    pub widths: Vec<f64>,
    /// How the columns are set; empty: by content.
    pub aligns: Vec<Align>,
    /// The size of its letters (pt) and where it was typed; none: the rule
    /// set's.
    pub size: Option<(u32, Span)>,
    /// Where it was asked to stand on landscape pages of its own.
    pub landscape: Option<Span>,
}

/// Is a cell of a table.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its paragraphs; none where it is empty.
    pub lines: Vec<Runs>,
    /// The column it begins in, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// How it is set, if not as its column.
    pub align: Option<Align>,
}

/// Is how the lines of a cell are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// `trai`.
    Left,
    /// `giua`.
    Center,
    /// `phai`.
    Right,
    /// `deu`.
    Justified,
}

impl Align {
    /// Reads the word that was typed.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let all = [Self::Left, Self::Center, Self::Right, Self::Justified];
        ALIGNS.iter().position(|known| *known == word).map(|at| all[at])
    }

    /// Gives the word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        ALIGNS[self as usize]
    }
}

impl Table {
    /// Gives every paragraph of every cell, heads first.
    pub fn texts(&self) -> impl Iterator<Item = &Runs> {
        self.head.iter().chain(&self.rows).flatten().flat_map(|cell| &cell.lines)
    }
}

impl Mark {
    /// Gives the numbers of a mark that steps, whether it is a heading or not.
    #[must_use]
    pub fn numbers(&self) -> Option<&[u32]> {
        match self {
            Self::Article(number)
            | Self::ArticleText(number)
            | Self::Section(number, _)
            | Self::SectionText(number, _) => Some(std::slice::from_ref(number)),
            Self::Heading(numbers) | Self::Clause(numbers) => Some(numbers),
            _ => None,
        }
    }
}

impl Body {
    /// Gives every line of text with its mark, tables left out.
    pub fn lines(&self) -> impl Iterator<Item = (&Mark, &Runs)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Line { mark, runs } => Some((mark, runs)),
            _ => None,
        })
    }

    /// Gives every stretch of text, tables, divisions and footnotes included.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.blocks.iter().flat_map(|block| {
            let runs: Vec<&Runs> = match block {
                Block::Line { runs, .. } => vec![runs],
                Block::SetOff { lines, .. } => lines.iter().collect(),
                Block::Division { label, title, .. } => std::iter::once(label).chain(title).collect(),
                Block::Table(table) => table.texts().collect(),
            };
            runs.into_iter().flat_map(Runs::texts)
        })
    }
}
