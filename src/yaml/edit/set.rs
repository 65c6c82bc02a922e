//! Comes in: a slot and the value it shall hold. Goes out: the changes of the
//! page, member by member where the value has the same form. Must not know:
//! paths.

use super::block;
use super::content::Content;
use super::group;
use super::page::Page;
use super::parts::{Group, Part, Slot, What};
use super::refuse::Refusal;
use super::single;

/// Tells whether a part holds what is wanted. A text of several lines in a block
/// ends with a line end, whether the wanted one has it or not.
pub(super) fn fits(part: &Part, held: &Content, wanted: &Content, open: bool) -> bool {
    match (&part.what, held, wanted) {
        (_, Content::Text(held), Content::Text(wanted)) if part.is_block() => {
            held == wanted
                || held.strip_suffix('\n') == Some(wanted)
                || (open && wanted.strip_suffix('\n') == Some(held))
        }
        (What::List(group), Content::List(held), Content::List(wanted)) => {
            let slots = group.slots.iter().zip(held).zip(wanted);
            held.len() == wanted.len()
                && slots.into_iter().all(|((slot, held), wanted)| fits(&slot.part, held, wanted, open))
        }
        (What::Map(group), Content::Map(held), Content::Map(wanted)) => {
            let same = |(slot, (name, held)): (&Slot, &(String, Content))| {
                let wanted = wanted.iter().find(|(key, _)| key == name);
                wanted.is_some_and(|(_, wanted)| fits(&slot.part, held, wanted, open))
            };
            held.len() == wanted.len() && group.slots.iter().zip(held).all(same)
        }
        _ => held == wanted,
    }
}

/// Writes a value into a slot.
pub(super) fn set(
    page: &mut Page<'_>,
    slot: &Slot,
    held: &Content,
    wanted: (&Content, bool),
) -> Result<(), Refusal> {
    let (value, flow) = wanted;
    if fits(&slot.part, held, value, false) {
        return Ok(());
    }
    slot.free()?;
    match (&slot.part.what, held, value) {
        (_, _, Content::Text(text)) if slot.part.group().is_none() => {
            single::set(page, slot, text, flow);
            Ok(())
        }
        (What::List(group), Content::List(held), Content::List(wanted))
            if !wanted.is_empty() && !held.is_empty() =>
        {
            members(page, (&slot.part, group), held, wanted)
        }
        (What::Map(group), Content::Map(held), Content::Map(wanted)) if same_keys(held, wanted) => {
            for (slot, (name, held)) in group.slots.iter().zip(held) {
                let Some((_, value)) = wanted.iter().find(|(key, _)| key == name) else { continue };
                set(page, slot, held, (value, group.flow))?;
            }
            Ok(())
        }
        _ => group::swap(page, slot, value, flow),
    }
}

fn same_keys(held: &[(String, Content)], wanted: &[(String, Content)]) -> bool {
    held.len() == wanted.len() && held.iter().all(|(name, _)| wanted.iter().any(|(key, _)| key == name))
}

/// Writes the members of a list over those that are there.
fn members(
    page: &mut Page<'_>,
    list: (&Part, &Group),
    held: &[Content],
    wanted: &[Content],
) -> Result<(), Refusal> {
    let (part, group) = list;
    // What comes in between leaves those behind it alone, with the comments that speak of them.
    let end = held.len() - behind(held, wanted);
    for (at, ((slot, held), value)) in group.slots.iter().zip(held).zip(wanted).take(end).enumerate() {
        // Empty lines at the end of a block would lie behind what is added.
        let open = value.text().is_some_and(|text| block::ends(text) > 1);
        let quoted = open && at + 1 == end && wanted.len() > group.slots.len();
        set(page, slot, held, (value, group.flow || quoted))?;
    }
    if wanted.len() < held.len() {
        return group::take(page, group, wanted.len()..held.len());
    }
    for value in &wanted[end..end + wanted.len() - held.len()] {
        insert(page, part, group, (end.checked_sub(1), value));
    }
    Ok(())
}

/// Counts the members that stand behind what comes into a list; none where nothing does, or
/// nothing stands before it.
fn behind(held: &[Content], wanted: &[Content]) -> usize {
    if wanted.len() <= held.len() {
        return 0;
    }
    let before = held.iter().zip(wanted).take_while(|(held, wanted)| held == wanted).count();
    let last = held[before..].iter().rev().zip(wanted.iter().rev());
    let same = last.take_while(|(held, wanted)| held == wanted).count();
    if same == held.len() { 0 } else { same }
}

/// Puts a member into a list that has at least one, or into brackets.
pub(super) fn insert(page: &mut Page<'_>, part: &Part, group: &Group, new: (Option<usize>, &Content)) {
    let (after, value) = new;
    if group.flow {
        let text = page.manner.flow(value);
        return group::put_in_flow(page, &part.range, group, (after, text));
    }
    let column = group.slots.first().map_or(0, |slot| slot.column);
    let lines = page.manner.member(value, column);
    group::put_in(page, group, after, &lines);
}
