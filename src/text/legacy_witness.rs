//! Comes in: one word, as it stands and as a legacy table reads it. Goes out:
//! what the word says for or against that table, and how much that weighs.
//! Must not know: the other words of the text, or the verdict.

use super::legacy_tables::{Encoding, Reading};
use super::syllable::{Spelling, is_syllable, spelling};

/// The weight of a word that holds a sign no Vietnamese word has.
pub(super) const STRONG: usize = 2;

/// What one word says for or against an encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Witness {
    /// The same either way.
    Silent,
    /// Sound as it stands and not when converted, or beyond Latin-1.
    Against,
    /// Sound either way.
    Either,
    /// Sound only when converted; the number is the weight of the word.
    For(usize),
    /// Sound neither way.
    Foreign,
}

/// Tells a character of Latin-1 that either table may use as a code.
pub(super) fn is_code(character: char) -> bool {
    ('\u{a1}'..='\u{ff}').contains(&character)
}

/// Tells whether a word is sound Vietnamese as it stands.
pub(super) fn sounds_right(word: &str) -> bool {
    is_syllable(word) && has_plain_case(word)
}

/// Hears one word about one encoding.
pub(super) fn witness(word: &str, readings: Option<&[Reading]>, encoding: Encoding) -> Witness {
    if word.is_ascii() {
        return Witness::Silent;
    }
    let as_it_stands = sounds_right(word);
    let converted: Option<String> =
        readings.map(|readings| readings.iter().map(|reading| reading.letter).collect());
    let is_unicode = word.chars().any(is_beyond_latin1);
    match converted {
        _ if as_it_stands && (is_unicode || is_everyday(word)) => Witness::Against,
        None if as_it_stands || is_unicode => Witness::Against,
        Some(meant) if as_it_stands && meant == word => Witness::Silent,
        Some(meant) if is_syllable(&meant) && as_it_stands => Witness::Either,
        Some(meant) if is_syllable(&meant) => Witness::For(weight(word, encoding)),
        Some(_) if as_it_stands => Witness::Against,
        Some(_) if encoding == Encoding::Tcvn3 && is_abbreviation(word) => Witness::For(STRONG),
        Some(_) if is_unicode => Witness::Against,
        None | Some(_) => Witness::Foreign,
    }
}

/// Lists words of every paper that a table would turn into rare ones.
const EVERYDAY: &str = "ông chí xã công không thông có thôn khó";

fn is_everyday(word: &str) -> bool {
    let word = word.to_lowercase();
    EVERYDAY.split(' ').any(|known| known == word)
}

/// Weighs a word that is sound only when converted.
fn weight(word: &str, encoding: Encoding) -> usize {
    let letters: Vec<char> = word.chars().collect();
    let unlikely = match letters.as_slice() {
        // A lone sign (`½`), products (`N·m`), small units (`µm`, `½h`) and sums (`£m`).
        [left, '·' | '×' | '÷', right] => "abkmnxyANVW".contains(*left) && right.is_ascii(),
        [_] | ['µ' | '¼' | '½' | '¾' | '£' | '¥' | '¢' | '¤', _] => true,
        // A note's mark behind a sound word (`cho¹`).
        [body @ .., '¹'] if is_syllable(&body.iter().collect::<String>()) => true,
        _ => spelling(word) == Spelling::ToneForgotten && has_plain_case(word),
    };
    if unlikely {
        return 0;
    }
    let without_hyphens = word.replace('\u{ad}', "");
    let hyphenated = without_hyphens != word && spelling(&without_hyphens) != Spelling::Foreign;
    let marks = letters.iter().filter(|letter| !letter.is_ascii()).count();
    let french = encoding == Encoding::Vni && marks == 1 && word.to_lowercase().contains("aï");
    if hyphenated || french || is_short_name(&letters) {
        1
    } else if has_late_capital(&letters) || word.chars().any(is_strange) {
        if letters.len() >= 4 { 2 * STRONG } else { STRONG }
    } else if encoding == Encoding::Vni && has_double_vowel(word) {
        STRONG
    } else {
        1
    }
}

/// Tells a name of up to three letters whose mark another alphabet has too
/// (`Lü`, `Tän`).
fn is_short_name(letters: &[char]) -> bool {
    letters.len() <= 3
        && letters.first().is_some_and(char::is_ascii_uppercase)
        && letters
            .iter()
            .skip(1)
            .all(|letter| letter.is_ascii_lowercase() || "äëïöüÿñçåæøß".contains(*letter))
}

/// Tells a capital with a mark after a small letter (`ViÖt`).
fn has_late_capital(letters: &[char]) -> bool {
    let mut after_small = letters.iter().skip_while(|letter| !letter.is_lowercase());
    after_small.any(|letter| letter.is_uppercase() && !letter.is_ascii())
}

/// Tells a sign or letter that no Vietnamese word has in Unicode.
fn is_strange(letter: char) -> bool {
    !letter.is_ascii() && !"àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ".contains(letter)
}

/// Tells a vowel and its VNI mark that never meet in Unicode, not even by a
/// slip of the tone.
fn has_double_vowel(word: &str) -> bool {
    const PAIRS: [&str; 17] = [
        "aâ", "aá", "aà", "aã", "aê", "aé", "aè", "eâ", "eá", "eà", "eã", "oâ", "uù", "uõ", "ôù", "ôõ", "aõ",
    ];
    let word = word.to_lowercase();
    PAIRS.iter().any(|pair| word.contains(pair))
}

/// Tells abbreviations such as `Q§`, `H§ND`: no Unicode text joins a paragraph
/// sign to the letter before it.
fn is_abbreviation(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase())
        && word.contains('§')
        && word.chars().all(|c| c == '§' || c.is_ascii_uppercase())
}

/// Tells small letters, a capital at the start, or capitals throughout.
fn has_plain_case(word: &str) -> bool {
    let tail = word.chars().skip(1);
    !tail.clone().any(char::is_uppercase) || !word.chars().any(char::is_lowercase)
}

fn is_beyond_latin1(character: char) -> bool {
    character > '\u{ff}'
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::legacy_tables::read;

    #[test]
    fn words_weigh_by_their_strangeness() {
        let heard = |word: &str, encoding| witness(word, read(word, encoding).as_deref(), encoding);
        for (word, said) in [
            ("UBND", Witness::Silent),
            ("Đảng", Witness::Against),
            ("là", Witness::Against),
            ("tôi", Witness::Either),
            ("René", Witness::Foreign),
            ("µm", Witness::For(0)),
            ("N·m", Witness::For(0)),
            ("môt", Witness::For(0)),
            ("quèc", Witness::For(1)),
            ("x·", Witness::For(STRONG)),
            ("t×m", Witness::For(STRONG)),
            ("tHôi", Witness::For(1)),
            ("Q§", Witness::For(STRONG)),
            ("NguyÔn", Witness::For(2 * STRONG)),
        ] {
            assert_eq!(heard(word, Encoding::Tcvn3), said, "{word}");
        }
        assert_eq!(heard("Aïn", Encoding::Vni), Witness::For(1));
        assert_eq!(heard("taéc", Encoding::Vni), Witness::For(STRONG));
        assert_eq!(heard("ñoàng", Encoding::Vni), Witness::For(2 * STRONG));
        assert_eq!(heard("NguyÔn", Encoding::Vni), Witness::Foreign);
    }
}
