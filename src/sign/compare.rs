//! Comes in: a file at two revisions that follow each other. Goes out: every
//! difference that is more than a signature. Must not know: bytes, certificates.
//!
//! Object by object: whatever the later revision writes over must be the same, or
//! one of the few things signing has to touch, and of that only the keys it has to
//! touch. All that is new can be reached through those keys alone. Allowed
//! are: a value and a look for a field that was empty and is signed in this very
//! revision, new fields signed in it, and what a signer keeps for later (`/DSS`,
//! `/Extensions`, `/Version`, metadata).

use std::collections::{BTreeMap, BTreeSet};

use super::harmless::{alike, is_harmless, same_told};
use super::strict::{Dict, Id, Object};
use super::view::{View, is_signature};

/// Is a difference that is more than a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Pages were added or taken away: how many there were, how many there are.
    Pages(usize, usize),
    /// Something of a page differs: its number from 1, the PDF name of the part.
    Page(usize, String),
    /// A note, a stamp, a picture, or a field's picture that belongs elsewhere lies
    /// on a page.
    Annotation(usize),
    /// A signature is gone or is another one: the field.
    Signature(String),
    /// A field that nobody signs in this revision looks or is different.
    Empty(String),
    /// A field was added that is not signed in the revision that adds it, or that is
    /// more than a signature.
    Field(String),
    /// A field was added that covers much of a page: the field, the page.
    Cover(String, usize),
    /// The form differs.
    Form(String),
    /// Something of the file as a whole differs: the PDF name.
    Catalog(String),
}

/// Says what an object is in the earlier revision.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Role {
    Catalog,
    Form,
    Fields,
    Page(usize),
    Notes(usize),
    /// A field or its widget: the number of the field.
    Field(Id),
    Info,
    Metadata,
    Kept,
    /// More than one of these: it must not change.
    Fixed,
}

/// What a signer keeps in the catalog for later; nothing of it is shown.
const KEPT: [&[u8]; 4] = [b"DSS", b"Extensions", b"Metadata", b"Version"];
/// What a signature field and its widget are made of (PDF 32000 tables 168, 188,
/// 220, 232).
const OF_FIELD: [&[u8]; 21] = [
    b"Type",
    b"Subtype",
    b"FT",
    b"T",
    b"TU",
    b"F",
    b"Rect",
    b"P",
    b"AP",
    b"V",
    b"Lock",
    b"SV",
    b"StructParent",
    b"MK",
    b"M",
    b"Ff",
    b"DA",
    b"Q",
    b"BS",
    b"NM",
    b"Kids",
];
/// What a widget alone is made of.
const OF_WIDGET: [&[u8]; 13] = [
    b"Type",
    b"Subtype",
    b"FT",
    b"F",
    b"Rect",
    b"P",
    b"AP",
    b"StructParent",
    b"MK",
    b"M",
    b"BS",
    b"NM",
    b"Parent",
];
/// What signing sets in a field that was empty.
const OF_SIGNING: [&[u8]; 4] = [b"V", b"AP", b"M", b"MK"];
/// Flags that let a widget be printed and keep it in place (PDF 32000 table 165).
const QUIET_FLAGS: i64 = 4 | 64 | 128 | 512;
/// How much of its page a field may cover that a tool brought, as a share.
const MOST_COVERED: f64 = 0.1;

/// Compares two revisions of a file.
pub(super) struct Step<'a> {
    old: View<'a>,
    new: View<'a>,
    /// The fields that are signed in the later revision.
    made: BTreeSet<Id>,
    pages: Vec<(Id, &'a Dict)>,
    /// Where each widget of the later revision lies.
    shown: BTreeMap<Id, Vec<usize>>,
    found: BTreeSet<Change>,
}

impl<'a> Step<'a> {
    pub(super) fn new(old: View<'a>, new: View<'a>) -> Self {
        let was: BTreeMap<Id, &Dict> =
            old.fields().into_iter().filter_map(|(id, field)| Some((id?, field))).collect();
        let mut made = BTreeSet::new();
        for (id, field) in new.fields() {
            let Some(id) = id else { continue };
            let empty = was.get(&id).is_none_or(|was| !was.contains_key(&b"V"[..]));
            let holder = field.get(&b"V"[..]).map(|value| value.id().unwrap_or(id));
            let fresh =
                holder.is_some_and(|holder| new.store.written(holder.0, new.revision) == Some(new.revision));
            if is_signature(field) && empty && fresh {
                made.insert(id);
            }
        }
        Self { old, new, made, pages: old.pages(), shown: new.shown(), found: BTreeSet::new() }
    }

