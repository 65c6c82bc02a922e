//! Comes in: a map, a new key, the order wanted. Goes out: where the key goes,
//! and the changes of the page. Must not know: why keys have that order.

use std::ops::Range;

use granit_parser::{Event, Parser};

use super::content::Content;
use super::group;
use super::lines;
use super::page::Page;
use super::parts::{Group, Part};
use super::write::Manner;

/// Says where a new key goes among those of its map.
#[derive(Debug, Clone, Copy, Default)]
pub struct Order<'a> {
    /// The keys in the order wanted; one that is not named goes to the end.
    pub keys: &'a [&'a str],
    /// Those whose line may stand there as a comment (`# so: 28`) and is then
    /// used instead of a new one.
    pub commented: &'a [&'a str],
}

/// Puts an entry into a map that has at least one, or into brackets.
pub(super) fn put(
    page: &mut Page<'_>,
    holder: &Part,
    group: &Group,
    new: (&str, &Content),
    order: Order<'_>,
) {
    let (key, value) = new;
    let after = after(group, key, order.keys);
    if group.flow {
        let text = page.manner.flow_entry(key, value);
        return group::put_in_flow(page, &holder.range, group, (after, text));
    }
    let column = group.slots.first().map_or(0, |slot| slot.column);
    let may = page.manner == Manner::Clerk && order.commented.contains(&key);
    if let Some(comment) = may.then(|| commented(page, group, key)).flatten() {
        return uncomment(page, &comment, new, column);
    }
    let lines = page.manner.entry(key, value, column);
    group::put_in(page, group, after, &lines);
}

/// Finds the entry behind which a key goes; none if it goes before all.
fn after(group: &Group, key: &str, keys: &[&str]) -> Option<usize> {
    let place = |name: &str| keys.iter().position(|known| *known == name);
    let last = group.slots.len().checked_sub(1);
    let Some(own) = place(key) else { return last };
    let placed = || group.slots.iter().enumerate().filter_map(|(at, slot)| Some((place(&slot.name)?, at)));
    let before = placed().filter(|(place, _)| *place < own).max();
    let behind = placed().filter(|(place, _)| *place > own).min();
    match (before, behind) {
        (Some((_, at)), _) => Some(at),
        (None, Some((_, at))) => at.checked_sub(1),
        (None, None) => last,
    }
}

/// Finds the comment that is a line of a map with this key.
fn commented(page: &Page<'_>, group: &Group, key: &str) -> Option<Range<usize>> {
    let view = page.view();
    let (first, last) = (group.slots.first()?, group.slots.last()?);
    let from = if first.column == 0 { 0 } else { lines::start(view, first.start) };
    let to = lines::content(view, lines::end(view, last.part.range.end));
    let fits = |comment: &&Range<usize>| {
        let outside =
            |at: usize| group.slots.iter().all(|slot| !(slot.start..slot.part.range.end).contains(&at));
        let rest = bare(&view[(*comment).clone()]).strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
        (from..to).contains(&comment.start)
            && lines::is_first(view, comment.start)
            && comment.start - lines::start(view, comment.start) == first.column
            && outside(comment.start)
            && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
    };
    page.sheet.comments.iter().find(fits).cloned()
}

/// Takes the sign off a comment, and one space.
fn bare(comment: &str) -> &str {
    let bare = comment.strip_prefix('#').unwrap_or(comment);
    bare.strip_prefix(' ').unwrap_or(bare)
}

/// Writes an entry in the place of a comment; what was a comment within stays one.
fn uncomment(page: &mut Page<'_>, comment: &Range<usize>, new: (&str, &Content), column: usize) {
    let mut lines = page.manner.entry(new.0, new.1, column);
    let first = lines.remove(0);
    let tail = inner(page.letters(comment)).unwrap_or_default();
    page.put(comment.clone(), format!("{}{tail}", first.trim_start_matches(' ')));
    page.put_lines(comment.end, &lines);
}

/// Finds the comment within a line that was a comment, with the white space
/// before it.
pub(super) fn inner(comment: &str) -> Option<&str> {
    let line = bare(comment);
    let found = Parser::new_from_str(line).map_while(Result::ok).find_map(|(event, span)| {
        let comment = matches!(event, Event::Comment(..));
        comment.then(|| span.byte_range()).flatten()
    })?;
    Some(&line[line[..found.start].trim_end_matches([' ', '\t']).len()..])
}
