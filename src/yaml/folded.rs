//! Comes in: a scalar that was read, and its file. Goes out: the lines of the
//! file that YAML joined into one line, and how the value was written. Must not
//! know: what any key means, where a joined line is right.

use crate::diag::Span;

/// Is a line of the file that YAML joined to the one above it.
#[derive(Debug, Clone)]
pub struct Joint {
    /// The line above as it was typed, without what stands around it.
    pub above: Span,
    /// The line that was joined to it.
    pub line: Span,
}

impl Joint {
    /// Gives the letters of the line above.
    #[must_use]
    pub fn above(&self) -> &str {
        &self.above.source.text()[self.above.range.clone()]
    }

    /// Gives the letters of the line that was joined.
    #[must_use]
    pub fn line(&self) -> &str {
        &self.line.source.text()[self.line.range.clone()]
    }
}

/// Finds the lines of a value that were joined; `end` is where a value without
/// quotes ends.
pub(super) fn joints(value: &Span, end: usize) -> Vec<Joint> {
    let text = value.source.text();
    let start = value.range.start;
    let Some(first) = text[start..].chars().next() else { return Vec::new() };
    match first {
        '|' => Vec::new(),
        '>' => block(value),
        '"' | '\'' => within(value, start + 1, quoted_end(&text[start..], first) + start),
        _ => within(value, start, end),
    }
}

/// Measures a quoted value up to the mark that closes it.
fn quoted_end(text: &str, mark: char) -> usize {
    let mut signs = text.char_indices().skip(1).peekable();
    while let Some((at, sign)) = signs.next() {
        let doubled = mark == '\'' && signs.peek().is_some_and(|(_, next)| *next == mark);
        if sign == mark && !doubled {
            return at;
        }
        if (mark == '"' && sign == '\\') || (sign == mark && doubled) {
            signs.next();
        }
    }
    text.len()
}

/// Joins each line of a value to the one right above it; an empty line between
/// them parts them, and so does a backslash at the end of a quoted one.
fn within(value: &Span, start: usize, end: usize) -> Vec<Joint> {
    let text = value.source.text();
    let mut above: Option<Span> = None;
    let mut found = Vec::new();
    let mut at = start;
    for typed in text[start..end.max(start)].split_inclusive('\n') {
        let line = bare(value, at, typed);
        at += typed.len();
        let Some(line) = line else {
            above = None;
            continue;
        };
        let parted = text[line.range.clone()].ends_with('\\');
        if let Some(above) = above.take() {
            found.push(Joint { above, line: line.clone() });
        }
        above = (!parted).then_some(line);
    }
    found
}

/// Reads the lines behind `>`: those of the first one's indentation are joined,
/// deeper ones stay.
fn block(value: &Span) -> Vec<Joint> {
    let text = value.source.text();
    let start = value.range.start;
    let header = text[start..].find('\n').map_or(text.len(), |end| start + end + 1);
    let key = text[..start].rfind('\n').map_or(0, |end| end + 1);
    let outer = indent(&text[key..]);
    let mut own = None;
    let mut above: Option<Span> = None;
    let mut found = Vec::new();
    let mut at = header;
    for typed in text[header..].split_inclusive('\n') {
        let deep = indent(typed);
        let line = bare(value, at, typed);
        at += typed.len();
        let Some(line) = line else {
            above = None;
            continue;
        };
        if deep <= outer {
            break;
        }
        if deep > *own.get_or_insert(deep) {
            above = None;
            continue;
        }
        if let Some(above) = above.take() {
            found.push(Joint { above, line: line.clone() });
        }
        above = Some(line);
    }
    found
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

/// Gives what stands on a line that begins at a byte; nothing of an empty one.
fn bare(value: &Span, at: usize, typed: &str) -> Option<Span> {
    let kept = typed.trim();
    let start = at + (typed.len() - typed.trim_start().len());
    (!kept.is_empty()).then(|| Span::new(&value.source, start..start + kept.len()))
}

#[cfg(test)]
mod tests {
    use crate::diag::Source;
    use crate::yaml::parse;

    #[test]
    fn lines_that_yaml_joins_are_known() {
        for (typed, joined) in [
            ("a: một\n  hai\n  ba\n", &["hai", "ba"][..]),
            ("a:\n  một\n  hai\n", &["hai"]),
            ("a: một\n\n  hai\nb: c\n", &[]),
            ("a: \"một\n  hai \\\" ba\"\nb: 1\n", &["hai \\\" ba"]),
            ("a: 'một\n  hai''s'\n", &["hai''s"]),
            ("a: >-\n  một\n  hai\n    ba\n  bốn\n  năm\nb: c\n", &["hai", "năm"]),
            ("a: |\n  một\n  hai\n", &[]),
            ("a: >\n  một\n\n  hai\n", &[]),
            ("a: một # hai\nb: hai\n", &[]),
        ] {
            let node = parse(&Source::new("a.yaml", typed)).expect("YAML");
            let found = node.get("a").expect("a").joints();
            assert_eq!(found.iter().map(super::Joint::line).collect::<Vec<_>>(), joined, "{typed}");
        }
    }
}
