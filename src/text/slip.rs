//! Comes in: one word in NFC. Goes out: what is wrong with its spelling as one
//! syllable, and which syllables may have been meant. Must not know: the words
//! around it, or whether anybody is told.

use super::letters::{ALPHABET, cased, letter, spelt};
use super::syllable::{is_kept_spelling, is_onset, is_used, seats};

/// Says what is wrong with a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slip {
    /// Its one tone mark stands on the wrong letter (`đòan`, `nghĩên`).
    Misplaced,
    /// It has two tone marks or more (`củá`).
    Tones,
    /// A rhyme that ends in a stop lacks its tone (`môt`), or has one that does
    /// not go with it (`mồt`).
    Stopped,
    /// Sound by the rules, but there is no such syllable (`cũa`).
    Unused,
    /// Onset and rhyme make no syllable (`nghành`, `chơng`).
    Broken,
}

/// Is a word that is no syllable of today's Vietnamese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misspelt {
    /// What is wrong.
    pub slip: Slip,
    codes: Vec<u8>,
    tones: Vec<(usize, u8)>,
}

/// Is what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Meant {
    /// The syllables, the likeliest first.
    pub words: Vec<String>,
    /// Whether a rule of spelling leaves this one only.
    pub sure: bool,
}

/// Makes what a word may have been before a slip of one kind.
type Way = fn(&[u8]) -> Vec<Vec<u8>>;

/// Is the length of the longest word that is looked at as one syllable: a
/// letter or two more than any has.
const LONGEST: usize = 9;
/// Is how many readings are worth saying.
const SHOWN: usize = 3;

/// Judges a word as one syllable; nothing if it is one that is in use, or if
/// the alphabet lacks one of its letters.
#[must_use]
pub fn misspelt(word: &str) -> Option<Misspelt> {
    let mut codes = Vec::with_capacity(LONGEST);
    let mut tones = Vec::new();
    for sign in word.chars() {
        let read = letter(sign)?;
        if read.tone > 0 {
            tones.push((codes.len(), read.tone));
        }
        codes.push(read.code);
    }
    let slip = slip(&codes, &tones, word.starts_with(char::is_uppercase))?;
    Some(Misspelt { slip, codes, tones })
}

fn slip(codes: &[u8], tones: &[(usize, u8)], named: bool) -> Option<Slip> {
    let Some(seats) = seats(codes) else {
        return (!named || tones.len() > 1 || !is_kept_spelling(codes)).then_some(if tones.len() > 1 {
            Slip::Tones
        } else {
            Slip::Broken
        });
    };
    match tones {
        [] if is_used(codes, 0) => None,
        [(seat, _)] if !seats.contains(seat) => Some(Slip::Misplaced),
        [(_, tone)] if is_used(codes, *tone) => None,
        [] | [(_, 0 | 1 | 3 | 4)] if is_stopped(codes) => Some(Slip::Stopped),
        [] | [_] => Some(Slip::Unused),
        _ => Some(Slip::Tones),
    }
}

fn is_stopped(codes: &[u8]) -> bool {
    let end: Vec<char> = codes.iter().rev().take(2).map(|code| super::letters::of_code(*code)).collect();
    matches!(end.as_slice(), ['c' | 'p' | 't', ..] | ['h', 'c'])
}

impl Misspelt {
    /// Tells whether the word has the shape of one syllable: an onset, vowels,
    /// an end. What has not is two words, a foreign one, or no word.
    #[must_use]
    pub fn is_one(&self) -> bool {
        if self.codes.len() > LONGEST {
            return false;
        }
        let letters: Vec<char> = self.codes.iter().map(|code| super::letters::of_code(*code)).collect();
        let vowel = |letter: &char| super::letters::is_vowel(*letter);
        let onset = letters.iter().position(vowel).unwrap_or(letters.len());
        let onset = if letters.get(onset.wrapping_sub(1)) == Some(&'q') { onset + 1 } else { onset };
        let vowels = letters.iter().skip(onset).take_while(|letter| vowel(letter)).count();
        let end: String = letters.iter().skip(onset + vowels).collect();
        let plain_onset = onset == 0 || is_onset(&self.codes[..onset.min(self.codes.len())]);
        plain_onset
            && (1..=4).contains(&vowels)
            && matches!(end.as_str(), "" | "c" | "ch" | "m" | "n" | "ng" | "nh" | "p" | "t")
    }

    /// Tells whether it has a tone mark.
    #[must_use]
    pub fn is_toned(&self) -> bool {
        !self.tones.is_empty()
    }

