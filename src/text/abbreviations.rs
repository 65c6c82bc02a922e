//! Comes in: an abbreviation. Goes out: what it stands for, and whether readers
//! know it by its letters. Must not know: which paper uses it, what an office
//! has declared.

/// Holds the abbreviations; the file says how they are written down.
const LIST: &str = include_str!("abbreviations.txt");

/// Is an abbreviation of official papers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Abbreviation {
    /// The full words, with the tone on the main vowel; empty for names that
    /// are no longer spelt out.
    pub meaning: &'static str,
    /// Whether it needs no explanation.
    pub known: bool,
}

/// Finds an abbreviation by its letters.
#[must_use]
pub fn abbreviation(letters: &str) -> Option<Abbreviation> {
    LIST.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (name, meaning) = line.split_once('|')?;
        let known = name.strip_prefix('*');
        (known.unwrap_or(name) == letters).then_some(Abbreviation { meaning, known: known.is_some() })
    })
}

/// Tells letters that are read one by one: an abbreviation that is listed, or
/// capitals without any vowel (`THPT`).
#[must_use]
pub fn is_abbreviated(word: &str) -> bool {
    let loud = word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase);
    let vowel = |letter: char| super::letters::is_vowel(super::letters::parted(letter).0);
    loud && (abbreviation(word).is_some() || !word.chars().any(vowel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_words() {
        for word in ["THPT", "UBND", "HĐND", "TDP"] {
            assert!(is_abbreviated(word), "{word}");
        }
        for word in ["KPAM", "XÃ", "Thpt", "Y", "ĐẢNG", "II"] {
            assert!(!is_abbreviated(word), "{word}");
        }
        assert_eq!(abbreviation("HTX"), Some(Abbreviation { meaning: "hợp tác xã", known: false }));
        assert_eq!(abbreviation("ABC"), None);
    }
}
