//! Comes in: a text. Goes out: the same on one line of YAML, plain if it reads
//! back as itself, else in quotes. Must not know: where it stands.

use super::parts::Style;

/// Writes a text on one line, as like to `style` as can hold it.
pub(super) fn inline(text: &str, style: Style, flow: bool) -> String {
    match style {
        Style::Single if is_printable(text) => format!("'{}'", text.replace('\'', "''")),
        Style::Single | Style::Double => double(text),
        _ if is_plain(text, flow) => text.to_owned(),
        _ => double(text),
    }
}

/// Tells what must be written as an escape, or in a block: line ends and what
/// nobody sees.
pub(super) fn is_hidden(sign: char) -> bool {
    sign.is_control() || matches!(sign, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// Tells whether a text can stand as it is, but for marks.
fn is_printable(text: &str) -> bool {
    !text.chars().any(is_hidden)
}

/// Tells whether a text without any quotes reads back as itself, here and with
/// the readers other people have.
fn is_plain(text: &str, flow: bool) -> bool {
    let begins = text.starts_with(|sign: char| "-?:,[]{}#&*!|>'\"%@`=<.".contains(sign));
    let around = text.trim() != text || text.is_empty();
    let inside = text.contains(": ") || text.contains(" #") || text.ends_with(':');
    let brackets = flow && text.contains([',', '[', ']', '{', '}', '?', ':']);
    let mistaken = begins || around || inside || (brackets && !is_time(text)) || is_word(text);
    is_printable(text) && !mistaken
}

/// Tells whether a text is a time (`07:30`), whose colon parts nothing.
fn is_time(text: &str) -> bool {
    let digits = |part: &str| (1..3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once(':').is_some_and(|(hour, minute)| digits(hour) && digits(minute))
}

/// Tells whether some reader of YAML takes a text for nothing, or for a yes or
/// a no that was not meant (YAML 1.1); `true` and `false` are what they say.
fn is_word(text: &str) -> bool {
    const WORDS: [&str; 8] = ["~", "null", "yes", "no", "on", "off", "y", "n"];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Writes a text in double quotes.
pub(super) fn double(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for sign in text.chars() {
        match sign {
            '"' | '\\' => written.extend(['\\', sign]),
            '\n' => written.push_str("\\n"),
            '\t' => written.push_str("\\t"),
            '\r' => written.push_str("\\r"),
            sign if is_hidden(sign) => written.extend(format!("\\u{:04X}", u32::from(sign)).chars()),
            sign => written.push(sign),
        }
    }
    written.push('"');
    written
}
