//! Comes in: a line as it was typed, how its letters are set on the page and in a Word file. Goes out:
//! the marks of bold and italic by which the page would be set as the Word file. Must not know: other lines.

use std::ops::Range;

use super::rewrite::Splice;
use super::typed::{Letter, Typed};
use crate::yaml::edit::FieldPath;

/// Is whether a letter is bold, whether italic.
pub(super) type Look = (bool, bool);

/// Is a line of a paper: what was typed for it, its field, its letters, how they are set.
pub(super) struct Set<'a> {
    pub typed: &'a Typed,
    pub value: &'a str,
    pub text: &'a str,
    pub own: &'a [Look],
    pub theirs: &'a [Look],
}

/// Is a line whose marks are changed: its place among those of the paper and of the Word file.
#[derive(Debug, Clone)]
pub(super) struct Remarked {
    pub own: usize,
    pub theirs: usize,
    pub path: FieldPath,
    pub splices: Vec<Splice>,
}

/// Is letters that take a mark together: one letter, or all that an expression gave.
struct Unit {
    value: Range<usize>,
    letters: Range<usize>,
    blank: bool,
}

/// Gives what is to be written into the field; nothing where marks cannot say it.
pub(super) fn remarked(line: &Set<'_>) -> Option<Vec<Splice>> {
    let units = units(line.typed, line.text)?;
    let covered = |at: usize| units.iter().any(|unit| unit.letters.contains(&at));
    let apart = (0..line.own.len()).filter(|at| line.own[*at] != line.theirs[*at]);
    let seen: Vec<char> = line.text.chars().collect();
    if apart.clone().any(|at| !seen[at].is_whitespace() && !covered(at)) {
        return None;
    }
    let gaps = gaps(&units, line.value)?;
    let marked = marked(&gaps, line.value)?;
    let wanted = wanted(&units, &marked, line)?;
    let mut splices = Vec::new();
    let mut open = Vec::new();
    for (at, gap) in gaps.iter().enumerate() {
        let state = |states: &[Look]| states.get(at).copied().unwrap_or_default();
        let before = |states: &[Look]| at.checked_sub(1).map_or((false, false), |last| states[last]);
        let signs = turned(&mut open, state(&wanted));
        let kept = before(&marked) == before(&wanted) && state(&marked) == state(&wanted);
        if !kept && line.value[gap.clone()] != signs {
            splices.push((gap.clone(), signs));
        }
    }
    Some(splices)
}

fn units(typed: &Typed, text: &str) -> Option<Vec<Unit>> {
    let places: Vec<(usize, char)> = text.char_indices().collect();
    let number = |letter: &Letter| places.binary_search_by_key(&letter.at, |(at, _)| *at).ok();
    let together = |one: &Letter, two: &Letter| one.fact && two.fact && one.value == two.value;
    let unit = |own: &[Letter]| {
        let (first, last) = (own.first()?, own.last()?);
        let letters = number(first)?..number(last)? + 1;
        let blank = !first.fact && places[letters.start].1.is_whitespace();
        Some(Unit { value: first.value.clone(), letters, blank })
    };
    typed.letters.chunk_by(together).map(unit).collect()
}

/// Gives the stretches of the field before, between and behind the letters in which marks may stand.
fn gaps(units: &[Unit], value: &str) -> Option<Vec<Range<usize>>> {
    let (first, last) = (units.first()?, units.last()?);
    let stars = |text: &str| text.len() - text.trim_end_matches('*').len();
    let begin = first.value.start - stars(&value[..first.value.start]);
    let behind = &value[last.value.end..];
    let end = last.value.end + behind.len() - behind.trim_start_matches('*').len();
    let mut gaps: Vec<Range<usize>> = std::iter::once(begin..first.value.start).collect();
    for two in units.windows(2) {
        let gap = two[0].value.end..two[1].value.start;
        // A footnote or an escaped sign lies between: where its marks belong nobody knows.
        if gap.start > gap.end || !value[gap.clone()].chars().all(|sign| sign == '*') {
            return None;
        }
        gaps.push(gap);
    }
    gaps.push(last.value.end..end);
    Some(gaps)
}

