//! Comes in: a file's text. Goes out: the tree of nodes. Must not know: how a
//! syntax error is worded.
//!
//! `serde_yaml` hands a visitor values without their place, but an error that
//! a visitor raises comes back with it. So every scalar is put aside and an
//! error raised in its stead; the error carries the place, and reading goes on
//! behind it, because a scalar is consumed before it is visited.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::Deserialize as _;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Node, Value, syntax};
use crate::diag::{Code, Diagnostic, Findings, Source, Span, Text};
use crate::text::nfc;

/// Says in which letters values are handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// In NFC, as all that is printed, searched and compared.
    Composed,
    /// As they were typed, for who writes them back.
    Typed,
}

/// Reads a source as one YAML document.
pub(super) fn read(source: &Arc<Source>, letters: Letters) -> Result<Node, Findings> {
    let reader = Reader { source, letters, findings: RefCell::default() };
    let mut documents = serde_yaml::Deserializer::from_str(source.text());
    let Some(first) = documents.next() else {
        return Err(empty(source).into());
    };
    let node = child(&reader, |slot| Passing(slot).deserialize(first).map(Some))
        .map_err(|error| vec![syntax::finding(source, &error)])?
        .ok_or_else(|| vec![empty(source)])?;
    let mut findings = reader.findings.into_inner();
    if let Some(second) = documents.next() {
        // What follows a broken line is handed out as a document of its own.
        findings.push(match IgnoredAny::deserialize(second) {
            Ok(_) => second_document(source),
            Err(error) => syntax::finding(source, &error),
        });
    }
    if matches!(node.value, Value::Null) && findings.is_empty() {
        findings.push(empty(source));
    }
    if findings.is_empty() { Ok(node) } else { Err(findings.into()) }
}

fn empty(source: &Arc<Source>) -> Diagnostic {
    Diagnostic::new(Code::FILE_EMPTY, "tệp không có nội dung")
        .at(Span::whole(source))
        .hint("`vanthu moi <loại> <đường dẫn>` viết một tệp mẫu để điền")
}

fn second_document(source: &Arc<Source>) -> Diagnostic {
    let at = source.text().rfind("\n---").map_or(0, |at| at + 1);
    Diagnostic::new(Code::YAML_MANY, "trong tệp có văn bản thứ hai, bắt đầu ở dấu `---`")
        .at(Span::new(source, at..(at + 3).min(source.text().len())))
        .hint("tách phần sau `---` ra tệp khác")
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    letters: Letters,
    findings: RefCell<Vec<Diagnostic>>,
}

/// Is what a visitor puts aside before it raises the error with the place.
enum Aside {
    Null,
    Text(String),
    /// A number or a truth value: its letters are taken from the source.
    Plain,
}

struct Seed<'a> {
    reader: &'a Reader<'a>,
    aside: RefCell<Option<Aside>>,
}

impl Reader<'_> {
    fn seed(&self) -> Seed<'_> {
        Seed { reader: self, aside: RefCell::new(None) }
    }

    /// Makes the node of a scalar from what was put aside and its place.
    fn scalar(&self, aside: Aside, error: &str) -> Node {
        let (line, column) = syntax::place(error);
        let start = self.source.offset(line, column);
        let start = syntax::after_properties(self.source.text(), start);
        let rest = &self.source.text()[start..];
        let (value, len) = match aside {
            Aside::Null => {
                return Node { value: Value::Null, span: Span::new(self.source, start..start) };
            }
            Aside::Plain => {
                let typed = syntax::plain_word(rest);
                (typed.to_owned(), typed.len())
            }
            Aside::Text(text) => {
                let text = match self.letters {
                    Letters::Composed => nfc(&text).into_owned(),
                    Letters::Typed => text,
                };
                (text, rest.lines().next().map_or(0, |line| line.trim_end().len()))
            }
        };
        let span = Span::new(self.source, start..start + len);
        Node { value: Value::Scalar(Text::new(value, span.clone())), span }
    }
}

