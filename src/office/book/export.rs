//! Comes in: rows of the register. Goes out: the same as a table that Excel
//! opens: the ten columns of NĐ30 Phụ lục IV, and what a Party register needs.
//! Must not know: how rows were chosen.

use std::path::Path;

use crate::diag::{Code, Diagnostic};
use crate::pipeline::write;
use crate::register::Entry;
use crate::table::{Head, Value, separated, xlsx};

/// The columns, with their widths in letters.
const HEADS: [Head; 14] = [
    ("Nhiệm kỳ từ", 12.0),
    ("Loại", 14.0),
    ("Số, ký hiệu văn bản", 16.0),
    ("Ngày tháng văn bản", 12.0),
    ("Tên loại và trích yếu nội dung văn bản", 60.0),
    ("Người ký", 22.0),
    ("Nơi nhận văn bản", 36.0),
    ("Đơn vị, người nhận bản lưu", 22.0),
    ("Số lượng bản", 9.0),
    ("Ghi chú", 28.0),
    ("Trạng thái", 16.0),
    ("Bản gõ trên máy", 30.0),
    ("Mã kiểm tra bản PDF", 20.0),
    ("Mã trong kho lưu", 30.0),
];

/// Writes rows to a file: an Excel file or separated text, by its ending.
///
/// # Errors
/// Gives a finding if the ending is neither or the file cannot be written.
pub(crate) fn export(entries: &[Entry], file: &Path) -> Result<(), Box<Diagnostic>> {
    write::folder_there(file)?;
    write::whole(file, &written(entries, file)?)
}

/// Gives the bytes of a file with rows, by its ending.
///
/// # Errors
/// Gives a finding if the ending is none that is known.
pub(crate) fn written(entries: &[Entry], file: &Path) -> Result<Vec<u8>, Box<Diagnostic>> {
    let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => register_xlsx(entries),
        Some("csv") => Ok(register_csv(entries)),
        _ => {
            let message = format!("`{}`: chưa biết xuất ra kiểu tệp nào", file.display());
            let hint = "đặt tên tệp có đuôi .xlsx hoặc .csv";
            Err(Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message).hint(hint)))
        }
    }
}

/// Writes rows as separated text.
#[must_use]
pub(crate) fn register_csv(entries: &[Entry]) -> Vec<u8> {
    let rows: Vec<Vec<Value>> = entries.iter().map(row).collect();
    separated(&HEADS.map(|(head, _)| head), &rows)
}

/// Writes rows as an Excel file; its own day is that of the newest paper, so
/// that the same register gives the same bytes.
fn register_xlsx(entries: &[Entry]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let rows: Vec<Vec<Value>> = entries.iter().map(row).collect();
    let made = entries.iter().map(|entry| entry.date).max().unwrap_or_default();
    xlsx("Sổ đăng ký văn bản đi", &HEADS, &rows, made).map_err(|why| {
        let message = format!("không lập được tệp Excel: {why}");
        Box::new(Diagnostic::new(Code::OUTPUT_WRITE, message).hint("xuất ra .csv"))
    })
}

fn row(entry: &Entry) -> Vec<Value> {
    let text = |text: &str| Value::Text(text.to_owned());
    let twice = if entry.dup > 0 { ", trùng số" } else { "" };
    vec![
        Value::Day(entry.term),
        text(&entry.kind_name),
        text(&entry.printed()),
        Value::Day(entry.date),
        text(format!("{} {}", entry.kind_name, entry.summary).trim()),
        text(&entry.signer),
        text(&entry.recipients.replace('\n', "; ")),
        text(&entry.kept_at),
        Value::Number(entry.copies),
        text(&entry.reason),
        text(&format!("{}{twice}", entry.state.vietnamese())),
        // The ending of a file says nothing to who reads a book.
        text(entry.whose().trim_end_matches(".yaml")),
        text(&entry.pdf),
        text(&entry.object),
    ]
}
