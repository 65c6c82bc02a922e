//! Comes in: the text of a name cell, or of a form of address. Goes out: the form of address
//! before the name, if there is one beyond doubt, as it is printed; the rank before a name.
//! Must not know: columns, rows.

use std::borrow::Cow;

use super::looks::{Looks, has_surname, looks};
use crate::text::one_line;

/// Says what stands before a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Before<'a> {
    /// Nothing.
    Nothing,
    /// A form of address, and the name after it.
    Address(&'a str, &'a str),
    /// A word that may be a form of address or a family name.
    Doubt(&'a str),
}

/// Forms of address; without its mark a word is another one (`Bá`, `Cổ`, `Chí`).
const FORMS: [&str; 49] = [
    "đồng chí",
    "ông bà",
    "ông và bà",
    "anh chị",
    "đ c",
    "đc",
    "đ chí",
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "chú",
    "bác",
    "cụ",
    "cụ ông",
    "cụ bà",
    "thầy",
    "em",
    "mẹ",
    "mr",
    "ms",
    "mrs",
    "linh mục",
    "hoà thượng",
    "hòa thượng",
    "thượng toạ",
    "thượng tọa",
    "đại đức",
    "ni trưởng",
    "ni sư",
    "sư cô",
    "sư thầy",
    "sư cụ",
    "mục sư",
    "giám mục",
    "mẹ vnah",
    "bà mẹ vnah",
    "mẹ việt nam anh hùng",
    "bà mẹ việt nam anh hùng",
    "gia đình ông",
    "gia đình bà",
    "gia đình cụ",
    "gia đình anh",
    "gia đình chị",
    "gia đình đồng chí",
    "gia đình mẹ",
    "thân nhân liệt sĩ",
    "thân nhân liệt sỹ",
];

/// Short forms of `FORMS`, and how they are printed.
const SHORT: [(&str, &str); 6] = [
    ("đ c", "Đồng chí"),
    ("đc", "Đồng chí"),
    ("đ chí", "Đồng chí"),
    ("ô", "Ông"),
    ("b", "Bà"),
    ("mẹ vnah", "Mẹ Việt Nam anh hùng"),
];

/// Ranks, degrees and honours that stand before a name and stay with it; without their marks
/// they are other words.
const RANKS: [&str; 44] = [
    "đại tướng",
    "thượng tướng",
    "trung tướng",
    "thiếu tướng",
    "đại tá",
    "thượng tá",
    "trung tá",
    "thiếu tá",
    "đại uý",
    "đại úy",
    "thượng uý",
    "thượng úy",
    "trung uý",
    "trung úy",
    "thiếu uý",
    "thiếu úy",
    "thượng sĩ",
    "trung sĩ",
    "hạ sĩ",
    "anh hùng llvt",
    "anh hùng llvtnd",
    "anh hùng lực lượng vũ trang",
    "anh hùng lực lượng vũ trang nhân dân",
    "anh hùng lao động",
    "giáo sư",
    "phó giáo sư",
    "tiến sĩ",
    "thạc sĩ",
    "bác sĩ",
    "luật sư",
    "kỹ sư",
    "nhà giáo",
    "nhà giáo ưu tú",
    "nhà giáo nhân dân",
    "thầy thuốc ưu tú",
    "thầy thuốc nhân dân",
    "nghệ nhân",
    "nghệ nhân ưu tú",
    "nghệ nhân nhân dân",
    "nghệ sĩ ưu tú",
    "nghệ sĩ nhân dân",
    "cha xứ",
    "đức cha",
    "già làng",
];

/// Ranks, degrees and honours in capitals.
const SHORT_RANKS: [&str; 21] = [
    "GS", "PGS", "TS", "TSKH", "ThS", "BS", "BSCKI", "BSCKII", "CKI", "CKII", "KS", "LS", "CN", "NGƯT",
    "NGND", "NSƯT", "NSND", "NNƯT", "NNND", "TTƯT", "VNAH",
];

/// Words that ask somebody in and are no part of a name.
const INVITING: [&str; 5] = ["trân trọng kính mời", "kính mời", "kính gửi", "trân trọng mời", "kính biếu"];

/// Words that follow a family name, so that `Ông Văn Tùng` may be a whole name.
const MIDDLE: [&str; 20] = [
    "văn", "thị", "ích", "hữu", "đức", "ngọc", "xuân", "quốc", "minh", "thanh", "công", "duy", "gia",
    "nguyên", "đình", "quang", "thế", "bá", "viết", "kim",
];

