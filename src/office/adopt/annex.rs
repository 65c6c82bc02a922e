//! Comes in: an annex that was recognised. Goes out: the same as a draft has it. Must not know: the
//! paper it belongs to.

use crate::docx::{Annexed, Said, TURNED};
use crate::input::undressed;
use crate::kind::Field;
use crate::yaml::edit::Content;

/// Gives an annex as a member of the list that `own` is.
pub(super) fn member(annex: &Annexed, own: &Field) -> Content {
    let bare = |field: &Field| undressed(&annex.label.text, field);
    // `Phụ lục 1: DANH SÁCH` names it on its own line.
    let label = own.inner("tieu_de").map(bare).filter(|text| !text.is_empty());
    let title = annex.title.as_ref().map(|title| title.text.clone()).or(label);
    let text = |key: &str, text: String| (key.to_owned(), Content::Text(text));
    let mut entries = Vec::new();
    entries.extend(title.map(|title| text("tieu_de", title)));
    entries.extend(annex.summary.as_ref().map(|said| text("trich_yeu", said.text.clone())));
    if annex.turned && own.inner(TURNED.0).is_some() {
        entries.push(text(TURNED.0, TURNED.1.to_owned()));
    }
    entries.extend(annex.body.clone().map(|body| ("noi_dung".to_owned(), body)));
    Content::Map(entries)
}

/// Gives what an annex says where the kind has none.
pub(super) fn lost(annex: &Annexed) -> Vec<Said> {
    let body = annex.body.as_ref().map(|body| annex.label.with(shown(body)));
    let all = [Some(annex.label.clone()), annex.title.clone(), annex.summary.clone(), body];
    all.into_iter().flatten().collect()
}

/// Gives the letters of a value, its members one a line.
pub(super) fn shown(content: &Content) -> String {
    match content {
        Content::Empty => String::new(),
        Content::Text(text) => text.clone(),
        Content::List(all) => all.iter().map(shown).collect::<Vec<_>>().join("\n"),
        Content::Map(entries) => entries.iter().map(|(_, value)| shown(value)).collect::<Vec<_>>().join("\n"),
    }
}
