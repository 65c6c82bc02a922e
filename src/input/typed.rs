//! Comes in: the texts of a field around which the form puts marks or a label,
//! with such marks and labels typed by hand. Goes out: the texts without them,
//! and one word about it for each field. Must not know: which marks a rule set
//! adds, how they are printed.

use std::ops::Range;

use crate::diag::{Code, Diagnostic, Span, Text};
use crate::kind::Field;
use crate::model::Runs;

/// Collects what was taken off the texts of each field.
#[derive(Default)]
pub(super) struct Taken {
    fields: Vec<(String, Told)>,
}

/// Is what is said of one field.
#[derive(Default)]
struct Told {
    lines: usize,
    labels: Vec<String>,
    more: Vec<String>,
    first: Option<Span>,
}

impl Taken {
    /// Takes off a text what the form adds; a text of which nothing would be
    /// left stays.
    pub(super) fn text(&mut self, text: &Text, field: &Field) -> Text {
        self.bare(text, field).map_or_else(|| text.clone(), |bare| text.slice(bare))
    }

    /// Takes off a line what the form adds; gives nothing where nothing but
    /// that was typed.
    pub(super) fn runs(&mut self, runs: Runs, field: &Field) -> Option<Runs> {
        let bare = self.bare(&runs, field)?;
        if bare == (0..runs.as_str().len()) { Some(runs) } else { Some(runs.slice(bare)) }
    }

    /// Says one thing more of a field.
    pub(super) fn say(&mut self, field: &str, span: Span, words: String) {
        let told = self.of(field);
        told.first.get_or_insert(span);
        told.more.push(words);
    }

    fn of(&mut self, field: &str) -> &mut Told {
        let at = self.fields.iter().position(|(name, _)| name == field).unwrap_or_else(|| {
            self.fields.push((field.to_owned(), Told::default()));
            self.fields.len() - 1
        });
        &mut self.fields[at].1
    }

    fn bare(&mut self, text: &Text, field: &Field) -> Option<Range<usize>> {
        let line = text.as_str();
        let bare = Bare::of(line, field);
        if bare.mark.is_none() && bare.label.is_none() {
            return Some(0..line.len());
        }
        let told = self.of(&field.name);
        let first = bare.label.clone().or_else(|| bare.mark.clone()).unwrap_or_default();
        told.first.get_or_insert_with(|| text.at(first));
        told.lines += usize::from(bare.mark.is_some());
        if let Some(label) = bare.label {
            let label = line[label].trim_end_matches([' ', '-', '–', '\n']).to_owned();
            if !told.labels.contains(&label) {
                told.labels.push(label);
            }
        }
        (!bare.kept.is_empty()).then_some(bare.kept)
    }

    /// Gives one finding a field: the page is right already.
    pub(super) fn told(self) -> Vec<Diagnostic> {
        self.fields
            .into_iter()
            .filter_map(|(name, told)| {
                let mut parts = Vec::new();
                if told.lines > 1 {
                    parts.push(format!("bỏ dấu gõ tay ở {} dòng", told.lines));
                } else if told.lines == 1 {
                    parts.push("bỏ dấu gõ tay".to_owned());
                }
                if !told.labels.is_empty() {
                    parts.push(format!("bỏ nhãn gõ tay `{}`", told.labels.join("`, `")));
                }
                parts.extend(told.more);
                let code = match name.as_str() {
                    "can_cu" => Code::BASIS_MARK,
                    "noi_nhan" => Code::RECIPIENT_MARK,
                    _ if told.labels.is_empty() => Code::TYPED_MARK,
                    _ => Code::LABEL_TWICE,
                };
                let message = format!("`{name}`: {}", parts.join("; "));
                let finding = Diagnostic::new(code, message).at(told.first?);
                Some(finding.hint("bản in đã đúng, không phải sửa; xoá chỗ gõ thừa thì hết lời báo này"))
            })
            .collect()
    }
}

/// Gives a text without the marks and labels that the form puts around its field.
#[must_use]
pub fn undressed(text: &str, field: &Field) -> String {
    text[Bare::of(text, field).kept].to_owned()
}

/// Is where the text itself lies between marks and labels typed by hand.
#[derive(Debug, PartialEq, Eq)]
struct Bare {
    kept: Range<usize>,
    mark: Option<Range<usize>>,
    label: Option<Range<usize>>,
}

impl Bare {
    fn of(line: &str, field: &Field) -> Self {
        let mut start = line.len() - line.trim_start().len();
        let (mut mark, mut label) = (None, None);
        // `- Kính gửi: - Các ban` has each of them, in any order.
        loop {
            let rest = &line[start..];
            let bullet = if field.dressed && mark.is_none() { bullet(rest).max(numbered(rest)) } else { 0 };
            let named = if label.is_none() { named(rest, &field.labels) } else { 0 };
            if bullet > 0 {
                mark = Some(start..start + bullet);
            } else if named > 0 {
                label = Some(start..start + named);
            } else {
                break;
            }
            start += bullet.max(named);
            start = line.len() - line[start..].trim_start().len();
        }
        let end = start + line[start..].trim_end().len();
        let closed = if field.dressed { start + open_end(&line[start..end]) } else { end };
        if closed < end {
            mark = mark.or(Some(closed..end));
        }
        Self { kept: start..closed, mark, label }
    }
}

