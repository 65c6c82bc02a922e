//! Comes in: a paper as this program wrote it. Goes out: whose it is, as it stands on
//! its pages: the name under each signer's field, the letters of its first page.
//! Must not know: who signed.
//!
//! Only what this program is proved to have written is read here: such pages are
//! runs of letters, each with its own place.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Encoding, LoadOptions, Object, ObjectId, Stream};

use super::behind::UNDER;
use super::frame::inherited;
use super::own::{is_own, is_seal, whose};

/// Is how many bytes a page may unpack to.
const MOST_UNPACKED: usize = 16 << 20;
/// Is how far under the field the signer's name may stand, in pt, and how far a
/// line may bend.
const BELOW: f64 = 40.0;
const LINE: f64 = 3.0;

/// Is what a paper says of whose it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Printed {
    /// The signature fields it left with, in their order.
    pub fields: Vec<OwnField>,
    /// The lines of its first page, from the top.
    pub lines: Vec<String>,
    /// The office that issued it, as the file names its author.
    pub author: String,
}

/// Is a signature field that a paper left with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnField {
    /// Its name.
    pub name: String,
    /// Whether it is that of a seal.
    pub seal: bool,
    /// Whose it is: a signer by the name that stands under the field, an office where several
    /// put their seals; nothing of the one seal.
    pub whose: Option<String>,
}

impl Printed {
    /// Finds the field of a name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&OwnField> {
        self.fields.iter().find(|own| own.name == name)
    }

    /// Gives the names of those who are to sign.
    pub fn signers(&self) -> impl Iterator<Item = &str> {
        let persons = self.fields.iter().filter(|own| !own.seal);
        persons.filter_map(|own| own.whose.as_deref()).filter(|name| !name.is_empty())
    }
}

/// Is some text and where it begins, in pt from the lower left corner.
struct Run {
    x: f64,
    y: f64,
    text: String,
}

/// Reads whose a paper is; none where it is not as this program writes papers.
#[must_use]
pub fn printed(bytes: &[u8]) -> Option<Printed> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    let pages = document.get_pages();
    let mut printed = Printed { author: author(&document).unwrap_or_default(), ..Printed::default() };
    printed.lines = lines(runs(&document, *pages.get(&1)?)?);
    for field in own_fields(&document) {
        let whose = if is_seal(&field.name) {
            whose(&field.told).map(str::to_owned)
        } else {
            Some(below(runs(&document, field.page)?, field.rect))
        };
        printed.fields.push(OwnField { seal: is_seal(&field.name), name: field.name, whose });
    }
    Some(printed)
}

/// Reads all letters of a paper, line by line, one space between words; none where it is not as
/// this program writes papers.
#[must_use]
pub fn text_layer(bytes: &[u8]) -> Option<String> {
    let options = LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).ok()?;
    let pages = document.get_pages().into_values().map(|page| Some(lines(runs(&document, page)?).join("\n")));
    Some(pages.collect::<Option<Vec<String>>>()?.join("\n"))
}

fn author(document: &Document) -> Option<String> {
    let info = document.trailer.get(b"Info").ok().and_then(|info| document.dereference(info).ok())?;
    lopdf::decode_text_string(info.1.as_dict().ok()?.get(b"Author").ok()?).ok()
}

/// Gives what stands right under a field: the nearest line; a long name may need a second.
fn below(runs: Vec<Run>, rect: [f64; 4]) -> String {
    let below = |run: &Run| {
        run.y < rect[1] + LINE && run.y > rect[1] - BELOW && run.x > rect[0] - LINE && run.x < rect[2] + LINE
    };
    lines(runs.into_iter().filter(below).collect()).join(" ")
}

/// Is a field of ours as it lies in the file.
struct Field {
    name: String,
    told: String,
    page: ObjectId,
    rect: [f64; 4],
}

/// Lists the fields of ours.
fn own_fields(document: &Document) -> Vec<Field> {
    let form = document.catalog().and_then(|catalog| document.get_dict_in_dict(catalog, b"AcroForm"));
    let fields = form.and_then(|form| form.get(b"Fields")).and_then(Object::as_array);
    let read = |field: &Object| {
        let field = document.get_dictionary(field.as_reference().ok()?).ok()?;
        let text = |key: &[u8]| lopdf::decode_text_string(field.get(key).ok()?).ok();
        let name = text(b"T").filter(|name| is_own(name))?;
        let rect: Vec<f64> = field.get(b"Rect").ok()?.as_array().ok()?.iter().filter_map(number).collect();
        let page = field.get(b"P").ok()?.as_reference().ok()?;
        Some(Field { name, told: text(b"TU").unwrap_or_default(), page, rect: rect.try_into().ok()? })
    };
    fields.into_iter().flatten().filter_map(read).collect()
}

fn number(object: &Object) -> Option<f64> {
    object.as_float().ok().map(f64::from)
}

/// Is a font, by the name a page has for it.
type Fonts<'a> = Vec<(Vec<u8>, Encoding<'a>)>;

