//! Comes in: values at one or two revisions of a file. Goes out: whether they are
//! the same all the way down, whether they only draw, whether they tell the same
//! of the paper. Must not know: where they stand.

use std::collections::BTreeSet;

use super::strict::{Object, Store};
use super::view::View;

/// Is how many values are compared before it is called a difference.
const MOST: usize = 100_000;
/// Is how large a file's metadata may be, in bytes.
const MOST_METADATA: usize = 1 << 20;

/// Tells whether two values are the same all the way down. A reference to the same
/// number is the same: what became of that object is asked of the object itself.
pub(super) fn alike<'a>(old: View<'a>, was: &'a Object, new: View<'a>, is: &'a Object) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![(was, is)];
    let mut steps = 0;
    while let Some((was, is)) = open.pop() {
        steps += 1;
        if steps > MOST {
            return false;
        }
        if was.id().is_some() && was.id() == is.id() {
            continue;
        }
        if (was.id().is_some() || is.id().is_some()) && !seen.insert((was.id(), is.id())) {
            continue;
        }
        match (old.deref(was), new.deref(is)) {
            (Object::Dict(was), Object::Dict(is)) => {
                if was.keys().ne(is.keys()) {
                    return false;
                }
                open.extend(was.values().zip(is.values()));
            }
            (Object::List(was), Object::List(is)) if was.len() == is.len() => open.extend(was.iter().zip(is)),
            (Object::Stream(was, from), Object::Stream(is, to)) => {
                if was.keys().ne(is.keys()) || old.store.bytes[from.clone()] != new.store.bytes[to.clone()] {
                    return false;
                }
                open.extend(was.values().zip(is.values()));
            }
            (was, is) => {
                let number = was.number().zip(is.number());
                let same = number.is_some_and(|(was, is)| was.to_bits() == is.to_bits()) || was == is;
                if !same {
                    return false;
                }
            }
        }
    }
    true
}

/// Tells whether a value only draws: nothing in it acts, comes from another
/// file, or comes and goes.
pub(super) fn is_harmless<'a>(view: View<'a>, object: &'a Object) -> bool {
    const ACTS: [&[u8]; 7] = [b"AA", b"JS", b"OPI", b"Ref", b"OC", b"Alternates", b"Popup"];
    let mut seen = BTreeSet::new();
    let mut open = vec![object];
    let mut steps = 0;
    while let Some(object) = open.pop() {
        steps += 1;
        if steps > MOST {
            return false;
        }
        if object.id().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        match view.deref(object) {
            Object::Dict(dict) | Object::Stream(dict, _) => {
                if ACTS.iter().any(|key| dict.contains_key(*key)) {
                    return false;
                }
                // A program in PostScript; an image or a form is none.
                if [&b"Subtype"[..], b"Subtype2"].iter().any(|key| view.get(dict, key).name() == Some(b"PS"))
                {
                    return false;
                }
                open.extend(dict.values());
            }
            Object::List(list) => open.extend(list),
            _ => {}
        }
    }
    true
}

/// Tells whether two metadata streams say the same of the paper: its title,
/// author, subject. When it was changed and by what may differ.
pub(super) fn same_told(store: &Store<'_>, was: &Object, is: &Object) -> bool {
    if was == is || matches!(was, Object::Null) {
        return true;
    }
    let read = |object: &Object| {
        let text = store.unpacked(object, MOST_METADATA)?;
        let text = String::from_utf8(text).ok()?;
        (!text.contains("<!DOCTYPE") && !text.contains("<!ENTITY")).then_some(text)
    };
    let (Some(was), Some(is)) = (read(was), read(is)) else { return false };
    ["dc:title", "dc:creator", "dc:description", "dc:subject"]
        .iter()
        .all(|tag| told(&was, tag) == told(&is, tag))
}

/// Gives the letters within an element, without what marks them up; of an element
/// that stands there twice, those of both.
fn told(text: &str, tag: &str) -> Vec<String> {
    let (open, close) = (format!("<{tag}"), format!("</{tag}"));
    let mut words = Vec::new();
    for element in text.split(&open).skip(1) {
        // `<dc:title xmlns:dc="…">` is the same element, `<dc:titles>` is another.
        if !element.starts_with(['>', ' ', '\t', '\r', '\n', '/']) {
            continue;
        }
        let inside = element.split(&close).next().unwrap_or_default();
        for piece in inside.split_once('>').map_or("", |(_, inside)| inside).split('<') {
            let letters = piece.split_once('>').map_or(piece, |(_, letters)| letters);
            words.extend(letters.split_whitespace().map(str::to_owned));
        }
    }
    words
}
