//! Comes in: the head of page 1 of a paper of the State. Goes out: two columns side by side in two rows,
//! number and date level; the box of who may read it, the contact line at the foot of the page. Must not
//! know: what follows.

use super::super::part::{Line, StateHead};
use super::block::{Beneath, Block, Column, Edge, Item, Pair, Paragraph, broken, plain};
use super::looks::GAP;
use super::maker::{Maker, Widths, balanced};
use super::rules::{Rules, StateForm};
use super::style::{Align, Border, RED, Style};

/// Is the room (pt) that words in a box have more than they need: programs round.
const SLACK: f64 = 0.5;

/// Adds the head; `widths` are those of its lines (pt).
pub(super) fn head(maker: &mut Maker, head: &StateHead, widths: &[f64]) {
    let Some(form) = maker.rules.state.take() else { return };
    boxed(maker, &form, head);
    let pieces = |line: &Option<Line>| line.as_ref().map(|line| broken(&line.lines())).unwrap_or_default();
    maker.header = pieces(&head.pham_vi);
    maker.foot = pieces(&head.lien_he);
    let room = maker.rules.on(maker.rules.lien_he.cach);
    maker.looks.change(Style::Contact, |look| look.before = room);
    let out = maker.rules.on(form.dau.ra_le);
    let whole = maker.width() + 2.0 * out;
    let country = country(maker, &form, head, whole - head.rong_trai);
    let rules = &maker.rules;
    let pitch = rules.on(rules.dau.dong);
    let bottom = rules.below(pitch);
    let first = |baseline: f64| (rules.on(baseline) - rules.top() - rules.above(pitch)).max(0.0);
    let mut widths = Widths(widths);
    let organ = organ(maker, &form, head, &mut widths);
    // Below the rule of the first row, which ends as low as the line it is the border of.
    let below_rule = rules.on(form.dau.den_so) - rules.on(rules.dau.ke_day) / 2.0 - GAP;
    let date = head.ngay.as_ref().map(|line| (0.0, Paragraph::new(Style::Date, broken(&line.lines()))));
    let mut left = maker.in_cell(number(maker, &form, head, &mut widths), bottom);
    if let Some(last) = left.last_mut().filter(|last| last.style == Style::Urgency) {
        // What lies below is measured from the box's edge.
        last.after = Some(bottom);
    }
    let next = Beneath {
        left,
        right: maker.in_cell(date.into_iter().collect(), bottom),
        top: (below_rule - rules.above(pitch)).max(0.0),
    };
    let left = Column { width: head.rong_trai, paragraphs: organ, top: first(rules.dau.co_quan_chan) };
    let right =
        Column { width: whole - head.rong_trai, paragraphs: country, top: first(rules.dau.tieu_de_chan) };
    let space = rules.on(rules.dau.den_than) - rules.above(rules.body());
    let pair = Pair { next: Some(next), out, ..Pair::of(left, right, whole) };
    let below = Edge { space, ink: bottom };
    maker.items.push(Item { block: Block::Pair(pair), above: Edge::default(), below });
    maker.rules.state = Some(form);
}

/// Gives the organ with what stands above it, and its rule.
fn organ(maker: &Maker, form: &StateForm, head: &StateHead, widths: &mut Widths<'_>) -> Vec<Paragraph> {
    let rules = &maker.rules;
    let step = rules.on(rules.dau.dong);
    let lines = [(Style::Parent, head.cap_tren.as_ref()), (Style::Organ, Some(&head.co_quan))];
    let mut set: Vec<(f64, Paragraph)> = Vec::new();
    for (style, line) in lines {
        let Some(line) = line else { continue };
        set.push((step, wrapped(style, line, head.rong_trai, widths)));
    }
    let distance = rules.on(form.dau.ke_cach);
    set.push(maker.ruled(Style::OrganRule, distance, (head.rong_ke, head.rong_trai)));
    maker.in_cell(set, 0.0)
}

/// Gives the country's name and motto; the rule below is as long as the motto, and ends as low as the
/// other column's may.
fn country(maker: &mut Maker, form: &StateForm, head: &StateHead, column: f64) -> Vec<Paragraph> {
    let rules = &maker.rules;
    let step = rules.on(form.dau.tieu_ngu_cach);
    let thick = rules.on(rules.dau.ke_day);
    let space = (rules.on(form.dau.ke_cach) - rules.below(step) - thick / 2.0).max(0.0);
    let side = ((column - head.rong_tieu_ngu) / 2.0).max(0.0);
    maker.looks.change(Style::Motto, |look| {
        (look.left, look.right) = (side, side);
        look.border = Some(Border::below(thick, space));
    });
    let name = Paragraph::new(Style::PageTitle, vec![plain(&maker.rules.chu.tieu_de)]);
    let motto = Paragraph::new(Style::Motto, vec![plain(&form.chu.tieu_ngu)]);
    let mut lines = maker.in_cell(vec![(0.0, name), (step, motto)], 0.0);
    if let Some(motto) = lines.last_mut() {
        motto.after = Some(GAP);
    }
    lines
}

