//! Comes in: what became of Word files. Goes out: a table of it that somebody reads in Excel: a line for
//! each file, then one for each row of an older book that has no file. Must not know: where it goes.

use std::path::Path;

use chrono::NaiveDate;

use super::taken::{Gathered, Taken};
use super::{Adopted, RowMet};
use crate::diag::{Code, Diagnostic, Severity};
use crate::register::{Entry, told as told_day};
use crate::table::{Head, Value, separated, xlsx};

/// The columns, with their widths in letters.
const HEADS: [Head; 11] = [
    ("Kết quả", 24.0),
    ("Tệp Word", 36.0),
    ("Loại", 16.0),
    ("Số, ký hiệu", 16.0),
    ("Ngày", 14.0),
    ("Trích yếu", 48.0),
    ("Bản nháp", 32.0),
    ("Dòng trong sổ", 40.0),
    ("Khác với sổ", 40.0),
    ("Chưa lấy vào bản nháp", 48.0),
    ("Cần xem lại", 60.0),
];
/// Is the longest text (letters) of a cell: Excel takes no more than 32,767.
const LONGEST: usize = 8_000;

/// Writes the table, as an Excel file or separated text by the name's ending.
///
/// # Errors
/// Gives a finding if the ending is neither.
pub(super) fn report(name: &Path, gathered: &Gathered, today: NaiveDate) -> Result<Vec<u8>, Box<Diagnostic>> {
    let rows: Vec<Vec<Value>> =
        gathered.files.iter().map(line).chain(gathered.alone.iter().map(alone)).collect();
    let ending = name.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let fail = |message: String| {
        let hint = "đặt tên tệp có đuôi .xlsx hoặc .csv";
        Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message).hint(hint))
    };
    match ending.as_deref() {
        Some("xlsx") => xlsx("Tệp Word đã nhận", &HEADS, &rows, today)
            .map_err(|why| fail(format!("không lập được tệp Excel: {why}"))),
        Some("csv") => Ok(separated(&HEADS.map(|(head, _)| head), &rows)),
        _ => Err(fail(format!("`{}`: chưa biết ghi báo cáo ra kiểu tệp nào", name.display()))),
    }
}

fn line(taken: &Taken) -> Vec<Value> {
    let empty = Adopted::default();
    let adopted = taken.adopted.as_ref().unwrap_or(&empty);
    let row = adopted.row.as_ref();
    let summary = adopted.fields.iter().find(|field| field.name == "trich_yeu");
    let left = adopted.left.iter().map(|left| format!("đoạn {}: {}", left.paragraph, left.text));
    let open = taken.findings.iter().filter(|finding| {
        let told_elsewhere = [Code::IMPORT_LEFT, Code::IMPORT_ROW].contains(&finding.code);
        finding.code.severity != Severity::Info && !told_elsewhere
    });
    let cells = [
        result(taken).to_owned(),
        taken.file.clone(),
        adopted.kind_name.clone(),
        adopted.symbol.clone(),
        adopted.day.clone(),
        summary.map(|field| field.text.clone()).unwrap_or_default(),
        adopted.paper.clone().or_else(|| adopted.earlier.clone()).unwrap_or_default(),
        row.map_or_else(|| open_number(adopted), standing),
        row.map(|row| row.differs.join("\n")).unwrap_or_default(),
        left.collect::<Vec<_>>().join("\n"),
        open.map(|finding| finding.message.as_str()).collect::<Vec<_>>().join("\n"),
    ];
    cells.map(|text| Value::Text(short(text))).into()
}

/// Words what became of a file.
fn result(taken: &Taken) -> &'static str {
    let Some(adopted) = &taken.adopted else { return "không nhận được" };
    if adopted.row.as_ref().is_some_and(|row| row.is_its_own) {
        "đã có trong sổ"
    } else if adopted.earlier.is_some() {
        "đã nhận rồi"
    } else if adopted.kind.is_none() {
        "chưa rõ loại"
    } else if adopted.paper.is_some() {
        "đã thành bản nháp"
    } else {
        "sẽ thành bản nháp"
    }
}

/// Says that no row has the number a file prints.
fn open_number(adopted: &Adopted) -> String {
    let numbered = adopted.symbol.starts_with(|sign: char| sign.is_ascii_digit());
    if numbered { "sổ chưa có số này".to_owned() } else { String::new() }
}

fn standing(row: &RowMet) -> String {
    let whose = if row.is_its_own { "" } else { "của văn bản khác: " };
    format!("{whose}{}, ngày {}: {} ({})", row.symbol, row.day, row.summary, row.whose)
}

/// Gives the line of a row that no file has.
fn alone(entry: &Entry) -> Vec<Value> {
    let text = |text: &str| Value::Text(short(text.to_owned()));
    let row = format!("{} ({})", entry.printed(), entry.whose());
    let cells = [
        "sổ có, không có tệp",
        "",
        &entry.kind_name,
        &entry.printed(),
        &told_day(entry.date),
        &entry.summary,
        "",
        &row,
        "",
        "",
        "",
    ];
    cells.map(text).into()
}

fn short(text: String) -> String {
    if text.chars().count() > LONGEST { text.chars().take(LONGEST).chain(['…']).collect() } else { text }
}
