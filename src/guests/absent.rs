//! Comes in: guests that were read. Goes out: findings about those of whom a remark says that
//! they do not come or are not invited. Must not know: which remarks are true.

use super::teller::{At, Teller};
use super::{Guest, GuestList};
use crate::diag::Code;
use crate::table::{Place, Row};

/// What remarks say of somebody who does not come, in small letters.
const ABSENT: [&str; 33] = [
    "không mời",
    "khỏi mời",
    "thôi mời",
    "bỏ mời",
    "ngừng mời",
    "hoãn mời",
    "chưa mời",
    "không tham dự",
    "không dự",
    "không đến",
    "không đi",
    "không họp",
    "vắng",
    "xin nghỉ",
    "báo nghỉ",
    "đã mất",
    "mới mất",
    "vừa mất",
    "từ trần",
    "qua đời",
    "dự thay",
    "đi thay",
    "họp thay",
    "thay bằng",
    "thay thế bằng",
    "cử đồng chí",
    "cử đ/c",
    "cử ông",
    "cử bà",
    "đã xoá",
    "loại khỏi",
    "chuyển sang danh sách",
    "đã chuyển công tác",
];

/// Whom a remark may speak of instead of the guest.
const KIN: [&str; 8] = ["liệt", "chồng", "vợ", "con", "bố", "mẹ", "cha", "thân"];

/// Tells of guests whom a remark leaves out; the words of a remark stand in any column.
pub(super) fn about(place: &Place, rows: &[&Row], list: &mut GuestList) {
    let told: Vec<(usize, String)> = list
        .guests
        .iter()
        .enumerate()
        .filter_map(|(at, guest)| Some((at, texts(guest).find(|text| says_absent(text))?.to_owned())))
        .collect();
    let hint = "không mời nữa thì xoá dòng ấy; mời người khác thì ghi họ tên, chức vụ người ấy; vẫn mời thì không phải làm gì";
    let own: Vec<usize> = told.iter().map(|(at, _)| *at).collect();
    let teller = Teller { place, rows };
    let findings = teller.tell(&own, Code::GUESTS_ABSENT, None, hint, |at| match at {
        At::One(index) => {
            let (at, text) = &told[index];
            format!("có ghi `{text}` mà vẫn lập giấy mời cho `{}`", list.guests[*at].name)
        }
        At::All(rows) => format!(
            "{} khách có lời ghi không dự hoặc không mời, vẫn lập giấy mời (ví dụ `{}`): {rows}",
            told.len(),
            told[0].1
        ),
    });
    list.findings.extend(findings);
}

fn texts(guest: &Guest) -> impl Iterator<Item = &str> {
    let fields = [&guest.note, &guest.title, &guest.unit, &guest.seat].into_iter().flatten();
    fields.chain(guest.extra.iter().map(|(_, text)| text)).map(String::as_str)
}

/// Tells words of [`ABSENT`], whole: `không điều` is not `không đi`.
fn says_absent(text: &str) -> bool {
    let lower = text.to_lowercase();
    // `vợ liệt sĩ (chồng đã mất)` is said of another.
    if KIN.iter().any(|kin| lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == *kin)) {
        return false;
    }
    let letter = |one: Option<char>| one.is_some_and(char::is_alphanumeric);
    ABSENT.iter().any(|words| {
        lower.match_indices(words).any(|(at, _)| {
            !letter(lower[..at].chars().next_back()) && !letter(lower[at + words.len()..].chars().next())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::says_absent;

    #[test]
    fn remarks_that_leave_somebody_out_are_known() {
        for text in ["không mời", "Vắng, cử đồng chí Lê Văn Ba dự thay", "đã mất", "(vắng)", "Không dự được"]
        {
            assert!(says_absent(text), "{text}");
        }
        for text in [
            "đi xe riêng",
            "không điều động",
            "Bí thư",
            "mời cả gia đình",
            "họp cả ngày",
            "thay mặt HĐND",
            "Con liệt sĩ, bố hy sinh năm 1968",
            "vợ liệt sĩ (chồng đã mất)",
        ] {
            assert!(!says_absent(text), "{text}");
        }
    }
}
