//! Comes in: the path of a spreadsheet. Goes out: its sheets with their first rows, so that
//! somebody can say which of them holds the list. Must not know: guests.

use std::path::Path;

use super::Wish;
use super::header::find;
use crate::diag::Findings;
use crate::table::{self, Fit, Grid, Place, Row, open};
use crate::text::one_line;

/// Is a sheet of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetSeen {
    /// Its name; nothing where the file has no sheets.
    pub name: Option<String>,
    /// Whether a person who opens the file does not see it.
    pub hidden: bool,
    /// How many rows hold something.
    pub rows: usize,
    /// Whether a header of a list stands in it.
    pub is_list: bool,
    /// Its first rows.
    pub top: Vec<TopRow>,
}

/// Is a row as it stands in a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopRow {
    /// The row as the spreadsheet numbers it.
    pub row: usize,
    /// Its filled cells.
    pub cells: Vec<String>,
}

/// Is how many rows are given of each sheet.
const TOP: usize = 12;

/// Gives the sheets of a file, those a person sees first.
///
/// # Errors
/// Gives findings if the file cannot be read or is no spreadsheet.
pub fn sheets(path: &Path, wish: &Wish) -> Result<Vec<SheetSeen>, Findings> {
    let fit = |grid: &Grid| Fit {
        fields: find(grid, wish).map_or(0, |header| header.fields()),
        width: grid.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0),
    };
    let all = table::sheets(open(path)?, None, fit)?;
    let seen = |place: &Place, grid: &Grid, hidden: bool| SheetSeen {
        name: place.sheet.clone(),
        hidden,
        rows: grid.rows.len(),
        is_list: find(grid, wish).is_some(),
        top: grid.rows.iter().take(TOP).map(top).collect(),
    };
    let read = all.read.iter().map(|sheet| seen(&sheet.place, &sheet.grid, sheet.hidden));
    let hidden = all.hidden.iter().map(|(place, grid)| seen(place, grid, true));
    Ok(read.chain(hidden).collect())
}

fn top(row: &Row) -> TopRow {
    let texts = row.cells.values().map(|cell| one_line(&cell.text)).filter(|text| !text.is_empty());
    TopRow { row: row.number, cells: texts.collect() }
}
