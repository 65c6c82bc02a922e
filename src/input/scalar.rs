//! Comes in: one typed value. Goes out: a line, a date, a time, a word of a
//! choice, or the finding that says why not. Must not know: which field it is.

use chrono::{NaiveDate, NaiveTime};

use crate::diag::{Code, Diagnostic, Text, nearest};
use crate::kind::FieldType;
use crate::model::Month;
use crate::yaml::{Node, Value};

/// Is the longest single line (letters): a summary, a recipient, a name.
const MAX_TEXT: usize = 4_000;
/// Is the longest body (letters): some two hundred pages.
pub(super) const MAX_BODY: usize = 400_000;

/// Says what is needed where something else stands.
pub(super) fn mismatch(node: &Node, kind: &FieldType) -> Diagnostic {
    let found = match &node.value {
        Value::Scalar(text) if text.as_str().chars().count() <= 40 => format!("`{}`", text.as_str()),
        _ => node.vietnamese().to_owned(),
    };
    let span = node.text().map_or_else(|| node.span.clone(), Text::span);
    let finding =
        Diagnostic::new(Code::FIELD_TYPE, format!("cần {}, nhưng ở đây là {found}", kind.vietnamese()))
            .at(span);
    match (&node.value, kind) {
        (Value::Map(_), FieldType::Text | FieldType::Verbatim) => {
            finding.hint("câu có dấu hai chấm thì đặt cả câu trong dấu nháy kép")
        }
        (Value::Scalar(text), FieldType::Number) => match first_number(text.as_str()) {
            Some(number) => finding.hint(format!("chỉ viết số: {number}")),
            None => finding.hint("viết bằng chữ số, ví dụ 7; chưa có số thì bỏ hẳn trường này"),
        },
        (Value::Null, _) => finding.hint("để trống thật thì viết \"\""),
        (_, FieldType::Text | FieldType::Verbatim | FieldType::Lines | FieldType::VerbatimLines) => {
            finding.hint("viết trên một dòng, sau dấu hai chấm và một dấu cách")
        }
        (_, FieldType::List(_)) => finding.hint("mỗi mục một dòng, bắt đầu bằng `- `"),
        (Value::Scalar(_) | Value::List(_), FieldType::Group(_) | FieldType::Named(_)) => {
            finding.hint("mỗi trường một dòng lùi vào hai dấu cách: `tên trường: giá trị`")
        }
        _ => finding.hint(format!("viết lại thành {}", kind.vietnamese())),
    }
}

/// Finds the first number from 1 in a text (`Số: 07-KH/ĐU`).
fn first_number(text: &str) -> Option<u32> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).find(|digits| !digits.is_empty())?;
    digits.parse().ok().filter(|number| *number > 0)
}

/// Makes one line of a value: line ends become spaces, the ends are trimmed.
pub(super) fn line(text: &Text, findings: &mut Vec<Diagnostic>) -> Option<Text> {
    within(text, MAX_TEXT, findings)?;
    let trimmed = text.as_str().trim_end();
    let start = trimmed.len() - trimmed.trim_start().len();
    let cut = if (start, trimmed.len()) == (0, text.as_str().len()) {
        text.clone()
    } else {
        text.slice(start..trimmed.len())
    };
    Some(flat(&cut))
}

/// Makes one line of several.
pub(super) fn flat(text: &Text) -> Text {
    if text.as_str().contains(['\n', '\t']) {
        let flat = text.as_str().replace(['\n', '\t'], " ");
        return text.rewritten(flat, vec![(0, 0)]);
    }
    text.clone()
}

/// Keeps the line ends of a value; the ends of the whole are trimmed.
pub(super) fn lines(text: &Text, findings: &mut Vec<Diagnostic>) -> Option<Text> {
    within(text, MAX_TEXT, findings)?;
    let trimmed = text.as_str().trim_end();
    let start = trimmed.len() - trimmed.trim_start().len();
    let cut = text.slice(start..trimmed.len());
    let spaced = cut.as_str().replace('\t', " ");
    Some(cut.rewritten(spaced, vec![(0, 0)]))
}

pub(super) fn within(text: &Text, longest: usize, findings: &mut Vec<Diagnostic>) -> Option<()> {
    let letters = if text.as_str().len() <= longest { 0 } else { text.as_str().chars().count() };
    if letters <= longest {
        return Some(());
    }
    findings.push(
        Diagnostic::new(Code::FILE_SIZE, format!("giá trị dài {letters} chữ, nhiều nhất là {longest}"))
            .at(text.at(0..0))
            .hint("kiểm tra xem có dán nhầm không; bài dài thì để trong noi_dung"),
    );
    None
}

