//! Comes in: the form of a copy, the pages of the document. Goes out: the copy as PDF, after each page
//! of the document was looked at beside its own. Must not know: numbers' origin, where it is kept.

use std::sync::Arc;

use super::form::Form;
use super::original::Original;
use crate::diag::{Code, Diagnostic, Findings};
use crate::office::shelf::joined;
use crate::pipeline::Stock;
use crate::pipeline::set::set;
use crate::sign::{takes_more, with_fields};
use crate::typeset::{Drawn, Picture, Spot};

/// Is how fine pages are looked at for room, in dots an inch: a letter's thinnest stroke is a dot wide.
const FINE: f64 = 150.0;
/// Is how fine pages are compared.
const COARSE: f64 = 72.0;
/// Is a step by which a field is made lower, in pt.
const STEP: f64 = 2.0;

/// Is a copy that was set.
pub(super) struct Set {
    pub(super) pdf: Vec<u8>,
    /// The source of what was added; nothing in an electronic copy.
    pub(super) source: Option<String>,
    /// Whether what was added has a page of its own.
    pub(super) behind: bool,
    /// How many pages the copy has.
    pub(super) pages: usize,
    /// The places of signature and seal.
    pub(super) places: Vec<Spot>,
}

/// Makes a copy on paper: what stands under the document comes below its last ink, or, where there is no
/// room, whole onto a page of its own.
///
/// # Errors
/// Gives findings if it fits nowhere or a page came out otherwise.
pub(super) fn paper(
    form: &Form,
    number: Option<u32>,
    original: &Original,
    stock: &Stock,
) -> Result<Set, Findings> {
    let bytes = &original.source.bytes;
    let drawn = drawn(bytes, original, stock)?;
    let last = drawn.count();
    let size = drawn.size(last).ok_or_else(|| unseen(original))?;
    let block = form.block(number);
    let room = if takes_more(bytes) { drawn.picture(last, FINE) } else { None };
    let top = room.map(|page: Picture| page.ink_ends() + form.length("ban_sao.truoc"));
    let set_at = |top: Option<f64>| -> Result<_, Findings> {
        let source = block.source(&stock.assets, size, top)?;
        Ok((set(&stock.press, source.clone(), form.digital)?, source))
    };
    let under = top.map(|top| set_at(Some(top))).transpose()?.filter(|(set, _)| set.pages.count() == 1);
    let behind = under.is_none();
    let (one, source) = under.map_or_else(|| set_at(None), Ok)?;
    if one.pages.count() != 1 {
        let message = format!("`{}`: khổ giấy của văn bản không đủ chỗ cho phần sao", original.name);
        let finding = Diagnostic::new(Code::COPY_SOURCE, message);
        return Err(finding.hint("in văn bản ra khổ A4 hoặc A5 rồi sao tệp ấy").into());
    }
    let pdf = joined(bytes, &one, behind, &stock.press)?;
    let pages = last + usize::from(behind);
    same(&drawn, &pdf, (original, stock), top.filter(|_| !behind))?;
    let places = one.places.iter().map(|spot| Spot { page: pages, ..spot.clone() }).collect();
    Ok(Set { pdf, source: Some(source), behind, pages, places })
}

/// Makes an electronic copy: empty fields at the top right of the first page, over no ink.
///
/// # Errors
/// Gives findings if there is no room, or a page came out otherwise.
pub(super) fn electronic(form: &Form, original: &Original, stock: &Stock) -> Result<Set, Findings> {
    let bytes = &original.source.bytes;
    let drawn = drawn(bytes, original, stock)?;
    let picture = drawn.picture(1, FINE).ok_or_else(|| unseen(original))?;
    let size = drawn.size(1).ok_or_else(|| unseen(original))?;
    let places = free(form, size, &picture).ok_or_else(|| {
        let message = format!("`{}`: góc trên bên phải trang 1 không còn chỗ cho ô chữ ký", original.name);
        Diagnostic::new(Code::COPY_ROOM, message).hint("quét lại để lề trên của tờ giấy hiện đủ")
    })?;
    let pdf = with_fields(bytes.clone(), &places)?;
    same(&drawn, &pdf, (original, stock), None)?;
    Ok(Set { pdf, source: None, behind: false, pages: drawn.count(), places })
}

/// Finds free places for the fields, as high as may be: the organ's in the corner, that of who copies
/// left of it.
fn free(form: &Form, (width, height): (f64, f64), page: &Picture) -> Option<Vec<Spot>> {
    let length = |path: &str| form.length(path);
    let (wide, gap) = (length("ban_sao.o_rong"), length("ban_sao.o_khe"));
    let names = [Some("con_dau"), form.has_person().then_some("chu_ky")];
    let places = |high: f64| -> Vec<Spot> {
        let place = |(at, name): (u8, &str)| Spot {
            name: name.to_owned(),
            page: 1,
            page_height: height,
            x: width - length("ban_sao.o_mep_phai") - wide - f64::from(at) * (wide + gap),
            y: length("ban_sao.o_mep_tren"),
            width: wide,
            height: high,
            whose: None,
            main: true,
        };
        (0..).zip(names.into_iter().flatten()).map(place).collect()
    };
    let is_free = |spot: &Spot| {
        spot.x > 0.0 && page.is_free([spot.x - gap, spot.y - gap, spot.width + 2.0 * gap, spot.height + gap])
    };
    let mut high = length("ban_sao.o_cao");
    while high >= length("ban_sao.o_cao_tu") {
        let found = places(high);
        if found.iter().all(is_free) {
            return Some(found);
        }
        high -= STEP;
    }
    None
}

/// Insists that each page of the document looks in the copy as it did, the last one down to what was
/// added.
fn same(
    before: &Drawn,
    pdf: &[u8],
    (original, stock): (&Original, &Stock),
    until: Option<f64>,
) -> Result<(), Findings> {
    let after = drawn(pdf, original, stock)?;
    let last = before.count();
    for page in 1..=last {
        let (was, is) = (before.picture(page, COARSE), after.picture(page, COARSE));
        let (was, is) = was.zip(is).ok_or_else(|| unseen(original))?;
        // Half a letter's line above the rule.
        let until = until.filter(|_| page == last).map_or(f64::MAX, |top| top - 2.0);
        if !was.is_same_down_to(&is, until) {
            let message = format!("`{}`: trang {page} hiện ra khác đi trong bản sao", original.name);
            let finding = Diagnostic::new(Code::COPY_SOURCE, message);
            return Err(finding.hint("in văn bản ra tệp PDF khác rồi sao tệp ấy").into());
        }
    }
    Ok(())
}

fn drawn(bytes: &[u8], original: &Original, stock: &Stock) -> Result<Drawn, Findings> {
    let fonts = Arc::clone(&stock.fonts);
    Drawn::new(bytes.to_vec(), &fonts)
        .filter(|drawn| drawn.count() > 0)
        .ok_or_else(|| unseen(original).into())
}

fn unseen(original: &Original) -> Diagnostic {
    let message = format!("`{}`: không vẽ được trang để đối chiếu bản sao", original.name);
    Diagnostic::new(Code::COPY_SOURCE, message).hint("in văn bản ra tệp PDF khác rồi sao tệp ấy")
}
