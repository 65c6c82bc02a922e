//! Comes in: the bytes of a PDF that came back. Goes out: its revisions, its
//! signatures and fields, nothing of which is proved. Must not know:
//! certificates, what may change.

use super::compare::{Change, Step};
use super::own::is_own;
use super::second;
use super::strict::{Dict, Object, Store, chain};
use super::view::{View, is_signature};

/// Is a PDF that was read without repair.
pub struct Pdf<'a> {
    store: Store<'a>,
}

/// Says what a signature field lets nobody do later (PDF 32000 12.8.2.2, 12.8.2.4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// Nothing may be filled in any more.
    pub all: bool,
    /// These fields may not.
    pub include: Vec<String>,
    /// Only these fields may.
    pub exclude: Option<Vec<String>>,
}

impl Lock {
    /// Tells whether a field is locked.
    #[must_use]
    pub fn holds(&self, field: &str) -> bool {
        let named = |list: &[String]| list.iter().any(|one| one == field);
        self.all || named(&self.include) || self.exclude.as_ref().is_some_and(|free| !named(free))
    }
}

/// Is a signature as it lies in the file; nothing in it is checked.
#[derive(Debug, Clone)]
pub struct Signature {
    /// The name of its field.
    pub field: String,
    /// `ETSI.CAdES.detached`, `adbe.pkcs7.detached`, `ETSI.RFC3161`.
    pub form: String,
    /// Whether it says that it is a time-stamp of the whole file.
    pub is_stamp: bool,
    /// The CMS structure, with the zeros that fill its place.
    pub contents: Vec<u8>,
    /// The two stretches signed: start, length, start, length.
    pub range: [usize; 4],
    /// The revision that brought it, from 0.
    pub revision: usize,
    /// What it locks.
    pub lock: Lock,
    /// Whether anything of it is drawn on a page.
    pub is_shown: bool,
}

impl<'a> Pdf<'a> {
    /// Reads a PDF.
    ///
    /// # Errors
    /// Says in Vietnamese why it cannot be read as it stands.
    pub fn open(bytes: &'a [u8]) -> Result<Self, String> {
        let store = Store::open(bytes)?;
        let pdf = Self { store };
        if pdf.pages() == 0 {
            return Err("PDF không có cây trang đúng quy cách".to_owned());
        }
        Ok(pdf)
    }

    /// Reads the last revision with another program's reader and compares.
    ///
    /// # Errors
    /// Says in Vietnamese where the two differ.
    pub fn read_again(&self) -> Result<(), String> {
        second::agrees(&self.store, &self.last())
    }

    /// Gives where each revision ends, the first first.
    #[must_use]
    pub fn ends(&self) -> Vec<usize> {
        self.store.sections.iter().map(|section| section.end).collect()
    }

    fn view(&self, revision: usize) -> View<'_> {
        View { store: &self.store, revision }
    }

    fn last(&self) -> View<'_> {
        self.view(self.store.sections.len() - 1)
    }

    /// Counts the pages.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.last().pages().len()
    }

    /// Tells whether the file says that vanthu made it.
    #[must_use]
    pub fn is_ours(&self) -> bool {
        let view = self.view(0);
        let info = view.deref(view.info()).dict();
        info.is_some_and(|info| view.get(info, b"Creator").text() == Some(b"vanthu"))
    }

    /// Lists the names of the signature fields that nobody has filled in a revision.
    #[must_use]
    pub fn empty_fields(&self, revision: usize) -> Vec<String> {
        let view = self.view(revision);
        let fields = view.fields().into_iter().filter(|(_, field)| is_signature(field));
        fields
            .filter(|(_, field)| !field.contains_key(&b"V"[..]))
            .map(|(_, field)| view.name(field))
            .collect()
    }

    /// Lists the signature fields a revision does not have and that show something on
    /// a page: the name, the number of the page.
    #[must_use]
    pub fn visible_fields_beyond(&self, revision: usize) -> Vec<(String, usize)> {
        let (base, view) = (self.view(revision), self.last());
        let known: Vec<String> = base.fields().iter().map(|(_, field)| base.name(field)).collect();
        let shown = view.shown();
        let mut found = Vec::new();
        for (id, field) in view.fields() {
            let Some(id) = id.filter(|_| is_signature(field) && !known.contains(&view.name(field))) else {
                continue;
            };
            for (widget, dict) in view.widgets(id, field) {
                let area = view.rectangle(dict, b"Rect").is_some_and(has_area);
                let page = shown.get(&widget).and_then(|pages| pages.first());
                found.extend(page.filter(|_| area).map(|page| (view.name(field), *page)));
            }
        }
        found
    }

    /// Lists what a revision changes of the one before, beyond signatures made in it.
    #[must_use]
    pub fn changes(&self, revision: usize) -> Vec<Change> {
        if revision == 0 {
            return Vec::new();
        }
        Step::new(self.view(revision - 1), self.view(revision)).changes()
    }

    /// Lists the signatures in the order in which they came.
    ///
    /// # Errors
    /// Gives the field that holds something else, and says in Vietnamese what.
    pub fn signatures(&self) -> Result<Vec<Signature>, (String, &'static str)> {
        let view = self.last();
        let mut found = Vec::new();
        let mut values = Vec::new();
        for (id, field) in view.fields() {
            let Some(value) = field.get(&b"V"[..]).filter(|_| is_signature(field)) else { continue };
            let name = view.name(field);
            if value.id().is_some_and(|id| values.contains(&id)) {
                return Err((name, "chỉ vào chữ ký của ô khác"));
            }
            values.extend(value.id());
            let dict = view.deref(value).dict();
            let read = id.zip(dict).and_then(|(id, dict)| signature(view, id.0, field, value, dict));
            found.push(read.ok_or((name, "chứa một thứ không phải chữ ký"))?);
        }
        found.sort_by_key(|signature| signature.revision);
        Ok(found)
    }
}

