//! Comes in: a PDF as it left the office and as it came back. Goes out: every
//! difference that is more than a signature. Must not know: revisions, bytes.
//!
//! Both are walked side by side from the catalog, so what counts is what a
//! reader would show, however the objects are numbered. Allowed are: a value
//! and a look for a signature field that was empty, new signature fields, and
//! what a signer keeps for later (`/DSS`, `/Extensions`, `/Version`, metadata).

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::read::{Pdf, is_signature};

/// Is a difference that is more than a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Pages were added or taken away: how many there were, how many there are.
    Pages(usize, usize),
    /// Something of a page differs: its number from 1, the PDF name of the part.
    Page(usize, String),
    /// A note, a stamp, a picture lies on a page.
    Annotation(usize),
    /// A signature is gone or is another one: the field.
    Signature(String),
    /// A field of the form differs.
    Form(String),
    /// Something of the file as a whole differs: the PDF name.
    Catalog(String),
}

/// Compares two states of a paper.
#[must_use]
pub fn changes(old: &Pdf, new: &Pdf) -> Vec<Change> {
    let (Some(before), Some(after)) = (old.catalog(), new.catalog()) else {
        return vec![Change::Catalog("Root".to_owned())];
    };
    let (was, is) = (old.document.get_pages(), new.document.get_pages());
    if was.len() != is.len() {
        return vec![Change::Pages(was.len(), is.len())];
    }
    let pages = was.iter().map(|(number, id)| (*id, *number as usize)).collect();
    let mut walk = Walk {
        old,
        new,
        pages,
        seen: BTreeSet::new(),
        found: BTreeSet::new(),
        strict: false,
        open: Vec::new(),
    };
    // The pages first: what they share with the rest is then told of as theirs.
    walk.key(before, after, b"Pages", &Place::default());
    walk.run();
    walk.form();
    walk.run();
    let free: [&[u8]; 6] = [b"Pages", b"AcroForm", b"DSS", b"Extensions", b"Metadata", b"Version"];
    for key in keys(before, after) {
        if !free.contains(&key) {
            walk.key(before, after, key, &Place { page: None, part: text(key) });
        }
    }
    walk.run();
    walk.found.into_iter().collect()
}

/// Says of what part of the paper two objects are.
#[derive(Debug, Clone, Default)]
struct Place {
    page: Option<usize>,
    part: String,
}

struct Walk<'a> {
    old: &'a Pdf,
    new: &'a Pdf,
    pages: BTreeMap<ObjectId, usize>,
    seen: BTreeSet<(ObjectId, ObjectId)>,
    found: BTreeSet<Change>,
    /// Whether a signature field gets no allowance; it may hold itself.
    strict: bool,
    /// A list, not recursion: a hostile file may nest as deep as it likes.
    open: Vec<(&'a Object, &'a Object, Place)>,
}

static NULL: Object = Object::Null;

impl<'a> Walk<'a> {
    fn key(&mut self, a: &'a Dictionary, b: &'a Dictionary, key: &[u8], place: &Place) {
        let get = |of: &'a Dictionary| of.get(key).unwrap_or(&NULL);
        self.open.push((get(a), get(b), place.clone()));
    }

    fn tell(&mut self, place: &Place) {
        let part = place.part.clone();
        self.found.insert(match place.page {
            Some(page) => Change::Page(page, part),
            None => Change::Catalog(part),
        });
    }

    fn run(&mut self) {
        while let Some((a, b, mut place)) = self.open.pop() {
            let mut page = None;
            if let (Ok(a), Ok(b)) = (a.as_reference(), b.as_reference()) {
                if !self.seen.insert((a, b)) {
                    continue;
                }
                page = self.pages.get(&a).copied();
            }
            if page.is_some() {
                place = Place { page, part: String::new() };
            }
            self.pair(self.old.deref(a), self.new.deref(b), &place, page);
        }
    }

    fn pair(&mut self, a: &'a Object, b: &'a Object, place: &Place, page: Option<usize>) {
        match (a, b) {
            (Object::Dictionary(a), Object::Dictionary(b)) if !self.strict && is_signature(a) => {
                self.field(a, b);
            }
            (Object::Dictionary(a), Object::Dictionary(b)) => match page {
                Some(page) => self.page(a, b, page),
                // A lock points at the catalog (`/Data`), which is compared on its own.
                None if self.strict => self.entries(a, b, &[b"Data"], place),
                None => self.entries(a, b, &[], place),
            },
            (Object::Stream(a), Object::Stream(b)) => {
                self.entries(&a.dict, &b.dict, &[b"Length"], place);
                if a.content != b.content {
                    self.tell(place);
                }
            }
            (Object::Array(a), Object::Array(b)) if a.len() == b.len() => {
                self.open.extend(a.iter().zip(b).map(|(a, b)| (a, b, place.clone())));
            }
            // However a text or a number is written.
            (Object::String(a, _), Object::String(b, _)) if a == b => {}
            _ if a == b
                || a.as_float().is_ok_and(|a| b.as_float().is_ok_and(|b| a.to_bits() == b.to_bits())) => {}
            _ => self.tell(place),
        }
    }

