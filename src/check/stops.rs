//! Comes in: the lines of a paper. Goes out: lines without a mark at their end,
//! and rows of which some have one and some have none. Must not know: which
//! mark a line should have.

use super::paper::Paper;
use super::printed_parts::printed;
use super::report::Report;
use super::wrapped::passages;
use crate::diag::{Code, Text};
use crate::model::{Block, Body, Mark, Own};
use crate::text::is_closed;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let elsewhere: Vec<&Text> = printed(paper).collect();
    for body in &paper.bodies {
        lines(body, &elsewhere, report);
    }
    for (_, value) in &paper.document.own {
        rows(value, report);
    }
}

/// Tells whether a text ends in a mark, a closing bracket or quote behind it;
/// `./.` is judged elsewhere.
fn is_ended(text: &str) -> bool {
    let inner = text.trim_end().trim_end_matches([')', '”', '"', '»', '’']);
    is_closed(inner) || inner.ends_with('/')
}

/// Gives the last word of a text, where the mark is missing.
fn last_word(text: &Text) -> std::ops::Range<usize> {
    let line = text.as_str().trim_end();
    let start = line.char_indices().rev().find(|(_, letter)| letter.is_whitespace());
    start.map_or(0, |(at, space)| at + space.len_utf8())..line.len()
}

/// Finds open lines that are no headings. The last line is judged as the end
/// of the content; a line before a table introduces it, and so does a title
/// before such a line (`Đơn vị tính: đồng`).
fn lines(body: &Body, elsewhere: &[&Text], report: &mut Report) {
    // A line that goes on in the next one is told of as such.
    let wrapped = passages(body);
    let is_cut = |at: usize| wrapped.iter().any(|lines| lines.start <= at && at + 1 < lines.end);
    for (at, block) in body.blocks.iter().enumerate() {
        let Some(next) = body.blocks.get(at + 1) else { continue };
        let Block::Line { mark, runs } = block else { continue };
        let heading = matches!(mark, Mark::Article(_) | Mark::Section(..) | Mark::Heading(_));
        // What is to be taken out needs no stop.
        if elsewhere.iter().any(|text| std::ptr::eq(*text, &raw const runs.plain)) {
            continue;
        }
        // Which of two things such a line is, is told elsewhere.
        let doubtful = body.doubts.iter().any(|doubt| doubt.block == at);
        let table = matches!(next, Block::Table(_));
        let title =
            is_title(block) && is_title(next) && matches!(body.blocks.get(at + 2), Some(Block::Table(_)));
        if page_number(runs.as_str()) {
            report.on(
                Code::PAGE_NUMBER,
                &runs.plain,
                0..runs.as_str().len(),
                "dòng này giống số trang dán theo từ tệp khác",
                "xoá dòng này; số trang tự đánh",
            );
            continue;
        }
        if !heading && !is_cut(at) && !doubtful && !table && !title && !is_ended(runs.plain.as_str()) {
            report.on(
                Code::OPEN_LINE,
                &runs.plain,
                last_word(&runs.plain),
                "dòng chưa có dấu câu ở cuối",
                if *mark == Mark::Paragraph && is_loud(runs.as_str()) {
                    "thêm dấu chấm; là dòng đứng riêng ở giữa thì viết `> … <`"
                } else {
                    "thêm dấu chấm, hoặc chấm phẩy nếu còn ý tiếp theo"
                },
            );
        }
    }
}

/// Tells a line that is a page's number: `2`, `- 3 -`, `Trang 3/5`.
fn page_number(line: &str) -> bool {
    let line = line.trim();
    if !line.ends_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '-' | '–')) {
        return false;
    }
    let lower = line.to_lowercase();
    let named = lower.strip_prefix("trang ").or_else(|| lower.strip_prefix("page "));
    let bare = named.unwrap_or(&lower).trim_matches(['-', '–', ' ']);
    let (number, of) = bare.split_once('/').unwrap_or((bare, "1"));
    let counts = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    counts(number) && counts(of) && (named.is_some() || !bare.contains('/'))
}

/// Tells whether a line is bold or italic as a whole.
fn is_title(block: &Block) -> bool {
    let Block::Line { runs, .. } = block else { return false };
    runs.runs.iter().all(|run| run.bold) || runs.runs.iter().all(|run| run.italic)
}

/// Tells whether a line is all in capitals.
fn is_loud(line: &str) -> bool {
    line.chars().any(char::is_uppercase) && !line.chars().any(char::is_lowercase)
}

/// Finds rows that end otherwise than the others of their column.
fn rows(value: &Own, report: &mut Report) {
    let Own::List(rows) = value else { return };
    let groups: Vec<&[(String, Own)]> = rows
        .iter()
        .filter_map(|row| match row {
            Own::Group(fields) => Some(fields.as_slice()),
            _ => None,
        })
        .collect();
    let names = groups.iter().flat_map(|fields| fields.iter().map(|(name, _)| name.as_str()));
    let mut names: Vec<&str> = names.collect();
    names.sort_unstable();
    names.dedup();
    for name in names {
        let column = groups.iter().flat_map(|fields| fields.iter()).filter(|(key, _)| key == name);
        let texts: Vec<&Text> = column
            .filter_map(|(_, value)| match value {
                Own::Text(text) => Some(&text.plain),
                _ => None,
            })
            .collect();
        let open: Vec<&&Text> = texts.iter().filter(|text| !is_ended(text.as_str())).collect();
        let Some(first) = open.first().filter(|_| open.len() < texts.len()) else { continue };
        report.on(
            Code::ROW_STOPS,
            first,
            last_word(first),
            format!("{} dòng có dấu câu ở cuối, {} dòng không", texts.len() - open.len(), open.len()),
            "chọn một cách cho cả cột",
        );
    }
}