    /// Lists what differs.
    pub(super) fn changes(mut self) -> Vec<Change> {
        let pages = self.new.pages();
        if pages.len() != self.pages.len() {
            return vec![Change::Pages(self.pages.len(), pages.len())];
        }
        let roles = self.roles();
        let mut free = None;
        for number in self.new.store.changed(self.new.revision) {
            let Some((generation, was)) = self.old.store.at(number, self.old.revision) else { continue };
            let is = match self.new.store.at(number, self.new.revision) {
                Some((now, is)) if now == generation => is,
                _ => &Object::Null,
            };
            let top = (self.old.store, was, is);
            if same(top) {
                continue;
            }
            let role = roles.get(&(number, generation)).unwrap_or(&Role::Fixed).clone();
            self.object((number, generation), &role, was, is, &mut free);
        }
        self.documents();
        if pages.iter().map(|(id, _)| id).ne(self.pages.iter().map(|(id, _)| id)) {
            self.found.insert(Change::Catalog("Pages".to_owned()));
        }
        self.found.into_iter().collect()
    }

    fn roles(&self) -> BTreeMap<Id, Role> {
        let mut roles = BTreeMap::new();
        let mut add = |id: Option<Id>, role: Role| {
            let Some(id) = id else { return };
            let both = roles.get(&id).is_some_and(|known| *known != role);
            roles.insert(id, if both { Role::Fixed } else { role });
        };
        let old = self.old;
        add(old.root(), Role::Catalog);
        if let Some(catalog) = old.catalog() {
            add(View::raw(catalog, b"AcroForm").id(), Role::Form);
            add(View::raw(catalog, b"Metadata").id(), Role::Metadata);
            for key in [&b"DSS"[..], b"Extensions"] {
                self.kept(View::raw(catalog, key), 0, &mut |id| add(Some(id), Role::Kept));
            }
        }
        if let Some(form) = old.form() {
            add(View::raw(form, b"Fields").id(), Role::Fields);
        }
        for (number, (id, page)) in self.pages.iter().enumerate() {
            add(Some(*id), Role::Page(number));
            add(View::raw(page, b"Annots").id(), Role::Notes(number));
        }
        for (id, field) in old.fields() {
            let Some(id) = id.filter(|_| is_signature(field)) else { continue };
            for (widget, _) in old.widgets(id, field) {
                add(Some(widget), Role::Field(id));
            }
            add(Some(id), Role::Field(id));
        }
        add(old.info().id(), Role::Info);
        roles
    }

    /// Names the dictionaries and lists of a signer's store; not what is stored.
    fn kept(&self, object: &'a Object, depth: usize, add: &mut dyn FnMut(Id)) {
        let inner = self.old.deref(object);
        if let (Some(id), Object::Dict(_) | Object::List(_)) = (object.id(), inner) {
            add(id);
        }
        if depth > 3 {
            return;
        }
        match inner {
            Object::Dict(dict) => dict.values().for_each(|value| self.kept(value, depth + 1, add)),
            Object::List(list) => list.iter().for_each(|value| self.kept(value, depth + 1, add)),
            _ => {}
        }
    }

    /// Judges an object that was written over.
    fn object(
        &mut self,
        id: Id,
        role: &Role,
        was: &'a Object,
        is: &'a Object,
        free: &mut Option<BTreeSet<Id>>,
    ) {
        if matches!(role, Role::Info | Role::Metadata | Role::Kept) {
            // Only what nothing else of the file uses may be written over as such.
            let used = free.get_or_insert_with(|| self.used());
            if used.contains(&id) {
                self.elsewhere(id);
            }
            return;
        }
        match (role, was, is) {
            (Role::Catalog, Object::Dict(was), Object::Dict(is)) => self.catalog(was, is),
            (Role::Form, Object::Dict(was), Object::Dict(is)) => self.form(Some(was), Some(is)),
            (Role::Fields, Object::List(was), Object::List(is)) => self.fields(was, is),
            (Role::Page(number), Object::Dict(was), Object::Dict(is)) => self.page(was, is, *number),
            (Role::Notes(number), Object::List(was), Object::List(is)) => self.notes(was, is, *number),
            (Role::Field(field), Object::Dict(was), Object::Dict(is)) => self.field(*field, was, is),
            (Role::Field(field), _, _) => {
                let name = self.field_name(*field);
                self.found.insert(Change::Signature(name));
            }
            _ => self.elsewhere(id),
        }
    }

