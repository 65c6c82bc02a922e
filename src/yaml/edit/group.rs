//! Comes in: a list or a map and what is to change in it. Goes out: the changes
//! of the page. Must not know: paths, what a value holds.

use std::ops::Range;

use super::content::Content;
use super::lines;
use super::page::Page;
use super::parts::{Group, Slot, What};
use super::refuse::Refusal;
use super::write::Manner;

/// Writes a value over whatever a slot holds; comments within stay, each on a
/// line of its own.
pub(super) fn swap(page: &mut Page<'_>, slot: &Slot, value: &Content, flow: bool) -> Result<(), Refusal> {
    let view = page.view();
    let range = slot.behind.min(slot.part.range.start)..slot.part.range.end;
    let within = page.comments_in(&range);
    if flow {
        if !within.is_empty() {
            return Err(Refusal::Comment);
        }
        let space = if slot.part.range.is_empty() { " " } else { "" };
        page.put(slot.part.range.clone(), format!("{space}{}", page.manner.flow(value)));
        return Ok(());
    }
    let deep = is_above_comment(view, slot);
    let manner = if deep && ends_in_lines(value) { Manner::Safest } else { page.manner };
    let member = slot.name.is_empty() && view[slot.start..].starts_with('-');
    let written =
        if member { manner.of_member(value, slot.column) } else { manner.of_key(value, slot.column) };
    let broken = view[range.clone()].contains(['\n', '\r']);
    // A comment behind a value of one line stays where it is.
    let end = if broken && !within.is_empty() { lines::end(view, range.end) } else { range.end };
    let kept = if broken { page.comments_in(&(range.start..end)) } else { Vec::new() };
    let kept = page.kept(&kept, slot.column);
    page.put(range.start..end, written.head);
    page.put_lines(end, &[written.body, kept].concat());
    Ok(())
}

/// Tells whether what comes next, be it after empty lines, is a comment that stands deeper than
/// a slot: a block would take it for its own text.
fn is_above_comment(view: &str, slot: &Slot) -> bool {
    let below = &view[lines::end(view, slot.part.range.end)..];
    let next = below.lines().skip(1).find(|line| !line.trim_matches([' ', '\r']).is_empty());
    next.is_some_and(|line| {
        let text = line.trim_start_matches(' ');
        text.starts_with('#') && line.len() - text.len() > slot.column
    })
}

/// Tells whether the last thing a value holds is a text of several lines.
fn ends_in_lines(value: &Content) -> bool {
    match value {
        Content::Empty => false,
        Content::Text(text) => text.contains('\n'),
        Content::List(members) => members.last().is_some_and(ends_in_lines),
        Content::Map(entries) => entries.last().is_some_and(|(_, value)| ends_in_lines(value)),
    }
}

/// Puts lines behind a slot, or before the first one where `after` is none.
pub(super) fn put_in(page: &mut Page<'_>, group: &Group, after: Option<usize>, lines: &[String]) {
    let view = page.view();
    if let Some(slot) = after.and_then(|after| group.slots.get(after)) {
        return page.put_lines(page.sheet.below(slot), lines);
    }
    let Some(first) = group.slots.first() else { return };
    if lines::is_first(view, first.start) {
        return page.put_above(first.start, lines);
    }
    // Beside the dash of what it belongs to: the margin is there already.
    let ending = lines::ending(view, first.start);
    let text = lines.join(ending);
    let text = format!("{}{ending}{}", text.trim_start_matches(' '), " ".repeat(first.column));
    page.put(first.start..first.start, text);
}

/// Puts something into brackets, behind a slot or before the first one.
pub(super) fn put_in_flow(
    page: &mut Page<'_>,
    holder: &Range<usize>,
    group: &Group,
    new: (Option<usize>, String),
) {
    let (after, text) = new;
    match (after.and_then(|after| group.slots.get(after)), group.slots.first()) {
        (Some(slot), _) => {
            // `key:,` would be a text.
            let space = if matches!(slot.part.what, What::Nothing) { " " } else { "" };
            page.put(slot.part.range.end..slot.part.range.end, format!("{space}, {text}"));
        }
        (None, Some(first)) => page.put(first.start..first.start, format!("{text}, ")),
        (None, None) => page.put(holder.start + 1..holder.start + 1, text),
    }
}

