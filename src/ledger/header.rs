//! Comes in: a grid. Goes out: where its header stands and what each column is
//! for. Must not know: rows of papers, files.

use super::column::{Column, Role, role};
use crate::table::{Fit, Grid, Row, letters};
use crate::text::{fold, one_line};

/// The header stands within so many filled rows from the top.
const SEARCHED: usize = 60;

/// Is the head of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub column: usize,
    pub shown: String,
    pub role: Role,
}

/// Is the header of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    /// The columns from left to right.
    pub heads: Vec<Head>,
    /// The place of the first row below it in the grid.
    pub below: usize,
    /// How many filled rows stand above it.
    pub above: usize,
    /// The columns that say what another one says already: this, that.
    pub doubled: Vec<(String, String)>,
}

impl Header {
    /// Gives the head of a column.
    pub(super) fn head(&self, column: Column) -> Option<&Head> {
        self.heads.iter().find(|head| head.role == Role::Field(column))
    }
}

/// Says how well a grid fits, for separated text.
pub(super) fn fit(grid: &Grid) -> Fit {
    find(grid).map_or(Fit::default(), |header| Fit {
        fields: fields(&header.heads),
        width: header.heads.last().map_or(0, |head| head.column + 1),
    })
}

fn fields(heads: &[Head]) -> usize {
    let mut roles: Vec<Role> =
        heads.iter().map(|head| head.role).filter(|role| matches!(role, Role::Field(_))).collect();
    roles.sort_unstable();
    roles.dedup();
    roles.len()
}

/// Tells the header of a register: a number, and a day or a summary.
fn is_header(heads: &[Head]) -> bool {
    let has = |column| heads.iter().any(|head| head.role == Role::Field(column));
    has(Column::Symbol) && (has(Column::Date) || has(Column::Summary)) && fields(heads) > 1
}

/// Finds the header, of one row or of two; nothing if no row has its words.
pub(super) fn find(grid: &Grid) -> Option<Header> {
    for (at, row) in grid.rows.iter().enumerate().take(SEARCHED) {
        let single = heads(grid, row, None);
        let next = grid.rows.get(at + 1).filter(|next| next.number == row.number + 1);
        // Two rows make a header if they say more than either alone: a title
        // above the header adds nothing.
        let alone = next.map_or(0, |next| fields(&heads(grid, next, None))).max(fields(&single));
        let double = next.map(|next| heads(grid, row, Some(next)));
        match double {
            Some(double) if is_header(&double) && fields(&double) > alone => {
                return Some(finish(grid, double, at, at + 2));
            }
            _ if is_header(&single) => return Some(finish(grid, single, at, at + 1)),
            _ => {}
        }
    }
    None
}

fn heads(grid: &Grid, top: &Row, below: Option<&Row>) -> Vec<Head> {
    let mut columns: Vec<usize> = top.cells.keys().copied().collect();
    columns.extend(below.iter().flat_map(|row| row.cells.keys().copied()));
    columns.sort_unstable();
    columns.dedup();
    let head = |column: usize| {
        let under = below.and_then(|row| row.text(column));
        let merged = || top.text(grid.merge_at(top.number, column)?.columns.0);
        let over = top.text(column).or_else(|| under.and_then(|_| merged()));
        let words = match (over, under) {
            (Some(over), Some(under)) if role(under) == Role::Other => format!("{over} {under}"),
            (_, Some(under)) => under.to_owned(),
            (over, None) => over.unwrap_or_default().to_owned(),
        };
        Head { column, shown: one_line(&words), role: role(&words) }
    };
    columns.into_iter().map(head).collect()
}

/// Settles which column holds what; of two that mean the same the first counts.
fn finish(grid: &Grid, mut heads: Vec<Head>, above: usize, below: usize) -> Header {
    let mut doubled = Vec::new();
    let mut taken: Vec<(Column, String)> = Vec::new();
    for head in &mut heads {
        let Role::Field(column) = head.role else { continue };
        match taken.iter().find(|(known, _)| *known == column) {
            Some((_, first)) => {
                doubled.push((head.shown.clone(), first.clone()));
                head.role = Role::Other;
            }
            None => taken.push((column, head.shown.clone())),
        }
    }
    let below = below + usize::from(grid.rows.get(below).is_some_and(numbers_columns));
    let last = heads.last().map_or(0, |head| head.column);
    for row in &grid.rows[below.min(grid.rows.len())..] {
        for column in row.cells.keys().filter(|column| !grid.torn || **column < last) {
            if heads.iter().all(|head| head.column != *column) {
                let shown = format!("cột {}", letters(*column));
                heads.push(Head { column: *column, shown, role: Role::Other });
            }
        }
    }
    heads.sort_by_key(|head| head.column);
    Header { heads, below, above, doubled }
}

/// Tells the row `(1) (2) (3)` that forms have below the header.
fn numbers_columns(row: &Row) -> bool {
    let numbers: Vec<u32> = row.cells.values().filter_map(|cell| fold(&cell.text).parse().ok()).collect();
    let rising = numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]);
    numbers.len() > 2 && numbers.len() == row.cells.len() && rising && numbers[0] <= 2
}
