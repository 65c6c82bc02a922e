//! Comes in: an organ's name in capitals. Goes out: the name as a sentence has
//! it, and whether that is a doubtful guess. Must not know: the office's file.

use crate::text::{is_abbreviated, is_syllable, roman_value};

/// Lists words of organs that a sentence writes in its own way (HD05's own
/// pages; NĐ30 Phụ lục II), longest first.
const KNOWN: [&str; 22] = [
    "Ban Tuyên giáo và Dân vận",
    "Uỷ ban Mặt trận Tổ quốc Việt Nam",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Trung tâm Chính trị",
    "Ban Xây dựng Đảng",
    "Uỷ ban Kiểm tra",
    "Ủy ban Kiểm tra",
    "Hội đồng nhân dân",
    "Uỷ ban nhân dân",
    "Ủy ban nhân dân",
    "các cơ quan Đảng",
    "Ban Chấp hành",
    "Ban Thường vụ",
    "Ban Tổ chức",
    "Văn phòng",
    "Quân sự",
    "Công an",
    "Đảng uỷ",
    "Đảng ủy",
    "Đảng bộ",
    "Chi bộ",
    "Chi uỷ",
];

/// Lists small words that open a proper name: all that follows is the name.
const PLACES: [&str; 15] = [
    "tổ dân phố",
    "thành phố",
    "đặc khu",
    "khu phố",
    "phường",
    "tỉnh",
    "xóm",
    "thôn",
    "khối",
    "bản",
    "buôn",
    "làng",
    "xã",
    "ấp",
    "phố",
];

/// Lists small words inside a name.
const SMALL: [&str; 9] =
    ["trực thuộc", "chính quyền", "cơ quan", "bộ phận", "của", "các", "khối", "và", "số"];

/// Writes an organ's name in capitals the way a sentence has it: words of
/// organs and units small, names capital (`ĐẢNG ỦY XÃ HƯNG CHÍNH` → `Đảng ủy xã
/// Hưng Chính`). The flag says that a word is neither known nor the name of a
/// place, so that `ten_viet` in the office's file should say it.
#[must_use]
pub(super) fn proper(name: &str) -> (String, bool) {
    let typed: Vec<&str> = name.split_whitespace().collect();
    let words: Vec<String> = typed.iter().map(|word| word.to_lowercase()).collect();
    let mut written: Vec<String> = Vec::with_capacity(words.len());
    let (mut at, mut in_name, mut doubtful) = (0, false, false);
    while at < words.len() {
        let rest = &words[at..];
        let phrase = |list: &[&'static str]| {
            list.iter().copied().filter(|known| begins(rest, known)).max_by_key(|known| known.len())
        };
        let (text, count) = if is_abbreviated(typed[at]) || is_numeral(typed[at]) {
            // Letters that stand for words say of themselves how they are written.
            (typed[at].to_owned(), 1)
        } else if in_name {
            let small = ["số", "và"].contains(&words[at].as_str());
            (if small { words[at].clone() } else { capital(&words[at]) }, 1)
        } else if let Some(known) = phrase(&KNOWN) {
            (known.to_owned(), known.split(' ').count())
        } else if let Some(place) = phrase(&PLACES) {
            in_name = true;
            (place.to_owned(), place.split(' ').count())
        } else if let Some(small) = phrase(&SMALL) {
            (small.to_owned(), small.split(' ').count())
        } else {
            doubtful = true;
            (capital(&words[at]), 1)
        };
        written.push(text);
        at += count;
    }
    let written = written.join(" ");
    let mut letters = written.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    (first.unwrap_or_default() + letters.as_str(), doubtful)
}

/// Tells a Roman numeral that is no syllable (`II`, `IX`; `VI` is one).
fn is_numeral(word: &str) -> bool {
    roman_value(word).is_some() && !is_syllable(word)
}

/// Tells whether words begin with a phrase, whatever its case.
fn begins(words: &[String], phrase: &str) -> bool {
    let mut words = words.iter();
    phrase.split(' ').all(|wanted| words.next().is_some_and(|word| *word == wanted.to_lowercase()))
}

/// Writes a word of a name: capital at its start and behind an apostrophe
/// (`R'Lấp`).
fn capital(word: &str) -> String {
    let mut raised = true;
    let mut written = String::with_capacity(word.len());
    for letter in word.chars() {
        if raised {
            written.extend(letter.to_uppercase());
        } else {
            written.push(letter);
        }
        raised = matches!(letter, '\'' | '’' | '‘');
    }
    written
}

#[cfg(test)]
mod tests {
    use super::proper;

    #[test]
    fn a_name_in_capitals_reads_like_a_sentence() {
        for (name, meant, doubtful) in [
            ("ĐẢNG ỦY XÃ HƯNG CHÍNH", "Đảng ủy xã Hưng Chính", false),
            ("ĐẢNG UỶ PHƯỜNG THÀNH VINH", "Đảng uỷ phường Thành Vinh", false),
            ("ĐẢNG BỘ XÃ TỈNH GIA", "Đảng bộ xã Tỉnh Gia", false),
            ("CHI BỘ XÓM 2", "Chi bộ xóm 2", false),
            ("CHI BỘ TỔ DÂN PHỐ SỐ 3", "Chi bộ tổ dân phố số 3", false),
            ("ĐẢNG UỶ XÃ ĐẮK R'LẤP", "Đảng uỷ xã Đắk R'Lấp", false),
            ("ĐẢNG UỶ XÃ H’DREH", "Đảng uỷ xã H’Dreh", false),
            ("ĐẢNG UỶ ĐẶC KHU PHÚ QUỐC", "Đảng uỷ đặc khu Phú Quốc", false),
            ("ĐẢNG UỶ CÁC CƠ QUAN ĐẢNG TỈNH", "Đảng uỷ các cơ quan Đảng tỉnh", false),
            ("CHI BỘ TRƯỜNG THPT LÊ LỢI", "Chi bộ Trường THPT Lê Lợi", true),
            ("CHI BỘ XÓM II", "Chi bộ xóm II", false),
            ("ĐẢNG UỶ XÃ EA KPAM", "Đảng uỷ xã Ea Kpam", false),
            ("BAN XÂY DỰNG ĐẢNG", "Ban Xây dựng Đảng", false),
            ("CHI BỘ CÔNG AN XÃ HOA MẪU", "Chi bộ Công an xã Hoa Mẫu", false),
            ("CHI BỘ CƠ QUAN VÀ TRƯỜNG HỌC", "Chi bộ cơ quan và Trường Học", true),
        ] {
            assert_eq!(proper(name), (meant.to_owned(), doubtful));
        }
    }
}
