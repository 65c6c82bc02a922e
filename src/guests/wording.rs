//! Comes in: guests. Goes out: findings about the words of their posts and units, which are no
//! names: words that are no Vietnamese ones, words said twice, brackets that do not close.
//! Must not know: files, names of people.

use std::collections::BTreeMap;

use super::column::Column;
use super::header::Header;
use super::{Guest, GuestList};
use crate::diag::Code;
use crate::table::{Place, Row, row_list};
use crate::text::{Slip, is_kept, is_word, misspelt};

/// Finds them, each once, with all rows in which it stands.
pub(super) fn about(place: &Place, header: &Header, rows: &[&Row], list: &mut GuestList) {
    let marked = list.guests.iter().filter(|guest| !guest.name.is_ascii()).count() * 2 > list.guests.len();
    let mut found: BTreeMap<(Column, String), (String, String, Vec<usize>)> = BTreeMap::new();
    for (at, guest) in list.guests.iter().enumerate() {
        for (column, text) in texts(guest) {
            let bare = (marked && is_unmarked(text))
                .then(|| ("viết không dấu".to_owned(), "gõ lại cho đủ dấu".to_owned()));
            for (what, hint) in faults(text).into_iter().chain(bare) {
                found.entry((column, what)).or_insert_with(|| (text.to_owned(), hint, Vec::new())).2.push(at);
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|((column, _), (_, _, guests))| (guests[0], *column));
    for ((column, what), (text, hint, guests)) in found {
        let shown = header.head(column).map_or(column.vietnamese(), |head| head.shown.as_str());
        let first = rows[guests[0]];
        let numbers: Vec<usize> = guests.iter().map(|at| rows[*at].number).collect();
        let more = if numbers.len() > 1 {
            let word = if place.in_paper { "khách thứ" } else { "dòng" };
            format!(" ({} chỗ: {word} {})", numbers.len(), row_list(&numbers))
        } else {
            String::new()
        };
        let said = format!("`{text}`: {what}{more}");
        list.findings.push(place.finding(Code::GUESTS_WORD, first, Some(shown), &said).hint(hint));
    }
}

fn texts(guest: &Guest) -> impl Iterator<Item = (Column, &str)> {
    let both = [(Column::Title, &guest.title), (Column::Unit, &guest.unit)];
    both.into_iter().filter_map(|(column, text)| Some((column, text.as_deref()?)))
}

/// Gives what is wrong with a post or a unit, and what to do.
fn faults(text: &str) -> Vec<(String, String)> {
    let mut faults: Vec<(String, String)> =
        text.split([' ', ',', ';', '/', '-', '(', ')']).filter_map(word).collect();
    let words: Vec<String> = text.split(' ').map(str::to_lowercase).collect();
    if let Some(twice) = twice(&words) {
        faults.push((format!("`{twice}` viết hai lần liền nhau"), format!("bỏ một lần `{twice}`")));
    }
    if text.matches(['(', '[']).count() != text.matches([')', ']']).count() {
        faults.push(("dấu ngoặc không đủ đôi".to_owned(), "gõ lại ô ấy".to_owned()));
    }
    faults
}

/// Judges a word: of one with a capital only what no name has either.
fn word(word: &str) -> Option<(String, String)> {
    let bare = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    if bare.is_ascii() || !bare.chars().all(char::is_alphabetic) || is_word(bare) || is_kept(bare) {
        return None;
    }
    let slip = misspelt(bare).filter(crate::text::Misspelt::is_one)?;
    let meant = slip.meant(bare);
    let small = bare.chars().all(char::is_lowercase);
    let toned = matches!(slip.slip, Slip::Tones | Slip::Misplaced) && !meant.words.is_empty();
    if !small && !toned {
        return None;
    }
    let words: Vec<String> = meant.words.iter().map(|word| format!("`{word}`")).collect();
    let hint = if words.is_empty() {
        "gõ lại chữ này".to_owned()
    } else {
        format!("có lẽ là {}", words.join(" hoặc "))
    };
    Some((format!("`{bare}` không thành một tiếng Việt"), hint))
}

/// How posts and units begin that were written without their marks.
const UNMARKED: [&str; 18] = [
    "bi thu",
    "pho",
    "chu tich",
    "truong",
    "uy vien",
    "giam doc",
    "hieu truong",
    "thon",
    "xom",
    "phuong",
    "dang uy",
    "uy ban",
    "hoi dong",
    "hoi",
    "doan",
    "cong an",
    "chi bo",
    "huyen",
];

/// Tells `Bi thu`, `Thon 2`.
fn is_unmarked(text: &str) -> bool {
    let lower = text.to_lowercase();
    let begins =
        |start: &str| lower.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    text.is_ascii() && UNMARKED.iter().any(|start| begins(start))
}

/// Finds two words or more that are said again at once: `chi bộ chi bộ`.
fn twice(words: &[String]) -> Option<String> {
    for count in (2..=5).rev() {
        let run = words.windows(2 * count).find(|run| {
            let lettered = run.iter().all(|word| word.chars().all(char::is_alphabetic));
            run[..count] == run[count..] && lettered && run[..count].iter().any(|word| *word != run[0])
        });
        if let Some(run) = run {
            return Some(run[..count].join(" "));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{faults, is_unmarked};

    #[test]
    fn posts_are_held_against_the_language() {
        for (text, count) in [
            ("Bí thư Đảng uỹ", 1),
            ("Chi bộ nghành y", 1),
            ("Bí thư chi bộ chi bộ", 1),
            ("Thôn 2 (", 1),
            ("Phó Chủ tịch UBND xã", 0),
            ("Đảng ủy xã Hoa Mẫu", 0),
            ("Buôn Kmrơng Prŏng A", 0),
            ("Uỷ viên BTV (kiêm nhiệm)", 0),
            ("Trưởng bản Nậm Nhoóng", 0),
            ("Bí thư Chi bộ, Trưởng thôn", 0),
        ] {
            assert_eq!(faults(text).len(), count, "{text}: {:?}", faults(text));
        }
        assert!(["Bi thu", "Thon 2", "Pho Chu tich"].iter().all(|text| is_unmarked(text)));
        assert!(
            ["Ban CHQS", "UBND", "HTX", "Phong Nha", "Xa La", "Nam Cao"]
                .iter()
                .all(|text| !is_unmarked(text))
        );
    }
}
