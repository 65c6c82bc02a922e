//! Comes in: what was typed for some lines, the letters they are to have. Goes out: what is to be
//! written where in the field. Must not know: files, which lines these are.

use std::ops::Range;

use super::typed::{Letter, Typed};
use crate::docx::merge::{Hunk, hunks};

/// Is a stretch of a field's value (bytes) and what is written in its place.
pub(super) type Splice = (Range<usize>, String);

/// Is what comes of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Rewritten {
    pub splices: Vec<Splice>,
    /// The facts that become letters: what was typed, the letters that are there now.
    pub facts: Vec<(Range<usize>, String)>,
}

/// Lets what was typed give other letters: a fact all of whose letters are still there stays a fact.
/// `before` is the line as it is printed; nothing where a change is about what nobody typed.
pub(super) fn rewritten(
    typed: &Typed,
    before: &str,
    after: &str,
    literal: &dyn Fn(&str) -> String,
) -> Option<Rewritten> {
    let first = typed.letters.first()?.at;
    let last = typed.letters.last()?;
    let end = last.at + before[last.at..].chars().next()?.len_utf8();
    let mut done = Rewritten::default();
    for hunk in whole(&hunks(before, after), &typed.letters, before) {
        if hunk.before.end > end || hunk.before.start < first {
            // What the look puts around a text: its dash, the stop behind it.
            let own = |words: &str| words.chars().any(char::is_alphanumeric);
            if own(&before[hunk.before.clone()]) || own(&after[hunk.after.clone()]) {
                return None;
            }
            continue;
        }
        let words = literal(&after[hunk.after.clone()]);
        let within: Vec<&Letter> =
            typed.letters.iter().filter(|letter| hunk.before.contains(&letter.at)).collect();
        let mut ranges: Vec<(Range<usize>, bool)> =
            within.iter().map(|letter| (letter.value.clone(), letter.fact)).collect();
        ranges.dedup();
        for (range, _) in ranges.iter().filter(|(_, fact)| *fact) {
            done.facts.push((range.clone(), after[hunk.after.clone()].to_owned()));
        }
        if let Some((first, _)) = ranges.first() {
            done.splices.push((first.clone(), words));
            done.splices.extend(ranges.iter().skip(1).map(|(range, _)| (range.clone(), String::new())));
        } else {
            let place = between(&typed.letters, hunk.before.start)?;
            done.splices.push((place..place, words));
        }
    }
    Some(done)
}

/// Gives the place in the value where something is put in before a letter of the line.
fn between(letters: &[Letter], at: usize) -> Option<usize> {
    let next = letters.partition_point(|letter| letter.at < at);
    match next.checked_sub(1) {
        Some(last) => Some(letters[last].value.end),
        None => letters.first().map(|letter| letter.value.start),
    }
}

/// Lets each change take whole facts: one of which a letter is gone, or into which one was put, is none
/// any more.
fn whole(all: &[Hunk], letters: &[Letter], before: &str) -> Vec<Hunk> {
    let facts = facts(letters, before);
    let touched = facts.into_iter().filter(|fact| all.iter().any(|hunk| meet(&hunk.before, fact)));
    let mut ranges: Vec<Range<usize>> = all.iter().map(|hunk| hunk.before.clone()).chain(touched).collect();
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if meet(last, &range) => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    let moved = |at: usize, hunks: &mut dyn Iterator<Item = &Hunk>| {
        hunks.fold(at, |at, hunk| (at + hunk.after.len()) - hunk.before.len())
    };
    // What is put in right before a stretch or right behind it is another change.
    let after = |range: &Range<usize>| {
        let own = |hunk: &&Hunk| hunk.before == *range;
        if let Some(own) = all.iter().find(own) {
            return own.after.clone();
        }
        let start = moved(range.start, &mut all.iter().filter(|hunk| hunk.before.end <= range.start));
        let end = moved(range.end, &mut all.iter().filter(|hunk| hunk.before.start < range.end));
        start..end
    };
    joined.iter().map(|range| Hunk { before: range.clone(), after: after(range) }).collect()
}

/// Tells whether two stretches have something in common; of what is put in, whether it is put inside.
fn meet(one: &Range<usize>, two: &Range<usize>) -> bool {
    one.start < two.end && two.start < one.end
}

/// Gives the stretches of a line that expressions gave.
fn facts(letters: &[Letter], before: &str) -> Vec<Range<usize>> {
    let runs = letters.chunk_by(|one, two| one.fact && two.fact && one.value == two.value);
    let run = |run: &[Letter]| {
        let (first, last) = run.first().zip(run.last()).filter(|(first, _)| first.fact)?;
        Some(first.at..last.at + before[last.at..].chars().next().map_or(0, char::len_utf8))
    };
    runs.filter_map(run).collect()
}

/// Writes splices into a value, those at one place in their order.
pub(super) fn spliced(value: &str, splices: &[Splice]) -> String {
    let mut all: Vec<&Splice> = splices.iter().collect();
    all.sort_by_key(|(range, _)| (range.start, range.end));
    let (mut text, mut at) = (String::new(), 0);
    for (range, words) in all {
        if range.start >= at {
            text.push_str(&value[at..range.start]);
            text.push_str(words);
            at = range.end;
        } else {
            text.push_str(words);
            at = at.max(range.end);
        }
    }
    text.push_str(&value[at.min(value.len())..]);
    text
}
