//! Comes in: the slot of a single value and its new text. Goes out: the changes
//! of the page, as few as can be. Must not know: lists, maps, paths.

use std::ops::Range;

use super::block::{self, Head};
use super::lines;
use super::page::Page;
use super::parts::{Slot, Style, What};
use super::scalar;
use super::write::{DEEPER, Manner, set_in};

/// Writes a text over a single value, or where there is none.
pub(super) fn set(page: &mut Page<'_>, slot: &Slot, text: &str, flow: bool) {
    let old = match slot.part.what {
        What::Scalar(style) => style,
        _ => page.manner.style(),
    };
    if page.manner == Manner::Safest || flow || !wants_block(text, old) {
        return inline(page, slot, text, flow);
    }
    let done = if old.is_block() { over_block(page, slot, text) } else { new_block(page, slot, text) };
    if done.is_none() {
        inline(page, slot, text, flow);
    }
}

/// Tells whether a text is to stand in a block: if it has lines, or if it stood
/// in one before.
fn wants_block(text: &str, old: Style) -> bool {
    block::holds(text) && (text.contains('\n') || old.is_block())
}

fn inline(page: &mut Page<'_>, slot: &Slot, text: &str, flow: bool) {
    let view = page.view();
    let range = slot.part.range.clone();
    let marks = if slot.part.is_block() { head_of(view, &range) } else { range.clone() };
    let old = match slot.part.what {
        _ if page.manner == Manner::Safest || hides(view, marks.end) => Style::Double,
        What::Scalar(style) => style,
        _ => Style::Plain,
    };
    let written = scalar::inline(text, old, flow);
    if !slot.part.is_block() {
        let space = if range.is_empty() { " " } else { "" };
        return page.put(range, format!("{space}{written}"));
    }
    let head_end = lines::end(view, range.start);
    page.put(marks, written);
    if range.end > head_end {
        page.put(head_end..range.end, "");
    }
}

/// Tells whether a comment without a space behind its `#` follows on the line: our
/// reader takes it for a lost part of a text without quotes.
fn hides(view: &str, end: usize) -> bool {
    let rest = view[end..lines::end(view, end)].trim_start_matches([' ', '\t']);
    rest.strip_prefix('#').is_some_and(|rest| !rest.is_empty() && !rest.starts_with([' ', '\t', '#']))
}

/// Finds `|` or `>` with the signs behind it.
fn head_of(view: &str, range: &Range<usize>) -> Range<usize> {
    let rest = &view[range.start..lines::end(view, range.start)];
    range.start..range.start + rest.find([' ', '\t']).unwrap_or(rest.len())
}

/// Makes a block of a value on one line; nothing where none can stand.
fn new_block(page: &mut Page<'_>, slot: &Slot, text: &str) -> Option<()> {
    let view = page.view();
    let range = &slot.part.range;
    let gap = &view[slot.behind..range.start];
    // A comment below that stands as deep would become part of the block.
    (page.sheet.below(slot) == lines::end(view, range.end)).then_some(())?;
    // `key: # …` and the value below: the head has no place.
    gap.trim_matches([' ', '\t', '\n', '\r']).is_empty().then_some(())?;
    let from = if gap.contains('\n') || range.is_empty() { slot.behind } else { range.start };
    let space = if from == slot.behind { " " } else { "" };
    let lines = lengthened(block::texts(text), text, blanks(view, range.end))?;
    let indent = slot.column + DEEPER;
    page.put(from..range.end, format!("{space}{}", Head::of(text, DEEPER, None).written()));
    let lines: Vec<String> = lines.iter().map(|line| set_in(line, indent)).collect();
    page.put_lines(range.end, &lines);
    close(page, range.end, text);
    Some(())
}

/// Counts the empty lines behind the line of a place.
fn blanks(view: &str, at: usize) -> usize {
    let (mut end, mut count) = (lines::end(view, at), 0);
    loop {
        let next = lines::next(view, end);
        end = lines::end(view, next);
        if next >= view.len() || !view[next..end].trim_matches([' ', '\t']).is_empty() {
            return count;
        }
        count += 1;
    }
}

/// Leaves as many of the empty lines at the end of a text to be written as there
/// are not yet; nothing if there are too many of them.
fn lengthened<'a>(mut lines: Vec<&'a str>, text: &str, blanks: usize) -> Option<Vec<&'a str>> {
    if block::ends(text) > 1 {
        let wanted = block::ends(text) - 1;
        let kept = lines.len() - blanks.min(wanted);
        (blanks <= wanted).then_some(())?;
        lines.truncate(kept);
    }
    Some(lines)
}