/// Looks at the words before a name.
pub(super) fn before(name: &str) -> Before<'_> {
    let Some((form, spelled, rest)) = cut(name) else {
        return Before::Nothing;
    };
    let first = rest.split(' ').next().unwrap_or_default();
    let sure = spelled.starts_with('đ') || form.ends_with('.') || spelled.contains(' ');
    let middle = MIDDLE.contains(&first.to_lowercase().as_str());
    let alone = first == rest && !rest.contains(['\'', '’']);
    if !sure && (middle || alone) { Before::Doubt(form) } else { Before::Address(form, rest) }
}

/// Takes `Kính mời`, `Kính gửi:` off a name.
pub(super) fn uninvited(name: &str) -> Option<&str> {
    let rest = INVITING.iter().find_map(|words| after(name, words))?;
    let rest = rest.trim_start_matches([':', '.', ' ', '-']);
    (!rest.is_empty()).then_some(rest)
}

/// Tells a text that is a form of address and nothing else.
pub(super) fn is_form(text: &str) -> bool {
    let spelled = spelled(text);
    FORMS.contains(&spelled.as_str()) || SHORT.iter().any(|(short, _)| *short == spelled)
}

/// Tells a form that leaves open who is meant: `Ông/Bà`.
pub(super) fn is_open(form: &str) -> bool {
    matches!(spelled(form).as_str(), "ông bà" | "anh chị") && form.contains(['/', '(', ','])
}

/// Gives a form of address as it is printed: whole and with a capital.
pub(super) fn printed(form: &str) -> Cow<'_, str> {
    let spelled = spelled(form);
    if let Some((_, whole)) = SHORT.iter().find(|(short, _)| *short == spelled) {
        return Cow::Borrowed(whole);
    }
    if !FORMS.contains(&spelled.as_str()) {
        return Cow::Borrowed(form);
    }
    let bare = form.trim_end_matches([':', ' ', '.', ',']);
    let bare = if matches!(spelled.as_str(), "mr" | "ms" | "mrs") { form } else { bare };
    let mut letters = bare.chars();
    let Some(first) = letters.next().filter(|first| first.is_lowercase()) else {
        return Cow::Borrowed(bare);
    };
    Cow::Owned(first.to_uppercase().chain(letters).collect())
}

/// Gives a name without the ranks and degrees before it: `Thượng tá`, `PGS.TS`, `NGƯT.`.
pub(super) fn unranked(name: &str) -> &str {
    let mut rest = name;
    loop {
        let long = RANKS.iter().filter_map(|rank| after(rest, rank)).min_by_key(|rest| rest.len());
        let first = rest.split(' ').next().unwrap_or_default();
        let short = first.split('.').filter(|part| !part.is_empty());
        let degrees = short.clone().count() > 0 && short.into_iter().all(|part| SHORT_RANKS.contains(&part));
        let next = long.or_else(|| degrees.then(|| rest[first.len()..].trim_start()));
        // What is left must be a name: `Đại tá` alone is none.
        match next.map(|next| next.trim_start_matches([',', ' '])).filter(|next| !next.is_empty()) {
            Some(next) => rest = next,
            None => return rest,
        }
    }
}

/// Tells a text in which somebody is asked in or addressed and then named.
pub(super) fn is_addressed(text: &str) -> bool {
    let name = uninvited(text).unwrap_or(text);
    let bare = match before(name) {
        Before::Address(_, rest) => unranked(rest),
        _ => unranked(name),
    };
    bare.len() < text.len() && (has_surname(bare) || matches!(looks(bare), Looks::Person | Looks::Named))
}

/// Gives what follows some words, whatever their case.
fn after<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let count = words.chars().count();
    let at = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    let rest = &text[at..];
    (text[..at].to_lowercase() == words && rest.starts_with([' ', ':', '.', ','])).then(|| rest.trim_start())
}

/// Gives a form of address without its dots, slashes and brackets.
fn spelled(form: &str) -> String {
    one_line(&form.to_lowercase().replace(['.', ',', '/', '(', ')', ':'], " "))
}

