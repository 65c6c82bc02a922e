//! Comes in: the text of a cell of a guest. Goes out: why it says nothing of a guest: a ditto
//! mark, the value of an empty database, a number, a remark that nobody is known. Must not
//! know: rows, columns, files.

use super::column::Column;
use crate::text::one_line;

/// What stands for `như trên`, in small letters and without the dashes and brackets around it.
const DITTO: [&str; 12] =
    ["nt", "n t", "như trên", "nhu tren", "như dòng trên", "//", "\"", "''", "″", "〃", "”", "“"];

/// What programs and people write where they know nothing, likewise.
const NOTHING: [&str; 36] = [
    "null",
    "(null)",
    "nil",
    "none",
    "n/a",
    "undefined",
    "true",
    "false",
    "x",
    "xx",
    "xxx",
    "v",
    "ok",
    "chưa rõ",
    "chưa biết",
    "chưa có",
    "chưa xác định",
    "chưa cập nhật",
    "chưa cử",
    "không rõ",
    "không biết",
    "không",
    "không có",
    "ko",
    "ko có",
    "trống",
    "bỏ trống",
    "để trống",
    "đang cập nhật",
    "cập nhật sau",
    "bổ sung sau",
    "sẽ bổ sung",
    "báo sau",
    "tbd",
    "kxđ",
    "khuyết",
];

/// What a guest is not, but says why somebody does not come, likewise.
const ABSENT: [&str; 8] =
    ["vắng", "vắng mặt", "đã mất", "không mời", "không dự", "không tham dự", "nghỉ", "hoãn"];

/// Tells a cell of dashes, dots and the like, which is an empty one.
pub(super) fn is_blank(text: &str) -> bool {
    let ditto = is_ditto(&plain(text));
    !ditto && !text.is_empty() && text.chars().all(|letter| "-–—−_.…·*/\\|, ".contains(letter))
}

/// Says why a text is nothing that an invitation can print in this field.
pub(super) fn filler(text: &str, column: Column, shown: &str, family: bool) -> Option<String> {
    if !matches!(column, Column::Name | Column::FamilyName | Column::Title | Column::Unit | Column::Honorific)
    {
        return None;
    }
    let typed = one_line(text);
    let plain = plain(&typed);
    let name = matches!(column, Column::Name | Column::FamilyName);
    let what = if name { "họ tên".to_owned() } else { shown.to_lowercase() };
    if is_ditto(&plain) {
        return Some(format!("`{typed}` nghĩa là như dòng trên; ghi đủ chữ ở dòng này"));
    }
    // Beside a column of family names `Vắng`, `Nghỉ` may be the rest of a name.
    let word = column != Column::Name || !family;
    if word && (NOTHING.contains(&plain.as_str()) || ABSENT.contains(&plain.as_str())) {
        let empty = if name { "" } else { "; không có thì để trống" };
        return Some(format!("`{typed}` không phải {what}{empty}"));
    }
    let digits = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ' ');
    if !name && typed.contains(|letter: char| letter.is_ascii_digit()) && typed.chars().all(digits) {
        return Some(format!("`{typed}` là số, không phải {what}; ghi đủ chữ, không có thì để trống"));
    }
    None
}

fn is_ditto(plain: &str) -> bool {
    let marks = !plain.is_empty()
        && plain.chars().all(|letter| matches!(letter, '"' | '″' | '〃' | '”' | '“' | '\''));
    let slashes = plain.len() > 1 && plain.bytes().all(|byte| byte == b'/');
    marks || slashes || DITTO.contains(&plain)
}

/// Gives a text in small letters, without what stands around it: `-nt-`, `(vắng)`, `n.t`.
fn plain(text: &str) -> String {
    let around: &[char] = &['-', '–', '—', '(', ')', '[', ']', '.', ',', ';', ':', '?', '!', '*', '…', ' '];
    let bare = text.trim().trim_matches(around).to_lowercase();
    let dotted = bare.replace('.', " ");
    one_line(if bare.chars().count() <= 4 { &dotted } else { &bare })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_is_told_from_posts_and_names() {
        for text in [
            "-nt-",
            "nt",
            "n.t",
            "//",
            "-//-",
            "″",
            "\"",
            "NULL",
            "0",
            "x",
            "12",
            "3.0",
            "Chưa rõ",
            "(vắng)",
            "N/A",
        ] {
            assert!(filler(text, Column::Title, "Chức vụ", false).is_some(), "{text}");
        }
        for text in ["nt", "(vắng)", "TRUE", "Chưa rõ", "\""] {
            assert!(filler(text, Column::Name, "Họ và tên", false).is_some(), "{text}");
        }
        for text in ["Bí thư", "Thôn 2", "CT", "UV", "-", "Không quân", "Nghỉ hưu"] {
            assert_eq!(filler(text, Column::Unit, "Đơn vị", false), None, "{text}");
        }
        assert_eq!(filler("Vắng", Column::Name, "Tên", true), None, "beside `Họ đệm`");
        for text in ["Vắng Thị A", "Na", "H'Na"] {
            assert_eq!(filler(text, Column::Name, "Họ và tên", false), None, "{text}");
        }
        assert!(["-", "–", "...", "---", "_"].iter().all(|text| is_blank(text)));
        assert!(["//", "-nt-", "Bí thư"].iter().all(|text| !is_blank(text)));
    }
}
