//! Comes in: rows of the register. Goes out: the register as a book, PDF/A.
//! Must not know: how rows were chosen, how the book looks.

use std::path::Path;

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use crate::diag::{Code, Diagnostic, Findings};
use crate::kind::Side;
use crate::model::{Issuer, Office, Term, Terms};
use crate::pipeline::set::set;
use crate::pipeline::{Stock, signing, write};
use crate::register::{Entry, Query, State, told};
use crate::rules::rule_set;
use crate::template::book as sheet;
use crate::text::short_date;
use crate::typeset::forget;

/// Is a part of the register that is printed.
pub(crate) struct Part<'a> {
    /// The office.
    pub office: &'a Office,
    /// What was asked for.
    pub query: &'a Query,
    /// Its rows.
    pub entries: &'a [Entry],
    /// How the log ends: how many rows, the last digest.
    pub head: &'a (i64, String),
}

/// Prints the book to a file; gives the number of its pages.
///
/// # Errors
/// Gives findings about the template, the pages or the disk.
pub(crate) fn book(part: &Part<'_>, day: NaiveDate, file: &Path, stock: &Stock) -> Result<usize, Findings> {
    write::folder_there(file)?;
    if !file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf")) {
        let message = format!("`{}`: sổ chỉ in ra tệp PDF", file.display());
        let hint = "đặt tên tệp có đuôi .pdf; muốn bảng tính thì `vanthu so xuat so.xlsx`";
        return Err(Diagnostic::new(Code::OUTPUT_WRITE, message).hint(hint).into());
    }
    if signing::is_signed_file(file) {
        let message = format!("`{}` là tệp đã ký số; không in sổ đè lên", file.display());
        return Err(Diagnostic::new(Code::OUTPUT_SIGNED, message).hint("chọn tên tệp khác").into());
    }
    let (pdf, pages) = printed(part, day, stock)?;
    write::whole(file, &pdf)?;
    Ok(pages)
}

/// Gives the book as a PDF, and the number of its pages.
///
/// # Errors
/// Gives findings about the template or the pages.
pub(crate) fn printed(part: &Part<'_>, day: NaiveDate, stock: &Stock) -> Result<(Vec<u8>, usize), Findings> {
    let Part { office, query, entries, head: (seq, head) } = part;
    let mut fonts: Vec<&str> = office.font.iter().map(crate::diag::Text::as_str).collect();
    fonts.push(crate::pipeline::examine::SHIPPED_FONT);
    let series = entries.chunk_by(|one, next| key(one) == key(next));
    let written = |on: NaiveDate| written(stock, on);
    let values = json!({
        "tep": { "tieu_de": "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "ngay": [day.year(), day.month(), day.day()], "phong": fonts },
        "co_quan": office.issuer.name.as_str(),
        "pham_vi": scope(query, &office.terms, &written),
        "nhat_ky": format!("In ngày {}; nhật ký {seq} dòng, mã cuối {head}", written(day)),
        "cac_phan": series.map(|own| section(own, &office.terms, &written)).collect::<Vec<_>>(),
    });
    let values = printable(values, &|letter| {
        letter.is_whitespace() || fonts.iter().any(|family| stock.fonts.covers(family, letter))
    });
    let source = sheet(&stock.assets, "so-dang-ky/main.typ.j2", &values)?;
    let set = set(&stock.press, source, false)?;
    let pdf = set.pdf(&stock.press)?;
    forget(0);
    Ok((pdf, set.pages.count()))
}

/// Writes letters that no font has by their code, `[U+2605]`: rows of an older
/// book hold whatever was typed there, and the book must print.
fn printable(value: Value, covers: &dyn Fn(char) -> bool) -> Value {
    let letter = |letter: char| {
        if covers(letter) { letter.to_string() } else { format!("[U+{:04X}]", u32::from(letter)) }
    };
    match value {
        Value::String(text) => Value::String(text.chars().map(letter).collect()),
        Value::Array(values) => values.into_iter().map(|value| printable(value, covers)).collect(),
        Value::Object(fields) => {
            let fields = fields.into_iter().map(|(name, field)| (name, printable(field, covers)));
            Value::Object(fields.collect())
        }
        other => other,
    }
}

/// Says which part of the register the book is.
fn scope(query: &Query, terms: &[Term], written: &dyn Fn(NaiveDate) -> String) -> String {
    let head = if query.term.is_some() { "năm" } else { "Năm" };
    let year = query.year.map(|year| format!("{head} {year}"));
    let term = query.term.map(|from| {
        let until = terms.iter().find(|term| term.from == from).and_then(|term| term.until);
        let until = until.map(|until| format!(" đến ngày {}", written(until))).unwrap_or_default();
        format!("Nhiệm kỳ từ ngày {}{until}", written(from))
    });
    [term, year].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn key(entry: &Entry) -> (&str, NaiveDate, &str) {
    (&entry.organ, entry.term, &entry.kind)
}

/// Writes a day by the rule set in force then (HD05 §4.2.2).
fn written(stock: &Stock, on: NaiveDate) -> String {
    let rules = |day| rule_set(&stock.rules, Side::Party, None, day);
    let rules = rules(Some(on)).or_else(|_| rules(None));
    rules.map_or_else(|_| told(on), |rules| short_date(on, &rules.text.padding))
}

/// Names a series: its kind and symbol, or what several kinds have in common.
fn named(first: &Entry) -> String {
    match Issuer::SHARED.iter().position(|shared| first.kind == *shared) {
        Some(0) => format!("Văn bản mật ({})", first.organ),
        Some(1) => format!("Văn bản các loại ({})", first.organ),
        Some(_) => format!("Văn bản của đại hội ({})", first.organ),
        None => format!("{} ({})", first.kind_name, first.sign()),
    }
}

fn section(entries: &[Entry], terms: &Terms, written: &dyn Fn(NaiveDate) -> String) -> Value {
    let first = &entries[0];
    let twice = |at: usize| {
        entries[at].dup > 0 || entries.get(at + 1).is_some_and(|next| next.number == entries[at].number)
    };
    let row = |(at, entry): (usize, &Entry)| json!({ "o": cells(entry, written, twice(at)) });
    json!({
        "tieu_de": named(first),
        "nhiem_ky": if first.kind == Issuer::CONGRESS {
            format!("Đại hội từ ngày {}", written(first.term))
        } else if terms.is_yearly(&first.organ) {
            format!("Năm {}", first.term.year())
        } else {
            format!("Nhiệm kỳ từ ngày {}", written(first.term))
        },
        "dong": entries.iter().enumerate().map(row).collect::<Vec<_>>(),
    })
}

/// Gives the ten columns of NĐ30 Phụ lục IV; the eighth and ninth are filled
/// in by hand when the paper is handed over.
fn cells(entry: &Entry, written: &dyn Fn(NaiveDate) -> String, twice: bool) -> [String; 10] {
    let note = match entry.state {
        State::Cancelled => format!("Đã huỷ: {}", entry.reason),
        State::Kept | State::Signed | State::Imported => entry.reason.clone(),
        state => state.vietnamese().to_owned(),
    };
    let notes = [if twice { "trùng số" } else { "" }, &note];
    [
        entry.printed(),
        written(entry.date),
        format!("{} {}", entry.kind_name, entry.summary),
        entry.signer.clone(),
        entry.recipients.replace('\n', "; "),
        entry.kept_at.clone(),
        entry.copies.to_string(),
        String::new(),
        String::new(),
        notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join("; "),
    ]
}
