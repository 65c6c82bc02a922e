//! Comes in: the head of a Word file. Goes out: how it differs from the office. Must not know: fields, the
//! register.

use super::Case;
use super::organs::organs;
use super::same::same;
use super::told::Pages;
use crate::diag::{Code, Diagnostic};
use crate::docx::Said;
use crate::kind::Kind;
use crate::model::Issuer;

/// Holds the head against the office.
pub(super) fn compare(case: &Case<'_>, kind: &Kind, pages: &Pages, found: &mut Vec<Diagnostic>) {
    let office = &case.workspace.office;
    let own = organ(case, pages, found);
    if own
        && let Some(place) = &case.paper.place
        && !same(&place.text, office.place.as_str())
    {
        found.push(differs("địa danh", place, office.place.as_str(), pages));
    }
    let Some(issuer) = own.then(|| signing(case)).flatten() else { return };
    if let Some((mark, said)) = &case.paper.mark {
        let symbol = format!("{}/{}", kind.symbol.of(issuer.side), issuer.symbol.as_str());
        let of_kind = kind.symbol.of(issuer.side);
        let own = mark.parts.iter().any(|part| part == issuer.symbol.as_str());
        let bare = || mark.parts.last().is_some_and(|last| last == issuer.symbol.as_str());
        // A letter of the State has no symbol of its kind, but one of who drafted it.
        let fits = if of_kind.is_empty() {
            own && (bare() || unit(case, kind).is_some())
        } else {
            own && mark.parts.contains(of_kind)
        };
        if !fits {
            found.push(differs("ký hiệu", said, &symbol, pages));
        }
    }
}

/// Gives the letters of who drafted a letter of the State: they stand behind the organ's in the symbol, and
/// among the places where it is kept.
pub(super) fn unit(case: &Case<'_>, kind: &Kind) -> Option<String> {
    let issuer = signing(case)?;
    let (mark, _) = case.paper.mark.as_ref()?;
    let has = kind.has("don_vi_soan", issuer.side) && kind.symbol.of(issuer.side).is_empty();
    let (_, symbol) = mark.printed.split_once('/').filter(|_| has)?;
    let unit = symbol.strip_prefix(issuer.symbol.as_str())?.strip_prefix('-')?.trim();
    let mut kept = case.paper.recipients.iter().filter_map(|said| kept_at(&said.text)).peekable();
    let named = kept.peek().is_none() || kept.any(|places| places.split(',').any(|place| same(place, unit)));
    (!unit.is_empty() && named).then(|| unit.to_owned())
}

/// Gives where a paper is kept, of the line that says so.
pub(super) fn kept_at(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['-', '–', ' ']);
    let rest = line.strip_prefix("Lưu").or_else(|| line.strip_prefix("lưu"))?;
    rest.starts_with([' ', ':']).then(|| rest.trim_start_matches([' ', ':']).trim_end_matches(['.', ';']))
}

/// Gives the issuer of the paper among those of the office.
pub(super) fn signing<'a>(case: &Case<'a>) -> Option<&'a Issuer> {
    let office = &case.workspace.office;
    match organs(case.paper, office).ok()?.first {
        None => Some(&office.issuer),
        Some(key) => office.unit(key),
    }
}

/// Gives the organ of the file that is none of the office's.
pub(super) fn stranger<'a>(case: &Case<'a>) -> Option<&'a str> {
    let organ = case.paper.organ.as_ref()?;
    let office = &case.workspace.office;
    // An organ that stood below another one is the same.
    let units = office.issuers.iter().map(|(_, unit)| unit);
    let ours = std::iter::once(&office.issuer).chain(units).any(|own| same(&organ.text, own.name.as_str()));
    (!ours && organs(case.paper, office).is_err()).then_some(organ.text.as_str())
}

/// Tells of an organ that is none of the office's; gives whether it is one.
fn organ(case: &Case<'_>, pages: &Pages, found: &mut Vec<Diagnostic>) -> bool {
    let office = &case.workspace.office;
    let Some(organ) = &case.paper.organ else { return false };
    if organs(case.paper, office).is_ok() {
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
            .hint("văn bản của cơ quan khác thì chỉ lấy nội dung; đơn vị cùng sổ thì khai ở mục `don_vi` của co-quan.yaml"),
    );
    false
}

fn differs(what: &str, said: &Said, own: &str, pages: &Pages) -> Diagnostic {
    let message =
        format!("{what} trong tệp là `{}`, của cơ quan là `{own}`: bản nháp in theo cơ quan", said.text);
    Diagnostic::new(Code::IMPORT_HEAD, message).at(pages.paragraph(said.paragraph))
}
