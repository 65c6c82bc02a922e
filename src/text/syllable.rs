//! Comes in: one word in NFC. Goes out: whether it is spelled as a Vietnamese
//! syllable can be, and whether such a syllable is in use. Must not know:
//! dictionaries (a syllable need not be the word that was meant), encodings.
//!
//! A syllable is an onset, a rhyme and a tone. The rules say which of them go
//! together ([`Spelling`]); `syllables.txt` says which of those that could be
//! there are: a rhyme, then each onset (`-` for none) with the numbers of the
//! tones it has before this rhyme. What no word list of today has is not in it.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::OnceLock;

use super::letters::{letter, packed};

const QUALIFIED_VOWELS: &str = "ăâêôơư";
const VOWELS: &str = "aăâeêioôơuưy";

const ONSETS: &str = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

const RHYMES: &str = "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt \
    âc âm ân âng âp ât âu ây e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu \
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt \
    oc oe oem oen oeng oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt \
    ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uên uênh uêt ui um un ung \
    uôc uôi uôm uôn uông uôt uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu \
    ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu \
    y ych yêm yên yêng yêt yêu yn ynh yt yu";

/// Says which syllables are in use.
const USED: &str = include_str!("syllables.txt");

/// Spellings outside the rules that names of places keep.
const KEPT_SPELLINGS: &str = "đăk đăc lăk kan kon kông krông";

const ACUTE: u8 = 2;
const DOT: u8 = 5;

/// Is the length of the longest syllables ("nghiêng", "khuếch").
const LONGEST: usize = 7;

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

/// Is a word as codes of letters, with its tone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coded {
    codes: [u8; LONGEST],
    len: usize,
    /// The number of the tone; 0 without one.
    pub(super) tone: u8,
    /// Which letter bears it.
    seat: usize,
}

impl Coded {
    /// Reads a word; nothing if it is too long for a syllable, has two tones,
    /// or a letter the alphabet lacks.
    pub(super) fn of(word: &str) -> Option<Self> {
        let mut coded = Self { codes: [0; LONGEST], len: 0, tone: 0, seat: 0 };
        for sign in word.chars() {
            let read = letter(sign)?;
            *coded.codes.get_mut(coded.len)? = read.code;
            if read.tone > 0 {
                if coded.tone > 0 {
                    return None;
                }
                (coded.tone, coded.seat) = (read.tone, coded.len);
            }
            coded.len += 1;
        }
        Some(coded)
    }

    /// Gives the codes.
    pub(super) fn codes(&self) -> &[u8] {
        &self.codes[..self.len]
    }
}

/// Judges the spelling of one word.
pub(super) fn spelling(word: &str) -> Spelling {
    Coded::of(word).map_or(Spelling::Foreign, |coded| judged(&coded))
}

pub(super) fn judged(word: &Coded) -> Spelling {
    let table = table();
    let mut best = Spelling::Foreign;
    for (split, _, rhyme) in table.readings(word.codes()) {
        match word.tone {
            0 if rhyme.stopped => best = Spelling::ToneForgotten,
            0 => return Spelling::Sound,
            tone => {
                let fits = !rhyme.stopped || matches!(tone, ACUTE | DOT);
                if fits && word.seat >= split && rhyme.seats.contains(&(word.seat - split)) {
                    return Spelling::Sound;
                }
            }
        }
    }
    if best != Spelling::Sound && table.kept.binary_search(&packed(word.codes())).is_ok() {
        let tone_fits = matches!(word.tone, 0 | ACUTE | DOT);
        return if tone_fits { Spelling::Sound } else { Spelling::Foreign };
    }
    best
}

/// Tells letters without any mark that are no syllable so, and are one with its
/// marks: `quyet`, `nguoi`, `chuc`.
#[must_use]
pub fn is_bare(word: &str) -> bool {
    static BARE: OnceLock<BTreeSet<String>> = OnceLock::new();
    let bare = || {
        let pairs =
            ONSETS.split(' ').flat_map(|onset| RHYMES.split_whitespace().map(move |rhyme| (onset, rhyme)));
        pairs
            .filter(|(onset, rhyme)| {
                let codes = coded(&format!("{onset}{rhyme}"));
                (0..6).any(|tone| is_used(&codes, tone))
            })
            .map(|(onset, rhyme)| super::fold(&format!("{onset}{rhyme}")))
            .filter(|word| !is_syllable(word))
            .collect()
    };
    word.is_ascii() && BARE.get_or_init(bare).contains(word)
}

/// Tells whether letters that spell a syllable spell one that is in use, with
/// this tone.
pub(super) fn is_used(codes: &[u8], tone: u8) -> bool {
    let table = table();
    table.readings(codes).any(|(_, pair, _)| table.used[pair] & (1 << tone) != 0)
        || table.kept.binary_search(&packed(codes)).is_ok()
}

/// Tells a syllable in use, spelled right: what most words of a paper are, so
/// each way to read it is looked at once.
pub(super) fn is_current(word: &Coded) -> bool {
    let table = table();
    let mut readings = table.readings(word.codes());
    readings.any(|(split, pair, rhyme)| {
        let seated = word.tone == 0 || (word.seat >= split && rhyme.seats.contains(&(word.seat - split)));
        seated && table.used[pair] & (1 << word.tone) != 0
    })
}

/// Tells a spelling outside the rules that only names have.
pub(super) fn is_kept_spelling(codes: &[u8]) -> bool {
    table().kept.binary_search(&packed(codes)).is_ok() && seats(codes).is_none()
}

/// Gives where a tone mark may sit in letters that spell a syllable, the usual
/// place of today's schools last; nothing if they spell none.
pub(super) fn seats(codes: &[u8]) -> Option<Range<usize>> {
    table().readings(codes).map(|(split, _, rhyme)| rhyme.seats.start + split..rhyme.seats.end + split).next()
}