/// Reads a signature in a field; none if it is not written as one.
fn signature(view: View<'_>, number: u32, field: &Dict, value: &Object, dict: &Dict) -> Option<Signature> {
    let range: Vec<usize> = dict
        .get(&b"ByteRange"[..])?
        .list()?
        .iter()
        .map(|number| usize::try_from(number.integer()?).ok())
        .collect::<Option<_>>()?;
    let range: [usize; 4] = range.try_into().ok()?;
    // The gap must lie in the very object that holds the signature.
    let holder = value.id().map_or(number, |id| id.0);
    let span = view.store.span(holder, view.revision)?;
    if range[1] < span.start || range[2] > span.end {
        return None;
    }
    let kind = dict.get(&b"Type"[..]).map(|kind| kind.name().unwrap_or_default());
    let is_stamp = match kind {
        None | Some(b"Sig") => false,
        Some(b"DocTimeStamp") => true,
        Some(_) => return None,
    };
    let area = |dict: &Dict| view.rectangle(dict, b"Rect").is_some_and(has_area);
    Some(Signature {
        field: view.name(field),
        form: String::from_utf8_lossy(dict.get(&b"SubFilter"[..])?.name()?).into_owned(),
        is_stamp,
        contents: dict.get(&b"Contents"[..])?.text()?.to_vec(),
        range,
        revision: view.store.written(holder, view.revision)?,
        lock: lock(view, field, dict),
        is_shown: view.widgets((number, 0), field).iter().any(|(_, widget)| area(widget)),
    })
}

/// Gives all that a signature locks: what its field says, and what it says itself.
fn lock(view: View<'_>, field: &Dict, signature: &Dict) -> Lock {
    let mut lock = Lock::default();
    if let Some(own) = view.get(field, b"Lock").dict() {
        add(view, &mut lock, own);
    }
    for reference in view.list(signature, b"Reference").iter().take(16) {
        let Some(reference) = view.deref(reference).dict() else { continue };
        let parameters = view.get(reference, b"TransformParams").dict();
        match (view.get(reference, b"TransformMethod").name(), parameters) {
            (Some(b"FieldMDP"), Some(parameters)) => add(view, &mut lock, parameters),
            (Some(b"DocMDP"), parameters) => {
                let allowed = parameters.map_or(&Object::Null, |parameters| view.get(parameters, b"P"));
                lock.all |= allowed.integer() == Some(1);
            }
            _ => {}
        }
    }
    lock
}

fn add(view: View<'_>, lock: &mut Lock, parameters: &Dict) {
    let names = || -> Vec<String> {
        let fields = view.list(parameters, b"Fields").iter();
        fields.filter_map(|name| view.deref(name).text()).map(super::view::decoded).collect()
    };
    match view.get(parameters, b"Action").name() {
        Some(b"All") => lock.all = true,
        Some(b"Include") => lock.include.extend(names()),
        Some(b"Exclude") => {
            let free = names();
            let both = |known: Vec<String>| known.into_iter().filter(|name| free.contains(name)).collect();
            lock.exclude = Some(lock.exclude.take().map_or_else(|| free.clone(), both));
        }
        _ => {}
    }
    // ISO 32000-2 table 235: a lock may forbid everything at once.
    lock.all |= view.get(parameters, b"P").integer() == Some(1);
}

fn has_area([left, bottom, right, top]: [f64; 4]) -> bool {
    right - left > 0.0 && top - bottom > 0.0
}

/// Tells whether a file is built as this program builds papers: its pages, and after
/// them at most the empty fields, which leave every page's text as it was.
#[must_use]
pub fn is_as_written(bytes: &[u8]) -> bool {
    let Ok(pdf) = Pdf::open(bytes) else { return false };
    let last = pdf.store.sections.len() - 1;
    if last > 1 || !pdf.is_ours() {
        return false;
    }
    let (was, is) = (pdf.view(0), pdf.view(last));
    let empty = |(_, field): &(_, &Dict)| !field.contains_key(&b"V"[..]) && is_own(&is.name(field));
    let touched = |number: u32| {
        let Some((_, Object::Dict(before))) = was.store.at(number, 0) else { return false };
        let Some((_, Object::Dict(after))) = is.store.at(number, last) else { return false };
        let free: [&[u8]; 6] = [b"Annots", b"Tabs", b"AcroForm", b"K", b"ParentTree", b"ParentTreeNextKey"];
        let same = |key: &Vec<u8>| free.contains(&key.as_slice()) || before.get(key) == after.get(key);
        before.keys().chain(after.keys()).all(same)
    };
    let known = |number: &u32| was.store.at(*number, 0).is_some();
    is.fields().iter().all(empty) && (last == 0 || pdf.store.changed(1).filter(known).all(touched))
}

/// Gives where each revision ends, the first first: just behind its `%%EOF`
/// and the line break after that.
///
/// # Errors
/// Says in Vietnamese what breaks the chain.
pub fn revisions(bytes: &[u8]) -> Result<Vec<usize>, String> {
    Ok(chain(bytes)?.iter().map(|section| section.end).collect())
}