/// Takes out some slots, not all there are; comments within stay.
pub(super) fn take(page: &mut Page<'_>, group: &Group, gone: Range<usize>) -> Result<(), Refusal> {
    let view = page.view();
    let (slots, next) = (&group.slots[gone.clone()], group.slots.get(gone.end));
    let (Some(first), Some(last)) = (slots.first(), slots.last()) else { return Ok(()) };
    if group.flow || !lines::is_first(view, first.start) {
        // Up to the next one; the last one with what stands before it.
        let range = match (next, gone.start.checked_sub(1)) {
            (Some(next), _) => first.start..next.start,
            (None, Some(before)) => group.slots[before].part.range.end..last.part.range.end,
            (None, None) => first.start..last.part.range.end,
        };
        if !page.comments_in(&range).is_empty() {
            return Err(Refusal::Comment);
        }
        page.put(range, "");
        return Ok(());
    }
    let start = lines::start(view, first.start);
    let end = page.sheet.below(last);
    let kept = page.kept(&page.comments_in(&(start..end)), first.column);
    if !kept.is_empty() {
        page.put(start..end, kept.join(lines::ending(view, start)));
    } else if end == view.len() && !is_below_empty_line(view, start) {
        page.put(lines::above(view, start)..end, "");
    } else {
        page.put(start..lines::next(view, end), "");
    }
    Ok(())
}

/// Tells whether the line above is empty: it may be the end of a text (`|+`).
fn is_below_empty_line(view: &str, start: usize) -> bool {
    let above = lines::above(view, start);
    view[lines::start(view, above)..above].trim_matches(' ').is_empty()
}

/// Moves a member of a list to another place, with its comments.
pub(super) fn shift(
    page: &mut Page<'_>,
    list: (&Group, &[Content]),
    from: usize,
    to: usize,
) -> Result<(), Refusal> {
    let (group, held) = list;
    let pieces: Vec<Range<usize>> = (0..group.slots.len()).map(|at| piece(page, group, at)).collect();
    let (low, high) = (from.min(to), from.max(to));
    let gaps = pieces[low..=high].windows(2).map(|two| two[0].end..two[1].start);
    if group.flow && !page.comments_in(&(pieces[low].start..pieces[high].end)).is_empty() {
        return Err(Refusal::Comment);
    }
    for slot in &group.slots[low..=high] {
        slot.free()?;
    }
    let mut order: Vec<usize> = (low..=high).collect();
    let moved = order.remove(from - low);
    order.insert(to - low, moved);
    let mut text = String::new();
    let gaps: Vec<Range<usize>> = gaps.collect();
    for (number, at) in order.iter().enumerate() {
        text.push_str(page.letters(&pieces[*at]));
        text.push_str(gaps.get(number).map_or("", |gap| page.letters(gap)));
    }
    let (view, end) = (page.view(), pieces[high].end);
    // A text that ends with empty lines needs the end of its last one, be it the file's, and
    // would take in those below.
    if text.ends_with(['\n', '\r']) {
        let next = lines::next(view, end);
        if next < view.len() && view[next..lines::end(view, next)].trim().is_empty() {
            let lowest = order[order.len() - 1];
            let slot = &group.slots[lowest];
            text.truncate(text.len() - page.letters(&(slot.behind..pieces[lowest].end)).len());
            let written = page.manner.of_member(&held[lowest], slot.column);
            let lines = [vec![written.head], written.body].concat();
            text.push_str(&lines.join(lines::ending(view, slot.start)));
        } else if end == view.len() {
            text.push_str(lines::ending(view, pieces[low].start));
        }
    }
    page.put(pieces[low].start..end, text);
    Ok(())
}

/// Finds what moves with a member: the comments right above it (not above the
/// first, where they speak of the list) to its last line and what is below.
fn piece(page: &Page<'_>, group: &Group, at: usize) -> Range<usize> {
    let slot = &group.slots[at];
    if group.flow {
        return slot.start..slot.part.range.end;
    }
    let view = page.view();
    let mut start = slot.start;
    let floor = at.checked_sub(1).map_or(slot.start, |before| page.sheet.below(&group.slots[before]));
    loop {
        let above = lines::above(view, lines::start(view, start));
        let comment =
            page.sheet.comments.iter().find(|comment| comment.end == above && comment.start >= floor);
        match comment {
            Some(comment) if lines::is_first(view, comment.start) => start = comment.start,
            _ => return start..page.sheet.below(slot),
        }
    }
}
