//! Comes in: the head of page 1 of a paper of the Party. Goes out: two columns side by side. Must not
//! know: what follows.

use super::super::part::{Head, Line};
use super::block::{Block, Column, Edge, Item, Pair, Paragraph, Piece, broken, plain};
use super::maker::{Maker, Widths, balanced};
use super::style::Style;

/// Adds the head.
pub(super) fn head(maker: &mut Maker, head: &Head, widths: &[f64]) {
    measured(maker, head);
    maker.header = head.pham_vi.as_ref().map(|line| broken(&line.lines())).unwrap_or_default();
    let bottom = maker.rules.below(maker.rules.on(maker.rules.dau.dong));
    let (left, right) = (left(maker, head, widths), right(maker, head));
    let left = Column::of(head.rong_trai, maker.in_cell(left, bottom));
    let right = Column::of(head.rong_phai, maker.in_cell(right, bottom));
    let pair = Pair::of(left, right, maker.width());
    let space = maker.rules.on(maker.rules.dau.den_than) - maker.rules.above(maker.rules.body());
    let below = Edge { space, ink: bottom };
    maker.items.push(Item { block: Block::Pair(pair), above: Edge::default(), below });
}

/// Gives the styles what depends on this head.
fn measured(maker: &mut Maker, head: &Head) {
    let rules = &maker.rules;
    let first = maker.looks.get(Style::Parent).pitch;
    if head.cap_tren.is_none() {
        maker.looks.change(Style::Organ, |look| look.pitch = first);
    }
    let side = ((head.rong_phai - head.rong_tieu_de) / 2.0).max(0.0);
    maker.looks.change(Style::PageTitle, |look| (look.left, look.right) = (side, side));
    let baseline = rules.trang.pham_vi + head.cao_chu;
    let pitch = rules.pitch(baseline - rules.header());
    maker.looks.change(Style::Circulation, |look| look.pitch = pitch);
}

fn left(maker: &Maker, head: &Head, widths: &[f64]) -> Vec<(f64, Paragraph)> {
    let rules = &maker.rules;
    let dau = &rules.dau;
    let step = rules.on(dau.dong);
    let star = rules.party.as_ref().map(|form| Line::Plain(form.dau.sao.clone()));
    let lines = [
        (Style::Parent, step, head.cap_tren.as_ref()),
        (Style::Organ, step, Some(&head.co_quan)),
        (Style::Star, step, star.as_ref()),
        (Style::Symbol, step, head.so.as_ref()),
        (Style::LetterSummary, rules.on(dau.trich_yeu_cach), head.trich_yeu.as_ref()),
        (Style::Draft, rules.on(rules.du_thao.cach), head.du_thao.as_ref()),
        (Style::Urgency, rules.on(rules.khan.cach), head.khan.as_ref()),
    ];
    let mut widths = Widths(widths);
    let set = lines.into_iter().filter_map(|(style, distance, line)| {
        let lines = line?.lines();
        let mut paragraph = Paragraph::new(style, broken(&lines));
        paragraph.indent = balanced(head.rong_trai, widths.take(lines.len()), 0.0);
        Some((distance, paragraph))
    });
    set.collect()
}

fn right(maker: &Maker, head: &Head) -> Vec<(f64, Paragraph)> {
    let rules = &maker.rules;
    let name = Paragraph::new(Style::PageTitle, vec![plain(&rules.chu.tieu_de)]);
    let date: Vec<Piece> = broken(&head.ngay.lines());
    // The rule under the name is as thick as it is.
    let distance = rules.party.as_ref().map_or(0.0, |form| rules.on(form.dau.ngay_cach));
    let distance = distance - rules.on(rules.dau.ke_day);
    vec![(0.0, name), (distance, Paragraph::new(Style::Date, date))]
}
