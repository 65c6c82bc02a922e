//! Comes in: a finished PDF and the places on its pages. Goes out: the same
//! bytes, and after them an incremental update with the empty signature
//! fields. Must not know: who signs.
//!
//! What a field needs, so that the file stays PDF/A-2a and PDF/UA-1 before and
//! after signing: an appearance (empty), the print flag, a name to be read
//! aloud (`/TU`), a place in the tag tree. Typst ends its file without a line
//! break; the next revision would then stand on the line of `%%EOF` (PDF/A
//! 6.1.9), so both parts end in one.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary, text_string};

use super::frame::Frame;
use super::own::{Own, own};
use super::skim::skim;
use super::tags::Tags;
use super::update::{Update, end_line};
use crate::diag::{Code, Diagnostic};
use crate::typeset::Spot;

/// Prints, and cannot be moved by hand (PDF 32000 12.5.3: bits 3 and 8).
const PRINT_LOCKED: i64 = 132;
/// The digest asked for is a condition, the form of the signature a wish: a
/// tool that knows CMS only can still fill the field (PDF 32000 table 234).
const DIGEST_REQUIRED: i64 = 64;

/// Appends an empty signature field for each place that takes one; a PDF
/// without such a place comes back as it is.
///
/// # Errors
/// Gives a finding if the PDF is not built as ours are.
pub fn with_fields(mut pdf: Vec<u8>, spots: &[Spot]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let fields = own(spots);
    if fields.is_empty() {
        return Ok(pdf);
    }
    end_line(&mut pdf);
    let whole = || increment(&pdf, Document::load_mem(&pdf)?, &fields);
    let skimmed = skim(&pdf).and_then(|before| increment(&pdf, before, &fields));
    skimmed.or_else(|_| whole()).map_err(|error| {
        Box::new(Diagnostic::new(Code::INTERNAL, format!("không thêm được ô chữ ký: {error}")))
    })
}

fn increment(pdf: &[u8], before: Document, fields: &[Own<'_>]) -> lopdf::Result<Vec<u8>> {
    let pages = before.get_pages();
    let mut file = Update::new(pdf, before);
    let wish = file.add(dictionary! {
        "Type" => "SV",
        "SubFilter" => vec!["ETSI.CAdES.detached".into()],
        "DigestMethod" => ["SHA256", "SHA384", "SHA512"].map(text_string).to_vec(),
        "Ff" => DIGEST_REQUIRED,
    });
    let mut widgets = Vec::new();
    for own in fields {
        let number = u32::try_from(own.spot.page).unwrap_or(u32::MAX);
        let page = *pages.get(&number).ok_or(lopdf::Error::PageNumberNotFound(number))?;
        widgets.push(field(&mut file, own, page, wish)?.into());
    }
    let form = file.add(dictionary! { "Fields" => widgets });
    let catalog = file.root()?;
    file.edit(catalog)?.set("AcroForm", form);
    let mut bytes = file.write()?;
    spaced(&mut bytes, pdf.len());
    end_line(&mut bytes);
    Ok(bytes)
}

/// Writes the form as node-signpdf looks for it: by the very letters and line breaks
/// below; where it does not find them it breaks the file. The form is the last
/// object of the update, so only the place of the table moves.
fn spaced(bytes: &mut Vec<u8>, from: usize) {
    const FORM: &[u8] = b"<</Fields[";
    const SPACED: &[u8] = b"<<\n/Type /AcroForm\n/Fields [";
    const TABLE: &[u8] = b"startxref\n";
    let find = |word: &[u8]| bytes.windows(word.len()).rposition(|part| part == word).filter(|at| *at > from);
    let (Some(form), Some(table)) = (find(FORM), find(TABLE)) else { return };
    let at = table + TABLE.len();
    let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let stated =
        std::str::from_utf8(&bytes[at..at + length]).ok().and_then(|stated| stated.parse::<usize>().ok());
    let Some(stated) = stated.filter(|stated| (form..table).contains(stated)) else { return };
    // Whatever stands behind the form would move, too.
    if bytes[form..stated].windows(5).any(|part| part == b" obj\n") {
        return;
    }
    let moved = stated + SPACED.len() - FORM.len();
    bytes.splice(at..at + length, moved.to_string().into_bytes());
    bytes.splice(form..form + FORM.len(), SPACED.iter().copied());
}

/// Writes a field on its page; gives its number.
fn field(file: &mut Update, own: &Own<'_>, page: ObjectId, wish: ObjectId) -> lopdf::Result<ObjectId> {
    let frame = Frame::of(file.before(), page).filter(|frame| !frame.is_plain());
    let rect = frame.map_or_else(|| rectangle(own.spot), |frame| frame.corners(own.spot).map(hundredth));
    let look = file.add(Stream::new(
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Form",
            "BBox" => vec![0.into(), 0.into(), (rect[2] - rect[0]).into(), (rect[3] - rect[1]).into()],
            "Resources" => Dictionary::new(),
        },
        Vec::new(),
    ));
    let locked = file.add(locked_by(own));
    let widget = file.add(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => text_string(&own.name),
        "TU" => text_string(&own.told),
        "F" => PRINT_LOCKED,
        "Rect" => rect.map(Object::from).to_vec(),
        "P" => page,
        "AP" => dictionary! { "N" => look },
        "Lock" => locked,
        "SV" => wish,
    });
    file.on_page(page, widget)?;
    // What others made may have no tags: it gets none.
    let root = file.root()?;
    if file.edit(root)?.has(b"StructTreeRoot") {
        let tags = Tags::find(file)?;
        tag(file, &tags, (page, widget))?;
    }
    Ok(widget)
}

