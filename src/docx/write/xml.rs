//! Comes in: elements with their attributes. Goes out: an XML part, its letters escaped. Must not
//! know: what the elements mean.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// Is an element.
#[derive(Debug, Clone)]
pub(super) struct Xml {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Debug, Clone)]
enum Node {
    Element(Xml),
    Text(String),
}

/// Makes an element.
pub(super) fn el(name: &'static str) -> Xml {
    Xml { name, attributes: Vec::new(), children: Vec::new() }
}

/// Makes an element that has a value and nothing else: `<w:jc w:val="…"/>`.
pub(super) fn val(name: &'static str, value: impl ToString) -> Xml {
    el(name).with("w:val", value)
}

impl Xml {
    /// Adds an attribute.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and texts alike come as they are")]
    pub(super) fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// Adds an element inside.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// Adds elements inside.
    pub(super) fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// Adds letters inside, without those that no XML may hold.
    pub(super) fn text(mut self, text: &str) -> Self {
        let allowed = |letter: &char| *letter >= ' ' && !matches!(letter, '\u{fffe}' | '\u{ffff}');
        self.children.push(Node::Text(text.chars().filter(allowed).collect()));
        self
    }

    /// Tells whether nothing stands inside.
    pub(super) fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// Gives the part that this element is all of.
    ///
    /// # Errors
    /// Says why it cannot be written; memory takes all that is.
    pub(super) fn part(&self) -> std::io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))))?;
        writer.write_event(Event::Text(BytesText::new("\n")))?;
        self.write(&mut writer)?;
        Ok(writer.into_inner())
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let attributes = self.attributes.iter().map(|(name, value)| (*name, value.as_str()));
        let start = BytesStart::new(self.name).with_attributes(attributes);
        if self.children.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for child in &self.children {
            match child {
                Node::Element(element) => element.write(writer)?,
                Node::Text(text) => writer.write_event(Event::Text(BytesText::new(text)))?,
            }
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}
