//! Comes in: a text and a place in it. Goes out: where its line begins and ends,
//! and what stands next. Must not know: values.

/// Gives where the line of a place begins.
pub(super) fn start(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    before[start..].rfind('\r').map_or(start, |end| start + end + 1)
}

/// Gives where the letters of its line end.
pub(super) fn end(text: &str, at: usize) -> usize {
    let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
    text[at..end].find('\r').map_or(end, |short| at + short)
}

/// Gives where the next line begins, from where the letters of a line end.
pub(super) fn next(text: &str, end: usize) -> usize {
    end + sign(text, end).len()
}

/// Gives the line end that stands at a place; nothing at the end of the text.
fn sign(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    let length = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
    &rest[..length]
}

/// Gives where the letters of the line above end, from where a line begins.
pub(super) fn above(text: &str, start: usize) -> usize {
    let before = &text[..start];
    before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\n', '\r'])).unwrap_or(before).len()
}

/// Gives the line end to write behind the line of a place: its own, else that of
/// the line above.
pub(super) fn ending(text: &str, at: usize) -> &str {
    let own = sign(text, end(text, at));
    let line = start(text, at);
    match (own, &text[above(text, line)..line]) {
        ("", "") => "\n",
        ("", above) => above,
        (own, _) => own,
    }
}

/// Tells whether nothing but white space stands before a place on its line.
pub(super) fn is_first(text: &str, at: usize) -> bool {
    text[start(text, at)..at].trim_matches([' ', '\t']).is_empty()
}

/// Gives the next place that is neither white space nor part of a comment.
pub(super) fn content(text: &str, mut at: usize) -> usize {
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', '\n', '\r']).len();
        let loose = at == 0 || text[..at].ends_with([' ', '\t', '\n', '\r']);
        if !(loose && text[at..].starts_with('#')) {
            return at;
        }
        at = end(text, at);
    }
}
