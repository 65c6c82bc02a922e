//! Comes in: a text as our reader saw it. Goes out: where each value, key and
//! comment stands in it, and how it is written. Must not know: what a value is
//! for, or how it is changed.
//!
//! The places are those of `granit_parser`; what it leaves out (dashes, colons,
//! the head of a block) is looked for right behind what it tells.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StrInput, StructureStyle, options};

use super::lines;
use super::refuse::Refusal;
use crate::text::nfc;

/// Is how a single value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Plain,
    Single,
    Double,
    /// Behind `|`.
    Literal,
    /// Behind `>`.
    Folded,
}

impl Style {
    pub(super) fn is_block(self) -> bool {
        matches!(self, Self::Literal | Self::Folded)
    }
}

/// Is what stands at a place.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// Nothing was written.
    Nothing,
    Scalar(Style),
    /// `*name`.
    Repeat,
    List(Group),
    Map(Group),
}

/// Holds the members of a list or the entries of a map.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Whether it stands in brackets.
    pub(super) flow: bool,
    pub(super) slots: Vec<Slot>,
}

/// Is a value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) what: What,
    /// From its first letter to behind its last one: of a block from `|` to
    /// before its last line end.
    pub(super) range: Range<usize>,
    /// Whether it bears an anchor or a tag, or is written in a way nobody edits.
    pub(super) dressed: bool,
}

/// Is a member of a list with its dash, or an entry of a map with its key.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The key, in NFC; empty for a member.
    pub(super) name: String,
    /// Where the dash or the key begins; in brackets the member itself.
    pub(super) start: usize,
    /// Right behind the dash or the colon.
    pub(super) behind: usize,
    /// How far the dash or the key is from the beginning of its line (signs).
    pub(super) column: usize,
    pub(super) part: Part,
}

impl Part {
    /// Gives the members or entries, if it can have any.
    pub(super) fn group(&self) -> Option<&Group> {
        match &self.what {
            What::List(group) | What::Map(group) => Some(group),
            _ => None,
        }
    }

    pub(super) fn is_block(&self) -> bool {
        matches!(self.what, What::Scalar(style) if style.is_block())
    }

    fn new(what: What, range: Range<usize>, dressed: bool) -> Self {
        Self { what, range, dressed }
    }
}

impl Slot {
    /// Refuses to let a value be touched that is tied to another place.
    pub(super) fn free(&self) -> Result<(), Refusal> {
        if self.part.dressed { Err(Refusal::Dressed) } else { Ok(()) }
    }
}

/// Is all that is known of places in a text.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub(super) root: Part,
    /// The comments, each from its `#` to the end of its line.
    pub(super) comments: Vec<Range<usize>>,
}

/// Finds the places of a text of one document; nothing if it cannot be read.
pub(super) fn places(text: &str) -> Option<Places> {
    let wishes = options! { max_buffered_comment_events: usize::MAX };
    let parser = Parser::new_from_str_with_options(text, wishes);
    let mut finder = Finder { text, parser, comments: Vec::new() };
    let (event, span) = loop {
        let (event, span) = finder.next()?;
        if !matches!(event, Event::StreamStart | Event::DocumentStart(..)) {
            break (event, span);
        }
    };
    let root = finder.part(&event, &span, 0)?;
    // The comments behind the last value come before these.
    while !matches!(finder.next()?.0, Event::StreamEnd) {}
    finder.comments.sort_by_key(|comment| comment.start);
    Some(Places { root, comments: finder.comments })
}

struct Finder<'a> {
    text: &'a str,
    parser: Parser<'a, StrInput<'a>>,
    comments: Vec<Range<usize>>,
}

