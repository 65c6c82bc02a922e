//! Comes in: a page, a path, a verb. Goes out: the changes of the page. Must not
//! know: how lines are written, whether the changes are right.

use super::content::Content;
use super::group;
use super::page::Page;
use super::parts::{Group, Part, Slot, What};
use super::path::{FieldPath, Step};
use super::place::{self, Order};
use super::refuse::Refusal;
use super::set;

/// Is what is done at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// The path holds this value from now on; what is missing on the way is made.
    Set(Content),
    /// The list at the path gets a member at its end; a missing one is made.
    Add(Content),
    /// The list gets a member, which has this path from now on.
    Insert(Content),
    /// The member or entry at the path is gone, with its key.
    Remove,
    /// The member at the path stands at this place of its list from now on.
    Move(usize),
}

/// Plans an edit.
pub(super) fn plan(
    page: &mut Page<'_>,
    path: &FieldPath,
    verb: &Verb,
    order: Order<'_>,
) -> Result<(), Refusal> {
    let way = page.sheet.follow(&path.0);
    // Whoever writes below an anchor writes into its repetitions.
    for slot in &way {
        slot.free()?;
    }
    let missing = || Refusal::Missing(path.to_string());
    let split = path.0.split_last().ok_or_else(missing);
    match verb {
        // The whole file may be a list.
        Verb::Add(value) => add(page, &way, path, (value, order)),
        Verb::Set(value) => split.and_then(|_| put(page, &way, path, (value.clone(), order))),
        Verb::Insert(value) => insert(page, &way, path, value),
        Verb::Remove | Verb::Move(_) if way.len() < path.0.len() => Err(missing()),
        Verb::Remove => split.and_then(|(last, _)| remove(page, &way, last)),
        Verb::Move(to) => {
            let (last, above) = split?;
            let holder = &holder(page, &way, above.len()).what;
            let (What::List(group), Step::At(from)) = (holder, last) else {
                return Err(Refusal::NoList(FieldPath(above.to_vec()).to_string()));
            };
            if *to >= group.slots.len() {
                return Err(Refusal::Beyond(group.slots.len()));
            }
            let Some(Content::List(held)) = page.sheet.content.at(above) else { return Err(missing()) };
            group::shift(page, (group, held), *from, *to)
        }
    }
}

/// Gives what a way leads to after some steps.
fn holder<'a>(page: &Page<'a>, way: &[&'a Slot], steps: usize) -> &'a Part {
    steps.checked_sub(1).and_then(|last| way.get(last)).map_or(&page.sheet.root, |slot| &slot.part)
}

/// Tells whether what stands in a part stands in brackets.
fn is_flow(part: &Part) -> bool {
    part.group().is_some_and(|group| group.flow)
}

fn put(
    page: &mut Page<'_>,
    way: &[&Slot],
    path: &FieldPath,
    new: (Content, Order<'_>),
) -> Result<(), Refusal> {
    let (value, order) = new;
    let missing = || Refusal::Missing(path.to_string());
    let (there, rest) = path.0.split_at(way.len());
    let Some((step, rest)) = rest.split_first() else {
        let slot = way.last().ok_or_else(missing)?;
        let flow = is_flow(holder(page, way, way.len() - 1));
        let held = page.sheet.content.at(there).ok_or_else(missing)?;
        return set::set(page, slot, held, (&value, flow));
    };
    let value = value.below(rest).ok_or_else(missing)?;
    let part = holder(page, way, way.len());
    match (&part.what, step) {
        (What::Map(group), Step::Key(key)) if group.flow || !group.slots.is_empty() => {
            place::put(page, part, group, (key, &value), order);
            Ok(())
        }
        (What::Nothing, step) => {
            let slot = way.last().ok_or_else(missing)?;
            let value = value.below(std::slice::from_ref(step)).ok_or_else(missing)?;
            let flow = is_flow(holder(page, way, way.len() - 1));
            group::swap(page, slot, &value, flow)
        }
        _ => Err(missing()),
    }
}

fn add(
    page: &mut Page<'_>,
    way: &[&Slot],
    path: &FieldPath,
    new: (&Content, Order<'_>),
) -> Result<(), Refusal> {
    let (value, order) = new;
    let there = (way.len() == path.0.len()).then(|| holder(page, way, way.len()));
    match there.map(|part| (part, &part.what)) {
        Some((part, What::List(group))) => {
            set::insert(page, part, group, (group.slots.len().checked_sub(1), value));
            Ok(())
        }
        None | Some((_, What::Nothing)) => put(page, way, path, (Content::List(vec![value.clone()]), order)),
        Some(_) => Err(Refusal::NoList(path.to_string())),
    }
}

fn insert(page: &mut Page<'_>, way: &[&Slot], path: &FieldPath, value: &Content) -> Result<(), Refusal> {
    let (last, above) = path.0.split_last().ok_or_else(|| Refusal::Missing(path.to_string()))?;
    let part = holder(page, way, above.len());
    match (&part.what, last) {
        (What::List(group), Step::At(at)) if way.len() >= above.len() => {
            if *at > group.slots.len() {
                return Err(Refusal::Beyond(group.slots.len()));
            }
            set::insert(page, part, group, (at.checked_sub(1), value));
            Ok(())
        }
        _ => Err(Refusal::NoList(FieldPath(above.to_vec()).to_string())),
    }
}

fn remove(page: &mut Page<'_>, way: &[&Slot], last: &Step) -> Result<(), Refusal> {
    let (above, part) = (way.len().checked_sub(2).map(|at| way[at]), holder(page, way, way.len() - 1));
    let Some(group) = part.group() else { return Err(Refusal::Last) };
    if group.slots.len() > 1 {
        let at = position(group, last);
        return group::take(page, group, at..at + 1);
    }
    let slot = above.ok_or(Refusal::Last)?;
    let empty =
        if matches!(last, Step::At(_)) { Content::List(Vec::new()) } else { Content::Map(Vec::new()) };
    let flow = way.len().checked_sub(2).is_some_and(|steps| is_flow(holder(page, way, steps)));
    group::swap(page, slot, &empty, flow)
}

fn position(group: &Group, step: &Step) -> usize {
    match step {
        Step::At(at) => *at,
        Step::Key(key) => group.slots.iter().position(|slot| slot.name == *key).unwrap_or_default(),
    }
}
