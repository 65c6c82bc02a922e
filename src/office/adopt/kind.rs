//! Comes in: what a Word file prints. Goes out: which kind of paper it is. Must not know: its fields.

use super::Case;
use super::same::same;
use super::told::Pages;
use crate::diag::{Code, Diagnostic, nearest};
use crate::docx::{Known, KnownKind};
use crate::kind::{GuestUse, Kind, Side, offered};
use crate::pipeline::Stock;
use crate::rules::Rule;

/// Gives what is known of papers by the kinds and rule sets there are.
pub(super) fn known(stock: &Stock) -> Known {
    let kinds = offered(&stock.assets).into_iter().map(|kind| KnownKind {
        id: kind.id.clone(),
        heading: kind
            .heading
            .clone()
            .or_else(|| (!kind.summary_under_number).then(|| kind.name.to_uppercase())),
        symbol: kind.symbol.of(Side::Party).clone(),
    });
    let rules = stock.rules.last();
    let said = |key: &str| match rules.and_then(|rules| rules.values.find(key)) {
        Some(Rule::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let commands = ["chu.lenh_quyet_dinh", "chu.lenh_quyet_nghi"].into_iter().filter_map(said);
    let bare = |pattern: &str| {
        pattern.replace("{tham_quyen}", "").replace('|', " ").trim_matches([' ', ':']).to_owned()
    };
    Known { kinds: kinds.collect(), commands: commands.map(bare).collect() }
}

/// Tells the kind: the one that was said, the one whose name the paper prints, the one of its symbol,
/// a letter where the summary stands below the number.
pub(super) fn of(case: &Case<'_>, stock: &Stock, pages: &Pages) -> Result<Kind, Box<Diagnostic>> {
    let kinds = offered(&stock.assets);
    if let Some(said) = case.asked.kind {
        let own = kinds.iter().find(|kind| kind.id == said || same(&kind.name, said)).cloned();
        return own.ok_or_else(|| Box::new(unknown(said, &kinds)));
    }
    let name = case.paper.name.as_ref();
    let symbols: Vec<&str> =
        case.paper.mark.iter().flat_map(|(mark, _)| &mark.parts).map(String::as_str).collect();
    let printed = |kind: &&Kind| {
        let heading = kind.heading.clone().unwrap_or_else(|| kind.name.to_uppercase());
        name.is_some_and(|name| same(&heading, &name.text))
    };
    let marked = |kind: &&Kind| symbols.contains(&kind.symbol.of(Side::Party).as_str());
    let letter = |kind: &&Kind| kind.summary_under_number && name.is_none() && case.paper.summary.is_some();
    let named: Vec<&Kind> = kinds.iter().filter(printed).collect();
    let found = plainest(&named, &symbols)
        .or_else(|| kinds.iter().filter(|_| name.is_none()).find(marked))
        .or_else(|| kinds.iter().find(letter));
    found.cloned().ok_or_else(|| Box::new(untold(case, &kinds, pages)))
}

/// Of kinds that print one name gives the one of that symbol with the fewest fields of its own.
fn plainest<'a>(named: &[&'a Kind], symbols: &[&str]) -> Option<&'a Kind> {
    let rank = |kind: &&&Kind| {
        let other = !symbols.contains(&kind.symbol.of(Side::Party).as_str());
        (other, kind.own.len() + usize::from(kind.guests == Some(GuestUse::Each)), kind.rank)
    };
    named.iter().min_by_key(rank).copied()
}

fn unknown(said: &str, kinds: &[Kind]) -> Diagnostic {
    let finding = Diagnostic::new(Code::KIND_UNKNOWN, format!("không có loại văn bản `{said}`"));
    match nearest(said, kinds.iter().map(|kind| kind.id.as_str())) {
        Some(near) => finding.hint(format!("có phải `{near}`?")),
        None => finding.hint("xem các loại bằng `vanthu loai`"),
    }
}

fn untold(case: &Case<'_>, kinds: &[Kind], pages: &Pages) -> Diagnostic {
    let message =
        "không nhận ra văn bản này là loại gì: không thấy tên loại viết chữ in, ký hiệu hay dòng V/v";
    let mut finding = Diagnostic::new(Code::IMPORT_KIND, message);
    if let Some((_, said)) = &case.paper.mark {
        finding = finding.at(pages.paragraph(said.paragraph));
    } else {
        finding = finding.at(pages.paragraph(1));
    }
    let ids: Vec<&str> = kinds.iter().map(|kind| kind.id.as_str()).collect();
    finding
        .hint("nói rõ loại bằng --loai, ví dụ: --loai cong-van")
        .hint(format!("các loại: {}", ids.join(", ")))
}
