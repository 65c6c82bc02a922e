//! Comes in: nothing. Goes out: what a Word file says, as plain values. Must not know: XML.

use super::notice::Notice;

/// Is what a Word file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Brought {
    /// Its paragraphs and tables, in document order.
    pub pieces: Vec<Piece>,
    /// The lines of its headers.
    pub headers: Vec<Paragraph>,
    /// The lines of its footers.
    pub footers: Vec<Paragraph>,
    /// The text boxes, each with the number of the paragraph it hangs on.
    pub boxes: Vec<(usize, Vec<Paragraph>)>,
    /// What is not kept, or was read otherwise than it stands there.
    pub notices: Vec<Notice>,
    /// The digest by which a file of ours names what it said when it was made.
    pub base: Option<String>,
}

/// Is a paragraph or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// Is a paragraph as it is seen: changes accepted, its automatic number among its letters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, from 1, in document order; those in cells are counted.
    pub number: usize,
    /// The name of its style; empty where it names none.
    pub style: String,
    /// The hidden bookmark that a file of ours has around it.
    pub mark: Option<String>,
    /// How it is set.
    pub align: Align,
    /// Whether it stands on a page that is turned.
    pub turned: bool,
    /// Its letters. A line feed ends a line that was broken by hand, a tab is a tab.
    pub runs: Vec<Run>,
}

/// Is a stretch of letters set alike.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Run {
    /// The letters.
    pub text: String,
    /// Bold.
    pub bold: bool,
    /// Italic.
    pub italic: bool,
    /// The footnote that is called behind the letters.
    pub note: Option<Vec<Run>>,
}

/// Is how a paragraph is set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// At the right.
    Right,
    /// Justified.
    Both,
}

/// Is a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// How many columns it has.
    pub columns: usize,
    /// Whether it stands on a page that is turned.
    pub turned: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// Is a row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Whether it is repeated on each page: a head.
    pub head: bool,
    /// The cells that begin in it.
    pub cells: Vec<Cell>,
}

/// Is a cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The column it begins in, from 0.
    pub column: usize,
    /// How many columns it takes.
    pub columns: usize,
    /// How many rows it takes.
    pub rows: usize,
    /// What stands in it.
    pub pieces: Vec<Piece>,
}

impl Paragraph {
    /// Gives its letters.
    #[must_use]
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Tells of each of its letters, blanks at its ends left out, whether it is bold, whether italic.
    #[must_use]
    pub fn looks(&self) -> Vec<(bool, bool)> {
        let letters =
            self.runs.iter().flat_map(|run| run.text.chars().map(|own| (own, (run.bold, run.italic))));
        let all: Vec<(char, (bool, bool))> = letters.collect();
        let is_blank = |own: &(char, (bool, bool))| own.0.is_whitespace();
        let front = all.iter().take_while(|own| is_blank(own)).count();
        let back = all.iter().rev().take_while(|own| is_blank(own)).count().min(all.len() - front);
        all[front..all.len() - back].iter().map(|(_, look)| *look).collect()
    }

    /// Gives the texts of the footnotes called in it.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let text = |note: &Vec<Run>| note.iter().map(|run| run.text.as_str()).collect::<String>();
        self.runs.iter().filter_map(|run| run.note.as_ref()).map(text).collect()
    }

    /// Tells whether nothing is to be seen of it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.runs.iter().all(|run| run.note.is_none() && run.text.trim().is_empty())
    }

    /// Gives the lines it was broken into by hand.
    #[must_use]
    pub fn lines(&self) -> Vec<Vec<Run>> {
        let mut lines = vec![Vec::new()];
        for run in &self.runs {
            for (index, part) in run.text.split('\n').enumerate() {
                if index > 0 {
                    lines.push(Vec::new());
                }
                let last = run.text.matches('\n').count() == index;
                let note = run.note.clone().filter(|_| last);
                if let Some(line) = lines.last_mut().filter(|_| !part.is_empty() || note.is_some()) {
                    line.push(Run { text: part.to_owned(), note, ..run.clone() });
                }
            }
        }
        lines
    }
}

impl Piece {
    /// Gives whether it stands on a page that is turned.
    pub(super) fn turned(&mut self) -> &mut bool {
        match self {
            Self::Paragraph(line) => &mut line.turned,
            Self::Table(table) => &mut table.turned,
        }
    }

    /// Gives the paragraphs, those of nested tables among them, in document order.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => vec![paragraph],
            Self::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.pieces).flat_map(Self::paragraphs).collect()
            }
        }
    }
}

impl Brought {
    /// Gives all paragraphs in document order.
    #[must_use]
    pub fn paragraphs(&self) -> Vec<&Paragraph> {
        self.pieces.iter().flat_map(Piece::paragraphs).collect()
    }
}
