//! Comes in: laid-out pages. Goes out: the words on them in the order they were set, each where it
//! stands. Must not know: what they say.

use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// Is how much of its size stands above the line (ascenders of a text font), and how much all of it.
const ABOVE: f64 = 0.8;
const WHOLE: f64 = 1.1;

/// Is some text of one line, set in one go.
#[derive(Debug, Clone, PartialEq)]
pub struct Printed {
    /// The page, from 0.
    pub page: usize,
    /// Its left edge (pt), from the page's.
    pub left: f64,
    /// Its upper edge (pt), from the page's.
    pub top: f64,
    /// Its width (pt).
    pub width: f64,
    /// Its height (pt).
    pub height: f64,
    /// What stands there.
    pub text: String,
}

pub(super) fn printed(document: &PagedDocument) -> Vec<Printed> {
    let mut found = Vec::new();
    for (page, laid) in document.pages().iter().enumerate() {
        walk(&laid.frame, Point::zero(), page, &mut found);
    }
    found
}

fn walk(frame: &Frame, from: Point, page: usize, found: &mut Vec<Printed>) {
    for (at, item) in frame.items() {
        let at = Point::new(from.x + at.x, from.y + at.y);
        match item {
            FrameItem::Group(group) => {
                let moved = Point::new(at.x + group.transform.tx, at.y + group.transform.ty);
                walk(&group.frame, moved, page, found);
            }
            FrameItem::Text(run) => {
                let size = run.size.to_pt();
                found.push(Printed {
                    page,
                    left: at.x.to_pt(),
                    top: at.y.to_pt() - size * ABOVE,
                    width: run.width().to_pt(),
                    height: size * WHOLE,
                    text: run.text.to_string(),
                });
            }
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
}