    /// Tells whether its vowels stand together and only letters that can end a
    /// syllable stand behind them, whatever their order: one syllable with a
    /// letter too many or two swapped (`tínnh`, `hpáp`), but no `très`.
    #[must_use]
    pub fn is_nearly_one(&self) -> bool {
        let letters = || self.codes.iter().map(|code| super::letters::of_code(*code));
        let vowel = |letter: &char| super::letters::is_vowel(*letter);
        let onset = letters().take_while(|letter| !vowel(letter)).count();
        let vowels = letters().skip(onset).take_while(vowel).count();
        vowels > 0 && letters().skip(onset + vowels).all(|letter| "cghmnpt".contains(letter))
    }

    /// Gives the syllables that may have been meant, in the capitals of `like`;
    /// none where there are too many to say.
    #[must_use]
    pub fn meant(&self, like: &str) -> Meant {
        let (sure, found) = self.found();
        let words = if found.len() > SHOWN { Vec::new() } else { found };
        Meant { sure: sure && words.len() == 1, words: words.iter().map(|word| cased(word, like)).collect() }
    }

    /// Looks for readings, the likeliest way to slip first; what a way gives is
    /// all there is. The flag says that the way is a rule of spelling.
    fn found(&self) -> (bool, Vec<String>) {
        if seats(&self.codes).is_some() {
            let toned = self.toned_again();
            if !toned.is_empty() || self.slip == Slip::Tones {
                return (self.slip != Slip::Unused, toned);
            }
        }
        let ways: [Way; 5] = [by_rule, by_sibling, swapped, shortened, lengthened];
        for (rank, way) in ways.into_iter().enumerate() {
            let mut found: Vec<String> = Vec::new();
            for variant in way(&self.codes) {
                for word in written(&variant, &self.tone_numbers()) {
                    if !found.contains(&word) {
                        found.push(word);
                    }
                }
            }
            if !found.is_empty() {
                return (rank == 0 && self.slip != Slip::Unused, found);
            }
        }
        (false, Vec::new())
    }

    fn tone_numbers(&self) -> Vec<u8> {
        let mut tones: Vec<u8> = self.tones.iter().map(|(_, tone)| *tone).collect();
        tones.dedup();
        tones
    }

    /// Puts the tones that were typed where one belongs.
    fn toned_again(&self) -> Vec<String> {
        let Some(seats) = seats(&self.codes) else { return Vec::new() };
        match self.slip {
            Slip::Misplaced => {
                let moved = written(&self.codes, &self.tone_numbers());
                if moved.is_empty() { written(&self.codes, &[]) } else { moved }
            }
            Slip::Tones => {
                let seated: Vec<u8> =
                    self.tones.iter().filter(|(at, _)| seats.contains(at)).map(|(_, tone)| *tone).collect();
                let found = written(&self.codes, &seated);
                if found.is_empty() || seated.is_empty() {
                    written(&self.codes, &self.tone_numbers())
                } else {
                    found
                }
            }
            Slip::Stopped => written(&self.codes, &[2, 5]),
            Slip::Unused => self.other_tones(),
            Slip::Broken => Vec::new(),
        }
    }
}

impl Misspelt {
    /// Puts another tone in place of one with which there is no such syllable:
    /// the hook for the tilde and back, which most confuse, else any.
    fn other_tones(&self) -> Vec<String> {
        let twin: &[u8] = match self.tones.first() {
            Some((_, 3)) => &[4],
            Some((_, 4)) => &[3],
            _ => &[],
        };
        let found = written(&self.codes, twin);
        if twin.is_empty() || found.is_empty() { written(&self.codes, &[0, 1, 2, 3, 4, 5]) } else { found }
    }
}

/// Writes a syllable with each of the tones it is used with; without a tone a
/// stopped rhyme gets both it can have.
fn written(codes: &[u8], tones: &[u8]) -> Vec<String> {
    let Some(seats) = seats(codes) else { return Vec::new() };
    let seat = seats.end.saturating_sub(1);
    let tones = match tones {
        [] if is_stopped(codes) => &[2, 5],
        [] => &[0][..],
        tones => tones,
    };
    tones.iter().filter(|tone| is_used(codes, **tone)).map(|tone| spelt(codes, *tone, seat)).collect()
}

fn code(sign: char) -> u8 {
    letter(sign).map_or(0, |letter| letter.code)
}

fn codes(word: &str) -> Vec<u8> {
    word.chars().map(code).collect()
}

