//! Comes in: laid-out pages. Goes out: text that stands off the sheet. Must not
//! know: what the text is.
//!
//! A layout that cannot hold its content pushes it over the edge without a
//! word; on an official paper that is content lost.

use typst::layout::{Abs, Frame, FrameItem, Point, Transform};
use typst_layout::PagedDocument;

/// Is how far (pt) letters may reach over the edge by rounding.
const SLACK: f64 = 1.0;

/// Gives the first text off its sheet, with the number of its page from 1.
pub(super) fn off_sheet(document: &PagedDocument) -> Option<(usize, String)> {
    document.pages().iter().enumerate().find_map(|(index, page)| {
        let size = page.frame.size();
        let slack = Abs::pt(SLACK);
        let mut found = None;
        walk(&page.frame, Transform::identity(), &mut |ends, text| {
            let beyond =
                |at: Point| at.x < -slack || at.x > size.x + slack || at.y < -slack || at.y > size.y + slack;
            if found.is_none() && ends.into_iter().any(beyond) {
                found = Some((index + 1, text.to_owned()));
            }
        });
        found
    })
}

/// Shows every stretch of text with both ends of its baseline on the page,
/// however its groups are moved, turned or scaled.
fn walk(frame: &Frame, onto: Transform, see: &mut dyn FnMut([Point; 2], &str)) {
    for (place, item) in frame.items() {
        let onto = onto.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, onto.pre_concat(group.transform), see),
            FrameItem::Text(text) => {
                let ends = [Point::zero(), Point::with_x(text.width())];
                see(ends.map(|end| end.transform(onto)), &text.text);
            }
            _ => {}
        }
    }
}
