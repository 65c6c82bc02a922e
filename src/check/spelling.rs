//! Comes in: one text of a paper. Goes out: words that no Vietnamese text has:
//! no syllable, two words without their space, a letter of another alphabet.
//! Must not know: dictionaries; whether a word is the one that was meant.
//!
//! Names, foreign words, symbols and addresses follow rules of their own, so
//! the shape of a word and its neighbours decide whether it is judged at all.

use std::collections::BTreeMap;

use super::passage::{Passage, Role};
use super::report::Report;
use super::spelling_names::{in_name, is_address, is_foreign_name, is_tight};
use crate::diag::{Code, Text};
use crate::text::{
    Encoding, Meant, Misspelt, Slip, ToneStyle, alien, glued, is_bare, is_kept, is_toned, is_word, misspelt,
    restyle,
};

/// Is how many different words of a paper are told of; one that has more was
/// not written in Vietnamese.
const MOST: usize = 60;

/// Collects the words of a paper, each once, with how often it stands there.
#[derive(Default)]
pub(super) struct Spelling<'a> {
    found: Vec<Found<'a>>,
    known: BTreeMap<String, Option<usize>>,
}

struct Found<'a> {
    what: Said,
    place: (&'a Text, std::ops::Range<usize>),
    count: usize,
}

/// Is what there is to say of a word.
struct Said {
    code: &'static Code,
    message: String,
    hint: String,
}

impl<'a> Spelling<'a> {
    /// Reads one text.
    pub(super) fn read(&mut self, passage: &Passage<'a>, style: Option<ToneStyle>) {
        for (at, word) in passage.words.list().iter().enumerate() {
            let typed = &passage.str()[word.range.clone()];
            if is_plain(typed) {
                continue;
            }
            // A name may be right in one place and no word in another.
            let key = format!("{typed} {}", in_name(passage, at));
            if let Some(known) = self.known.get(&key) {
                if let Some(found) = known.and_then(|known| self.found.get_mut(known)) {
                    found.count += 1;
                }
                continue;
            }
            if self.found.len() >= MOST {
                return;
            }
            let said = judged(passage, at, typed).map(|judgement| judgement.said(typed, style));
            // What a name decides is said anew for each place.
            let index = said.is_some().then_some(self.found.len());
            self.known.insert(key, index);
            let place = (passage.text, word.range.clone());
            self.found.extend(said.map(|what| Found { what, place, count: 1 }));
        }
    }

    /// Tells what was found.
    pub(super) fn tell(self, report: &mut Report) {
        for Found { what, place: (text, range), count } in self.found {
            let times = if count > 1 { format!(", {count} chỗ") } else { String::new() };
            report.on(what.code, text, range, what.message + &times, what.hint);
        }
    }
}

/// Tells words that need no second look: syllables in use, and words without
/// any mark, which may be foreign.
fn is_plain(word: &str) -> bool {
    if word.is_ascii() {
        let vowel = |byte: u8| matches!(byte | 32, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
        let digit = word.bytes().any(|byte| byte.is_ascii_digit());
        let letter = word.bytes().any(|byte| byte.is_ascii_alphabetic());
        let plain = word.bytes().any(vowel) && !has_stop(word);
        return if digit { !letter } else { plain };
    }
    is_word(word) && shape(word) != Shape::Mixed
}

/// Tells a word whose end needs a tone, if it is Vietnamese.
fn has_stop(word: &str) -> bool {
    word.ends_with(['c', 'p', 't']) || word.ends_with("ch")
}

/// Is what is wrong with a word.
enum Judgement {
    /// A letter that does not belong; the word as it was meant.
    Alien(char, String, Option<Encoding>),
    /// No syllable; what may have been meant.
    Misspelt(Slip, Meant),
    /// Words without their space; each way to part them.
    Glued(Vec<String>),
    /// A syllable with capitals inside; how it is written.
    Capitals(Vec<String>),
}

/// Says how a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Small,
    Title,
    Loud,
    /// A capital behind a small letter, or several before one.
    Mixed,
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    match (rest.chars().any(char::is_uppercase), rest.chars().any(char::is_lowercase)) {
        (false, _) if first => Shape::Title,
        (false, _) => Shape::Small,
        (true, false) if first => Shape::Loud,
        _ => Shape::Mixed,
    }
}

