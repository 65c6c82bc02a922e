//! Comes in: the name of the kind with its summary, the addressees, the head of an annex. Goes out:
//! centred lines. Must not know: which kind of paper it is.

use super::super::part::{Addressees, AnnexHead, Line, ListedAddressees, Title};
use super::block::{Paragraph, Piece, Section, broken, plain};
use super::maker::{Maker, Widths, balanced};
use super::style::{Align, Style};

/// Adds the name of the kind and what stands below it.
pub(super) fn title(maker: &mut Maker, title: &Title, widths: &[f64]) {
    let h = &maker.rules.ten_loai;
    let on = |measure| maker.rules.on(measure);
    let mut widths = Widths(widths);
    let mut lines = vec![(on(h.truoc), Paragraph::new(Style::Kind, broken(&title.ten.lines())))];
    let below = [
        (Style::Author, on(h.den_tac_gia), title.tac_gia.as_ref()),
        (Style::Summary, on(h.den_trich_yeu), title.trich_yeu.as_ref()),
        (Style::AnnexParent, on(h.den_trich_yeu), title.trinh.as_ref()),
    ];
    for (style, distance, line) in below {
        let Some(line) = line else { continue };
        lines.push((distance, centred(maker, style, line, (&mut widths, on(h.lui)))));
    }
    if let Some(dashes) = &title.gach {
        lines.push((on(h.den_gach), Paragraph::new(Style::Dashes, vec![plain(dashes)])));
    }
    let below = on(h.den_than) - maker.rules.above(maker.rules.body());
    let rule = title.rong_ke.map(|length| (length, on(h.den_gach)));
    if let Some((length, distance)) = rule {
        lines.push(maker.ruled(Style::SummaryRule, distance, (length, maker.width())));
    }
    maker.stacked(lines, below);
    maker.measured_from_rule(rule.is_some());
}

