//! Comes in: guests. Goes out: pairs that may be one person, each later guest
//! with the first it resembles. Must not know: files, findings.

use std::collections::BTreeMap;

use super::Guest;
use crate::text::fold;

/// Says how two guests are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likeness {
    /// Same name, same unit.
    Same,
    /// Same name but for marks, capitals and spaces; same unit.
    Unmarked,
    /// Same name but for marks, capitals and spaces; same telephone.
    Phone,
    /// One letter apart; same unit and title.
    Letter,
}

/// Where guests were seen before, by what they were seen with.
#[derive(Default)]
struct Seen {
    names: BTreeMap<String, usize>,
    letters: BTreeMap<(usize, u64), Vec<usize>>,
}

/// Finds pairs of places in `guests`: the earlier, the later, their likeness.
pub(super) fn twins(guests: &[Guest]) -> Vec<(usize, usize, Likeness)> {
    let names: Vec<Vec<char>> =
        guests.iter().map(|guest| guest.name.to_lowercase().chars().collect()).collect();
    let posts = posts(guests);
    let mut seen = Seen::default();
    let mut pairs = Vec::new();
    for (at, guest) in guests.iter().enumerate() {
        let mut found = None;
        for (likeness, key) in keys(guest) {
            match seen.names.get(&key) {
                Some(earlier) => found = found.or(Some((*earlier, at, likeness))),
                None => {
                    seen.names.insert(key, at);
                }
            }
        }
        for form in
            posts[at].map(|post| shortened(&names[at]).map(move |form| (post, form))).into_iter().flatten()
        {
            let known = seen.letters.entry(form).or_default();
            let near =
                known.iter().find(|earlier| **earlier != at && is_one_apart(&names[**earlier], &names[at]));
            found = found.or(near.map(|earlier| (*earlier, at, Likeness::Letter)));
            if known.len() < 50 && known.last() != Some(&at) {
                known.push(at);
            }
        }
        pairs.extend(found);
    }
    pairs
}

/// Gives what a guest is known by, the surest first.
fn keys(guest: &Guest) -> Vec<(Likeness, String)> {
    let unit = guest.unit.as_deref().unwrap_or_default();
    let folded = squeezed(&guest.name);
    let phone: String =
        guest.phone.iter().flat_map(|phone| phone.chars()).filter(char::is_ascii_digit).collect();
    let phone = phone.trim_start_matches('0');
    let mut keys = vec![
        (Likeness::Same, format!("=\0{}\0{unit}", guest.name)),
        (Likeness::Unmarked, format!("~\0{folded}\0{}", fold(unit))),
    ];
    if !phone.is_empty() {
        keys.push((Likeness::Phone, format!("#\0{folded}\0{phone}")));
    }
    keys
}

/// Numbers each guest's unit and title; nothing where nobody shares both.
fn posts(guests: &[Guest]) -> Vec<Option<usize>> {
    let mut numbers: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for guest in guests {
        if let (Some(unit), Some(title)) = (&guest.unit, &guest.title) {
            let next = numbers.len();
            numbers.entry((unit, title)).or_insert((next, 0)).1 += 1;
        }
    }
    let number = |guest: &Guest| {
        let (number, count) = numbers.get(&(guest.unit.as_deref()?, guest.title.as_deref()?))?;
        (*count > 1).then_some(*number)
    };
    guests.iter().map(number).collect()
}

/// Gives a number for a name and for every form of it without one letter: two
/// names one letter apart share such a form (and others rarely do).
fn shortened(name: &[char]) -> impl Iterator<Item = u64> {
    const BASE: u64 = 1_000_003;
    let length = name.len();
    let code = |letter: char| u64::from(letter).wrapping_add(0x9e37_79b9);
    // `after[gap]` is the part behind the gap, moved one place to the front.
    let mut after = vec![0_u64; length + 1];
    let power = |place: usize| BASE.wrapping_pow(u32::try_from(place).unwrap_or(u32::MAX));
    for place in (0..length).rev() {
        let moved = code(name[place]).wrapping_mul(power(place.saturating_sub(1)));
        after[place] = after[place + 1].wrapping_add(moved);
    }
    let mut front = 0_u64;
    let mut forms = Vec::with_capacity(length + 1);
    for place in 0..length {
        forms.push(front.wrapping_add(after[place + 1]));
        front = front.wrapping_add(code(name[place]).wrapping_mul(power(place)));
    }
    forms.push(front);
    forms.into_iter()
}

/// Tells names that differ by one letter put in, left out or changed.
pub(super) fn is_one_apart(first: &[char], second: &[char]) -> bool {
    let longer = first.len().max(second.len());
    let start = first.iter().zip(second).take_while(|(one, other)| one == other).count();
    let rest = (first.len().min(second.len())) - start;
    let end = first
        .iter()
        .rev()
        .zip(second.iter().rev())
        .take(rest)
        .take_while(|(one, other)| one == other)
        .count();
    start + end + 1 >= longer
}

/// Folds and takes the spaces away too.
fn squeezed(text: &str) -> String {
    fold(text).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(name: &str, title: &str, unit: &str, phone: &str) -> Guest {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Guest {
            name: name.into(),
            title: some(title),
            unit: some(unit),
            phone: some(phone),
            ..Guest::default()
        }
    }

    #[test]
    fn one_letter_is_put_in_left_out_or_changed() {
        let letters = |name: &str| name.chars().collect::<Vec<char>>();
        for (first, second, near) in [
            ("an", "anh", true),
            ("hoa", "hoà", true),
            ("lan", "an", true),
            ("an", "na", false),
            ("aa", "aa", true),
        ] {
            let (first, second) = (letters(first), letters(second));
            assert_eq!(is_one_apart(&first, &second), near);
            let forms: Vec<u64> = shortened(&second).collect();
            assert!(!near || shortened(&first).any(|form| forms.contains(&form)));
        }
    }

    #[test]
    fn pairs_are_found_and_strangers_are_not() {
        let guests = [
            guest("Nguyễn Văn An", "Bí thư", "Thôn 1", "0912 345 678"),
            guest("Nguyễn Văn An", "Trưởng thôn", "Thôn 1", ""),
            guest("NGUYEN VAN AN", "", "thôn 1", ""),
            guest("Nguyễn Văn Ân", "", "Thôn 9", "912345678"),
            guest("Nguyễn Văn Anh", "Bí thư", "Thôn 1", ""),
            guest("Nguyễn Văn An", "Bí thư", "Thôn 2", ""),
            guest("Trần Văn An", "Bí thư", "Thôn 1", ""),
            guest("Hoo Nnan Aa", "Bí thư", "Thôn 1", ""),
        ];
        assert_eq!(
            twins(&guests),
            [
                (0, 1, Likeness::Same),
                (0, 2, Likeness::Unmarked),
                (0, 3, Likeness::Phone),
                (0, 4, Likeness::Letter),
            ]
        );
    }
}