fn judged(passage: &Passage<'_>, at: usize, word: &str) -> Option<Judgement> {
    if is_address(passage, at) {
        return None;
    }
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return number_and_word(word).map(|right| Judgement::Glued(vec![right]));
    }
    word.chars().nth(1)?;
    if let Some(found) = alien(word).filter(|_| !is_tight(passage, at) && !is_foreign_name(passage, at)) {
        return Some(Judgement::Alien(found.letter, found.meant, found.encoding));
    }
    if passage.role == Role::Person || is_tight(passage, at) || is_kept(word) {
        return None;
    }
    if word.is_ascii() {
        return unmarked(passage, at, word);
    }
    let shape = shape(word);
    if shape == Shape::Mixed {
        if is_word(&word.to_lowercase()) {
            return Some(Judgement::Capitals(recased(word)));
        }
        return joined_capitals(word).map(Judgement::Glued);
    }
    let Some(misspelt) = misspelt(word) else { return foreign_letter(word, shape) };
    if !misspelt.is_one() {
        return many(word, shape, passage, at, &misspelt);
    }
    let accused = match shape {
        Shape::Small => true,
        Shape::Title => !in_name(passage, at) || is_slip_of_tone(&misspelt, word),
        Shape::Loud => loud(passage, at, &misspelt, word),
        Shape::Mixed => false,
    };
    // A word that stands alone with a capital may be a name of its own.
    let name = shape != Shape::Small && misspelt.slip == Slip::Unused;
    (accused && !name).then(|| Judgement::Misspelt(misspelt.slip, misspelt.meant(word)))
}

/// Writes a syllable with capitals inside as it may be meant.
fn recased(word: &str) -> Vec<String> {
    let loud = word.chars().filter(|letter| letter.is_uppercase()).count();
    let lower = word.to_lowercase();
    let mut letters = lower.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    let title = first + letters.as_str();
    match word.starts_with(char::is_lowercase) {
        true => vec![lower],
        false if loud * 2 > word.chars().count() => vec![title, word.to_uppercase()],
        false => vec![title],
    }
}

/// Judges a word with a letter our alphabet lacks (`ngjhị`): a slip of the finger
/// where the rest is a word with marks of ours.
fn foreign_letter(word: &str, shape: Shape) -> Option<Judgement> {
    let strange = |letter: &char| matches!(letter, 'f' | 'j' | 'w' | 'z');
    let rest: String = word.chars().filter(|letter| !strange(letter)).collect();
    let one = word.chars().filter(strange).count() == 1;
    let slip = shape == Shape::Small && one && rest.chars().any(is_ours) && is_word(&rest);
    slip.then(|| Judgement::Misspelt(Slip::Broken, Meant { words: vec![rest], sure: false }))
}

/// Tells slips of the tone that names do not have either: two marks, or one on
/// a letter where it makes no syllable but would on another.
fn is_slip_of_tone(misspelt: &Misspelt, word: &str) -> bool {
    matches!(misspelt.slip, Slip::Tones | Slip::Misplaced) && !misspelt.meant(word).words.is_empty()
}

/// Judges a word in capitals, which may be an abbreviation: those have no tone,
/// nor an onset and an end around a vowel.
fn loud(passage: &Passage<'_>, at: usize, misspelt: &Misspelt, word: &str) -> bool {
    if is_slip_of_tone(misspelt, word) {
        return true;
    }
    let readable = !misspelt.meant(word).words.is_empty();
    let toned = misspelt.is_toned();
    let long = word.chars().count() >= 4;
    readable && (toned || (long && misspelt.slip == Slip::Broken)) && !in_name(passage, at)
}

/// Judges what is more than one syllable: words without their space, or letters
/// that no foreign word has.
fn many(
    word: &str,
    shape: Shape,
    passage: &Passage<'_>,
    at: usize,
    misspelt: &Misspelt,
) -> Option<Judgement> {
    let ways = glued(word);
    let Some(first) = ways.first() else {
        // Words taken from other languages have no tone (`ăcquy`, `hiđrô`).
        let ours = word.chars().any(is_ours) && bears_tone(word);
        let meant = misspelt.meant(word);
        let certain = ours || is_skeleton(word) || (misspelt.is_nearly_one() && !meant.words.is_empty());
        return (shape == Shape::Small && certain).then_some(Judgement::Misspelt(misspelt.slip, meant));
    };
    // A name of several syllables (`Chamaléa`, `Êđê`) has at most one tone, on
    // a short one; a word of other languages (`ximăng`) none, and short ones.
    let length = word.chars().count();
    let certain = match shape {
        Shape::Small if bears_tone(word) => word.chars().any(is_ours) || first.len() == 2,
        Shape::Small => is_long(first) && length >= 7,
        Shape::Title => {
            (!in_name(passage, at) && is_no_name(first)) || (passage.opens(at) && begins_sentence(first))
        }
        Shape::Loud => !in_name(passage, at) && length >= 6 && is_long(first),
        Shape::Mixed => false,
    };
    certain.then(|| Judgement::Glued(likely(&ways).iter().map(|way| way.join(" ")).collect()))
}

