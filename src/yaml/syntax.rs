//! Comes in: what the YAML crate says is wrong, and the letters around it.
//! Goes out: the finding a clerk can act on. Must not know: papers.

use std::sync::Arc;

use crate::diag::{Code, Diagnostic, Source, Span};

/// Reads the place from the end of an error's words (`… at line 3 column 4`);
/// an error without one stands at the very beginning.
pub(super) fn place(error: &str) -> (usize, usize) {
    let tail = |mark: &str| {
        let (_, rest) = error.rsplit_once(mark)?;
        let (line, column) = rest.split_once(" column ")?;
        Some((line.parse().ok()?, column.parse().ok()?))
    };
    tail(" at line ").unwrap_or((1, 1))
}

/// Passes over a tag (`!!str`) and an anchor (`&ten`) before a value.
pub(super) fn after_properties(text: &str, mut start: usize) -> usize {
    while matches!(text[start..].chars().next(), Some('!' | '&')) {
        let rest = &text[start..];
        let word = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let space = rest[word..].len() - rest[word..].trim_start().len();
        start += word + space;
    }
    start
}

/// Gives the letters of a number or truth value that `rest` begins with.
pub(super) fn plain_word(rest: &str) -> &str {
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}' | ':')).unwrap_or(rest.len());
    &rest[..end]
}

/// Writes each tab in an indentation as two spaces.
pub(super) fn untabbed(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| {
            let body = line.trim_start_matches([' ', '\t']);
            let indent = &line[..line.len() - body.len()];
            indent.replace('\t', "  ") + body
        })
        .collect()
}

/// Words a syntax error in Vietnamese, with the advice that fits the line.
pub(super) fn finding(source: &Arc<Source>, error: &serde_yaml::Error) -> Diagnostic {
    let words = error.to_string();
    let (line, column) = begun(&words)
        .or_else(|| error.location().map(|at| (at.line(), at.column())))
        .unwrap_or_else(|| place(&words));
    let (typed, above) = (source.line(line), source.line(line.saturating_sub(1)));
    // What follows a broken first line is taken for a second document.
    let is_content =
        |line: &usize| !source.line(*line).trim().is_empty() && !source.line(*line).starts_with('#');
    let first = words
        .contains("<document start>")
        .then(|| (1..=source.line_count()).find(is_content))
        .flatten()
        .map(|line| (line, source.line(line)));
    let near = [(line, typed), (line.saturating_sub(1), above)].into_iter().chain(first);
    if let Some(finding) = near.clone().find_map(|(line, typed)| unspaced(source, line, typed)) {
        return finding;
    }
    let whole_line = |line: usize, message: &str, hint: String| {
        let at = source.offset(line, 1);
        let typed = source.line(line);
        let start = at + (typed.len() - typed.trim_start().len());
        Diagnostic::new(Code::YAML_SYNTAX, message)
            .at(Span::new(source, start..at + typed.trim_end().len()))
            .hint(hint)
    };
    let forgotten = words.contains("mapping values are not allowed") && typed.matches(": ").count() < 2;
    if (forgotten && !above.trim().is_empty() && !above.contains(':')) || first.is_some() {
        let line = first.map_or(line.saturating_sub(1), |(line, _)| line);
        let hint = "viết `tên trường: giá trị`, sau dấu hai chấm có một dấu cách";
        return whole_line(line, "dòng này thiếu dấu hai chấm sau tên trường", hint.into());
    }
    if words.contains("simple key") || words.contains("could not find expected ':'") {
        let is_bare = |line: &usize| {
            let typed = source.line(*line).trim_start();
            typed.starts_with("noi_dung:") && !typed.contains(['|', '>', '['])
        };
        if let Some(bare) = (1..=line).rev().find(is_bare) {
            let hint = "viết `noi_dung: |` rồi xuống dòng, cả bài lùi vào hai dấu cách";
            return whole_line(bare, "nội dung nhiều dòng cần dấu `|` sau `noi_dung:`", hint.into());
        }
    }
    let (message, hint) = advice(&words, typed);
    let at = source.offset(line, column).min(source.text().trim_end().len());
    let end = at + source.text()[at..].chars().next().map_or(0, char::len_utf8);
    Diagnostic::new(Code::YAML_SYNTAX, message).at(Span::new(source, at..end)).hint(hint)
}

