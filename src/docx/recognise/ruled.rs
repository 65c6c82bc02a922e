//! Comes in: a table of the content. Goes out: the same as a body has it, or its lines where it only
//! sets texts side by side. Must not know: what the table says.

use super::super::read::{Cell, Piece, Row, Table};
use super::lines::{Line, of_cell};
use crate::yaml::edit::Content;

/// Is what a table or an annex on turned pages says.
pub const TURNED: (&str, &str) = ("kho", "A4 ngang");

/// Writes a table.
pub(super) fn ruled(table: &Table) -> Result<Content, Vec<Line>> {
    let seen = |row: &Row| row.cells.iter().any(|cell| of_cell(cell).iter().any(|line| !line.is_empty()));
    let high = table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.rows > 1);
    let rows: Vec<&Row> = table.rows.iter().filter(|row| high || seen(row)).collect();
    // Word frames text in tables of one cell, and sets texts side by side in those of one row.
    if table.columns < 2 || rows.len() < 2 {
        let lines = rows.iter().flat_map(|row| &row.cells).flat_map(of_cell);
        return Err(lines.filter(|line| !line.is_empty()).collect());
    }
    let heads = heads(&rows);
    let laid = laid(&rows, table.columns);
    let row = |(at, cells): (usize, &Vec<Option<&Cell>>)| {
        Content::List(cells.iter().map(|own| cell(*own, at < heads, rows.len() - at)).collect())
    };
    let all: Vec<Content> = laid.iter().enumerate().map(row).collect();
    let (head, body) = all.split_at(heads);
    let head = match head {
        [only] => only.clone(),
        several => Content::List(several.to_vec()),
    };
    let mut own = vec![("cot".to_owned(), head), ("dong".to_owned(), Content::List(body.to_vec()))];
    own.extend(size(&rows).map(|size| ("co_chu".to_owned(), Content::Text(size.to_string()))));
    if table.turned {
        own.push((TURNED.0.to_owned(), Content::Text(TURNED.1.to_owned())));
    }
    Ok(Content::Map(vec![("bang".to_owned(), Content::Map(own))]))
}

/// Gives the size of letters that a table of ours has, where it is not the usual one.
fn size(rows: &[&Row]) -> Option<u32> {
    let lines = rows.first()?.cells.iter().flat_map(of_cell);
    lines.into_iter().find_map(|line| line.style.strip_prefix("VT Đầu bảng ")?.parse().ok())
}

/// Counts the rows of the head: those that are repeated on each page, else the first; and those that a
/// cell of them goes down to.
fn heads(rows: &[&Row]) -> usize {
    let mut count = rows.iter().take_while(|row| row.head).count().max(1);
    let mut at = 0;
    while at < count.min(rows.len()) {
        let down = rows[at].cells.iter().map(|cell| at + cell.rows).max().unwrap_or(0);
        count = count.max(down);
        at += 1;
    }
    count.min(rows.len() - 1)
}

/// Lays each row's cells in order, nothing where a place is left free.
fn laid<'a>(rows: &[&'a Row], columns: usize) -> Vec<Vec<Option<&'a Cell>>> {
    let mut covered = vec![0_usize; columns];
    let mut all = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        let mut own = row.cells.iter().peekable();
        let mut at = 0;
        while at < columns {
            if covered[at] > 0 {
                covered[at] -= 1;
                at += 1;
                continue;
            }
            let cell = own.next_if(|cell| cell.column <= at);
            let end = (at + cell.map_or(1, |cell| cell.columns)).min(columns);
            covered[at..end].fill(cell.map_or(0, |cell| cell.rows - 1));
            at = end;
            cells.push(cell);
        }
        all.push(cells);
    }
    all
}

fn cell(own: Option<&Cell>, head: bool, left: usize) -> Content {
    let Some(own) = own else { return Content::from("") };
    let lines: Vec<Line> = of_cell(own).into_iter().filter(|line| !line.is_empty()).collect();
    // What is bold all over in a head is so by the form.
    let text = |line: &Line| if head && line.bold { line.said().text } else { line.typed.clone() };
    let text = lines.iter().map(text).collect::<Vec<_>>().join("\n");
    let rows = own.rows.min(left);
    if own.columns == 1 && rows == 1 {
        return Content::Text(text);
    }
    let mut map = vec![("chu".to_owned(), Content::Text(text))];
    for (key, count) in [("gop", own.columns), ("gop_dong", rows)] {
        if count > 1 {
            map.push((key.to_owned(), Content::Text(count.to_string())));
        }
    }
    Content::Map(map)
}

/// Tells whether a table stands in a cell of another.
pub(super) fn is_nested(table: &Table) -> bool {
    let pieces = table.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.pieces);
    pieces.into_iter().any(|piece| matches!(piece, Piece::Table(_)))
}
