//! Comes in: composed papers. Goes out: findings that no single room can tell:
//! letters no font has, facts the kind lacks, annexes without their paper.
//! Must not know: how papers are read or made.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Stock;
use super::paper::Ready;
use crate::check;
use crate::diag::{Code, Diagnostic, Span, Text};
use crate::input::Card;
use crate::kind::{Kind, Side};
use crate::model::{Annex, Document};
use crate::rules::RuleSet;
use crate::typeset::Fonts;

/// Looks at everything that is printed; where it is known which day it is, at days that are over, too.
pub(super) fn examined(ready: &Ready, stock: &Stock, today: Option<NaiveDate>) -> Vec<Diagnostic> {
    let Ready { document, rules, info, .. } = ready;
    let fonts = &stock.fonts;
    let mut findings = letters(document, &info.fonts, fonts);
    match stock.kind_words() {
        Ok(kinds) => {
            findings.extend(check::check(document, rules, kinds));
            findings.extend(today.iter().flat_map(|today| check::past(document, rules, kinds, *today)));
        }
        Err(found) => findings.extend(found),
    }
    for annex in &document.annexes {
        if let Annex::Document(annex) = annex {
            findings.extend(letters(annex, &info.fonts, fonts));
        }
    }
    findings
}

/// Finds letters that no font has.
fn letters(document: &Document, families: &[String], fonts: &Fonts) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut known: BTreeMap<char, bool> = BTreeMap::new();
    for text in document.printed_texts().into_iter().chain(document.event_texts()) {
        for (at, letter) in text.as_str().char_indices() {
            let plain = (letter.is_ascii() && !letter.is_control()) || letter == '\n';
            let covered = plain
                || *known.entry(letter).or_insert_with(|| {
                    is_unseen(letter) || families.iter().any(|family| fonts.covers(family, letter))
                });
            if !covered {
                findings.push(
                    Diagnostic::new(
                        Code::GLYPH,
                        format!("phông chữ không có chữ `{letter}` (U+{:04X})", u32::from(letter)),
                    )
                    .at(text.at(at..at + letter.len_utf8()))
                    .hint("thay chữ này, hoặc chỉ thư mục có phông khác bằng --phong"),
                );
                known.insert(letter, true);
            }
        }
    }
    findings
}

/// Gives the first letter of a text that no font has.
pub(super) fn uncovered(text: &str, families: &[String], fonts: &Fonts) -> Option<char> {
    text.chars()
        .filter(|letter| !letter.is_ascii())
        .find(|letter| !is_unseen(*letter) && !families.iter().any(|family| fonts.covers(family, *letter)))
}

/// Tells whether a finding stops a paper: a bad row of its guest list stops
/// only that row, a choice that cannot be met only those chosen.
pub(super) fn stops(finding: &Diagnostic) -> bool {
    finding.is_error() && finding.code != Code::GUESTS_ROW && finding.code != Code::GUESTS_PICK
}

/// Names the papers that others take as annexes.
pub(super) fn annexed(ready: &[&Ready]) -> Vec<String> {
    ready.iter().flat_map(|ready| annex_ids(&ready.document)).map(str::to_owned).collect()
}

fn annex_ids(document: &Document) -> impl Iterator<Item = &str> {
    document.annexes.iter().filter_map(|annex| match annex {
        Annex::Document(document) => Some(document.id.as_str()),
        Annex::Written { .. } => None,
    })
}

/// A paper is not made while one of its annexes has errors.
pub(super) fn broken_annexes(document: &Document, broken: &[String]) -> Vec<Diagnostic> {
    let missing = annex_ids(document).filter(|id| broken.iter().any(|broken| broken == id));
    missing
        .map(|id| {
            Diagnostic::new(Code::ANNEX_BROKEN, format!("phụ lục `{id}` còn lỗi nên chưa in được"))
                .at(document.span.clone())
                .hint(format!("sửa `{id}` trước"))
        })
        .collect()
}

/// Words that a kind is none of the issuer's side.
pub(super) fn other_side(kind: &Kind, side: Side, at: Span) -> Diagnostic {
    let own: Vec<&str> = kind.sides.iter().map(|side| side.name()).collect();
    let (name, own, side) = (kind.name.to_lowercase(), own.join(", "), side.name());
    Diagnostic::new(Code::SYSTEM, format!("{name} là loại văn bản của {own}, cơ quan ban hành là của {side}"))
        .at(at)
        .hint("đổi loại văn bản, hoặc xem lại don_vi và dòng he trong co-quan.yaml")
}