pub(super) fn choice(text: &Text, words: &[String], findings: &mut Vec<Diagnostic>) -> Option<String> {
    let typed = text.as_str().trim();
    if let Some(word) = words.iter().find(|word| word.to_lowercase() == typed.to_lowercase()) {
        return Some(word.clone());
    }
    let mut finding =
        Diagnostic::new(Code::FIELD_CHOICE, format!("không có giá trị `{typed}`")).at(text.span());
    if let Some(near) = nearest(typed, words.iter().map(String::as_str)) {
        finding = finding.label(format!("có phải `{near}`?"));
    }
    findings.push(finding.hint(format!("chọn một trong: {}", words.join(", "))));
    None
}

pub(super) fn date(text: &Text, findings: &mut Vec<Diagnostic>) -> Option<NaiveDate> {
    let typed = text.as_str().trim();
    let parts: Vec<&str> = typed.split(['-', '/']).collect();
    let number = |part: &str| part.parse::<u32>().ok();
    let read = match parts.as_slice() {
        [year, month, day] if year.len() == 4 && typed.contains('-') => {
            Some((number(year), number(month), number(day)))
        }
        [day, month, year] if year.len() == 4 && typed.contains('/') => {
            Some((number(year), number(month), number(day)))
        }
        _ => None,
    };
    let Some((Some(year), Some(month), Some(day))) = read else {
        let finding = Diagnostic::new(Code::FIELD_DATE, format!("`{typed}` không phải ngày")).at(text.span());
        findings.push(match otherwise(typed) {
            Some(meant) => finding.hint(format!("năm viết đủ bốn chữ số, giữa là dấu gạch chéo: {meant}")),
            None => finding.hint("viết năm-tháng-ngày (2026-06-03) hoặc ngày/tháng/năm (03/6/2026)").hint(
                "chưa biết ngày thì ngay của văn bản viết tháng (2026-06), hoặc bỏ hẳn: chỗ in để trống",
            ),
        });
        return None;
    };
    let date = i32::try_from(year).ok().and_then(|year| NaiveDate::from_ymd_opt(year, month, day));
    if date.is_none() {
        findings.push(
            Diagnostic::new(Code::FIELD_DATE, format!("không có ngày {day} tháng {month} năm {year}"))
                .at(text.span())
                .hint("xem lại lịch"),
        );
    }
    date
}

/// Gives the day that was typed with two digits of the year, or other signs between: `3.6.26`.
fn otherwise(typed: &str) -> Option<String> {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).map(str::trim).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let year: i32 = match year.len() {
        // `26-06-03` may as well begin with its year.
        2 if !typed.contains('-') => 2000 + year.parse::<i32>().ok()?,
        4 => year.parse().ok()?,
        _ => return None,
    };
    if !(2000..2040).contains(&year) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year, month.parse().ok()?, day.parse().ok()?)?;
    Some(date.format("%d/%-m/%Y").to_string())
}

/// Reads a month whose day is still open: `2026-06`, `6/2026`, `…/6/2026`.
pub(super) fn month(text: &Text) -> Option<Month> {
    let typed = text.as_str().trim();
    let open = |day: &str| day.chars().all(|c| matches!(c, '.' | '…' | '_' | ' '));
    let parts: Vec<&str> = typed.split(['-', '/']).map(str::trim).collect();
    let (year, month) = match (parts.as_slice(), typed.contains('/')) {
        ([year, month, rest @ ..], false) if rest.iter().all(|day| open(day)) && rest.len() < 2 => {
            (year, month)
        }
        ([rest @ .., month, year], true) if rest.iter().all(|day| open(day)) && rest.len() < 2 => {
            (year, month)
        }
        _ => return None,
    };
    (year.len() == 4).then(|| Month::of(year.parse().ok()?, month.parse().ok()?))?
}

pub(super) fn time(text: &Text, findings: &mut Vec<Diagnostic>) -> Option<NaiveTime> {
    let typed = text.as_str().trim();
    // `14:00`, `14h`, `14h30`, `14 giờ`, `14 giờ 30 phút`.
    let read = typed.split_once([':', 'h', 'g']).and_then(|(hour, rest)| {
        let word = rest.strip_prefix("iờ").unwrap_or(rest).trim();
        let minute = word.strip_suffix("phút").unwrap_or(word).trim();
        let bare = minute.is_empty() && !typed.contains(':');
        NaiveTime::from_hms_opt(hour.trim().parse().ok()?, if bare { 0 } else { minute.parse().ok()? }, 0)
    });
    if read.is_none() {
        findings.push(
            Diagnostic::new(Code::FIELD_TIME, format!("`{typed}` không phải giờ"))
                .at(text.span())
                .hint("viết giờ và phút, ví dụ 07:30"),
        );
    }
    read
}
