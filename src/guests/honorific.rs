//! Comes in: the text of a name cell. Goes out: the form of address before the
//! name, if there is one beyond doubt. Must not know: columns, rows.

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
const FORMS: [&str; 24] = [
    "đồng chí",
    "ông bà",
    "anh chị",
    "đ c",
    "đc",
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "chú",
    "bác",
    "cụ",
    "thầy",
    "em",
    "mẹ",
    "mr",
    "ms",
    "mrs",
    "linh mục",
    "hoà thượng",
    "hòa thượng",
    "đại đức",
    "mục sư",
];

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
    let comradely = spelled.starts_with('đ') || form.ends_with('.');
    let middle = MIDDLE.contains(&first.to_lowercase().as_str());
    let alone = first == rest && !rest.contains(['\'', '’']);
    if !comradely && (middle || alone) { Before::Doubt(form) } else { Before::Address(form, rest) }
}

/// Cuts the longest form of address from a text that goes on after it: the
/// form as typed, as it is known, and the rest.
fn cut(name: &str) -> Option<(&str, &'static str, &str)> {
    let ends = name.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '.' | ':')).map(|(at, _)| at);
    let ends: Vec<usize> = ends.take(4).collect();
    ends.into_iter().rev().find_map(|at| {
        let rest = name[at..].trim_start_matches(['.', ':', ' ']);
        let form = if name[at..].starts_with('.') { &name[..=at] } else { &name[..at] };
        let plain = name[..at].to_lowercase().replace(['.', ',', '/', '(', ')'], " ");
        let spelled = one_line(&plain);
        let known = FORMS.iter().find(|known| **known == spelled)?;
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
            ("Đồng chí: Trần B", "Đồng chí", "Trần B"),
            ("Ông Trần B", "Ông", "Trần B"),
            ("ông Y Bhiăt Êban", "ông", "Y Bhiăt Êban"),
            ("Bà H'Hen", "Bà", "H'Hen"),
            ("Ông Ba Văn Lợi", "Ông", "Ba Văn Lợi"),
            ("Ông bà Lê C", "Ông bà", "Lê C"),
            ("Ông/Bà Lê C", "Ông/Bà", "Lê C"),
            ("Ông (bà) Lê C", "Ông (bà)", "Lê C"),
        ] {
            assert_eq!(before(typed), Before::Address(form, name));
        }
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
}
