//! Comes in: one word in NFC. Goes out: the words it is made of, where the
//! space between them was lost. Must not know: which words exist beyond single
//! syllables, or whether anybody is told.

use super::syllable::{Coded, is_current};

/// Is how many words a lost space may have joined.
const MOST: usize = 4;
/// Is the length of the longest run of letters that is looked at.
const LONGEST: usize = 24;

/// Words that are written in one though they are several syllables (Vietnamese
/// dictionaries keep both forms).
const KEPT: &str = "bancông măngsông commăng camnhông căngtin công-ten-nơ mácxít lêninnít vắcxin vácxin văcxin lôgíc \
    lôgích áptômát ápphích xíchlô xàphòng điôxít ôxít axít cácbon cácbônnát kilômét xăngtimét đêximét milimét \
    xăngtimet phuốcsét blốc crếp gờrúp sơmi sêri sécluýt buýt ";

/// Cuts a word into the syllables it is made of, by the fewest cuts, at changes
/// from small letters to capitals where there are some; every way that is as
/// good is given. Nothing for a word that is one syllable or is kept in one.
#[must_use]
pub fn glued(word: &str) -> Vec<Vec<&str>> {
    let starts: Vec<usize> = word.char_indices().map(|(at, _)| at).chain([word.len()]).collect();
    if starts.len() > LONGEST || is_kept(word) {
        return Vec::new();
    }
    let cuts = capitals(word);
    let mut ways: Vec<Vec<&str>> = Vec::new();
    for count in 2..=MOST.max(cuts.len() + 1) {
        cut(word, &starts, 0, count, &cuts, &mut Vec::new(), &mut ways);
        if !ways.is_empty() {
            break;
        }
    }
    ways
}

/// Tells a word of several syllables, or of letters beyond our rules, that
/// Vietnamese writes in one.
#[must_use]
pub fn is_kept(word: &str) -> bool {
    let small = word.to_lowercase();
    KEPT.split_whitespace().any(|kept| kept == small)
}

/// Gives where a capital follows a small letter: a cut must be there.
fn capitals(word: &str) -> Vec<usize> {
    let mut small = false;
    let mut found = Vec::new();
    for (at, letter) in word.char_indices() {
        if small && letter.is_uppercase() {
            found.push(at);
        }
        small = letter.is_lowercase();
    }
    found
}

/// Is the length of the longest syllable.
const SYLLABLE: usize = 7;

fn cut<'a>(
    word: &'a str,
    starts: &[usize],
    from: usize,
    left: usize,
    cuts: &[usize],
    taken: &mut Vec<&'a str>,
    ways: &mut Vec<Vec<&'a str>>,
) {
    let last = starts.len() - 1;
    if left == 1 {
        if last - from <= SYLLABLE && is_word(&word[starts[from]..], starts[from], cuts) {
            let mut way = taken.clone();
            way.push(&word[starts[from]..]);
            ways.push(way);
        }
        return;
    }
    for to in from + 1..=(from + SYLLABLE).min(last - 1) {
        let piece = &word[starts[from]..starts[to]];
        if is_word(piece, starts[from], cuts) {
            taken.push(piece);
            cut(word, starts, to, left - 1, cuts, taken, ways);
            taken.pop();
        }
    }
}

/// Tells a syllable in use that no capital cuts in two.
fn is_word(piece: &str, start: usize, cuts: &[usize]) -> bool {
    let inside = start + 1..start + piece.len();
    !cuts.iter().any(|cut| inside.contains(cut)) && Coded::of(piece).is_some_and(|coded| is_current(&coded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_spaces_are_found() {
        for (word, parts) in [
            ("vụĐảng", "vụ Đảng"),
            ("bộxã", "bộ xã"),
            ("vănbản", "văn bản"),
            ("vềviệc", "về việc"),
            ("BANTHƯỜNGVỤ", "BAN THƯỜNG VỤ"),
            ("toàán", "toà án"),
            ("vụán", "vụ án"),
            ("cánbộ", "cán bộ"),
            ("phươngán", "phương án"),
        ] {
            let ways: Vec<String> = glued(word).iter().map(|way| way.join(" ")).collect();
            assert_eq!(ways, [parts], "{word}");
        }
        for word in ["xã", "Mlô", "château", "Kpă", "mácxít"] {
            assert!(glued(word).is_empty(), "{word}");
        }
    }
}