/// Tells whether letters stand where an onset or an end of a syllable can.
pub(super) fn is_onset(codes: &[u8]) -> bool {
    table().onset(codes).is_some()
}

struct Rhyme {
    key: u64,
    stopped: bool,
    seats: Range<usize>,
}

struct Table {
    onsets: Vec<(u64, usize)>,
    rhymes: Vec<Rhyme>,
    /// By pair of onset and rhyme.
    legal: Vec<bool>,
    /// By pair: one bit for each tone.
    used: Vec<u8>,
    kept: Vec<u64>,
}

impl Table {
    fn onset(&self, codes: &[u8]) -> Option<usize> {
        let key = packed(codes);
        self.onsets.binary_search_by_key(&key, |(key, _)| *key).ok().map(|at| self.onsets[at].1)
    }

    fn rhyme(&self, codes: &[u8]) -> Option<usize> {
        // No rhyme is longer than four letters.
        (codes.len() <= 4).then_some(())?;
        let key = packed(codes);
        self.rhymes.binary_search_by_key(&key, |rhyme| rhyme.key).ok()
    }

    /// Gives each way to read letters as onset and rhyme: the length of the
    /// onset, the pair, the rhyme.
    fn readings<'a>(&'a self, codes: &'a [u8]) -> impl Iterator<Item = (usize, usize, &'a Rhyme)> {
        (0..=codes.len().min(3)).filter_map(|split| {
            let onset = self.onset(&codes[..split])?;
            let rhyme = self.rhyme(&codes[split..])?;
            let pair = onset * self.rhymes.len() + rhyme;
            self.legal[pair].then(|| (split, pair, &self.rhymes[rhyme]))
        })
    }
}

fn coded(word: &str) -> Vec<u8> {
    word.chars().filter_map(letter).map(|letter| letter.code).collect()
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut rhymes: Vec<(Rhyme, &str)> = RHYMES
            .split(' ')
            .map(|text| {
                let stopped = text.ends_with(['c', 'p', 't']) || text.ends_with("ch");
                (Rhyme { key: packed(&coded(text)), stopped, seats: tone_seats(text) }, text)
            })
            .collect();
        rhymes.sort_by_key(|(rhyme, _)| rhyme.key);
        let names: Vec<&str> = ONSETS.split(' ').collect();
        let legal: Vec<bool> =
            names.iter().flat_map(|onset| rhymes.iter().map(|(_, rhyme)| agree(onset, rhyme))).collect();
        let mut onsets: Vec<(u64, usize)> =
            names.iter().enumerate().map(|(at, onset)| (packed(&coded(onset)), at)).collect();
        onsets.sort_unstable();
        let mut kept: Vec<u64> = KEPT_SPELLINGS.split(' ').map(|word| packed(&coded(word))).collect();
        kept.sort_unstable();
        let mut table = Table {
            onsets,
            used: vec![0; legal.len()],
            rhymes: rhymes.into_iter().map(|(rhyme, _)| rhyme).collect(),
            legal,
            kept,
        };
        table.fill();
        table
    })
}

impl Table {
    /// Reads which syllables are in use.
    fn fill(&mut self) {
        for line in USED.lines() {
            let mut words = line.split(' ');
            let Some(rhyme) = words.next().and_then(|rhyme| self.rhyme(&coded(rhyme))) else { continue };
            for word in words {
                let end = word.find(|sign: char| sign.is_ascii_digit()).unwrap_or(word.len());
                let (name, tones) = word.split_at(end);
                let name = if name == "-" { "" } else { name };
                let Some(onset) = self.onset(&coded(name)) else { continue };
                let mask = tones.bytes().fold(0, |mask, tone| mask | 1_u8 << (tone & 7));
                self.used[onset * self.rhymes.len() + rhyme] |= mask;
            }
        }
    }
}

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
        "ych" | "yn" | "ynh" | "yt" | "yu" => onset == "qu",
        _ => true,
    };
    by_onset && by_rhyme
}

/// Lists the places in the rhyme where a tone mark may sit.
fn tone_seats(rhyme: &str) -> Range<usize> {
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
    fn words_of_papers_are_sound_and_in_use() {
        let text = "Đảng ủy uỷ xã Hưng Chính quyết định triển khai nghị quyết giữ gìn giếng \
            thuở khuỷu tay ngoằn ngoèo quốc huy quý quỳnh giặt quần áo yêu nước hoà hòa \
            Thúy Thuý nghiêng khuếch đại rượu hươu ưu tiên gì già giấy kỷ kỳ Mỹ Đắk Lắk Kạn \
            quờ quạng loảng xoảng boong goòng ĐẢNG ỦY CỘNG HÒA chuyển thuyền nguyên khuya xoáy \
            huých oẳn tù tì quềnh quàng khúc khuỷu ngoáo ngoắt ngoéo uống ướt ấy ở ý ừ";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
            let coded = Coded::of(word).unwrap();
            assert!(is_used(coded.codes(), coded.tone), "{word}");
        }
    }

    #[test]
    fn every_syllable_in_use_is_sound() {
        let mut count = 0;
        for line in USED.lines() {
            let (rhyme, words) = line.split_once(' ').unwrap();
            assert!(listed(RHYMES, rhyme), "{line}");
            for word in words.split(' ') {
                let onset = word.trim_end_matches(|sign: char| sign.is_ascii_digit());
                assert!(agree(if onset == "-" { "" } else { onset }, rhyme), "{onset} {rhyme}");
                count += word.len() - onset.len();
            }
        }
        assert_eq!(count, table().used.iter().map(|mask| mask.count_ones() as usize).sum::<usize>());
        assert!(count > 7_000);
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
}