/// Gives the widget its place at the end of the tag tree. The element's one kid stands alone, not in
/// an array: a signer may then change the widget without the tree's having changed.
fn tag(file: &mut Update, tags: &Tags, (page, widget): (ObjectId, ObjectId)) -> lopdf::Result<()> {
    let element = file.add(dictionary! {
        "Type" => "StructElem",
        "S" => "Form",
        "P" => tags.document(),
        "K" => dictionary! { "Type" => "OBJR", "Obj" => widget, "Pg" => page },
    });
    tags.push(file, element, element.into())?;
    file.edit(widget)?.set("StructParent", tags.key);
    Ok(())
}

/// Whoever signs locks the own field only, so that others and the seal can follow; the one seal
/// locks all.
fn locked_by(own: &Own<'_>) -> Dictionary {
    let mut lock = dictionary! { "Type" => "SigFieldLock" };
    if own.last {
        lock.set("Action", "All");
    } else {
        lock.set("Action", "Include");
        lock.set("Fields", vec![text_string(&own.name)]);
    }
    lock
}

/// Turns a place into a PDF rectangle: corners from the lower left, in pt, to
/// a hundredth.
fn rectangle(spot: &Spot) -> [f32; 4] {
    let bottom = spot.page_height - spot.y - spot.height;
    [spot.x, bottom, spot.x + spot.width, bottom + spot.height].map(hundredth)
}

#[expect(clippy::cast_possible_truncation, reason = "a page is a few hundred pt wide")]
pub(super) fn hundredth(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::assets::Assets;
    use crate::typeset::{Fonts, Press};

    /// What is read for speed gives the bytes that the whole file gives.
    #[test]
    fn a_skimmed_file_is_as_good_as_the_whole() {
        let press =
            Press::new(Assets::new(Vec::new()), Arc::new(Fonts::new(None).expect("fonts")), Vec::new());
        let text = "#set document(title: \"Giấy mời\", date: datetime(year: 2026, month: 8, day: 5))\n#set text(lang: \"vi\")\n= Giấy mời\n\
            Mời #link(\"https://example.org\")[các đồng chí] *dự* họp.\n#pagebreak()\nTrang sau";
        let mut pdf = press.pdf(&press.set(text.to_owned()).expect("pages")).expect("PDF");
        end_line(&mut pdf);
        let (skimmed, whole) = (skim(&pdf).expect("skimmed"), Document::load_mem(&pdf).expect("whole"));
        assert!(skimmed.objects.len() * 2 < whole.objects.len());
        let spot = |name: &str, page| Spot {
            name: name.to_owned(),
            page,
            page_height: 842.0,
            x: 1.0,
            y: 2.0,
            width: 30.0,
            height: 40.0,
            whose: None,
            main: false,
        };
        let spots = [spot("chu_ky", 1), spot("con_dau", 2)];
        let made = |before| increment(&pdf, before, &own(&spots)).expect("fields");
        assert!(made(skimmed) == made(whole));
    }

    /// A file whose table is written in another way is read whole.
    #[test]
    fn a_file_of_others_is_read_whole() {
        let mut other = Document::new();
        let pages =
            other.add_object(dictionary! { "Type" => "Pages", "Count" => 0, "Kids" => Vec::<Object>::new() });
        let root = other.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        other.add_object(dictionary! { "Other" => true });
        other.trailer.set("Root", root);
        let mut bytes = Vec::new();
        other.save_to(&mut bytes).expect("bytes");
        let whole = Document::load_mem(&bytes).expect("whole");
        assert_eq!(skim(&bytes).expect("read").objects, whole.objects);
        assert!(skim(b"%PDF-1.7 and no more").is_err());
    }
}