/// Words that a field is none of a paper of the issuer's side.
pub(super) fn other_field(kind: &Kind, key: &Text, side: Side) -> Diagnostic {
    let (name, what) = (key.as_str(), kind.name.to_lowercase());
    let finding =
        Diagnostic::new(Code::FIELD_UNUSED, format!("{what} của {} không có `{name}`", side.name()));
    let field = |name: &str| kind.fields.iter().find(|field| field.name == name);
    let own = field(name).map(|field| field.instead.as_slice()).unwrap_or_default();
    let right = own.iter().find_map(|name| field(name).filter(|field| kind.has(&field.name, side)));
    let hint = match right {
        Some(right) => {
            let help = right.help.split(" (").next().unwrap_or_default().trim_end_matches('.');
            format!("{what} dùng `{}`: {help}.", right.name)
        }
        None => format!("xoá `{name}`"),
    };
    finding.at(key.span()).hint(hint)
}

/// Finds that a rule set has no sheet of the size a paper asks for.
pub(super) fn no_such_sheet(document: &Document, rules: &RuleSet) -> Option<Diagnostic> {
    let size = document.paper.split(' ').next().unwrap_or_default();
    let known = rules.values.find(&format!("kho.{size}")).is_some();
    (!known).then(|| {
        let message = format!("văn bản theo {} không in trên khổ {size}", rules.name);
        Diagnostic::new(Code::FIELD_CHOICE, message).at(document.span.clone()).hint("xoá dòng kho: in khổ A4")
    })
}

pub(super) fn orphan(document: &Document) -> Diagnostic {
    Diagnostic::new(Code::ANNEX_ORPHAN, format!("phụ lục `{}` không nằm trong văn bản nào", document.id))
        .at(document.span.clone())
        .hint(format!("thêm vào kế hoạch hoặc giấy mời: phu_luc: [{{ van_ban: {} }}]", document.id))
}

/// Tells letters that need no glyph: they are reported, but do not stop a page.
fn is_unseen(letter: char) -> bool {
    use crate::text::HiddenKind::{Bidi, CombiningMark, NoBreakSpace, OddSpace, SoftHyphen, ZeroWidth};
    let kind = crate::text::HiddenKind::of(letter);
    matches!(kind, Some(ZeroWidth | SoftHyphen | NoBreakSpace | OddSpace | Bidi | CombiningMark))
}

/// Finds that the earlier paper, which is cited, has no number or date yet.
pub(super) fn unnumbered(document: &Document, cards: &[Card]) -> Option<Diagnostic> {
    let id = &document.follows.as_ref()?.id;
    let card = cards.iter().find(|card| card.id == id.as_str())?;
    let open = card.symbol.number.is_none() || card.date.is_none();
    open.then(|| {
        let message = format!("{} `{}` chưa có số hoặc ngày", card.kind.to_lowercase(), card.id);
        Diagnostic::new(Code::CITE_UNNUMBERED, message)
            .at(id.span())
            .hint(format!("ghi so và ngay vào `{}` khi đã ban hành", card.id))
    })
}

/// Finds facts of the meeting that the kind cannot do without.
pub(super) fn event_facts(document: &Document) -> Vec<Diagnostic> {
    let event = document.dossier.event.as_ref();
    let has = |name: &str| match name {
        "ten" => event.is_some(),
        "ngay" => event.is_some_and(|event| event.date.is_some()),
        "gio" => event.is_some_and(|event| event.time.is_some()),
        "dia_diem" => event.is_some_and(|event| event.place.is_some()),
        "chu_tri" => event.is_some_and(|event| event.chair.is_some()),
        "thanh_phan" => event.is_some_and(|event| event.attendance.is_some()),
        _ => true,
    };
    let missing = document.kind.event_facts.iter().filter(|name| !has(name));
    missing
        .map(|name| {
            Diagnostic::new(
                Code::FIELD_MISSING,
                format!("{} cần `su_kien.{name}` trong ho-so.yaml", document.kind.name.to_lowercase()),
            )
            .at(document.span.clone())
            .hint("khai hội nghị một lần trong ho-so.yaml, mọi văn bản lấy từ đó")
        })
        .collect()
}
