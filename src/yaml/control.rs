//! Comes in: a file's text. Goes out: the characters in it that YAML forbids,
//! each told of with its place, and the text with spaces in their stead, so
//! that the rest can be read. Must not know: YAML's grammar.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Span};

/// Is how many are told of one by one.
const SHOWN: usize = 20;

/// Puts spaces in the place of what YAML forbids, as many bytes, and tells of
/// each; nothing if the text has none.
pub(super) fn cleared(source: &Arc<Source>) -> Option<(Arc<Source>, Vec<Diagnostic>)> {
    let text = source.text();
    let found: Vec<(usize, char)> = text.char_indices().filter(|(_, sign)| is_forbidden(*sign)).collect();
    if found.is_empty() {
        return None;
    }
    let mut clear = String::with_capacity(text.len());
    for sign in text.chars() {
        if is_forbidden(sign) {
            clear.extend(std::iter::repeat_n(' ', sign.len_utf8()));
        } else {
            clear.push(sign);
        }
    }
    let clear = Source::new(source.name(), clear);
    let mut findings: Vec<Diagnostic> = found
        .iter()
        .take(SHOWN)
        .map(|(at, sign)| {
            let message = format!("ký tự điều khiển U+{:04X}{}", u32::from(*sign), origin(*sign));
            Diagnostic::new(Code::FILE_CONTROL, message)
                .at(Span::new(&clear, *at..at + sign.len_utf8()))
                .hint("xoá ký tự ở chỗ này (ở đây vẽ thành dấu cách) rồi gõ lại")
        })
        .collect();
    if let Some(last) = findings.last_mut().filter(|_| found.len() > SHOWN) {
        last.hints.push(format!("còn {} ký tự như vậy trong tệp này", found.len() - SHOWN));
    }
    Some((clear, findings))
}

/// Tells what the YAML crate refuses (YAML 1.1 §5.1).
fn is_forbidden(sign: char) -> bool {
    match sign {
        '\t' | '\n' | '\r' | '\u{85}' => false,
        '\u{feff}' | '\u{fffe}' | '\u{ffff}' => true,
        sign => sign.is_control(),
    }
}

/// Says where a character mostly comes from.
fn origin(sign: char) -> &'static str {
    match sign {
        '\u{b}' => " (dấu xuống dòng của Word)",
        '\u{c}' => " (dấu ngắt trang)",
        '\u{7}' => " (dấu hết ô bảng của Word)",
        '\u{1e}' => " (gạch nối cứng của Word)",
        '\u{1f}' => " (gạch nối mềm của Word)",
        '\u{feff}' => " (dấu đầu tệp, lọt vào giữa)",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_is_told_where_it_stands() {
        let source = Source::new("a.yaml", "a: một\u{b}hai\nb: ba\u{90}\u{feff}\n");
        let (clear, findings) = cleared(&source).unwrap();
        assert_eq!(clear.text(), "a: một hai\nb: ba     \n");
        let told: Vec<_> =
            findings.iter().map(|finding| finding.span.as_ref().unwrap().line_column()).collect();
        assert_eq!(told, [(1, 7), (2, 6), (2, 8)]);
        assert!(findings[0].message.contains("U+000B"));
        assert!(cleared(&Source::new("a.yaml", "a: \u{85}\tĐ\u{200b}😀")).is_none());
    }
}
