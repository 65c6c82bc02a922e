//! Comes in: laid-out pages. Goes out: a mark for each that changes when what is seen on it
//! does. Must not know: what is on a page, how it is drawn.

use std::hash::Hash;

use typst::layout::{Frame, FrameItem, Point};
use typst::text::TextItem;
use typst::utils::hash128;
use typst_layout::Page;

/// Gives a page's mark. Tags and places in a source are left out: they move with every letter
/// that is typed elsewhere.
pub(super) fn mark(page: &Page) -> u128 {
    hash128(&(page.frame.size(), Seen(&page.frame)))
}

/// Is a frame as the eye has it.
struct Seen<'a>(&'a Frame);

impl Hash for Seen<'_> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        for (at, item) in self.0.items() {
            visible(*at, item, state);
        }
    }
}

fn visible<H: std::hash::Hasher>(at: Point, item: &FrameItem, state: &mut H) {
    match item {
        FrameItem::Group(group) => (at, &group.transform, &group.clip, Seen(&group.frame)).hash(state),
        FrameItem::Text(run) => text(at, run, state),
        FrameItem::Shape(shape, _) => (at, shape).hash(state),
        FrameItem::Image(image, size, _) => (at, image, size).hash(state),
        FrameItem::Link(..) | FrameItem::Tag(_) => {}
    }
}

fn text<H: std::hash::Hasher>(at: Point, run: &TextItem, state: &mut H) {
    (at, &run.font, run.size, &run.fill, &run.stroke).hash(state);
    for glyph in &run.glyphs {
        (glyph.id, glyph.x_advance, glyph.x_offset, glyph.y_advance, glyph.y_offset).hash(state);
    }
}