/// Lists words that begin a sentence and no name, in small letters.
const BEGINNERS: [&str; 8] = ["các", "những", "trong", "việc", "được", "phải", "nhằm", "bằng"];

fn begins_sentence(parts: &[&str]) -> bool {
    parts.first().is_some_and(|first| BEGINNERS.contains(&first.to_lowercase().as_str()))
}

/// Leaves out a way that tears apart two letters that sound as one, where another
/// keeps them: `bộp hụ` beside `bộ phụ`.
fn likely<'a>(ways: &[Vec<&'a str>]) -> Vec<Vec<&'a str>> {
    let torn = |way: &Vec<&str>| {
        let [head, tail] = way.as_slice() else { return false };
        let Some((at, last)) = head.char_indices().next_back() else { return false };
        let whole = format!("{last}{tail}");
        let pair =
            ["ph", "th", "ch", "nh", "kh", "gh", "tr", "ng"].iter().any(|pair| whole.starts_with(pair));
        pair && ways.iter().any(|other| other.first() == Some(&&head[..at]))
    };
    ways.iter().filter(|way| !torn(way)).cloned().collect()
}

/// Tells syllables that no name is written in one of: two with a tone, or a
/// long closed one with it.
fn is_no_name(parts: &[&str]) -> bool {
    let toned = parts.iter().filter(|part| bears_tone(part));
    let long = parts.iter().any(|part| {
        bears_tone(part) && part.chars().count() >= 4 && part.ends_with(['c', 'g', 'h', 'm', 'n', 'p', 't'])
    });
    long || toned.count() > 1 || (parts.iter().all(|part| !part.is_ascii()) && is_long(parts))
}

fn is_long(parts: &[&str]) -> bool {
    parts.iter().all(|part| part.chars().count() >= 3)
}

fn bears_tone(word: &str) -> bool {
    word.chars().any(is_toned)
}

/// Tells a letter that no language of the West has.
fn is_ours(letter: char) -> bool {
    matches!(
        letter,
        'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | '\u{1ea0}'..='\u{1ef9}'
    )
}

/// Parts a word at its capitals: `vụĐảng`, `UBNDxã`. A name may have inner
/// capitals (`PiNăng`, `McKinsey`).
fn joined_capitals(word: &str) -> Option<Vec<String>> {
    let loud = word.chars().take_while(|letter| letter.is_uppercase()).count();
    if loud > 2 {
        let at = word.char_indices().nth(loud).map_or(word.len(), |(at, _)| at);
        let (head, tail) = word.split_at(at);
        let small = tail.chars().all(char::is_lowercase) && tail.chars().nth(1).is_some();
        return (small && !tail.is_ascii() && is_word(tail)).then(|| vec![format!("{head} {tail}")]);
    }
    if loud > 1 {
        return None;
    }
    let ways = glued(word);
    let first = ways.first()?;
    let small = word.starts_with(char::is_lowercase) && first.first().is_some_and(|part| !part.is_ascii());
    (small || is_no_name(first)).then(|| ways.iter().map(|way| way.join(" ")).collect())
}

/// Parts a word and a number that lost the space between them: `thứ2`,
/// `2026của`. Codes (`A4`, `m2`), units and amounts (`5kg`, `500đ`) are whole.
fn number_and_word(word: &str) -> Option<String> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let at = word.find(|letter: char| letter.is_ascii_digit())?;
    let (head, tail) = if at > 0 {
        word.split_at(at)
    } else {
        word.split_at(word.find(|letter: char| !letter.is_ascii_digit())?)
    };
    let text = if at > 0 { head } else { tail };
    let number = if at > 0 { tail } else { head };
    let small = text.chars().skip(1).all(char::is_lowercase);
    let letters = text.chars().count();
    let vietnamese = is_word(text) && if text.is_ascii() { letters >= 4 } else { letters >= 2 };
    (digits(number) && small && vietnamese).then(|| format!("{head} {tail}"))
}

