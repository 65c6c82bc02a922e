//! Comes in: a commented example and what is to stand in it. Goes out: its text with that in it,
//! comments and order kept. Must not know: what is begun.

use crate::diag::Findings;
use crate::yaml::edit::{Content, FieldPath, Order, Sheet, Verb};

/// Is a file that is filled in.
pub(in crate::office) struct Example(Sheet);

impl Example {
    /// Reads an example under the name the file will have.
    pub(in crate::office) fn read(name: &str, bytes: &[u8]) -> Result<Self, Findings> {
        Ok(Self(Sheet::read(name, bytes).map_err(Findings::from)?))
    }

    /// Lets a value stand at a path; an empty one is taken out.
    pub(super) fn set(self, path: &str, value: impl Into<Content>) -> Result<Self, Findings> {
        match value.into() {
            Content::Text(text) if text.trim().is_empty() => self.without(path),
            Content::Text(text) => self.edited(path, &Verb::Set(text.trim().into())),
            value => self.edited(path, &Verb::Set(value)),
        }
    }

    /// Takes out what stands at a path; nothing if nothing does.
    pub(super) fn without(self, path: &str) -> Result<Self, Findings> {
        if self.has(path) { self.edited(path, &Verb::Remove) } else { Ok(self) }
    }

    /// Tells whether something stands at a path.
    pub(super) fn has(&self, path: &str) -> bool {
        path.parse::<FieldPath>().is_ok_and(|path| self.0.value(&path).is_some())
    }

    /// Gives a text that stands at a path.
    pub(in crate::office) fn text(&self, path: &str) -> Option<&str> {
        let path = path.parse::<FieldPath>().ok()?;
        self.0.value(&path)?.text()
    }

    /// Gives what stands at a path.
    pub(in crate::office) fn value(&self, path: &str) -> Option<&Content> {
        self.0.value(&path.parse::<FieldPath>().ok()?)
    }

    /// Gives the texts that stand at a path: one, or those of a list.
    pub(super) fn texts(&self, path: &str) -> Vec<&str> {
        let found = path.parse::<FieldPath>().ok();
        match found.as_ref().and_then(|path| self.0.value(path)) {
            Some(Content::Text(text)) => vec![text],
            Some(Content::List(members)) => members.iter().filter_map(Content::text).collect(),
            _ => Vec::new(),
        }
    }

    /// Gives all texts of the file, in order.
    pub(super) fn every_text(&self) -> Vec<&str> {
        let mut found = Vec::new();
        if let Some(all) = self.0.value(&FieldPath::default()) {
            gather(all, &mut found);
        }
        found
    }

    /// Gives the bytes of the file.
    pub(super) fn bytes(&self) -> Vec<u8> {
        self.0.bytes()
    }

    fn edited(self, path: &str, verb: &Verb) -> Result<Self, Findings> {
        let Ok(way) = path.parse::<FieldPath>() else { return Ok(self) };
        Ok(Self(self.0.edit(&way, verb, Order::default()).map_err(|why| Findings::from(*why))?.sheet))
    }
}

/// Gives all texts of a value, in order.
pub(super) fn texts_of(content: &Content) -> Vec<&str> {
    let mut found = Vec::new();
    gather(content, &mut found);
    found
}

fn gather<'a>(content: &'a Content, found: &mut Vec<&'a str>) {
    match content {
        Content::Empty => {}
        Content::Text(text) => found.push(text),
        Content::List(members) => members.iter().for_each(|member| gather(member, found)),
        Content::Map(entries) => entries.iter().for_each(|(_, value)| gather(value, found)),
    }
}
