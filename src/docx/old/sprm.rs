//! Comes in: a list of properties as Word packs them. Goes out: each with its number and its value. Must
//! not know: what they mean.

use super::bytes::u16_at;

/// Has lengths of two bytes.
const TABLE: u16 = 0xd608;
/// Has a length of its own making where it is very long.
const TABS: u16 = 0xc615;

/// Is a property: its number, its value.
pub(super) type Sprm<'a> = (u16, &'a [u8]);

/// Gives the properties of a list; what was cut off is not given.
pub(super) fn sprms(list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let number = u16_at(rest, 0)?;
        let (head, length) = measured(number, rest.get(2..)?)?;
        let from = 2 + head;
        let value = rest.get(from..from.checked_add(length)?)?;
        rest = rest.get(from + length..)?;
        Some((number, value))
    })
}

/// Gives how many bytes say the length, and the length.
fn measured(number: u16, after: &[u8]) -> Option<(usize, usize)> {
    Some(match number >> 13 {
        0 | 1 => (0, 1),
        2 | 4 | 5 => (0, 2),
        3 => (0, 4),
        7 => (0, 3),
        _ if number == TABLE => (2, usize::from(u16_at(after, 0)?).checked_sub(1)?),
        _ => match *after.first()? {
            255 if number == TABS => (1, tabs(after)?),
            length => (1, usize::from(length)),
        },
    })
}

/// Measures tabs that are too many for a length of one byte: those taken off, those set.
fn tabs(after: &[u8]) -> Option<usize> {
    let off = usize::from(*after.get(1)?) * 4;
    let set = usize::from(*after.get(2 + off)?) * 3;
    Some(2 + off + set)
}

/// Gives the last value of a property; the last one holds.
pub(super) fn last(list: &[u8], number: u16) -> Option<&[u8]> {
    sprms(list).filter(|(own, _)| *own == number).last().map(|(_, value)| value)
}

/// Gives the first byte of a property's last value.
pub(super) fn byte(list: &[u8], number: u16) -> Option<u8> {
    last(list, number)?.first().copied()
}
