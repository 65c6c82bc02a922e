//! Comes in: a path. Goes out: the bytes and what they really are, or one
//! clear finding. Must not know: what stands in the cells.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::diag::{Code, Diagnostic};

use super::archive;
use super::bounded::MAX_UNPACKED;

/// A file larger than this is no list of an office.
const MAX_FILE: u64 = 64 << 20;
/// Separated text longer than this is no list of an office; it is held in memory several
/// times while its letters and its separator are found out.
const MAX_SEPARATED: usize = 32 << 20;

/// Tells what the bytes are, whatever the ending says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Excel since 2007.
    Xlsx,
    /// Excel until 2003.
    Xls,
    /// `LibreOffice`.
    Ods,
    /// Separated text.
    Text,
}

/// Is a file whose bytes are known to be something readable.
#[derive(Debug)]
pub(crate) struct Opened {
    /// The file's own name.
    pub name: String,
    /// Where it lies.
    pub path: PathBuf,
    /// All its bytes.
    pub bytes: Vec<u8>,
    /// What they are.
    pub kind: Format,
    /// What is doubtful about it.
    pub findings: Vec<Diagnostic>,
}

const CUT_OFF: &str = "bị hỏng hoặc chép dở (phần cuối tệp không còn)";
const SAVE_AS: &str = "mở tệp bằng Excel, chọn File, Save As, kiểu Excel Workbook (.xlsx), rồi đọc tệp mới";

/// Opens a file and finds out what it is.
pub(crate) fn open(path: &Path) -> Result<Opened, Box<Diagnostic>> {
    let name = path
        .file_name()
        .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let refuse = |message: String| Box::new(Diagnostic::new(Code::FILE_READ, message));
    if name.starts_with("~$") || name.starts_with(".~lock.") {
        return Err(Box::new(
            refuse(format!("`{name}` là tệp khoá của Excel, không phải bảng tính"))
                .hint(format!("dùng tệp `{}`", name.trim_start_matches("~$").trim_start_matches(".~lock."))),
        ));
    }
    let about = fs::metadata(path).map_err(|error| Box::new(cannot(path, &error)))?;
    if about.is_dir() {
        return Err(refuse(format!("`{}` là thư mục, chỗ này cần một tệp", path.display())));
    }
    if !about.is_file() {
        return Err(refuse(format!("`{}` không phải tệp thường", path.display())));
    }
    if about.len() > MAX_FILE {
        let message = format!("`{name}` dài {} MB; tệp đọc được không quá 64 MB", about.len() >> 20);
        return Err(Box::new(
            Diagnostic::new(Code::FILE_SIZE, message).hint("xoá ảnh và các trang không cần trong tệp"),
        ));
    }
    let bytes = fs::read(path).map_err(|error| Box::new(cannot(path, &error)))?;
    let elsewhere = open_elsewhere(path, &name);
    let mut opened = brought(&name, bytes)?;
    path.clone_into(&mut opened.path);
    opened.findings.splice(0..0, elsewhere);
    Ok(opened)
}

/// Finds out what the bytes are that somebody hands over under a file's name.
pub(crate) fn brought(name: &str, bytes: Vec<u8>) -> Result<Opened, Box<Diagnostic>> {
    if bytes.is_empty() {
        return Err(Box::new(
            Diagnostic::new(Code::TABLE_FORMAT, format!("`{name}` có 0 byte, không có gì để đọc"))
                .hint("tệp có thể bị hỏng khi chép; chép lại từ bản gốc"),
        ));
    }
    let kind = kind(name, &bytes)?;
    if kind == Format::Text && bytes.len() > MAX_SEPARATED {
        let message = format!("`{name}` dài {} MB; tệp CSV đọc được không quá 32 MB", bytes.len() >> 20);
        return Err(Box::new(
            Diagnostic::new(Code::FILE_SIZE, message).hint("chép riêng phần cần đọc sang một tệp mới"),
        ));
    }
    let findings = ending(name, kind)?.into_iter().collect();
    Ok(Opened { name: name.to_owned(), path: PathBuf::from(name), bytes, kind, findings })
}

fn cannot(path: &Path, error: &std::io::Error) -> Diagnostic {
    let shown = path.display();
    // 32 and 33 are Windows' words for a file that another program holds.
    let held = cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33));
    let (message, hint) = match error.kind() {
        _ if held => (format!("`{shown}` đang bị chương trình khác khoá"), "đóng Excel rồi làm lại"),
        ErrorKind::NotFound => (format!("không có tệp `{shown}`"), "xem lại tên tệp và thư mục"),
        ErrorKind::PermissionDenied => (
            format!("không có quyền đọc `{shown}`"),
            "đóng chương trình đang mở tệp hoặc hỏi người quản trị máy",
        ),
        _ => (format!("không đọc được `{shown}`: {error}"), "chép tệp về máy rồi làm lại"),
    };
    Diagnostic::new(Code::FILE_READ, message).hint(hint)
}

/// Warns of the lock file that Excel or `LibreOffice` keeps beside an open file.
fn open_elsewhere(path: &Path, name: &str) -> Vec<Diagnostic> {
    [("Excel", format!("~${name}")), ("LibreOffice", format!(".~lock.{name}#"))]
        .into_iter()
        .filter(|(_, lock)| path.with_file_name(lock).exists())
        .map(|(program, _)| {
            Diagnostic::new(
                Code::TABLE_OPEN,
                format!("`{name}` đang mở trong {program}; đọc bản đã ghi lần cuối"),
            )
            .hint("ghi lại trong bảng tính rồi làm lại, nếu có sửa mà chưa ghi")
        })
        .collect()
}

