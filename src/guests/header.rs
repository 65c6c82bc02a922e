//! Comes in: a grid. Goes out: where its header stands and what each column is
//! for. Must not know: guests, files.

use super::Wish;
use super::column::{Column, Role};
use super::header_text::{Head, heads};
use super::looks::{Looks, looks};
use super::marker::bare;
use super::total::foot;
use crate::table::{Grid, Row};
use crate::text::{fold, one_line};

/// The header stands within so many filled rows from the top.
const SEARCHED: usize = 60;

/// Is the header of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// The upper row of two, as Excel numbers it.
    pub top: usize,
    /// Its row as Excel numbers it (the lower one of two).
    pub row: usize,
    /// The columns from left to right.
    pub heads: Vec<Head>,
    /// The place of the first row below it in the grid.
    pub below: usize,
    /// The columns that say what another one says already: this, that.
    pub doubled: Vec<(String, String)>,
    /// The columns of posts that stand beside another one of posts, and are read too.
    pub joined: Vec<String>,
    /// The columns whose cells say what they are, where their words do not.
    pub guessed: Vec<usize>,
    /// The first column of a second list beside the first one, and that of its names.
    pub beside: Option<(usize, usize)>,
}

impl Header {
    /// Counts the columns that name a field.
    pub(super) fn fields(&self) -> usize {
        self.heads.iter().filter(|head| matches!(head.role, Role::Field(_))).count()
    }

    /// Tells a list of rows that were written to be mended.
    pub(super) fn is_told(&self) -> bool {
        self.heads.iter().any(|head| head.role == Role::Told)
    }

    /// Gives the head of a field.
    pub(super) fn head(&self, column: Column) -> Option<&Head> {
        self.heads.iter().find(|head| head.role == Role::Field(column))
    }
}

/// Finds the header; nothing if no row has the words of one.
pub(super) fn find(grid: &Grid, wish: &Wish) -> Option<Header> {
    let wanted = &wish.columns;
    for (at, row) in grid.rows.iter().enumerate().take(SEARCHED) {
        let single = heads(grid, row, None, wanted);
        if !is_header(&single, wanted) {
            continue;
        }
        let above = at.checked_sub(1).map(|above| &grid.rows[above]).filter(|above| {
            above.number + 1 == row.number
                && heads(grid, above, None, &[])
                    .iter()
                    .any(|head| head.role != Role::Other && row.text(head.column).is_none())
        });
        if let Some(above) = above {
            let both = heads(grid, above, Some(row), wanted);
            return Some(finish(grid, (above.number, row.number), both, at + 1, wanted));
        }
        let next = grid.rows.get(at + 1).filter(|next| is_second(grid, row, &single, next));
        return Some(match next {
            Some(next) => {
                let both = heads(grid, row, Some(next), wanted);
                finish(grid, (row.number, next.number), both, at + 2, wanted)
            }
            None => finish(grid, (row.number, row.number), single, at + 1, wanted),
        });
    }
    None
}

/// Tells whether a row names a person and something besides (or nothing
/// besides, being the only column or the one the user named).
fn is_header(heads: &[Head], wanted: &[(Column, String)]) -> bool {
    let said = wanted.iter().any(|(column, _)| *column == Column::Name);
    let known = heads.iter().filter(|head| head.role != Role::Other).count();
    let name = heads.iter().find(|head| head.role == Role::Field(Column::Name));
    name.is_some_and(|name| said || known > 1 || (heads.len() == 1 && fold(&name.shown).contains("ho ")))
}

/// Tells the lower row of a header of two.
fn is_second(grid: &Grid, top: &Row, tops: &[Head], next: &Row) -> bool {
    if next.number != top.number + 1 {
        return false;
    }
    let below = heads(grid, next, None, &[]);
    let known = below.iter().filter(|head| head.role != Role::Other).count();
    let name = tops.iter().find(|head| head.role == Role::Field(Column::Name)).map(|head| head.column);
    let names = below.iter().any(|head| {
        Some(head.column) == name && !matches!(head.role, Role::Field(Column::Name | Column::FamilyName))
    });
    // Where merged cells are not told, a gap in the upper row speaks of one.
    let gap =
        |head: &Head| !top.cells.contains_key(&head.column) || !top.cells.contains_key(&(head.column + 1));
    let blind = grid.merges.is_none() && below.iter().all(gap);
    let under_merged = |head: &Head| {
        grid.merge_at(top.number, head.column).map_or(blind && known > 0, |merge| {
            merge.columns.0 < merge.columns.1 && merge.rows.1 == top.number
        })
    };
    let fits = |head: &Head| head.role != Role::Other || under_merged(head);
    let merged = below.iter().all(under_merged) && name.is_none_or(|name| next.text(name).is_none());
    !names && !below.is_empty() && below.iter().all(fits) && (known > 0 || merged)
}

/// Settles which column holds what.
fn finish(
    grid: &Grid,
    (top, row): (usize, usize),
    mut heads: Vec<Head>,
    below: usize,
    wanted: &[(Column, String)],
) -> Header {
    let (mut doubled, mut joined) = (Vec::new(), Vec::new());
    let beside = second_list(grid, below, &heads);
    let mut taken: Vec<(Column, String)> = Vec::new();
    for head in &mut heads {
        if beside.is_some_and(|(start, _)| head.column >= start) {
            head.role = Role::Other;
        }
        let Role::Field(column) = head.role else { continue };
        match taken.iter().find(|(known, _)| *known == column) {
            // Someone may have two posts, each in a column of its own.
            Some(_) if column == Column::Title => joined.push(head.shown.clone()),
            Some((_, first)) => {
                doubled.push((head.named(), first.clone()));
                head.role = Role::Other;
            }
            None => taken.push((column, head.named())),
        }
    }
    let place = place_as_unit(grid, below, &mut heads, wanted);
    let split = split_name(grid, below, &mut heads);
    let given = heads.iter().any(|head| head.role == Role::Field(Column::Name) && fold(&head.shown) == "ten");
    let said = wanted.iter().any(|(column, _)| *column == Column::FamilyName);
    for head in &mut heads {
        if head.role == Role::Field(Column::FamilyName) && !given && !said && !split {
            head.role = Role::Other;
        }
    }
    let mut header =
        Header { top, row, heads, below, doubled, joined, guessed: place.into_iter().collect(), beside };
    skip_column_numbers(grid, &mut header);
    header
}

