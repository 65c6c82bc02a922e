//! Comes in: blocks with the room they want around them. Goes out: the same with the room below
//! each, a paragraph between a table and what follows. Must not know: which part a block is of.
//!
//! Of two blocks the one that wants more room gets it, as on the page. Room is put below, never
//! above: programs disagree whether two add up, and Word drops what lies above at the top of a page.

use super::block::{Block, Item, Pair, Paragraph, Section};
use super::looks::{GAP, Looks};
use super::style::Style;

/// Puts the blocks one below the other.
pub(super) fn settled(items: Vec<Item>, looks: &Looks) -> Vec<Block> {
    let gaps: Vec<Option<f64>> =
        items.iter().enumerate().map(|(at, item)| gap(item, items.get(at + 1))).collect();
    let mut blocks: Vec<Block> = Vec::new();
    let mut items = items.into_iter().zip(gaps).peekable();
    while let Some((item, gap)) = items.next() {
        let next = items.peek().map(|(item, _)| &item.block);
        let pair_next = matches!(next, Some(Block::Pair(_)));
        match item.block {
            Block::Paragraph(mut paragraph) => {
                // What a pair wants above lies in its own cells.
                let own = pair_next.then(|| looks.get(paragraph.style).after);
                paragraph.after = own.or(gap);
                blocks.push(Block::Paragraph(paragraph));
            }
            Block::Break(section) => ended(&mut blocks, section),
            mut table => {
                let own = looks.get(Style::Gap).after;
                let mut spacer = Paragraph::new(Style::Gap, Vec::new());
                spacer.keep = keeps(&table).then_some(true);
                spacer.after = if pair_next { Some(own) } else { gap.map(|gap| (gap - GAP).max(0.0)) };
                if let (Block::Pair(pair), Some(after)) = (&mut table, spacer.after)
                    && after > own
                {
                    pair.bottom = after - own;
                    spacer.after = Some(own);
                }
                blocks.extend([table, Block::Paragraph(spacer)]);
            }
        }
        if let (Some((Item { block: Block::Pair(pair), .. }, _)), Some(gap)) = (items.peek_mut(), gap) {
            pair.top = (gap - given(blocks.last())).max(0.0);
        }
    }
    blocks
}

/// Gives the room (pt) between a block and the next one; nothing where a page ends.
fn gap(item: &Item, next: Option<&Item>) -> Option<f64> {
    let next = next.filter(|next| !matches!(next.block, Block::Break(_)))?;
    if matches!(item.block, Block::Break(_)) {
        return None;
    }
    Some((item.below.space.max(next.above.space) - item.below.ink - next.above.ink).max(0.0))
}

/// Tells whether the last row of a table keeps to what follows.
fn keeps(table: &Block) -> bool {
    if let Block::Pair(pair) = table {
        return pair.level;
    }
    let Block::Grid(grid) = table else { return false };
    let mut last = grid.rows.last().into_iter().flatten().flat_map(|cell| &cell.paragraphs);
    last.any(|paragraph| paragraph.keep == Some(true))
}

/// Gives the room (pt) that the last block leaves below.
fn given(last: Option<&Block>) -> f64 {
    match last {
        Some(Block::Paragraph(paragraph)) if paragraph.style == Style::Gap => {
            paragraph.after.unwrap_or_default() + GAP
        }
        Some(Block::Paragraph(paragraph)) => paragraph.after.unwrap_or_default(),
        _ => 0.0,
    }
}

/// Ends a section in a paragraph without letters: a last line that ends a section would be
/// stretched over its whole width.
fn ended(blocks: &mut Vec<Block>, section: Section) {
    if let Some(Block::Paragraph(last)) = blocks.last_mut()
        && last.style == Style::Gap
        && last.section.is_none()
    {
        last.section = Some(section);
        return;
    }
    let spacer = Paragraph { section: Some(section), ..Paragraph::new(Style::Gap, Vec::new()) };
    blocks.push(Block::Paragraph(spacer));
}

/// Makes the room that most paragraphs of a style have the style's own: a paragraph then says no
/// measure, unless it stands elsewhere than the others.
pub(super) fn shared(blocks: &mut [Block], looks: &mut Looks) {
    let mut wanted: std::collections::BTreeMap<Style, Vec<i64>> = std::collections::BTreeMap::new();
    for paragraph in paragraphs(blocks) {
        if let Some(after) = paragraph.after {
            wanted.entry(paragraph.style).or_default().push(thousandths(after));
        }
    }
    for (style, all) in wanted {
        let often = |after: &i64| all.iter().filter(|other| *other == after).count();
        let Some(most) = all.iter().copied().max_by_key(|after| (often(after), -after)) else { continue };
        #[expect(clippy::cast_precision_loss, reason = "a thousandth of a page's height is small")]
        looks.change(style, |look| look.after = most as f64 / 1000.0);
    }
    for paragraph in paragraphs(blocks) {
        let own = thousandths(looks.get(paragraph.style).after);
        paragraph.after = paragraph.after.filter(|after| thousandths(*after) != own);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "no page is that high")]
fn thousandths(length: f64) -> i64 {
    (length * 1000.0).round() as i64
}

/// Gives the paragraphs whose styles say the room below them; in ruled tables there is none.
fn paragraphs(blocks: &mut [Block]) -> impl Iterator<Item = &mut Paragraph> {
    blocks.iter_mut().flat_map(|block| -> Vec<&mut Paragraph> {
        match block {
            Block::Paragraph(paragraph) => vec![paragraph],
            Block::Pair(pair) => {
                let Pair { left, right, next, under, .. } = pair;
                let next = next.iter_mut().flat_map(|row| row.left.iter_mut().chain(&mut row.right));
                left.paragraphs.iter_mut().chain(&mut right.paragraphs).chain(next).chain(under).collect()
            }
            Block::Grid(_) | Block::Break(_) => Vec::new(),
        }
    })
}
