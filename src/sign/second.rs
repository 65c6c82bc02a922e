//! Comes in: a file as our reader took it. Goes out: whether an independent reader
//! takes the same. Must not know: what is signed.
//!
//! hayro-syntax opens the file as any viewer would. Each object it gives is compared
//! with ours, and the pages by their order. It is asked only after our reader has
//! found the file sound, so what it walks is bounded. The only room that names it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_syntax::Pdf;
use hayro_syntax::object::{MaybeRef, Object as Theirs, ObjectIdentifier};

use super::strict::{Dict, Object, Store};
use super::view::View;

/// Is how far two readings of a decimal may lie apart, as a share.
const CLOSE: f64 = 1e-6;

/// Compares the last revision as both readers take it.
///
/// # Errors
/// Says in Vietnamese where they differ.
pub(super) fn agrees(store: &Store<'_>, view: &View<'_>) -> Result<(), String> {
    let file: Arc<Vec<u8>> = Arc::new(store.bytes.to_vec());
    // Whatever it makes of a file, its fall is one more reason not to believe the file.
    catch_unwind(AssertUnwindSafe(|| compare(store, view, file)))
        .unwrap_or_else(|_| Err("trình đọc PDF thứ hai không đọc được tệp".to_owned()))
}

fn compare(store: &Store<'_>, view: &View<'_>, file: Arc<Vec<u8>>) -> Result<(), String> {
    let pdf = Pdf::new(file).map_err(|_| "trình đọc PDF thứ hai không đọc được tệp".to_owned())?;
    let xref = pdf.xref();
    let root = view.root().map(|(number, _)| number);
    if Some(xref.root_id().obj_number) != root {
        return Err("hai trình đọc PDF thấy hai gốc khác nhau".to_owned());
    }
    for ((number, generation), ours) in store.all() {
        let id = ObjectIdentifier::new(number, i32::from(generation));
        let same = match xref.get::<Theirs<'_>>(id) {
            Some(theirs) => same(store, ours, &theirs),
            None => *ours == Object::Null,
        };
        if !same {
            return Err(format!("hai trình đọc PDF thấy vật {number} khác nhau"));
        }
    }
    let pages = pdf.pages();
    let theirs: Vec<Option<u32>> =
        pages.iter().map(|page| page.raw().obj_id().map(|id| id.obj_number)).collect();
    let ours: Vec<Option<u32>> = view.pages().iter().map(|((number, _), _)| Some(*number)).collect();
    if ours == theirs { Ok(()) } else { Err("hai trình đọc PDF thấy các trang khác nhau".to_owned()) }
}

fn same_or_ref(store: &Store<'_>, ours: &Object, theirs: &MaybeRef<Theirs<'_>>) -> bool {
    match (ours, theirs) {
        (Object::Ref((number, generation)), MaybeRef::Ref(theirs)) => {
            theirs.obj_number == *number && theirs.gen_number == i32::from(*generation)
        }
        (Object::Ref(_), _) | (_, MaybeRef::Ref(_)) => false,
        (ours, MaybeRef::NotRef(theirs)) => same(store, ours, theirs),
    }
}

fn same(store: &Store<'_>, ours: &Object, theirs: &Theirs<'_>) -> bool {
    match (ours, theirs) {
        (Object::Null, Theirs::Null(_)) => true,
        (Object::Bool(ours), Theirs::Boolean(theirs)) => ours == theirs,
        (Object::Integer(_) | Object::Real(_), Theirs::Number(theirs)) => {
            let (ours, theirs) = (ours.number().unwrap_or(f64::NAN), theirs.as_f64());
            (ours - theirs).abs() <= CLOSE * ours.abs().max(1.0)
        }
        (Object::Text(ours), Theirs::String(theirs)) => ours == theirs.as_bytes(),
        (Object::Name(ours), Theirs::Name(theirs)) => ours.as_slice() == theirs.as_ref(),
        (Object::List(ours), Theirs::Array(theirs)) => {
            let theirs: Vec<_> = theirs.raw_iter().collect();
            ours.len() == theirs.len()
                && ours.iter().zip(&theirs).all(|(ours, theirs)| same_or_ref(store, ours, theirs))
        }
        (Object::Dict(ours), Theirs::Dict(theirs)) => same_dict(store, ours, theirs),
        (Object::Stream(ours, range), Theirs::Stream(theirs)) => {
            store.bytes.get(range.clone()) == Some(&*theirs.raw_data())
                && same_dict(store, ours, theirs.dict())
        }
        _ => false,
    }
}

fn same_dict(store: &Store<'_>, ours: &Dict, theirs: &hayro_syntax::object::Dict<'_>) -> bool {
    let mut count = 0;
    for (key, value) in theirs.entries() {
        match ours.get(key.as_ref() as &[u8]) {
            Some(own) if same_or_ref(store, own, &value) => count += 1,
            None if matches!(value, MaybeRef::NotRef(Theirs::Null(_))) => {}
            _ => return false,
        }
    }
    count == ours.len()
}
