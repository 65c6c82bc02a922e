//! Comes in: a PDF. Goes out: the same bytes, and behind them what was changed and added. Must not
//! know: what any of it is for.

use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, dictionary};

/// Is an incremental update that is being written.
pub(super) struct Update {
    file: IncrementalDocument,
}

impl Update {
    /// Begins an update of a PDF that was read.
    pub(super) fn new(pdf: &[u8], before: Document) -> Self {
        Self { file: IncrementalDocument::create_from(pdf.to_vec(), before) }
    }

    /// Gives the PDF as it was.
    pub(super) fn before(&self) -> &Document {
        self.file.get_prev_documents()
    }

    pub(super) fn add(&mut self, object: impl Into<Object>) -> ObjectId {
        self.file.new_document.add_object(object)
    }

    /// Puts an object under a number of its own.
    pub(super) fn put(&mut self, id: ObjectId, object: Object) {
        self.file.new_document.set_object(id, object);
        self.file.new_document.max_id = self.file.new_document.max_id.max(id.0);
    }

    /// Gives a dictionary to change; from now on the update holds its new form.
    pub(super) fn edit(&mut self, id: ObjectId) -> lopdf::Result<&mut Dictionary> {
        self.file.opt_clone_object_to_new_document(id)?;
        self.file.new_document.get_object_mut(id)?.as_dict_mut()
    }

    /// Gives a dictionary that is new.
    pub(super) fn edit_new(&mut self, id: ObjectId) -> lopdf::Result<&mut Dictionary> {
        self.file.new_document.get_object_mut(id)?.as_dict_mut()
    }

    /// Says of a new element of the tag tree that what it marks lies in a form on a page; other
    /// objects stay as they are.
    pub(super) fn in_form(&mut self, element: ObjectId, (page, form): (ObjectId, ObjectId)) {
        let Ok(own) = self.edit_new(element) else { return };
        if !own.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"StructElem") {
            return;
        }
        let within = |kid: &mut Object| match kid {
            Object::Integer(mark) => {
                *kid = Object::Dictionary(dictionary! {
                    "Type" => "MCR", "Pg" => page, "Stm" => form, "MCID" => *mark,
                });
            }
            Object::Dictionary(mark) if mark.has(b"MCID") => mark.set("Stm", form),
            _ => {}
        };
        match own.get_mut(b"K") {
            Ok(Object::Array(kids)) => kids.iter_mut().for_each(within),
            Ok(kid) => within(kid),
            Err(_) => {}
        }
    }

    pub(super) fn root(&self) -> lopdf::Result<ObjectId> {
        self.before().trailer.get(b"Root")?.as_reference()
    }

    /// Gives a picture or form of a page a name there.
    pub(super) fn lend(&mut self, page: ObjectId, name: &str, object: ObjectId) -> lopdf::Result<()> {
        self.file.add_xobject(page, name, object)
    }

    /// Puts an annotation last on its page.
    pub(super) fn on_page(&mut self, page: ObjectId, widget: ObjectId) -> lopdf::Result<()> {
        let mut annotations = match self.edit(page)?.get(b"Annots") {
            Ok(Object::Array(list)) => list.clone(),
            Ok(Object::Reference(id)) => {
                let id = *id;
                self.before().get_object(id)?.as_array()?.clone()
            }
            _ => Vec::new(),
        };
        annotations.push(widget.into());
        let page = self.edit(page)?;
        page.set("Annots", annotations);
        // The tab order is that of the tags.
        page.set("Tabs", "S");
        Ok(())
    }

    /// Writes the file.
    pub(super) fn write(mut self) -> lopdf::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.save_to(&mut bytes)?;
        Ok(bytes)
    }
}

/// Ends a file in a line break, or the next revision would stand on the line of its `%%EOF`.
pub(super) fn end_line(bytes: &mut Vec<u8>) {
    if bytes.last() != Some(&b'\n') {
        bytes.push(b'\n');
    }
}
