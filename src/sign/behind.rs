//! Comes in: a document as PDF, a page of ours with what stands under it. Goes out: the document's own
//! bytes, and behind them what puts that page under the last one's text, or behind the last one.
//! Must not know: what the page says.
//!
//! Nothing of the document is written anew but the last page's list of contents and the top of the
//! tag tree: what its pages draw stays, byte for byte. Of the page of ours only what it draws, its
//! letters and its tags come along (PDF 32000 14.7.4.3: a form has tags of its own).

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::frame::Frame;
use super::tags::Tags;
use super::update::{Update, end_line};
use crate::diag::{Code, Diagnostic};

/// Is the name a page has for what stands under its text.
pub(super) const UNDER: &str = "VtBanSao";

/// Says where a page of ours comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Onto the document's last page, below its text.
    Under,
    /// Behind the last page.
    Behind,
}

/// Puts a page of ours under or behind a document.
///
/// # Errors
/// Gives a finding if either is not built as a PDF should be.
pub fn with_page(pdf: &[u8], ours: &[u8], place: Where) -> Result<Vec<u8>, Box<Diagnostic>> {
    let mut pdf = pdf.to_vec();
    end_line(&mut pdf);
    joined(&pdf, ours, place).map_err(|error| {
        Box::new(Diagnostic::new(Code::COPY_SOURCE, format!("không ghép được phần sao vào PDF: {error}")))
    })
}

/// Tells whether something may be drawn onto the last page of a document: whatever its contents leave
/// behind of the state of drawing can be ended.
#[must_use]
pub fn takes_more(pdf: &[u8]) -> bool {
    let Ok(document) = Document::load_mem(pdf) else { return false };
    document.get_pages().values().last().is_some_and(|page| left_open(&document, *page).is_some())
}

/// Counts how often a page's contents save the state of drawing and do not restore it; nothing where
/// they cannot be read or restore what they never saved.
fn left_open(document: &Document, page: ObjectId) -> Option<usize> {
    let content = Content::decode(&document.get_page_content(page)).ok()?;
    let mut open = 0_usize;
    for operation in content.operations {
        match operation.operator.as_str() {
            "q" => open += 1,
            "Q" => open = open.checked_sub(1)?,
            _ => {}
        }
    }
    Some(open)
}

fn joined(pdf: &[u8], ours: &[u8], place: Where) -> lopdf::Result<Vec<u8>> {
    let (before, ours) = (Document::load_mem(pdf)?, Document::load_mem(ours)?);
    let no_page = || lopdf::Error::PageNumberNotFound(1);
    let last = before.get_pages().into_values().last().ok_or_else(no_page)?;
    let page = ours.get_pages().into_values().next().ok_or_else(no_page)?;
    let mut file = Update::new(pdf, before);
    let tags = Tags::of(&mut file);
    let own = ours.get_dictionary(page)?.clone();
    let key = tags.as_ref().map(|tags| tags.key);
    let mut taken = Taken { ours: &ours, moved: BTreeMap::new(), from: file.before().max_id };
    let (onto, form) = match place {
        Where::Under => {
            let form = taken.form(&mut file, (&own, last), key)?;
            under(&mut file, last, form)?;
            (last, Some(form))
        }
        Where::Behind => (behind(&mut file, &mut taken, (&own, last), key)?, None),
    };
    if let Some(tags) = tags {
        taken.tags(&mut file, &tags, (page, onto, form))?;
    }
    let mut bytes = file.write()?;
    end_line(&mut bytes);
    Ok(bytes)
}

/// Draws a form last on a page, upright whatever the page's own contents did.
fn under(file: &mut Update, page: ObjectId, form: ObjectId) -> lopdf::Result<()> {
    let open = left_open(file.before(), page).unwrap_or_default();
    let was: Vec<Object> = match file.before().get_dictionary(page)?.get(b"Contents") {
        Ok(Object::Array(list)) => list.clone(),
        Ok(Object::Reference(id)) => match file.before().get_object(*id)? {
            Object::Array(list) => list.clone(),
            _ => vec![(*id).into()],
        },
        _ => Vec::new(),
    };
    file.lend(page, UNDER, form)?;
    let begin = file.add(Stream::new(Dictionary::new(), b"q\n".to_vec()));
    let ends = format!("\n{}Q q /{UNDER} Do Q\n", "Q ".repeat(open));
    let end = file.add(Stream::new(Dictionary::new(), ends.into_bytes()));
    let all: Vec<Object> = std::iter::once(begin.into()).chain(was).chain([end.into()]).collect();
    file.edit(page)?.set("Contents", all);
    Ok(())
}

