//! Comes in: a PDF that is to be copied, whoever made it. Goes out: the same pages, of which a copy can
//! be made, or why none can. Must not know: who copies it, what for.
//!
//! What can be kept is kept byte for byte. A signature of the document stays to be seen as it was, and
//! is no signature of the copy; a file whose table only a lenient reader finds is written anew.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, text_string};

use super::frame::inherited;
use super::strict::chain;
use super::update::{Update, end_line};

/// Is how many bytes a packed stream may unpack to.
const MOST_UNPACKED: usize = 256 << 20;
/// Is what is read aloud of a signature that was copied.
const STAMPED: &str = "Chữ ký, con dấu trên văn bản được sao";
/// What only a widget of a form has (PDF 32000 12.7.3, 12.5.6.19).
const OF_FIELDS: [&[u8]; 17] = [
    b"FT", b"T", b"TU", b"TM", b"V", b"DV", b"Ff", b"Kids", b"Parent", b"Lock", b"SV", b"MK", b"DA", b"A",
    b"AA", b"Q", b"MaxLen",
];

/// Is a PDF of which a copy can be made.
pub struct Source {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Whether somebody signed it by token.
    pub is_signed: bool,
    /// How many pages it has.
    pub pages: usize,
    /// The version it says it is of: `1.7`.
    pub version: String,
    /// What it has to say as a scan; nothing where it holds letters.
    pub scan: Option<Scan>,
}

/// Is what a scan is like.
#[derive(Debug, Clone, Copy)]
pub struct Scan {
    /// The fewest dots an inch of its pages.
    pub dpi: u32,
    /// Whether all its pictures are in colour.
    pub colour: bool,
}

/// Makes a PDF ready to be copied: all its pages, or those that are named (from 1).
///
/// # Errors
/// Says in Vietnamese why it cannot be copied.
pub fn source(bytes: &[u8], only: &[usize]) -> Result<Source, String> {
    let document = read(bytes)?;
    let pages = document.get_pages();
    for page in pages.values() {
        if inherited(&document, *page, b"UserUnit").is_some() {
            return Err("có trang dùng đơn vị đo riêng (UserUnit)".to_owned());
        }
        if super::frame::Frame::of(&document, *page).is_none() {
            return Err("có trang không ghi khổ giấy".to_owned());
        }
    }
    let is_signed = document.objects.values().any(is_filled);
    let scan = scan(&document, &pages.values().copied().collect::<Vec<_>>());
    let version = version(&document);
    let mut bytes = if chain(bytes).is_ok() { bytes.to_vec() } else { written(document)? };
    end_line(&mut bytes);
    let mut bytes = without_form(bytes)?;
    if !only.is_empty() {
        bytes = excerpt(read(&bytes)?, only)?;
        end_line(&mut bytes);
    }
    let pages = if only.is_empty() { pages.len() } else { only.len() };
    Ok(Source { bytes, is_signed, pages, version, scan })
}

fn read(bytes: &[u8]) -> Result<Document, String> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|error| format!("không đọc được PDF ({error})"))?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return Err("PDF bị mã hoá hoặc đặt mật khẩu".to_owned());
    }
    if document.get_pages().is_empty() {
        return Err("PDF không có trang nào".to_owned());
    }
    Ok(document)
}

fn is_filled(object: &Object) -> bool {
    object.as_dict().is_ok_and(|field| {
        field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig") && field.has(b"V")
    })
}

/// Gives the version a file says it is of, in its head or, later, in its catalog.
fn version(document: &Document) -> String {
    let later = document.catalog().ok().and_then(|catalog| catalog.get(b"Version").ok()?.as_name().ok());
    let later = later.map(|name| String::from_utf8_lossy(name).into_owned());
    later.into_iter().chain([document.version.clone()]).max().unwrap_or_default()
}

fn written(mut document: Document) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|error| format!("không viết lại được PDF ({error})"))?;
    Ok(bytes)
}

