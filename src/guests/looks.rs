//! Comes in: a text that may be a name. Goes out: what it looks like: a person,
//! an organ or a post, neither; what stands behind a name in the same cell. Must
//! not know: rows, columns.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use crate::text::fold;

/// Says what a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looks {
    /// A person beyond doubt: the first word is a family name.
    Person,
    /// Words that all begin large: a person, or a place.
    Named,
    /// An organ, a group of people: `UBND xã`, `Các đồng chí uỷ viên`.
    Organ,
    /// A post: `Bí thư Chi bộ`.
    Post,
    /// Something else.
    Other,
}

/// The first words of organs and groups, without marks.
const ORGANS: &[&str] = &[
    "khoi",
    "nhom",
    "dai bieu",
    "cac",
    "lanh dao",
    "thanh phan",
    "khach moi",
    "khach",
    "thuong truc",
    "thuong vu",
    "ban",
    "doan",
    "thon",
    "xom",
    "to",
    "chi bo",
    "dang bo",
    "dang uy",
    "uy ban",
    "ubnd",
    "ubmttq",
    "mttq",
    "mat tran",
    "hoi dong",
    "hdnd",
    "hoi",
    "dai dien",
    "cong an",
    "quan su",
    "bo chi huy",
    "van phong",
    "phong",
    "trung tam",
    "tram",
    "truong tieu hoc",
    "truong mam non",
    "truong trung hoc",
    "truong thcs",
    "truong thpt",
    "truong th",
    "truong mn",
    "truong cao dang",
    "truong dai hoc",
    "cong ty",
    "hop tac xa",
    "htx",
    "ngan hang",
    "so",
    "cuc",
    "chi cuc",
    "vien",
    "toan the",
    "tap the",
    "can bo",
    "nhan dan",
    "dang vien",
    "cong doan",
    "tinh",
];

/// The first words of posts, without marks.
const POSTS: &[&str] = &[
    "bi thu",
    "pho",
    "chu tich",
    "pct",
    "truong ban",
    "truong phong",
    "truong thon",
    "truong xom",
    "truong doan",
    "truong khoi",
    "truong cong an",
    "truong tram",
    "truong nganh",
    "truong",
    "uy vien",
    "uvbtv",
    "uvbch",
    "uv",
    "giam doc",
    "hieu truong",
    "chanh",
    "chi uy vien",
    "dang uy vien",
    "chi uy",
    "to truong",
    "doi truong",
    "chu nhiem",
    "nguyen",
    "bac si",
    "giao vien",
    "ke toan",
    "cong chuc",
    "chuyen vien",
    "chi huy",
    "xa doi",
    "thon doi",
    "hoi truong",
    "hoi vien",
    "dai bieu",
    "can bo",
    "thuong truc",
    "dang vien",
    "thanh vien",
    "thu ky",
];

/// First words, with their marks, that no name begins with.
const SURE: &str = "thôn xóm khối nhóm xã phường huyện tỉnh ấp bản tổ khu trường phòng hội trạm sở các";

/// What stands in no name.
const INSIDE: [&str; 8] =
    ["đảng uỷ", "đảng ủy", "uỷ ban", "ủy ban", "hội đồng", "thường trực", "mặt trận", "chi bộ"];

/// Family names, those of the highlands too; `Đoàn`, `Văn`, `Đồng` begin other words
/// more often.
const SURNAMES: &str = "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh trương cao \
    trịnh lương đào mai tô tạ vương thái lưu phùng châu quách hà y h' lò vi lô vàng sùng giàng cầm lường điêu \
    kha hứa nông triệu chu doãn kiều khổng khuất la lại lâm lục mã mạc nghiêm ninh ông phí quan tăng tống thân \
    thạch tiêu từ ung bế lầu thào hạng tòng siu rơ ksor rcom nay rahlan rmah k'";

/// Words that follow a family name.
const MIDDLES: &str = "văn thị hữu đức ngọc xuân quốc minh thanh công duy đình quang thế bá viết kim trọng hồng \
    mạnh hoàng anh thu bích tiến đăng như";

