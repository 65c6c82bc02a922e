//! Comes in: spans. Goes out: the few lines around them, as the drawing crate
//! wants files, long lines cut to a window. Must not know: what is said there.
//!
//! A paragraph is one line of YAML and may be a thousand letters long; nobody
//! finds a mark at column 400.

use std::ops::Range;
use std::sync::Arc;

use codespan_reporting::files::{Error, Files};

use super::{Source, Span};
use crate::text::{harmless, in_step};

/// Is how many letters of a line are shown.
const WIDTH: usize = 96;
/// Is how many letters stand before the place in a cut line.
const BEFORE: usize = 40;
/// Stands where a line was cut.
const CUT: &str = "… ";

/// Holds excerpts of the files some spans point into.
pub(super) struct Excerpts {
    files: Vec<Excerpt>,
}

struct Excerpt {
    source: Arc<Source>,
    name: String,
    text: String,
    lines: Vec<Line>,
}

struct Line {
    /// The line's number in the file, from 1.
    number: usize,
    /// Its bytes in the excerpt's text, the line end included.
    shown: Range<usize>,
    /// The bytes of the file that are shown.
    window: Range<usize>,
    /// How many bytes of the excerpt stand before the window: the cut mark.
    mark: usize,
}

impl Excerpts {
    /// Takes the lines the spans begin in.
    pub(super) fn new<'a>(spans: impl Iterator<Item = &'a Span>) -> Self {
        let mut spans: Vec<&Span> = spans.collect();
        spans.sort_by_key(|span| span.range.start);
        let mut files: Vec<Excerpt> = Vec::new();
        for span in spans {
            let known = files.iter().position(|file| Arc::ptr_eq(&file.source, &span.source));
            let file = known.unwrap_or_else(|| {
                let source = Arc::clone(&span.source);
                let name = harmless(source.name()).into_owned();
                files.push(Excerpt { source, name, text: String::new(), lines: Vec::new() });
                files.len() - 1
            });
            files[file].add(span);
        }
        Self { files }
    }

    /// Gives the excerpt a span lies in and its bytes there.
    pub(super) fn place(&self, span: &Span) -> Option<(usize, Range<usize>)> {
        let id = self.files.iter().position(|file| Arc::ptr_eq(&file.source, &span.source))?;
        let line = self.files[id].lines.iter().find(|line| line.window.contains(&span.range.start));
        // A place at the very end of a line lies in no letter of it.
        let line =
            line.or_else(|| self.files[id].lines.iter().find(|line| line.window.end == span.range.start))?;
        let shift = |at: usize| line.shown.start + line.mark + (at - line.window.start);
        let visible = span.range.start..span.range.end.min(line.window.end);
        let text = &span.source.text()[visible.clone()];
        Some((id, shift(visible.start)..shift(visible.start + text.trim_end().len())))
    }

    fn line(&self, id: usize, index: usize) -> Result<&Line, Error> {
        let lines = &self.files.get(id).ok_or(Error::FileMissing)?.lines;
        lines.get(index).ok_or(Error::LineTooLarge { given: index, max: lines.len() })
    }
}

impl Excerpt {
    fn add(&mut self, span: &Span) {
        let text = self.source.text();
        let (number, _) = span.line_column();
        let start = text[..span.range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        if self.lines.iter().any(|line| line.number == number && line.window.contains(&span.range.start)) {
            return;
        }
        let window = window(&text[start..end], span.range.start - start);
        let window = start + window.start..start + window.end;
        let at = self.text.len();
        let mark = if window.start > start { CUT.len() } else { 0 };
        self.text.push_str(&CUT[..mark]);
        self.text.push_str(&in_step(text[window.clone()].trim_end_matches('\r')));
        if window.end < end {
            self.text.push_str(" …");
        }
        self.text.push('\n');
        self.lines.push(Line { number, shown: at..self.text.len(), window, mark });
    }
}

/// Chooses the bytes of a line that are shown around a place in it; only what
/// lies near is looked at, for a line may be as long as a book.
fn window(line: &str, place: usize) -> Range<usize> {
    let back = |from: usize, letters: usize| {
        line[..from].char_indices().rev().take(letters).last().map_or(from, |(at, _)| at)
    };
    let on = |from: usize, letters: usize| {
        line[from..].char_indices().nth(letters).map_or(line.len(), |(at, _)| from + at)
    };
    let end = on(back(place, BEFORE), WIDTH);
    let start = back(end, WIDTH);
    start..on(start, WIDTH)
}

impl<'a> Files<'a> for Excerpts {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.files.get(id).ok_or(Error::FileMissing)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.files.get(id).ok_or(Error::FileMissing)?.text)
    }

    fn line_index(&'a self, id: usize, byte: usize) -> Result<usize, Error> {
        let file = self.files.get(id).ok_or(Error::FileMissing)?;
        let next = file.lines.partition_point(|line| line.shown.start <= byte);
        Ok(next.saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, index: usize) -> Result<usize, Error> {
        Ok(self.line(id, index)?.number)
    }

    fn column_number(&'a self, id: usize, index: usize, byte: usize) -> Result<usize, Error> {
        let line = self.line(id, index)?;
        let inside = byte.saturating_sub(line.shown.start + line.mark);
        Ok(self.files[id].source.line_column(line.window.start + inside).1)
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        Ok(self.line(id, index)?.shown.clone())
    }
}
