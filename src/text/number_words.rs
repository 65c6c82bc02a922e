//! Comes in: a text that begins with a number in words, or the number. Goes out:
//! the other side of the pair. Must not know: what is counted.

/// The words of one to nine as they stand alone.
const UNITS: [&str; 9] = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
/// Is the largest number that is read or written in words.
const LAST: u32 = 99;

/// Writes a number from 1 to 99 in words: `hai mươi mốt`; an ordinal (`thứ
/// nhất`) without its `thứ`.
#[must_use]
pub fn number_name(number: u32, ordinal: bool) -> Option<String> {
    let unit = |value: u32| UNITS.get(usize::try_from(value).ok()?.checked_sub(1)?).copied();
    if !(1..=LAST).contains(&number) {
        return None;
    }
    if ordinal && (number == 1 || number == 4) {
        return Some(if number == 1 { "nhất" } else { "tư" }.to_owned());
    }
    let (tens, rest) = (number / 10, number % 10);
    let tail = match (tens, rest) {
        (0, rest) => return unit(rest).map(str::to_owned),
        (_, 0) => None,
        (2.., 1) => Some("mốt"),
        (2.., 4) => Some("tư"),
        (_, 5) => Some("lăm"),
        (_, rest) => unit(rest),
    };
    let head = if tens == 1 { "mười".to_owned() } else { format!("{} mươi", unit(tens)?) };
    Some(tail.map_or_else(|| head.clone(), |tail| format!("{head} {tail}")))
}

/// Reads the number in words a text begins with, `thứ` before it or not, in
/// capitals or not: the number, and the bytes it takes.
#[must_use]
pub fn number_in_words(text: &str) -> Option<(u32, usize)> {
    // `hai mươi mốt` is `hai`, too: the longest reading wins.
    let head: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    let (words, ordinal) = match head.strip_prefix("thứ ") {
        Some(words) => (words, true),
        None => (head.as_str(), false),
    };
    let fits =
        |name: &str| words.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let (number, name) = (1..=LAST)
        .flat_map(|number| {
            let also = (number == 4).then(|| "tư".to_owned());
            number_name(number, ordinal).into_iter().chain(also).map(move |name| (number, name))
        })
        .filter(|(_, name)| fits(name))
        .max_by_key(|(_, name)| name.len())?;
    let letters = name.chars().count() + if ordinal { "thứ ".chars().count() } else { 0 };
    Some((number, text.chars().take(letters).map(char::len_utf8).sum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_go_there_and_back() {
        for number in 1..=LAST {
            for ordinal in [false, true] {
                let name = number_name(number, ordinal).unwrap();
                let typed = if ordinal { format!("thứ {name}") } else { name.clone() };
                assert_eq!(number_in_words(&typed), Some((number, typed.len())), "{typed}");
            }
        }
        assert_eq!(number_in_words("HAI MƯƠI MỐT. TỔ CHỨC"), Some((21, "HAI MƯƠI MỐT".len())));
        assert_eq!(number_in_words("Thứ Nhất"), Some((1, "Thứ Nhất".len())));
        assert_eq!(number_in_words("mộtsố"), None);
        assert_eq!(number_in_words("nhất trí"), None);
        assert_eq!(number_name(0, false), None);
    }
}
