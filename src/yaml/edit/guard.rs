//! Comes in: a file before and after an edit. Goes out: whether the edit was
//! made and nothing else. Must not know: how it was planned.

use std::ops::Range;

use super::content::Content;
use super::lines;
use super::path::{FieldPath, Step};
use super::place::inner;
use super::plan::Verb;
use super::set::fits;
use super::sheet::Sheet;

/// Is a file before and after an edit, and the edit.
pub(super) struct Case<'a> {
    pub(super) old: &'a Sheet,
    pub(super) new: &'a Sheet,
    pub(super) path: &'a FieldPath,
    pub(super) verb: &'a Verb,
}

/// Is what became of some steps: a value was put there, taken away, or changed.
enum Change {
    Come,
    Gone,
    Other,
}

impl Case<'_> {
    /// Tells whether the new file holds what the old one held but for the edit,
    /// every byte beside the entry, and every comment in order.
    pub(super) fn is_proved(&self) -> bool {
        self.new.troubles <= self.old.troubles && self.holds() && self.keeps() && self.comments()
    }

    fn holds(&self) -> bool {
        let mut wanted = self.old.content.clone();
        let open = !self.new.text().ends_with(['\n', '\r']);
        made(&mut wanted, &self.path.0, self.verb).is_some()
            && fits(&self.new.root, &self.new.content, &wanted, open)
    }

    fn keeps(&self) -> bool {
        let (steps, change) = self.entry();
        let owner = |sheet: &Sheet| owner(sheet, &steps);
        let least = match change {
            Change::Come => owner(self.new),
            Change::Gone => owner(self.old),
            Change::Other => owner(self.new).min(owner(self.old)),
        };
        match change {
            Change::Come if least == steps.len() => self.came(&steps),
            Change::Gone if least == steps.len() => self.went(&steps),
            _ => self.changed(&steps[..least]),
        }
    }

    /// Gives the steps to what is changed, and how.
    fn entry(&self) -> (Vec<Step>, Change) {
        let mut steps = self.path.0.clone();
        match self.verb {
            Verb::Insert(_) => return (steps, Change::Come),
            Verb::Move(_) => {
                steps.pop();
                return (steps, Change::Other);
            }
            Verb::Remove => {
                steps.pop();
                let one = matches!(self.old.content.at(&steps), Some(Content::List(all)) if all.len() == 1)
                    || matches!(self.old.content.at(&steps), Some(Content::Map(all)) if all.len() == 1);
                return if one { (steps, Change::Other) } else { (self.path.0.clone(), Change::Gone) };
            }
            Verb::Add(_) => {
                let held = self.old.content.at(&steps);
                steps.push(Step::At(if let Some(Content::List(all)) = held { all.len() } else { 0 }));
            }
            Verb::Set(_) => {}
        }
        let known = self.old.follow(&steps).len();
        if known == steps.len() {
            return (steps, Change::Other);
        }
        steps.truncate(known + 1);
        (steps, Change::Come)
    }

    /// Tells whether only an entry differs, and what parts it from the next one:
    /// empty lines, comments that stood in it.
    fn changed(&self, steps: &[Step]) -> bool {
        let (old, new) = (self.old.text(), self.new.text());
        let (mut before, mut after) = (extent(self.old, steps), extent(self.new, steps));
        if matches!(self.verb, Verb::Move(_)) {
            // A member takes the comments below it along.
            before.end = before.end.max(lowest(self.old, steps));
            after.end = after.end.max(lowest(self.new, steps));
        }
        // The last line's own end may be another in a file of mixed ones.
        let (rest, left) = (&old[lines::next(old, before.end)..], &new[lines::next(new, after.end)..]);
        let more = left.strip_suffix(rest).is_some_and(says_nothing);
        let less = rest.strip_suffix(left).is_some_and(|less| less.trim().is_empty());
        old[..before.start] == new[..after.start] && (more || less)
    }

    /// Tells whether the lines of an entry were put in, in the place of nothing or
    /// of a comment.
    fn came(&self, steps: &[Step]) -> bool {
        let (old, new) = (self.old.text(), self.new.text());
        either(new, extent(self.new, steps)).into_iter().any(|come| {
            let length = (old.len() + come.len()).checked_sub(new.len());
            let end = length.map_or(usize::MAX, |length| come.start + length);
            old.get(come.start..end).is_some_and(|gone| {
                let gone = gone.trim();
                gone.is_empty() || (gone.starts_with('#') && !gone.contains(['\n', '\r']))
            }) && same_beside(old, &(come.start..end), new, &come)
        })
    }

    /// Tells whether the lines of an entry were taken out, but for the comments in
    /// it.
    fn went(&self, steps: &[Step]) -> bool {
        let (old, new) = (self.old.text(), self.new.text());
        let mut lines = extent(self.old, steps);
        if let Some(slot) = self.old.follow(steps).last() {
            // The comments below that speak of it.
            let below = self.old.below(slot);
            lines.end = lines.end.max(self.old.typed(&(below..below)).end);
        }
        either(old, lines).into_iter().any(|gone| {
            let length = (new.len() + gone.len()).checked_sub(old.len());
            let end = length.map_or(usize::MAX, |length| gone.start + length);
            new.get(gone.start..end).is_some_and(says_nothing)
                && same_beside(old, &gone, new, &(gone.start..end))
        })
    }

    fn comments(&self) -> bool {
        let letters = |sheet: &Sheet| -> Vec<String> {
            let text = |comment: &Range<usize>| sheet.text()[sheet.typed(comment)].to_owned();
            sheet.comments.iter().map(text).collect()
        };
        let (mut old, mut new) = (letters(self.old), letters(self.new));
        if matches!(self.verb, Verb::Move(_)) {
            old.sort();
            new.sort();
        }
        if old == new {
            return true;
        }
        // A comment that became the entry, with the comment behind it.
        let known = self.old.follow(&self.path.0).len();
        let Some(Step::Key(key)) = self.path.0.get(known) else { return false };
        let Some(at) = (0..old.len()).find(|at| old.get(*at) != new.get(*at)) else { return false };
        let line = old.remove(at);
        if let Some(inner) = inner(&line) {
            old.insert(at, inner.trim_start().to_owned());
        }
        let line = line.trim_start_matches(['#', ' ']);
        old == new && line.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(':'))
    }
}

