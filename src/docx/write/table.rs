//! Comes in: columns side by side, ruled tables. Goes out: their XML, widths in the grid and in each
//! cell. Must not know: what stands in the cells.

use super::block::{Cell, Grid, Pair, Paragraph};
use super::paragraph::Scribe;
use super::unit::{eighths, twips};
use super::xml::{Xml, el, val};

/// Writes two columns at the ends of the text's width.
pub(super) fn pair(scribe: &mut Scribe<'_>, pair: &Pair) -> Xml {
    let whole = twips(pair.width);
    let left = twips(pair.left.width);
    let right = whole - left;
    let between = (right - twips(pair.right.width)).max(0);
    let mut row = |own: [(&[Paragraph], f64); 2], bottom| {
        let [one, other] = own.map(|(paragraphs, top)| (paragraphs, twips(top)));
        el("w:tr")
            .child(el("w:trPr").child(el("w:cantSplit")))
            .child(column(scribe, one.0, (left, pair.level), [one.1, bottom, 0]))
            .child(column(scribe, other.0, (right, pair.level), [other.1, bottom, between]))
    };
    let bottom = twips(pair.bottom);
    let first = [&pair.left, &pair.right].map(|own| (own.paragraphs.as_slice(), pair.top + own.top));
    let rows = match &pair.next {
        None => vec![row(first, bottom)],
        Some(next) => {
            let further = [&next.left, &next.right].map(|own| (own.as_slice(), next.top));
            vec![row(first, 0), row(further, bottom)]
        }
    };
    let indent = -twips(pair.out);
    let mut table =
        el("w:tbl").child(properties(whole, indent, None, [0; 4])).child(grid(&[left, right])).children(rows);
    if !pair.under.is_empty() {
        let cell = el("w:tc")
            .child(el("w:tcPr").child(width("w:tcW", whole)).child(val("w:gridSpan", 2)))
            .children(pair.under.iter().map(|paragraph| scribe.paragraph(paragraph)));
        table = table.child(el("w:tr").child(cell));
    }
    table
}

fn column(
    scribe: &mut Scribe<'_>,
    paragraphs: &[Paragraph],
    (wide, level): (i64, bool),
    [top, bottom, left]: [i64; 3],
) -> Xml {
    let margins = [("w:top", top), ("w:left", left), ("w:bottom", bottom)];
    let margins = margins.into_iter().filter(|(_, margin)| *margin > 0);
    let own = el("w:tcMar").children(margins.map(|(name, margin)| width(name, margin)));
    let mut properties = el("w:tcPr").child(width("w:tcW", wide));
    if !own.is_empty() {
        properties = properties.child(own);
    }
    if level {
        properties = properties.child(val("w:vAlign", "bottom"));
    }
    let empty = paragraphs.is_empty().then(|| el("w:p"));
    el("w:tc")
        .child(properties)
        .children(paragraphs.iter().map(|paragraph| scribe.paragraph(paragraph)))
        .children(empty)
}

/// Writes a ruled table. The text of its first cells stands a cell's margin from the text's edge,
/// so that its border stands on it: programs of 2013 and later count from the border themselves.
pub(super) fn ruled(scribe: &mut Scribe<'_>, table: &Grid, from_border: bool) -> Xml {
    let edges = edges(&table.widths);
    let columns: Vec<i64> = edges.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let whole = edges.last().copied().unwrap_or_default();
    // Half of a border lies inside the cell.
    let inside = |margin: f64| twips(margin - table.thick / 2.0).max(0);
    let (beside, above) = (inside(table.beside), inside(table.above));
    let indent = if from_border { 0 } else { beside };
    let margins = [above, beside, above, beside];
    let mut own =
        el("w:tbl").child(properties(whole, indent, Some(table.thick), margins)).child(grid(&columns));
    let mut open = vec![(0, 0); columns.len()];
    for row in &table.head {
        let head = el("w:trPr").child(el("w:cantSplit")).child(el("w:tblHeader"));
        own = own.child(self::row(scribe, row, (head, true), &edges, &mut open));
    }
    for row in &table.rows {
        let plain = el("w:trPr").child(el("w:cantSplit"));
        own = own.child(self::row(scribe, row, (plain, false), &edges, &mut open));
    }
    own
}