/// Gives a file of some pages only: nothing of the others stays in it.
fn excerpt(mut document: Document, only: &[usize]) -> Result<Vec<u8>, String> {
    let count = document.get_pages().len();
    if let Some(beyond) = only.iter().find(|page| **page == 0 || **page > count) {
        return Err(format!("không có trang {beyond}: văn bản có {count} trang"));
    }
    let own: BTreeSet<usize> = only.iter().copied().collect();
    let others: Vec<u32> =
        (1..=count).filter(|page| !own.contains(page)).filter_map(|page| u32::try_from(page).ok()).collect();
    if own.len() < only.len() || !only.is_sorted() {
        return Err("các trang trích sao phải ghi từ nhỏ đến lớn, mỗi trang một lần".to_owned());
    }
    // Tags, outline and what is said of the whole name pages that are gone.
    let root = document.trailer.get(b"Root").and_then(Object::as_reference);
    let catalog = root.and_then(|root| document.get_object_mut(root)).and_then(Object::as_dict_mut);
    let catalog = catalog.map_err(|error| format!("không đọc được PDF ({error})"))?;
    let kept: [&[u8]; 6] = [b"Type", b"Pages", b"Version", b"ViewerPreferences", b"Lang", b"OCProperties"];
    let dropped: Vec<Vec<u8>> = catalog
        .iter()
        .map(|(name, _)| name.clone())
        .filter(|name| !kept.contains(&name.as_slice()))
        .collect();
    for name in dropped {
        catalog.remove(&name);
    }
    document.delete_pages(&others);
    document.prune_objects();
    written(document)
}

/// Leaves what fields look like on the pages, and makes none of them a field any more.
fn without_form(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    let document = read(&bytes)?;
    let Some(form) = document.catalog().ok().and_then(|catalog| catalog.get(b"AcroForm").ok()) else {
        return Ok(bytes);
    };
    let form = document.dereference(form).ok().and_then(|(_, form)| form.as_dict().ok());
    let says = |name: &[u8]| form.and_then(|form| form.get(name).ok());
    if says(b"XFA").is_some() {
        return Err("PDF là biểu mẫu động (XFA): in nó ra tệp PDF khác rồi sao tệp ấy".to_owned());
    }
    if says(b"NeedAppearances").is_some_and(|wish| wish.as_bool().unwrap_or(false)) {
        return Err("PDF còn là biểu mẫu để điền: in nó ra tệp PDF khác rồi sao tệp ấy".to_owned());
    }
    let mut bytes = stamped(&bytes, document).map_err(|error| format!("không đọc được PDF ({error})"))?;
    end_line(&mut bytes);
    Ok(bytes)
}

fn stamped(bytes: &[u8], document: Document) -> lopdf::Result<Vec<u8>> {
    let widgets: Vec<ObjectId> = document
        .get_pages()
        .values()
        .flat_map(|page| notes(&document, *page))
        .filter(|note| is_widget(&document, *note))
        .collect();
    let marks: Vec<ObjectId> =
        document.objects.iter().filter(|(_, object)| marks(object, &widgets)).map(|(id, _)| *id).collect();
    let mut file = Update::new(bytes, document);
    for widget in widgets {
        let note = file.edit(widget)?;
        for name in OF_FIELDS {
            note.remove(name);
        }
        note.set("Subtype", "Stamp");
        note.set("Contents", text_string(STAMPED));
    }
    for mark in marks {
        file.edit(mark)?.set("S", "Annot");
    }
    let root = file.root()?;
    let catalog = file.edit(root)?;
    catalog.remove(b"AcroForm");
    catalog.remove(b"Perms");
    file.write()
}

/// Lists the annotations of a page.
fn notes(document: &Document, page: ObjectId) -> Vec<ObjectId> {
    let list = document.get_dictionary(page).and_then(|page| page.get(b"Annots"));
    let list = list.and_then(|list| document.dereference(list)).and_then(|(_, list)| list.as_array());
    list.map(|list| list.iter().filter_map(|note| note.as_reference().ok()).collect()).unwrap_or_default()
}