/// Judges a word without any mark, which may be foreign: told of are one that
/// lost its vowel (`nhng`) and one that lost the tone its end needs (`phap`),
/// with a Vietnamese word beside it.
fn unmarked(passage: &Passage<'_>, at: usize, word: &str) -> Option<Judgement> {
    let vietnamese = |at: usize| {
        let range = passage.words.list().get(at).map(|word| word.range.clone());
        let typed = range.map_or("", |range| &passage.str()[range]);
        !typed.is_ascii() && is_word(typed)
    };
    let beside = (at > 0 && passage.joined(at) && vietnamese(at - 1))
        || (passage.joined(at + 1) && vietnamese(at + 1));
    if !beside || shape(word) != Shape::Small || FOREIGN.contains(&word) {
        return None;
    }
    if is_skeleton(word) {
        return Some(Judgement::Misspelt(Slip::Broken, Meant::default()));
    }
    let ours = ONSETS[..8].iter().any(|onset| word.starts_with(onset));
    let bare = word.len() > 4 && is_bare(word);
    let misspelt = misspelt(word).filter(|misspelt| ours && (misspelt.slip == Slip::Stopped || bare))?;
    Some(Judgement::Misspelt(misspelt.slip, misspelt.meant(word)))
}

/// Tells a Vietnamese word that lost its vowel.
fn is_skeleton(word: &str) -> bool {
    ONSETS.iter().filter_map(|onset| word.strip_prefix(onset)).any(|end| matches!(end, "ng" | "nh" | "ch"))
}

/// Lists the onsets of Vietnamese words, first those few other languages have.
const ONSETS: [&str; 23] = [
    "ngh", "nh", "ng", "th", "tr", "ch", "kh", "ph", "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "r",
    "s", "t", "v", "x",
];

/// Lists foreign words and units that look like Vietnamese ones without their
/// tone or vowel.
const FOREIGN: [&str; 9] = ["chat", "chip", "that", "trap", "chop", "chap", "chic", "lng", "cng"];

impl Judgement {
    fn said(self, word: &str, style: Option<ToneStyle>) -> Said {
        let styled = |word: &String| style.map_or_else(|| word.clone(), |style| restyle(word, style));
        match self {
            Self::Alien(letter, meant, encoding) => {
                let from = match encoding {
                    Some(Encoding::Tcvn3) => " (bảng mã cũ TCVN3)",
                    Some(Encoding::Vni) => " (bảng mã cũ VNI)",
                    None => "",
                };
                Said {
                    code: Code::ALIEN_LETTER,
                    message: format!(
                        "`{word}` có chữ `{letter}` (U+{:04X}) không phải chữ Việt{from}",
                        u32::from(letter)
                    ),
                    hint: format!("gõ lại: `{}`", styled(&meant)),
                }
            }
            Self::Capitals(ways) => Said {
                code: Code::CAPITAL_INSIDE,
                message: format!("`{word}` có chữ hoa ở giữa"),
                hint: format!("viết {}", listed(&ways.iter().map(styled).collect::<Vec<_>>())),
            },
            Self::Glued(ways) => Said {
                code: Code::GLUED,
                message: format!("`{word}` thiếu dấu cách"),
                hint: format!("viết {}", listed(&ways.iter().map(styled).collect::<Vec<_>>())),
            },
            Self::Misspelt(slip, meant) => {
                let (code, why) = match slip {
                    Slip::Misplaced => (Code::TONE, "đặt dấu thanh sai chỗ"),
                    Slip::Tones => (Code::SYLLABLE, "có hai dấu thanh"),
                    Slip::Stopped => (Code::SYLLABLE, "phải có dấu sắc hoặc dấu nặng"),
                    Slip::Unused => (Code::SYLLABLE, "không phải một tiếng có trong tiếng Việt"),
                    Slip::Broken => (Code::SYLLABLE, "không thành một tiếng Việt"),
                };
                let words: Vec<String> = meant.words.iter().map(styled).collect();
                let hint = match (words.is_empty(), meant.sure) {
                    (true, _) => "gõ lại chữ này".to_owned(),
                    (_, true) => format!("viết {}", listed(&words)),
                    _ => format!("có lẽ là {}", listed(&words)),
                };
                Said { code, message: format!("`{word}` {why}"), hint }
            }
        }
    }
}

/// Lists words: `a`, `b` hoặc `c`.
fn listed(words: &[String]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} hoặc {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}