    fn entries(&mut self, a: &'a Dictionary, b: &'a Dictionary, free: &[&[u8]], place: &Place) {
        for key in keys(a, b) {
            if !free.contains(&key) {
                let part = if place.part.is_empty() { text(key) } else { place.part.clone() };
                self.key(a, b, key, &Place { page: place.page, part });
            }
        }
    }

    fn page(&mut self, a: &'a Dictionary, b: &'a Dictionary, page: usize) {
        self.entries(a, b, &[b"Annots"], &Place { page: Some(page), part: String::new() });
        let (was, is) = (
            self.old.list(a, b"Annots").unwrap_or_default(),
            self.new.list(b, b"Annots").unwrap_or_default(),
        );
        let place = Place { page: Some(page), part: "Annots".to_owned() };
        let news = is.get(was.len()..);
        self.open.extend(was.iter().zip(&is).map(|(a, b)| (*a, *b, place.clone())));
        let signs = |object: &&Object| {
            let known = object.as_reference().ok();
            self.new.fields().iter().any(|(id, field)| is_signature(field) && known == Some(*id))
        };
        if news.is_none_or(|news| !news.iter().all(signs)) {
            self.found.insert(Change::Annotation(page));
        }
    }

    /// Compares the forms: the fields there were, in their order, then only
    /// new signature fields.
    fn form(&mut self) {
        let nothing = Dictionary::new();
        let was = self.old.form().map(|form| self.old.list(form, b"Fields").unwrap_or_default());
        let was = was.unwrap_or_default();
        let Some(form) = self.new.form() else {
            if !was.is_empty() {
                self.found.insert(Change::Form("AcroForm".to_owned()));
            }
            return;
        };
        let is = self.new.list(form, b"Fields").unwrap_or_default();
        let place = Place { page: None, part: "AcroForm".to_owned() };
        self.open.extend(was.iter().zip(&is).map(|(a, b)| (*a, *b, place.clone())));
        let signs = |field: &&Object| self.new.dictionary(field).is_some_and(is_signature);
        if is.get(was.len()..).is_none_or(|news| !news.iter().all(signs)) {
            self.found.insert(Change::Form("Fields".to_owned()));
        }
        let free: [&[u8]; 4] = [b"Fields", b"SigFlags", b"DR", b"DA"];
        let before = self.old.form().unwrap_or(&nothing);
        for key in keys(before, form) {
            if !free.contains(&key) && before.get(key).ok() != form.get(key).ok() {
                self.found.insert(Change::Form(text(key)));
            }
        }
    }

    /// Compares a signature field: an empty one may have been signed, a signed
    /// one may not change at all.
    fn field(&mut self, a: &'a Dictionary, b: &'a Dictionary) {
        let name = self.old.name(a);
        let signed = a.has(b"V");
        for key in keys(a, b) {
            let free = !signed && [&b"V"[..], b"AP", b"M", b"MK"].contains(&key);
            // The page it lies on and the tree above it are compared on their own.
            if free || key == b"P" || key == b"Parent" {
                continue;
            }
            if !self.alike(a.get(key).unwrap_or(&NULL), b.get(key).unwrap_or(&NULL)) {
                self.found.insert(Change::Signature(name.clone()));
            }
        }
    }

    /// Tells whether two small objects are the same all the way down.
    fn alike(&self, a: &'a Object, b: &'a Object) -> bool {
        let mut inner = Walk {
            old: self.old,
            new: self.new,
            pages: BTreeMap::new(),
            seen: BTreeSet::new(),
            found: BTreeSet::new(),
            strict: true,
            open: vec![(a, b, Place::default())],
        };
        inner.run();
        inner.found.is_empty()
    }
}

fn keys<'a>(a: &'a Dictionary, b: &'a Dictionary) -> BTreeSet<&'a [u8]> {
    a.iter().chain(b.iter()).map(|(key, _)| key.as_slice()).collect()
}

fn text(key: &[u8]) -> String {
    String::from_utf8_lossy(key).into_owned()
}