/// Undoes slips against the rules of spelling: `ngh` for `ng`, `k` for `c`, a
/// diphthong of which one letter or hook was lost, a letter typed twice.
fn by_rule(word: &[u8]) -> Vec<Vec<u8>> {
    const ONSETS: [(&str, &str); 9] = [
        ("ngh", "ng"),
        ("ng", "ngh"),
        ("gh", "g"),
        ("g", "gh"),
        ("k", "c"),
        ("k", "kh"),
        ("c", "k"),
        ("k", "qu"),
        ("q", "qu"),
    ];
    const RHYMES: [(&str, &str); 14] = [
        ("ươ", "ơ"),
        ("ươ", "ưo"),
        ("ươ", "uơ"),
        ("ươ", "uo"),
        ("ươ", "ư"),
        ("uô", "uo"),
        ("ô", "ơ"),
        ("iê", "ie"),
        ("iê", "ê"),
        ("yê", "ye"),
        ("yê", "iê"),
        ("iê", "yê"),
        ("uyê", "uê"),
        ("oa", "ao"),
    ];
    let mut found = Vec::new();
    for (typed, right) in ONSETS {
        if let Some(rest) = word.strip_prefix(codes(typed).as_slice()) {
            found.push([codes(right).as_slice(), rest].concat());
        }
    }
    for (right, typed) in RHYMES {
        let typed = codes(typed);
        for at in 0..word.len() {
            // `uơ` and `ươ` are diphthongs of their own.
            let within = at > 0 && [code('u'), code('ư')].contains(&word[at - 1]);
            if typed.len() == 1 && within {
                continue;
            }
            if let Some(rest) = word[at..].strip_prefix(typed.as_slice()) {
                found.push([&word[..at], &codes(right), rest].concat());
            }
        }
    }
    for at in 1..word.len() {
        if word[at] == word[at - 1] {
            found.push([&word[..at], &word[at + 1..]].concat());
        }
    }
    found
}

/// Puts a letter in the place of one that differs by its hook, hat or bar.
fn by_sibling(word: &[u8]) -> Vec<Vec<u8>> {
    let families = ["aăâ", "eê", "oôơ", "uư", "dđ", "iy"];
    let mut found = Vec::new();
    for (at, typed) in word.iter().enumerate() {
        let family = families.iter().map(|family| codes(family)).find(|family| family.contains(typed));
        for other in family.into_iter().flatten().filter(|other| other != typed) {
            let mut variant = word.to_vec();
            variant[at] = other;
            found.push(variant);
        }
    }
    found
}

/// Swaps two letters.
fn swapped(word: &[u8]) -> Vec<Vec<u8>> {
    (1..word.len())
        .map(|at| {
            let mut variant = word.to_vec();
            variant.swap(at - 1, at);
            variant
        })
        .collect()
}

/// Takes out a letter.
fn shortened(word: &[u8]) -> Vec<Vec<u8>> {
    (0..word.len()).map(|at| [&word[..at], &word[at + 1..]].concat()).collect()
}

/// Puts in a letter.
fn lengthened(word: &[u8]) -> Vec<Vec<u8>> {
    let places = 0..=word.len();
    places
        .flat_map(|at| ALPHABET.iter().map(move |added| [&word[..at], &[code(*added)], &word[at..]].concat()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(word: &str) -> (Slip, Vec<String>) {
        let found = misspelt(word).unwrap_or_else(|| panic!("{word}"));
        (found.slip, found.meant(word).words)
    }

    #[test]
    fn the_advice_is_a_syllable_in_use() {
        for (word, slip, meant) in [
            ("đòan", Slip::Misplaced, "đoàn"),
            ("HÒAN", Slip::Misplaced, "HOÀN"),
            ("qúy", Slip::Misplaced, "quý"),
            // There is no `nghiễn`: the mark is stray.
            ("nghĩên", Slip::Misplaced, "nghiên"),
            ("đựơc", Slip::Misplaced, "được"),
            ("tíến", Slip::Tones, "tiến"),
            ("Củá", Slip::Tones, "Của"),
            ("qủỹết", Slip::Tones, "quyết"),
            ("nghành", Slip::Broken, "ngành"),
            ("ngiêm", Slip::Broken, "nghiêm"),
            ("Ngị", Slip::Broken, "Nghị"),
            ("khơng", Slip::Broken, "khương không"),
            ("Hớng", Slip::Broken, "Hướng Hống"),
            ("CHƠNG", Slip::Broken, "CHƯƠNG CHÔNG"),
            ("nuớc", Slip::Broken, "nước"),
            ("ngừoi", Slip::Broken, "người"),
            ("quyyết", Slip::Broken, "quyết"),
            ("cũa", Slip::Unused, "của"),
            ("quyễn", Slip::Unused, "quyển"),
        ] {
            let (found, words) = read(word);
            assert_eq!(found, slip, "{word}");
            if !meant.is_empty() {
                assert_eq!(words.join(" "), meant, "{word}");
            }
        }
    }

    #[test]
    fn good_and_foreign_words_are_left() {
        for word in
            ["quà", "hòa", "hoà", "René", "Müller", "xã", "Ñua", "café", "Krông", "Đắk", "giếng", "Zalo"]
        {
            assert_eq!(misspelt(word).filter(Misspelt::is_one), None, "{word}");
        }
        for two in ["vănbản", "vềviệc", "bộxã", "Chamaléa", "Êban", "château", "Mlô"] {
            assert!(!misspelt(two).unwrap().is_one(), "{two}");
        }
    }
}
