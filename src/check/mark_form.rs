//! Comes in: the lines of a body that begin with no mark. Goes out: those that
//! begin with what was meant as one (`1.Việc`, `-Giao`, `1) Việc`). Must not
//! know: what lines with a mark say.

use super::paper::Paper;
use super::passage::Role;
use super::report::Report;
use crate::diag::Code;
use crate::input::{begins_division, has_marks};
use crate::model::{Block, Mark};
use crate::text::{point_ordinal, roman_value};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    names(paper, report);
    divisions(paper, report);
    let blocks = paper.bodies.iter().flat_map(|body| &body.blocks);
    for block in blocks {
        let Block::Line { mark: Mark::Paragraph, runs } = block else { continue };
        let Some((typed, right)) = meant(runs.plain.as_str()) else { continue };
        report.on(
            Code::MARK_FORM,
            &runs.plain,
            0..typed.len(),
            format!("`{typed}` chưa phải dấu đầu dòng, nên cả dòng in như đoạn thường"),
            format!("viết `{right} ` rồi đến chữ"),
        );
    }
}

/// Finds asterisks around letters where they are letters, too.
fn names(paper: &Paper<'_>, report: &mut Report) {
    let names = paper.passages.iter().filter(|passage| matches!(passage.role, Role::Name | Role::Person));
    for passage in names.filter(|passage| has_marks(passage.str())) {
        report.on(
            Code::MARK_ALONE,
            passage.text,
            0..passage.str().len(),
            "ở đây dấu sao được in như chữ, không làm đậm hay nghiêng",
            format!("viết `{}`", passage.str().replace('*', "")),
        );
    }
}

/// Finds lines that begin as a division and are none: a title in small letters
/// on the line of its number.
fn divisions(paper: &Paper<'_>, report: &mut Report) {
    let blocks = paper.bodies.iter().flat_map(|body| &body.blocks);
    let mut above = "";
    for block in blocks {
        let Block::Line { mark, runs } = block else { continue };
        let line = runs.as_str();
        let headed = is_headed(line) && !is_outline(above);
        above = line;
        if *mark != Mark::Paragraph
            || (runs.is_closed() && !headed)
            || !begins_division(line)
            || line.chars().count() > LONGEST_DIVISION
        {
            continue;
        }
        report.on(
            Code::MARK_FORM,
            &runs.plain,
            0..line.len(),
            "dòng này giống Phần, Chương, Mục nhưng được in như đoạn thường",
            if runs.is_closed() {
                "viết tên ở dòng dưới, hoặc sau dấu chấm: `Phần một. TÊN PHẦN`"
            } else {
                "viết tên ở dòng dưới, hoặc sau dấu chấm: `Chương I. TÊN CHƯƠNG`; là câu văn thì thêm dấu chấm ở cuối"
            },
        );
    }
}

/// Tells `Phần một: Công tác tuyên truyền.`: a colon right behind the number.
fn is_headed(line: &str) -> bool {
    let Some((head, title)) = line.split_once(':') else { return false };
    let words = head.split_whitespace().count();
    (2..=3).contains(&words) && title.split_whitespace().count() <= 12 && !line.ends_with([';', ','])
}

/// Tells a line that says how another text is built: what follows are no divisions.
fn is_outline(line: &str) -> bool {
    let lower = line.to_lowercase();
    ["phần", "chương", "mục", "bố cục", "kết cấu", "nội dung"].iter().any(|word| lower.contains(word))
}

/// Is the longest line (letters) that may be meant as a division with its title.
const LONGEST_DIVISION: usize = 105;

/// Gives the mark as it was typed and as it should be.
fn meant(line: &str) -> Option<(&str, String)> {
    let length = line.find(|c: char| !c.is_alphanumeric()).unwrap_or(line.len());
    let (number, rest) = line.split_at(length);
    let sign = rest.chars().next()?;
    let after = &rest[sign.len_utf8()..];
    let tight = after.starts_with(char::is_alphabetic);
    let spaced = after.starts_with(' ') && after.trim_start().starts_with(char::is_alphabetic);
    let typed = &line[..length + sign.len_utf8()];
    if number.is_empty() {
        return (matches!(sign, '-' | '–' | '•' | '+') && tight).then(|| {
            let right = if sign == '+' { "+" } else { "-" };
            (typed, right.to_owned())
        });
    }
    // `1.5` and `2/9` have no letter behind the sign; `U.S.` is no number.
    let capital = after.trim_start().starts_with(char::is_uppercase);
    let ordinal = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    if ordinal {
        let close = sign == ')' && (tight || spaced);
        return (close || (sign == '.' && tight && capital)).then(|| (typed, format!("{number}.")));
    }
    if roman_value(number).is_some_and(|value| value < 40) && number.chars().all(char::is_uppercase) {
        return (matches!(sign, '.' | '-' | ')') && capital && (tight || sign == ')') && is_word(after))
            .then(|| (typed, format!("{number}{}", if sign == ')' { '.' } else { sign })));
    }
    let letter = number.chars().count() == 1 && number.chars().all(char::is_lowercase);
    let point = letter && point_ordinal(number).is_some();
    let form = (sign == '.' && (tight || spaced)) || (sign == ')' && tight);
    (point && form && is_word(after)).then(|| (typed, format!("{number})")))
}

/// Tells whether letters go on behind a mark, so that it is no abbreviation
/// (`C.V`, `a.b.c`).
fn is_word(after: &str) -> bool {
    let word = after.trim_start();
    let length = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
    word[..length].chars().count() > 1 && !word[length..].starts_with(['.', '@', '/'])
}
