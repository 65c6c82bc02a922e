//! Comes in: paragraphs, each with how deep in tables it stands and what its mark ends. Goes out: the
//! same with tables made of them, as today's Word writes it. Must not know: what they say.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::bytes::{i16_at, u16_at};
use super::sprm::{byte, last, sprms};

/// Is how deep tables may stand in one another.
const DEEPEST: usize = 16;
/// Is how far apart (twips) two edges are at least that are two.
const NEAR: i32 = 40;
/// Is the most cells a row of Word has.
const WIDEST: usize = 63;

/// Is what the mark of a paragraph ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ends {
    /// The paragraph.
    Line,
    /// A cell, too.
    Cell,
    /// A row: how its cells are set.
    Row(Vec<u8>),
}

/// Is a paragraph that is written.
#[derive(Debug, Clone)]
pub(super) struct Written {
    pub xml: String,
    pub depth: usize,
    pub ends: Ends,
}

/// Writes paragraphs and tables.
pub(super) fn body(all: &[Written]) -> String {
    level(all, 0)
}

fn level(all: &[Written], depth: usize) -> String {
    let (mut out, mut at) = (String::new(), 0);
    while let Some(own) = all.get(at) {
        if own.depth <= depth || depth >= DEEPEST {
            out.push_str(&own.xml);
            at += 1;
            continue;
        }
        let end = all[at..].iter().position(|one| one.depth <= depth).map_or(all.len(), |length| at + length);
        out.push_str(&table(&all[at..end], depth + 1));
        at = end;
    }
    out
}

/// Is a row: what each cell says, how they are set.
type Row = (Vec<String>, Vec<u8>);

fn table(all: &[Written], depth: usize) -> String {
    let (mut rows, mut cells, mut from): (Vec<Row>, Vec<String>, usize) = (Vec::new(), Vec::new(), 0);
    for (at, own) in all.iter().enumerate().filter(|(_, own)| own.depth == depth) {
        match &own.ends {
            Ends::Line => {}
            Ends::Cell => {
                cells.push(level(&all[from..=at], depth));
                from = at + 1;
            }
            Ends::Row(set) => {
                // A row that was cut off may leave letters before its mark.
                if from < at {
                    cells.push(level(&all[from..at], depth));
                }
                rows.push((std::mem::take(&mut cells), set.clone()));
                from = at + 1;
            }
        }
    }
    if from < all.len() {
        cells.push(level(&all[from..], depth));
    }
    if !cells.is_empty() {
        rows.push((cells, Vec::new()));
    }
    written(&rows)
}

fn written(rows: &[Row]) -> String {
    let edges: Vec<Vec<i32>> = rows.iter().map(|(_, set)| edges(set)).collect();
    let columns = columns(&edges);
    let mut out = String::from("<w:tbl>");
    for ((cells, set), own) in rows.iter().zip(&edges) {
        let head = if byte(set, 0x3404) == Some(1) { "<w:tblHeader/>" } else { "" };
        let before = own.first().map_or(0, |first| place(&columns, *first));
        let _ = write!(out, "<w:tr><w:trPr>{head}<w:gridBefore w:val=\"{before}\"/></w:trPr>");
        for (at, cell) in cells.iter().enumerate() {
            let span = own.get(at).zip(own.get(at + 1));
            let span = span
                .map_or(1, |(from, to)| place(&columns, *to).saturating_sub(place(&columns, *from)).max(1));
            let merged = merged(set, at);
            let _ = write!(out, "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merged}</w:tcPr>{cell}</w:tc>");
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

/// Gives the edges (twips) of a row's cells.
fn edges(set: &[u8]) -> Vec<i32> {
    let Some(own) = last(set, 0xd608) else { return Vec::new() };
    let count = own.first().map_or(0, |count| usize::from(*count));
    (0..=count).filter_map(|at| i16_at(own, 1 + at * 2)).map(i32::from).collect()
}

/// Gives the edges of all rows, those that lie near each other as one.
fn columns(rows: &[Vec<i32>]) -> Vec<i32> {
    let all: BTreeSet<i32> = rows.iter().flatten().copied().collect();
    let mut columns: Vec<i32> = Vec::new();
    for edge in all {
        if columns.last().is_none_or(|last| edge - last > NEAR) {
            columns.push(edge);
        }
    }
    columns
}

fn place(columns: &[i32], edge: i32) -> usize {
    columns.partition_point(|column| *column <= edge).saturating_sub(1)
}

/// Says which cells are one with those above or beside them.
fn merged(set: &[u8], at: usize) -> &'static str {
    let own = last(set, 0xd608);
    let count = own.and_then(|own| own.first()).map_or(0, |count| usize::from(*count));
    if at >= count.min(WIDEST) {
        return "";
    }
    let said = own.and_then(|own| u16_at(own, 1 + (count + 1) * 2 + at * 20)).unwrap_or_default();
    let mut down = said >> 5 & 3;
    // What is said of one cell afterwards holds.
    for (number, value) in sprms(set) {
        if number == 0xd62b && value.first().is_some_and(|cell| usize::from(*cell) == at) {
            down = value.get(1).map_or(0, |flags| u16::from(*flags & 3));
        }
    }
    let beside = match said & 3 {
        1 => "<w:hMerge w:val=\"continue\"/>",
        0 => "",
        _ => "<w:hMerge w:val=\"restart\"/>",
    };
    match (down, beside) {
        (1, "") => "<w:vMerge/>",
        (2 | 3, "") => "<w:vMerge w:val=\"restart\"/>",
        (_, beside) => beside,
    }
}
