//! Comes in: one word in NFC. Goes out: a letter in it that no Vietnamese word
//! has, though the word was meant as one. Must not know: the words around it,
//! or whether anybody is told.

use super::legacy_tables::{Encoding, read};
use super::letters::letter;
use super::slip::{Slip, misspelt};
use super::syllable::{Coded, Spelling, is_current, is_kept_spelling, judged};

/// Is a letter that does not belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alien {
    /// The letter.
    pub letter: char,
    /// The word as it was meant.
    pub meant: String,
    /// The old encoding it is left from; none for a letter of another alphabet
    /// that looks like ours.
    pub encoding: Option<Encoding>,
}

/// Pairs letters of other alphabets with the Latin ones they look like.
const LOOKALIKES: [(&str, &str); 4] = [
    ("ÐðƉɖ", "ĐđĐđ"),
    ("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI"),
    ("аеорсухі", "aeopcyxi"),
    ("ΑΒΕΗΙΚΜΝΟΡΤΥΧο", "ABEHIKMNOPTYXo"),
];

/// Finds a letter no Vietnamese word has in a word that is one without it:
/// `Hå` (TCVN3 for `Hồ`), `Ðảng` (with the Icelandic eth). Foreign words, which
/// do not become Vietnamese by any reading, give nothing.
#[must_use]
pub fn alien(word: &str) -> Option<Alien> {
    if word.is_ascii() || is_word(word) {
        return None;
    }
    let strange = word.chars().find(|sign| letter(*sign).is_none() && !sign.is_ascii_alphabetic());
    if let Some(strange) = strange
        && let Some(meant) = latin(word)
    {
        return Some(Alien { letter: strange, meant, encoding: None });
    }
    // Letters of ours alone: only what could be no syllable in any tone.
    if strange.is_none() && misspelt(word).is_none_or(|misspelt| misspelt.slip != Slip::Broken) {
        return None;
    }
    // A capital at most at the head: `NguyÔn` is for the judge of whole texts.
    if word.chars().skip(1).any(char::is_uppercase) {
        return None;
    }
    [Encoding::Tcvn3, Encoding::Vni].into_iter().find_map(|encoding| {
        let meant: String = read(word, encoding)?.iter().map(|reading| reading.letter).collect();
        // `Ñua`: the peoples of the highlands have this letter, too.
        if strange.is_some_and(|strange| "Ññ".contains(strange))
            && word.chars().filter(|sign| !sign.is_ascii()).count() == 1
        {
            return None;
        }
        let code = strange.or_else(|| word.chars().find(|sign| !sign.is_ascii()))?;
        is_word(&meant).then_some(Alien { letter: code, meant, encoding: Some(encoding) })
    })
}

/// Tells a syllable that is in use, spelled right.
#[must_use]
pub fn is_word(word: &str) -> bool {
    Coded::of(word).is_some_and(|coded| {
        // `kông` for `không` is no name of a place.
        is_current(&coded)
            || (word.starts_with(char::is_uppercase)
                && is_kept_spelling(coded.codes())
                && judged(&coded) == Spelling::Sound)
    })
}

/// Writes a word that is partly Latin all in Latin letters.
fn latin(word: &str) -> Option<String> {
    let twin = |sign: char| {
        LOOKALIKES.iter().find_map(|(strange, plain)| {
            strange.chars().position(|known| known == sign).and_then(|at| plain.chars().nth(at))
        })
    };
    let written: String = word.chars().map(|sign| twin(sign).unwrap_or(sign)).collect();
    let latin = word.chars().any(|sign| letter(sign).is_some() || sign.is_ascii_alphabetic());
    (latin && written.chars().all(|sign| letter(sign).is_some() || sign.is_ascii_alphabetic()))
        .then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_words_of_old_encodings_are_read() {
        for (word, meant) in
            [("Hå", "Hồ"), ("Bïi", "Bùi"), ("Vâ", "Võ"), ("Ðảng", "Đảng"), ("x\u{430}", "xa")]
        {
            assert_eq!(alien(word).map(|found| found.meant).as_deref(), Some(meant), "{word}");
        }
        for word in
            "Hồ Müller château Lü Tän café Ñua Êñuôl Ayŭn São René Čư Kpă Mlô Москва naïve Zoë".split(' ')
        {
            assert_eq!(alien(word), None, "{word}");
        }
    }
}