/// Lists the runs of letters of a page.
fn runs(document: &Document, page: ObjectId) -> Option<Vec<Run>> {
    let content = document.get_page_content_with_limit(page, MOST_UNPACKED).ok()?;
    let fonts = document.get_page_fonts(page).ok()?.into_iter();
    let fonts: Fonts<'_> =
        fonts.filter_map(|(name, font)| Some((name, font.get_font_encoding(document).ok()?))).collect();
    let mut runs = Vec::new();
    // What stands under a copied document is a form, drawn last.
    if let Drawn::Under(at) = written((&content, &fonts), START, &mut runs)? {
        let form = form(document, page)?;
        let content = form.decompressed_content().ok()?;
        let fonts = fonts_of(document, &form.dict);
        let matrix = form.dict.get(b"Matrix").ok()?.as_array().ok()?.iter().filter_map(number);
        let matrix: [f64; 6] = matrix.collect::<Vec<_>>().try_into().ok()?;
        written((&content, &fonts), product(matrix, at), &mut runs)?;
    }
    Some(runs)
}

/// Gives the form that was put under a document.
fn form(document: &Document, page: ObjectId) -> Option<&Stream> {
    let named = inherited(document, page, b"Resources")?.as_dict().ok()?.get(b"XObject").ok()?;
    let named = document.dereference(named).ok()?.1.as_dict().ok()?.get(UNDER.as_bytes()).ok()?;
    document.dereference(named).ok()?.1.as_stream().ok()
}

fn fonts_of<'a>(document: &'a Document, dict: &'a Dictionary) -> Fonts<'a> {
    let list = || -> Option<&'a Dictionary> {
        let own = document.dereference(dict.get(b"Resources").ok()?).ok()?.1.as_dict().ok()?;
        document.dereference(own.get(b"Font").ok()?).ok()?.1.as_dict().ok()
    };
    let font = |(name, font): (&Vec<u8>, &'a Object)| -> Option<(Vec<u8>, Encoding<'a>)> {
        let font = document.dereference(font).ok()?.1.as_dict().ok()?;
        Some((name.clone(), font.get_font_encoding(document).ok()?))
    };
    list().into_iter().flat_map(Dictionary::iter).filter_map(font).collect()
}

/// Is where letters stand before anything is moved.
const START: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// Is what some contents draw.
enum Drawn {
    /// Letters of their own.
    Letters,
    /// Besides, there, what was put under a document.
    Under([f64; 6]),
}

/// Adds the runs of some contents; tells whether they draw what was put under a document.
fn written((content, fonts): (&[u8], &Fonts<'_>), mut at: [f64; 6], runs: &mut Vec<Run>) -> Option<Drawn> {
    let content = Content::decode(content).ok()?;
    let (mut saved, mut text, mut font, mut drawn) = (Vec::new(), START, None, Drawn::Letters);
    for operation in content.operations {
        let numbers = || -> Option<[f64; 6]> {
            operation.operands.iter().filter_map(number).collect::<Vec<_>>().try_into().ok()
        };
        let name = || operation.operands.first().and_then(|name| name.as_name().ok());
        match operation.operator.as_str() {
            "q" => saved.push(at),
            "Q" => at = saved.pop().unwrap_or(at),
            "cm" => at = product(numbers()?, at),
            "BT" => text = START,
            "Tm" => text = numbers()?,
            "Tf" => {
                font = fonts.iter().find(|(known, _)| Some(known.as_slice()) == name()).map(|(_, font)| font);
            }
            "Do" if name() == Some(UNDER.as_bytes()) => drawn = Drawn::Under(at),
            "Tj" | "TJ" => {
                let place = product(text, at);
                let text = shown(&operation.operands, font?);
                runs.push(Run { x: place[4], y: place[5], text });
            }
            _ => {}
        }
    }
    Some(drawn)
}

fn shown(operands: &[Object], font: &Encoding<'_>) -> String {
    let mut text = String::new();
    for operand in operands {
        match operand {
            Object::String(bytes, _) => {
                text.push_str(&Document::decode_text(font, bytes).unwrap_or_default());
            }
            Object::Array(list) => text.push_str(&shown(list, font)),
            _ => {}
        }
    }
    text
}

/// Multiplies two matrices of PDF (PDF 32000 8.3.4).
fn product(a: [f64; 6], b: [f64; 6]) -> [f64; 6] {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

/// Puts runs together to lines, from the top.
fn lines(mut runs: Vec<Run>) -> Vec<String> {
    runs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut lines: Vec<(f64, Vec<Run>)> = Vec::new();
    for run in runs {
        match lines.last_mut() {
            Some((y, line)) if (*y - run.y).abs() < LINE => line.push(run),
            _ => lines.push((run.y, vec![run])),
        }
    }
    lines
        .into_iter()
        .map(|(_, mut line)| {
            line.sort_by(|a, b| a.x.total_cmp(&b.x));
            let words: Vec<String> = line.into_iter().map(|run| run.text).collect();
            words.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}
