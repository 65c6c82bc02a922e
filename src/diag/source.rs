//! Comes in: the text of a file as it was read. Goes out: places in it (byte
//! spans, lines, columns). Must not know: YAML, papers, how a finding is drawn.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::trail::Trail;

/// Is a file's text under the name the user knows it by.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    lines: Vec<usize>,
}

impl Source {
    /// Keeps a file's name (as the user wrote the path) and its text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        let text = text.into();
        let lines = std::iter::once(0).chain(line_ends(&text)).collect();
        Arc::new(Self { name: name.into(), text, lines })
    }

    /// Gives the name the user knows the file by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Gives the whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Gives the byte offset of a line and a column, both counted from 1, the
    /// column in letters; a place past the end is the end.
    #[must_use]
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let Some(&start) = self.lines.get(line.saturating_sub(1)) else {
            return self.text.len();
        };
        self.text[start..]
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(self.text.len(), |(at, _)| start + at)
    }

    /// Gives a line, counted from 1, without its end; nothing past the last.
    #[must_use]
    pub fn line(&self, number: usize) -> &str {
        let Some(&start) = number.checked_sub(1).and_then(|index| self.lines.get(index)) else { return "" };
        let end = self.lines.get(number).copied().unwrap_or(self.text.len());
        self.text[start..end].trim_end_matches(['\r', '\n', '\u{85}', '\u{2028}', '\u{2029}'])
    }

    /// Counts the lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// Gives the line and the column (from 1, column in letters) of a byte
    /// offset.
    #[must_use]
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = offset.min(self.text.len());
        let line = self.lines.partition_point(|&start| start <= offset);
        let start = self.lines[line - 1];
        (line, self.text[start..offset].chars().count() + 1)
    }
}

/// Gives where lines end: by every sign the YAML crate counts as a line end
/// (CR LF, CR, LF, NEL, LS, PS), or the places it tells would be off.
fn line_ends(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut letters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, letter) = letters.next()?;
            match letter {
                '\r' if letters.peek().is_some_and(|(_, next)| *next == '\n') => {}
                '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => return Some(at + letter.len_utf8()),
                _ => {}
            }
        }
    })
}

/// Points at bytes of a [`Source`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes of its text.
    pub range: Range<usize>,
}

impl Span {
    /// Points at bytes of a file.
    #[must_use]
    pub fn new(source: &Arc<Source>, range: Range<usize>) -> Self {
        Self { source: Arc::clone(source), range }
    }

    /// Points at the beginning of a file.
    #[must_use]
    pub fn whole(source: &Arc<Source>) -> Self {
        Self::new(source, 0..0)
    }

    /// Gives the line and the column, both from 1.
    #[must_use]
    pub fn line_column(&self) -> (usize, usize) {
        self.source.line_column(self.range.start)
    }
}

/// Is a text as the user typed it (NFC), which still knows where it stands.
#[derive(Debug, Clone)]
pub struct Text {
    value: Arc<str>,
    span: Span,
    origin: Option<Arc<Origin>>,
    /// The way through the whole value, walked when first asked for; all that
    /// was cut from it shares it.
    trail: Arc<OnceLock<Trail>>,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        (&self.value, &self.span, &self.origin) == (&other.value, &other.span, &other.origin)
    }
}

impl Eq for Text {}

/// Says what a text was cut or made from.
#[derive(Debug, PartialEq, Eq)]
struct Origin {
    /// The whole value as it was read, shared by all that was cut from it.
    value: Arc<str>,
    /// Pairs of offsets: in the text, in `value`; ascending. Between two pairs
    /// both run in step.
    steps: Vec<(usize, usize)>,
}

impl Text {
    /// Keeps a value read from the bytes of `span`.
    #[must_use]
    pub fn new(value: impl Into<Arc<str>>, span: Span) -> Self {
        Self { value: value.into(), span, origin: None, trail: Arc::default() }
    }

    /// Gives the text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.value
    }

    /// Gives the place of the whole.
    #[must_use]
    pub fn span(&self) -> Span {
        self.at(0..self.value.len())
    }

    /// Gives the place of some bytes of it.
    #[must_use]
    pub fn at(&self, range: Range<usize>) -> Span {
        let source = &self.span.source;
        let (value, range) = match &self.origin {
            None => (&self.value, range),
            Some(origin) => (&origin.value, origin.offset(range.start)..self.end_offset(origin, &range)),
        };
        if value.len() > MAX_TRACED {
            return self.span.clone();
        }
        let trail = self.trail.get_or_init(|| Trail::new(&source.text, self.span.range.start, value));
        Span::new(source, trail.find(&source.text, value, &range))
    }

    /// Gives where a range ends in the origin: behind its last letter, not
    /// before the letter that follows it, for something may lie between them.
    fn end_offset(&self, origin: &Origin, range: &Range<usize>) -> usize {
        let last = self.value[..range.end].chars().next_back().filter(|_| !range.is_empty());
        match last {
            Some(last) => {
                (origin.offset(range.end - last.len_utf8()) + last.len_utf8()).min(origin.value.len())
            }
            None => origin.offset(range.end),
        }
    }

    /// Cuts out some bytes as a text of its own.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Self {
        let value: Arc<str> = self.value[range.clone()].into();
        let (whole, start) = match &self.origin {
            None => (Arc::clone(&self.value), range.start),
            Some(origin) => (Arc::clone(&origin.value), origin.offset(range.start)),
        };
        Self {
            value,
            span: self.span.clone(),
            origin: Some(Arc::new(Origin { value: whole, steps: vec![(0, start)] })),
            trail: Arc::clone(&self.trail),
        }
    }

    /// Makes a text that is read from this one: `steps` pair offsets of
    /// `value` with offsets of this text, ascending from `(0, 0)`.
    #[must_use]
    pub fn rewritten(&self, value: String, steps: Vec<(usize, usize)>) -> Self {
        let (whole, steps) = match &self.origin {
            None => (Arc::clone(&self.value), steps),
            Some(origin) => (
                Arc::clone(&origin.value),
                steps.into_iter().map(|(here, there)| (here, origin.offset(there))).collect(),
            ),
        };
        Self {
            value: value.into(),
            span: self.span.clone(),
            origin: Some(Arc::new(Origin { value: whole, steps })),
            trail: Arc::clone(&self.trail),
        }
    }
}

/// A value longer than this (bytes) is pointed at as a whole: tracing is linear.
const MAX_TRACED: usize = 400_000;

impl Origin {
    fn offset(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|&(here, _)| here <= at);
        let (here, there) = next.checked_sub(1).map_or((0, 0), |step| self.steps[step]);
        let limit = self.steps.get(next).map_or(self.value.len(), |&(_, there)| there);
        let mut offset = (there + (at - here)).min(limit).min(self.value.len());
        while !self.value.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_ends_with_its_last_letter() {
        let source = Source::new("a.yaml", "x: trước *8/8*.");
        let text = Text::new("trước *8/8*.", Span::new(&source, 3..source.text().len()));
        let star = text.as_str().find('*').unwrap();
        // The asterisks were taken out: two stretches and the full stop.
        let made = text.rewritten("trước 8/8.".into(), vec![(0, 0), (star, star + 1), (star + 3, star + 5)]);
        assert_eq!(&source.text()[made.at(star..star + 3).range], "8/8");
    }
}
