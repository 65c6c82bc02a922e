//! Comes in: a file read strictly, one of its revisions. Goes out: what a reader
//! shows of it: its pages, its form and fields. Must not know: what came
//! before or after.

use std::collections::{BTreeMap, BTreeSet};

use super::strict::{Dict, Id, Object, Store};

/// Is how many pages and fields are looked at.
const MOST: usize = 20_000;

static NULL: Object = Object::Null;

/// Is a file as one revision shows it.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) store: &'a Store<'a>,
    pub(super) revision: usize,
}

impl<'a> View<'a> {
    /// Follows a reference; one that leads nowhere is null (PDF 32000 7.3.10).
    pub(super) fn deref(self, object: &'a Object) -> &'a Object {
        let mut object = object;
        for _ in 0..8 {
            let Object::Ref(id) = object else { return object };
            object = self.store.get(*id, self.revision).unwrap_or(&NULL);
        }
        &NULL
    }

    /// Gives what stands under a key, followed.
    pub(super) fn get(self, dict: &'a Dict, key: &[u8]) -> &'a Object {
        dict.get(key).map_or(&NULL, |object| self.deref(object))
    }

    /// Gives what stands under a key, as it stands there.
    pub(super) fn raw(dict: &'a Dict, key: &[u8]) -> &'a Object {
        dict.get(key).unwrap_or(&NULL)
    }

    pub(super) fn trailer(self) -> &'a Dict {
        &self.store.sections[self.revision].trailer
    }

    /// Gives where the file says what document it is; a later trailer may be silent.
    pub(super) fn info(self) -> &'a Object {
        let trailers = self.store.sections[..=self.revision].iter().rev();
        trailers
            .map(|section| Self::raw(&section.trailer, b"Info"))
            .find(|info| **info != NULL)
            .unwrap_or(&NULL)
    }

    pub(super) fn root(self) -> Option<Id> {
        Self::raw(self.trailer(), b"Root").id()
    }

    pub(super) fn catalog(self) -> Option<&'a Dict> {
        self.get(self.trailer(), b"Root").dict()
    }

    pub(super) fn form(self) -> Option<&'a Dict> {
        self.get(self.catalog()?, b"AcroForm").dict()
    }

    pub(super) fn list(self, dict: &'a Dict, key: &[u8]) -> &'a [Object] {
        self.get(dict, key).list().unwrap_or_default()
    }

    /// Lists the pages in their order. What is no tree of pages has none.
    pub(super) fn pages(self) -> Vec<(Id, &'a Dict)> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        let root = self.catalog().map(|catalog| Self::raw(catalog, b"Pages"));
        let mut open: Vec<&Object> = root.into_iter().collect();
        while let Some(object) = open.pop() {
            let (Some(id), Some(node)) = (object.id(), self.deref(object).dict()) else { return Vec::new() };
            if !seen.insert(id) || seen.len() > MOST {
                return Vec::new();
            }
            if node.contains_key(&b"Kids"[..]) {
                open.extend(self.list(node, b"Kids").iter().rev());
            } else {
                found.push((id, node));
            }
        }
        found
    }

    /// Lists the fields at the top of the form. One that stands there twice, or
    /// directly, is none of ours; it is listed without its number.
    pub(super) fn fields(self) -> Vec<(Option<Id>, &'a Dict)> {
        let fields = self.form().map(|form| self.list(form, b"Fields")).unwrap_or_default();
        let read = |field: &'a Object| Some((field.id(), self.deref(field).dict()?));
        fields.iter().take(MOST).filter_map(read).collect()
    }

    /// Gives the widgets of a field: itself, or its kids.
    pub(super) fn widgets(self, id: Id, field: &'a Dict) -> Vec<(Id, &'a Dict)> {
        if !field.contains_key(&b"Kids"[..]) {
            return vec![(id, field)];
        }
        let kids = self.list(field, b"Kids").iter().take(MOST);
        kids.filter_map(|kid| Some((kid.id()?, self.deref(kid).dict()?))).collect()
    }

    /// Tells on which page each widget lies, page by page.
    pub(super) fn shown(self) -> BTreeMap<Id, Vec<usize>> {
        let mut shown: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
        for (number, (_, page)) in self.pages().into_iter().enumerate() {
            for id in self.list(page, b"Annots").iter().filter_map(Object::id) {
                shown.entry(id).or_default().push(number + 1);
            }
        }
        shown
    }

    /// Gives the name of a field.
    pub(super) fn name(self, field: &'a Dict) -> String {
        decoded(self.get(field, b"T").text().unwrap_or_default())
    }

    /// Gives a rectangle as left, bottom, right, top in pt.
    pub(super) fn rectangle(self, dict: &'a Dict, key: &[u8]) -> Option<[f64; 4]> {
        let sides = self.list(dict, key).iter().map(|side| self.deref(side).number());
        let [a, b, c, d] = <[f64; 4]>::try_from(sides.collect::<Option<Vec<_>>>()?).ok()?;
        Some([a.min(c), b.min(d), a.max(c), b.max(d)])
    }
}

pub(super) fn is_signature(field: &Dict) -> bool {
    field.get(&b"FT"[..]).and_then(Object::name) == Some(b"Sig")
}

/// Reads a text of PDF (PDF 32000 7.9.2).
pub(super) fn decoded(text: &[u8]) -> String {
    let object = lopdf::Object::String(text.to_vec(), lopdf::StringFormat::Literal);
    lopdf::decode_text_string(&object).unwrap_or_default()
}
