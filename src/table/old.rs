//! Comes in: a grid whose letters may be TCVN3 or VNI. Goes out: the grid set
//! right where all of it speaks one such encoding, else the rows that do. Must
//! not know: which column is which.

use std::collections::BTreeMap;

use crate::text::{Encoding, legacy};

use super::clean::is_misread;
use super::grid::{Grid, Kind};

/// Stands between two cells while they are judged together.
const BETWEEN: char = '\u{1}';

/// Says what was found of old encodings.
#[derive(Debug, Default)]
pub(crate) struct Old {
    /// The encoding that the whole file was in.
    pub name: Option<&'static str>,
    /// The converted cells as they were: row, column.
    pub before: BTreeMap<(usize, usize), String>,
    /// In a mixed file: each row that speaks an old encoding.
    pub bad: BTreeMap<usize, Suspect>,
}

/// Is a row in an old encoding among others that are not.
#[derive(Debug)]
pub(crate) struct Suspect {
    /// The encoding.
    pub name: &'static str,
    /// The letters, each once.
    pub letters: Vec<String>,
    /// The columns that hold them.
    pub columns: Vec<usize>,
}

/// Converts the grid if all of it is in one old encoding; else lists the rows
/// that are.
pub(crate) fn convert(grid: &mut Grid, windows_1258: bool) -> Old {
    let mut old = Old { name: windows_1258.then_some("windows-1258"), ..Old::default() };
    let mut places = Vec::new();
    let mut whole = String::new();
    let mut unicode = false;
    for (at, row) in grid.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().filter(|(_, cell)| cell.kind == Kind::Text) {
            unicode |= cell.text.chars().any(is_unicode_only);
            places.push((at, *column));
            whole.push_str(&cell.text.replace(BETWEEN, " "));
            whole.push(BETWEEN);
        }
    }
    if is_misread(&whole) {
        return old;
    }
    let Some(found) = legacy(&whole) else {
        return old;
    };
    let name = name(found.encoding);
    if unicode {
        old.bad = suspects(grid);
        return old;
    }
    old.name = Some(name);
    for ((at, column), converted) in places.into_iter().zip(found.converted.split(BETWEEN)) {
        let row = &mut grid.rows[at];
        let number = row.number;
        if let Some(cell) = row.cells.get_mut(&column).filter(|cell| cell.text != converted) {
            old.before.insert((number, column), std::mem::replace(&mut cell.text, converted.to_owned()));
        }
    }
    old
}

/// Judges each row alone, and each cell of it.
fn suspects(grid: &Grid) -> BTreeMap<usize, Suspect> {
    let mut bad = BTreeMap::new();
    for row in &grid.rows {
        let texts = || row.cells.iter().filter(|(_, cell)| cell.kind == Kind::Text);
        let joined: Vec<&str> = texts().map(|(_, cell)| cell.text.as_str()).collect();
        let alone: Vec<usize> =
            texts().filter(|(_, cell)| legacy(&cell.text).is_some()).map(|(column, _)| *column).collect();
        let first = || alone.first().and_then(|column| legacy(row.text(*column)?));
        let Some(found) = legacy(&joined.join("\n")).or_else(first) else {
            continue;
        };
        let mut letters: Vec<String> = Vec::new();
        for (_, letter) in found.letters {
            if !letters.contains(&letter) {
                letters.push(letter);
            }
        }
        let holds = |text: &str| letters.iter().any(|letter| text.contains(letter));
        let columns = if alone.is_empty() {
            texts().filter(|(_, cell)| holds(&cell.text)).map(|(column, _)| *column).collect()
        } else {
            alone
        };
        bad.insert(row.number, Suspect { name: name(found.encoding), letters, columns });
    }
    bad
}

fn name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Tcvn3 => "TCVN3 (ABC)",
        Encoding::Vni => "VNI",
    }
}

/// Tells a Vietnamese letter that neither encoding can show.
fn is_unicode_only(letter: char) -> bool {
    "ăđĩũơưĂĐĨŨƠƯ".contains(letter) || ('\u{1ea0}'..='\u{1ef9}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::grid::{Cell, Row};

    fn grid(rows: &[&[&str]]) -> Grid {
        let row = |(at, texts): (usize, &&[&str])| Row {
            number: at + 1,
            cells: texts
                .iter()
                .map(|text| Cell { text: (*text).to_owned(), kind: Kind::Text })
                .enumerate()
                .collect(),
            bytes: None,
        };
        Grid { rows: rows.iter().enumerate().map(row).collect(), ..Grid::default() }
    }

    #[test]
    fn a_whole_file_is_converted_and_a_mixed_one_is_not() {
        let mut all = grid(&[
            &["Hä vµ tªn", "Chøc vô"],
            &["NguyÔn V¨n §¹t", "BÝ th\u{ad}"],
            &["Y Bh¨m £ban", "Tr\u{ad}ëng th«n"],
        ]);
        let old = convert(&mut all, false);
        assert_eq!(old.name, Some("TCVN3 (ABC)"));
        assert_eq!(all.rows[0].text(0), Some("Họ và tên"));
        assert_eq!(all.rows[1].text(0), Some("Nguyễn Văn Đạt"));
        assert_eq!(all.rows[2].text(0), Some("Y Bhăm Êban"));
        assert_eq!(old.before[&(2, 0)], "NguyÔn V¨n §¹t");
        let mut mixed = grid(&[&["Họ và tên"], &["NguyÔn V¨n §¹t"], &["Nguyễn Văn Đạt"]]);
        let old = convert(&mut mixed, false);
        assert_eq!((old.name, old.bad.len()), (None, 1));
        assert_eq!(old.bad[&2].letters, ["Ô", "¨", "§", "¹"]);
        assert_eq!(mixed.rows[1].text(0), Some("NguyÔn V¨n §¹t"));
    }
}