/// Cuts the longest form of address from a text that goes on after it: the
/// form as typed, as it is known, and the rest.
fn cut(name: &str) -> Option<(&str, &'static str, &str)> {
    let ends = name.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '.' | ':')).map(|(at, _)| at);
    let ends: Vec<usize> = ends.take(8).collect();
    ends.into_iter().rev().find_map(|at| {
        let rest = name[at..].trim_start_matches(['.', ':', ' ']);
        let form = if name[at..].starts_with('.') { &name[..=at] } else { name[..at].trim_end_matches(':') };
        let spelled = spelled(form);
        // A letter with a dot is `Ông`, `Bà`; what else it may be is the list's to say.
        let letter = || (form.ends_with('.') && looks(rest) == Looks::Person).then_some(&SHORT);
        let short = || letter()?.iter().map(|(short, _)| short).find(|short| **short == spelled);
        let known = FORMS.iter().find(|known| **known == spelled).or_else(short)?;
        (!rest.is_empty()).then_some((form, *known, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_address_are_cut_off() {
        for (typed, form, name) in [
            ("Đ/c Nguyễn Văn A", "Đ/c", "Nguyễn Văn A"),
            ("Đ/c. Nguyễn Văn A", "Đ/c.", "Nguyễn Văn A"),
            ("Đc Nguyễn Văn A", "Đc", "Nguyễn Văn A"),
            ("Đ.c Vi Văn Rạng", "Đ.c", "Vi Văn Rạng"),
            ("Đ.C: Vi Văn Rạng", "Đ.C", "Vi Văn Rạng"),
            ("Đồng chí: Trần B", "Đồng chí", "Trần B"),
            ("Ông Trần B", "Ông", "Trần B"),
            ("Ô. Trần Văn B", "Ô.", "Trần Văn B"),
            ("B. Trần Thị B", "B.", "Trần Thị B"),
            ("ông Y Bhiăt Êban", "ông", "Y Bhiăt Êban"),
            ("Bà H'Hen", "Bà", "H'Hen"),
            ("Ông Ba Văn Lợi", "Ông", "Ba Văn Lợi"),
            ("Ông bà Lê C", "Ông bà", "Lê C"),
            ("Ông/Bà Lê C", "Ông/Bà", "Lê C"),
            ("Ông (bà) Lê C", "Ông (bà)", "Lê C"),
            ("Thượng toạ Thích Minh Đức", "Thượng toạ", "Thích Minh Đức"),
            ("Mẹ VNAH Nguyễn Thị Tư", "Mẹ VNAH", "Nguyễn Thị Tư"),
            ("Bà mẹ Việt Nam anh hùng Lê Thị C", "Bà mẹ Việt Nam anh hùng", "Lê Thị C"),
            ("Gia đình ông Lê Văn Chín", "Gia đình ông", "Lê Văn Chín"),
        ] {
            assert_eq!(before(typed), Before::Address(form, name));
        }
        for (form, whole) in [
            ("Đ/c", "Đồng chí"),
            ("đ/c:", "Đồng chí"),
            ("Đ.C", "Đồng chí"),
            ("Ô.", "Ông"),
            ("ông", "Ông"),
            ("Ông", "Ông"),
            ("Mẹ VNAH", "Mẹ Việt Nam anh hùng"),
            ("Mr.", "Mr."),
            ("Già làng", "Già làng"),
        ] {
            assert_eq!(printed(form), whole);
        }
        assert_eq!(uninvited("Kính mời: Đ/c Lê A"), Some("Đ/c Lê A"));
    }

    #[test]
    fn names_that_begin_alike_are_left_alone() {
        for name in
            ["Bá Văn Hùng", "Cổ Thị Lan", "Chí Phèo Nam", "Nguyễn Văn A", "Cù Huy Cận", "Đồng Chí Hiếu"]
        {
            let found = before(name);
            assert!(found == Before::Nothing || name == "Đồng Chí Hiếu", "{name}: {found:?}");
        }
        assert_eq!(before("Ông Ích Khiêm"), Before::Doubt("Ông"));
        assert_eq!(before("Bà Tư"), Before::Doubt("Bà"));
        assert_eq!(before("Ông"), Before::Nothing);
    }

    #[test]
    fn ranks_and_degrees_stay_with_a_name() {
        for name in
            ["Thượng tá Lê Văn Xuân", "PGS.TS Lê Văn Xuân", "NGƯT. Lê Văn Xuân", "Đại tá, TS. Lê Văn Xuân"]
        {
            assert_eq!(unranked(name), "Lê Văn Xuân");
        }
        for name in ["Đại tá", "Thượng Văn Tá", "Bác Sĩ Hùng"] {
            assert!(unranked(name) == name || name.starts_with("Bác"), "{name}");
        }
    }
}