/// Tells what a text looks like; marks of a list are taken off before.
pub(super) fn looks(text: &str) -> Looks {
    let words: Vec<&str> = text.split(' ').collect();
    let digits = text.contains(|letter: char| letter.is_ascii_digit());
    let large = words.iter().all(|word| word.starts_with(|first: char| !first.is_lowercase()));
    let named = !digits && (2..=6).contains(&words.len());
    if named && has_surname(text) && (large || follows_surname(&words)) {
        return Looks::Person;
    }
    let first = words[0].to_lowercase();
    if SURE.split_whitespace().any(|sure| sure == first) {
        return Looks::Organ;
    }
    let loud = is_loud(text);
    let short = !loud && words.iter().any(|word| is_abbreviation(word));
    let small = words.iter().skip(1).any(|word| word.starts_with(char::is_lowercase));
    // `Đoàn`, `Ban`, `Phó` begin names too, and then a middle name follows.
    let middled = words.get(1).is_some_and(|word| is_middle(word))
        && words.get(2).is_some_and(|word| word.starts_with(char::is_uppercase));
    let folded = fold(text);
    if !middled && (small || loud || digits || short) {
        match (longest(ORGANS, &folded), longest(POSTS, &folded)) {
            (0, 0) => {}
            (organ, post) if post > organ => return Looks::Post,
            _ => return Looks::Organ,
        }
    }
    let lower = text.to_lowercase();
    if short || INSIDE.iter().any(|organ| lower.contains(organ)) {
        return Looks::Organ;
    }
    if named && large { Looks::Named } else { Looks::Other }
}

/// Gives the length of the longest of `words` that a folded text begins with.
fn longest(words: &[&str], folded: &str) -> usize {
    let begins = |word: &&&str| {
        folded.strip_prefix(**word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    words.iter().filter(begins).map(|word| word.len()).max().unwrap_or(0)
}

/// Tells words of a name that begin small: `nguyễn văn bình`, `Nguyễn văn Bình`.
fn follows_surname(words: &[&str]) -> bool {
    words.len() <= 5
        && words.get(1).is_some_and(|word| is_middle(word) || word.starts_with(char::is_uppercase))
        && words.iter().skip(2).all(|word| word.starts_with(char::is_alphabetic))
        && !words
            .iter()
            .skip(2)
            .zip(words.iter().skip(3))
            .any(|(one, next)| one.starts_with(char::is_uppercase) && next.starts_with(char::is_lowercase))
}

fn is_middle(word: &str) -> bool {
    static KNOWN: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| MIDDLES.split_whitespace().collect());
    known.contains(word.to_lowercase().as_str())
}

/// Tells `UBND`, `HĐND`: capitals without a vowel sound between them.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.chars().filter(|letter| letter.is_alphabetic());
    let loud = word.chars().all(|letter| letter.is_uppercase() || letter.is_ascii_digit());
    loud && letters.count() > 1 && !crate::text::is_syllable(&word.to_lowercase())
}

/// Tells a text without a small letter.
pub(super) fn is_loud(text: &str) -> bool {
    text.chars().all(|letter| !letter.is_lowercase()) && text.contains(char::is_uppercase)
}

/// Tells a text whose first word is a family name.
pub(super) fn has_surname(text: &str) -> bool {
    static KNOWN: OnceLock<BTreeSet<&str>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| SURNAMES.split_whitespace().collect());
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    // `H'Hen`, `K’Sor`: the letter before the apostrophe says it.
    let short = first.find(['\'', '’']).map(|at| format!("{}'", &first[..at]));
    known.contains(first.as_str()) || short.is_some_and(|short| known.contains(short.as_str()))
}

/// Tells a name that nothing is odd about, at a glance: most of a list are such.
pub(super) fn is_plain(name: &str) -> bool {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.all(char::is_lowercase)
    };
    let words = name.split(' ').count();
    (2..=5).contains(&words) && name.split(' ').all(word) && has_surname(name)
}

/// Parts a name from what stands behind it in the same cell: `Nguyễn Văn An - Bí thư`.
/// Nothing where the text is a name alone, or two names.
pub(super) fn more(text: &str) -> Option<(&str, &str)> {
    const PARTS: [&str; 14] =
        [" - ", " – ", " — ", " -", "- ", " –", "– ", "(", "[", ", ", ";", ": ", ",", ":"];
    let cuts = PARTS.iter().filter_map(|part| Some((text.find(part)?, part.len())));
    let (at, length) = cuts.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
    let name = text[..at].trim();
    let rest = text[at + length..].trim_matches([' ', '-', '–', ')', ']', ';', ',', '.']);
    // One word is a name where a post behind it says so.
    let alone = !name.contains(' ') && name.starts_with(char::is_uppercase) && looks(rest) == Looks::Post;
    let person = alone || matches!(looks(name), Looks::Person | Looks::Named);
    let second = looks(rest) == Looks::Person;
    (person && !second && rest.contains(char::is_alphabetic)).then_some((name, rest))
}

