//! Comes in: what is drawn in a paragraph. Goes out: the text of its boxes; a word about pictures and
//! objects. Must not know: how they look.

use super::notice::What;
use super::piece::{Paragraph, Piece};
use super::story::Story;
use super::tree::{Element, chosen};

impl Story<'_> {
    /// Reads a drawing. Boxes within a box are boxes of their own.
    pub(super) fn shape(&mut self, own: &Element) {
        if own.holds("blip") || own.holds("imagedata") {
            self.tell(What::Picture, "");
        }
        if &*own.name == "object" || own.holds("OLEObject") {
            self.tell(What::Object, "");
        }
        self.boxed(own);
    }

    fn boxed(&mut self, own: &Element) {
        if &*own.name != "txbxContent" {
            let inside = if &*own.name == "AlternateContent" { chosen(own) } else { &own.children };
            return inside.iter().for_each(|child| self.boxed(child));
        }
        let aside = std::mem::replace(&mut self.aside, true);
        let fields = std::mem::take(&mut self.fields);
        let mut pieces = Vec::new();
        // What is larger than a paper holds is told by whoever reads the paragraph.
        let _ = self.blocks(&own.children, &mut pieces);
        (self.aside, self.fields) = (aside, fields);
        let all = pieces.iter().flat_map(Piece::paragraphs).filter(|line| !line.is_empty());
        let lines: Vec<Paragraph> = all.cloned().collect();
        if !lines.is_empty() {
            self.boxes.push((self.number, lines));
        }
    }
}
