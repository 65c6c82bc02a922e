//! Comes in: one word in NFC. Goes out: whether it is spelled as a Vietnamese
//! syllable can be, and its letters with the tone taken apart. Must not know:
//! dictionaries (a sound spelling need not be a real word) or encodings.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::decompose_canonical;

const ACUTE: char = '\u{301}';
const DOT: char = '\u{323}';
const TONES: [char; 5] = ['\u{300}', ACUTE, '\u{309}', '\u{303}', DOT];

const VOWELS: &str = "aăâeêioôơuưy";
const QUALIFIED_VOWELS: &str = "ăâêôơư";

const ONSETS: &str = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt \
    âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt \
    oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt \
    ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung \
    uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu \
    ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
    y ych yêm yên yêng yêt yêu yn ynh yt yu";

/// Spellings outside the rules that names of places keep.
const KEPT_SPELLINGS: &str = "đăk đăc lăk kan kon kông krông";

/// Tells how well a word is spelled as a Vietnamese syllable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spelling {
    /// Onset, rhyme and tone agree.
    Sound,
    /// Only the tone that a stopped rhyme must have is missing (`môt`).
    ToneForgotten,
    /// No Vietnamese syllable.
    Foreign,
}

/// Tells whether the word, in whatever case, is spelled as one Vietnamese
/// syllable with its tone mark on a letter where either style puts it.
#[must_use]
pub fn is_syllable(word: &str) -> bool {
    spelling(word) == Spelling::Sound
}

/// Parts a letter into the letter without its tone and the tone mark.
pub(super) fn parted(letter: char) -> (char, Option<char>) {
    if letter.is_ascii() {
        return (letter, None);
    }
    let mut tone = None;
    let mut rest = Vec::with_capacity(2);
    decompose_canonical(letter, |part| {
        if TONES.contains(&part) {
            tone = Some(part);
        } else {
            rest.push(part);
        }
    });
    let mut joined = rest.into_iter().nfc();
    match (joined.next(), joined.next()) {
        (Some(bare), None) => (bare, tone),
        _ => (letter, None),
    }
}

/// Tells a vowel, given without its tone.
pub(super) fn is_vowel(letter: char) -> bool {
    letter.to_lowercase().all(|small| VOWELS.contains(small))
}

/// Puts marks on a letter; nothing if there is no such single letter.
pub(super) fn joined(letter: char, marks: &[char]) -> Option<char> {
    let mut composed = std::iter::once(letter).chain(marks.iter().copied()).nfc();
    let whole = composed.next()?;
    composed.next().is_none().then_some(whole)
}

/// Judges the spelling of one word.
pub(super) fn spelling(word: &str) -> Spelling {
    let mut letters = Vec::with_capacity(8);
    let mut tone = None;
    for (place, letter) in word.chars().flat_map(char::to_lowercase).enumerate() {
        let (bare, mark) = parted(letter);
        // The longest syllables ("nghiêng", "khuếch") have seven letters.
        if place >= 7 || (mark.is_some() && tone.is_some()) {
            return Spelling::Foreign;
        }
        letters.push(bare);
        tone = tone.or(mark.map(|mark| (mark, place)));
    }
    let whole: String = letters.iter().collect();
    let kept = kept_spellings().contains(whole.as_str());
    let mut best = Spelling::Foreign;
    for split in 0..=letters.len().min(3) {
        let onset: String = letters[..split].iter().collect();
        let rhyme: String = letters[split..].iter().collect();
        let regular =
            onsets().contains(onset.as_str()) && rhymes().contains(rhyme.as_str()) && agree(&onset, &rhyme);
        if !regular && !kept {
            continue;
        }
        let stopped = rhyme.ends_with(['c', 'p', 't', 'k']) || rhyme.ends_with("ch");
        match tone {
            None if stopped && !kept => best = Spelling::ToneForgotten,
            None => return Spelling::Sound,
            Some((mark, place)) => {
                let fits = !stopped || [ACUTE, DOT].contains(&mark);
                if fits && place >= split && tone_seats(&rhyme).contains(&(place - split)) {
                    return Spelling::Sound;
                }
            }
        }
    }
    best
}