/// Parts a name from a post that follows it without any mark: `Nguyễn Văn An Bí thư`.
pub(super) fn run_on(text: &str) -> Option<(&str, &str)> {
    // A post has a small word: `Bí thư`.
    if !text.split(' ').skip(3).any(|word| word.starts_with(char::is_lowercase)) {
        return None;
    }
    let starts = text.match_indices(' ').map(|(at, _)| at).skip(1);
    starts
        .map(|at| (&text[..at], &text[at + 1..]))
        .find(|(name, rest)| looks(name) == Looks::Person && matches!(looks(rest), Looks::Post))
}

/// Tells a text that says what somebody is, or where.
pub(super) fn is_post(text: &str) -> bool {
    matches!(looks(text), Looks::Post | Looks::Organ)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_organs_and_posts_are_told_apart() {
        for name in [
            "Nguyễn Văn A",
            "NGUYỄN VĂN A",
            "nguyễn văn bình",
            "Nguyễn văn Bình",
            "Y Bhiăt Êban",
            "Hà Thị Các",
            "H'Hen Niê",
            "Trương Văn Ban",
            "TRƯƠNG THỊ MAI",
            "Lò Thị Dụ",
            "Vi Văn Tám",
            "Nguyễn Thị Minh Khai",
            "Hồ Văn",
            "Mai Thị Phó",
            "Cao Bá",
            "K'Sor H'Lan",
        ] {
            assert_eq!(looks(name), Looks::Person, "{name}");
        }
        for name in ["Đoàn Thị Lan", "Ban Văn Tý", "Blúp Ngơ", "Hưng Chính", "Đoàn Văn Hội", "PiNăng Vô"]
        {
            assert_eq!(looks(name), Looks::Named, "{name}");
        }
        for organ in [
            "KHỐI ĐẢNG",
            "Thường trực Đảng uỷ",
            "Các đồng chí uỷ viên",
            "Đại diện UBND xã",
            "BAN THƯỜNG VỤ",
            "Đảng uỷ xã",
            "UBND xã Hoa Mẫu",
            "Hội Nông dân xã",
            "Đoàn Thanh niên",
            "Trường Tiểu học Sơn Hải",
            "Thôn Phú Hoà",
            "Xóm 2",
            "Công an xã",
            "Thường Trực Đảng Uỷ",
            "Lãnh đạo xã",
            "Trường THCS Hoa Mẫu",
            "Ban Quản lý chợ",
        ] {
            assert_eq!(looks(organ), Looks::Organ, "{organ}");
        }
        for post in [
            "Bí thư Chi bộ",
            "Phó Chủ tịch UBND xã",
            "Trưởng thôn",
            "Uỷ viên Ban Thường vụ",
            "Chủ tịch Hội Nông dân",
        ] {
            assert_eq!(looks(post), Looks::Post, "{post}");
        }
    }

    #[test]
    fn what_stands_behind_a_name_is_parted() {
        for (text, name, rest) in [
            ("Nguyễn Văn An - Bí thư", "Nguyễn Văn An", "Bí thư"),
            ("Nguyễn Văn An – Bí thư Chi bộ", "Nguyễn Văn An", "Bí thư Chi bộ"),
            ("Nguyễn Văn An (Bí thư)", "Nguyễn Văn An", "Bí thư"),
            ("Nguyễn Văn An, Phó Chủ tịch UBND xã", "Nguyễn Văn An", "Phó Chủ tịch UBND xã"),
            ("Nguyễn Văn An: Trưởng thôn", "Nguyễn Văn An", "Trưởng thôn"),
            ("Hùng - Trưởng thôn", "Hùng", "Trưởng thôn"),
            ("Lê Thị Bé (nữ)", "Lê Thị Bé", "nữ"),
        ] {
            assert_eq!(more(text), Some((name, rest)), "{text}");
        }
        for text in
            ["Nguyễn Văn An", "Nguyễn Văn An, Trần Thị Bé", "Nguyễn Văn An - Trần Thị Bé", "A-Rất Blui"]
        {
            assert_eq!(more(text), None, "{text}");
        }
        assert_eq!(run_on("Nguyễn Văn An Bí thư Chi bộ"), Some(("Nguyễn Văn An", "Bí thư Chi bộ")));
        assert_eq!(run_on("Nguyễn Văn An"), None);
        assert_eq!(run_on("Trần Thị Trường Giang"), None);
    }
}