/// Gives the columns' edges (twips), the sum rounded and not each width.
fn edges(widths: &[f64]) -> Vec<i64> {
    let mut at = 0.0;
    let further = widths.iter().map(|width| {
        at += width;
        twips(at)
    });
    std::iter::once(0).chain(further).collect()
}

/// Writes a row; `open` says for each column how many rows more the cell from above takes, and how
/// many columns.
fn row(
    scribe: &mut Scribe<'_>,
    cells: &[Cell],
    (properties, head): (Xml, bool),
    edges: &[i64],
    open: &mut [(usize, usize)],
) -> Xml {
    let mut row = el("w:tr").child(properties);
    let mut column = 0;
    let mut cells = cells.iter().peekable();
    while column < open.len() {
        let (rows, columns) = open[column];
        if rows > 0 {
            open[column].0 -= 1;
            let columns = columns.max(1);
            row = row
                .child(el("w:tc").child(place(edges, column, columns, Some(false), head)).child(el("w:p")));
            column += columns;
            continue;
        }
        let Some(cell) = cells.next() else {
            // A row that was left short: its cells are there all the same.
            row = row.child(el("w:tc").child(place(edges, column, 1, None, head)).child(el("w:p")));
            column += 1;
            continue;
        };
        let columns = cell.columns.min(open.len() - column);
        open[column] = (cell.rows - 1, columns);
        let merged = (cell.rows > 1).then_some(true);
        let paragraphs: Vec<Xml> = cell.paragraphs.iter().map(|one| written(scribe, one)).collect();
        row = row.child(el("w:tc").child(place(edges, column, columns, merged, head)).children(paragraphs));
        column += columns;
    }
    row
}

fn written(scribe: &mut Scribe<'_>, paragraph: &Paragraph) -> Xml {
    scribe.paragraph(paragraph)
}

/// Writes where a cell lies: its width, the columns and rows it takes (`Some(true)` begins a cell
/// over several rows, `Some(false)` goes on with it).
fn place(edges: &[i64], column: usize, columns: usize, merged: Option<bool>, head: bool) -> Xml {
    let edge = |at: usize| edges.get(at).or(edges.last()).copied().unwrap_or_default();
    let mut own = el("w:tcPr").child(width("w:tcW", edge(column + columns) - edge(column)));
    if columns > 1 {
        own = own.child(val("w:gridSpan", columns));
    }
    match merged {
        Some(true) => own = own.child(val("w:vMerge", "restart")),
        Some(false) => own = own.child(el("w:vMerge")),
        None => {}
    }
    if head { own.child(val("w:vAlign", "center")) } else { own }
}

/// Writes what holds for a whole table; margins are those of its cells: top, left, bottom, right.
fn properties(whole: i64, indent: i64, thick: Option<f64>, margins: [i64; 4]) -> Xml {
    let names = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let border = |name| match thick {
        Some(thick) => el(name)
            .with("w:val", "single")
            .with("w:sz", eighths(thick))
            .with("w:space", 0)
            .with("w:color", "auto"),
        None => el(name).with("w:val", "nil"),
    };
    let margins = names.into_iter().zip(margins).map(|(name, margin)| width(name, margin));
    el("w:tblPr")
        .child(val("w:tblStyle", "TableNormal"))
        .child(width("w:tblW", whole))
        .child(width("w:tblInd", indent))
        .child(el("w:tblBorders").children(names.map(border)))
        .child(el("w:tblLayout").with("w:type", "fixed"))
        .child(el("w:tblCellMar").children(margins))
}

fn grid(columns: &[i64]) -> Xml {
    el("w:tblGrid").children(columns.iter().map(|column| el("w:gridCol").with("w:w", column)))
}

fn width(name: &'static str, twips: i64) -> Xml {
    el(name).with("w:w", twips).with("w:type", "dxa")
}
