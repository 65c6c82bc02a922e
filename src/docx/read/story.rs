//! Comes in: the elements of a part that holds text. Goes out: its paragraphs and tables in document
//! order. Must not know: which part it is, what the text means.

use std::collections::BTreeMap;

use super::counter::Counter;
use super::line::Line;
use super::notice::{Notice, What};
use super::numbering::Numbering;
use super::piece::{Paragraph, Piece, Run};
use super::refused::Refused;
use super::styles::{Named, Numbered, Styles, align, numbered};
use super::tree::{Element, chosen};

/// Is how many paragraphs a file may have.
const MAX_PARAGRAPHS: usize = 100_000;
/// Is how many bytes of letters a file may have.
const MAX_LETTERS: usize = 4 << 20;

/// Is what the parts beside the main one say.
#[derive(Debug, Default)]
pub(super) struct Helpers {
    pub styles: Styles,
    pub numbering: Numbering,
    /// The footnotes, by `f` or `e` (endnotes) and their own names.
    pub notes: BTreeMap<String, Vec<Run>>,
    /// Who wrote what at the margin.
    pub comments: BTreeMap<String, (String, String)>,
}

/// Reads the story a part tells.
pub(super) struct Story<'a> {
    pub help: &'a Helpers,
    pub notices: Vec<Notice>,
    pub boxes: Vec<(usize, Vec<Paragraph>)>,
    /// The complex fields that are open: whether their result has begun.
    pub fields: Vec<bool>,
    /// The number of the paragraph that is read.
    pub number: usize,
    /// Whether what is read stands beside the text.
    pub aside: bool,
    /// The style of the table that is read.
    pub table: Option<String>,
    /// How many pieces stand in the sections that have ended.
    sectioned: usize,
    counter: Counter,
    letters: usize,
    /// What stands before the next paragraph: the mark between them was struck out.
    carried: Line,
    /// A bookmark that begins between paragraphs.
    pub mark: Option<String>,
}

impl<'a> Story<'a> {
    pub(super) fn new(help: &'a Helpers) -> Self {
        Self {
            help,
            notices: Vec::new(),
            boxes: Vec::new(),
            fields: Vec::new(),
            number: 0,
            aside: false,
            table: None,
            sectioned: 0,
            counter: Counter::default(),
            letters: 0,
            carried: Line::default(),
            mark: None,
        }
    }

    /// Says something of the paragraph that is read; of what is set alike once a paragraph.
    pub(super) fn tell(&mut self, what: What, text: impl Into<String>) {
        let own = matches!(what, What::Underlined | What::Coloured | What::Old(_));
        let told = |notice: &Notice| notice.paragraph == self.number && notice.what == what;
        if !(own && self.notices.iter().rev().take(4).any(told)) {
            self.notices.push(Notice { what, paragraph: self.number, text: text.into() });
        }
    }

    /// Tells whether more was read than a paper holds.
    fn is_burst(&self) -> bool {
        self.number > MAX_PARAGRAPHS
            || self.letters > MAX_LETTERS
            || self.notices.len() > MAX_PARAGRAPHS
            || self.boxes.len() > MAX_PARAGRAPHS
    }

    /// Reads an element among paragraphs.
    ///
    /// # Errors
    /// Says that there is more than a paper holds.
    pub(super) fn block(&mut self, own: &Element, out: &mut Vec<Piece>) -> Result<(), Refused> {
        match &*own.name {
            "p" => {
                out.extend(self.paragraph(own).map(Piece::Paragraph));
                if let Some(section) = own.child("pPr").and_then(|props| props.child("sectPr")) {
                    self.section(section, out);
                }
            }
            "sectPr" => self.section(own, out),
            "tbl" => out.push(Piece::Table(self.grid(own)?)),
            "AlternateContent" => self.blocks(chosen(own), out)?,
            "bookmarkStart" => self.bookmark(own),
            "altChunk" => self.tell(What::Embedded, ""),
            "del" | "moveFrom" | "sdtPr" | "sdtEndPr" | "tblPr" | "tcPr" => {}
            _ => self.blocks(&own.children, out)?,
        }
        if self.is_burst() { Err(Refused::Bomb) } else { Ok(()) }
    }

    /// Reads elements among paragraphs.
    pub(super) fn blocks(&mut self, all: &[Element], out: &mut Vec<Piece>) -> Result<(), Refused> {
        all.iter().try_for_each(|own| self.block(own, out))
    }

    /// Ends a section: what was read since the one before stands on pages of its own.
    fn section(&mut self, own: &Element, out: &mut [Piece]) {
        if self.aside {
            return;
        }
        let page = own.child("pgSz");
        let turned = page.and_then(|page| page.get("orient")) == Some("landscape");
        let from = std::mem::replace(&mut self.sectioned, out.len());
        for piece in out.iter_mut().skip(from).filter(|_| turned) {
            *piece.turned() = true;
        }
    }

    /// Notes the hidden bookmark of a file of ours.
    pub(super) fn bookmark(&mut self, own: &Element) {
        let name = own.get("name").filter(|name| name.starts_with("_vt_"));
        if let Some(name) = name.filter(|_| !self.aside) {
            self.mark = Some(name.to_owned());
        }
    }

    /// Reads a paragraph; nothing where it goes on in the next one.
    fn paragraph(&mut self, own: &Element) -> Option<Paragraph> {
        let styles = &self.help.styles;
        let props = own.child("pPr");
        let style = styles.paragraph(props.and_then(|props| props.val("pStyle")));
        let carried = std::mem::take(&mut self.carried);
        if !self.aside && carried.is_new() {
            self.number += 1;
        }
        let named = Named { table: self.table.clone(), paragraph: style.map(str::to_owned), letters: None };
        let mut line = carried;
        self.inline(&own.children, &named, &mut line);
        let marks = props.and_then(|props| props.child("rPr"));
        if marks.is_some_and(|marks| ["del", "moveFrom"].iter().any(|name| marks.child(name).is_some())) {
            self.carried = line.going_on();
            return None;
        }
        let mut runs = line.done();
        self.letters += runs.iter().map(|run| run.text.len()).sum::<usize>();
        let number = self.numbered(props, style);
        let seen = runs.iter().any(|run| !run.text.trim().is_empty());
        if let Some(number) = number.filter(|number| seen && !number.is_empty()) {
            self.tell(What::Numbered, number.trim_end());
            let first = runs.first().cloned().unwrap_or_default();
            runs.insert(0, Run { text: number, note: None, ..first });
        }
        Some(Paragraph {
            number: self.number,
            style: styles.name(style),
            mark: self.mark.take(),
            turned: false,
            align: props.and_then(align).or_else(|| styles.align(style)).unwrap_or_default(),
            runs: joined(runs),
        })
    }

    fn numbered(&mut self, props: Option<&Element>, style: Option<&str>) -> Option<String> {
        let own = props.and_then(numbered).unwrap_or_default();
        let base = self.help.styles.number(style).unwrap_or_default();
        let wanted = Numbered { list: own.list.or(base.list), level: own.level.or(base.level) };
        self.counter.next(&self.help.numbering, &wanted)
    }
}

/// Joins stretches that are set alike.
fn joined(runs: Vec<Run>) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for run in runs {
        match all.last_mut() {
            Some(last) if last.note.is_none() && (last.bold, last.italic) == (run.bold, run.italic) => {
                last.text.push_str(&run.text);
                last.note = run.note;
            }
            _ => all.push(run),
        }
    }
    all
}
