//! Comes in: the lines and tables of a paper. Goes out: where its ending begins, who it goes to, who
//! signs. Must not know: what stands before.

use super::super::read::{Cell, Table};
use super::item::Item;
use super::lines::{Line, Said, of_cell, plain};
use super::signed::{Signed, is_name, signed};

/// The words before those a paper goes to.
const LABEL: &str = "Nơi nhận";
/// The style a file of ours has for who wrote it.
const OWN_DRAFTER: &str = "VT Người soạn";
/// Is how far (items) from the end a table of signatures may stand.
const LAST: usize = 6;
/// Is how many rows and columns the table of an ending has at most.
const ROWS: usize = 6;
const COLUMNS: usize = 4;

/// Is the ending of a paper.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// The item it begins with, and the one behind it.
    pub range: (usize, usize),
    pub recipients: Vec<Said>,
    pub drafter: Option<Said>,
    pub signers: Vec<Signed>,
    pub left: Vec<Said>,
}

/// Finds the ending; nothing where a paper has none.
pub(super) fn ending(items: &[Item<'_>]) -> Option<Ending> {
    let tables = || {
        let of = |(at, item): (usize, &'_ Item<'_>)| item.table().map(|table| (at, table.clone()));
        items.iter().enumerate().rev().filter_map(of)
    };
    let listed = tables().find(|(_, table)| is_small(table) && cells(table).any(is_list));
    if let Some((at, table)) = listed {
        let mut ending = of_table(at, &table);
        if ending.signers.is_empty() {
            ending.signed_above(items);
        }
        return Some(ending);
    }
    if let Some(found) = of_lines(items) {
        return Some(found);
    }
    let seen = items.iter().rposition(|item| item.line().is_none_or(|line| !line.is_empty()))?;
    let near = |at: &usize| seen - (*at).min(seen) < LAST;
    let (at, table) = tables().find(|(at, table)| near(at) && is_signatures(table))?;
    Some(of_table(at, &table))
}

fn cells(table: &Table) -> impl Iterator<Item = &Cell> {
    table.rows.iter().flat_map(|row| &row.cells)
}

/// Tells a table that sets texts side by side from one that lists many things.
fn is_small(table: &Table) -> bool {
    table.rows.len() <= ROWS && table.columns <= COLUMNS
}

/// Tells the cell of a list: it stands at the left.
fn is_list(cell: &Cell) -> bool {
    cell.column == 0 && has_label(&of_cell(cell))
}

fn has_label(lines: &[Line]) -> bool {
    lines.iter().find(|line| !line.is_empty()).is_some_and(is_label)
}

/// Tells `Nơi nhận` with nothing or a colon behind it.
fn is_label(line: &Line) -> bool {
    let rest: String = line.text.chars().skip(LABEL.chars().count()).collect();
    line.begins(LABEL) && (rest.trim().is_empty() || rest.trim_start().starts_with(':'))
}

/// Tells a table of nothing but who signs.
fn is_signatures(table: &Table) -> bool {
    let named = |cell: &Cell| signed(&of_cell(cell)).is_some_and(|(who, _)| who.name.is_some());
    let lines = |cell: &Cell| of_cell(cell).iter().any(|line| !line.is_empty());
    is_small(table) && cells(table).any(named) && cells(table).filter(|cell| lines(cell)).all(named)
}

fn of_table(at: usize, table: &Table) -> Ending {
    let mut ending = Ending { range: (at, at + 1), ..Ending::default() };
    let mut listing = false;
    for row in &table.rows {
        // Who is responsible stands at the right.
        for cell in row.cells.iter().rev() {
            let lines = of_cell(cell);
            // A list that is wider than its column goes on below.
            let further = listing && table.columns > 1 && cell.columns == table.columns;
            if has_label(&lines) || further {
                listing = true;
                ending.list(&lines);
            } else if let Some((who, left)) = signed(&lines) {
                ending.signers.push(who);
                ending.left.extend(left);
            } else {
                let seen = lines.iter().filter(|line| !line.is_empty() && !line.is_rule());
                ending.left.extend(seen.map(Line::said));
            }
        }
    }
    ending
}

/// Reads an ending that stands in no table.
fn of_lines(items: &[Item<'_>]) -> Option<Ending> {
    let at = items.iter().rposition(|item| item.line().is_some_and(is_label))?;
    let mut ending = Ending { range: (at, at + 1), ..Ending::default() };
    let mut lines = Vec::new();
    while let Some(line) = items.get(ending.range.1).and_then(Item::line) {
        if !(line.text.starts_with("- ") || (line.is_empty() && lines.is_empty())) {
            break;
        }
        lines.push(line.clone());
        ending.range.1 += 1;
    }
    ending.list(&[vec![items[at].line()?.clone()], lines].concat());
    // Who signs stands above the list or below it.
    let mut first = at;
    while first > 0
        && items[first - 1]
            .line()
            .is_some_and(|line| line.is_empty() || line.is_loud() || is_name(&line.text))
    {
        first -= 1;
    }
    let above: Vec<Line> = items[first..at].iter().filter_map(Item::line).cloned().collect();
    if let Some((who, left)) = signed(&above).filter(|(who, _)| who.name.is_some()) {
        ending.range.0 = first;
        ending.signers.push(who);
        ending.left.extend(left);
    } else if !ending.signed_above(items) {
        let rest: Vec<Line> = items[ending.range.1..].iter().map_while(Item::line).cloned().collect();
        let (who, left) = signed(&rest).filter(|(who, _)| who.name.is_some())?;
        ending.range.1 += rest.len();
        ending.signers.push(who);
        ending.left.extend(left);
    }
    Some(ending)
}

impl Ending {
    /// Takes who signs in a table of their own right above the list: several, side by side. Gives whether there
    /// is one.
    fn signed_above(&mut self, items: &[Item<'_>]) -> bool {
        let above = &items[..self.range.0];
        let last = above.iter().rposition(|item| item.line().is_none_or(|line| !line.is_empty()));
        let Some((at, table)) = last.and_then(|at| Some((at, items[at].table()?))) else { return false };
        if !is_signatures(table) {
            return false;
        }
        let own = of_table(at, table);
        self.range.0 = at;
        self.signers.extend(own.signers);
        self.left.extend(own.left);
        true
    }

    /// Takes the lines of a list; what begins with no sign goes on from the line above.
    fn list(&mut self, lines: &[Line]) {
        for line in lines.iter().filter(|line| !line.is_empty() && !line.is_rule()) {
            let mut text = line.text.clone();
            if line.begins(LABEL) {
                let rest: String = text.chars().skip(LABEL.chars().count()).collect();
                rest.trim_start_matches([' ', ':']).clone_into(&mut text);
            }
            if text.is_empty() {
                continue;
            }
            let said = line.said().with(plain(&text));
            if line.style == OWN_DRAFTER || is_drafter(&text) {
                self.drafter = Some(said);
            } else if text.starts_with(['-', '–', '+']) || is_label(line) {
                self.recipients.push(said);
            } else if let Some(last) = self.recipients.last_mut() {
                *last = last.with(format!("{} {}", last.text, said.text));
            } else {
                self.recipients.push(said);
            }
        }
    }
}

/// Tells the sign of who typed a paper, with how many copies: `ABC-268`.
fn is_drafter(text: &str) -> bool {
    text.split_once('-').is_some_and(|(who, count)| {
        !who.is_empty()
            && who.chars().all(char::is_uppercase)
            && !count.is_empty()
            && count.bytes().all(|digit| digit.is_ascii_digit())
    })
}
