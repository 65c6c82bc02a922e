//! Comes in: a sheet and how values are to be written. Goes out: the changes of
//! an edit, gathered, and the text they make. Must not know: what is edited.

use std::ops::Range;

use super::lines;
use super::sheet::Sheet;
use super::write::Manner;

/// Is one change of the text: some bytes of the view and what stands there then.
#[derive(Debug, Clone)]
struct Splice {
    range: Range<usize>,
    text: String,
}

/// Is a sheet while an edit of it is planned.
pub(super) struct Page<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) manner: Manner,
    splices: Vec<Splice>,
}

impl<'a> Page<'a> {
    pub(super) fn new(sheet: &'a Sheet, manner: Manner) -> Self {
        Self { sheet, manner, splices: Vec::new() }
    }

    /// Gives the text as our reader saw it.
    pub(super) fn view(&self) -> &'a str {
        &self.sheet.view
    }

    /// Puts a text in the place of some bytes.
    pub(super) fn put(&mut self, range: Range<usize>, text: impl Into<String>) {
        self.splices.push(Splice { range, text: text.into() });
    }

    /// Puts lines behind the line of a place, each behind a line end like that
    /// line's own.
    pub(super) fn put_lines(&mut self, at: usize, lines: &[String]) {
        let end = lines::end(self.view(), at);
        let ending = lines::ending(self.view(), at);
        let text: String = lines.iter().flat_map(|line| [ending, line]).collect();
        self.put(end..end, text);
    }

    /// Puts lines before the line of a place, each with a line end like that line's
    /// own.
    pub(super) fn put_above(&mut self, at: usize, lines: &[String]) {
        let start = lines::start(self.view(), at);
        let ending = lines::ending(self.view(), at);
        let text: String = lines.iter().flat_map(|line| [line.as_str(), ending]).collect();
        self.put(start..start, text);
    }

    /// Gives the comments that begin within some bytes.
    pub(super) fn comments_in(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        self.sheet.comments.iter().filter(|comment| range.contains(&comment.start)).cloned().collect()
    }

    /// Gives the letters of the file behind some of the view.
    pub(super) fn letters(&self, range: &Range<usize>) -> &'a str {
        &self.sheet.source.text()[self.sheet.typed(range)]
    }

    /// Gives the lines that keep some comments, set in from the margin.
    pub(super) fn kept(&self, comments: &[Range<usize>], indent: usize) -> Vec<String> {
        comments.iter().map(|comment| format!("{}{}", " ".repeat(indent), self.letters(comment))).collect()
    }

    /// Makes the new text.
    pub(super) fn text(mut self) -> String {
        self.splices.sort_by_key(|splice| splice.range.start);
        let typed = self.sheet.source.text();
        let mut text = String::with_capacity(typed.len() + 64);
        let mut at = 0;
        for splice in self.splices {
            let range = self.sheet.typed(&splice.range);
            text.push_str(typed.get(at..range.start).unwrap_or_default());
            text.push_str(&splice.text);
            at = range.end.max(at);
        }
        text.push_str(&typed[at..]);
        text
    }
}
