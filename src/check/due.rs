//! Comes in: the tables of a paper. Goes out: the days that stand in a column of deadlines. Must not know:
//! which day it is, what is wrong with a day.

use super::paper::Paper;
use crate::diag::Text;
use crate::model::{Block, Cell, Table};
use crate::text::{FoundDate, find_dates, folded};

/// Are the heads of a column whose days are deadlines, folded.
const HEADS: [&str; 5] = ["-thoi-han-", "-han-hoan-thanh-", "-han-nop-", "-han-xong-", "-hoan-thanh-truoc-"];
/// Are the heads of a column that tells what became of each task, folded: such a table looks back.
const DONE: [&str; 5] = ["-ket-qua-", "-tien-do-", "-tinh-trang-", "-da-hoan-thanh-", "-danh-gia-"];
/// Is what may stand before such a day, folded.
const LEADS: [&str; 4] = ["", "ngay", "truoc", "truoc-ngay"];

/// Finds the days of such columns: cells that say nothing else.
pub(super) fn days<'a>(paper: &Paper<'a>) -> Vec<(&'a Text, FoundDate)> {
    let tables = paper.bodies.iter().flat_map(|body| &body.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.flat_map(of_table).collect()
}

fn of_table(table: &Table) -> Vec<(&Text, FoundDate)> {
    let words = |cell: &Cell| {
        let lines: Vec<&str> = cell.lines.iter().map(|line| line.as_str()).collect();
        format!("-{}-", folded(&lines.join(" ")))
    };
    let headed = |heads: &[&str], cell: &Cell| heads.iter().any(|head| words(cell).contains(head));
    let head = || table.head.iter().flatten();
    if head().any(|cell| headed(&DONE, cell)) {
        return Vec::new();
    }
    let columns: Vec<usize> = head().filter(|cell| headed(&HEADS, cell)).map(|cell| cell.column).collect();
    let cells = table.rows.iter().flatten().filter(|cell| columns.contains(&cell.column));
    cells.filter_map(day).collect()
}

/// Gives the day of a cell that is one.
fn day(cell: &Cell) -> Option<(&Text, FoundDate)> {
    let [line] = cell.lines.as_slice() else { return None };
    let text = line.as_str();
    let [date] = <[FoundDate; 1]>::try_from(find_dates(text)).ok()?;
    // A blank at the end of a text is a dash in what is folded.
    let plain = |part: &str| folded(part).trim_matches('-').to_owned();
    let (before, behind) = (plain(&text[..date.range.start]), plain(&text[date.range.end..]));
    let alone = LEADS.contains(&before.as_str()) && behind.is_empty();
    alone.then_some((&line.plain, date))
}
