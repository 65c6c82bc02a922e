//! Comes in: a PDF as Typst writes it. Goes out: the few of its objects that
//! signature fields touch, read. Must not know: what is done to them.
//!
//! A page of text is sixty objects, most of them tags and letters; reading them
//! all takes longer than all else that is done for the fields. What is missed
//! here is found by reading the whole file.

use lopdf::Document;

/// How an object begins that fields touch: the pages and what holds them, the
/// lists of notes on a page, the top of the tag tree.
const TOUCHED: [&[u8]; 5] =
    [b"<</Type/Catalog", b"<</Type/Page", b"[", b"<</Type/StructTreeRoot", b"<</Type/StructElem/S/Document"];
/// An entry of the cross-reference table (PDF 32000 7.5.4): ten digits of the
/// object's place, five of its generation, `n` (in use) or `f` (free), a line end.
const ENTRY: usize = 20;
const STATE: usize = 17;

/// Reads what fields touch.
///
/// # Errors
/// Gives the reader's error if this is no PDF.
pub(super) fn skim(pdf: &[u8]) -> lopdf::Result<Document> {
    match thinned(pdf) {
        Some(thin) => Document::load_mem(&thin),
        None => Document::load_mem(pdf),
    }
}

/// Gives the file with all that fields do not touch told to be free.
fn thinned(pdf: &[u8]) -> Option<Vec<u8>> {
    let mark = b"startxref\n";
    let at = pdf.windows(mark.len()).rposition(|part| part == mark)?;
    let table = number(pdf.get(at + mark.len()..)?)?;
    let entries =
        (table + pdf.get(table..)?.windows(2).position(|part| part == b"f\r")?).checked_sub(STATE)?;
    let mut thin = pdf.to_vec();
    for entry in thin.get_mut(entries..at)?.chunks_exact_mut(ENTRY).take_while(|entry| is_entry(entry)) {
        let object = pdf.get(number(entry)?..)?;
        let body = object.get(object.iter().position(|byte| *byte == b'\n')? + 1..)?;
        if !TOUCHED.iter().any(|begin| body.starts_with(begin)) {
            entry[STATE] = b'f';
        }
    }
    Some(thin)
}

fn is_entry(entry: &[u8]) -> bool {
    entry.ends_with(b"\r\n") && entry[..10].iter().all(u8::is_ascii_digit)
}

fn number(digits: &[u8]) -> Option<usize> {
    let end = digits.iter().position(|byte| !byte.is_ascii_digit())?;
    std::str::from_utf8(&digits[..end]).ok()?.parse().ok()
}
