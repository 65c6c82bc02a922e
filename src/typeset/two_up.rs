//! Comes in: pages of half a sheet. Goes out: sheets with two of them side by
//! side and marks where to cut. Must not know: what is on the pages.

use typst::foundations::Smart;
use typst::layout::{Abs, Axes, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{Color, FixedStroke, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

/// Is a sheet that holds two pages side by side (pt).
#[derive(Debug, Clone, Copy)]
pub struct Spread {
    /// The width of the sheet, lying.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The length of a cut mark from the edge.
    pub mark: f64,
    /// The width of the mark's line.
    pub stroke: f64,
}

/// Lays pages two to a sheet.
pub(super) fn two_up(document: &PagedDocument, spread: Spread) -> PagedDocument {
    let sheets = document.pages().chunks(2).map(|pages| sheet(pages, spread));
    PagedDocument::new(sheets.collect(), document_info(document))
}

fn document_info(document: &PagedDocument) -> typst::model::DocumentInfo {
    use typst::model::Document as _;
    document.info().clone()
}

fn sheet(pages: &[Page], spread: Spread) -> Page {
    let first = &pages[0];
    let size = Axes::new(Abs::pt(spread.width), Abs::pt(spread.height));
    let length = Abs::pt(spread.mark);
    let mut frame = Frame::hard(size);
    let half = size.x / 2.0;
    for (place, page) in pages.iter().enumerate() {
        let gap = (half - page.frame.width()) / 2.0;
        let left = if place == 0 { gap } else { half + gap };
        frame.push_frame(Point::with_x(left), page.frame.clone());
    }
    for top in [Abs::zero(), size.y - length] {
        let stroke = FixedStroke::from_pair(Paint::Solid(Color::BLACK), Abs::pt(spread.stroke));
        let mark = Geometry::Line(Point::with_y(length)).stroked(stroke);
        frame.push(Point::new(half, top), FrameItem::Shape(mark, Span::detached()));
    }
    Page { frame, fill: Smart::Auto, ..first.clone() }
}
