//! Comes in: the bytes of a file. Goes out: its text with what it holds and
//! where each value stands. Must not know: how anything is changed.

use std::ops::Range;
use std::sync::Arc;

use super::super::{Coding, Letters, Node, Value, decode, parse_in};
use super::content::Content;
use super::lines;
use super::parts::{Part, Places, Slot, What, places};
use super::path::{FieldPath, Step};
use super::refuse::Refusal;
use crate::diag::{Code, Diagnostic, Source, Span};

/// Is a file that can be edited: its text, what it holds, and where.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub(super) coding: Coding,
    pub(super) source: Arc<Source>,
    /// The text as our reader saw it: without forbidden signs, tabs before a line
    /// as spaces, a line feed for whatever ends a line with it.
    pub(super) view: String,
    /// Where the view has one sign more than the text: behind tabs.
    tabs: Vec<usize>,
    pub(super) content: Content,
    pub(super) root: Part,
    pub(super) comments: Vec<Range<usize>>,
    /// How many forbidden signs stand in the text.
    pub(super) troubles: usize,
}

impl Sheet {
    /// Reads the bytes of a file under the name its user knows.
    ///
    /// # Errors
    /// Gives what our reader finds wrong, except for signs YAML forbids, behind
    /// which the rest can be edited.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Vec<Diagnostic>> {
        let (coding, source) = decode(name, bytes.to_vec()).map_err(|finding| vec![*finding])?;
        Self::of(coding, source)
    }

    pub(super) fn of(coding: Coding, source: Arc<Source>) -> Result<Self, Vec<Diagnostic>> {
        let mut findings = Vec::new();
        let node = parse_in(&source, Letters::Typed, &mut findings)?;
        let view = broken(node.span.source.text());
        let found = places(&view).filter(|found| agrees(&found.root, &node));
        let (Some(Places { root, comments }), Some(tabs)) = (found, tabs(source.text(), &view)) else {
            return Err(vec![unsure(&source)]);
        };
        let content = Content::of(&node);
        Ok(Self { coding, source, view, tabs, content, root, comments, troubles: findings.len() })
    }

    /// Reads another text in the place of this one, in the same coding.
    ///
    /// # Errors
    /// As [`Sheet::read`].
    pub fn with(&self, text: &str) -> Result<Self, Vec<Diagnostic>> {
        Self::of(self.coding, Source::new(self.source.name(), text))
    }

    /// Gives the bytes of the file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.coding.encode(self.source.text())
    }

    /// Gives its text, without what stands before the first letter.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.text()
    }

    /// Gives what stands at a path, in the letters it has in the file.
    #[must_use]
    pub fn value(&self, path: &FieldPath) -> Option<&Content> {
        self.content.at(&path.0)
    }

    /// Gives the bytes of the text behind some of the view. A line end of several bytes begins with
    /// the first of them, though the view has blanks before its own.
    pub(super) fn typed(&self, range: &Range<usize>) -> Range<usize> {
        let text = self.source.text();
        let place = |at: usize| text.floor_char_boundary(at - self.tabs.partition_point(|&tab| tab < at));
        place(range.start)..place(range.end)
    }

    /// Follows a path as far as it goes, from the top: the slots on the way.
    pub(super) fn follow(&self, steps: &[Step]) -> Vec<&Slot> {
        let (mut here, mut way) = (&self.root, Vec::new());
        for step in steps {
            let slot = match (&here.what, step) {
                (What::List(group), Step::At(index)) => group.slots.get(*index),
                (What::Map(group), Step::Key(name)) => group.slots.iter().find(|slot| slot.name == *name),
                _ => None,
            };
            let Some(slot) = slot else { break };
            way.push(slot);
            here = &slot.part;
        }
        way
    }

    /// Gives where the lines of a slot end: with its last line and the comments
    /// below that stand deeper than it.
    pub(super) fn below(&self, slot: &Slot) -> usize {
        let view = &self.view;
        let mut end = lines::end(view, slot.part.range.end);
        loop {
            let next = lines::next(view, end);
            let line = &view[next..lines::end(view, next)];
            let comment = line.trim_start_matches(' ');
            if next == end || !comment.starts_with('#') || line.len() - comment.len() <= slot.column {
                return end;
            }
            end = lines::end(view, next);
        }
    }

    /// Points at what is known of a path, for a finding.
    pub(super) fn refused(&self, steps: &[Step], why: &Refusal) -> Box<Diagnostic> {
        let range = self.follow(steps).last().map_or(0..0, |slot| slot.start..slot.part.range.end);
        Box::new(why.finding(Span::new(&self.source, self.typed(&range))))
    }
}

/// Lets every sign that our reader takes for a line end be one, in as many bytes.
fn broken(text: &str) -> String {
    if !text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
        return text.to_owned();
    }
    text.replace('\u{85}', " \n").replace(['\u{2028}', '\u{2029}'], "  \n")
}

/// Finds the tabs that were read as two spaces, as places in the view; nothing if the view is no
/// such text.
fn tabs(typed: &str, view: &str) -> Option<Vec<usize>> {
    let (view, mut at, mut found) = (view.as_bytes(), 0, Vec::new());
    for byte in typed.bytes() {
        if byte == b'\t' && view.get(at) == Some(&b' ') {
            found.push(at);
            at += 1;
        }
        at += 1;
    }
    (at == view.len()).then_some(found)
}

/// Tells whether two readers saw the same lists, keys and values.
fn agrees(part: &Part, node: &Node) -> bool {
    match (&part.what, &node.value) {
        (What::Repeat, _)
        | (What::Nothing, Value::Null)
        | (What::Scalar(_), Value::Null | Value::Scalar(_)) => true,
        (What::Nothing, Value::Scalar(text)) => part.dressed && text.as_str().is_empty(),
        (What::List(group), Value::List(nodes)) => {
            group.slots.len() == nodes.len()
                && group.slots.iter().zip(nodes).all(|(slot, node)| agrees(&slot.part, node))
        }
        (What::Map(group), Value::Map(entries)) => {
            group.slots.len() == entries.len()
                && group
                    .slots
                    .iter()
                    .zip(entries)
                    .all(|(slot, (key, node))| slot.name == key.as_str() && agrees(&slot.part, node))
        }
        _ => false,
    }
}

/// Words a text two readers of YAML take in two ways.
fn unsure(source: &Arc<Source>) -> Diagnostic {
    Diagnostic::new(Code::YAML_EDIT, "tệp có cách viết YAML hiếm gặp, chương trình không tự sửa được")
        .at(Span::whole(source))
        .hint("sửa tệp bằng tay; hoặc viết lại các chỗ dùng `&`, `*`, `!`, `?` cho đơn giản")
}
