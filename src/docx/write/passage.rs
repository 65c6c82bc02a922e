//! Comes in: the blocks of the content. Goes out: paragraphs in named styles. Must not know: who
//! signs, tables.

use super::super::part::{Passage, Run};
use super::block::{Block, Edge, Item, Paragraph, Piece, broken_with, pieces};
use super::maker::{Maker, balanced};
use super::style::Style;

/// Adds the lines the paper is based on.
pub(super) fn basis(maker: &mut Maker, lines: &[Vec<Run>]) {
    for line in lines {
        let pieces = pieces(line, &mut maker.notes);
        maker.flowing(Paragraph::new(Style::Basis, pieces));
    }
}

/// Adds the command of a decision, its lines broken as on the page; `widths` are theirs (pt).
pub(super) fn command(maker: &mut Maker, lines: &[Vec<Run>], widths: &[f64]) {
    let rules = &maker.rules;
    let (h, inner) = (&rules.menh_lenh, rules.on(rules.ten_loai.lui));
    let (pitch, body) = (rules.on(h.dong), rules.body());
    let mut paragraph = Paragraph::new(Style::Command, broken_with(lines, &mut maker.notes));
    paragraph.indent = balanced(rules.width(maker.section.turned) - 2.0 * inner, widths, inner);
    maker.items.push(Item {
        block: Block::Paragraph(paragraph),
        above: Edge { space: rules.on(h.truoc) - rules.below(body), ink: rules.above(pitch) },
        below: Edge { space: rules.on(h.sau) - rules.above(body), ink: rules.below(pitch) },
    });
}

/// Adds a block; from the first one that the paper's ending keeps to, all keep to it.
pub(super) fn passage(maker: &mut Maker, passage: &Passage, keeps_ending: bool) {
    if keeps_ending {
        maker.anchor = Some(maker.items.len());
    }
    let style = style(passage);
    match style {
        Style::Division => division(maker, passage),
        Style::Centred | Style::SetOff => {
            let pieces = broken_with(&passage.dong, &mut maker.notes);
            maker.flowing(Paragraph::new(style, pieces));
        }
        _ => {
            let mut paragraph = Paragraph::new(style, pieces(&passage.runs, &mut maker.notes));
            let own = maker.looks.get(style).keep;
            let keep = if own { !passage.trong } else { passage.dan };
            paragraph.keep = (keep != own).then_some(keep);
            paragraph.level = passage.cap;
            maker.flowing(paragraph);
        }
    }
}

fn style(passage: &Passage) -> Style {
    let depth = passage.bac.unwrap_or(1);
    match passage.loai.as_str() {
        "phan" => Style::Division,
        "dieu" => Style::Article,
        "muc" => Style::Section,
        "de-muc" => Style::Heading(u8::try_from(depth.clamp(1, 3)).unwrap_or(3)),
        "khoan" => Style::Clause,
        "diem" => Style::Point,
        "gach" if depth > 1 => Style::SubItem,
        "gach" => Style::Item,
        "giua" => Style::Centred,
        "lui" => Style::SetOff,
        _ => Style::Paragraph,
    }
}

/// Adds a division: its label, and its name on the next line.
fn division(maker: &mut Maker, passage: &Passage) {
    let mut pieces = pieces(passage.nhan.as_deref().unwrap_or_default(), &mut maker.notes);
    if let Some(name) = &passage.ten {
        pieces.push(Piece::Break);
        pieces.extend(self::pieces(name, &mut maker.notes));
    }
    let mut paragraph = Paragraph::new(Style::Division, pieces);
    paragraph.keep = passage.trong.then_some(false);
    paragraph.level = passage.cap;
    let (rules, p) = (&maker.rules, &maker.rules.phan);
    let (pitch, body) = (rules.on(p.dong), rules.body());
    let after = if passage.truoc_doan { p.sau_doan } else { p.sau };
    let above = rules.on(p.truoc) - rules.below(body) - rules.above(pitch);
    let below = rules.on(after) - rules.below(pitch) - rules.above(body);
    maker.items.push(Item {
        block: Block::Paragraph(paragraph),
        above: Edge { space: above, ink: 0.0 },
        below: Edge { space: below, ink: 0.0 },
    });
}

/// Makes everything from the anchor on keep to the paper's ending.
pub(super) fn kept_to_ending(maker: &mut Maker) {
    let Some(anchor) = maker.anchor.take() else { return };
    for item in maker.items.iter_mut().skip(anchor) {
        match &mut item.block {
            Block::Paragraph(paragraph) => paragraph.keep = Some(true),
            Block::Grid(grid) => {
                let last = grid.rows.len().saturating_sub(1);
                for paragraph in grid.rows[last..].iter_mut().flatten().flat_map(|cell| &mut cell.paragraphs)
                {
                    paragraph.keep = Some(true);
                }
            }
            Block::Pair(_) | Block::Break(_) => {}
        }
    }
}
