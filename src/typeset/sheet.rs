//! Comes in: laid-out pages. Goes out: text that stands off the sheet. Must not
//! know: what the text is.
//!
//! A layout that cannot hold its content pushes it over the edge without a
//! word; on an official paper that is content lost.

use typst::layout::{Abs, Frame, FrameItem, Point};
use typst_layout::PagedDocument;

/// Is how far (pt) letters may reach over the edge by rounding.
const SLACK: f64 = 1.0;

/// Gives the first text off its sheet, with the number of its page from 1.
pub(super) fn off_sheet(document: &PagedDocument) -> Option<(usize, String)> {
    document.pages().iter().enumerate().find_map(|(index, page)| {
        let size = page.frame.size();
        let slack = Abs::pt(SLACK);
        let mut found = None;
        walk(&page.frame, Point::zero(), &mut |at, width, text| {
            let beside = at.x < -slack || at.x + width > size.x + slack;
            if found.is_none() && (beside || at.y < -slack || at.y > size.y + slack) {
                found = Some((index + 1, text.to_owned()));
            }
        });
        found
    })
}

/// Shows every stretch of text with the left end of its baseline. Groups that
/// are turned or scaled do not occur in the look; their place is good enough.
fn walk(frame: &Frame, at: Point, see: &mut dyn FnMut(Point, Abs, &str)) {
    for (place, item) in frame.items() {
        let here = at + *place;
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, here + Point::zero().transform(group.transform), see);
            }
            FrameItem::Text(text) => see(here, text.width(), &text.text),
            _ => {}
        }
    }
}
