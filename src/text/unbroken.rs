//! Comes in: a line of running text. Goes out: the stretches of it that a line
//! of the page must not be broken in. Must not know: what holds them together
//! on the page.
//!
//! A break is only taken away where a reader would stumble: between a number
//! and what it counts, a form of address and the name, around a dash. All else
//! stays free, or a justified line would be full of holes.

use std::borrow::Cow;
use std::ops::Range;

use super::compound::held;

/// Is the longest stretch (letters) that is kept on one line whatever happens.
const MAX_UNBROKEN: usize = 40;

/// Units and what is counted in official papers, behind a number; folded.
const UNITS: [&str; 52] = [
    "%", "‰", "mm", "cm", "dm", "m", "km", "m2", "m²", "m3", "m³", "km2", "km²", "ha", "g", "kg", "tạ",
    "tấn", "lít", "ml", "kw", "kwh", "pt", "°c", "đồng", "nghìn", "ngàn", "triệu", "tỷ", "tỉ", "usd", "giờ",
    "phút", "giây", "ngày", "tuần", "tháng", "quý", "năm", "tuổi", "người", "hộ", "nhà", "ca", "lượt",
    "trang", "bản", "tờ", "điểm", "độ", "suất", "chỗ",
];

/// Words that multiply a number; the unit follows them.
const MULTIPLES: [&str; 6] = ["trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ"];

/// What stands before a number that names it and counts nothing; folded.
const BEFORE: [&str; 49] = [
    "điều", "khoản", "điểm", "mục", "phần", "chương", "tiết", "lục", "bảng", "biểu", "hình", "mẫu", "ô",
    "trang", "dòng", "số", "lần", "thứ", "khoá", "khóa", "quý", "tháng", "năm", "ngày", "đợt", "kỳ", "vòng",
    "lớp", "khối", "cụm", "tổ", "xóm", "thôn", "bản", "ấp", "phố", "khu", "đội", "tầng", "phòng", "cấp",
    "hạng", "loại", "nhóm", "lộ", "bộ", "kỷ", "câu", "bước",
];

/// Forms of address of one syllable; folded.
const ADDRESS: [&str; 11] = ["ông", "bà", "anh", "chị", "cô", "chú", "thầy", "cụ", "đ/c", "tp", "tx"];

/// How titles begin: `đồng chí Bí thư` is nobody's name; folded.
const TITLES: [&str; 15] = [
    "uỷ",
    "ủy",
    "bí",
    "phó",
    "chủ",
    "thường",
    "trưởng",
    "tổng",
    "chánh",
    "giám",
    "hiệu",
    "cán",
    "đại",
    "lãnh",
    "thủ",
];

/// Cuts a text into stretches, each with whether it must never break inside:
/// symbols, short dates, e-mail addresses, `HĐND-UBND`; numbers with what they
/// count or name (`10 km`, `Điều 3`, `bão số 13`, `ngày 07 tháng 7 năm 2026`);
/// a dash with the words on both sides; a form of address and the name's first
/// syllable.
#[must_use]
pub fn unbroken(text: &str) -> Vec<(Range<usize>, bool)> {
    let words = words(text);
    let joined = joined(&words);
    stretches(text, &words, &joined)
}

/// Cuts a name or a title: as [`unbroken`], and words of several syllables stay
/// whole, a unit stays with its own name, no line ends in `K/T` or `và`.
#[must_use]
pub fn unbroken_name(text: &str) -> Vec<(Range<usize>, bool)> {
    let words = words(text);
    let bare: Vec<&str> = words.iter().map(|word| &*word.bare).collect();
    let held = held(&bare, &|at| words[at].is_closed());
    let joined: Vec<bool> = joined(&words).into_iter().zip(held).map(|(one, other)| one || other).collect();
    stretches(text, &words, &joined)
}