/// Gives the number, and what may stand below it in the order of the diagram.
fn number(
    maker: &Maker,
    form: &StateForm,
    head: &StateHead,
    widths: &mut Widths<'_>,
) -> Vec<(f64, Paragraph)> {
    let rules = &maker.rules;
    // The look measures the place of the number even where there is none.
    let none = Line::Plain(String::new());
    let lines = [
        (Style::Symbol, 0.0, Some(head.so.as_ref().unwrap_or(&none))),
        (Style::LetterSummary, rules.on(rules.dau.trich_yeu_cach), head.trich_yeu.as_ref()),
        (Style::Draft, rules.on(rules.du_thao.cach), head.du_thao.as_ref()),
    ];
    let mut set: Vec<(f64, Paragraph)> = Vec::new();
    for (style, distance, line) in lines {
        let Some(line) = line else { continue };
        set.push((distance, wrapped(style, line, head.rong_trai, widths)));
    }
    if let Some(line) = &head.khan {
        let border = maker.looks.get(Style::Urgency).border;
        let taken = border.map_or(0.0, |border| border.thick + border.sides[0].unwrap_or_default());
        // The border and what lies inside it are no part of the room below the line before.
        let distance = rules.on(rules.khan.cach) + in_the_middle(rules, form, head) - taken;
        set.push((distance, Paragraph::new(Style::Urgency, broken(&line.lines()))));
    }
    set
}

/// Gives how far below its box's upper edge the word lies that says how urgent it is (pt).
fn in_the_middle(rules: &Rules, form: &StateForm, head: &StateHead) -> f64 {
    f64::midpoint(rules.on(form.khan.hop_cao), head.cao_khan)
}

/// Draws boxes around who may read the paper and how urgent it is. What lies between words and border is
/// said in whole points, so above the words it is rounded down, and the words stand where the look has them.
fn boxed(maker: &mut Maker, form: &StateForm, head: &StateHead) {
    let (rules, whole) = (&maker.rules, maker.width());
    let (thick, pitch) = (rules.on(rules.dau.ke_day), rules.on(rules.dau.dong));
    let (above, below) = (rules.above(pitch), rules.below(pitch));
    if let Some(width) = head.rong_pham_vi {
        let beside = rules.on(form.pham_vi.dem);
        let edge = rules.trang.pham_vi;
        let top = edge + beside + head.cao_pham_vi - above;
        let space = (top - edge - thick / 2.0).max(0.0).floor();
        let inside = (beside - thick / 2.0).max(0.0).floor();
        let before = (top - space - thick - rules.header()).max(0.0);
        let left = (whole - beside - width - SLACK).max(0.0);
        let lower = (beside - thick / 2.0 - below).max(0.0);
        maker.looks.change(Style::Circulation, |look| {
            (look.pitch, look.before, look.align) = (pitch, before, Align::Centre);
            (look.left, look.right) = (left, beside);
            look.border = Some(Border { thick, sides: [space, inside, lower, inside].map(Some) });
        });
    }
    let rules = &maker.rules;
    if let Some(width) = head.rong_khan {
        let middle = in_the_middle(rules, form, head);
        let space = (middle - above - thick / 2.0).max(0.0).floor();
        let lower = (rules.on(form.khan.hop_cao) - middle - below - thick / 2.0).max(0.0);
        let side = f64::midpoint(head.rong_trai - width, thick).max(0.0);
        maker.looks.change(Style::Urgency, |look| {
            (look.pitch, look.left, look.right) = (pitch, side, side);
            look.border = Some(Border { thick, sides: [space, 0.0, lower, 0.0].map(Some) });
            look.colour = Some(RED);
        });
    }
}

fn wrapped(style: Style, line: &Line, column: f64, widths: &mut Widths<'_>) -> Paragraph {
    let lines = line.lines();
    let mut paragraph = Paragraph::new(style, broken(&lines));
    paragraph.indent = balanced(column, widths.take(lines.len()), 0.0);
    paragraph
}
