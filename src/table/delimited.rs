//! Comes in: the bytes of separated text. Goes out: the grid by the separator
//! that fits best. Must not know: what the rows are.

use crate::diag::{Code, Diagnostic, Source};

use super::cell::is_error;
use super::decode::decode;
use super::file::Opened;
use super::grid::{Cell, Grid, Kind, MAX_CELLS, MAX_COLUMNS, MAX_LETTERS, MAX_ROWS, MAX_WIDTH, Row};
use super::old;
use super::place::Place;
use super::sheet::{Fit, Sheet};

const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// Reads separated text by the separator that fits best.
pub(crate) fn sheet(opened: &Opened, fit: impl Fn(&Grid) -> Fit) -> Result<Sheet, Box<Diagnostic>> {
    let decoded = decode(&opened.bytes);
    let place = Place {
        file: opened.name.clone(),
        sheet: None,
        source: Some(Source::new(opened.path.display().to_string(), decoded.text.clone())),
        in_paper: false,
    };
    let (said, from) = said_separator(&decoded.text);
    let separators = said.map_or(SEPARATORS.to_vec(), |said| vec![said]);
    let mut best: Option<(Score, Grid, old::Old)> = None;
    let mut burst = false;
    for separator in separators {
        let Some(mut grid) = parse(&decoded.text, from, separator) else {
            burst = true;
            continue;
        };
        let old = old::convert(&mut grid, decoded.windows_1258);
        let score = Score::of(&grid, fit(&grid));
        if best.as_ref().is_none_or(|(known, ..)| score > *known) {
            best = Some((score, grid, old));
        }
    }
    let refused =
        || Box::new(place.about(Code::FILE_SIZE, "có hơn 100.000 dòng hoặc hơn 1.000 cột, quá lớn để đọc"));
    // What fits nowhere may have fitted where there was too much of it.
    let (_, grid, old) = best.filter(|(score, ..)| !burst || score.fields > 0).ok_or_else(refused)?;
    Ok(Sheet { place, grid, old, hidden: false })
}

/// What speaks for a separator: the fields it shows, then how few rows hold
/// more cells than the header, then how many rows have the same width.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    fields: usize,
    fitting: usize,
    even: usize,
}

impl Score {
    fn of(grid: &Grid, fit: Fit) -> Self {
        let width = |row: &Row| row.cells.last_key_value().map_or(0, |(column, _)| column + 1);
        let even =
            grid.rows.windows(2).filter(|pair| width(&pair[0]) > 1 && width(&pair[0]) == width(&pair[1]));
        Self {
            fields: fit.fields,
            fitting: grid.rows.iter().filter(|row| width(row) <= fit.width).count(),
            even: even.count(),
        }
    }
}

/// Reads Excel's own first line `sep=;`.
fn said_separator(text: &str) -> (Option<u8>, usize) {
    let line = text.lines().next().unwrap_or_default();
    match line.trim_matches('"').strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) => (Some(*separator), (line.len() + 1).min(text.len())),
        _ => (None, 0),
    }
}

fn parse(text: &str, from: usize, separator: u8) -> Option<Grid> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(&text.as_bytes()[from..]);
    let mut grid = Grid { torn: true, ..Grid::default() };
    let mut record = csv::StringRecord::new();
    let mut number = usize::from(from > 0);
    let mut cells = 0;
    let mut at = from;
    while reader.read_record(&mut record).unwrap_or(false) {
        // Empty lines are passed over by the reader; Excel counts them.
        if record.len() > MAX_COLUMNS || record.iter().any(|cell| cell.len() > MAX_LETTERS) {
            return None;
        }
        let blank = text[at..].bytes().take_while(|byte| *byte == b'\n').count();
        number += blank + 1;
        let start = at + blank;
        let end =
            usize::try_from(reader.position().byte()).map_or(text.len(), |end| (from + end).min(text.len()));
        let row = row(&record, number, is_torn(&text[start..end], separator));
        let bytes = start..start + text[start..end].trim_end().len();
        cells += row.cells.len();
        if row.cells.len() > MAX_WIDTH {
            return None;
        }
        at = end;
        if !row.cells.is_empty() {
            grid.rows.push(Row { bytes: Some(bytes), ..row });
        }
        if grid.rows.len() > MAX_ROWS || cells > MAX_CELLS {
            return None;
        }
    }
    Some(grid)
}

fn row(record: &csv::StringRecord, number: usize, torn: bool) -> Row {
    let mut row = Row { number, ..Row::default() };
    for (column, text) in record.iter().enumerate() {
        // `="0912"` is how text is kept from becoming a number.
        let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        let kind = match text {
            text if text.trim().is_empty() => continue,
            text if torn && text.contains('\n') => Kind::RunOn,
            text if is_error(text) => Kind::Error,
            text if text.trim_start().starts_with('=') && text.trim().len() > 1 => Kind::Formula,
            _ => Kind::Text,
        };
        row.cells.insert(column, Cell { text: text.to_owned(), kind });
    }
    row
}

/// Tells a record with a quote that was left open: its end comes where no
/// value ends, in the middle of a later row or nowhere.
fn is_torn(record: &str, separator: u8) -> bool {
    let mut letters = record.trim_end_matches('\n').bytes().peekable();
    let (mut quoted, mut fresh) = (false, true);
    while let Some(letter) = letters.next() {
        match letter {
            b'"' if quoted && letters.next_if_eq(&b'"').is_some() => {}
            b'"' if quoted => {
                if letters.peek().is_some_and(|next| *next != separator && *next != b'\n') {
                    return true;
                }
                quoted = false;
            }
            b'"' if fresh => quoted = true,
            _ => {}
        }
        fresh = !quoted && letter == separator;
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_numbered_as_excel_numbers_them() {
        let text = "sep=;\n\nA;B\n\n\n1;\"x\ny\"\n2;z\n";
        let (said, from) = said_separator(text);
        let grid = parse(text, from, said.unwrap()).unwrap();
        let rows: Vec<(usize, &str)> =
            grid.rows.iter().map(|row| (row.number, &text[row.bytes.clone().unwrap()])).collect();
        assert_eq!(rows, [(3, "A;B"), (6, "1;\"x\ny\""), (7, "2;z")]);
    }

    #[test]
    fn a_quote_left_open_is_seen() {
        for text in ["a;b;c\n\"d;e;f\ng;h;i\n", "a;b;c\n\"d;e;f\n\"g\";h;i\n", "a;b;c\n\"d;e;f\ng;\"h\";i\n"]
        {
            let grid = parse(text, 0, b';').unwrap();
            assert_eq!(grid.rows[1].cells[&0].kind, Kind::RunOn, "{text}");
        }
        let grid = parse("a,b\n\"Thôn 1,\nxã A, huyện B, tỉnh C\",\"nói \"\"có\"\"\"\n", 0, b',').unwrap();
        assert_eq!(grid.rows[1].cells[&0].kind, Kind::Text);
    }
}
