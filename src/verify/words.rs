//! Comes in: what was found. Goes out: the words a clerk reads, and two small
//! notations of PDF. Must not know: how it was found.

use chrono::{DateTime, NaiveDateTime};

use crate::sign::Change;
use crate::text::{HiddenKind, harmless as letters};

/// Says what a change is, in words that go on after a comma.
pub(super) fn change(change: &Change) -> String {
    let said = match change {
        Change::Pages(was, is) if is > was => format!("có {} trang thêm vào", is - was),
        Change::Pages(was, is) => format!("mất {} trang", was - is),
        Change::Page(page, part) => format!("trang {page}: {}", page_part(part)),
        Change::Annotation(page) => {
            format!("trang {page}: có hình, dấu hoặc ghi chú dán đè lên, không phải chữ ký đặt ở đó")
        }
        Change::Signature(field) => format!("chữ ký ở ô `{field}` bị gỡ, bị thay hoặc bị sửa ô"),
        Change::Empty(field) => format!("ô `{field}` chưa ký mà bị vẽ hình hoặc bị đổi"),
        Change::Field(field) => {
            format!("có ô `{field}` thêm vào mà không ký ngay lần ấy, hoặc chứa thứ khác ngoài chữ ký")
        }
        Change::Cover(field, page) => format!("trang {page}: ô `{field}` thêm vào che quá nhiều của trang"),
        Change::Form(_) => "các ô của biểu mẫu bị thêm, bớt hoặc đổi".to_owned(),
        Change::Catalog(part) => file_part(part),
    };
    letters(&said).into_owned()
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
        "Info" | "Metadata" => "tên, tác giả ghi trong tệp bị đổi".to_owned(),
        "StructTreeRoot" => "thứ tự đọc của văn bản bị đổi".to_owned(),
        other => format!("phần `{other}` của tệp bị đổi"),
    }
}

/// Reads a time of ASN.1, `20260603011500.25Z`, as seconds since 1970; fractions
/// of a second are cut off.
pub(super) fn general_time(text: &str) -> Option<i64> {
    let text = text.strip_suffix('Z')?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 14 || !plain(whole) || !plain(fraction) {
        return None;
    }
    Some(NaiveDateTime::parse_from_str(whole, "%Y%m%d%H%M%S").ok()?.and_utc().timestamp())
}

/// Makes letters of a stranger harmless on a screen: one line, not too long, no letter
/// that acts or hides, none that ends a quotation of ours.
pub(super) fn harmless(text: &str) -> String {
    const LONGEST: usize = 200;
    let quiet = |letter: char| match letter {
        '\t' | '\n' | '\r' => ' ',
        '`' => '\'',
        letter if HiddenKind::of(letter) == Some(HiddenKind::ZeroWidth) => '\u{fffd}',
        letter => letter,
    };
    let short: String = text.chars().take(LONGEST).map(quiet).collect();
    letters(&short).into_owned()
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
    use super::{clock, general_time, harmless};

    #[test]
    fn a_time_may_have_fractions() {
        let time = general_time("20260603011500Z").expect("a time");
        assert_eq!(clock(time), "03/06/2026 08:15:00");
        assert_eq!(general_time("20260603011500.123456Z"), Some(time));
        for wrong in
            ["20260603011500", "202606030115Z", "20260603011500.Z", "20261303011500Z", "2026060301150xZ"]
        {
            assert_eq!(general_time(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_name_cannot_steer_the_screen() {
        let hostile = "Mẫu\n\u{1b}[31mkh.pdf  ĐẠT\u{202e}\u{200b}`x`";
        assert_eq!(harmless(hostile), "Mẫu ‹U+001B›[31mkh.pdf  ĐẠT‹U+202E›\u{fffd}'x'");
        assert_eq!(harmless("Nguyễn Văn Mẫu"), "Nguyễn Văn Mẫu");
    }
}
