//! Comes in: rows of text. Goes out: separated text that Excel opens on a
//! Vietnamese machine: UTF-8 with a byte order mark, CRLF. Must not know: what
//! the rows are, where the file goes.

use chrono::NaiveDate;

/// Writes rows that are to be mended and read again: semicolons, which is what
/// Excel expects where the comma is the decimal sign; what it would take for a formula
/// stays text, and is read back by [`unguarded`].
pub(crate) fn mending<'a>(rows: impl IntoIterator<Item = Vec<&'a str>>) -> Vec<u8> {
    let mut writer = writer(b';');
    for row in rows {
        // Writing to memory does not fail, and every record has one width.
        let _ = writer.write_record(row.into_iter().map(guarded));
    }
    writer.into_inner().unwrap_or_default()
}

/// Writes rows that are to be kept: commas; what a spreadsheet would take for a
/// formula stays text.
pub(crate) fn separated(heads: &[&str], rows: &[Vec<Value>]) -> Vec<u8> {
    let mut writer = writer(b',');
    // Writing to memory does not fail, and every record has one width.
    let _ = writer.write_record(heads);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|value| match value {
            Value::Text(text) => guarded(text),
            Value::Number(number) => number.to_string(),
            Value::Day(day) => day.format("%d/%m/%Y").to_string(),
        }));
    }
    writer.into_inner().unwrap_or_default()
}

/// Is what a cell is written as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text, never a formula.
    Text(String),
    /// A whole number.
    Number(u32),
    /// A day.
    Day(NaiveDate),
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Puts an apostrophe before what would be run.
fn guarded(text: &str) -> String {
    if text.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// Takes the apostrophe away again.
pub(crate) fn unguarded(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(text)
}

fn writer(separator: u8) -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new()
        .delimiter(separator)
        .quote_style(if separator == b',' { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary })
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xef\xbb\xbf".to_vec())
}