/// Gives where a quoted value or a key begins that never ends: the error itself
/// stands at the end of the file or at the next key.
fn begun(words: &str) -> Option<(usize, usize)> {
    let (_, rest) = ["scanning a quoted scalar at line ", "scanning a simple key at line "]
        .into_iter()
        .find_map(|mark| words.split_once(mark))?;
    let (line, rest) = rest.split_once(" column ")?;
    let column: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some((line.parse().ok()?, column.parse().ok()?))
}

/// Is how deep brackets and dashes of one line may lie in each other; the YAML
/// crate has a limit of its own, but reads the whole file before it tells, in
/// time that grows with the square of the depth.
const DEEP: usize = 500;

/// Finds the place where brackets that are not closed, or dashes that begin
/// one line, get too many. A text in which that many brackets stay open is no
/// paper's either, so quotes and blocks need not be told apart.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let (mut open, mut dashes) = (0_usize, 0);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        match byte {
            b'-' | b'?' | b':' => dashes += 1,
            b' ' => {}
            _ => dashes = 0,
        }
        let marked = dashes > DEEP && text[..at].ends_with(' ');
        if open > DEEP || marked {
            return Some(at);
        }
    }
    None
}

/// Words a nesting beyond what any paper has.
pub(super) fn deep(source: &Arc<Source>, at: usize) -> Diagnostic {
    let (message, hint) = advice("recursion limit", "");
    Diagnostic::new(Code::YAML_SYNTAX, message).at(Span::new(source, at..at + 1)).hint(hint)
}

/// Words a map or a list where a key should stand: most often `{{ … }}`
/// without quotes.
pub(super) fn no_key(span: &Span) -> Diagnostic {
    let (number, _) = span.line_column();
    let (start, line) = (span.source.offset(number, 1), span.source.line(number));
    let Some(braces) = line.find("{{") else {
        return Diagnostic::new(Code::YAML_SYNTAX, "tên trường phải là một từ")
            .at(span.clone())
            .hint("nếu đây là giá trị thì đặt cả giá trị trong dấu nháy kép");
    };
    Diagnostic::new(Code::YAML_SYNTAX, "giá trị bắt đầu bằng `{{` phải đặt trong dấu nháy kép")
        .at(Span::new(&span.source, start + braces..start + braces + 2))
        .hint(format!("viết {}", quoted(value_of(line))))
}

/// Finds `-UBND` and `so:28`: a mark without the space behind it.
fn unspaced(source: &Arc<Source>, line: usize, typed: &str) -> Option<Diagnostic> {
    let body = typed.trim_start();
    let key = body.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(0);
    let (mark, at) = if body.starts_with('-') && !body.starts_with("--") {
        ('-', 0)
    } else if key > 0 && body[key..].starts_with(':') {
        (':', key)
    } else {
        return None;
    };
    let after = body[at + 1..].chars().next()?;
    if after.is_whitespace() && !after.is_ascii() {
        return Some(odd_space(source, line, typed.len() - body.len() + at + 1, after));
    }
    if after.is_whitespace() {
        return None;
    }
    let at_in = at;
    let at = source.offset(line, 1) + (typed.len() - body.len()) + at;
    Some(
        Diagnostic::new(Code::YAML_SYNTAX, format!("sau dấu `{mark}` thiếu một dấu cách"))
            .at(Span::new(source, at..at + 1))
            .hint(format!(
                "viết `{}{mark} {}`",
                if mark == ':' { &body[..key] } else { "" },
                shortened(&body[at_in + 1..])
            )),
    )
}

/// Words a space that is not the one of the keyboard, which YAML takes for a letter.
fn odd_space(source: &Arc<Source>, line: usize, at: usize, sign: char) -> Diagnostic {
    let start = source.offset(line, 1) + at;
    let message = format!(
        "sau dấu `{}` là một dấu cách lạ (U+{:04X}), thường do dán từ Word",
        &source.text()[start - 1..start],
        u32::from(sign)
    );
    Diagnostic::new(Code::YAML_SYNTAX, message)
        .at(Span::new(source, start..start + sign.len_utf8()))
        .hint("xoá rồi gõ lại bằng phím cách")
}

/// Gives a value as it is, or its beginning if it is long.
fn shortened(value: &str) -> String {
    let value = value.trim();
    if value.chars().count() <= 80 {
        value.to_owned()
    } else {
        value.chars().take(60).chain("…".chars()).collect()
    }
}

/// Gives the value of a line: behind `- ` and behind a key.
fn value_of(line: &str) -> &str {
    let mut value = line.trim();
    while let Some(rest) = value.strip_prefix("- ") {
        value = rest.trim_start();
    }
    let key = value.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(0);
    match value[key..].strip_prefix(": ") {
        Some(rest) if key > 0 => rest.trim(),
        _ => value,
    }
}

