//! Comes in: bytes that are no Word file to be read. Goes out: what they are, in words, with what to
//! do. Must not know: how a Word file is read.

use crate::diag::{Code, Diagnostic};

/// Says why a file is not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nothing stands in it.
    Empty,
    /// It is longer than any paper.
    TooLarge,
    /// A part of it, or all it becomes, is larger than any paper.
    Bomb,
    /// Word before 1997.
    Old,
    /// A password is needed.
    Locked,
    /// Rich text.
    Rtf,
    /// A web page.
    Html,
    /// Word's own XML of 2003, or one file of many parts.
    Xml,
    /// A text of `LibreOffice`.
    Odt,
    /// A spreadsheet.
    Sheet,
    /// Slides.
    Slides,
    /// A PDF.
    Pdf,
    /// Something else.
    Other,
    /// It was cut off or damaged: in which part.
    Broken(String),
    /// It says of itself what no Word file says: which part, what.
    Hostile(String, &'static str),
}

const SAVE_AS: &str = "mở bằng Word (hoặc LibreOffice), chọn Tệp (File), Lưu thành (Save As), kiểu Word Document (.docx), rồi đưa lại tệp mới";
const AGAIN: &str = "xin hoặc chép lại tệp; nếu Word mở được thì Lưu thành .docx rồi đưa lại";

impl Refused {
    /// Words it for whoever brought the file of this name.
    #[must_use]
    pub fn finding(&self, name: &str) -> Diagnostic {
        let (what, hint) = self.words();
        Diagnostic::new(Code::IMPORT_FILE, format!("`{name}` {what}")).hint(hint)
    }

    fn words(&self) -> (String, &'static str) {
        let (what, hint) = match self {
            Self::Empty => ("có 0 byte, không có gì để đọc", "tệp có thể hỏng khi chép; chép lại từ bản gốc"),
            Self::TooLarge => {
                ("dài quá 64 MB", "bỏ ảnh trong tệp, hoặc chép riêng phần chữ sang một tệp mới")
            }
            Self::Bomb => ("khi mở ra thành quá lớn, không giống một văn bản", AGAIN),
            Self::Old => ("là tệp Word trước bản 97", SAVE_AS),
            Self::Locked => (
                "có mật khẩu nên không đọc được",
                "mở bằng Word, bỏ mật khẩu (File, Info, Protect Document), ghi lại rồi đưa lại",
            ),
            Self::Rtf => ("là tệp RTF", SAVE_AS),
            Self::Html => ("là trang web (HTML) mang tên tệp Word", SAVE_AS),
            Self::Xml => ("là tệp Word kiểu XML một tệp", SAVE_AS),
            Self::Odt => ("là văn bản LibreOffice (.odt)", SAVE_AS),
            Self::Sheet => (
                "là bảng tính, không phải tệp Word",
                "danh sách khách và sổ cũ thì đưa vào đúng chỗ của chúng; bảng trong văn bản thì chép sang Word",
            ),
            Self::Slides => {
                ("là bản trình chiếu, không phải tệp Word", "chép phần chữ sang Word, ghi thành .docx")
            }
            Self::Pdf => (
                "là tệp PDF, không phải tệp Word",
                "xin bản Word của văn bản này; bản ký thì đưa vào chỗ nhận bản ký",
            ),
            Self::Other => ("không phải tệp Word", SAVE_AS),
            Self::Broken(part) => return (broken(part), AGAIN),
            Self::Hostile(part, what) => {
                return (format!("có phần `{part}` {what}, tệp Word thật không như vậy"), AGAIN);
            }
        };
        (what.to_owned(), hint)
    }
}

fn broken(part: &str) -> String {
    if part.is_empty() {
        "bị hỏng hoặc chép dở (phần cuối tệp không còn)".to_owned()
    } else {
        format!("bị hỏng: không đọc được phần `{part}` bên trong")
    }
}

/// Tells what bytes are that are no zip.
pub(super) fn told(bytes: &[u8]) -> Refused {
    let holds = |text: &str| {
        let wide: Vec<u8> = text.bytes().flat_map(|byte| [byte, 0]).collect();
        bytes.windows(wide.len()).any(|window| window == wide)
    };
    match bytes {
        [] => Refused::Empty,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("EncryptedPackage") => Refused::Locked,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("WordDocument") => Refused::Old,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("Workbook") || holds("Book") => Refused::Sheet,
        [0xd0, 0xcf, 0x11, 0xe0, ..] if holds("PowerPoint Document") => Refused::Slides,
        [b'%', b'P', b'D', b'F', ..] => Refused::Pdf,
        // Word before 1997.
        [0xdb, 0xa5, ..] | [0x31, 0xbe, ..] | [0xfe, 0x37, ..] => Refused::Old,
        _ => by_start(bytes),
    }
}

fn by_start(bytes: &[u8]) -> Refused {
    let start: String =
        bytes.iter().take(4096).filter(|byte| **byte != 0).map(|byte| char::from(*byte)).collect();
    let start = start.trim_start_matches(['\u{ef}', '\u{bb}', '\u{bf}', '\u{fe}', '\u{ff}']).trim_start();
    let start = start.to_lowercase();
    let has = |word: &str| start.contains(word);
    if start.starts_with("{\\rtf") {
        Refused::Rtf
    } else if has("urn:schemas-microsoft-com:office:spreadsheet") {
        Refused::Sheet
    } else if has("schemas.microsoft.com/office/word/2003")
        || has("schemas.microsoft.com/office/2006/xmlpackage")
    {
        Refused::Xml
    } else if has("<html")
        || has("mime-version:")
        || start.starts_with("<!doctype html")
        || start.starts_with("<table")
    {
        Refused::Html
    } else {
        Refused::Other
    }
}
