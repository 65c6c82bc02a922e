//! Comes in: a ruled table. Goes out: a grid whose rows stay whole and keep to those they belong
//! to. Must not know: what the columns mean.

use super::super::part::{Cell as Read, Ruled};
use super::block::{Block, Cell, Edge, Grid, Item, Paragraph, pieces};
use super::maker::Maker;
use super::style::{Align, Style};

/// Adds a table.
pub(super) fn ruled(maker: &mut Maker, table: &Ruled) {
    if table.giu {
        maker.anchor = Some(maker.items.len());
    }
    let (head, cell) = styles(maker, table);
    let columns = table.rong.len();
    let dress = |maker: &mut Maker, row: &[Read], style: Style, keep: bool| -> Vec<Cell> {
        row.iter().map(|read| one(maker, read, style, keep)).collect()
    };
    let head: Vec<Vec<Cell>> = table.dau.iter().map(|row| dress(maker, row, head, true)).collect();
    let mut rows = Vec::new();
    for cluster in &table.cum {
        for (index, row) in cluster.iter().enumerate() {
            let titled = cluster.len() == 1 && matches!(row.as_slice(), [only] if only.gop == columns);
            rows.push(dress(maker, row, cell, index + 1 < cluster.len() || titled));
        }
    }
    let bang = &maker.rules.bang;
    let on = |measure| maker.rules.on(measure);
    let edge = |space| Edge { space: on(space), ink: 0.0 };
    let grid = Grid {
        widths: table.rong.clone(),
        beside: table.dem,
        above: on(bang.dem_doc),
        thick: on(bang.ke_day),
        head,
        rows,
    };
    let (above, below) = (edge(bang.truoc), edge(bang.sau));
    maker.items.push(Item { block: Block::Grid(grid), above, below });
}

/// Gives the styles of head and cells: the rule set's own, or one for this size of letters.
fn styles(maker: &mut Maker, table: &Ruled) -> (Style, Style) {
    let own = maker.looks.get(Style::TableCell(0)).size;
    if (table.co_chu - own).abs() < 0.01 {
        return (Style::TableHead(0), Style::TableCell(0));
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "letters are some points high"
    )]
    let half_points = (table.co_chu * 2.0).round() as u32;
    let styles = (Style::TableHead(half_points), Style::TableCell(half_points));
    for (style, like) in [(styles.0, Style::TableHead(0)), (styles.1, Style::TableCell(0))] {
        let like = maker.looks.get(like);
        maker.looks.change(style, |look| {
            *look = like;
            (look.size, look.pitch) = (table.co_chu, table.dong);
        });
    }
    styles
}

fn one(maker: &mut Maker, read: &Read, style: Style, keep: bool) -> Cell {
    let own = maker.looks.get(style).align;
    let align = match read.can.as_str() {
        "giua" => Align::Centre,
        "phai" => Align::Right,
        "deu" => Align::Both,
        _ => Align::Left,
    };
    let paragraph = |runs: &Vec<_>, maker: &mut Maker| {
        let mut paragraph = Paragraph::new(style, pieces(runs, &mut maker.notes));
        paragraph.align = (align != own).then_some(align);
        paragraph.keep = keep.then_some(true);
        paragraph
    };
    let mut paragraphs: Vec<Paragraph> = read.van.iter().map(|runs| paragraph(runs, maker)).collect();
    if paragraphs.is_empty() {
        paragraphs.push(paragraph(&Vec::new(), maker));
    }
    Cell { column: read.cot, columns: read.gop.max(1), rows: read.doc.max(1), paragraphs }
}