/// Makes stretches of the words that are joined with their next ones.
fn stretches(text: &str, words: &[Word<'_>], joined: &[bool]) -> Vec<(Range<usize>, bool)> {
    let mut stretches: Vec<(Range<usize>, bool)> = Vec::new();
    let mut first = 0;
    let mut end = 0;
    while first < words.len() {
        let mut last = first;
        while joined[last] && letters(text, &words[first], &words[last + 1]) <= MAX_UNBROKEN {
            last += 1;
        }
        let range = words[first].start..words[last].start + words[last].text.len();
        if last > first || words[first].is_whole() {
            push(&mut stretches, end..range.start, false);
            push(&mut stretches, range.clone(), true);
            end = range.end;
        }
        first = last + 1;
    }
    push(&mut stretches, end..text.len(), false);
    stretches
}

fn push(stretches: &mut Vec<(Range<usize>, bool)>, range: Range<usize>, glued: bool) {
    if !range.is_empty() {
        stretches.push((range, glued));
    }
}

fn letters(text: &str, first: &Word<'_>, last: &Word<'_>) -> usize {
    text[first.start..last.start + last.text.len()].chars().count()
}

/// Is a word with the marks around it.
struct Word<'a> {
    start: usize,
    text: &'a str,
    /// Without quotes, brackets and closing marks, in small letters.
    bare: Cow<'a, str>,
}

impl<'a> Word<'a> {
    fn new(start: usize, text: &'a str) -> Self {
        let bare = text.trim_start_matches(OPENING).trim_end_matches(CLOSING);
        // Most words are small already.
        let loud = bare.chars().any(char::is_uppercase);
        Self { start, text, bare: if loud { bare.to_lowercase().into() } else { bare.into() } }
    }

    /// Tells whether the word itself must not break: slashes, `@`, hyphens.
    fn is_whole(&self) -> bool {
        if !self.text.bytes().any(|byte| matches!(byte, b'/' | b'@' | b'-')) {
            return false;
        }
        let inner = self.text.trim_matches('-');
        self.text.contains(['/', '@']) && self.text.chars().count() <= MAX_UNBROKEN
            || inner.contains('-') && inner.chars().count() <= MAX_UNBROKEN
    }

    /// Tells whether a mark behind it ends a part of the sentence.
    fn is_closed(&self) -> bool {
        self.text.ends_with(CLOSING)
    }

    fn is_dash(&self) -> bool {
        matches!(self.text, "-" | "–")
    }

    fn is_word(&self) -> bool {
        self.bare.chars().all(char::is_alphabetic) && !self.bare.is_empty()
    }

    /// `12`, `1.250`, `3,5`.
    fn is_amount(&self) -> bool {
        let mut letters = self.bare.chars();
        letters.next().is_some_and(|first| first.is_ascii_digit())
            && letters.all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ','))
    }

    fn is_digits(&self) -> bool {
        !self.bare.is_empty() && self.bare.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// A number that names: `3`, `5a`, `1.2`, `XIII`, and behind `điểm` a letter.
    fn is_numeral(&self, before: &str) -> bool {
        let short = self.bare.chars().count() <= 6;
        let digit = self.bare.starts_with(|letter: char| letter.is_ascii_digit());
        let plain = self.bare.chars().all(|letter| letter.is_alphanumeric() || letter == '.');
        let month = before == "tháng" && self.bare.contains('/');
        let roman = self.bare.bytes().all(|byte| b"ivxlc".contains(&byte)) && !self.bare.is_empty();
        let typed = self.text.trim_start_matches(OPENING);
        let loud = typed.starts_with(|letter: char| letter.is_uppercase());
        let letter = before == "điểm" && self.bare.chars().count() == 1 && self.is_word();
        short && (digit && (plain || month) || roman && loud || letter)
    }

    fn is_capital(&self) -> bool {
        self.text.trim_start_matches(OPENING).starts_with(|letter: char| letter.is_uppercase())
    }
}

