//! Comes in: a finding worded for the command line. Goes out: the same for somebody who has the
//! list before them and buttons beside it. Must not know: what was found.

use super::hints::mend;
use crate::office::FindingTold;

/// What is said of options and files, and what is said of buttons instead.
const WORDS: [(&str, &str); 16] = [
    (
        "sửa dòng này trong danh sách, hoặc trong tệp các dòng lỗi",
        "sửa ngay tại đây rồi bấm Lưu dòng này, hoặc sửa trong chính danh sách",
    ),
    ("sửa dòng ấy trước, trong danh sách hoặc trong tệp loi.csv", "sửa dòng ấy trước"),
    (
        "danh sách đã khác lúc ghi ra các dòng lỗi; lập lại để có tệp dòng lỗi mới",
        "tại đây chỉ sửa được ô bị báo lỗi và ô trống; ô khác thì sửa trong chính danh sách",
    ),
    ("lập lại cả loạt (bỏ --dong, --khach, --bo-sung) trước khi", "bấm Lập tất cả trước khi"),
    ("lập lại cả loạt trước khi", "bấm Lập tất cả trước khi"),
    (
        "đổi tiêu đề cột thành `Chức vụ`, `Đơn vị` hoặc `Xưng hô`; không cần in thì đổi thành `Ghi chú`",
        "chọn ở đầu cột xem cột ấy là gì; không in thì để yên",
    ),
    (
        "nếu là chức vụ hay cơ quan thì đổi tiêu đề cột thành `Chức vụ`, `Đơn vị`",
        "nếu là chức vụ hay cơ quan thì chọn ở đầu cột",
    ),
    ("nói rõ đọc trang nào", "chọn trang ở phía trên"),
    ("khai rõ cột nào là gì, hoặc đổi tên một cột", "chọn ở đầu cột xem cột nào là gì"),
    ("thêm cột hoặc khai cột nào là chức vụ, đơn vị", "chọn ở đầu cột xem cột nào là chức vụ, đơn vị"),
    ("thêm kho: A5, hoặc bỏ --ghep-doi", "chọn khổ A5 cho văn bản, hoặc bỏ chọn ghép đôi"),
    ("hoặc bỏ --ghep-doi", "hoặc bỏ chọn ghép đôi"),
    ("--ghep-doi ghép hai bản", "ghép đôi là hai bản"),
    ("--ghep-doi chỉ ghép", "ghép đôi chỉ ghép"),
    ("thêm `xung_ho: Đồng chí` vào văn bản", "ghi Đồng chí ở ô Xưng hô của văn bản"),
    ("--dong ", "dòng "),
];

/// Words a finding for the window.
pub(super) fn worded(mut told: FindingTold) -> FindingTold {
    for text in std::iter::once(&mut told.message).chain(&mut told.hints) {
        for (before, after) in WORDS {
            if text.contains(before) {
                *text = text.replace(before, after);
            }
        }
    }
    mend(told)
}