fn kind(name: &str, bytes: &[u8]) -> Result<Format, Box<Diagnostic>> {
    let refuse = |what: &str, hint: &str| {
        Box::new(Diagnostic::new(Code::TABLE_FORMAT, format!("`{name}` {what}")).hint(hint))
    };
    let holds = |text: &str| {
        let wide: Vec<u8> = text.bytes().flat_map(|byte| [byte, 0]).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    match bytes {
        [b'P', b'K', 3, 4, ..] => return zip(name, bytes),
        [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("EncryptedPackage") => {
            return Err(refuse("có mật khẩu nên không đọc được", "mở bằng Excel, bỏ mật khẩu rồi ghi lại"));
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("WordDocument") => {
            return Err(refuse(
                "là tệp Word, không phải bảng tính",
                "chép bảng sang Excel rồi ghi thành .xlsx",
            ));
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] if archive::is_cut_off(bytes) => {
            return Err(refuse(CUT_OFF, "chép lại tệp từ bản gốc"));
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Ok(Format::Xls),
        [9, 0 | 2 | 4, _, 0, ..] => return Err(refuse("là bảng tính Excel quá cũ (trước 1997)", SAVE_AS)),
        [b'%', b'P', b'D', b'F', ..] => {
            return Err(refuse("là tệp PDF, không phải bảng tính", "xin bản Excel của tệp này"));
        }
        _ => {}
    }
    let start: String =
        bytes.iter().take(4096).filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let start = start.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}', '\u{fe}', '\u{ff}']).trim_start();
    let start = start.to_lowercase();
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Err(refuse("là bảng tính XML 2003, chưa đọc được", SAVE_AS));
    }
    if ["<!doctype html", "<html", "<table", "<head", "<meta", "<div"]
        .iter()
        .any(|tag| start.starts_with(tag))
        || (start.starts_with('<') && start.contains("<html"))
    {
        return Err(refuse("là trang web (HTML) được đặt tên như bảng tính", SAVE_AS));
    }
    let wide =
        matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) || super::decode::bare_wide(bytes).is_some();
    let controls = bytes.iter().take(65_536).filter(|byte| matches!(**byte, 0..=8 | 14..=31)).count();
    if !wide && controls > 0 {
        return Err(refuse("không phải bảng tính, hoặc tệp đã hỏng", SAVE_AS));
    }
    Ok(Format::Text)
}

fn zip(name: &str, bytes: &[u8]) -> Result<Format, Box<Diagnostic>> {
    let refuse = |what: &str, hint: &str| {
        Box::new(Diagnostic::new(Code::TABLE_FORMAT, format!("`{name}` {what}")).hint(hint))
    };
    let Some(entries) = archive::directory(bytes) else {
        return Err(refuse(CUT_OFF, "chép lại tệp từ bản gốc"));
    };
    let claimed = archive::claimed(&entries);
    if claimed > MAX_UNPACKED {
        let message = format!("`{name}` khi mở ra thành {} MB, quá lớn", claimed >> 20);
        return Err(Box::new(
            Diagnostic::new(Code::FILE_SIZE, message).hint("chép riêng phần cần đọc sang một tệp mới"),
        ));
    }
    let has = |start: &str| entries.iter().any(|entry| entry.name.starts_with(start));
    if has("encrypted-package") || entries.iter().any(|entry| entry.locked) {
        return Err(refuse("có mật khẩu nên không đọc được", "bỏ mật khẩu rồi ghi lại"));
    }
    let start = &bytes[..bytes.len().min(256)];
    let sheet = b"opendocument.spreadsheet";
    if has("xl/workbook.bin") {
        Err(refuse("là kiểu .xlsb, chưa đọc được", SAVE_AS))
    } else if has("xl/") {
        Ok(Format::Xlsx)
    } else if has("content.xml") && start.windows(sheet.len()).any(|window| window == sheet) {
        Ok(Format::Ods)
    } else if has("word/") {
        Err(refuse("là tệp Word, không phải bảng tính", "chép bảng sang Excel rồi ghi thành .xlsx"))
    } else {
        Err(refuse("là tệp nén nhưng bên trong không có bảng tính", SAVE_AS))
    }
}

/// Compares the ending with what the bytes are.
fn ending(name: &str, kind: Format) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let (meant, right) = match ending.as_str() {
        "xlsx" | "xlsm" => (Format::Xlsx, ending.as_str()),
        "xls" => (Format::Xls, "xls"),
        "ods" => (Format::Ods, "ods"),
        "csv" | "txt" | "tsv" => (Format::Text, ending.as_str()),
        _ => return Ok(None),
    };
    let is = match kind {
        _ if kind == meant => return Ok(None),
        Format::Xlsx => "xlsx",
        Format::Xls => "xls",
        Format::Ods => "ods",
        Format::Text => "csv",
    };
    let message = if kind == Format::Text {
        format!("`{name}` có đuôi .{right} nhưng bên trong là văn bản, không phải bảng tính")
    } else {
        format!("`{name}` có đuôi .{right} nhưng bên trong là .{is}")
    };
    let finding =
        Diagnostic::new(if kind == Format::Text { Code::TABLE_FORMAT } else { Code::TABLE_ENDING }, message)
            .hint(format!("đổi đuôi tệp thành .{is}"));
    if finding.is_error() { Err(Box::new(finding)) } else { Ok(Some(finding)) }
}