/// Makes a look-up of a list once: every word of every paper is looked up.
macro_rules! look_up {
    ($name:ident, $list:ident) => {
        fn $name() -> &'static BTreeSet<&'static str> {
            static SET: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
            SET.get_or_init(|| $list.split(' ').collect())
        }
    };
}
look_up!(onsets, ONSETS);
look_up!(rhymes, RHYMES);
look_up!(kept_spellings, KEPT_SPELLINGS);

fn listed(list: &str, part: &str) -> bool {
    list.split(' ').any(|known| known == part)
}

/// Tells whether this onset is written before this rhyme.
fn agree(onset: &str, rhyme: &str) -> bool {
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    let by_onset = match onset {
        "k" | "gh" | "ngh" => front,
        // A rounded "c" is written "qu".
        "c" => {
            !front && !["oa", "oă", "oe", "uâ", "uê", "uơ", "uy"].iter().any(|glide| rhyme.starts_with(glide))
        }
        "ng" => !front,
        "g" => !front || rhyme.starts_with('i'),
        "gi" => !rhyme.starts_with(['i', 'y']),
        "qu" => !rhyme.starts_with(['o', 'u', 'ư']),
        _ => true,
    };
    let by_rhyme = match rhyme {
        "y" => listed(" h k l m s t th v qu", onset),
        "yêm" | "yêng" | "yêu" => onset.is_empty(),
        "yên" | "yêt" => matches!(onset, "" | "qu"),
        "ooc" | "oong" => listed("b c g k l m s t x", onset),
        "ych" | "yn" | "ynh" | "yt" | "yu" => onset == "qu",
        _ => true,
    };
    by_onset && by_rhyme
}

/// Lists the places in the rhyme where a tone mark may sit.
fn tone_seats(rhyme: &str) -> std::ops::Range<usize> {
    let vowels: Vec<char> = rhyme.chars().take_while(|&letter| VOWELS.contains(letter)).collect();
    let qualified = vowels.iter().rposition(|&letter| QUALIFIED_VOWELS.contains(letter));
    if let Some(seat) = qualified {
        return seat..seat + 1;
    }
    let count = vowels.len();
    let closed = count < rhyme.chars().count();
    match (count, closed) {
        (2, false) if ["oa", "oe", "uy"].contains(&rhyme) => 0..2,
        (2, false) => 0..1,
        (3, false) => 1..2,
        _ => count.saturating_sub(1)..count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_papers_are_sound() {
        let text = "Đảng ủy uỷ xã Hưng Chính quyết định triển khai nghị quyết giữ gìn giếng \
            thuở khuỷu tay ngoằn ngoèo quốc huy quý quỳnh giặt quần áo yêu nước iếc hoà hòa \
            Thúy Thuý nghiêng khuếch đại rượu hươu ưu tiên gì già giấy kỷ kỳ Mỹ Đắk Lắk Kạn \
            quờ quạng loảng xoảng boong goòng ĐẢNG ỦY CỘNG HÒA chuyển thuyền nguyên khuya xoáy";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn foreign_and_broken_words_are_not() {
        let text = "château René tèt quèc uû caùc ngoaì giaò naò ghà kà ngê cí gê h m§ \
            hoán1 ắ ẳ tyn quúy đảngg nghiêngg ngiêng";
        for word in text.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
        assert_eq!(spelling("môt"), Spelling::ToneForgotten);
        assert_eq!(spelling("mồt"), Spelling::Foreign);
        assert!(!is_syllable(""));
    }

    #[test]
    fn letters_part_and_join() {
        for letter in "ạậắữỵẢỆộếđĐơ".chars() {
            let (bare, tone) = parted(letter);
            assert_eq!(joined(bare, tone.as_slice()), Some(letter));
        }
        assert_eq!(parted('ệ'), ('ê', Some(DOT)));
        assert_eq!(joined('q', &[ACUTE]), None);
    }
}
