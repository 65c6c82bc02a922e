//! Comes in: a table of a body. Goes out: its rows, cells and columns as the
//! look takes them. Must not know: how wide a column becomes.

use minijinja::Value;

use super::facts::map;
use super::line::{line_value, runs};
use crate::model::{Cell, Table};

/// Is the longest text (letters) of a column that is set centred if not told
/// otherwise: numbers, dates, a word.
const SHORT: usize = 12;

/// Gives a table's value.
pub(super) fn table_value(table: &Table) -> Value {
    let rows = |rows: &[Vec<Cell>]| -> Value {
        rows.iter().map(|row| row.iter().map(cell).collect::<Value>()).collect()
    };
    let widths = table.widths.iter().copied().map(Value::from).collect();
    let aligns = (0..table.columns).map(|column| {
        table.aligns.get(column).map_or_else(|| by_content(table, column), |align| align.word())
    });
    map([
        ("loai", "bang".into()),
        ("dau", rows(&table.head)),
        ("so_cot", table.columns.into()),
        ("dong", rows(&table.rows)),
        ("rong", if table.widths.is_empty() { Value::from(()) } else { widths }),
        ("can", aligns.map(Value::from).collect()),
        ("co_chu", table.size.as_ref().map_or(Value::from(()), |(size, _)| (*size).into())),
        ("ngang", table.landscape.is_some().into()),
        ("cap", Value::from(())),
    ])
}

/// Gives a cell; one that is nothing but a line of text is that line.
fn cell(cell: &Cell) -> Value {
    let lines: Vec<Value> = cell.lines.iter().map(line_value).collect();
    if (cell.columns, cell.rows) == (1, 1) && cell.align.is_none() && lines.len() <= 1 {
        return lines.into_iter().next().unwrap_or_else(|| runs(&[]));
    }
    map([
        ("van", lines.into_iter().collect()),
        ("gop", cell.columns.into()),
        ("doc", cell.rows.into()),
        ("can", cell.align.map_or(Value::from(()), |align| align.word().into())),
    ])
}

/// Says how a column is set that nothing was said about: amounts so that their
/// digits stand below each other, short texts centred; whether long ones are
/// justified depends on the width (`chu`).
fn by_content(table: &Table, column: usize) -> &'static str {
    let cells = table.rows.iter().flatten().filter(|cell| cell.columns == 1 && cell.column == column);
    let texts: Vec<&str> = cells.flat_map(|cell| &cell.lines).map(|line| line.plain.as_str()).collect();
    let amounts = texts.iter().all(|text| is_number(text));
    if amounts && texts.iter().any(|text| text.contains('.')) {
        return "phai";
    }
    if texts.iter().all(|text| text.chars().count() <= SHORT) { "giua" } else { "chu" }
}

/// Tells whether a text is a number as amounts are written: `1.500.000`, `12,5`.
fn is_number(text: &str) -> bool {
    let (whole, part) = text.split_once(',').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split('.');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.iter().all(|group| group.len() == 3 && digits(group));
    digits(first) && digits(part) && grouped && (rest.is_empty() || first.len() <= 3)
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn amounts_are_told_from_dates_and_telephones() {
        for amount in ["1.500.000", "12", "12,5", "1.250,75", "0"] {
            assert!(is_number(amount), "{amount}");
        }
        for other in ["0912.345.678", "01.6.2026", "1.5", "12a", "", "1.500.00", "-"] {
            assert!(!is_number(other), "{other}");
        }
    }
}