    /// Tells of an object that may not change, by the page it belongs to.
    fn elsewhere(&mut self, id: Id) {
        let Some(catalog) = self.old.catalog() else { return };
        for (number, (page, dict)) in self.pages.iter().enumerate() {
            for (key, value) in dict.iter().filter(|(key, _)| *key != b"Parent" && *key != b"Annots") {
                if *page == id || reaches(self.old, value, id, &[b"Parent", b"P"]) {
                    self.found.insert(Change::Page(number + 1, text(key)));
                    return;
                }
            }
            if dict
                .get(&b"Annots"[..])
                .is_some_and(|notes| reaches(self.old, notes, id, &[b"Parent", b"P", b"V"]))
            {
                self.found.insert(Change::Annotation(number + 1));
                return;
            }
        }
        for (field, dict) in self.old.fields() {
            if dict.values().any(|value| reaches(self.old, value, id, &[b"P", b"Parent", b"Data"])) {
                self.found.insert(Change::Signature(self.field_name(field.unwrap_or((0, 0)))));
                return;
            }
        }
        let part = catalog.iter().find(|(_, value)| reaches(self.old, value, id, &[]));
        self.found.insert(Change::Catalog(part.map_or_else(|| "Root".to_owned(), |(key, _)| text(key))));
    }

    /// Lists what can be reached from the catalog without a signer's store.
    fn used(&self) -> BTreeSet<Id> {
        // A signature may point back at the catalog.
        let mut used: BTreeSet<Id> = self.old.root().into_iter().collect();
        let Some(catalog) = self.old.catalog() else { return used };
        let mut open: Vec<&Object> = catalog
            .iter()
            .filter(|(key, _)| !KEPT.contains(&key.as_slice()))
            .map(|(_, value)| value)
            .collect();
        while let Some(object) = open.pop() {
            if object.id().is_some_and(|id| !used.insert(id)) {
                continue;
            }
            match self.old.deref(object) {
                Object::Dict(dict) | Object::Stream(dict, _) => open.extend(dict.values()),
                Object::List(list) => open.extend(list),
                _ => {}
            }
        }
        used
    }

    fn alike(&self, was: &'a Object, is: &'a Object) -> bool {
        alike(self.old, was, self.new, is)
    }

    fn catalog(&mut self, was: &'a Dict, is: &'a Dict) {
        for key in keys(was, is) {
            let (a, b) = (View::raw(was, key), View::raw(is, key));
            if KEPT.contains(&key) || self.alike(a, b) {
                continue;
            }
            match key {
                b"AcroForm" => self.form(self.old.deref(a).dict(), self.new.deref(b).dict()),
                b"Perms" if *a == Object::Null && self.certified(b) => {}
                _ => {
                    self.found.insert(Change::Catalog(text(key)));
                }
            }
        }
    }

    /// Tells whether the permissions name a signature of this revision and nothing
    /// else.
    fn certified(&self, permissions: &'a Object) -> bool {
        let Some(permissions) = self.new.deref(permissions).dict() else { return false };
        let signature = View::raw(permissions, b"DocMDP").id();
        let fields = self.new.fields();
        let made = |(id, field): &(Option<Id>, &'a Dict)| {
            id.is_some_and(|id| self.made.contains(&id)) && View::raw(field, b"V").id() == signature
        };
        permissions.len() == 1 && signature.is_some() && fields.iter().any(made)
    }

    /// Compares what the file says of itself as a document.
    fn documents(&mut self) {
        let (old, new) = (self.old, self.new);
        let info = |view: View<'a>| view.deref(view.info()).dict();
        if let (Some(was), Some(is)) = (info(old), info(new)) {
            let told: [&[u8]; 6] =
                [b"Title", b"Author", b"Subject", b"Keywords", b"Creator", b"CreationDate"];
            for key in told {
                if !self.alike(View::raw(was, key), View::raw(is, key)) {
                    self.found.insert(Change::Catalog("Info".to_owned()));
                }
            }
        }
        let metadata = |view: View<'a>| view.catalog().map(|catalog| view.get(catalog, b"Metadata"));
        if let (Some(was), Some(is)) = (metadata(old), metadata(new))
            && !same_told(old.store, was, is)
        {
            self.found.insert(Change::Catalog("Metadata".to_owned()));
        }
    }