impl Seed<'_> {
    fn put_aside<E: serde::de::Error>(&self, aside: Aside) -> Result<Node, E> {
        *self.aside.borrow_mut() = Some(aside);
        Err(E::custom("aside"))
    }

    fn node(&self, value: Value, first: Option<Span>) -> Node {
        Node { value, span: first.unwrap_or_else(|| Span::whole(self.reader.source)) }
    }
}

impl<'de> Visitor<'de> for &Seed<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("YAML")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Node, E> {
        self.put_aside(Aside::Null)
    }
    fn visit_none<E: serde::de::Error>(self) -> Result<Node, E> {
        self.put_aside(Aside::Null)
    }
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Node, E> {
        self.put_aside(Aside::Text(text.to_owned()))
    }
    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<Node, E> {
        self.put_aside(Aside::Plain)
    }
    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<Node, E> {
        self.put_aside(Aside::Plain)
    }
    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<Node, E> {
        self.put_aside(Aside::Plain)
    }
    fn visit_u128<E: serde::de::Error>(self, _: u128) -> Result<Node, E> {
        self.put_aside(Aside::Plain)
    }
    fn visit_i128<E: serde::de::Error>(self, _: i128) -> Result<Node, E> {
        self.put_aside(Aside::Plain)
    }
    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<Node, E> {
        self.put_aside(Aside::Plain)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = child(self.reader, |slot| seq.next_element_seed(Passing(slot)))? {
            list.push(node);
        }
        let first = list.first().map(|node: &Node| node.span.clone());
        Ok(self.node(Value::List(list), first))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
        let mut entries: Vec<(Text, Node)> = Vec::new();
        while let Some(key) = child(self.reader, |slot| map.next_key_seed(Passing(slot)))? {
            let value = child(self.reader, |slot| map.next_value_seed(Passing(slot)).map(Some))?;
            let mut value = value.ok_or_else(|| A::Error::custom("value"))?;
            if matches!(value.value, Value::Map(_) | Value::List(_)) && value.span.range == (0..0) {
                value.span = key.span.clone();
            }
            let Value::Scalar(name) = key.value else {
                self.reader.findings.borrow_mut().push(syntax::no_key(&key.span));
                continue;
            };
            // A key is known by its composed letters, whoever asks.
            let name = match self.reader.letters {
                Letters::Composed => name,
                Letters::Typed => Text::new(nfc(name.as_str()), key.span),
            };
            match entries.iter().find(|(known, _)| known.as_str() == name.as_str()) {
                Some((known, _)) => self.reader.findings.borrow_mut().push(
                    Diagnostic::new(
                        Code::YAML_TWICE,
                        format!("trường `{}` được viết hai lần", name.as_str()),
                    )
                    .at(name.span())
                    .related(known.span(), "lần thứ nhất")
                    .hint("xoá một trong hai"),
                ),
                None => entries.push((name, value)),
            }
        }
        let first = entries.first().map(|(key, _)| key.span());
        Ok(self.node(Value::Map(entries), first))
    }
}

/// Leaves the node in the seed instead of returning it, so that the seed is
/// still there when the error with the place arrives.
struct Passing<'a, 'b>(&'a Slot<'b>);

struct Slot<'a> {
    seed: Seed<'a>,
    node: RefCell<Option<Node>>,
}

impl<'de> DeserializeSeed<'de> for Passing<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let node = deserializer.deserialize_any(&self.0.seed)?;
        *self.0.node.borrow_mut() = Some(node);
        Ok(())
    }
}

/// Reads one child with `advance`, be it a container (a node comes back) or a
/// scalar (an error comes back, and the scalar lies aside).
fn child<E: fmt::Display>(
    reader: &Reader<'_>,
    advance: impl FnOnce(&Slot<'_>) -> Result<Option<()>, E>,
) -> Result<Option<Node>, E> {
    let slot = Slot { seed: reader.seed(), node: RefCell::new(None) };
    let outcome = advance(&slot);
    match (outcome, slot.seed.aside.into_inner()) {
        // Inside a visitor the error's type is not known, only its words, and
        // they end in the place.
        (Err(error), Some(aside)) => Ok(Some(reader.scalar(aside, &error.to_string()))),
        (Err(error), None) => Err(error),
        (Ok(Some(())), _) => Ok(slot.node.into_inner()),
        (Ok(None), _) => Ok(None),
    }
}