/// Reads which letters stand in marks.
fn marked(gaps: &[Range<usize>], value: &str) -> Option<Vec<Look>> {
    let (mut bold, mut italic) = (false, false);
    let mut all = Vec::new();
    for gap in gaps {
        let stars = gap.len();
        (bold, italic) = match stars {
            0 => (bold, italic),
            1 => (bold, !italic),
            2 => (!bold, italic),
            3 => (!bold, !italic),
            _ => return None,
        };
        all.push((bold, italic));
    }
    debug_assert!(value.len() >= gaps.last().map_or(0, |gap| gap.end));
    all.pop().filter(|last| *last == (false, false)).map(|_| all)
}

/// Says which letters are to stand in marks. Blanks at the ends of a stretch stand outside.
fn wanted(units: &[Unit], marked: &[Look], line: &Set<'_>) -> Option<Vec<Look>> {
    let one = |unit: &Unit, marked: Look| {
        let all = |of: fn(Look) -> bool| {
            let mut apart = unit.letters.clone().map(|at| (of(line.own[at]), of(line.theirs[at])));
            let first = apart.next()?;
            apart.all(|other| other == first).then_some(first)
        };
        let side = |of: fn(Look) -> bool| match all(of)? {
            (own, theirs) if own == theirs => Some(of(marked)),
            (_, true) => Some(true),
            // What the look sets bold no mark takes off.
            (_, false) => of(marked).then_some(false),
        };
        Some((side(|look| look.0)?, side(|look| look.1)?))
    };
    let mut wanted: Vec<Look> = Vec::new();
    for (unit, own) in units.iter().zip(marked) {
        wanted.push(if unit.blank { (false, false) } else { one(unit, *own)? });
    }
    for at in (0..units.len()).filter(|at| units[*at].blank) {
        let before = (0..at).rev().find(|one| !units[*one].blank).map(|one| wanted[one]);
        let behind = (at..units.len()).find(|one| !units[*one].blank).map(|one| wanted[one]);
        if let (Some(before), Some(behind)) = (before, behind) {
            wanted[at] = (before.0 && behind.0, before.1 && behind.1);
        }
    }
    Some(wanted)
}

/// Writes the marks that end and begin between two letters; `open` are those that are open, the last
/// one innermost.
fn turned(open: &mut Vec<bool>, to: Look) -> String {
    let is_wanted = |bold: &bool| if *bold { to.0 } else { to.1 };
    let sign = |bold: bool| if bold { "**" } else { "*" };
    let mut out = String::new();
    while !open.iter().all(is_wanted) {
        let Some(last) = open.pop() else { break };
        out.push_str(sign(last));
    }
    for (bold, wanted) in [(true, to.0), (false, to.1)] {
        if wanted && !open.contains(&bold) {
            out.push_str(sign(bold));
            open.push(bold);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::rewrite::spliced;
    use super::*;

    /// Marks a line whose letters of the field are `value`, bold in Word where `bold` has a `b`, italic
    /// where it has an `i`.
    fn marked_as(value: &str, looks: &str) -> Option<String> {
        let seen = |(_, sign): &(usize, char)| *sign != '*';
        let typed: Vec<(usize, char)> = value.char_indices().filter(seen).collect();
        let text: String = typed.iter().map(|(_, sign)| *sign).collect();
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let letters = typed.iter().zip(places).map(|((from, sign), at)| Letter {
            at,
            value: *from..*from + sign.len_utf8(),
            fact: false,
        });
        let typed = Typed { path: FieldPath::default(), letters: letters.collect() };
        let theirs: Vec<Look> =
            looks.chars().map(|look| ("bx".contains(look), "ix".contains(look))).collect();
        let own = marked(&gaps(&units(&typed, &text)?, value)?, value)?;
        let splices = remarked(&Set { typed: &typed, value, text: &text, own: &own, theirs: &theirs })?;
        Some(spliced(value, &splices))
    }

    #[test]
    fn marks_come_and_go() {
        for (value, looks, after) in [
            ("một hai ba", "    bbb   ", "một **hai** ba"),
            ("một hai ba", "iiiiiii   ", "*một hai* ba"),
            ("một **hai** ba", "          ", "một hai ba"),
            ("một **hai ba**", "    bbb   ", "một **hai** ba"),
            ("một **hai** ba", "bbbbbbb   ", "**một hai** ba"),
            ("một hai ba", "xxx       ", "***một*** hai ba"),
            ("*một* hai ba", "iii bbb   ", "*một* **hai** ba"),
        ] {
            assert_eq!(marked_as(value, looks).as_deref(), Some(after), "{value} {looks}");
        }
        assert_eq!(marked_as("một ****hai ba", "          "), None);
    }
}
