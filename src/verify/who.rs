//! Comes in: whom a certificate names, what the paper says of its signer and its
//! office. Goes out: in what they do not fit. Must not know: signatures.
//!
//! A certificate proves a name, not that the name is the right one for this paper.
//! Names are compared as words: case, the place of the tone mark and punctuation do
//! not count; a certificate without any mark is compared without marks.

use super::subject::Subject;
use crate::sign::{OwnField, Printed};
use crate::text::{decomposed, fold};

/// Is how many lines of the first page may be the head that names the office.
const HEAD: usize = 8;
/// What stands before a name without being part of it.
const TITLES: [&str; 24] = [
    "ong", "ba", "dong", "chi", "d", "c", "ts", "ths", "pgs", "gs", "bs", "ls", "ks", "cn", "thac", "si",
    "tien", "dai", "thuong", "trung", "thieu", "ta", "uy", "tuong",
];
/// Headings that stand in the right column, on the same line as an office's name.
const HEADINGS: [&str; 2] = ["dang cong san viet nam", "cong hoa xa hoi chu nghia viet nam"];
/// Words that name kinds of offices, which many have; what is left names one.
const COMMON: [&str; 58] = [
    "dang", "uy", "bo", "ban", "chap", "hanh", "thuong", "vu", "truc", "tinh", "thanh", "pho", "huyen",
    "quan", "xa", "phuong", "thi", "tran", "dac", "khu", "van", "phong", "trung", "uong", "viet", "nam",
    "cong", "san", "to", "chuc", "kiem", "tra", "tuyen", "giao", "dan", "xay", "dung", "noi", "chinh", "hoi",
    "dong", "nhan", "mat", "quoc", "co", "chi", "yeu", "phu", "cua", "va", "tp", "cac", "truong", "doan",
    "khoi", "cuc", "so", "vn",
];

/// Says in Vietnamese in what a signer does not fit the paper; nothing where all fits.
pub(super) fn misfit(field: &str, subject: &Subject, printed: &Printed) -> Option<String> {
    let name = &subject.name;
    let own = printed.field(field);
    let fits = match own {
        Some(own) => is_of(own, name, printed),
        None => is_person(name, printed) || is_office(name, None, printed),
    };
    if !fits {
        let shown = match own.and_then(|own| own.whose.as_deref()) {
            Some(whose) => Some(whose.to_owned()).filter(|whose| !whose.is_empty()),
            None => Some(printed.signers().collect::<Vec<_>>().join("`, `")).filter(|all| !all.is_empty()),
        };
        return Some(match (own, shown) {
            (Some(OwnField { seal: true, .. }), _) if is_person(name, printed) => {
                format!("ô này là của con dấu cơ quan, mà người ký là cá nhân `{name}`")
            }
            (Some(OwnField { seal: true, whose: Some(whose), .. }), _) => {
                format!("chứng thư mang tên `{name}`, ô này là của con dấu `{whose}`")
            }
            (Some(OwnField { seal: true, .. }), _) => {
                format!("chứng thư mang tên `{name}`, không phải cơ quan ban hành (`{}`)", printed.author)
            }
            (Some(_), Some(shown)) if is_office(name, None, printed) => {
                format!("ô này là của người ký `{shown}`, mà chứng thư là của cơ quan `{name}`")
            }
            (_, Some(shown)) => format!("chứng thư mang tên `{name}`, trên giấy người ký là `{shown}`"),
            (_, None) => format!("tên `{name}` trong chứng thư không có trên giấy"),
        });
    }
    // Another office may have the same name: where it says whose it is, that must
    // be on the paper; the place is asked where it does not.
    let strange =
        |value: &Option<String>| value.as_ref().filter(|value| !is_of_head(value, printed)).cloned();
    if let Some(organisation) = strange(&subject.organisation) {
        return Some(format!("chứng thư ghi tổ chức `{organisation}`, không thấy ở phần đầu văn bản"));
    }
    let silent = subject.organisation.as_deref().is_none_or(|own| own_words(own).is_empty());
    let place = strange(&subject.place).filter(|_| silent)?;
    Some(format!("chứng thư ghi nơi `{place}`, không thấy ở phần đầu văn bản"))
}

