//! Comes in: the words of a name or a title. Goes out: which of them belong to
//! one word of several syllables. Must not know: whose name it is.
//!
//! Vietnamese writes syllables apart, so a line could be broken inside a word:
//! `UỶ / BAN`. In running text nobody minds; in the few centred lines of a name
//! it reads as a mistake. What the words are is data: `compounds.txt`.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use super::tone::{ToneStyle, restyle};

/// Is the most syllables a listed word has.
const MOST: usize = 4;

/// Units that stand before their own name; folded.
const UNITS: [&str; 13] =
    ["xã", "phường", "khu", "tỉnh", "phố", "thôn", "xóm", "bản", "ấp", "khối", "trường", "huyện", "thị"];
/// Is the most syllables of a name that are kept with its unit.
const NAME: usize = 3;

/// Words that no line ends in: they lead to what follows; folded.
const LEADING: [&str; 22] = [
    "và", "của", "với", "về", "do", "các", "những", "cho", "giữa", "trong", "tại", "theo", "cùng", "từ",
    "đến", "ở", "là", "để", "bằng", "trên", "dưới", "kiêm",
];

fn compounds() -> &'static BTreeSet<String> {
    static READ: OnceLock<BTreeSet<String>> = OnceLock::new();
    READ.get_or_init(|| {
        let lines = include_str!("compounds.txt").lines().filter(|line| !line.starts_with('#'));
        let words = lines.flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty());
        // Both styles of tone marks.
        words.flat_map(|word| [word.to_owned(), restyle(word, ToneStyle::OnFirst)]).collect()
    })
}

/// Tells for each word of a name whether it must stand on one line with the
/// next. `words` are in small letters without marks around them; `closed` tells
/// which of them a mark closes.
pub(super) fn held(words: &[&str], closed: &dyn Fn(usize) -> bool) -> Vec<bool> {
    let mut held = vec![false; words.len()];
    let open = |range: std::ops::Range<usize>| !range.clone().any(closed);
    for first in 0..words.len() {
        let longest = (2..=MOST.min(words.len() - first)).rev().find(|count| {
            open(first..first + count - 1) && compounds().contains(&words[first..first + count].join(" "))
        });
        // A unit's own name runs to the end of the name it stands in.
        let rest = words.len() - first - 1;
        let named =
            UNITS.contains(&words[first]) && (1..=NAME).contains(&rest) && open(first..words.len() - 1);
        let last = longest.map(|count| first + count - 1).max(named.then_some(words.len() - 1));
        let leads = (LEADING.contains(&words[first]) || words[first].contains('/'))
            && rest > 0
            && open(first..first + 1);
        let end = last.unwrap_or(first).max(first + usize::from(leads));
        held[first..end].fill(true);
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_holds_words_of_several_syllables_only() {
        for word in compounds() {
            assert!((2..=MOST).contains(&word.split(' ').count()) && *word == word.to_lowercase(), "{word}");
        }
    }
}
