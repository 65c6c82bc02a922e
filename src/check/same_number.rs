//! Comes in: papers that are looked at together. Goes out: two of one series
//! that have one number. Must not know: files, the register.

use chrono::NaiveDate;

use crate::diag::{Code, Diagnostic};
use crate::kind::Side;
use crate::model::{Document, Form};

/// Is how near (days) two papers of one number are that cannot be of two terms,
/// where the office has not said its terms.
const NEAR: i64 = 45;

/// Finds the numbers that two papers of one organ, kind and term have; each
/// paper is told of with the place of its own number.
#[must_use]
pub fn same_numbers(documents: &[&Document]) -> Vec<Diagnostic> {
    let mut known = Vec::<(&Document, u32, NaiveDate, (String, Option<NaiveDate>))>::new();
    let mut found = Vec::new();
    for document in documents.iter().copied().filter(|document| document.form == Form::Paper) {
        let (Some(number), Some((day, _))) = (document.symbol.number, &document.date) else { continue };
        let symbol = &document.symbol;
        let kind = (document.issuer.series(&document.kind.name, document.secret), symbol.congress);
        let twin = known.iter().find(|(other, other_number, other_day, other_kind)| {
            *other_number == number
                && *other_kind == kind
                && other.symbol.lead == document.symbol.lead
                && is_one_term(document, *day, *other_day)
                && follows(document, other).is_none()
        });
        if let Some((twin, ..)) = twin {
            found.extend(told(document, twin));
            found.extend(told(twin, document));
        }
        known.push((document, number, *day, kind));
    }
    found
}

/// A paper that stands in for another may keep its number.
fn follows<'a>(one: &'a Document, other: &'a Document) -> Option<&'a str> {
    let names = |document: &'a Document, id: &str| {
        document.follows.as_ref().map(|follows| follows.id.as_str()).filter(|named| *named == id)
    };
    names(one, &other.id).or_else(|| names(other, &one.id))
}

/// Tells whether two days lie in one term of the office.
fn is_one_term(document: &Document, day: NaiveDate, other: NaiveDate) -> bool {
    if document.symbol.congress.is_some() {
        return true;
    }
    let term = |day: NaiveDate| document.office.terms.of(&document.symbol.lead, day).map(|term| term.from);
    match (term(day), term(other)) {
        (Some(one), Some(two)) => one == two,
        _ => (day - other).num_days().abs() <= NEAR,
    }
}

fn told(document: &Document, twin: &Document) -> Option<Diagnostic> {
    let place = |document: &Document| document.number_span.clone();
    let span = place(document)?;
    let number = document.symbol.number?;
    let symbol = match document.issuer.side {
        Side::Party => format!("{number:02}-{}/{}", document.symbol.kind, document.symbol.office),
        Side::State => format!("{number:02} của {}", document.symbol.office),
    };
    let message = format!("số {symbol} cũng là số của `{}`", twin.span.source.name());
    let finding = Diagnostic::new(Code::NUMBER_TWICE, message)
        .at(span)
        .hint("một số chỉ cấp một lần: xem lại số của hai văn bản");
    Some(match place(twin) {
        Some(place) => finding.related(place, "văn bản kia"),
        None => finding,
    })
}
