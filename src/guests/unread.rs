//! Comes in: the header of a list and the rows in which somebody stands. Goes out: findings
//! about filled columns that nothing is read from: a second list beside the first, posts and
//! units under words nobody knows, the rest. Must not know: guests, papers.

use super::column::{Column, Role};
use super::header::Header;
use super::header_text::Head;
use super::honorific::is_form;
use super::looks::is_post;
use crate::diag::{Code, Diagnostic};
use crate::table::{Place, Row};
use crate::text::{fold, one_line};

/// What stands over columns that every list has and no invitation prints, folded.
const SILENT: &[&str] = &[
    "sinh",
    "tuoi",
    "gioi tinh",
    "nam",
    "nu",
    "nam nu",
    "dan toc",
    "ton giao",
    "que quan",
    "nguyen quan",
    "quoc tich",
    "ky",
    "ky nhan",
    "chu ky",
    "ky ten",
    "xac nhan",
    "nhan",
    "email",
    "e mail",
    "mail",
    "thu dien tu",
    "zalo",
    "facebook",
    "fax",
    "website",
    "cccd",
    "cmnd",
    "cmt",
    "can cuoc",
    "so the",
    "dien thoai",
    "sdt",
    "dt",
    "di dong",
    "may ban",
    "co dinh",
    "lien he",
    "ghi chu",
    "chu thich",
    "luu y",
    "tt",
    "stt",
    "so tt",
    "thu tu",
    "so thu tu",
    "so tien",
    "thanh tien",
    "so luong",
    "diem danh",
    "co mat",
    "vang mat",
    "trinh do",
    "hoc van",
    "chuyen mon",
    "ly luan",
    "ngay",
    "vao dang",
    "chinh thuc",
    "ngay cap",
    "noi cap",
    "tai khoan",
    "ngan hang",
    "ma so",
    "ma",
    "check",
    "v",
];

/// What stands over columns of posts, units and forms of address, folded; the name of a guest
/// alone is not enough where one of these is filled.
const SPEAKING: &[&str] = &[
    "chuc",
    "nhiem vu",
    "vai tro",
    "vi tri",
    "nghe nghiep",
    "nghe",
    "cong viec",
    "cong tac",
    "thanh phan",
    "dai dien",
    "cap bac",
    "quan ham",
    "cap ham",
    "hoc ham",
    "hoc vi",
    "danh hieu",
    "don vi",
    "co quan",
    "to chuc",
    "thon",
    "xom",
    "ban lang",
    "ap",
    "buon",
    "khu dan cu",
    "khoi pho",
    "to dan pho",
    "xa",
    "phuong",
    "dia ban",
    "dia phuong",
    "truong",
    "chi bo",
    "dang bo",
    "doan the",
    "kinh gui",
    "kinh moi",
    "xung ho",
    "danh xung",
    "ong ba",
];

/// Is how many words of a column are shown.
const SHOWN: usize = 40;

/// Tells of filled columns that are not read; of a file of mended rows nothing, as its columns
/// are those of a list that was told of.
pub(super) fn about(place: &Place, header: &Header, rows: &[&Row], findings: &mut Vec<Diagnostic>) {
    if header.is_told() {
        return;
    }
    findings.extend(beside(place, header, rows));
    findings.extend(joined(place, header));
    let start = header.beside.map_or(usize::MAX, |(start, _)| start);
    let told = |head: &&Head| header.doubled.iter().any(|(second, _)| *second == head.named());
    let left = header.heads.iter().filter(|head| head.role == Role::Other && head.column < start);
    let mut rest = Vec::new();
    for head in left.filter(|head| !told(head)) {
        let texts = said(head, rows);
        match weight(head, &texts, rows.len()) {
            Weight::None => {}
            Weight::Light => rest.push(format!("`{}`", head.shown)),
            Weight::Heavy => findings.push(heavy(place, head, &texts)),
        }
    }
    if !rest.is_empty() {
        let columns = if rest.len() > 1 { "các cột" } else { "cột" };
        let what = format!("{columns} {} không đọc: không in trên giấy mời", rest.join(", "));
        findings.push(place.about(Code::GUESTS_UNUSED, &what).hint(
            "không phải làm gì; nếu là chức vụ hay cơ quan thì đổi tiêu đề cột thành `Chức vụ`, `Đơn vị`",
        ));
    }
}