/// Makes a line that wraps into lines of about one length, `inner` (pt) from both sides; lines
/// broken by hand have all the width.
fn centred(maker: &Maker, style: Style, line: &Line, (widths, inner): (&mut Widths<'_>, f64)) -> Paragraph {
    let lines = line.lines();
    let mut paragraph = Paragraph::new(style, broken(&lines));
    let widths = widths.take(lines.len());
    let whole = maker.width();
    paragraph.indent = if lines.len() > 1 {
        Some(balanced(whole, widths, 0.0).unwrap_or_default())
    } else {
        balanced(whole - 2.0 * inner, widths, inner)
    };
    paragraph
}

/// Adds whom the paper is addressed to: one on the label's line, several beside it.
pub(super) fn addressees(maker: &mut Maker, to: &Addressees, widths: &[f64]) {
    let label = Piece::Text { text: format!("{}:", to.nhan), bold: false, italic: true, underlined: false };
    let h = &maker.rules.kinh_gui;
    let (step, inner, gap) = (maker.rules.on(h.dong), maker.rules.on(h.lui), maker.rules.on(h.ho));
    let (before, below) = (maker.rules.on(h.truoc), maker.rules.on(h.den_than));
    let below = below - maker.rules.above(maker.rules.body());
    let mut lines = Vec::new();
    match to.dong.as_slice() {
        [only] => {
            let mut pieces = vec![label, plain(" ")];
            pieces.extend(broken(&only.lines()));
            let mut paragraph = Paragraph::new(Style::Addressee, pieces);
            paragraph.indent = balanced(maker.width() - 2.0 * inner, Widths(widths).take(1), inner);
            lines.push((before, paragraph));
        }
        several => {
            beside(maker, to, gap);
            let mut label = Some(label);
            for line in several {
                let mut pieces: Vec<Piece> =
                    label.take().into_iter().flat_map(|label| [label, Piece::Tab]).collect();
                let style = if pieces.is_empty() { Style::FurtherAddressee } else { Style::Addressee };
                pieces.extend(broken(&line.lines()));
                let distance = if lines.is_empty() { before } else { step };
                lines.push((distance, Paragraph::new(style, pieces)));
            }
        }
    }
    maker.stacked(lines, below);
}

/// Adds whom a paper of the State is addressed to: one on the label's line, several each on a line of
/// its own below it.
pub(super) fn listed_addressees(maker: &mut Maker, to: &ListedAddressees, widths: &[f64]) {
    let h = &maker.rules.kinh_gui;
    let (step, before, below) = (maker.rules.on(h.dong), maker.rules.on(h.truoc), maker.rules.on(h.den_than));
    let below = below - maker.rules.above(maker.rules.body());
    let mut lines = Vec::new();
    if let [only] = to.dong.as_slice() {
        let mut pieces = vec![plain(&format!("{}: ", to.nhan))];
        pieces.extend(broken(&only.lines()));
        let mut paragraph = Paragraph::new(Style::Addressee, pieces);
        paragraph.indent = balanced(maker.width(), Widths(widths).take(1), 0.0);
        lines.push((before, paragraph));
    } else {
        listed(maker);
        lines.push((before, Paragraph::new(Style::Addressee, vec![plain(&format!("{}:", to.nhan))])));
        let further =
            to.dong.iter().map(|line| Paragraph::new(Style::FurtherAddressee, broken(&line.lines())));
        lines.extend(further.map(|paragraph| (step, paragraph)));
    }
    maker.stacked(lines, below);
}

/// Gives the styles of addressees the places of the label and of the hyphens below it.
fn listed(maker: &mut Maker) {
    let Some(h) = maker.rules.state.as_ref().map(|form| &form.kinh_gui) else { return };
    let [label, hyphen, hanging] = [h.nhan_lui, h.gach_lui, h.treo].map(|own| maker.rules.on(own));
    maker.looks.change(Style::Addressee, |look| (look.left, look.align) = (label, Align::Left));
    maker.looks.change(Style::FurtherAddressee, |look| {
        (look.left, look.first, look.align) = (hyphen + hanging, -hanging, Align::Left);
    });
}

/// Gives the styles of addressees the place of the column beside the label.
fn beside(maker: &mut Maker, to: &Addressees, gap: f64) {
    let all = to.rong_nhan + gap + to.rong_dong;
    let margin = ((maker.width() - all) / 2.0).max(0.0);
    // The column is as wide as its longest line; a twip less would break that.
    let right = (margin - 1.0).max(0.0);
    let left = margin + to.rong_nhan + gap;
    let hanging = to.rong_nhan + gap;
    maker.looks.change(Style::Addressee, |look| {
        (look.left, look.right, look.first, look.align) = (left, right, -hanging, Align::Left);
    });
    maker.looks.change(Style::FurtherAddressee, |look| (look.left, look.right) = (left, right));
}

/// Adds the head of an annex, on a page of its own.
pub(super) fn annex(maker: &mut Maker, annex: &AnnexHead, widths: &[f64]) {
    // An annex before it turned its own pages alone.
    maker.turned = maker.lying || annex.ngang;
    maker.open(Section { turned: maker.turned, counted: true, first: false });
    let h = &maker.rules.phu_luc;
    let (step, inner) = (maker.rules.on(h.dong), maker.rules.on(h.lui));
    let below = maker.rules.on(h.den_than) - maker.rules.above(maker.rules.body());
    let rule = h.ke_dai.map(|length| (maker.rules.on(length), maker.rules.on(maker.rules.ten_loai.den_gach)));
    let mut widths = Widths(widths);
    let mut label = Paragraph::new(Style::AnnexLabel, broken(&annex.nhan.lines()));
    label.level = Some(1);
    let mut lines = vec![(0.0, label)];
    let rest = [
        (Style::AnnexTitle, annex.tieu_de.as_ref(), inner),
        (Style::AnnexSummary, annex.trich_yeu.as_ref(), inner),
        (Style::AnnexParent, annex.kem_theo.as_ref(), 0.0),
    ];
    for (style, line, inner) in rest {
        let Some(line) = line else { continue };
        lines.push((step, centred(maker, style, line, (&mut widths, inner))));
    }
    if let Some((length, distance)) = rule {
        lines.push(maker.ruled(Style::AnnexRule, distance, (length, maker.width())));
    }
    maker.stacked(lines, below);
    maker.measured_from_rule(rule.is_some());
}
