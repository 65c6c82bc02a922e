//! Comes in: the table of fonts. Goes out: their names in order. Must not know: where they are used.

use super::bytes::{u16_at, wide};

/// Is where the name stands in what is said of a font.
const NAME: usize = 39;

/// Reads the names.
pub(super) fn fonts(table: &[u8]) -> Vec<String> {
    let count = u16_at(table, 0).map_or(0, usize::from);
    let (mut rest, mut names) = (table.get(4..).unwrap_or_default(), Vec::new());
    while let [length, after @ ..] = rest
        && names.len() < count
    {
        let own = after.get(..usize::from(*length)).unwrap_or(after);
        names.push(own.get(NAME..).map(wide).unwrap_or_default());
        rest = &after[own.len()..];
    }
    names
}
