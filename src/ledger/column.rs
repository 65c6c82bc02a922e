//! Comes in: the words over a column. Goes out: which column of a register they
//! name (NĐ30 Phụ lục IV, and as offices write it). Must not know: where the
//! header stands.

use crate::text::fold;

/// Is a column of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// Number and symbol: `07-KH/ĐU`; or the number alone.
    Symbol,
    /// The symbol alone, where the number has a column of its own.
    Sign,
    /// The kind's name.
    Kind,
    /// The day of the paper.
    Date,
    /// The summary, often with the kind's name before it.
    Summary,
    /// The signer's name.
    Signer,
    /// The recipients.
    Recipients,
    /// Where it is kept.
    KeptAt,
    /// How many copies there are.
    Copies,
    /// The day it was sent.
    Sent,
    /// Who took it.
    Received,
    /// A remark.
    Note,
    /// The first day of the term, in what `register export` writes.
    Term,
    /// How far it has come, in what `register export` writes.
    State,
}

/// What a column is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// It holds something of a paper.
    Field(Column),
    /// It numbers the rows, or was added by vanthu: not read.
    Passed,
    /// It is kept as a remark under its own header.
    Other,
}

const WORDS: [(Role, &str); 15] = [
    (
        Role::Field(Column::Symbol),
        "so ky hieu van ban|so ky hieu|so va ky hieu|so va ky hieu van ban|so kh|so va kh|so kh vb|so kh van ban|\
         so ky hieu vb|so vb|so van ban|so hieu|so hieu van ban|so cong van|so cv|so di|so van ban di|so vb di|so|\
         so ky hieu van ban di",
    ),
    (Role::Field(Column::Sign), "ky hieu|kh|ky hieu vb|ky hieu van ban"),
    (
        Role::Field(Column::Kind),
        "loai|ten loai|loai vb|loai van ban|ten loai van ban|ten loai vb|the loai|the loai van ban|the loai vb",
    ),
    (
        Role::Field(Column::Date),
        "ngay thang van ban|ngay thang|ngay|ngay ban hanh|ngay vb|ngay van ban|ngay thang nam|ngay ky|\
         ngay thang nam van ban|ngay thang nam ban hanh|ngay thang ban hanh|ngay thang vb|ngay thang nam vb|\
         ngay di|ngay phat hanh|ngay ban hanh van ban|ngay thang ky|ngay ky van ban|ngay ban hanh vb",
    ),
    (
        Role::Field(Column::Summary),
        "ten loai va trich yeu noi dung van ban|ten loai va trich yeu noi dung|ten loai va trich yeu|trich yeu|\
         ten loai va trich yeu van ban|trich yeu noi dung|noi dung trich yeu|trich yeu noi dung van ban|noi dung|\
         noi dung van ban|ten loai trich yeu|ten loai trich yeu noi dung|ten loai trich yeu noi dung van ban|\
         ten van ban|trich yeu van ban|trich yeu vb|ten loai va noi dung|ten loai va noi dung trich yeu|ve viec",
    ),
    (Role::Field(Column::Signer), "nguoi ky|nguoi ky van ban|nguoi ky vb|ho ten nguoi ky|lanh dao ky"),
    (
        Role::Field(Column::Recipients),
        "noi nhan|noi nhan van ban|noi nhan vb|noi gui|noi den|noi nhan van ban di",
    ),
    (
        Role::Field(Column::KeptAt),
        "don vi nguoi nhan ban luu|don vi hoac nguoi nhan ban luu|noi luu|luu|nguoi nhan ban luu|\
         don vi nhan ban luu|ban luu|don vi luu|don vi nguoi nhan luu",
    ),
    (
        Role::Field(Column::Copies),
        "so luong ban|so ban|so luong|sl|sl ban|so luong ban phat hanh|so luong vb",
    ),
    (Role::Field(Column::Sent), "ngay chuyen|ngay gui|ngay chuyen van ban|ngay chuyen vb"),
    (Role::Field(Column::Received), "ky nhan|nguoi nhan|ky nhan va ghi ro ho ten|nguoi ky nhan"),
    (Role::Field(Column::Note), "ghi chu|chu thich|luu y"),
    (Role::Field(Column::Term), "nhiem ky tu|nhiem ky"),
    (Role::Field(Column::State), "trang thai"),
    (
        Role::Passed,
        "tt|stt|s t t|t t|so tt|so thu tu|thu tu|tep|ban go tren may|sha 256 cua pdf|ma kiem tra ban pdf|ma trong kho luu|tep goc|dong|trang|ly do",
    ),
];

/// Tells what the words over a column say.
pub(super) fn role(header: &str) -> Role {
    let plain = header.split(['(', '[']).next().unwrap_or_default();
    let listed = |words: &str| {
        let folded = fold(words);
        WORDS.iter().find(|(_, words)| words.split('|').any(|word| word == folded)).map(|(role, _)| *role)
    };
    listed(header).or_else(|| listed(plain)).unwrap_or(Role::Other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_however_they_are_written() {
        for (column, headers) in [
            (
                Column::Symbol,
                "Số, ký hiệu văn bản|Số KH|Số/KH|Số VB|SỐ VÀ KÝ HIỆU|So, ky hieu|Số\nký hiệu|Số",
            ),
            (Column::Date, "Ngày tháng văn bản|Ngày|Ngày ban hành|NGÀY, THÁNG|Ngay ky"),
            (Column::Summary, "Tên loại và trích yếu nội dung văn bản|Trích yếu|Trich yeu (V/v)"),
            (Column::Kind, "Tên loại|Loại VB|LOẠI VĂN BẢN"),
            (Column::KeptAt, "Đơn vị, người nhận bản lưu|Đơn vị hoặc người nhận bản lưu"),
            (Column::Copies, "Số lượng bản|SL"),
            (Column::Note, "Ghi chú"),
        ] {
            for header in headers.split('|') {
                assert_eq!(role(header), Role::Field(column), "{header}");
            }
        }
        assert_eq!((role("Số TT"), role("Độ mật")), (Role::Passed, Role::Other));
    }
}
