//! Comes in: pages of half a sheet. Goes out: sheets with two of them side by
//! side and marks where to cut. Must not know: what is on the pages.

use typst::foundations::Smart;
use typst::layout::{Abs, Axes, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{Color, FixedStroke, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

/// Is the length (mm) of a cut mark and the width (pt) of its line: long enough
/// to be seen under a guillotine, outside everything the look prints.
const MARK: (f64, f64) = (6.0, 0.4);

/// Lays pages two to a sheet that is twice as wide and as high as they are, or
/// a little larger (A5 on A4: 2 × 148 mm on 297 mm).
pub(super) fn two_up(document: &PagedDocument) -> PagedDocument {
    let sheets = document.pages().chunks(2).map(sheet);
    PagedDocument::new(sheets.collect(), document_info(document))
}

fn document_info(document: &PagedDocument) -> typst::model::DocumentInfo {
    use typst::model::Document as _;
    document.info().clone()
}

fn sheet(pages: &[Page]) -> Page {
    let first = &pages[0];
    let page = first.frame.size();
    // A4 lying is a millimetre wider than two A5.
    let size = Axes::new(page.x * 2.0 + Abs::mm(1.0), page.y);
    let mut frame = Frame::hard(size);
    let half = size.x / 2.0;
    for (place, page) in pages.iter().enumerate() {
        let gap = (half - page.frame.width()) / 2.0;
        let left = if place == 0 { gap } else { half + gap };
        frame.push_frame(Point::with_x(left), page.frame.clone());
    }
    for top in [Abs::zero(), size.y - Abs::mm(MARK.0)] {
        let stroke = FixedStroke::from_pair(Paint::Solid(Color::BLACK), Abs::pt(MARK.1));
        let mark = Geometry::Line(Point::with_y(Abs::mm(MARK.0))).stroked(stroke);
        frame.push(Point::new(half, top), FrameItem::Shape(mark, Span::detached()));
    }
    Page { frame, fill: Smart::Auto, ..first.clone() }
}
