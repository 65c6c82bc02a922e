//! Comes in: a line of running text. Goes out: how it ends, and the line made
//! one where it was several. Must not know: what the line is part of.

/// Tells whether a line ends in closing punctuation.
#[must_use]
pub fn is_closed(line: &str) -> bool {
    line.trim_end().ends_with(['.', ';', ':', ',', '!', '?', '…'])
}

/// Joins lines and folds white space.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