fn is_widget(document: &Document, note: ObjectId) -> bool {
    let note = document.get_dictionary(note);
    note.and_then(|note| note.get(b"Subtype")).and_then(Object::as_name).is_ok_and(|kind| kind == b"Widget")
}

/// Tells whether an object is the tag of one of some widgets.
fn marks(object: &Object, widgets: &[ObjectId]) -> bool {
    let kid = object.as_dict().and_then(|own| own.get(b"K")).and_then(Object::as_dict);
    let of = kid.and_then(|kid| kid.get(b"Obj")).and_then(Object::as_reference);
    of.is_ok_and(|of| widgets.contains(&of))
}

/// Says what a scan is like: no letters, and a picture on each page.
fn scan(document: &Document, pages: &[ObjectId]) -> Option<Scan> {
    let letters = document.objects.values().any(|object| {
        let own = object.as_dict();
        own.and_then(|own| own.get(b"Type")).and_then(Object::as_name).is_ok_and(|kind| kind == b"Font")
    });
    if letters {
        return None;
    }
    let mut whole = Scan { dpi: u32::MAX, colour: true };
    for page in pages {
        let (width, height) = super::frame::Frame::of(document, *page)?.size();
        let pictures = pictures(document, *page);
        let largest =
            pictures.iter().max_by_key(|picture| side(picture, b"Width") * side(picture, b"Height"))?;
        let (across, down) = (side(largest, b"Width"), side(largest, b"Height"));
        let long = |one: f64, other: f64| one.max(other);
        let dots = long(from(across), from(down)) / long(width, height) * 72.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred dots")]
        let dots = dots.round() as u32;
        whole = Scan { dpi: whole.dpi.min(dots), colour: whole.colour && is_coloured(document, largest) };
    }
    Some(whole)
}

fn from(length: i64) -> f64 {
    f64::from(i32::try_from(length).unwrap_or(i32::MAX))
}

fn side(picture: &Dictionary, name: &[u8]) -> i64 {
    picture.get(name).and_then(Object::as_i64).unwrap_or(0)
}

/// Gives the pictures among the resources of a page.
fn pictures(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let under = |own: &Object| -> Option<Vec<ObjectId>> {
        let forms = own.as_dict().ok()?.get(b"XObject").ok()?;
        let forms = document.dereference(forms).ok()?.1.as_dict().ok()?;
        Some(forms.iter().filter_map(|(_, form)| form.as_reference().ok()).collect())
    };
    let named = inherited(document, page, b"Resources").and_then(under).unwrap_or_default();
    let own = named.into_iter().filter_map(|id| Some(&document.get_object(id).ok()?.as_stream().ok()?.dict));
    let is_picture = |dict: &&Dictionary| {
        dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
    };
    own.filter(is_picture).collect()
}

/// Tells whether a picture is in colour, as far as it says so; what does not is taken for coloured.
fn is_coloured(document: &Document, picture: &Dictionary) -> bool {
    if side(picture, b"BitsPerComponent") == 1 {
        return false;
    }
    let space =
        picture.get(b"ColorSpace").and_then(|space| document.dereference(space)).map(|(_, space)| space);
    match space {
        Ok(Object::Name(name)) => name != b"DeviceGray" && name != b"CalGray",
        Ok(Object::Array(list)) => match list.first().and_then(|kind| kind.as_name().ok()) {
            Some(b"ICCBased") => {
                let profile = list.get(1).and_then(|profile| document.dereference(profile).ok());
                profile
                    .and_then(|(_, profile)| profile.as_stream().ok())
                    .map_or(3, |own| side(&own.dict, b"N"))
                    > 1
            }
            Some(b"CalGray") => false,
            _ => true,
        },
        _ => true,
    }
}
