//! Comes in: paragraphs. Goes out: their XML, each between a bookmark of its own. Must not know:
//! where a paragraph stands.

use super::block::{Paragraph, Piece, Section};
use super::looks::Looks;
use super::rules::Rules;
use super::style::Style;
use super::unit::twips;
use super::xml::{Xml, el, val};

/// Is what all paragraphs of a file share.
pub(super) struct Scribe<'a> {
    pub rules: &'a Rules,
    pub looks: &'a Looks,
    /// Names the headers and footers of a section.
    pub headers: &'a dyn Fn(Section) -> Vec<Xml>,
    /// Whether something stands at the foot of the first page: it then ends where the text would.
    pub foot: bool,
    /// How many blocks are written, each with a bookmark.
    pub written: usize,
    /// Style and letters of each block, by its bookmark.
    pub told: Vec<(String, Style, String)>,
}

impl Scribe<'_> {
    /// Writes a paragraph of the paper.
    pub(super) fn paragraph(&mut self, paragraph: &Paragraph) -> Xml {
        let own = el("w:p").child(self.properties(paragraph));
        if paragraph.pieces.is_empty() {
            return own;
        }
        self.written += 1;
        let name = format!("_vt_{}", self.written);
        self.told.push((name.clone(), paragraph.style, paragraph.letters()));
        own.child(el("w:bookmarkStart").with("w:id", self.written).with("w:name", name))
            .children(paragraph.pieces.iter().map(|piece| self.piece(piece, paragraph.style)))
            .child(el("w:bookmarkEnd").with("w:id", self.written))
    }

    /// Writes a paragraph that is no part of the text: of a header, a footnote.
    pub(super) fn aside(&self, paragraph: &Paragraph) -> Xml {
        let pieces = paragraph.pieces.iter().map(|piece| self.piece(piece, paragraph.style));
        el("w:p").child(self.properties(paragraph)).children(pieces)
    }

    fn properties(&self, paragraph: &Paragraph) -> Xml {
        let look = self.looks.get(paragraph.style);
        let mut own = el("w:pPr").child(val("w:pStyle", paragraph.style.id()));
        if let Some(keep) = paragraph.keep.filter(|keep| *keep != look.keep) {
            let keeps = el("w:keepNext");
            own = own.child(if keep { keeps } else { keeps.with("w:val", 0) });
        }
        if let Some(after) = paragraph.after.map(twips).filter(|after| *after != twips(look.after)) {
            own = own.child(el("w:spacing").with("w:after", after));
        }
        if let Some((left, right)) = paragraph.indent {
            own = own.child(el("w:ind").with("w:left", twips(left)).with("w:right", twips(right)));
        }
        if let Some(align) = paragraph.align {
            own = own.child(val("w:jc", align.word()));
        }
        if let Some(level) = paragraph.level.filter(|level| Some(*level) != look.level) {
            own = own.child(val("w:outlineLvl", (level.clamp(1, 9)) - 1));
        }
        match paragraph.section {
            Some(section) => own.child(self.section(section)),
            None => own,
        }
    }

    fn piece(&self, piece: &Piece, style: Style) -> Xml {
        let run = el("w:r");
        match piece {
            Piece::Text { text, bold, italic, underlined } => {
                let look = self.looks.get(style);
                let mut own = el("w:rPr");
                if *bold && !look.bold {
                    own = own.child(el("w:b")).child(el("w:bCs"));
                }
                if *italic && !look.italic {
                    own = own.child(el("w:i")).child(el("w:iCs"));
                }
                if *underlined {
                    own = own.child(val("w:u", "single"));
                }
                let run = if own.is_empty() { run } else { run.child(own) };
                run.child(el("w:t").with("xml:space", "preserve").text(text))
            }
            Piece::Break => run.child(el("w:br")),
            Piece::Tab => run.child(el("w:tab")),
            Piece::Note(number) => run.child(raised()).child(el("w:footnoteReference").with("w:id", number)),
            Piece::NoteNumber => run.child(raised()).child(el("w:footnoteRef")),
            Piece::Page => el("w:fldSimple").with("w:instr", " PAGE ").child(run.child(el("w:t").text("1"))),
        }
    }

    /// Writes a section: its pages, their margins, how they are counted.
    pub(super) fn section(&self, section: Section) -> Xml {
        let (width, height) = self.rules.page(section.turned);
        let [right, bottom, left] = self.rules.margins();
        let mut size = el("w:pgSz").with("w:w", twips(width)).with("w:h", twips(height));
        if section.turned {
            size = size.with("w:orient", "landscape");
        }
        let margins = el("w:pgMar")
            .with("w:top", twips(self.rules.top()))
            .with("w:right", twips(right))
            .with("w:bottom", twips(bottom))
            .with("w:left", twips(left))
            .with("w:header", twips(self.rules.header()))
            .with("w:footer", twips(if self.foot { bottom } else { self.rules.header() }))
            .with("w:gutter", 0);
        let numbered = val("w:numRestart", "eachSect");
        let mut own = el("w:sectPr")
            .children((self.headers)(section))
            .child(el("w:footnotePr").child(numbered))
            .child(val("w:type", "nextPage"))
            .child(size)
            .child(margins);
        if section.counted {
            own = own.child(el("w:pgNumType").with("w:start", 1));
        }
        own = own.child(el("w:cols").with("w:space", 720));
        if section.counted { own.child(el("w:titlePg")) } else { own }
    }
}

fn raised() -> Xml {
    el("w:rPr").child(val("w:vertAlign", "superscript"))
}
