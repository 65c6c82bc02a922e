//! Comes in: the name of a font. Goes out: which letters its signs stand for, where that is not what
//! Unicode says. Must not know: what is written in it.

use crate::text::Encoding;

/// Tells the encoding older than Unicode that a font was made for, and whether it draws small letters
/// as capitals: `.VnTime`, `.VnTimeH`, `VNI-Times`.
pub(super) fn encoding(font: &str) -> Option<(Encoding, bool)> {
    let small = font.trim().to_lowercase();
    if small.starts_with(".vn") {
        Some((Encoding::Tcvn3, small.ends_with('h')))
    } else if small.starts_with("vni-") || small.starts_with("vni ") {
        Some((Encoding::Vni, false))
    } else {
        None
    }
}

/// Are signs of the font Symbol, each with its letter.
const SYMBOL: [(u8, char); 14] = [
    (0xb7, '•'),
    (0x2d, '−'),
    (0xae, '→'),
    (0xb3, '≥'),
    (0xa3, '≤'),
    (0xb1, '±'),
    (0xb4, '×'),
    (0xb8, '÷'),
    (0xb9, '≠'),
    (0xde, '⇒'),
    (0xb0, '°'),
    (0x2b, '+'),
    (0x2f, '/'),
    (0x2a, '*'),
];

/// Are signs of the font Wingdings.
const WINGDINGS: [(u8, char); 14] = [
    (0xb7, '•'),
    (0x9f, '•'),
    (0x6c, '●'),
    (0x6e, '■'),
    (0xa7, '▪'),
    (0x71, '□'),
    (0xa8, '□'),
    (0x6f, '□'),
    (0xfe, '☑'),
    (0xfc, '✓'),
    (0xd8, '➢'),
    (0xe0, '→'),
    (0xf0, '⇨'),
    (0x76, '❖'),
];

/// Gives the letter that a sign of a symbol font stands for; nothing where the sign is a letter
/// itself, `□` where nobody knows.
pub(super) fn symbol(font: &str, sign: char) -> Option<char> {
    let small = font.to_lowercase();
    let table = match small.as_str() {
        "symbol" => Some(&SYMBOL),
        name if name.starts_with("wingdings") => Some(&WINGDINGS),
        _ => None,
    };
    let code = u32::from(sign);
    let private = (0xf000..=0xf0ff).contains(&code);
    if !private && (table.is_none() || code > 0xff || sign.is_whitespace()) {
        return None;
    }
    let code = u8::try_from(code & 0xff).ok()?;
    let of = |table: &[(u8, char)]| table.iter().find(|(own, _)| *own == code).map(|(_, letter)| *letter);
    // Whatever the font, these codes are those of its kin.
    let found = table.map_or_else(|| of(&SYMBOL).or_else(|| of(&WINGDINGS)), |table| of(table));
    Some(found.unwrap_or(UNKNOWN))
}

/// Stands for a sign that nobody knows.
pub(super) const UNKNOWN: char = '□';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_tell_what_their_signs_are() {
        assert_eq!(encoding(".VnTimeH"), Some((Encoding::Tcvn3, true)));
        assert_eq!(encoding("VNI-Times"), Some((Encoding::Vni, false)));
        assert_eq!(encoding("Times New Roman"), None);
        assert_eq!(symbol("Wingdings", '\u{f0d8}'), Some('➢'));
        assert_eq!(symbol("Times New Roman", '\u{f0b7}'), Some('•'));
        assert_eq!(symbol("Symbol", 'z'), Some(UNKNOWN));
        assert_eq!(symbol("Times New Roman", 'ế'), None);
    }
}
