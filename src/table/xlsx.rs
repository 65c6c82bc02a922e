//! Comes in: rows of values. Goes out: an Excel file of one sheet; the same rows
//! give the same bytes. Must not know: what the rows are, where the file goes.

use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::written::Value;

/// Is a column: its header, and its width in letters.
pub(crate) type Head = (&'static str, f64);

/// Writes a sheet with its header fixed, filters, and days as days.
pub(crate) fn xlsx(
    name: &str,
    heads: &[Head],
    rows: &[Vec<Value>],
    made: NaiveDate,
) -> Result<Vec<u8>, String> {
    written(name, heads, rows, made).map_err(|error| error.to_string())
}

fn written(name: &str, heads: &[Head], rows: &[Vec<Value>], made: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The crate would ask the machine for the time.
    book.set_properties(&DocProperties::new().set_creation_datetime(&day(made)?));
    let sheet = book.add_worksheet();
    sheet.set_name(name)?;
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter);
    for ((title, width), column) in heads.iter().zip(0..) {
        sheet.write_string_with_format(0, column, *title, &head)?;
        sheet.set_column_width(column, *width)?;
    }
    for (row, at) in rows.iter().zip(1..) {
        line(sheet, at, row)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let (last, right) = (u32::try_from(rows.len()), u16::try_from(heads.len().saturating_sub(1)));
    if let (Ok(last), Ok(right)) = (last, right) {
        sheet.autofilter(0, 0, last, right)?;
    }
    book.save_to_buffer()
}

fn line(sheet: &mut Worksheet, row: u32, values: &[Value]) -> Result<(), XlsxError> {
    let top = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let dated = Format::new().set_num_format("dd/mm/yyyy").set_align(FormatAlign::Top);
    for (value, column) in values.iter().zip(0..) {
        match value {
            Value::Text(text) if text.is_empty() => {}
            Value::Text(text) => {
                sheet.write_string_with_format(row, column, text, &top)?;
            }
            Value::Number(number) => {
                sheet.write_number_with_format(row, column, *number, &top)?;
            }
            Value::Day(on) => {
                sheet.write_datetime_with_format(row, column, day(*on)?, &dated)?;
            }
        }
    }
    Ok(())
}

fn day(on: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    ExcelDateTime::from_ymd(u16::try_from(on.year()).unwrap_or(1900), part(on.month()), part(on.day()))
}