/// Finds the field of the paper that a signer stands for who signed in one that a tool brought.
pub(super) fn stands_for<'a>(subject: &Subject, printed: &'a Printed) -> Option<&'a str> {
    let own = printed.fields.iter().find(|own| is_of(own, &subject.name, printed));
    own.map(|own| own.name.as_str())
}

/// Tells whether a field waits for somebody of that name.
fn is_of(own: &OwnField, name: &str, printed: &Printed) -> bool {
    if own.seal {
        return is_office(name, own.whose.as_deref(), printed);
    }
    own.whose.as_deref().is_some_and(|whose| is_called(name, &[whose]))
}

/// Tells whether a name is that of any who are to sign; of a paper that leaves no field for
/// them it may be any name on its first page.
fn is_person(name: &str, printed: &Printed) -> bool {
    if printed.fields.iter().any(|own| !own.seal) {
        return is_called(name, &printed.signers().collect::<Vec<_>>());
    }
    is_called(name, &printed.lines.iter().map(String::as_str).collect::<Vec<_>>())
}

fn is_called(name: &str, on_paper: &[&str]) -> bool {
    let same = |piece: &str| on_paper.iter().any(|own| is_same(piece, own));
    // `Nguyễn Văn Mẫu (Văn phòng)`, `Nguyễn Văn Mẫu - 012345`.
    same(name) || name.split(['(', ')', ',', ';', '/', '-', '–', ':', '|']).any(same)
}

fn is_same(one: &str, other: &str) -> bool {
    let key = if one.is_ascii() || other.is_ascii() { fold } else { marked };
    let words = |text: &str| -> Vec<String> {
        let all: Vec<String> = key(text).split(' ').map(str::to_owned).collect();
        let title = |word: &String| TITLES.contains(&fold(word).as_str());
        // A name has two words at least; what precedes them may be a title.
        let titles = all.iter().take(all.len().saturating_sub(2)).take_while(|word| title(word)).count();
        let dotted = text.contains('.') || titles > 0;
        all.into_iter().skip(if dotted { titles } else { 0 }).collect()
    };
    let (one, other) = (words(one), words(other));
    one.len() > 1 && one == other
}

/// Tells whether a name is that of an office that issues the paper: of the one named, where
/// several do.
fn is_office(name: &str, whose: Option<&str>, printed: &Printed) -> bool {
    let several = || printed.fields.iter().filter(|own| own.seal).filter_map(|own| own.whose.as_deref());
    if let Some(whose) = whose {
        return is_named_office(name, whose, printed);
    }
    if several().next().is_some() {
        return several().any(|whose| is_named_office(name, whose, printed));
    }
    let (name, rest) = name.split_once([',', '-', '–', '(']).unwrap_or((name, ""));
    let key = if name.is_ascii() { fold } else { marked };
    let name = key(name);
    if name.split(' ').count() < 2 || !is_of_head(rest, printed) {
        return false;
    }
    let ends = |text: &str| text == name || text.ends_with(&format!(" {name}"));
    // The first line is that of the office above, where there are two.
    let mut joined = String::new();
    let head = printed.lines.iter().take(HEAD).skip(1).any(|line| {
        let line = without_heading(&key(line), key);
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(&line);
        line == name || joined == name
    });
    head || ends(&key(&printed.author))
}

/// Tells whether a name is that of an office as the paper has it, with no more than what the
/// head says of it: `Văn phòng Tỉnh uỷ Nghệ An` of `VĂN PHÒNG TỈNH UỶ`.
fn is_named_office(name: &str, whose: &str, printed: &Printed) -> bool {
    let (name, rest) = name.split_once([',', '-', '–', '(']).unwrap_or((name, ""));
    let key = if name.is_ascii() { fold } else { marked };
    let own = key(whose);
    let words: Vec<&str> = name.split_whitespace().collect();
    let (begin, more) = words.split_at(own.split(' ').count().min(words.len()));
    key(&begin.join(" ")) == own && is_of_head(&more.join(" "), printed) && is_of_head(rest, printed)
}