/// Quotes a value so that YAML takes every letter of it as it stands.
pub(super) fn quoted(value: &str) -> String {
    let value = shortened(value);
    if value.contains('"') { format!("'{}'", value.replace('\'', "''")) } else { format!("\"{value}\"") }
}

/// Gives the sentence and the advice for the words of the YAML crate.
fn advice(words: &str, line: &str) -> (&'static str, String) {
    let value = value_of(line);
    let quoted = format!("đặt cả giá trị trong dấu nháy: {}", quoted(value));
    let has = |part: &str| words.contains(part);
    if has("mapping values are not allowed") {
        ("giá trị có dấu hai chấm nên bị hiểu là một trường nữa", quoted)
    } else if has("recursion limit") {
        (
            "các nhóm lồng nhau quá sâu",
            "một văn bản không cần quá vài cấp; kiểm tra các dấu [ { và chỗ lùi vào".into(),
        )
    } else if has("repetition limit") {
        (
            "dấu `*` (nhắc lại) dùng chồng lên nhau quá nhiều lần",
            "viết thẳng giá trị ra thay cho `&` và `*`".into(),
        )
    } else if has("unknown anchor") || has("scanning an alias") || has("scanning an anchor") {
        ("giá trị bắt đầu bằng `*` hoặc `&` nên bị hiểu là dấu nhắc lại của YAML", quoted)
    } else if has("cannot start any token") && line.trim_start_matches(' ').starts_with('\t') {
        ("dòng lùi vào bằng phím Tab", "thay phím Tab bằng các dấu cách".into())
    } else if has("cannot start any token") {
        ("giá trị bắt đầu bằng một dấu YAML giữ riêng (@, `, %)", quoted)
    } else if has("tab character") {
        ("dòng lùi vào bằng phím Tab", "thay phím Tab bằng các dấu cách".into())
    } else if has("could not find expected ':'") || has("scanning a simple key") {
        ("dòng này không phải `tên trường: giá trị`", "thêm dấu hai chấm và một dấu cách sau tên trường; nếu đây là dòng tiếp của bài thì lùi vào cho thẳng với dòng trên".into())
    } else if has("escape") || has("hexadecimal") {
        (
            "dấu `\\` trong dấu nháy kép phải viết thành `\\\\`",
            "hoặc dùng dấu nháy đơn: 'C:\\thu muc\\tep.csv'".into(),
        )
    } else if has("quoted scalar") {
        (
            "dấu nháy mở ra mà không đóng lại",
            "thêm dấu nháy ở cuối giá trị; dấu nháy kép nằm trong giá trị thì viết \\\"".into(),
        )
    } else if has("did not find expected key") && value.starts_with(['"', '\'', '[', '{']) {
        ("giá trị mở đầu bằng dấu nháy hoặc dấu ngoặc rồi viết tiếp sau dấu đóng", quoted)
    } else if has("block sequence entries") {
        ("giá trị bắt đầu bằng dấu gạch nên bị hiểu là một danh sách", quoted)
    } else if has("did not find expected key") || has("block mapping") {
        (
            "dòng này không thẳng hàng với các trường cùng cấp",
            "các trường cùng cấp phải lùi vào bằng nhau; nội dung nhiều dòng phải lùi vào sau `|`".into(),
        )
    } else if has("'-' indicator") || has("block collection") {
        (
            "dòng này nằm giữa một danh sách nhưng không bắt đầu bằng `- `",
            "mỗi mục của danh sách bắt đầu bằng `- ` và thẳng hàng với nhau".into(),
        )
    } else if has("flow mapping") || has("flow sequence") || has("expected ','") {
        ("dấu { hoặc [ mở ra mà không đóng lại", quoted)
    } else if has("control characters") {
        ("có ký tự điều khiển không in được", "xoá ký tự ở chỗ được chỉ rồi gõ lại".into())
    } else if has("block scalar") {
        (
            "sau dấu `|` hoặc `>` không viết gì nữa",
            "xuống dòng rồi viết nội dung, lùi vào hai dấu cách".into(),
        )
    } else if has("tag") || has("enum") {
        ("giá trị bắt đầu bằng dấu `!` nên bị hiểu là nhãn của YAML", quoted)
    } else {
        ("chỗ này chưa đúng cách viết YAML", format!("thư viện báo: {words}"))
    }
}
