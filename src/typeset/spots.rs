//! Comes in: laid-out pages. Goes out: the places the look has marked with
//! `<vt-o>` (`templates/the-thuc/o.typ`), where Typst put them. Must not know:
//! what the places are for.

use typst::foundations::{Content, Dict, Label, Selector, Value};
use typst::introspection::{Introspector as _, MetadataElem};
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::spot::Spot;

/// Is the label of every mark.
const MARK: &str = "vt-o";
/// Is the label of the room the ending asks for.
const ENDING: &str = "vt-ket";

pub(super) fn spots(document: &PagedDocument) -> Vec<Spot> {
    labelled(document, MARK).iter().filter_map(|mark| spot(mark, document)).collect()
}

/// Gives the room that the ending asks for (pt).
pub(super) fn ending(document: &PagedDocument) -> Option<f64> {
    labelled(document, ENDING).first()?.to_packed::<MetadataElem>()?.value.clone().cast().ok()
}

/// Gives what the look has marked with a label, in the order of the pages.
pub(super) fn labelled(document: &PagedDocument, label: &str) -> Vec<Content> {
    let label = Label::new(PicoStr::intern(label)).map(Selector::Label);
    label.map(|label| document.introspector().query(&label).into_iter().collect()).unwrap_or_default()
}

fn spot(mark: &Content, document: &PagedDocument) -> Option<Spot> {
    let Value::Dict(values) = &mark.to_packed::<MetadataElem>()?.value else { return None };
    let at = document.introspector().position(mark.location()?)?;
    let page = document.pages().get(at.page.get() - 1)?;
    Some(Spot {
        name: values.get("ten").ok()?.clone().cast().ok()?,
        page: at.page.get(),
        page_height: page.frame.height().to_pt(),
        x: at.point.x.to_pt() + number(values, "x")?,
        y: at.point.y.to_pt() + number(values, "y")?,
        width: number(values, "rong")?,
        height: number(values, "cao")?,
        whose: values.get("cua").ok().and_then(|whose| whose.clone().cast().ok()),
        main: values.get("chinh").is_ok_and(|main| *main == Value::Bool(true)),
    })
}

fn number(values: &Dict, name: &str) -> Option<f64> {
    values.get(name).ok()?.clone().cast().ok()
}
