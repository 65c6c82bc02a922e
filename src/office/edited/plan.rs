//! Comes in: what became of the lines of a Word file, the lines of the paper as it is now. Goes out: what
//! is to be done to the paper, and what nobody can do for its writer. Must not know: files, YAML.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::docx::merge::{Line, Step, compared, merged};

/// Is something to be done to the lines of the paper (places among those of now, of theirs).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Deed {
    /// They read otherwise now; a line feed parts them.
    Rewrite { now: Range<usize>, theirs: Range<usize>, after: String },
    /// It is gone.
    Remove { now: usize },
    /// One is new, behind `after`, before `before`; `from` is the line that stood elsewhere.
    Add { theirs: usize, after: Option<usize>, before: Option<usize>, from: Option<usize> },
}

/// Is a line that both sides changed: as it was, as it is here, as it is in the Word file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Both {
    pub before: String,
    pub mine: Option<String>,
    pub theirs: Option<String>,
    /// The place among theirs, or of what is gone there.
    pub at: Option<usize>,
}

/// Is what is to be done.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub deeds: Vec<Deed>,
    pub both: Vec<Both>,
}

/// Compares the Word file with what it was made of, and that with the paper as it is now.
pub(super) fn plan(base: &[Line<'_>], now: &[Line<'_>], theirs: &[Line<'_>]) -> Plan {
    let own = own(base, now);
    let mut plan = Plan::default();
    // The last line of now that is known to stand before what is looked at.
    let mut last = None;
    let steps = compared(base, theirs);
    for (at, step) in steps.iter().enumerate() {
        match step {
            Step::Same(line, _) => last = own.get(line).map(Mine::line).or(last),
            Step::Changed(lines, new) => {
                changed((base, now, theirs), (lines.clone(), new.clone()), &own, &mut plan);
                last = lines.clone().rev().find_map(|line| own.get(&line).map(Mine::line)).or(last);
            }
            Step::Gone(line) => match own.get(line) {
                Some(Mine::Same(now)) => plan.deeds.push(Deed::Remove { now: *now }),
                Some(Mine::Changed(own)) => plan.both.push(Both {
                    before: base[*line].text.to_owned(),
                    mine: Some(now[*own].text.to_owned()),
                    theirs: None,
                    at: None,
                }),
                None => {}
            },
            Step::New(line, from) => {
                // What both sides added alike is there.
                let text = theirs[*line].text;
                let added = |place: &usize| !own.values().any(|mine| mine.line() == *place);
                if (0..now.len()).filter(added).any(|place| now[place].text == text) {
                    continue;
                }
                let next = steps[at + 1..].iter().find_map(|step| match step {
                    Step::Same(line, _) => own.get(line).map(Mine::line),
                    Step::Changed(lines, _) => own.get(&lines.start).map(Mine::line),
                    _ => None,
                });
                let from = from.and_then(|from| own.get(&from)).and_then(Mine::same);
                plan.deeds.push(Deed::Add { theirs: *line, after: last, before: next, from });
            }
        }
    }
    plan
}

/// Is what became of a line of the base in the paper itself.
#[derive(Debug, Clone, Copy)]
enum Mine {
    Same(usize),
    Changed(usize),
}

impl Mine {
    fn line(&self) -> usize {
        match self {
            Self::Same(line) | Self::Changed(line) => *line,
        }
    }

    fn same(&self) -> Option<usize> {
        match self {
            Self::Same(line) => Some(*line),
            Self::Changed(_) => None,
        }
    }
}

/// Finds the lines of the base in the paper as it is now.
fn own(base: &[Line<'_>], now: &[Line<'_>]) -> BTreeMap<usize, Mine> {
    let mut own = BTreeMap::new();
    for step in compared(base, now) {
        match step {
            Step::Same(line, place) => {
                own.insert(line, Mine::Same(place));
            }
            Step::Changed(lines, places) if lines.len() == 1 && places.len() == 1 => {
                own.insert(lines.start, Mine::Changed(places.start));
            }
            // Where lines were parted or joined, each is another one.
            Step::Changed(lines, places) => {
                let last = places.end.saturating_sub(1);
                own.extend(lines.zip(places).map(|(line, place)| (line, Mine::Changed(place.min(last)))));
            }
            Step::Gone(_) | Step::New(..) => {}
        }
    }
    own
}

fn changed(
    (base, now, theirs): (&[Line<'_>], &[Line<'_>], &[Line<'_>]),
    (lines, new): (Range<usize>, Range<usize>),
    own: &BTreeMap<usize, Mine>,
    plan: &mut Plan,
) {
    let text = |all: &[Line<'_>], range: &Range<usize>, with: &str| {
        all[range.clone()].iter().map(|line| line.text).collect::<Vec<_>>().join(with)
    };
    let after = text(theirs, &new, "\n");
    let places: Vec<Option<&Mine>> = lines.clone().map(|line| own.get(&line)).collect();
    let same: Option<Vec<usize>> = places.iter().map(|mine| mine.and_then(Mine::same)).collect();
    if let Some(same) = same.filter(|same| same.windows(2).all(|two| two[0] + 1 == two[1])) {
        let now = same[0]..same[same.len() - 1] + 1;
        return plan.deeds.push(Deed::Rewrite { now, theirs: new, after });
    }
    let before = text(base, &lines, " ");
    let Some(Mine::Changed(place)) = places[0].copied().filter(|_| places.len() == 1) else {
        let mine = places.iter().flatten().map(|mine| now[mine.line()].text).collect::<Vec<_>>().join("\n");
        let mine = Some(mine).filter(|mine| !mine.is_empty());
        let both = Both { before, mine, theirs: Some(after), at: Some(new.start) };
        return plan.both.push(both);
    };
    let mine = now[place].text;
    if mine == after {
        return;
    }
    match merged(&before, mine, &after) {
        Some(after) if after == mine => {}
        Some(after) => plan.deeds.push(Deed::Rewrite { now: place..place + 1, theirs: new, after }),
        None => plan.both.push(Both {
            before,
            mine: Some(mine.to_owned()),
            theirs: Some(after),
            at: Some(new.start),
        }),
    }
}
