//! Comes in: what of a Word file is not kept, or was read otherwise than it stands there. Goes out:
//! findings, each with the paragraph it speaks of. Must not know: fields.
//!
//! A Word file has no lines that a clerk could count: a finding names the paragraph, from 1, and shows
//! its letters.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Span};
use crate::docx::{Brought, Notice, Recognised, Said, What};
use crate::text::Encoding;

/// Is how many other places a finding names.
const OTHERS: usize = 4;

/// Holds the text of a Word file, a paragraph on each line.
pub(in crate::office) struct Pages {
    source: Arc<Source>,
    starts: Vec<(usize, usize)>,
}

impl Pages {
    pub(in crate::office) fn of(name: &str, brought: &Brought) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for paragraph in brought.paragraphs() {
            // A paragraph that was split in reading is one line.
            while starts.len() < paragraph.number {
                if !starts.is_empty() {
                    text.push('\n');
                }
                starts.push((text.len(), text.len()));
            }
            text.push_str(&paragraph.text().replace(['\n', '\t', '\r'], " "));
            if let Some((_, end)) = starts.last_mut() {
                *end = text.len();
            }
        }
        Self { source: Source::new(name, text), starts }
    }

    /// Gives the place of a paragraph; the whole file where there is none of that number.
    pub(in crate::office) fn paragraph(&self, number: usize) -> Span {
        let own = number.checked_sub(1).and_then(|at| self.starts.get(at));
        own.map_or_else(|| Span::whole(&self.source), |(start, end)| Span::new(&self.source, *start..*end))
    }
}

/// Are the notices that are counted: the code, which notice, its words.
const COUNTED: [(&Code, What, &str); 8] = [
    (Code::IMPORT_HIDDEN, What::Hidden, "chữ đang ẩn (Hidden) không được lấy"),
    (Code::IMPORT_DROPPED, What::Picture, "ảnh không được lấy"),
    (Code::IMPORT_DROPPED, What::Object, "macro hoặc đối tượng nhúng của chương trình khác không được lấy"),
    (Code::IMPORT_DROPPED, What::Embedded, "tệp lồng trong tệp này không được đọc"),
    (Code::IMPORT_DROPPED, What::Symbol, "ký hiệu của phông ký hiệu không rõ là chữ gì, để □ ở chỗ ấy"),
    (Code::IMPORT_LOOK, What::Underlined, "chữ gạch chân không được giữ: thể thức không dùng"),
    (Code::IMPORT_LOOK, What::Coloured, "chữ màu, chữ tô nền không được giữ: văn bản in một màu đen"),
    (
        Code::IMPORT_NUMBERS,
        What::Numbered,
        "số, chữ cái, dấu đầu dòng Word tự đánh đã thành chữ như Word đang hiện",
    ),
];

/// Words what reading told.
pub(in crate::office) fn notices(pages: &Pages, brought: &Brought) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = changes(pages, brought).into_iter().collect();
    found.extend(comments(pages, brought));
    for (code, what, message) in COUNTED {
        // Labels and titles are underlined everywhere.
        let is =
            |notice: &&Notice| notice.what == what && (what != What::Underlined || !is_label(&notice.text));
        let own: Vec<&Notice> = brought.notices.iter().filter(is).collect();
        found.extend(all(pages, code, message.to_owned(), &own));
    }
    found.extend(old(pages, brought));
    found
}

/// Tells of changes that were tracked.
fn changes(pages: &Pages, brought: &Brought) -> Option<Diagnostic> {
    let is = |notice: &&Notice| matches!(notice.what, What::Inserted | What::Deleted);
    let both: Vec<&Notice> = brought.notices.iter().filter(is).collect();
    let inserted = both.iter().filter(|notice| notice.what == What::Inserted).count();
    let message = format!(
        "tệp còn vết sửa (Track Changes): đã nhận {inserted} chỗ thêm, {} chỗ bớt như đã chấp nhận",
        both.len() - inserted
    );
    all(pages, Code::IMPORT_CHANGES, message, &both)
}

/// Tells what was written at the margin, each by whom.
fn comments(pages: &Pages, brought: &Brought) -> Vec<Diagnostic> {
    let one = |notice: &Notice| {
        let What::Comment(who) = &notice.what else { return None };
        let who = if who.is_empty() { "ai đó" } else { who };
        let message = format!("ý kiến bên lề của {who}: “{}”", notice.text);
        Some(Diagnostic::new(Code::IMPORT_COMMENT, message).at(pages.paragraph(notice.paragraph)))
    };
    brought.notices.iter().filter_map(one).collect()
}

