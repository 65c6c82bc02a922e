//! Comes in: the text of a cell below a list. Goes out: whether it closes the
//! list (a total, a date, a signature). Must not know: the row, the guests.

use crate::text::fold;
use crate::text::one_line;

/// Says what a cell below a list is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Foot {
    /// A total of the whole list.
    Total,
    /// A total of a part.
    Part,
    /// A date, an office, a signature: the list is over.
    Signature,
}

/// Looks for the words that close a list. Marks count: `Tống Công Danh` is a
/// person.
pub(super) fn foot(text: &str) -> Option<Foot> {
    const WHOLE: [&str; 8] = [
        "danh sach nay",
        "danh sach tren",
        "danh sach co",
        "danh sach gom",
        "an dinh danh sach",
        "tong cong",
        "tong so",
        "tong",
    ];
    const SIGNED: [&str; 12] = [
        "nguoi lap",
        "nguoi lap bieu",
        "nguoi lap danh sach",
        "lap bieu",
        "can bo lap",
        "can bo lap danh sach",
        "nguoi tong hop",
        "thu truong don vi",
        "ky ten",
        "ky ghi ro ho ten",
        "ky ten dong dau",
        "ky va ghi ro ho ten",
    ];
    let line = one_line(text);
    let line = line.trim_start_matches(['(', '*', '-', '–', ' ']);
    let lower = line.to_lowercase();
    let folded = fold(line);
    let stops = |start: &str| {
        folded.strip_prefix(start).is_some_and(|rest| {
            rest.is_empty() || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
        }) || (folded.starts_with(start) && line.chars().nth(start.chars().count()) == Some(':'))
    };
    let marked = lower.starts_with("tổng cộng") || lower.starts_with("tổng số");
    let plain = line.is_ascii() && WHOLE[5..].iter().any(|start| stops(start));
    if marked
        || plain
        || lower == "tổng"
        || lower.starts_with("tổng:")
        || WHOLE[..5].iter().any(|start| folded.starts_with(start))
    {
        return Some(Foot::Total);
    }
    if lower.starts_with("cộng") && stops("cong") {
        return Some(Foot::Part);
    }
    let office = ["T/M", "TM.", "K/T", "KT.", "T/L", "TL.", "TUQ.", "T/M.", "K/T."];
    let signed = SIGNED.contains(&folded.as_str())
        || office.iter().any(|start| line.starts_with(start))
        || folded.starts_with("xac nhan cua")
        || (["ngày", "tháng", "năm"].iter().all(|word| lower.contains(word)) && lower.chars().count() < 70)
        || is_dated(&lower);
    signed.then_some(Foot::Signature)
}

/// Tells a place and a day in numbers: `Hoa Mẫu, ngày 10/11/2026`.
fn is_dated(lower: &str) -> bool {
    let Some((place, day)) = lower.split_once("ngày ") else { return false };
    let parts: Vec<&str> = day.trim_end_matches(['.', ' ', ')']).split(['/', '-', '.']).collect();
    let number = |part: &&str| !part.is_empty() && part.trim().bytes().all(|byte| byte.is_ascii_digit());
    // A day alone may stand over the guests of that day.
    let before = place.trim_end().ends_with(',') && place.chars().count() < 50;
    before && parts.len() == 3 && parts.iter().all(number)
}

/// Gives the first whole number of a text.
pub(super) fn number(text: &str) -> Option<usize> {
    let start = text.find(|letter: char| letter.is_ascii_digit())?;
    let digits: String = text[start..].chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.replace('.', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_below_a_list_are_known() {
        for (text, foot_of) in [
            ("Tổng cộng: 120 người", Some(Foot::Total)),
            ("TỔNG SỐ 120 đại biểu", Some(Foot::Total)),
            ("Tong cong: 5", Some(Foot::Total)),
            ("(Danh sách này có 120 người)", Some(Foot::Total)),
            ("Cộng: 12", Some(Foot::Part)),
            ("Cộng", Some(Foot::Part)),
            ("NGƯỜI LẬP BIỂU", Some(Foot::Signature)),
            ("T/M BAN THƯỜNG VỤ", Some(Foot::Signature)),
            ("TM. ỦY BAN NHÂN DÂN", Some(Foot::Signature)),
            ("Hưng Chính, ngày 03 tháng 6 năm 2026", Some(Foot::Signature)),
            ("Hoa Mẫu, ngày 10/11/2026", Some(Foot::Signature)),
            ("Xã Mẫu, ngày 3-6-2026.", Some(Foot::Signature)),
            ("Hoa Mẫu, ngày 10/11/2026", Some(Foot::Signature)),
            ("Ngày 10/11/2026", None),
            ("họp ngày 10/11/2026", None),
            ("Tống Công Danh", None),
            ("Tong Cong Danh", None),
            ("Công Tằng Tôn Nữ Mỹ", None),
            ("Nguyễn Văn A", None),
            ("Tổng Bí thư", None),
        ] {
            assert_eq!(foot(text), foot_of, "{text}");
        }
        assert_eq!(number("Tổng cộng: 1.200 người (30 nữ)"), Some(1200));
    }
}
