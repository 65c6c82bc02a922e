//! Comes in: lines that were read. Goes out: the body as blocks of runs. Must
//! not know: how a block looks.

use crate::diag::Text;
use crate::text::is_closed;

/// Is a stretch of letters of one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// Never broken inside: a symbol, a short date.
    pub glued: bool,
}

/// Is a line of runs, with the plain text they make and its place.
#[derive(Debug, Clone)]
pub struct Runs {
    /// The runs, in order.
    pub runs: Vec<Run>,
    /// The letters of all runs; offsets in it have places.
    pub plain: Text,
}

impl Runs {
    /// Tells whether the line ends in closing punctuation.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        is_closed(self.plain.as_str())
    }
}

/// Is the body of a paper.
#[derive(Debug, Clone, Default)]
pub struct Body {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
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
    /// `Điều 3.`: its number.
    Article(u32),
    /// `I-` or `I.`: its number and the sign behind it.
    Section(u32, char),
    /// `1.2.` without closing punctuation: a heading.
    Heading(Vec<u32>),
    /// `1.2.` with closing punctuation: a numbered paragraph.
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

impl Body {
    /// Gives every line of text with its mark, tables left out.
    pub fn lines(&self) -> impl Iterator<Item = (&Mark, &Runs)> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Line { mark, runs } => Some((mark, runs)),
            _ => None,
        })
    }

    /// Gives every stretch of text, tables and divisions included.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        self.blocks.iter().flat_map(|block| {
            let runs: Vec<&Runs> = match block {
                Block::Line { runs, .. } => vec![runs],
                Block::Division { label, title, .. } => std::iter::once(label).chain(title).collect(),
                Block::Table(table) => table.columns.iter().chain(table.rows.iter().flatten()).collect(),
            };
            runs.into_iter().map(|runs| &runs.plain)
        })
    }
}