const OPENING: [char; 6] = ['(', '[', '"', '“', '«', '‘'];
const CLOSING: [char; 11] = [')', ']', '"', '”', '»', '’', '.', ',', ';', ':', '…'];

fn words(text: &str) -> Vec<Word<'_>> {
    let mut start = 0;
    let mut words = Vec::new();
    for part in text.split_inclusive(char::is_whitespace) {
        let bare = part.trim_end();
        if !bare.is_empty() {
            words.push(Word::new(start, bare));
        }
        start += part.len();
    }
    words
}

/// Tells for each word whether it must stand on one line with the next.
fn joined(words: &[Word<'_>]) -> Vec<bool> {
    let mut joined = vec![false; words.len()];
    for (index, pair) in words.windows(2).enumerate() {
        let before = index.checked_sub(1).map(|before| &words[before]);
        let after = words.get(index + 2);
        if pair[1].is_dash() && after.is_some() || pair[0].is_dash() && before.is_some() {
            joined[index] = true;
        } else if !pair[0].is_closed() {
            joined[index] = counts(before, &pair[0], &pair[1])
                || names(&pair[0], &pair[1])
                || addresses(before, &pair[0], &pair[1], after)
                || digits(before, &pair[0], &pair[1]);
            // `bão số 13`: what is numbered belongs to it.
            if let Some(before) = before
                && pair[0].bare == "số"
                && pair[1].is_digits()
                && before.is_word()
                && !before.is_closed()
            {
                joined[index] = true;
                joined[index - 1] = true;
            }
        }
    }
    joined
}

/// `10 km`, `07 giờ`, `7 giờ 30`; what a number names is not counted by it, but
/// for the parts of a date.
fn counts(before: Option<&Word<'_>>, word: &Word<'_>, next: &Word<'_>) -> bool {
    let unit = |word: &Word<'_>| UNITS.contains(&&*word.bare);
    if word.is_amount() && unit(next) {
        return before.is_none_or(|before| {
            let of_date = matches!((&*before.bare, &*next.bare), ("ngày", "tháng") | ("tháng", "năm"));
            of_date || !BEFORE.contains(&&*before.bare)
        });
    }
    let after_amount = before.is_some_and(Word::is_amount);
    after_amount && (word.bare == "giờ" && next.is_digits() || MULTIPLES.contains(&&*word.bare) && unit(next))
}

/// `Điều 3`, `khoản 2`, `khoá XIII`, `tháng 7/2026`; a symbol (`số 36-HD/VPTW`)
/// and a date (`ngày 11/3/2019`) may begin a line, as on the rule's own pages.
fn names(word: &Word<'_>, next: &Word<'_>) -> bool {
    BEFORE.contains(&&*word.bare) && next.is_numeral(&word.bare)
}

/// `đồng chí Nguyễn`, `ông Lò`, `Văn A`.
fn addresses(before: Option<&Word<'_>>, word: &Word<'_>, next: &Word<'_>, after: Option<&Word<'_>>) -> bool {
    let name = |word: &Word<'_>| word.is_capital() && !TITLES.contains(&&*word.bare);
    let comrade = |one: &Word<'_>, other: &Word<'_>| one.bare == "đồng" && other.bare == "chí";
    let initial = word.is_capital() && next.is_capital() && next.bare.chars().count() == 1 && next.is_word();
    ADDRESS.contains(&&*word.bare) && name(next)
        || before.is_some_and(|before| comrade(before, word)) && name(next)
        || comrade(word, next) && !next.is_closed() && after.is_some_and(name)
        || initial
}

/// `0123 456 789`.
fn digits(before: Option<&Word<'_>>, word: &Word<'_>, next: &Word<'_>) -> bool {
    let dialled = |word: &Word<'_>| word.bare.starts_with(['0', '+']) && word.bare.len() >= 3;
    let group = |word: &Word<'_>| word.is_digits() && (2..=4).contains(&word.bare.len());
    group(next) && (dialled(word) || group(word) && before.is_some_and(dialled))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(text: &str) -> Vec<&str> {
        let stretches = unbroken(text);
        let whole: String = stretches.iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(whole, text, "nothing is lost");
        stretches.iter().filter(|(_, glued)| *glued).map(|(range, _)| &text[range.clone()]).collect()
    }

    #[test]
    fn what_belongs_together_stays_together() {
        for (text, right) in [
            ("nhiệm kỳ 2025 - 2030, gồm", &["kỳ 2025 - 2030,"] as &[_]),
            ("họp ngày 07 tháng 7 năm 2026 tại", &["ngày 07 tháng 7 năm 2026"]),
            ("khắc phục bão số 13 gây ra", &["bão số 13"]),
            ("từ 9h00 - 11h00 thứ sáu", &["9h00 - 11h00"]),
            ("từ 07 giờ 30 phút, 250 đại biểu", &["07 giờ 30 phút,"]),
            ("lãnh đạo HĐND-UBND xã", &["HĐND-UBND"]),
            ("mời đồng chí Nguyễn Văn A dự", &["đồng chí Nguyễn", "Văn A"]),
            ("mời đồng chí Bí thư Đảng uỷ", &[]),
            ("phát triển kinh tế - xã hội nhanh", &["tế - xã"]),
            ("theo khoản 2, Điều 3 và điểm a", &["khoản 2,", "Điều 3", "điểm a"]),
            ("dài 10 km, rộng 3,5 m; 2 triệu", &["10 km,", "3,5 m;", "2 triệu"]),
            ("Đại hội lần thứ XIV, khoá XIII", &["thứ XIV,", "khoá XIII"]),
            ("gọi 0123 456 789 hoặc", &["0123 456 789"]),
            ("ông Y A'Mẫu và bà Lò Thị B", &["ông Y", "bà Lò", "Thị B"]),
            ("hỗ trợ 5 triệu đồng, 2 tỷ đồng", &["5 triệu đồng,", "2 tỷ đồng"]),
            ("năm 2026 100 hộ", &["năm 2026", "100 hộ"]),
        ] {
            assert_eq!(held(text), right, "{text}");
        }
    }

    #[test]
    fn what_begins_a_line_in_the_rule_stays_free() {
        assert_eq!(held("Hướng dẫn số 36-HD/VPTW, ngày 04/3/2018"), ["36-HD/VPTW,", "04/3/2018"]);
        assert_eq!(held("- Như trên;"), [] as [&str; 0]);
        assert_eq!(held("trong 6 tháng, năm nay"), ["6 tháng,"]);
        assert_eq!(held("Nguyễn Văn An, Bí thư"), [] as [&str; 0]);
    }

    #[test]
    fn names_keep_their_words_whole() {
        let held = |name: &str| -> Vec<String> {
            let parts = unbroken_name(name).into_iter().filter(|(_, glued)| *glued);
            parts.map(|(range, _)| name[range].to_owned()).collect()
        };
        assert_eq!(held("UỶ BAN KIỂM TRA ĐẢNG ỦY XÃ HOA MẪU"), ["UỶ BAN KIỂM TRA", "ĐẢNG ỦY", "XÃ HOA MẪU"]);
        assert_eq!(held("K/T CHÁNH VĂN PHÒNG"), ["K/T CHÁNH VĂN PHÒNG"]);
        assert_eq!(held("BAN TUYÊN GIÁO VÀ DÂN VẬN"), ["TUYÊN GIÁO", "VÀ DÂN VẬN"]);
        assert_eq!(held("CHI BỘ XÓM 2"), ["CHI BỘ", "XÓM 2"]);
    }

    #[test]
    fn a_chain_of_dashes_breaks_somewhere() {
        let chain = ["Hà"; 40].join(" - ");
        assert!(held(&chain).iter().all(|part| part.chars().count() <= MAX_UNBROKEN));
        assert!(held(&"a/".repeat(50)).is_empty());
    }
}
