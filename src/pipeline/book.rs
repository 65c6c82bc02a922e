//! Comes in: rows of the register. Goes out: the register as a book, PDF/A.
//! Must not know: how rows were chosen, how the book looks.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::{Stock, write};
use crate::diag::Diagnostic;
use crate::model::Office;
use crate::register::{Entry, State, told};
use crate::template::book as sheet;
use crate::typeset::forget;

/// Prints the book to a file; gives the number of its pages.
///
/// # Errors
/// Gives findings about the template, the pages or the disk.
pub fn book(
    office: &Office,
    entries: &[Entry],
    (seq, head): &(i64, String),
    day: NaiveDate,
    file: &Path,
    stock: &Stock,
) -> Result<usize, Vec<Diagnostic>> {
    let mut fonts: Vec<&str> = office.font.iter().map(crate::diag::Text::as_str).collect();
    fonts.push(super::examine::SHIPPED_FONT);
    let series = entries.chunk_by(|one, next| key(one) == key(next));
    let values = json!({
        "tep": { "tieu_de": "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "ngay": [day.year(), day.month(), day.day()], "phong": fonts },
        "co_quan": office.issuer.name.as_str(),
        "nhat_ky": format!("In ngày {}; nhật ký {seq} dòng, mã cuối {head}", told(day)),
        "cac_phan": series.map(section).collect::<Vec<_>>(),
    });
    let source = sheet(&stock.assets, "so-dang-ky/main.typ.j2", &values).map_err(|finding| vec![*finding])?;
    let pages = stock.press.set(source)?;
    let pdf = stock.press.pdf(&pages)?;
    forget(0);
    write::whole(file, &pdf).map_err(|finding| vec![*finding])?;
    Ok(pages.count())
}

fn key(entry: &Entry) -> (&str, NaiveDate, &str) {
    (&entry.organ, entry.term, &entry.kind)
}

fn section(entries: &[Entry]) -> Value {
    let first = &entries[0];
    json!({
        "tieu_de": format!("{} ({})", first.kind_name, first.symbol),
        "nhiem_ky": format!("Nhiệm kỳ từ ngày {}", told(first.term)),
        "dong": entries.iter().map(|entry| json!({ "o": cells(entry) })).collect::<Vec<_>>(),
    })
}

/// Gives the ten columns of NĐ30 Phụ lục IV; the eighth and ninth are filled
/// in by hand when the paper is handed over.
fn cells(entry: &Entry) -> [String; 10] {
    let note = match entry.state {
        State::Cancelled => format!("Đã huỷ: {}", entry.reason),
        State::Kept | State::Signed => entry.reason.clone(),
        state => state.vietnamese().to_owned(),
    };
    [
        entry.printed(),
        told(entry.date),
        format!("{} {}", entry.kind_name, entry.summary),
        entry.signer.clone(),
        entry.recipients.replace('\n', "; "),
        entry.kept_at.clone(),
        entry.copies.to_string(),
        String::new(),
        String::new(),
        note,
    ]
}
