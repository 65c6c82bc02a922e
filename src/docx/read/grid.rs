//! Comes in: the element of a table. Goes out: its rows and cells, those that are joined as one. Must
//! not know: what the cells say.

use super::notice::What;
use super::piece::{Cell, Piece, Row, Table};
use super::refused::Refused;
use super::story::Story;
use super::tree::{Element, chosen, letters};

/// Is the most columns a table of Word has.
const WIDEST: usize = 63;

/// Is where a cell stands that goes on below: row, place in it.
type Above = Option<(usize, usize)>;

impl Story<'_> {
    /// Reads a table.
    pub(super) fn grid(&mut self, own: &Element) -> Result<Table, Refused> {
        let style = own.child("tblPr").and_then(|props| props.val("tblStyle")).map(str::to_owned);
        let outer = std::mem::replace(&mut self.table, style);
        let mut elements = Vec::new();
        inside(own, "tr", &mut elements);
        let mut table = Table::default();
        let mut above: Vec<Above> = vec![None; WIDEST + 1];
        for row in elements {
            let props = row.child("trPr");
            if props.is_some_and(|props| props.child("del").is_some()) {
                let gone = letters(row);
                self.tell(What::Deleted, gone);
                continue;
            }
            self.row(row, &mut table, &mut above)?;
        }
        self.table = outer;
        let ends = table.rows.iter().flat_map(|row| &row.cells).map(|cell| cell.column + cell.columns);
        table.columns = ends.max().unwrap_or(0);
        Ok(table)
    }

    fn row(&mut self, own: &Element, table: &mut Table, above: &mut [Above]) -> Result<(), Refused> {
        let props = own.child("trPr");
        let count = |name: &str| props.and_then(|props| number(props, name)).unwrap_or(0);
        let head = props.and_then(|props| props.switch("tblHeader")) == Some(true);
        let mut row = Row { head, cells: Vec::new() };
        let mut column = count("gridBefore").min(WIDEST);
        let mut elements = Vec::new();
        inside(own, "tc", &mut elements);
        for element in elements {
            let props = element.child("tcPr");
            let columns = props.and_then(|props| number(props, "gridSpan")).unwrap_or(1).clamp(1, WIDEST);
            let columns = columns.min((WIDEST + 1).saturating_sub(column)).max(1);
            let mut pieces = Vec::new();
            self.blocks(&element.children, &mut pieces)?;
            if goes_on(props, "hMerge")
                && let Some(last) = row.cells.last_mut()
            {
                last.columns += columns;
                last.pieces.extend(pieces.into_iter().filter(is_seen));
            } else if let Some((at, place)) = above[column.min(WIDEST)].filter(|(at, place)| {
                // A cell that is wider or narrower than the one above is one of its own.
                goes_on(props, "vMerge") && table.rows[*at].cells[*place].columns == columns
            }) {
                let rows = table.rows.len() - at + 1;
                let cell = &mut table.rows[at].cells[place];
                cell.rows = rows;
                cell.pieces.extend(pieces.into_iter().filter(is_seen));
            } else {
                let merged = props.is_some_and(|props| props.child("vMerge").is_some());
                let place = merged.then_some((table.rows.len(), row.cells.len()));
                let end = (column + columns).min(above.len());
                above[column.min(end)..end].fill(None);
                above[column.min(WIDEST)] = place;
                row.cells.push(Cell { column, columns, rows: 1, pieces });
            }
            column = (column + columns).min(WIDEST);
        }
        table.rows.push(row);
        Ok(())
    }
}

fn is_seen(piece: &Piece) -> bool {
    piece.paragraphs().iter().any(|line| !line.is_empty())
}

/// Tells whether a cell goes on from the one above, or beside it.
fn goes_on(props: Option<&Element>, name: &str) -> bool {
    let merge = props.and_then(|props| props.child(name));
    merge.is_some_and(|merge| merge.get("val").is_none_or(|value| value == "continue"))
}

fn number(own: &Element, name: &str) -> Option<usize> {
    own.val(name)?.parse().ok()
}

/// Finds rows or cells, whatever wraps them; not those of a table within.
fn inside<'a>(own: &'a Element, name: &str, found: &mut Vec<&'a Element>) {
    let all = if &*own.name == "AlternateContent" { chosen(own) } else { &own.children };
    for child in all {
        match &*child.name {
            own if own == name => found.push(child),
            "tbl" | "tc" | "tblPr" | "trPr" | "tblGrid" | "sdtPr" | "p" => {}
            _ => inside(child, name, found),
        }
    }
}
