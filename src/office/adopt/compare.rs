//! Comes in: the head of a Word file. Goes out: how it differs from the office, and whether its number
//! stands in the register already. Must not know: fields.

use super::Case;
use super::same::same;
use super::told::Pages;
use crate::diag::{Code, Diagnostic, Findings};
use crate::docx::{Recognised, Said};
use crate::kind::Kind;
use crate::model::{Issuer, Office};
use crate::register::{Entry, Query, Register, State, told as told_day};

/// Gives the issuer a paper names at its head: nothing for the committee itself, the short name of
/// another one; where it is none of the office's, `Err`.
pub(super) fn issuer<'a>(paper: &Recognised, office: &'a Office) -> Result<Option<&'a str>, ()> {
    let Some(organ) = &paper.organ else { return Err(()) };
    // An office of the same name stands under another organ.
    let above = |issuer: &Issuer| match (&paper.parent, &issuer.parent) {
        (Some(said), Some(own)) => same(&said.text, own.as_str()),
        _ => true,
    };
    let is = |issuer: &Issuer| same(issuer.name.as_str(), &organ.text) && above(issuer);
    if is(&office.issuer) {
        return Ok(None);
    }
    office.issuers.iter().find(|(_, issuer)| is(issuer)).map(|(key, _)| Some(key.as_str())).ok_or(())
}

/// Holds the head against the office and the register; tells whether the paper is issued.
pub(super) fn compare(
    case: &Case<'_>,
    kind: &Kind,
    pages: &Pages,
    found: &mut Vec<Diagnostic>,
) -> Result<bool, Findings> {
    let office = &case.workspace.office;
    let own = organ(case, pages, found);
    if own
        && let Some(place) = &case.paper.place
        && !same(&place.text, office.place.as_str())
    {
        found.push(differs("địa danh", place, office.place.as_str(), pages));
    }
    let Some(issuer) = own.then(|| signing(case)).flatten() else { return Ok(false) };
    if let Some((mark, said)) = &case.paper.mark {
        let symbol = format!("{}/{}", kind.symbol.of(issuer.side), issuer.symbol.as_str());
        let fits = mark.parts.iter().any(|part| part == issuer.symbol.as_str())
            && mark.parts.contains(kind.symbol.of(issuer.side));
        if !fits {
            found.push(differs("ký hiệu", said, &symbol, pages));
        }
    }
    is_issued(case, (kind, issuer), pages, found)
}

fn is_issued(
    case: &Case<'_>,
    (kind, issuer): (&Kind, &Issuer),
    pages: &Pages,
    found: &mut Vec<Diagnostic>,
) -> Result<bool, Findings> {
    let Some((mark, said)) = &case.paper.mark else { return Ok(false) };
    let Some(register) = Register::look(&case.workspace.folder)? else { return Ok(false) };
    let year = case.paper.day.as_ref().and_then(|(day, _)| day.year);
    let entries = register.list(&Query { kind: Some(kind.id.clone()), year, ..Query::default() })?;
    let is = |entry: &&Entry| {
        Some(entry.number) == mark.number
            && entry.organ == issuer.symbol.as_str()
            && entry.state != State::Cancelled
            && case.paper.day.as_ref().and_then(|(day, _)| day.date()).is_none_or(|date| date == entry.date)
    };
    let Some(entry) = entries.iter().find(is) else { return Ok(false) };
    let message = format!(
        "`{}` đã có trong sổ, ngày {}: {}; văn bản đã ban hành không nhận lại thành bản nháp",
        said.text,
        told_day(entry.date),
        entry.summary
    );
    found.push(
        Diagnostic::new(Code::IMPORT_ISSUED, message)
            .at(pages.paragraph(said.paragraph))
            .hint("cần sửa một văn bản đã ban hành thì đính chính hoặc thay bằng văn bản mới, số mới"),
    );
    Ok(true)
}

/// Gives the issuer of the paper among those of the office.
fn signing<'a>(case: &Case<'a>) -> Option<&'a Issuer> {
    let office = &case.workspace.office;
    match issuer(case.paper, office).ok()? {
        None => Some(&office.issuer),
        Some(key) => office.unit(key),
    }
}

/// Tells of an organ that is none of the office's; gives whether it is one.
fn organ(case: &Case<'_>, pages: &Pages, found: &mut Vec<Diagnostic>) -> bool {
    let office = &case.workspace.office;
    let Some(organ) = &case.paper.organ else { return false };
    if issuer(case.paper, office).is_ok() {
        return true;
    }
    let message = format!(
        "cơ quan trong tệp là `{}`, không phải cơ quan ở đây (`{}`): bản nháp sẽ in tên cơ quan ở đây",
        organ.text,
        office.issuer.name.as_str()
    );
    found.push(
        Diagnostic::new(Code::IMPORT_HEAD, message)
            .at(pages.paragraph(organ.paragraph))
            .hint("văn bản của cơ quan khác thì chỉ lấy nội dung; đơn vị cùng sổ thì khai ở mục don_vi của co-quan.yaml"),
    );
    false
}

fn differs(what: &str, said: &Said, own: &str, pages: &Pages) -> Diagnostic {
    let message =
        format!("{what} trong tệp là `{}`, của cơ quan là `{own}`: bản nháp in theo cơ quan", said.text);
    Diagnostic::new(Code::IMPORT_HEAD, message).at(pages.paragraph(said.paragraph))
}
