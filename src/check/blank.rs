//! Comes in: the texts of a paper. Goes out: room that was left to be filled in
//! and would be printed as it stands: dots, lines, `xx/5/2026`, `dd/mm/yyyy`,
//! fields of a mail merge, what Word writes for a reference it lost. Must not
//! know: citations, whose open number and day are told of elsewhere.
//!
//! An ellipsis that ends a list (`ngô, khoai…`, `v.v...`) is right, and so is
//! the room of a form: of annexes, tables and set-off lines.

use std::ops::Range;

use super::citation::is_cited;
use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use crate::diag::Code;
use crate::model::Form;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let lines = paper.passages.iter().filter(|passage| matches!(passage.role, Role::Line(_))).count();
    for passage in &paper.passages {
        broken_reference(passage, report);
        let form = passage.annexed || paper.document.form == Form::Annex;
        if form || matches!(passage.role, Role::Cell | Role::SetOff) {
            continue;
        }
        let line = matches!(passage.role, Role::Line(_));
        if is_empty(passage.str(), line) && (!line || lines == 1) {
            empty(passage, report);
            continue;
        }
        if matches!(passage.role, Role::Name | Role::Person) {
            continue;
        }
        let mut found: Vec<Range<usize>> = dotted(passage);
        found.extend(lettered(passage));
        found.extend(bracketed(passage.str()));
        found.retain(|range| is_typed(passage, range));
        found.sort_by_key(|range| range.start);
        tell(passage, &found, report);
    }
}

fn tell(passage: &Passage<'_>, found: &[Range<usize>], report: &mut Report) {
    let Some(first) = found.first() else { return };
    let shown: String = passage.str()[first.clone()].chars().take(20).collect();
    let times =
        if found.len() > 1 { format!(", {} chỗ trong đoạn này", found.len()) } else { String::new() };
    let message = format!("`{shown}` là chỗ trống chưa điền{times}");
    report.on(Code::BLANK, passage.text, first.clone(), message, "điền vào, hoặc bỏ chỗ ấy");
}

fn empty(passage: &Passage<'_>, report: &mut Report) {
    let message = format!("ở đây mới có `{}`, chưa có chữ", passage.str().trim());
    let range = 0..passage.str().len();
    report.on(Code::BLANK, passage.text, range, message, "điền vào; không có gì thì xoá cả dòng");
}

/// Tells a text of nothing but dots and lines, or an `x` that stands for one.
fn is_empty(text: &str, line: bool) -> bool {
    let text = text.trim();
    let marks = text.chars().all(|sign| is_dot(sign) || matches!(sign, '?' | ' '));
    let letters =
        !line && (1..=3).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    !text.is_empty() && (marks || letters)
}

fn is_dot(sign: char) -> bool {
    matches!(sign, '.' | '…' | '_')
}

/// Tells whether the letters stand so in the file: what an expression left open is
/// told by the one who works it out.
fn is_typed(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let span = passage.text.at(range.clone());
    let shown = &passage.str()[range.clone()];
    let first = shown.chars().next();
    span.source.text()[span.range.start..].chars().next() == first
}

/// Lists words that a number or a name must follow, folded.
const LEADS: [&str; 9] = ["ngày", "tháng", "năm", "số", "lúc", "hồi", "ông", "bà", "chí"];

/// Lists words before an amount, folded.
const BEFORE_AMOUNTS: [&str; 12] =
    ["là", "có", "khoảng", "gồm", "được", "số", "cộng", "hết", "chi", "đạt", "với", "đủ"];

/// Lists what is counted, folded.
const UNITS: [&str; 20] = [
    "đồng", "triệu", "tỷ", "tỉ", "nghìn", "người", "hộ", "đại", "ha", "km", "giờ", "phút", "lượt", "suất",
    "điểm", "đảng", "hội", "mô", "công", "chi",
];

/// Finds dots and lines that stand for something left out.
fn dotted(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.str();
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut free = 0;
    for (start, sign) in text.char_indices() {
        if start < free || !is_dot(sign) {
            continue;
        }
        let end = run_end(text, start);
        free = end;
        // The parts of one open date are one blank.
        let near =
            found.last().is_some_and(|last| text[last.end..start].split_whitespace().take(2).count() < 2);
        if is_room(passage, start..end) && !near {
            found.push(start..end);
        }
    }
    found
}

/// Finds the end of dots that follow each other, single spaces between them.
fn run_end(text: &str, start: usize) -> usize {
    let mut end = start;
    for (at, sign) in text[start..].char_indices() {
        if is_dot(sign) {
            end = start + at + sign.len_utf8();
        } else if sign != ' ' || start + at > end {
            break;
        }
    }
    end
}