/// Cuts off the heading of the right column.
fn without_heading(line: &str, key: fn(&str) -> String) -> String {
    let plain = fold(line);
    let cut = HEADINGS.iter().find(|heading| plain.ends_with(*heading));
    let Some(cut) = cut else { return line.to_owned() };
    let words: Vec<&str> = line.split(' ').collect();
    let kept = words.len().saturating_sub(cut.split(' ').count());
    key(&words[..kept].join(" "))
}

/// Tells whether what is proper in a name stands in the head of the paper.
fn is_of_head(value: &str, printed: &Printed) -> bool {
    let key = if value.is_ascii() { fold } else { marked };
    let head: Vec<String> = printed.lines.iter().take(HEAD).map(|line| key(line)).collect();
    let head = format!(" {} {} ", head.join(" "), key(&printed.author));
    let own = own_words(value);
    own.is_empty() || own.iter().all(|word| head.contains(&format!(" {} ", key(word))))
}

fn own_words(value: &str) -> Vec<String> {
    let words = value.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !COMMON.contains(&fold(word).as_str())).map(str::to_owned).collect()
}

/// Gives words in small letters, each with its tone mark at its end: `uỷ` and `ủy`
/// are one word.
fn marked(text: &str) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let mut words = Vec::new();
    for word in
        text.split(|letter: char| !letter.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&letter))
    {
        let letters: Vec<char> = word.chars().flat_map(decomposed).flat_map(char::to_lowercase).collect();
        let (tones, plain): (Vec<char>, Vec<char>) =
            letters.into_iter().partition(|part| TONES.contains(part));
        words.push(plain.into_iter().chain(tones).collect::<String>());
    }
    words.retain(|word| !word.is_empty());
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sign::{SEAL_FIELD, SIGNER_FIELD};

    fn own(name: &str, whose: Option<&str>) -> OwnField {
        let seal = name.starts_with("Dau");
        OwnField { name: name.to_owned(), seal, whose: whose.map(str::to_owned) }
    }

    fn paper() -> Printed {
        let lines = ["ĐẢNG BỘ TỈNH NGHỆ AN ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG UỶ XÃ HOA MẪU", "*"];
        Printed {
            fields: vec![own(SIGNER_FIELD, Some("Nguyễn Văn Mẫu")), own(SEAL_FIELD, None)],
            lines: lines.map(str::to_owned).to_vec(),
            author: "Ban Thường vụ Đảng uỷ xã Hoa Mẫu".to_owned(),
        }
    }

    fn subject(name: &str, organisation: &str, place: &str) -> Subject {
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let (organisation, place) = (some(organisation), some(place));
        Subject { name: name.to_owned(), organisation, place, serial: String::new() }
    }

    fn said(field: &str, name: &str, organisation: &str, place: &str) -> Option<String> {
        misfit(field, &subject(name, organisation, place), &paper())
    }

    /// Who of several signs in whose place.
    #[test]
    fn of_several_each_has_a_place_of_their_own() {
        let several = Printed {
            fields: vec![
                own("KySoLoThiMau", Some("Lò Thị Mẫu")),
                own(SIGNER_FIELD, Some("Nguyễn Văn Mẫu")),
                own(SEAL_FIELD, Some("UỶ BAN KIỂM TRA TỈNH UỶ")),
                own("DauCongAnTinh", Some("CÔNG AN TỈNH")),
            ],
            lines: ["UỶ BAN KIỂM TRA TỈNH UỶ SƠN LA -", "CÔNG AN TỈNH SƠN LA"].map(str::to_owned).to_vec(),
            author: "Uỷ ban Kiểm tra Tỉnh uỷ Sơn La".to_owned(),
        };
        let fits = |field: &str, name: &str| misfit(field, &subject(name, "", ""), &several).is_none();
        let stands = |name: &str| stands_for(&subject(name, "", ""), &several).map(str::to_owned);
        assert!(fits("KySoLoThiMau", "Lò Thị Mẫu") && fits(SIGNER_FIELD, "NGUYEN VAN MAU"));
        assert!(!fits(SIGNER_FIELD, "Lò Thị Mẫu") && !fits("KySoLoThiMau", "Nguyễn Văn Mẫu"));
        assert!(fits("DauCongAnTinh", "Công an tỉnh Sơn La") && fits(SEAL_FIELD, "Uỷ ban Kiểm tra Tỉnh uỷ"));
        assert!(!fits(SEAL_FIELD, "Công an tỉnh Sơn La") && !fits("DauCongAnTinh", "Công an tỉnh Lào Cai"));
        assert!(!fits("DauCongAnTinh", "Công an"));
        // In a field that a tool brought anybody of them may sign, and stands for their own.
        assert!(fits("Signature1", "Lò Thị Mẫu") && !fits("Signature1", "Trần Thị Khách"));
        assert_eq!(stands("Lò Thị Mẫu").as_deref(), Some("KySoLoThiMau"));
        assert_eq!(stands("Công an tỉnh Sơn La").as_deref(), Some("DauCongAnTinh"));
        assert_eq!(stands("Trần Thị Khách"), None);
    }

    #[test]
    fn the_right_people_fit_however_a_ca_writes_them() {
        for name in [
            "Nguyễn Văn Mẫu",
            "NGUYỄN VĂN MẪU",
            "NGUYEN VAN MAU",
            "Ông Nguyễn Văn Mẫu",
            "Nguyễn Văn Mẫu (BT)",
        ] {
            assert_eq!(said(SIGNER_FIELD, name, "", ""), None, "{name}");
            assert_eq!(said("Signature1", name, "", ""), None, "{name}");
        }
        for name in
            ["ĐẢNG UỶ XÃ HOA MẪU", "Đảng ủy xã Hoa Mẫu", "DANG UY XA HOA MAU", "Đảng uỷ xã Hoa Mẫu, Nghệ An"]
        {
            assert_eq!(said(SEAL_FIELD, name, "Tỉnh ủy Nghệ An", "Vinh"), None, "{name}");
        }
        assert_eq!(said(SIGNER_FIELD, "Nguyễn Văn Mẫu", "Ban Cơ yếu Chính phủ", ""), None);
        assert_eq!(said(SEAL_FIELD, "Đảng uỷ xã Hoa Mẫu", "", "Nghệ An"), None);
    }

    #[test]
    fn who_does_not_fit_is_told() {
        for name in
            ["Trần Thị Khách", "Nguyễn Văn Mậu", "Lê Nguyễn Văn Mẫu", "Mẫu", "Văn Mẫu", "ĐẢNG UỶ XÃ HOA MẪU"]
        {
            assert!(said(SIGNER_FIELD, name, "", "").is_some(), "{name}");
        }
        for name in [
            "Đảng uỷ xã Hoa Mẫu Đông",
            "Đảng uỷ xã Hoa Mậu",
            "Mẫu",
            "Nguyễn Văn Mẫu",
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "ĐẢNG BỘ TỈNH NGHỆ AN",
            "Đảng uỷ xã Hoa Mẫu, Lào Cai",
        ] {
            assert!(said(SEAL_FIELD, name, "", "").is_some(), "{name}");
        }
        assert!(said(SEAL_FIELD, "ĐẢNG UỶ XÃ HOA MẪU", "Tỉnh ủy khác", "Tỉnh khác").is_some());
        assert!(said(SEAL_FIELD, "ĐẢNG UỶ XÃ HOA MẪU", "", "Tỉnh khác").is_some());
        assert!(said(SIGNER_FIELD, "Nguyễn Văn Mẫu", "Đảng uỷ xã Hoa Mận", "").is_some());
    }
}
