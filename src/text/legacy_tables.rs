//! Comes in: a word of TCVN3 (ABC) or VNI-Windows text whose bytes were taken
//! for Latin-1. Goes out: the Vietnamese letters it meant. Must not know: when
//! a text is to be suspected; every word that the tables cover can be read.

use std::ops::Range;

use super::letters::joined;

/// TCVN3 codes and, in the same order, their letters. Capitals with a tone
/// have no code of their own: the fonts whose names end in H draw small codes
/// as capitals.
const TCVN3_CODES: &str = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u{ad}õøö÷ùúýûüþ¡¢£¤¥¦§";
const TCVN3_LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂÊÔƠƯĐ";

/// VNI codes that are a letter by themselves.
const VNI_CODES: &str = "ôöñíìæóòîÔÖÑÍÌÆÓÒÎ";
const VNI_LETTERS: &str = "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ";

const GRAVE: char = '\u{300}';
const ACUTE: char = '\u{301}';
const HOOK: char = '\u{309}';
const TILDE: char = '\u{303}';
const DOT: char = '\u{323}';
const CIRCUMFLEX: char = '\u{302}';
const BREVE: char = '\u{306}';

/// VNI codes that put marks on the letter before them.
const VNI_MARKS: [(char, &str, &[char]); 17] = [
    ('ù', "aeouyôö", &[ACUTE]),
    ('ø', "aeouyôö", &[GRAVE]),
    ('û', "aeouyôö", &[HOOK]),
    ('õ', "aeouyôö", &[TILDE]),
    ('ï', "aeouôö", &[DOT]),
    ('â', "aeo", &[CIRCUMFLEX]),
    ('á', "aeo", &[CIRCUMFLEX, ACUTE]),
    ('à', "aeo", &[CIRCUMFLEX, GRAVE]),
    ('å', "aeo", &[CIRCUMFLEX, HOOK]),
    ('ã', "aeo", &[CIRCUMFLEX, TILDE]),
    ('ä', "aeo", &[CIRCUMFLEX, DOT]),
    ('ê', "a", &[BREVE]),
    ('é', "a", &[BREVE, ACUTE]),
    ('è', "a", &[BREVE, GRAVE]),
    ('ú', "a", &[BREVE, HOOK]),
    ('ü', "a", &[BREVE, TILDE]),
    ('ë', "a", &[BREVE, DOT]),
];

/// Names the two encodings that Vietnamese offices used before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// TCVN3, also called ABC; fonts `.VnTime`, `.VnTimeH`.
    Tcvn3,
    /// VNI-Windows; fonts `VNI-Times`, `VNI-Helve`.
    Vni,
}

/// One letter read: where its code stands in the word, and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The bytes of the code, one or two characters.
    pub(super) code: Range<usize>,
    /// The letter meant.
    pub(super) letter: char,
}

/// Reads a word letter by letter; nothing if one of its characters in Latin-1
/// is no code of the table.
pub(super) fn read(word: &str, encoding: Encoding) -> Option<Vec<Reading>> {
    let mut readings = Vec::with_capacity(word.len());
    let mut rest = word.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let mut end = at + character.len_utf8();
        let alone = match encoding {
            // What is beyond Latin-1 was typed in Unicode already (`Đ¹i`).
            _ if character.is_ascii() || character > '\u{ff}' => Some(character),
            Encoding::Tcvn3 => counterpart(character, TCVN3_CODES, TCVN3_LETTERS),
            Encoding::Vni => counterpart(character, VNI_CODES, VNI_LETTERS),
        };
        let mut letter = alone?;
        if encoding == Encoding::Vni
            && let Some(&(next, mark)) = rest.peek()
            && let Some(marked) = marked_vni(character, letter, mark)
        {
            letter = marked;
            end = next + mark.len_utf8();
            rest.next();
        }
        readings.push(Reading { code: at..end, letter });
    }
    Some(readings)
}

fn counterpart(code: char, codes: &str, letters: &str) -> Option<char> {
    let place = codes.chars().position(|known| known == code)?;
    letters.chars().nth(place)
}

/// Puts the mark code on a letter; the case is that of the letter.
fn marked_vni(base: char, letter: char, mark: char) -> Option<char> {
    let small = |character: char| character.to_lowercase().next().unwrap_or(character);
    let (base, mark) = (small(base), small(mark));
    let (_, _, marks) = VNI_MARKS.iter().find(|(code, bases, _)| *code == mark && bases.contains(base))?;
    joined(letter, marks)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Writes Unicode text in an encoding, as its keyboard drivers did.
    pub(crate) fn encoded(text: &str, encoding: Encoding) -> String {
        text.chars().map(|letter| code_of(letter, encoding)).collect()
    }

    fn code_of(letter: char, encoding: Encoding) -> String {
        if letter.is_ascii() {
            return letter.to_string();
        }
        let small = letter.to_lowercase().next().unwrap();
        match encoding {
            Encoding::Tcvn3 => counterpart(letter, TCVN3_LETTERS, TCVN3_CODES)
                .or_else(|| counterpart(small, TCVN3_LETTERS, TCVN3_CODES))
                .unwrap_or(letter)
                .to_string(),
            Encoding::Vni => vni_code(small)
                .map_or(letter.to_string(), |code| if small == letter { code } else { code.to_uppercase() }),
        }
    }

    fn vni_code(small: char) -> Option<String> {
        if let Some(code) = counterpart(small, VNI_LETTERS, VNI_CODES) {
            return Some(code.to_string());
        }
        VNI_MARKS.iter().find_map(|&(mark, bases, marks)| {
            let base = bases.chars().find(|&base| {
                let bare = counterpart(base, VNI_CODES, VNI_LETTERS).unwrap_or(base);
                joined(bare, marks) == Some(small)
            })?;
            Some(format!("{base}{mark}"))
        })
    }

    #[test]
    fn every_vietnamese_letter_has_a_code_in_both_tables() {
        assert_eq!(TCVN3_CODES.chars().count(), TCVN3_LETTERS.chars().count());
        assert_eq!(VNI_CODES.chars().count(), VNI_LETTERS.chars().count());
        let small = TCVN3_LETTERS.chars().filter(|letter| letter.is_lowercase());
        assert_eq!(small.clone().count(), 67);
        for letter in small {
            let capital = letter.to_uppercase().next().unwrap();
            for (meant, encoding) in
                [(letter, Encoding::Tcvn3), (letter, Encoding::Vni), (capital, Encoding::Vni)]
            {
                let code = code_of(meant, encoding);
                let readings = read(&code, encoding).unwrap();
                assert_ne!(code, "", "{meant}");
                assert_eq!(readings.len(), 1, "{meant} {code}");
                assert_eq!(readings[0].letter, meant, "{encoding:?} {code}");
            }
        }
    }

    #[test]
    fn words_read_letter_by_letter() {
        let word = |readings: Option<Vec<Reading>>| -> Option<String> {
            Some(readings?.iter().map(|reading| reading.letter).collect())
        };
        assert_eq!(word(read("H\u{ad}ng", Encoding::Tcvn3)).as_deref(), Some("Hưng"));
        assert_eq!(word(read("thöôøng", Encoding::Vni)).as_deref(), Some("thường"));
        assert_eq!(word(read("Uûy", Encoding::Vni)).as_deref(), Some("Ủy"));
        assert_eq!(word(read("Đ¹i", Encoding::Tcvn3)).as_deref(), Some("Đại"));
        assert_eq!(word(read("muà", Encoding::Vni)), None);
    }
}