/// Tells a column that nothing is read from and that seems to say who somebody is.
pub(super) fn is_heavy(head: &Head, rows: &[&Row]) -> bool {
    weight(head, &said(head, rows), rows.len()) == Weight::Heavy
}

/// Gives what stands in a column, but for marks of boxes.
fn said(head: &Head, rows: &[&Row]) -> Vec<String> {
    let texts = rows.iter().filter_map(|row| row.text(head.column)).map(one_line);
    texts.filter(|text| is_said(text)).collect()
}

/// Says how much it matters that a column is not read.
#[derive(PartialEq, Eq)]
enum Weight {
    None,
    Light,
    Heavy,
}

fn weight(head: &Head, texts: &[String], people: usize) -> Weight {
    let words = fold(&head.shown);
    let any = |list: &[&str]| list.iter().any(|word| holds(&words, word));
    let speaking = any(SPEAKING) || head.shown.to_lowercase() == "bản";
    if texts.is_empty() || (!head.bare && any(SILENT)) {
        return Weight::None;
    }
    let lettered = |text: &String| text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
    let said = texts.iter().filter(|text| is_post(text) || is_form(text)).count();
    // Without words over it a column of a few rows is a remark to oneself, unless it says posts.
    let bare = head.bare && (said > 0 || texts.iter().filter(|text| lettered(text)).count() * 2 >= people);
    let heavy = said * 2 >= texts.len() || bare || speaking && texts.iter().any(lettered);
    if heavy { Weight::Heavy } else { Weight::Light }
}

/// Tells words over a column that begin with others, or end in them: `Thôn`, `Thôn (xóm)`.
fn holds(words: &str, sought: &str) -> bool {
    let rest = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    words.strip_prefix(sought).is_some_and(rest)
        || words.strip_suffix(sought).is_some_and(|rest| rest.ends_with(' '))
}

/// Tells a text that is more than the mark of a box: `x`, `v`, `-`.
fn is_said(text: &str) -> bool {
    text.chars().filter(|letter| letter.is_alphanumeric()).count() > 1
}

fn heavy(place: &Place, head: &Head, texts: &[String]) -> Diagnostic {
    let example: String = texts[0].chars().take(SHOWN).collect();
    let why = if head.bare { "không có tiêu đề" } else { "không rõ là gì" };
    let column = if head.bare { head.shown.clone() } else { format!("cột `{}`", head.shown) };
    let what = format!(
        "{column} {why} nên không đọc, mà có chữ ở {} dòng (ví dụ `{example}`): không in trên giấy mời",
        texts.len()
    );
    let hint = if head.bare {
        "ghi tiêu đề cho cột ấy (`Chức vụ`, `Đơn vị`, `Ghi chú`…), hoặc xoá các ô ấy"
    } else {
        "đổi tiêu đề cột thành `Chức vụ`, `Đơn vị` hoặc `Xưng hô`; không cần in thì đổi thành `Ghi chú`"
    };
    place.about(Code::GUESTS_COLUMN, &what).hint(hint)
}

/// Says that a second list stands to the right, and that nothing of it is read.
fn beside(place: &Place, header: &Header, rows: &[&Row]) -> Option<Diagnostic> {
    let (start, names) = header.beside?;
    let texts: Vec<String> = rows.iter().filter_map(|row| row.text(names)).map(one_line).collect();
    let first = texts.first()?;
    let what = format!(
        "hai danh sách đặt cạnh nhau: chỉ đọc nửa bên trái; nửa bên phải (từ cột {}) có {} dòng có người, không đọc, từ `{first}`",
        crate::table::letters(start),
        texts.len()
    );
    Some(
        place
            .about(Code::GUESTS_BESIDE, &what)
            .hint("cắt nửa bên phải, dán xuống dưới nửa bên trái cho cùng các cột, rồi làm lại"),
    )
}

/// Says that several columns of posts are printed one behind another.
fn joined(place: &Place, header: &Header) -> Option<Diagnostic> {
    let first = header.head(Column::Title).filter(|_| !header.joined.is_empty())?;
    let all: Vec<String> =
        std::iter::once(&first.shown).chain(&header.joined).map(|shown| format!("`{shown}`")).collect();
    let what = format!("các cột {} đều là chức vụ: in cả, cách nhau bằng dấu phẩy", all.join(", "));
    Some(place.about(Code::GUESTS_CHANGED, &what).hint("không phải làm gì; cột nào không in thì xoá"))
}