/// Measures a bullet at the beginning of a line.
fn bullet(line: &str) -> usize {
    let Some(sign) = line.chars().next() else { return 0 };
    let after = &line[sign.len_utf8()..];
    let spaced = after.is_empty() || after.starts_with(char::is_whitespace);
    let is_bullet = match sign {
        '-' | '–' | '—' => spaced || after.starts_with(char::is_alphabetic),
        '+' | '*' | 'o' => spaced && !after.is_empty(),
        '•' | '·' | '▪' | '■' | '●' | '○' | '►' | '➢' | '✓' | '\u{f0b7}' => true,
        _ => false,
    };
    if is_bullet { sign.len_utf8() } else { 0 }
}

/// Measures a number at the beginning of a line that counts it: `1. `, `2) `.
fn numbered(line: &str) -> usize {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let signed = rest.starts_with(['.', ')']);
    let letter = rest
        .get(1..)
        .is_some_and(|rest| rest.starts_with(' ') && rest.trim_start().starts_with(char::is_alphabetic));
    if (1..=2).contains(&digits) && signed && letter { digits + 1 } else { 0 }
}

/// Measures a label at the beginning of a line, with what parts it from the text.
fn named(line: &str, labels: &[String]) -> usize {
    labels.iter().find_map(|label| one_label(line, label)).unwrap_or(0)
}

fn one_label(line: &str, label: &str) -> Option<usize> {
    let (name, colon, number) = match (label.strip_suffix(':'), label.strip_suffix(" #")) {
        (Some(name), _) => (name, true, false),
        (_, Some(name)) => (name, false, true),
        _ => (label, false, false),
    };
    let mut rest = line;
    for wanted in name.chars() {
        let letter = rest.chars().next()?;
        if !letter.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
        rest = &rest[letter.len_utf8()..];
    }
    if number {
        rest = rest.trim_start();
        rest = ["số ", "Số ", "SỐ "].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (digits, after) = rest.split_at(length);
        let counts = digits.bytes().all(|b| b.is_ascii_digit()) || crate::text::roman_value(digits).is_some();
        if digits.is_empty() || !counts {
            return None;
        }
        rest = after;
    }
    if rest.starts_with(char::is_alphanumeric) || (colon && !rest.trim_start().starts_with(':')) {
        return None;
    }
    let parted = rest.trim_start_matches([' ', ':', '.', '-', '–', '\n', '\u{a0}']);
    Some(line.len() - parted.len())
}

/// Measures a text without the marks that close it: `;`, `,`, `.`, `./.`. Dots
/// that stand for something left out and the one of `v.v.` belong to it.
fn open_end(text: &str) -> usize {
    let mut end = text.len();
    while let Some(sign) = text[..end].chars().next_back() {
        let rest = &text[..end];
        let shut = match sign {
            ';' | ',' => true,
            '.' => !rest.ends_with("..") && !is_abbreviated(rest),
            '/' => rest.ends_with("./"),
            _ => false,
        };
        if !shut {
            break;
        }
        end = rest[..end - 1].trim_end().len();
    }
    end
}

/// Tells whether the last dot belongs to an abbreviation: `v.v.`, `T.Ư.`
fn is_abbreviated(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default().trim_end_matches('.');
    word.contains('.')
        && word
            .split('.')
            .all(|part| part.chars().all(char::is_alphabetic) && (1..=2).contains(&part.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::FieldType;

    #[test]
    fn what_the_form_adds_is_taken_off() {
        let labels = ["Kính gửi", "Chủ trì:", "Phụ lục #"].map(str::to_owned).to_vec();
        let field = Field { dressed: true, labels, ..Field::of("x", FieldType::Text) };
        for (line, kept) in [
            ("- Các chi bộ;", "Các chi bộ"),
            ("– Kính gửi: - Các chi bộ,.", "Các chi bộ"),
            ("KÍNH GỬI các chi bộ./.", "các chi bộ"),
            ("-Các chi bộ ;", "Các chi bộ"),
            ("• Báo, đài, v.v.", "Báo, đài, v.v."),
            ("Các ban của T.Ư.", "Các ban của T.Ư."),
            ("Các đồng chí...", "Các đồng chí..."),
            ("Các đồng chí…;", "Các đồng chí…"),
            ("TP.HCM.", "TP.HCM"),
            ("Chủ trì: Đồng chí Bí thư.", "Đồng chí Bí thư"),
            ("Chủ trì Hội nghị", "Chủ trì Hội nghị"),
            ("Phụ lục 1 - DANH SÁCH", "DANH SÁCH"),
            ("PHỤ LỤC SỐ II: DANH SÁCH", "DANH SÁCH"),
            ("1. Tỉnh uỷ;", "Tỉnh uỷ"),
            ("2) UBND xã", "UBND xã"),
            ("15 chi bộ", "15 chi bộ"),
            ("PHỤ LỤC DANH SÁCH", "PHỤ LỤC DANH SÁCH"),
            ("Kính gửi:", ""),
            ("-5 độ", "-5 độ"),
            ("", ""),
        ] {
            assert_eq!(&line[Bare::of(line, &field).kept], kept, "{line}");
        }
    }
}