/// Makes the edit in what a file holds; nothing where it cannot be made.
fn made(content: &mut Content, steps: &[Step], verb: &Verb) -> Option<()> {
    let (last, above) = steps.split_last()?;
    let value = match verb {
        Verb::Set(value) => value.clone(),
        Verb::Add(value) => match content.at_mut(steps) {
            Some(Content::List(all)) => {
                all.push(value.clone());
                return Some(());
            }
            None | Some(Content::Empty) => Content::List(vec![value.clone()]),
            Some(_) => return None,
        },
        Verb::Insert(value) => return insert(content.at_mut(above)?, last, value),
        Verb::Remove => return remove(content.at_mut(above)?, last),
        Verb::Move(to) => {
            let moved = content.at(steps)?.clone();
            let holder = content.at_mut(above)?;
            remove(holder, last)?;
            return insert(holder, &Step::At(*to), &moved);
        }
    };
    let known = (0..=steps.len()).rev().find(|known| content.at(&steps[..*known]).is_some())?;
    let place = content.at_mut(&steps[..known])?;
    match (place, &steps[known..]) {
        (Content::Map(entries), [Step::Key(key), rest @ ..]) => {
            entries.push((key.clone(), value.below(rest)?));
        }
        (place, rest) if rest.is_empty() || *place == Content::Empty => *place = value.below(rest)?,
        _ => return None,
    }
    Some(())
}

fn insert(list: &mut Content, step: &Step, value: &Content) -> Option<()> {
    let (Content::List(all), Step::At(at)) = (list, step) else { return None };
    (*at <= all.len()).then(|| all.insert(*at, value.clone()))
}

fn remove(group: &mut Content, step: &Step) -> Option<()> {
    match (group, step) {
        (Content::List(all), Step::At(at)) if *at < all.len() => drop(all.remove(*at)),
        (Content::Map(all), Step::Key(name)) => all.retain(|(key, _)| key != name),
        _ => return None,
    }
    Some(())
}

/// Counts the steps to the nearest entry that has lines of its own.
fn owner(sheet: &Sheet, steps: &[Step]) -> usize {
    let way = sheet.follow(steps);
    let group = |steps: usize| match steps.checked_sub(1) {
        Some(last) => way.get(last).and_then(|slot| slot.part.group()),
        None => sheet.root.group(),
    };
    let whole = |steps: &usize| {
        let slot = way.get(*steps - 1);
        let flow = group(*steps - 1).is_none_or(|group| group.flow);
        !flow && slot.is_some_and(|slot| lines::is_first(&sheet.view, slot.start))
    };
    (1..=steps.len()).rev().find(whole).unwrap_or_default()
}

/// Gives the lines of an entry, with the line end before them; of the first line
/// of a file with the one behind.
fn extent(sheet: &Sheet, steps: &[Step]) -> Range<usize> {
    let way = sheet.follow(steps);
    let view = &sheet.view;
    let Some(slot) = way.last() else { return 0..sheet.text().len() };
    let start = lines::start(view, slot.start);
    let end = lines::end(view, slot.part.range.end);
    let range = if start == 0 { 0..lines::next(view, end) } else { lines::above(view, start)..end };
    sheet.typed(&range)
}

/// Gives where a list ends with the comments below its last member.
fn lowest(sheet: &Sheet, steps: &[Step]) -> usize {
    let part = sheet.follow(steps).last().map_or(&sheet.root, |slot| &slot.part);
    let last = part.group().and_then(|group| group.slots.last());
    last.map_or(0, |slot| {
        let below = sheet.below(slot);
        sheet.typed(&(below..below)).end
    })
}

/// Gives lines with the line end before them, and with the one behind them: in a
/// file of mixed line ends these are not the same.
fn either(text: &str, lines: Range<usize>) -> [Range<usize>; 2] {
    let bare = &text[lines.clone()];
    let start = lines.start + (bare.len() - bare.trim_start_matches(['\n', '\r']).len());
    let whole = start..lines::next(text, lines.end);
    [lines, whole]
}

fn same_beside(old: &str, gone: &Range<usize>, new: &str, come: &Range<usize>) -> bool {
    old[..gone.start] == new[..come.start] && old[gone.end..] == new[come.end..]
}

/// Tells whether lines hold nothing but comments.
fn says_nothing(lines: &str) -> bool {
    lines.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'))
}