    /// Compares the forms: the fields there were, in their order, then only new
    /// signature fields.
    fn form(&mut self, was: Option<&'a Dict>, is: Option<&'a Dict>) {
        let nothing = Dict::new();
        let Some(is) = is else {
            self.found.insert(Change::Form("AcroForm".to_owned()));
            return;
        };
        self.fields(
            was.map(|was| self.old.list(was, b"Fields")).unwrap_or_default(),
            self.new.list(is, b"Fields"),
        );
        let before: BTreeSet<&[u8]> = was.unwrap_or(&nothing).keys().map(Vec::as_slice).collect();
        for key in before.iter().copied().chain(is.keys().map(Vec::as_slice)) {
            let (a, b) = (was.map_or(&Object::Null, |was| View::raw(was, key)), View::raw(is, key));
            let free = match key {
                b"Fields" => true,
                b"Type" => *a == Object::Null && self.new.deref(b).name() == Some(b"AcroForm"),
                b"SigFlags" => (0..=3).contains(&self.new.deref(b).integer().unwrap_or(-1)),
                // Fonts for fields of text, of which there are none.
                b"DR" | b"DA" => *a == Object::Null && is_harmless(self.new, b),
                _ => false,
            };
            if !free && !self.alike(a, b) {
                self.found.insert(Change::Form(text(key)));
            }
        }
    }

    fn fields(&mut self, was: &'a [Object], is: &'a [Object]) {
        if was.len() > is.len()
            || was.iter().zip(is).any(|(was, is)| was.id().is_none() || was.id() != is.id())
        {
            self.found.insert(Change::Form("Fields".to_owned()));
            return;
        }
        let mut names: Vec<String> =
            self.old.fields().iter().map(|(_, field)| self.old.name(field)).collect();
        for field in &is[was.len()..] {
            let Some((id, dict)) = field.id().zip(self.new.deref(field).dict()) else {
                self.found.insert(Change::Form("Fields".to_owned()));
                continue;
            };
            let name = self.new.name(dict);
            if names.contains(&name) || name.is_empty() || !self.is_new_signature(id, dict) {
                self.found.insert(Change::Field(name.clone()));
            } else {
                self.covers(id, dict, &name);
            }
            names.push(name);
        }
    }

    /// Tells whether a field is new, signed in this revision, and nothing but a
    /// signature.
    fn is_new_signature(&self, id: Id, field: &'a Dict) -> bool {
        let fresh = |id: Id| self.old.store.at(id.0, self.old.revision).is_none();
        if !fresh(id) || !self.made.contains(&id) || !only(field, &OF_FIELD) {
            return false;
        }
        let widgets = self.new.widgets(id, field);
        let kids = field.contains_key(&b"Kids"[..]);
        let own = |(widget, dict): &(Id, &'a Dict)| {
            let belongs = !kids
                || (View::raw(dict, b"Parent").id() == Some(id)
                    && only(dict, &OF_WIDGET)
                    && dict.get(&b"FT"[..]).is_none_or(|_| is_signature(dict)));
            let places = self.shown.get(widget).map(Vec::as_slice).unwrap_or_default();
            fresh(*widget)
                && belongs
                && places.len() <= 1
                && self.is_own_page(dict, places)
                && self.looks(dict)
        };
        let parts = kids && [&b"AP"[..], b"Rect", b"Subtype"].iter().any(|key| field.contains_key(*key));
        widgets.len() == 1 && !parts && widgets.iter().all(own)
    }

    /// Tells whether a widget says of itself the page it lies on.
    fn is_own_page(&self, widget: &'a Dict, places: &[usize]) -> bool {
        let said = View::raw(widget, b"P").id();
        let page = places.first().map(|number| self.pages[number - 1].0);
        said.is_none() || page.is_none() || said == page
    }

    /// Tells whether the look of a widget is a picture and nothing more.
    fn looks(&self, widget: &'a Dict) -> bool {
        let Some(look) = widget.get(&b"AP"[..]) else { return true };
        let Some(look) = self.new.deref(look).dict() else { return false };
        only(look, &[b"N"])
            && matches!(self.new.get(look, b"N"), Object::Stream(..))
            && is_harmless(self.new, View::raw(look, b"N"))
            && is_harmless(self.new, View::raw(widget, b"MK"))
    }

    /// Tells of a field that covers more of its page than a signature does, and of a
    /// time-stamp that shows anything.
    fn covers(&mut self, id: Id, field: &'a Dict, name: &str) {
        let stamp = self
            .new
            .get(field, b"V")
            .dict()
            .is_some_and(|value| self.new.get(value, b"Type").name() == Some(b"DocTimeStamp"));
        for (widget, dict) in self.new.widgets(id, field) {
            let Some(page) = self.shown.get(&widget).and_then(|pages| pages.first()) else { continue };
            let area = |[left, bottom, right, top]: [f64; 4]| (right - left) * (top - bottom);
            let covered = self.new.rectangle(dict, b"Rect").map_or(0.0, area);
            let whole = self.old.rectangle(self.pages[page - 1].1, b"MediaBox").map_or(595.0 * 842.0, area);
            if covered > whole * MOST_COVERED || (stamp && covered > 0.0) {
                self.found.insert(Change::Cover(name.to_owned(), *page));
            }
        }
    }

