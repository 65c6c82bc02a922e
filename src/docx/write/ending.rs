//! Comes in: who a paper goes to, who signs it, the notices. Goes out: two columns side by side,
//! what stands below them. Must not know: who signs for whom.

use super::super::part::{Authority, Ending, Line, Recipients, Run, Signer};
use super::block::{Block, Column, Edge, Item, Pair, Paragraph, Piece, broken, plain};
use super::maker::{Maker, Widths, balanced};
use super::style::Style;

/// Is what rounding leaves (pt).
const HAIR: f64 = 0.1;

/// Adds the ending.
pub(super) fn ending(maker: &mut Maker, ending: &Ending, widths: &[f64]) {
    maker.turn(maker.turned);
    let mut widths = Widths(widths);
    let lines = ending.noi_nhan.as_ref().map_or(0, |list| list.dong.len());
    let list = List::of(maker, ending, widths.take(lines));
    let mut right = Vec::new();
    if let Some(who) = &ending.nguoi_ky {
        right = signed(maker, who, ending.rong_ky, &mut widths);
        right.extend(confirmed(maker, ending, &mut widths));
    }
    let right = maker.in_cell(right, 0.0);
    let whole = maker.width();
    let left = Column::of(list.width, list.beside);
    let right = Column::of(ending.rong_ky, right);
    let pair = Pair { under: list.under, ..Pair::of(left, right, whole) };
    let rules = &maker.rules;
    let above = rules.on(rules.ky.truoc) - rules.below(rules.body()) - rules.above(rules.on(rules.ky.dong));
    let above = Edge { space: above, ink: 0.0 };
    maker.items.push(Item { block: Block::Pair(pair), above, below: Edge::default() });
    notices(maker, ending.khong_pho_bien.as_ref(), ending.lien_he.as_ref());
}

/// Gives the lines of who confirms the signature above, below the words for it.
fn confirmed(maker: &Maker, ending: &Ending, widths: &mut Widths<'_>) -> Vec<(f64, Paragraph)> {
    let Some(who) = &ending.xac_nhan else { return Vec::new() };
    let rules = &maker.rules;
    let mut lines = Vec::new();
    if let Some(said) = &ending.loi {
        let mut paragraph = Paragraph::new(Style::Title, broken(&said.lines()));
        paragraph.indent = balanced(ending.rong_ky, widths.take(1), 0.0);
        lines.push((rules.on(rules.ky.dong + rules.ky.hang), paragraph));
    }
    lines.extend(signed(maker, who, ending.rong_ky, widths));
    lines
}

/// Is the distribution list: what stands beside the signer, and what stands below, for it is wider.
struct List {
    width: f64,
    beside: Vec<Paragraph>,
    under: Vec<Paragraph>,
}

impl List {
    fn of(maker: &mut Maker, ending: &Ending, widths: &[f64]) -> Self {
        let whole = maker.width();
        let room = (whole - ending.rong_ky).max(0.0);
        let column = ending.rong_trai;
        let wide = |width: f64, than: f64| width > than + HAIR;
        // The first line that has the whole width stands below the signer, and all that follow.
        let below = widths.iter().position(|width| wide(*width, ending.rong_canh) && wide(*width, room));
        let beside = &widths[..below.unwrap_or(widths.len())];
        let width =
            if beside.iter().any(|width| wide(*width, column)) { ending.rong_canh.min(room) } else { column };
        let inner = maker.looks.get(Style::Recipient).left;
        maker.looks.change(Style::Recipient, |look| look.right = width - column);
        let mut lines = lines(maker, ending.noi_nhan.as_ref(), ending.nguoi_soan.as_ref());
        let label = usize::from(ending.noi_nhan.is_some());
        for (index, own) in widths.iter().enumerate() {
            let box_width = if below.is_some_and(|below| index >= below) { whole } else { width };
            let right = (box_width - own).max(0.0);
            if let Some((_, line)) = lines.get_mut(index + label)
                && (right - (width - column)).abs() > HAIR
            {
                line.indent = Some((inner, right));
            }
        }
        let under = below.map_or_else(Vec::new, |below| lines.split_off(below + label));
        Self { width, beside: maker.in_cell(lines, 0.0), under: maker.in_cell(under, 0.0) }
    }
}

