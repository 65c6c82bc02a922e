//! Comes in: a value as the spreadsheet library gives it, and the number
//! format it is shown in. Goes out: the text that Excel shows. Must not know:
//! rows, columns, sheets.

use calamine::{Data, ExcelDateTime};

use crate::text::nfc;

use super::grid::{Cell, Kind};

/// Turns a value into a cell; nothing for an empty one.
pub(crate) fn cell(value: &Data, format: Option<&str>) -> Option<Cell> {
    let (text, kind) = match value {
        Data::Empty => return None,
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) if is_error(text) => (text.trim().to_owned(), Kind::Error),
        Data::String(text) => (nfc(text).into_owned(), Kind::Text),
        Data::Int(number) => (number.to_string(), Kind::Number),
        Data::Float(number) => (padded(*number, format).unwrap_or_else(|| plain(*number)), Kind::Number),
        Data::Bool(truth) => (if *truth { "TRUE" } else { "FALSE" }.to_owned(), Kind::Text),
        Data::DateTime(date) => (date_time(*date), Kind::Date),
        Data::DateTimeIso(date) => (iso_date(date), Kind::Date),
        Data::DurationIso(time) => (iso_time(time), Kind::Date),
        Data::Error(error) => (error.to_string(), Kind::Error),
    };
    Some(Cell { text, kind })
}

/// Tells an error that was kept as text (`LibreOffice`, separated text).
pub(crate) fn is_error(text: &str) -> bool {
    const ERRORS: [&str; 11] = [
        "#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "Err:502",
        "Err:509",
    ];
    ERRORS.contains(&text.trim())
}

/// Writes a number the way Excel's general format does: fifteen digits, no
/// `.0`, a comma before the fraction.
fn plain(number: f64) -> String {
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    rounded.to_string().replace('.', ",")
}

/// Writes a whole number in a format of zeros (`0000000000`, `0000 000 000`),
/// which is how some lists keep the zero before a telephone number.
fn padded(number: f64, format: Option<&str>) -> Option<String> {
    let format = format?.replace(['\\', '"'], "");
    let places = format.chars().filter(|sign| *sign == '0').count();
    let sound = places > 1 && format.chars().all(|sign| matches!(sign, '0' | ' ' | '-'));
    if !sound || number < 0.0 || number.fract() != 0.0 || number >= 1e15 {
        return None;
    }
    let digits = format!("{number:0places$}");
    let mut rest = digits.chars();
    let mut shown: String = rest.by_ref().take(digits.len() - places).collect();
    for sign in format.chars() {
        shown.push(if sign == '0' { rest.next()? } else { sign });
    }
    Some(shown)
}

fn date_time(date: ExcelDateTime) -> String {
    if date.is_duration() {
        let minutes = (date.as_f64() * 1440.0).round();
        return format!("{}:{:02}", (minutes / 60.0).trunc(), (minutes % 60.0).abs());
    }
    let (year, month, day, hour, minute, second, milli) = date.to_ymd_hms_milli();
    // A time typed as 07:30 comes as 07:29:59.999… now and then.
    let minutes = u32::from(hour) * 60 + u32::from(minute) + u32::from(second == 59 && milli > 900);
    let time = format!("{:02}:{:02}", minutes / 60, minutes % 60);
    let shown = format!("{day:02}/{month:02}/{year}");
    match (date.as_f64() < 1.0, minutes) {
        (true, _) => time,
        (false, 0) => shown,
        (false, _) => format!("{shown} {time}"),
    }
}

/// Turns `2026-06-03T07:30:00` around.
fn iso_date(date: &str) -> String {
    let (day, time) = date.split_once('T').unwrap_or((date, ""));
    let parts: Vec<&str> = day.split('-').collect();
    let [year, month, day] = parts[..] else {
        return date.to_owned();
    };
    match time.get(..5) {
        None | Some("00:00") => format!("{day}/{month}/{year}"),
        Some(time) => format!("{day}/{month}/{year} {time}"),
    }
}

/// Turns `PT07H30M00S` into `07:30`.
fn iso_time(time: &str) -> String {
    let hours = time.strip_prefix("PT").and_then(|rest| rest.split_once('H'));
    let minutes = hours.and_then(|(hours, rest)| Some((hours, rest.split_once('M')?.0)));
    minutes.map_or_else(|| time.to_owned(), |(hours, minutes)| format!("{hours}:{minutes}"))
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn values_are_written_as_excel_shows_them() {
        let day = |value| Data::DateTime(ExcelDateTime::new(value, ExcelDateTimeType::DateTime, false));
        for (value, format, shown) in [
            (Data::Float(12.0), None, "12"),
            (Data::Float(0.1 + 0.2), None, "0,3"),
            (Data::Float(912_345_678.0), None, "912345678"),
            (Data::Float(912_345_678.0), Some("0000000000"), "0912345678"),
            (Data::Float(912_345_678.0), Some("0000\\ 000\\ 000"), "0912 345 678"),
            (Data::Float(912_345_678.0), Some("0.00"), "912345678"),
            (day(46_176.0), None, "03/06/2026"),
            (day(46_176.312_5), None, "03/06/2026 07:30"),
            (day(0.3125), None, "07:30"),
            (Data::DateTimeIso("2026-06-03".into()), None, "03/06/2026"),
            (Data::DurationIso("PT07H30M00S".into()), None, "07:30"),
            (Data::String("e\u{302}\u{301}".into()), None, "ế"),
        ] {
            assert_eq!(cell(&value, format).unwrap().text, shown, "{value:?}");
        }
        assert_eq!(cell(&Data::String(" \n".into()), None), None);
        assert_eq!(cell(&Data::String("#N/A".into()), None).unwrap().kind, Kind::Error);
    }
}
