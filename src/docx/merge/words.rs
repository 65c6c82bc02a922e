//! Comes in: two texts, or three. Goes out: where they differ, by whole words; both sides' changes in
//! one text, if they touch nothing in common. Must not know: lines, papers.

use std::ops::Range;

/// Is how many pairs of words are compared at most: beyond that the whole stretch counts as changed.
const MOST: usize = 4_000_000;

/// Is a stretch that differs (bytes); one of both may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// In the text before.
    pub before: Range<usize>,
    /// In the text after.
    pub after: Range<usize>,
}

/// Splits a text into words and single signs; gives each with its place.
fn tokens(text: &str) -> Vec<(usize, &str)> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek();
        let end = at + letter.len_utf8();
        if !letter.is_alphanumeric() || next.is_none_or(|(_, next)| !next.is_alphanumeric()) {
            all.push((start, &text[start..end]));
            start = end;
        }
    }
    all
}

/// Finds the longest common row of two lists: pairs of places, ascending. Nothing where it would take
/// too long.
pub(super) fn common<T: PartialEq>(one: &[T], two: &[T]) -> Vec<(usize, usize)> {
    let head = one.iter().zip(two).take_while(|(own, other)| own == other).count();
    let (rest, others) = (&one[head..], &two[head..]);
    let tail = rest.iter().rev().zip(others.iter().rev()).take_while(|(own, other)| own == other).count();
    let (rest, others) = (&rest[..rest.len() - tail], &others[..others.len() - tail]);
    let mut pairs: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if rest.len().saturating_mul(others.len()) <= MOST {
        pairs.extend(longest(rest, others).into_iter().map(|(own, other)| (own + head, other + head)));
    }
    pairs.extend((0..tail).rev().map(|back| (one.len() - 1 - back, two.len() - 1 - back)));
    pairs
}

fn longest<T: PartialEq>(one: &[T], two: &[T]) -> Vec<(usize, usize)> {
    let width = two.len() + 1;
    let mut long = vec![0_u32; (one.len() + 1) * width];
    for own in (0..one.len()).rev() {
        for other in (0..two.len()).rev() {
            let here = own * width + other;
            long[here] = if one[own] == two[other] {
                long[here + width + 1] + 1
            } else {
                long[here + width].max(long[here + 1])
            };
        }
    }
    let (mut own, mut other, mut pairs) = (0, 0, Vec::new());
    while own < one.len() && other < two.len() {
        let here = own * width + other;
        if one[own] == two[other] {
            pairs.push((own, other));
            (own, other) = (own + 1, other + 1);
        } else if long[here + width] >= long[here + 1] {
            own += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

/// Finds where two texts differ, by whole words and single signs, in order.
#[must_use]
pub fn hunks(before: &str, after: &str) -> Vec<Hunk> {
    let (one, two) = (tokens(before), tokens(after));
    let words = |all: &[(usize, &str)]| all.iter().map(|(_, word)| (*word).to_owned()).collect::<Vec<_>>();
    let mut pairs = common(&words(&one), &words(&two));
    pairs.push((one.len(), two.len()));
    let place = |all: &[(usize, &str)], text: &str, at: usize| all.get(at).map_or(text.len(), |(at, _)| *at);
    let (mut own, mut other, mut found) = (0, 0, Vec::new());
    for (next, following) in pairs {
        if next > own || following > other {
            found.push(Hunk {
                before: place(&one, before, own)..place(&one, before, next),
                after: place(&two, after, other)..place(&two, after, following),
            });
        }
        (own, other) = (next + 1, following + 1);
    }
    found
}

/// Tells how much two texts have in common: 0 nothing, 1 all.
pub(super) fn likeness(one: &str, two: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let seen = tokens(text).into_iter().map(|(_, word)| word.to_lowercase());
        seen.filter(|word| word.chars().any(char::is_alphanumeric)).collect()
    };
    let (one, two) = (words(one), words(two));
    if one.is_empty() && two.is_empty() {
        return 1.0;
    }
    let count = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    2.0 * count(common(&one, &two).len()) / count(one.len() + two.len())
}

/// Puts what two sides changed in a text into one; nothing where both changed the same words
/// differently.
#[must_use]
pub fn merged(base: &str, mine: &str, theirs: &str) -> Option<String> {
    let mut all: Vec<(Range<usize>, &str)> = Vec::new();
    for side in [mine, theirs] {
        for hunk in hunks(base, side) {
            all.push((hunk.before, &side[hunk.after]));
        }
    }
    all.sort_by_key(|(place, _)| (place.start, place.end));
    all.dedup();
    // What only touches is doubtful, too: two words put in at one place have no order.
    if all.windows(2).any(|two| two[0].0.end >= two[1].0.start) {
        return None;
    }
    let (mut text, mut at) = (String::new(), 0);
    for (place, words) in all {
        text.push_str(&base[at..place.start]);
        text.push_str(words);
        at = place.end;
    }
    text.push_str(&base[at..]);
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_differ() {
        let (before, after) = ("ngày 14 tháng 8, tại xã", "ngày 15 tháng 8 tại Hội trường xã");
        let told: Vec<_> =
            hunks(before, after).into_iter().map(|hunk| (&before[hunk.before], &after[hunk.after])).collect();
        assert_eq!(told, [("14", "15"), (",", ""), ("", " Hội trường")]);
        assert!(hunks(before, before).is_empty());
    }

    #[test]
    fn what_two_sides_changed_is_in_one_text_or_asked_about() {
        let base = "Họp lúc 8 giờ ngày 14 tại xã.";
        let one = merged(base, "Họp lúc 7 giờ ngày 14 tại xã.", "Họp lúc 8 giờ ngày 14 tại Hội trường xã.");
        assert_eq!(one.as_deref(), Some("Họp lúc 7 giờ ngày 14 tại Hội trường xã."));
        assert_eq!(merged(base, "Họp lúc 7 giờ ngày 14 tại xã.", "Họp lúc 9 giờ ngày 14 tại xã."), None);
        let same = "Họp lúc 7 giờ ngày 14 tại xã.";
        assert_eq!(merged(base, same, same).as_deref(), Some(same));
    }
}