/// Ends the last line of a file, if that is part of the text.
fn close(page: &mut Page<'_>, at: usize, text: &str) {
    let end = lines::end(page.view(), at);
    if end == page.view().len() && text.ends_with('\n') {
        page.put(end..end, lines::ending(page.view(), at));
    }
}

/// Is a line of a block that is there.
struct Line<'a> {
    range: Range<usize>,
    /// Its letters without the margin; nothing where the margin is odd.
    text: Option<&'a str>,
}

/// Writes a text over a block line by line: lines that stay keep every byte.
fn over_block(page: &mut Page<'_>, slot: &Slot, text: &str) -> Option<()> {
    let view = page.view();
    let range = &slot.part.range;
    let marks = head_of(view, range);
    let old = Head::read(&view[marks.clone()]);
    let indent = margin(view, range, slot.column);
    let standing = standing(view, range, indent);
    let head = Head::of(text, indent.saturating_sub(slot.column), Some(old));
    head.indent.is_none_or(|indent| (1..10).contains(&indent)).then_some(())?;
    let known: Vec<&str> = standing.iter().map(|line| line.text.unwrap_or("\n")).collect();
    let folds = head.style == Style::Folded;
    let lines = if folds { block::folded(text, &known) } else { block::texts(text) };
    let follows = if old.chomp == Some('+') { 0 } else { blanks(view, range.end) };
    let mut lines = lengthened(lines, text, follows)?;
    if old.chomp == Some('+') && head.chomp.is_none() && known.last() == Some(&"") {
        // What parted the block from what follows goes on to part them.
        lines.push("");
    }
    if head != old {
        page.put(marks, head.written());
    }
    if standing.is_empty() {
        let lines: Vec<String> = lines.iter().map(|line| set_in(line, indent)).collect();
        page.put_lines(range.start, &lines);
    } else {
        replace(page, &standing, &lines, indent);
    }
    close(page, range.end, text);
    Some(())
}

/// Gives how far the lines of a block stand in.
fn margin(view: &str, range: &Range<usize>, column: usize) -> usize {
    let own = Head::read(&view[head_of(view, range)]).indent.map(|indent| column + indent);
    let first = || {
        let mut body = view[range.start..range.end].split(['\n', '\r']).skip(1);
        body.find(|line| !line.trim_matches(' ').is_empty())
            .map(|line| line.len() - line.trim_start_matches(' ').len())
    };
    own.or_else(first).unwrap_or(column + DEEPER)
}

/// Cuts a block into its lines.
fn standing<'a>(view: &'a str, range: &Range<usize>, indent: usize) -> Vec<Line<'a>> {
    let mut found = Vec::new();
    let mut at = lines::next(view, lines::end(view, range.start));
    while at <= range.end && lines::end(view, range.start) < range.end {
        let end = lines::end(view, at);
        let line = &view[at..end];
        let bare = line.trim_start_matches(' ').is_empty() && line.len() <= indent;
        let margin = line.len() - line.trim_start_matches(' ').len();
        let text = if bare { Some("") } else { (margin >= indent).then(|| &line[indent..]) };
        found.push(Line { range: at..end, text });
        let next = lines::next(view, end);
        if next == end {
            break;
        }
        at = next;
    }
    found
}

/// Changes the lines between those that stay at the beginning and at the end.
fn replace(page: &mut Page<'_>, old: &[Line<'_>], new: &[&str], indent: usize) {
    let same = |(old, new): &(&Line<'_>, &&str)| old.text == Some(**new);
    let begin = old.iter().zip(new).take_while(same).count();
    let left = old.len().min(new.len()) - begin;
    let end = old.iter().rev().zip(new.iter().rev()).take(left).take_while(same).count();
    let (gone, come) = (&old[begin..old.len() - end], &new[begin..new.len() - end]);
    let kept = gone.len().min(come.len());
    for (old, new) in gone.iter().zip(come) {
        page.put(old.range.clone(), set_in(new, indent));
    }
    let more: Vec<String> = come[kept..].iter().map(|line| set_in(line, indent)).collect();
    let less = &gone[kept..];
    if let (Some(first), Some(last)) = (less.first(), less.last()) {
        // With the line end before them, or behind them where they are the first.
        let view = page.view();
        match (begin + kept).checked_sub(1) {
            Some(above) => page.put(old[above].range.end..last.range.end, ""),
            None => page.put(first.range.start..lines::next(view, last.range.end), ""),
        }
    } else if let Some(above) = (begin + kept).checked_sub(1) {
        page.put_lines(old[above].range.end, &more);
    } else {
        page.put_above(old[0].range.start, &more);
    }
}
