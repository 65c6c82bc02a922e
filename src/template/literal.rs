//! Comes in: a value a template prints. Goes out: the Typst literal of it: a
//! string that carries styles is the array of its runs. Must not know: what the
//! value is.
//!
//! A literal means the same letters wherever a template puts it: in Typst's
//! code it is a string, and in markup, where it does not belong, nothing in it
//! can start code, a label, a link or a shorthand. It is as short as may be:
//! reading the sources is a good part of the time that an invitation takes.

use std::fmt::Write as _;

use super::line;
use super::named::named;
use super::styled;
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, State, Value};

/// Writes a value as a Typst literal; the environment's formatter.
pub(super) fn write(out: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    let mut text = String::new();
    literal(&mut text, value, 0)?;
    out.write_str(&text).map_err(Error::from)
}

/// Is how deep lists and groups may lie in each other.
const MAX_DEPTH: usize = 32;

/// Writes a value as a literal; `depth` counts the lists around it.
pub(super) fn literal(out: &mut String, value: &Value, depth: usize) -> Result<(), Error> {
    if depth > MAX_DEPTH {
        return Err(Error::new(ErrorKind::InvalidOperation, "giá trị lồng nhau quá sâu"));
    }
    if let Some(name) = named(value) {
        out.push_str(name);
        return Ok(());
    }
    match value.kind() {
        ValueKind::Undefined => return Err(Error::new(ErrorKind::UndefinedError, "giá trị không có")),
        ValueKind::None => out.push_str("none"),
        ValueKind::Bool => out.push_str(if value.is_true() { "true" } else { "false" }),
        ValueKind::Number => number(out, value),
        ValueKind::Seq | ValueKind::Iterable => {
            out.push('(');
            let mut count = 0;
            for item in value.try_iter()? {
                if count > 0 {
                    out.push(',');
                }
                count += 1;
                literal(out, &item, depth + 1)?;
            }
            // With one item and no comma it would be the item itself.
            out.push_str(if count == 1 { ",)" } else { ")" });
        }
        ValueKind::Map => {
            let mut empty = true;
            out.push('(');
            for key in value.try_iter()? {
                if !empty {
                    out.push(',');
                }
                empty = false;
                name(out, &key.to_string());
                out.push(':');
                literal(out, &value.get_item(&key)?, depth + 1)?;
            }
            out.push_str(if empty { ":)" } else { ")" });
        }
        _ => {
            let text = value.to_string();
            if styled::is_signed(&text) {
                literal(out, &line::of_styles(&styled::read(&text)), depth + 1)?;
            } else {
                string(out, &text);
            }
        }
    }
    Ok(())
}

fn number(out: &mut String, value: &Value) {
    // Negative numbers in parentheses: `- 1` after something would subtract.
    let text = value.to_string();
    if text.starts_with('-') {
        let _ = write!(out, "({text})");
    } else {
        out.push_str(&text);
    }
}

/// Are the words of Typst's code that cannot be names.
const WORDS: [&str; 20] = [
    "and", "as", "auto", "break", "context", "continue", "else", "false", "for", "if", "import", "in",
    "include", "let", "none", "not", "or", "return", "set", "show",
];

/// Writes a key: as a name where it can be one, which Typst reads faster than a
/// string.
fn name(out: &mut String, key: &str) {
    // At an end `_` would be markup.
    let letters = key.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'_');
    let plain = letters && !key.is_empty() && !key.starts_with('_') && !key.ends_with('_');
    if plain && !WORDS.contains(&key) && !matches!(key, "true" | "while") {
        out.push_str(key);
    } else {
        string(out, key);
    }
}

/// Writes a string literal.
pub(super) fn string(out: &mut String, text: &str) {
    out.push('"');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let markup = match letter {
            '\\' | '"' | '#' | '$' | '*' | '_' | '@' | '<' | '>' | '[' | ']' | '~' | '`' | '\'' => true,
            '-' => matches!(next, Some('-' | '?')) || next.is_some_and(|next| next.is_ascii_digit()),
            '.' => next == Some('.'),
            '/' => matches!(next, Some('/' | '*')),
            letter => letter.is_control() || is_format(letter),
        };
        if markup {
            let _ = write!(out, "\\u{{{:x}}}", u32::from(letter));
        } else {
            out.push(letter);
        }
    }
    out.push('"');
}

/// Line and paragraph separators end a line in Typst's markup.
fn is_format(letter: char) -> bool {
    matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_string_is_left_for_typst_to_read() {
        let mut out = String::new();
        string(&mut out, "#panic() $x$ \"a\" \\ // ... 1.-2");
        assert_eq!(
            out,
            r#""\u{23}panic() \u{24}x\u{24} \u{22}a\u{22} \u{5c} \u{2f}/ \u{2e}\u{2e}. 1.\u{2d}2""#
        );
    }
}
