//! Comes in: several who sign a paper, who confirms a signature. Goes out: two of them side by side
//! in a row, the others over the whole width. Must not know: what they sign as.

use super::super::part::{Signatures, Signer};
use super::block::{Block, Column, Edge, Item, Pair, Paragraph, broken};
use super::ending::{lines, notices, signer};
use super::maker::{Maker, Widths, balanced};
use super::style::Style;

/// Adds the ending of a paper that several sign.
pub(super) fn signatures(maker: &mut Maker, ending: &Signatures, widths: &[f64]) {
    maker.turn(maker.turned);
    let mut widths = Widths(widths);
    let whole = maker.width();
    let rules = &maker.rules;
    let (line, between) = (rules.on(rules.ky.dong), rules.on(rules.ky.hang));
    let before = rules.on(rules.ky.truoc) - rules.below(rules.body()) - rules.above(line);
    let mut above = before;
    for row in ending.ky.chunks(2) {
        match row {
            [left, right] => pair(maker, (left, right), (ending.hai, &mut widths), above),
            one => {
                for who in one {
                    let lines = signer(maker, who, whole, &mut widths);
                    over(maker, lines, above, |_| None);
                }
            }
        }
        above = between;
    }
    if let Some(who) = &ending.xac_nhan {
        if let Some(said) = &ending.loi {
            let mut paragraph = Paragraph::new(Style::Title, broken(&said.lines()));
            paragraph.indent = balanced(whole, widths.take(1), 0.0);
            over(maker, vec![paragraph], above, |_| None);
        }
        let column = maker.rules.on(maker.rules.ky.rong);
        let side = ((whole - column) / 2.0).max(0.0);
        let lines = signer(maker, who, column, &mut widths);
        over(maker, lines, 0.0, |own| {
            let (left, right) = own.unwrap_or_default();
            Some((side + left, side + right))
        });
    }
    let list = lines(maker, ending.noi_nhan.as_ref(), ending.nguoi_soan.as_ref());
    let inner = maker.looks.get(Style::Recipient).left;
    let list = list.into_iter().map(|(distance, mut paragraph)| {
        if paragraph.style == Style::Recipient {
            let right = widths.take(1).first().map_or(0.0, |own| (whole - own).max(0.0));
            paragraph.indent = Some((inner, right));
        }
        (distance, paragraph)
    });
    let list = maker.in_cell(list.collect(), 0.0);
    let mut space = between;
    for paragraph in list {
        let next = paragraph.after.unwrap_or_default();
        over(maker, vec![paragraph], space, |own| own);
        space = next;
    }
    notices(maker, ending.khong_pho_bien.as_ref(), ending.lien_he.as_ref());
}

/// Adds two who sign side by side; their names stand level.
fn pair(
    maker: &mut Maker,
    (left, right): (&Signer, &Signer),
    ((wide, other), widths): ((f64, f64), &mut Widths<'_>),
    above: f64,
) {
    let whole = maker.width();
    let mut column = |maker: &mut Maker, who, width| Column::of(width, signer(maker, who, width, widths));
    let (left, right) = (column(maker, left, wide), column(maker, right, other));
    let pair = Pair { level: true, ..Pair::of(left, right, whole) };
    let above = Edge { space: above, ink: 0.0 };
    maker.items.push(Item { block: Block::Pair(pair), above, below: Edge::default() });
}

/// Adds lines over the whole width, each right below the other, the first one `above` (pt) below what
/// stands before; `indent` says where they stand.
fn over(
    maker: &mut Maker,
    lines: Vec<Paragraph>,
    above: f64,
    indent: impl Fn(Option<(f64, f64)>) -> Option<(f64, f64)>,
) {
    for (at, mut paragraph) in lines.into_iter().enumerate() {
        paragraph.indent = indent(paragraph.indent);
        let above = Edge { space: if at == 0 { above } else { 0.0 }, ink: 0.0 };
        maker.items.push(Item { block: Block::Paragraph(paragraph), above, below: Edge::default() });
    }
}