/// Where no column is that of the units, one of villages or schools is, if its cells say so
/// themselves: `Thôn 2`, and not `2`.
fn place_as_unit(
    grid: &Grid,
    below: usize,
    heads: &mut [Head],
    wanted: &[(Column, String)],
) -> Option<usize> {
    const PLACES: [&str; 10] = [
        "thon",
        "xom",
        "thon xom",
        "xom thon",
        "ap",
        "truong",
        "khu dan cu",
        "to dan pho",
        "khoi pho",
        "thon ban",
    ];
    let known = heads.iter().any(|head| head.role == Role::Field(Column::Unit));
    if known || wanted.iter().any(|(column, _)| *column == Column::Unit) {
        return None;
    }
    let says = |head: &&mut Head| {
        let texts = grid.rows.iter().skip(below).filter_map(|row| row.text(head.column)).take(200);
        let mut texts = texts.map(one_line).peekable();
        PLACES.contains(&fold(&head.shown).as_str())
            && texts.peek().is_some()
            && texts.all(|text| looks(&text) == Looks::Organ)
    };
    let head = heads.iter_mut().filter(|head| head.role == Role::Other).find(says)?;
    head.role = Role::Field(Column::Unit);
    Some(head.column)
}

/// Finds a second list that stands to the right of the first: a column of other people, and
/// the first column that says again what one before it says.
fn second_list(grid: &Grid, below: usize, heads: &[Head]) -> Option<(usize, usize)> {
    let mut names = heads.iter().filter(|head| head.role == Role::Field(Column::Name));
    let (first, second) = (names.next()?.column, names.next()?.column);
    let text = |row: &Row, column| row.text(column).map(one_line).unwrap_or_default();
    let rows = grid.rows.iter().skip(below).filter(|row| row.cells.contains_key(&second));
    let rows: Vec<&Row> = rows.take(200).collect();
    let other = |row: &&&Row| {
        let (one, two) = (text(row, first), text(row, second));
        // `Tên` and then the whole name again are one person.
        matches!(looks(bare(&two)), Looks::Person | Looks::Named) && (one.is_empty() || !two.ends_with(&one))
    };
    if rows.is_empty() || rows.iter().filter(other).count() * 2 < rows.len() {
        return None;
    }
    let again = heads.iter().enumerate().find(|(at, head)| {
        let known = matches!(head.role, Role::Field(_) | Role::Number);
        known && head.column <= second && heads[..*at].iter().any(|before| before.role == head.role)
    });
    Some((again.map_or(second, |(_, head)| head.column), second))
}

/// `Họ và tên` often stands over two columns: the name without its last part,
/// and the last part.
fn split_name(grid: &Grid, below: usize, heads: &mut Vec<Head>) -> bool {
    let Some(at) = heads.iter().position(|head| head.role == Role::Field(Column::Name)) else {
        return false;
    };
    let next = heads[at].column + 1;
    let free = heads.iter().all(|head| head.column != next)
        && heads.iter().all(|head| head.role != Role::Field(Column::FamilyName));
    let merged = grid.merges.as_ref().is_none_or(|_| {
        let rows = grid.rows[..below].iter().rev().take(2);
        rows.filter_map(|row| grid.merge_at(row.number, next)).any(|merge| merge.columns == (next - 1, next))
    });
    let one_word = |row: &&Row| row.text(next).is_some_and(|text| !text.trim().contains(' '));
    let signed = |row: &&Row| row.cells.values().any(|cell| foot(&cell.text).is_some());
    let named = |row: &&Row| row.text(next - 1).is_some_and(|text| text.contains(char::is_alphabetic));
    let rows = grid.rows.iter().skip(below).take_while(|row| !signed(row));
    let named = || rows.clone().filter(named).take(50);
    let count = named().count();
    if !free || !merged || count == 0 || named().filter(one_word).count() * 5 < count * 4 {
        return false;
    }
    heads[at].role = Role::Field(Column::FamilyName);
    "Họ đệm".clone_into(&mut heads[at].shown);
    let given = Head { column: next, shown: "Tên".to_owned(), role: Role::Field(Column::Name), bare: false };
    heads.insert(at + 1, given);
    true
}

/// Passes over the row `1 2 3 4` or `(1) (2) A B` that forms have below the
/// header.
fn skip_column_numbers(grid: &Grid, header: &mut Header) {
    let Some(row) = grid.rows.get(header.below) else { return };
    let texts: Vec<String> = row.cells.values().map(|cell| fold(&cell.text)).collect();
    let numbers: Vec<usize> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let letters =
        texts.iter().filter(|text| text.len() == 1 && text.starts_with(|c: char| c.is_ascii_lowercase()));
    let rising =
        numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]) && numbers.first().is_some_and(|n| *n <= 2);
    if texts.len() > 2 && rising && numbers.len() + letters.count() == texts.len() && numbers.len() > 1 {
        header.below += 1;
    }
}
