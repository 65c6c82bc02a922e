//! Comes in: laid-out pages. Goes out: the same pages, spaces that hold words
//! together turned into plain ones. Must not know: what they held together.
//!
//! A no-break space stretches with the others of a justified line, which a box
//! does not. But in the text of a PDF it would be another letter than a space:
//! who searches for `bão số 13` would not find it. Once the lines are broken it
//! has done its work.

use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::{Page, PagedDocument};

const HELD: &str = "\u{a0}";

/// Gives the pages with plain spaces; nothing if they have no other.
pub(super) fn with_plain_spaces(document: &PagedDocument) -> Option<PagedDocument> {
    if !document.pages().iter().any(|page| holds(&page.frame)) {
        return None;
    }
    let own = |page: &Page| Page { frame: plain(&page.frame), ..page.clone() };
    Some(PagedDocument::new(document.pages().iter().map(own).collect(), document.info().clone()))
}

fn holds(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => holds(&group.frame),
        FrameItem::Text(text) => text.text.contains(HELD),
        _ => false,
    })
}

fn plain(frame: &Frame) -> Frame {
    let mut own = Frame::new(frame.size(), frame.kind());
    let item = |item: &FrameItem| match item {
        FrameItem::Group(group) if holds(&group.frame) => {
            let mut group = group.clone();
            group.frame = plain(&group.frame);
            FrameItem::Group(group)
        }
        FrameItem::Text(text) if text.text.contains(HELD) => FrameItem::Text(spaced(text)),
        other => other.clone(),
    };
    own.push_multiple(frame.items().map(|(at, one)| (*at, item(one))));
    own
}

/// A plain space is shorter in UTF-8: what stands behind moves forward.
fn spaced(text: &TextItem) -> TextItem {
    let shorter = HELD.len() - 1;
    // Where those spaces stand: a text is some hundred letters, each of which asks.
    let held: Vec<usize> = text.text.match_indices(HELD).map(|(at, _)| at).collect();
    let at = |offset: u16| {
        let held = held.partition_point(|at| *at < usize::from(offset));
        offset - u16::try_from(held * shorter).unwrap_or_default()
    };
    let mut own = text.clone();
    own.text = text.text.replace(HELD, " ");
    for glyph in &mut own.glyphs {
        glyph.range = at(glyph.range.start)..at(glyph.range.end);
    }
    own
}