    fn page(&mut self, was: &'a Dict, is: &'a Dict, number: usize) {
        for key in keys(was, is) {
            let (a, b) = (View::raw(was, key), View::raw(is, key));
            if key == b"Annots" {
                self.notes(self.old.list(was, key), self.new.list(is, key), number);
            } else if !self.alike(a, b) {
                self.found.insert(Change::Page(number + 1, text(key)));
            }
        }
    }

    /// Compares what lies on a page: what lay there, in its order, then only the
    /// widgets of fields that are new and signed.
    fn notes(&mut self, was: &'a [Object], is: &'a [Object], number: usize) {
        let kept = was.len() <= is.len() && was.iter().zip(is).all(|(was, is)| self.alike(was, is));
        let mut welcome = BTreeSet::new();
        for (id, field) in self.new.fields() {
            if let Some(id) =
                id.filter(|id| self.made.contains(id) && self.old.store.at(id.0, self.old.revision).is_none())
            {
                welcome.extend(self.new.widgets(id, field).into_iter().map(|(widget, _)| widget));
            }
        }
        let news = is.get(was.len()..).unwrap_or_default();
        if !kept || !news.iter().all(|note| note.id().is_some_and(|id| welcome.contains(&id))) {
            self.found.insert(Change::Annotation(number + 1));
        }
    }

    /// Compares a signature field: an empty one may have been signed, a signed
    /// one may not change at all.
    fn field(&mut self, id: Id, was: &'a Dict, is: &'a Dict) {
        let name = self.field_name(id);
        let made = self.made.contains(&id);
        for key in keys(was, is) {
            let (a, b) = (View::raw(was, key), View::raw(is, key));
            if self.alike(a, b) {
                continue;
            }
            let free = made
                && match key {
                    b"F" => self.new.deref(b).integer().is_some_and(|flags| flags & !QUIET_FLAGS == 0),
                    // PDFBox signs without a picture by taking the place away.
                    b"Rect" => {
                        self.new.rectangle(is, key).is_some_and(|[l, bottom, r, t]| l >= r && bottom >= t)
                    }
                    b"AP" => self.looks(is),
                    key => OF_SIGNING.contains(&key),
                };
            if !free {
                let signed = was.contains_key(&b"V"[..]) || made;
                let change = if signed { Change::Signature } else { Change::Empty };
                self.found.insert(change(name.clone()));
            }
        }
    }

    fn field_name(&self, id: Id) -> String {
        let dict = self.old.store.get(id, self.old.revision).and_then(Object::dict);
        dict.map(|dict| self.old.name(dict)).unwrap_or_default()
    }
}

/// Compares two objects as they stand; references by their number.
fn same((store, was, is): (&super::strict::Store<'_>, &Object, &Object)) -> bool {
    match (was, is) {
        (Object::Stream(was, old), Object::Stream(is, new)) => {
            was == is && store.bytes.get(old.clone()) == store.bytes.get(new.clone())
        }
        _ => was == is,
    }
}

/// Tells whether an object can be reached from a value, not through some keys.
fn reaches<'a>(view: View<'a>, from: &'a Object, id: Id, without: &[&[u8]]) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(object) = open.pop() {
        if object.id() == Some(id) {
            return true;
        }
        if object.id().is_some_and(|id| !seen.insert(id)) {
            continue;
        }
        match view.deref(object) {
            Object::Dict(dict) | Object::Stream(dict, _) => {
                open.extend(
                    dict.iter().filter(|(key, _)| !without.contains(&key.as_slice())).map(|(_, value)| value),
                );
            }
            Object::List(list) => open.extend(list),
            _ => {}
        }
    }
    false
}

fn only(dict: &Dict, keys: &[&[u8]]) -> bool {
    dict.keys().all(|key| keys.contains(&key.as_slice()))
}

fn keys<'a>(a: &'a Dict, b: &'a Dict) -> BTreeSet<&'a [u8]> {
    a.keys().chain(b.keys()).map(Vec::as_slice).collect()
}

fn text(key: &[u8]) -> String {
    String::from_utf8_lossy(key).into_owned()
}