impl<'a> Finder<'a> {
    /// Gives the next event that is no comment.
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        loop {
            let (event, span) = self.parser.next()?.ok()?;
            if !matches!(event, Event::Comment(..)) {
                return Some((event, span));
            }
            self.comments.push(span.byte_range()?);
        }
    }

    /// Finds a value that an event begins; it stands behind a place.
    fn part(&mut self, event: &Event<'a>, span: &Span, behind: usize) -> Option<Part> {
        let range = span.byte_range()?;
        let dressed = event.tag().is_some() || event.anchor_id().is_some_and(|id| id > 0);
        Some(match event {
            Event::Alias(_) => Part::new(What::Repeat, range, true),
            Event::Scalar(_, ScalarStyle::Plain, ..) if range.is_empty() => {
                Part::new(What::Nothing, behind..behind, dressed)
            }
            Event::Scalar(_, style, ..) => match style {
                ScalarStyle::Literal => self.block(Style::Literal, span, behind)?.dressed(dressed),
                ScalarStyle::Folded => self.block(Style::Folded, span, behind)?.dressed(dressed),
                ScalarStyle::Plain => Part::new(What::Scalar(Style::Plain), range, dressed),
                ScalarStyle::SingleQuoted => Part::new(What::Scalar(Style::Single), range, dressed),
                ScalarStyle::DoubleQuoted => Part::new(What::Scalar(Style::Double), range, dressed),
            },
            Event::SequenceStart(style, ..) => self.list(*style, range, behind)?.dressed(dressed),
            Event::MappingStart(style, ..) => self.map(*style, range, behind)?.dressed(dressed),
            _ => return None,
        })
    }

    fn list(&mut self, style: StructureStyle, range: Range<usize>, behind: usize) -> Option<Part> {
        let flow = style == StructureStyle::Flow;
        let (mut slots, mut at) = (Vec::new(), behind);
        let last = loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                break span.byte_range()?.end;
            }
            let slot = if flow {
                let part = self.part(&event, &span, span.byte_range()?.start)?;
                let start = part.range.start;
                Slot { name: String::new(), start, behind: start, column: 0, part }
            } else {
                let dash = self.undressed(at);
                self.text[dash..].starts_with('-').then_some(())?;
                let part = self.part(&event, &span, dash + 1)?;
                Slot { name: String::new(), start: dash, behind: dash + 1, column: self.column(dash), part }
            };
            at = slot.part.range.end;
            slots.push(slot);
        };
        Some(Part::new(What::List(Group { flow, slots }), range, false).closed(last))
    }

    fn map(&mut self, style: StructureStyle, range: Range<usize>, behind: usize) -> Option<Part> {
        let flow = style == StructureStyle::Flow;
        // `[a: b]` and `? a` are maps, too; nobody edits such.
        let odd = flow && !self.text[range.start..].starts_with('{');
        let (mut slots, mut at) = (Vec::new(), behind);
        let last = loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break span.byte_range()?.end;
            }
            let Event::Scalar(name, ..) = &event else { return None };
            let key = span.byte_range()?;
            let explicit = self.text[at..key.start].trim_end().ends_with('?');
            let colon = lines::content(self.text, key.end);
            let parted = self.text[colon..].starts_with(':');
            let behind = if parted { colon + 1 } else { key.end };
            let (event, span) = self.next()?;
            let part = self.part(&event, &span, behind)?;
            at = part.range.end;
            let dressed = part.dressed || explicit || !parted;
            let (start, column) = (key.start, self.column(key.start));
            slots.push(Slot {
                name: nfc(name).into_owned(),
                start,
                behind,
                column,
                part: part.dressed(dressed),
            });
        };
        Some(Part::new(What::Map(Group { flow, slots }), range, odd).closed(last))
    }

    /// Finds a block from its head to behind its last line.
    fn block(&self, style: Style, span: &Span, behind: usize) -> Option<Part> {
        let range = span.byte_range()?;
        let head = self.undressed(behind);
        let head_end = lines::end(self.text, head);
        let marks = self.text[head..head_end].split([' ', '\t']).next()?;
        let mut last = head + marks.len();
        let mut at = lines::next(self.text, head_end);
        while at < range.end {
            let whole = lines::end(self.text, at);
            let end = whole.min(range.end);
            let blank = self.text[at..end].trim_matches(' ').is_empty();
            // White space deeper than the text is part of it.
            let deep = span.indent.is_some_and(|indent| end - at > indent);
            if !blank || deep || (marks.contains('+') && end == whole) {
                last = end;
            }
            at = lines::next(self.text, end).max(at + 1);
        }
        Some(Part::new(What::Scalar(style), head..last, false))
    }

    /// Gives the next place behind white space, comments, anchors and tags.
    fn undressed(&self, at: usize) -> usize {
        let mut at = lines::content(self.text, at);
        while self.text[at..].starts_with(['&', '!']) {
            let word = self.text[at..].find(char::is_whitespace).unwrap_or(self.text.len() - at);
            at = lines::content(self.text, at + word);
        }
        at
    }

    fn column(&self, at: usize) -> usize {
        at - lines::start(self.text, at)
    }
}

impl Part {
    fn dressed(self, dressed: bool) -> Self {
        Self { dressed: self.dressed || dressed, ..self }
    }

    /// Lets a list or map end with its bracket, or with its last value.
    fn closed(mut self, bracket: usize) -> Self {
        let Some(group) = self.group() else { return self };
        let first = group.slots.first().map_or(self.range.start, |slot| slot.start);
        let last = group.slots.last().map_or(self.range.end, |slot| slot.part.range.end);
        self.range = if group.flow { self.range.start..bracket } else { first..last };
        self
    }
}
