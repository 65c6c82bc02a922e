//! Comes in: what was found. Goes out: the words a clerk reads, and two small
//! notations of PDF. Must not know: how it was found.

use chrono::{DateTime, NaiveDateTime};

use crate::sign::Change;

/// Says what a change is, in words that go on after a comma.
pub(super) fn change(change: &Change) -> String {
    match change {
        Change::Pages(was, is) if is > was => format!("có {} trang thêm vào", is - was),
        Change::Pages(was, is) => format!("mất {} trang", was - is),
        Change::Page(page, part) => format!("trang {page}: {}", page_part(part)),
        Change::Annotation(page) => {
            format!("trang {page}: có hình, dấu hoặc ghi chú dán đè lên, không phải chữ ký")
        }
        Change::Signature(field) => format!("chữ ký ở ô `{field}` bị gỡ hoặc bị thay"),
        Change::Form(_) => "các ô của biểu mẫu bị thêm, bớt hoặc đổi".to_owned(),
        Change::Catalog(part) => file_part(part),
    }
}

fn page_part(part: &str) -> String {
    match part {
        "Contents" => "chữ trên trang bị thay".to_owned(),
        "Resources" => "phông chữ hoặc hình của trang bị thay".to_owned(),
        "Rotate" | "MediaBox" | "CropBox" => "khổ hoặc chiều của trang bị đổi".to_owned(),
        other => format!("`{other}` của trang bị đổi"),
    }
}

fn file_part(part: &str) -> String {
    match part {
        "Pages" => "danh sách trang bị đổi".to_owned(),
        "OpenAction" | "AA" | "Names" => "có lệnh tự chạy khi mở tệp".to_owned(),
        "StructTreeRoot" => "thứ tự đọc của văn bản bị đổi".to_owned(),
        other => format!("phần `{other}` của tệp bị đổi"),
    }
}

/// Reads the time of a PDF, `D:20260603081500+07'00'`, as seconds since 1970.
pub(super) fn pdf_time(text: &str) -> Option<i64> {
    let digits = text.strip_prefix("D:")?.get(..14)?;
    let local = NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").ok()?.and_utc().timestamp();
    let zone = text.get(16..).unwrap_or("");
    let (sign, zone) = match zone.as_bytes().first() {
        Some(b'+') => (1, &zone[1..]),
        Some(b'-') => (-1, &zone[1..]),
        _ => return Some(local),
    };
    let mut parts = zone.split('\'').map(|part| part.parse::<i64>().unwrap_or(0));
    let (hours, minutes) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
    Some(local - sign * (hours * 3600 + minutes * 60))
}

/// Writes a time as an office reads it: `03/6/2026 08:15:00`, in Vietnam's.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let there = DateTime::from_timestamp(seconds + 7 * 3600, 0);
    there.map(|time| time.format("%d/%m/%Y %H:%M:%S").to_string()).unwrap_or_default()
}

/// Reads hexadecimal digits, as they stand in a PDF string.
pub(super) fn unhex(text: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    if text.len() % 2 == 1 {
        return None;
    }
    text.chunks(2).map(|pair| Some(digit(pair[0])? * 16 + digit(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{clock, pdf_time};

    #[test]
    fn a_pdf_time_is_read_with_its_zone() {
        let time = pdf_time("D:20260603081500+07'00'").expect("a time");
        assert_eq!(clock(time), "03/06/2026 08:15:00");
        assert_eq!(pdf_time("D:20260603011500Z"), Some(time));
        assert_eq!(pdf_time("D:2026"), None);
    }
}