/// Puts the page of ours behind the last one; gives its number.
fn behind(
    file: &mut Update,
    taken: &mut Taken<'_>,
    (own, last): (&Dictionary, ObjectId),
    key: Option<i64>,
) -> lopdf::Result<ObjectId> {
    let parent = file.before().get_dictionary(last)?.get(b"Parent")?.as_reference()?;
    let mut page = dictionary! { "Type" => "Page", "Parent" => parent, "Rotate" => 0, "Tabs" => "S" };
    for name in [&b"MediaBox"[..], b"Contents", b"Resources"] {
        page.set(name, taken.object(file, own.get(name)?)?);
    }
    page.set("CropBox", page.get(b"MediaBox")?.clone());
    if let Some(key) = key {
        page.set("StructParents", key);
    }
    let page = file.add(page);
    file.edit(parent)?.get_mut(b"Kids")?.as_array_mut()?.push(page.into());
    let mut above = Some(parent);
    while let Some(folder) = above {
        let folder = file.edit(folder)?;
        let count = folder.get(b"Count")?.as_i64()?;
        folder.set("Count", count + 1);
        above = folder.get(b"Parent").and_then(Object::as_reference).ok();
    }
    Ok(page)
}

/// Is what was taken from the page of ours so far.
struct Taken<'a> {
    ours: &'a Document,
    moved: BTreeMap<ObjectId, ObjectId>,
    /// The highest number the document has.
    from: u32,
}

impl Taken<'_> {
    /// Takes an object with all it names.
    fn object(&mut self, file: &mut Update, object: &Object) -> lopdf::Result<Object> {
        Ok(match object {
            Object::Reference(id) => self.named(file, *id)?.into(),
            Object::Array(list) => {
                Object::Array(list.iter().map(|one| self.object(file, one)).collect::<lopdf::Result<_>>()?)
            }
            Object::Dictionary(own) => Object::Dictionary(self.dictionary(file, own)?),
            Object::Stream(stream) => {
                let dict = self.dictionary(file, &stream.dict)?;
                Object::Stream(Stream { dict, ..stream.clone() })
            }
            other => other.clone(),
        })
    }

    fn dictionary(&mut self, file: &mut Update, own: &Dictionary) -> lopdf::Result<Dictionary> {
        let mut taken = Dictionary::new();
        for (name, value) in own {
            taken.set(name.clone(), self.object(file, value)?);
        }
        Ok(taken)
    }

    fn named(&mut self, file: &mut Update, id: ObjectId) -> lopdf::Result<ObjectId> {
        if let Some(known) = self.moved.get(&id) {
            return Ok(*known);
        }
        let new = (self.from + id.0, 0);
        self.moved.insert(id, new);
        let object = self.ours.get_object(id)?;
        let object = self.object(file, object)?;
        file.put(new, object);
        Ok(new)
    }

    /// Makes a form of what the page of ours draws, turned as the page it comes onto is.
    fn form(
        &mut self,
        file: &mut Update,
        (own, onto): (&Dictionary, ObjectId),
        key: Option<i64>,
    ) -> lopdf::Result<ObjectId> {
        let contents = self.ours.get_object(own.get(b"Contents")?.as_reference()?)?.as_stream()?;
        let frame = Frame::of(file.before(), onto).ok_or(lopdf::Error::ObjectNotFound(onto))?;
        let mut dict = contents.dict.clone();
        dict.set("Type", "XObject");
        dict.set("Subtype", "Form");
        dict.set("BBox", own.get(b"MediaBox")?.clone());
        dict.set("Matrix", frame.matrix().map(super::fields::hundredth).map(Object::from).to_vec());
        dict.set("Resources", self.object(file, own.get(b"Resources")?)?);
        if let Some(key) = key {
            dict.set("StructParents", key);
        }
        Ok(file.add(Stream { dict, ..contents.clone() }))
    }

    /// Takes the tags of the page of ours, as one section at the end of the document's.
    fn tags(
        &mut self,
        file: &mut Update,
        tags: &Tags,
        (page, onto, form): (ObjectId, ObjectId, Option<ObjectId>),
    ) -> lopdf::Result<()> {
        let tree = self.ours.catalog()?.get(b"StructTreeRoot")?.as_reference()?;
        let tree = self.ours.get_dictionary(tree)?;
        let document = match tree.get(b"K")? {
            Object::Array(kids) => kids.first().ok_or(lopdf::Error::ObjectNotFound(page))?.as_reference()?,
            kid => kid.as_reference()?,
        };
        let section = file.add(dictionary! { "Type" => "StructElem", "S" => "Sect", "P" => tags.document() });
        self.moved.extend([(document, section), (page, onto)]);
        let kids = self.object(file, self.ours.get_dictionary(document)?.get(b"K")?)?;
        file.edit_new(section)?.set("K", kids);
        let nums = tree.get(b"ParentTree")?;
        let nums = self.ours.dereference(nums)?.1.as_dict()?.get(b"Nums")?.as_array()?;
        let parents = nums.get(1).cloned().unwrap_or_else(|| Object::Array(Vec::new()));
        let parents = self.object(file, &parents)?;
        if let Some(form) = form {
            let elements: Vec<ObjectId> = self.moved.values().copied().collect();
            for element in elements {
                file.in_form(element, (onto, form));
            }
        }
        if let Ok(roles) = tree.get(b"RoleMap").and_then(Object::as_dict) {
            tags.name(file, roles)?;
        }
        tags.push(file, section, parents)
    }
}
