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

const HELD: char = '\u{a0}';

/// Gives the pages with plain spaces; nothing if they have no other.
pub(super) fn with_plain_spaces(document: &PagedDocument) -> Option<PagedDocument> {
    let frames: Vec<Option<Frame>> = document.pages().iter().map(|page| plain(&page.frame)).collect();
    if frames.iter().all(Option::is_none) {
        return None;
    }
    let pages = document.pages().iter().zip(frames);
    let own = |(page, frame): (&Page, Option<Frame>)| match frame {
        Some(frame) => Page { frame, ..page.clone() },
        None => page.clone(),
    };
    Some(PagedDocument::new(pages.map(own).collect(), document.info().clone()))
}

/// Gives a frame with plain spaces; nothing if it has no other.
fn plain(frame: &Frame) -> Option<Frame> {
    let item = |item: &FrameItem| match item {
        FrameItem::Group(group) => plain(&group.frame).map(|frame| {
            let mut group = group.clone();
            group.frame = frame;
            FrameItem::Group(group)
        }),
        FrameItem::Text(text) => text.text.contains(HELD).then(|| FrameItem::Text(spaced(text))),
        _ => None,
    };
    let changed = frame.items().enumerate().filter_map(|(index, (_, one))| Some((index, item(one)?)));
    let mut changed = changed.peekable();
    changed.peek()?;
    let mut own = Frame::new(frame.size(), frame.kind());
    own.push_multiple(frame.items().enumerate().map(|(index, (at, old))| {
        let new = changed.next_if(|(changed, _)| *changed == index);
        (*at, new.map_or_else(|| old.clone(), |(_, new)| new))
    }));
    Some(own)
}

/// A plain space is shorter in UTF-8: what stands behind moves forward.
fn spaced(text: &TextItem) -> TextItem {
    let shorter = HELD.len_utf8() - 1;
    // Where those spaces stand: a text is some hundred letters, each of which asks.
    let held: Vec<usize> = text.text.match_indices(HELD).map(|(at, _)| at).collect();
    let at = |offset: u16| {
        let held = held.partition_point(|at| *at < usize::from(offset));
        offset - u16::try_from(held * shorter).unwrap_or_default()
    };
    let mut own = text.clone();
    own.text = text.text.as_str().replace(HELD, " ").into();
    for glyph in &mut own.glyphs {
        glyph.range = at(glyph.range.start)..at(glyph.range.end);
    }
    own
}
