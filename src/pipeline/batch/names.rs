//! Comes in: copies and a pattern. Goes out: a file name for each, good on
//! Windows, no two alike. Must not know: what is in the files.

use std::collections::BTreeSet;

use crate::rules::fill;
use crate::template::Copy;
use crate::text::HiddenKind;

/// Names what a pattern may hold in braces.
pub(in crate::pipeline) const NAMES: [&str; 6] = ["tt", "so", "ho_ten", "chuc_vu", "don_vi", "nhom"];

/// Is the usual pattern.
const USUAL: &str = "{tt} {ho_ten}";
/// Is the longest name (bytes) without its ending: half of what file systems
/// take, so that the whole path stays short enough for Windows.
const MAX: usize = 120;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Gives the names of all copies, without ending.
pub(super) fn names(copies: &[Copy], pattern: Option<&str>) -> Vec<String> {
    let digits = copies.last().map_or(1, |copy| copy.place).to_string().len().max(3);
    let mut taken = BTreeSet::new();
    copies
        .iter()
        .map(|copy| {
            let name = safe(&filled(copy, pattern.unwrap_or(USUAL), digits));
            let mut own = name.clone();
            let mut again = 1;
            // Windows takes names that differ by capitals only for one.
            while !taken.insert(own.to_lowercase()) {
                again += 1;
                own = format!("{name} ({again})");
            }
            own
        })
        .collect()
}

fn filled(copy: &Copy, pattern: &str, digits: usize) -> String {
    let first = &copy.guests[0];
    let several = copy.guests.len() > 1;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    // A copy for several bears the name of what they share.
    let shared = first.unit.clone().or_else(|| first.group.clone()).or_else(|| first.address.clone());
    let name = if several { shared.unwrap_or_default() } else { first.name.clone() };
    let place = format!("{:0digits$}", copy.place);
    let number = copy.number.map(|number| number.to_string()).unwrap_or_default();
    fill(
        pattern,
        &[
            ("tt", &place),
            ("so", &number),
            ("ho_ten", &name),
            ("chuc_vu", &text(&first.title)),
            ("don_vi", &text(&first.unit)),
            ("nhom", &text(&first.group)),
        ],
    )
}

/// Makes a name that Windows, too, can hold.
pub(crate) fn safe(name: &str) -> String {
    let mut safe: String = name
        .chars()
        .map(|letter| match letter {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => '-',
            // A mark that turns the writing would show another ending than there is.
            letter if letter.is_control() || HiddenKind::of(letter) == Some(HiddenKind::Bidi) => ' ',
            letter => letter,
        })
        .collect();
    while safe.len() > MAX {
        safe.pop();
    }
    let words = safe.split_whitespace().collect::<Vec<_>>().join(" ");
    let trimmed = words.trim_end_matches(['.', ' ']).trim_start_matches(['.', ' ']);
    let stem = trimmed.split('.').next().unwrap_or_default().to_lowercase();
    let device = DEVICES.contains(&stem.trim_end_matches(|digit: char| digit.is_ascii_digit()));
    match (trimmed.is_empty(), device) {
        (true, _) => "khách".to_owned(),
        (_, true) => format!("_{trimmed}"),
        _ => trimmed.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Guest;

    fn copy(place: usize, name: &str) -> Copy {
        let guests = vec![Guest { name: name.to_owned(), ..Guest::default() }];
        Copy { place, number: None, step: 0, guests }
    }

    #[test]
    fn names_are_safe_and_kept_apart() {
        let copies = [
            copy(1, "Nguyễn Văn A"),
            copy(2, "NGUYỄN VĂN A"),
            copy(3, "H'Hen: Niê/Êban?"),
            copy(4, "CON"),
            copy(5, "..."),
        ];
        assert_eq!(
            names(&copies, Some("{ho_ten}")),
            ["Nguyễn Văn A", "NGUYỄN VĂN A (2)", "H'Hen- Niê-Êban-", "_CON", "khách"]
        );
        assert_eq!(names(&copies, None)[2], "003 H'Hen- Niê-Êban-");
        assert!(names(&[copy(1, &"Nguyễn ".repeat(60))], None)[0].len() <= MAX);
    }
}