/// Gives the list's lines, each with its distance (pt) from the one before.
pub(super) fn lines(
    maker: &Maker,
    list_of: Option<&Recipients>,
    drafter: Option<&Line>,
) -> Vec<(f64, Paragraph)> {
    let rules = &maker.rules;
    let list = &rules.noi_nhan;
    let mut lines = Vec::new();
    if let Some(Recipients { nhan, dong }) = list_of {
        let underlined = Piece::Text { text: nhan.clone(), bold: false, italic: false, underlined: true };
        let label = if list.nhan_dam_nghieng {
            vec![plain(&format!("{nhan}:"))]
        } else {
            vec![underlined, plain(":")]
        };
        lines.push((0.0, Paragraph::new(Style::RecipientsLabel, label)));
        for (index, line) in dong.iter().enumerate() {
            let distance = if index == 0 { list.den_danh_sach } else { list.dong };
            lines.push((rules.on(distance), Paragraph::new(Style::Recipient, broken(&line.lines()))));
        }
    }
    if let Some(drafter) = drafter {
        let distance = rules.on(rules.nguoi_soan.cach);
        lines.push((distance, Paragraph::new(Style::Drafter, broken(&drafter.lines()))));
    }
    lines
}

/// Gives the lines of who signs, in a column so wide (pt).
pub(super) fn signer(maker: &Maker, who: &Signer, column: f64, widths: &mut Widths<'_>) -> Vec<Paragraph> {
    maker.in_cell(signed(maker, who, column, widths), 0.0)
}

/// Gives the same lines, each with its distance (pt) from the one before.
fn signed(maker: &Maker, who: &Signer, column: f64, widths: &mut Widths<'_>) -> Vec<(f64, Paragraph)> {
    let step = maker.rules.on(maker.rules.ky.dong);
    let authority = match &who.quyen_han {
        None => Vec::new(),
        Some(Authority::One(line)) => vec![Line::Plain(line.clone())],
        Some(Authority::Lines(lines)) => lines.clone(),
    };
    let line = |style: Style, line: &Line| (style, line.lines());
    let mut all: Vec<(Style, Vec<Vec<Run>>)> =
        authority.iter().map(|one| line(Style::Authority, one)).collect();
    let bold = |line: &Line| Line::Runs(line.runs().into_iter().map(|run| Run { b: true, ..run }).collect());
    let titled = |one: &Line| if who.dam { bold(one) } else { one.clone() };
    all.extend(who.chuc_vu.iter().map(|one| line(Style::Title, &titled(one))));
    all.extend(who.co_quan.iter().map(|one| line(Style::Title, &bold(one))));
    if let Some(also) = &who.kiem {
        let kiem = Line::Plain(maker.rules.chu.kiem.clone());
        all.push(line(Style::Title, &kiem));
        all.push(line(Style::Title, &bold(also)));
    }
    let set = all.into_iter().map(|(style, lines)| {
        let mut paragraph = Paragraph::new(style, broken(&lines));
        paragraph.indent = balanced(column, widths.take(1), 0.0);
        (step, paragraph)
    });
    let mut lines: Vec<(f64, Paragraph)> = set.collect();
    if let Some(name) = &who.ho_ten {
        // Its room is the style's own.
        lines.push((step, Paragraph::new(Style::Signer, broken(&name.lines()))));
    }
    lines
}

/// Adds what stands below; the foot of the last page cannot be said in a Word file.
pub(super) fn notices(maker: &mut Maker, unpublished: Option<&Line>, contact: Option<&Line>) {
    let rules = &maker.rules;
    let mut notices = [
        (Style::Unpublished, rules.on(rules.khong_pho_bien.cach), unpublished),
        (Style::Contact, rules.on(rules.lien_he.cach + rules.lien_he.ke_cach), contact),
    ];
    if rules.khong_pho_bien.day_trang {
        notices.reverse();
    }
    for (style, space, line) in notices {
        let Some(line) = line else { continue };
        let block = Block::Paragraph(Paragraph::new(style, broken(&line.lines())));
        maker.items.push(Item { block, above: Edge { space, ink: 0.0 }, below: Edge::default() });
    }
}