/// Tells of tables in cells of others.
pub(super) fn nested(pages: &Pages, paper: &Recognised) -> Vec<Diagnostic> {
    let message = "bảng nằm trong ô của bảng khác: chữ được lấy theo dòng, khung thì không";
    let all = paper.nested.iter().chain(paper.annexes.iter().flat_map(|annex| &annex.nested));
    all.map(|number| Diagnostic::new(Code::IMPORT_DROPPED, message).at(pages.paragraph(*number))).collect()
}

/// Makes one finding of all notices of a kind: at the first, the next ones named.
fn all(pages: &Pages, code: &'static Code, message: String, notices: &[&Notice]) -> Option<Diagnostic> {
    let first = notices.first()?;
    let mut paragraphs: Vec<usize> = notices.iter().map(|notice| notice.paragraph).collect();
    paragraphs.dedup();
    let more = paragraphs.len().saturating_sub(1 + OTHERS);
    let message =
        if paragraphs.len() > 1 { format!("{message} ({} đoạn)", paragraphs.len()) } else { message };
    let mut finding = Diagnostic::new(code, message).at(pages.paragraph(first.paragraph));
    let text = first.text.trim();
    if !text.is_empty() {
        finding = finding.label(excerpt(text));
    }
    for paragraph in paragraphs.iter().skip(1).take(OTHERS) {
        finding = finding.related(pages.paragraph(*paragraph), "chỗ khác");
    }
    if more > 0 { Some(finding.hint(format!("còn {more} đoạn nữa"))) } else { Some(finding) }
}

fn is_label(text: &str) -> bool {
    let small = text.to_lowercase();
    text.to_uppercase() == text
        || ["nơi nhận", "kính gửi", "độc lập"].iter().any(|label| small.trim().starts_with(label))
}

fn excerpt(text: &str) -> String {
    let short: String = text.chars().take(60).collect();
    if short.len() < text.len() { format!("“{short}…”") } else { format!("“{short}”") }
}

/// Tells of letters that were typed in an old encoding.
fn old(pages: &Pages, brought: &Brought) -> Vec<Diagnostic> {
    let kinds = [(Encoding::Tcvn3, "TCVN3 (phông .VnTime)"), (Encoding::Vni, "VNI (phông VNI-Times)")];
    let one = |(encoding, name): (Encoding, &str)| {
        let own = |notice: &&Notice| notice.what == What::Old(encoding);
        let notices: Vec<&Notice> = brought.notices.iter().filter(own).collect();
        let message = format!("chữ viết bằng bảng mã cũ {name} đã chuyển sang Unicode; xem lại vài chỗ");
        all(pages, Code::IMPORT_OLD, message, &notices)
    };
    kinds.into_iter().filter_map(one).collect()
}

/// Tells of number and day, which stand in the draft as comments.
pub(super) fn numbered(pages: &Pages, paper: &Recognised) -> Option<Diagnostic> {
    let number = paper.mark.as_ref().filter(|(mark, _)| mark.number.is_some()).map(|(_, said)| said);
    let day = paper.day.as_ref().filter(|(day, _)| day.month.is_some()).map(|(_, said)| said);
    let said = number.or(day)?;
    let both: Vec<String> = number.into_iter().chain(day).map(|said| format!("`{}`", said.text)).collect();
    let message = format!("số, ngày trong tệp Word chỉ ghi thành chú thích: {}", both.join(", "));
    Some(Diagnostic::new(Code::IMPORT_NUMBER, message).at(pages.paragraph(said.paragraph)))
}

/// Tells of texts that stand in no field.
pub(super) fn left(pages: &Pages, all: &[Said]) -> Vec<Diagnostic> {
    let one = |said: &Said| {
        let message = format!("chưa lấy vào bản nháp: {}", excerpt(&said.text));
        Diagnostic::new(Code::IMPORT_LEFT, message)
            .at(pages.paragraph(said.paragraph))
            .hint("cần thì chép vào ô thích hợp của văn bản")
    };
    all.iter().map(one).collect()
}
