//! Comes in: a PDF that proves nothing, such as a scan. Goes out: what it has to
//! say of itself. Must not know: revisions.

use lopdf::{Dictionary, Document, LoadOptions, Object};

/// Is how many bytes a packed stream may unpack to.
const MOST_UNPACKED: usize = 32 << 20;

/// Is what a PDF that proves nothing, such as a scan, has to say.
#[derive(Debug, Clone, Copy)]
pub struct Glance {
    /// How many pages it has.
    pub pages: usize,
    /// Whether it says that vanthu made it.
    pub is_ours: bool,
    /// Whether a signature field is filled.
    pub is_signed: bool,
    /// Whether it holds letters and no picture: it never was on paper.
    pub is_text: bool,
}

/// Looks into a PDF; scanners write sloppy tables, which readers repair.
///
/// # Errors
/// Says in Vietnamese why it cannot be read.
pub fn glance(bytes: &[u8]) -> Result<Glance, String> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options)
        .map_err(|error| format!("không đọc được PDF ({error})"))?;
    if document.trailer.has(b"Encrypt") {
        return Err("PDF bị mã hoá".to_owned());
    }
    let creator = dictionary(&document, document.trailer.get(b"Info").ok())
        .and_then(|info| info.get(b"Creator").ok())
        .and_then(|text| text.as_str().ok());
    let is_signed = document.objects.values().any(|object| {
        let field = object.as_dict();
        field.is_ok_and(|field| {
            field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig") && field.has(b"V")
        })
    });
    let has = |key: &[u8], name: &[u8]| {
        let own = document.objects.values().filter_map(own_dictionary);
        own.into_iter().any(|own| own.get(key).and_then(Object::as_name).is_ok_and(|found| found == name))
    };
    let is_text = has(b"Type", b"Font") && !has(b"Subtype", b"Image");
    Ok(Glance { pages: document.get_pages().len(), is_ours: creator == Some(b"vanthu"), is_signed, is_text })
}

/// Gives the dictionary of an object that has one.
fn own_dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(own) => Some(own),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

fn dictionary<'a>(document: &'a Document, object: Option<&'a Object>) -> Option<&'a Dictionary> {
    document.dereference(object?).ok()?.1.as_dict().ok()
}
