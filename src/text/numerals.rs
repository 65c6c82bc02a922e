//! Comes in: a Roman numeral, a point letter, or the number behind one. Goes
//! out: the other side of the pair. Must not know: which section or point of
//! which paper carries it.

/// The largest section number the project writes in Roman numerals.
const LAST_ROMAN: u32 = 50;

/// The letters of points, in the order of the Vietnamese alphabet.
const POINT_LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u", "v",
    "x", "y",
];

/// Writes a number from 1 to 50 as a capital Roman numeral.
#[must_use]
pub fn roman_numeral(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 6] = [(50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")];
    if !(1..=LAST_ROMAN).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            numeral.push_str(sign);
            left -= value;
        }
    }
    for _ in 0..left {
        numeral.push('I');
    }
    Some(numeral)
}

/// Reads a Roman numeral from I to L, written in the one correct way with
/// capital letters.
#[must_use]
pub fn roman_value(numeral: &str) -> Option<u32> {
    if !numeral.bytes().all(|sign| matches!(sign, b'I' | b'V' | b'X' | b'L')) {
        return None;
    }
    (1..=LAST_ROMAN).find(|&number| roman_numeral(number).as_deref() == Some(numeral))
}

/// Tells which point a small letter marks: `a` is the first, `đ` the fifth.
#[must_use]
pub fn point_ordinal(letter: &str) -> Option<u32> {
    (1..).zip(POINT_LETTERS).find_map(|(ordinal, known)| (known == letter).then_some(ordinal))
}

/// Gives the small letter of a point, counted from one.
#[must_use]
pub fn point_letter(ordinal: u32) -> Option<&'static str> {
    let index = usize::try_from(ordinal.checked_sub(1)?).ok()?;
    POINT_LETTERS.get(index).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_go_there_and_back() {
        for number in 1..=50 {
            let numeral = roman_numeral(number).unwrap();
            assert_eq!(roman_value(&numeral), Some(number), "{numeral}");
        }
        assert_eq!(roman_numeral(48).as_deref(), Some("XLVIII"));
        assert_eq!(roman_numeral(0), None);
        assert_eq!(roman_numeral(51), None);
        for wrong in ["", "IIII", "VX", "iv", "LI", "Đ", "IXI"] {
            assert_eq!(roman_value(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn point_letters_go_there_and_back() {
        for ordinal in 1..=23 {
            assert_eq!(point_letter(ordinal).and_then(point_ordinal), Some(ordinal));
        }
        assert_eq!(point_ordinal("đ"), Some(5));
        assert_eq!(point_ordinal("g"), Some(7));
        assert_eq!(point_letter(0), None);
        assert_eq!(point_letter(24), None);
        for wrong in ["", "f", "j", "w", "z", "ă", "ab", "Đ"] {
            assert_eq!(point_ordinal(wrong), None, "{wrong}");
        }
    }
}
