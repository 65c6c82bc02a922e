//! Comes in: lines that were read. Goes out: the body as blocks of runs. Must
//! not know: how a block looks.

use super::Runs;
use crate::diag::Text;

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
    /// The heads of the columns.
    pub columns: Vec<Runs>,
    /// The rows.
    pub rows: Vec<Vec<Runs>>,
    /// The widths of the columns as parts of the whole; empty: by content.
    pub widths: Vec<f64>,
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
                Block::Table(table) => table.columns.iter().chain(table.rows.iter().flatten()).collect(),
            };
            runs.into_iter().flat_map(Runs::texts)
        })
    }
}
