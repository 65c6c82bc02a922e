//! Comes in: a word of a text. Goes out: whether it is part of a name, of an
//! address, of a word with an apostrophe or a hyphen inside. Must not know: how
//! words are spelled.

use super::passage::Passage;
use super::words::Case;
use crate::text::is_word;

/// Tells whether a word is joined by an apostrophe, a hyphen or a stroke to the
/// one before or behind it (`Y A'Mẫu`, `Rô-bốt`): its spelling follows the
/// whole.
pub(super) fn is_tight(passage: &Passage<'_>, at: usize) -> bool {
    let tight = |joint: &str| matches!(joint, "'" | "’" | "‘" | "ʼ" | "-" | "‑" | "_");
    tight(passage.joint(at)) && at > 0 || tight(passage.joint(at + 1))
}

/// Tells whether a word is part of an e-mail address, a link, a file's name or
/// a path.
pub(super) fn is_address(passage: &Passage<'_>, at: usize) -> bool {
    let text = passage.str();
    let range = passage.bytes(at..at + 1);
    let start = text[..range.start].rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = (start..=range.start).find(|at| text.is_char_boundary(*at)).unwrap_or(range.start);
    let end = text[range.end..].find(char::is_whitespace).map_or(text.len(), |space| range.end + space);
    let chunk = &text[start..end];
    chunk.contains(['@', '\\', '=', '#'])
        || chunk.contains("://")
        || chunk.contains("www.")
        || is_dotted(chunk)
}

/// Tells `xa.gov.vn`, `bao-cao.docx`: plain letters on both sides of a dot.
fn is_dotted(chunk: &str) -> bool {
    chunk.is_ascii()
        && chunk.split('.').zip(chunk.split('.').skip(1)).any(|(left, right)| {
            left.ends_with(|letter: char| letter.is_ascii_alphanumeric())
                && right.starts_with(|letter: char| letter.is_ascii_lowercase())
        })
}

/// Words of the highlands that places and people are named with, and Vietnamese
/// ones behind which a name stands, folded.
const BEFORE_NAMES: [&str; 42] = [
    "ea",
    "ia",
    "cư",
    "chư",
    "krông",
    "đăk",
    "đắk",
    "đắc",
    "đak",
    "kon",
    "kông",
    "plei",
    "y",
    "h",
    "rơ",
    "ka",
    "sê",
    "pa",
    "nậm",
    "huổi",
    "xã",
    "buôn",
    "thôn",
    "làng",
    "bản",
    "xóm",
    "ấp",
    "tộc",
    "người",
    "ông",
    "bà",
    "anh",
    "chị",
    "em",
    "họ",
    "suối",
    "núi",
    "sóc",
    "khóm",
    "plây",
    "phường",
    "trấn",
];

/// Tells whether a word is part of a name: a capital stands next to it, or a
/// word that names follow. The names of organs are told apart: only their first
/// word is capital (`Ban Thường vụ`).
pub(super) fn in_name(passage: &Passage<'_>, at: usize) -> bool {
    let before = at > 0 && passage.joined(at);
    let previous = at.wrapping_sub(1);
    if before && BEFORE_NAMES.contains(&passage.words.folded(previous)) {
        return true;
    }
    if passage.case(at) == Case::Loud {
        // A line in capitals: a name of three words is looked back for.
        return (2..=3).any(|back| {
            at >= back
                && (at + 1 - back..=at).all(|word| passage.joined(word))
                && BEFORE_NAMES.contains(&passage.words.folded(at - back))
        });
    }
    let capital = |word: usize| passage.case(word) == Case::Capital;
    let follows = passage.joined(at + 1) && capital(at + 1);
    let organ = before && capital(previous) && ORGANS.contains(&passage.words.folded(previous)) && !follows;
    (before && capital(previous) && !organ) || follows
}

/// First words of the names of organs and papers, folded.
const ORGANS: [&str; 22] = [
    "ban", "hội", "uỷ", "bộ", "sở", "đoàn", "văn", "phòng", "chi", "đảng", "nghị", "quyết", "kế", "chương",
    "công", "thông", "báo", "hướng", "tờ", "quy", "đề", "trung",
];

/// Tells whether a word stands in a name that is foreign: a capital next to it
/// that is no Vietnamese word.
pub(super) fn is_foreign_name(passage: &Passage<'_>, at: usize) -> bool {
    let foreign = |word: usize| {
        let range = passage.words.list().get(word).map(|word| word.range.clone());
        let typed = range.map_or("", |range| &passage.str()[range]);
        passage.case(word) == Case::Capital && typed.chars().nth(1).is_some() && !is_word(typed)
    };
    (at > 0 && passage.joined(at) && foreign(at - 1)) || (passage.joined(at + 1) && foreign(at + 1))
}
