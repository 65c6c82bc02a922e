//! Comes in: the XML of one part. Goes out: its elements one after the other, each with all that
//! stands in it. Must not know: what the elements mean.
//!
//! Names are read without their prefix: programs choose their own. No more is held than one element
//! below the part's own, and it may be so deep and so large.

use std::cell::Cell;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::refused::Refused;

/// Is the deepest that elements may stand in one another.
const DEEPEST: usize = 500;
/// Is how many elements and attributes all parts of a file may have.
const MOST: usize = 3_000_000;

/// Counts what was read of a file.
#[derive(Debug, Default)]
pub(super) struct Budget(Cell<usize>);

/// Is an element.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub name: Box<str>,
    attributes: Vec<(Box<str>, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    /// Gives an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| &**own == name).map(|(_, value)| value.as_str())
    }

    /// Gives the first element of a name right inside.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| &*child.name == name)
    }

    /// Gives the value of an element right inside: `<w:jc w:val="…"/>`.
    pub(super) fn val(&self, name: &str) -> Option<&str> {
        self.child(name)?.get("val")
    }

    /// Gives whether an element right inside is switched on; nothing where there is none.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        let value = self.child(name)?.get("val");
        Some(!matches!(value, Some("0" | "false" | "off" | "none")))
    }

    /// Tells whether an element of a name stands anywhere inside.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.children.iter().any(|child| &*child.name == name || child.holds(name))
    }
}

/// Gives what stands in the first of several ways to say a thing.
pub(super) fn chosen(own: &Element) -> &[Element] {
    let way = own.child("Choice").or_else(|| own.child("Fallback"));
    way.map_or(&[], |way| way.children.as_slice())
}

/// Gives all letters inside, those struck out among them.
pub(super) fn letters(own: &Element) -> String {
    let mut text = own.text.clone();
    for child in &own.children {
        match &*child.name {
            "tab" | "br" | "cr" => text.push(' '),
            "instrText" | "delInstrText" | "rPr" | "pPr" => {}
            "AlternateContent" => chosen(child).iter().for_each(|own| text.push_str(&letters(own))),
            _ => text.push_str(&letters(child)),
        }
    }
    text
}

/// Takes an element.
pub(super) type See<'a> = &'a mut dyn FnMut(Element) -> Result<(), Refused>;

/// Hands out the elements that stand below a way of elements: `document`, `body`.
///
/// # Errors
/// Says why the part cannot be read; `part` is its name.
pub(super) fn each(
    (part, xml): (&str, &str),
    way: &[&str],
    budget: &Budget,
    see: See<'_>,
) -> Result<(), Refused> {
    let broken = || Refused::Broken(part.to_owned());
    let mut reader = Reader::from_str(xml);
    let mut place = Place { way, at: 0, outside: 0, open: Vec::new() };
    loop {
        match reader.read_event().map_err(|_| broken())? {
            Event::Start(tag) => {
                place.start(element(&tag, budget).ok_or_else(broken)?);
            }
            Event::Empty(tag) => {
                place.start(element(&tag, budget).ok_or_else(broken)?);
                place.end(see)?;
            }
            Event::End(_) => place.end(see)?,
            Event::Text(text) => place.text(&text),
            Event::CData(text) => place.text(&text),
            Event::GeneralRef(name) => {
                let letter = unescape(&format!("&{};", &*name)).map_err(|_| broken())?.into_owned();
                place.text(&letter);
            }
            Event::DocType(_) => return Err(Refused::Hostile(part.to_owned(), "khai báo DOCTYPE")),
            Event::Eof if place.deep() == 0 => return Ok(()),
            Event::Eof => return Err(broken()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if place.deep() > DEEPEST || budget.0.get() > MOST {
            return Err(Refused::Bomb);
        }
    }
}

/// Is where the reader is.
struct Place<'a> {
    way: &'a [&'a str],
    /// How far the way is gone.
    at: usize,
    /// How many elements are open that do not lie on the way.
    outside: usize,
    open: Vec<Element>,
}

impl Place<'_> {
    fn deep(&self) -> usize {
        self.at + self.outside + self.open.len()
    }

    fn start(&mut self, element: Element) {
        if !self.open.is_empty() || (self.at == self.way.len() && self.outside == 0) {
            self.open.push(element);
        } else if self.outside == 0 && self.way.get(self.at).is_some_and(|name| **name == *element.name) {
            self.at += 1;
        } else {
            self.outside += 1;
        }
    }

    fn end(&mut self, see: See<'_>) -> Result<(), Refused> {
        match self.open.pop() {
            Some(done) => match self.open.last_mut() {
                Some(above) => above.children.push(done),
                None => return see(done),
            },
            None if self.outside > 0 => self.outside -= 1,
            None => self.at = self.at.saturating_sub(1),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        // Between elements there are only line ends of whoever wrote the file.
        if let Some(last) = self.open.last_mut().filter(|last| LETTERS.contains(&&*last.name)) {
            last.text.push_str(text);
        }
    }
}

/// Are the elements in which letters stand.
const LETTERS: [&str; 3] = ["t", "delText", "lpwstr"];

fn element(tag: &BytesStart<'_>, budget: &Budget) -> Option<Element> {
    let mut attributes = Vec::new();
    // Whether a name stands twice is not asked: the first one holds, and asking takes long.
    for own in tag.attributes().with_checks(false) {
        let own = own.ok()?;
        budget.0.set(budget.0.get() + 1);
        if budget.0.get() > MOST {
            break;
        }
        let name = own.key.local_name().into_inner();
        if !name.starts_with("rsid") && !own.key.0.starts_with("xmlns") {
            attributes.push((name.into(), unescape(&own.value).ok()?.into_owned()));
        }
    }
    budget.0.set(budget.0.get() + 1);
    let name = tag.local_name().into_inner().into();
    Some(Element { name, attributes, children: Vec::new(), text: String::new() })
}