fn is_room(passage: &Passage<'_>, range: Range<usize>) -> bool {
    let text = passage.str();
    let run = &text[range.clone()];
    let before = text[..range.start].chars().next_back();
    let parted = before.is_none_or(|sign| sign.is_whitespace() || matches!(sign, '(' | ':' | '“' | '"'));
    let lines = run.chars().filter(|sign| *sign == '_').count();
    let weight: usize = run.chars().map(|sign| if sign == '…' { 3 } else { usize::from(is_dot(sign)) }).sum();
    if lines > 0 {
        let after = text[range.end..].chars().next();
        return lines > 1 && parted && !after.is_some_and(char::is_alphanumeric);
    }
    if weight > 3 {
        return parted || weight > 8;
    }
    if weight < 3 || !parted || range.start == 0 {
        return false;
    }
    let next = passage.words.starting_at(range.end);
    let Some(last) = next.checked_sub(1) else { return false };
    let lead = passage.words.folded(last);
    let joint = &text[passage.bytes(last..next).end..range.start];
    if !matches!(joint.trim(), "" | ":") {
        return false;
    }
    let runs_on = text[range.end..].starts_with(['-', '/']);
    let before_day = text[..passage.bytes(last..next).start].trim_end_matches([' ', ',']);
    let symbol = before_day.rsplit(' ').next().is_some_and(|word| word.contains('/') && word.contains('-'));
    let cited = (lead == "số" && runs_on) || (lead == "ngày" && (symbol || is_cited(passage, last)));
    let person = lead != "chí" || (last > 0 && passage.words.folded(last - 1) == "đồng");
    let counted = BEFORE_AMOUNTS.contains(&lead) && UNITS.contains(&passage.words.folded(next));
    (LEADS.contains(&lead) && person && !cited) || counted
}

/// Finds letters that stand for numbers: `xx/5/2026`, `20xx`, `dd/mm/yyyy`.
fn lettered(passage: &Passage<'_>) -> Vec<Range<usize>> {
    let text = passage.str();
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in passage.all() {
        let range = passage.bytes(at..at + 1);
        let word = &text[range.clone()];
        // Nearly all words begin otherwise.
        if !word.starts_with(['d', 'D', 'x', 'X', '2']) {
            continue;
        }
        let lead = at.checked_sub(1).map_or("", |before| passage.words.folded(before));
        let rest = &text[range.end..];
        let date = word.eq_ignore_ascii_case("dd")
            && rest.get(..4).is_some_and(|rest| rest.eq_ignore_ascii_case("/mm/"));
        let exes = word.bytes().all(|byte| matches!(byte, b'x' | b'X'));
        let dated = rest.strip_prefix('/').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let symbol = rest.strip_prefix('-').is_some_and(|rest| {
            rest.starts_with(char::is_uppercase)
                && rest.split(char::is_whitespace).next().is_some_and(|word| word.contains('/'))
        });
        let said = matches!(lead, "số" | "ngày" | "tháng" | "năm" | "khoảng");
        let small = word.bytes().all(|byte| byte == b'x') && word.len() > 1;
        let year = word.len() == 4 && word.starts_with("20") && word.ends_with(['x', 'X']);
        if date || (exes && (dated || symbol || (said && small))) || year {
            let end = if date {
                range.end + rest.find([' ', ',', '.', ';', ')']).unwrap_or(rest.len())
            } else {
                range.end
            };
            found.push(range.start..end);
        }
    }
    found
}

/// Finds the fields of a mail merge and names in angle brackets: `«Ten_don_vi»`,
/// `‹tên›`, `<tên đơn vị>`; a tag (`<b>`) is none.
fn bracketed(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (start, open) in text.char_indices() {
        let close = match open {
            '«' => '»',
            '‹' => '›',
            '<' => '>',
            _ => continue,
        };
        let from = start + open.len_utf8();
        // No name is longer, and a text without the sign costs no more.
        let Some(end) =
            text[from..].char_indices().take(60).find(|(_, sign)| *sign == close).map(|(at, _)| at)
        else {
            continue;
        };
        let inner = &text[from..from + end];
        let word = !inner.is_empty() && !inner.contains(char::is_whitespace);
        let begins = inner.starts_with(char::is_alphabetic) && !inner.ends_with(char::is_whitespace);
        let short = inner.chars().count() <= 40 && !inner.contains(['@', '<', '/', '=']);
        let blank = match open {
            '«' => word && (inner.contains('_') || (inner.is_ascii() && inner.len() > 1)),
            '‹' => begins || word,
            _ => begins && short && !inner.is_ascii(),
        };
        if blank {
            found.push(start..from + end + close.len_utf8());
        }
    }
    found
}

/// Lists what Word prints for a reference it cannot find.
const LOST: [&str; 5] = [
    "Lỗi! Không tìm thấy nguồn tham chiếu",
    "Lỗi! Không tìm thấy nguồn tham khảo",
    "Lỗi! Thẻ đánh dấu không được xác định",
    "Error! Reference source not found",
    "Error! Bookmark not defined",
];

fn broken_reference(passage: &Passage<'_>, report: &mut Report) {
    let text = passage.str();
    if !text.contains('!') {
        return;
    }
    let Some((at, lost)) = LOST.iter().find_map(|lost| Some((text.find(lost)?, lost))) else { return };
    report.on(
        Code::BLANK,
        passage.text,
        at..at + lost.len(),
        "đây là lời báo lỗi của Word, theo vào khi dán: tham chiếu đã mất",
        "xoá, rồi viết ra chỗ được nhắc tới",
    );
}
