//! Comes in: running text. Goes out: words now capital and now small, ranges
//! of years with several kinds of dash. Must not know: which of two ways is
//! the better one.

use std::ops::Range;

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Case, Words};
use crate::diag::{Code, Text};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let event = paper.document.dossier.event.as_ref().map(|event| Words::of(event.name.as_str()));
    for watched in &WATCHED {
        capitals(paper, watched, event.as_ref(), report);
    }
    synonyms(paper, report);
    dashes(paper, report);
}

/// Is a word that is written both ways, and the words before it that make it
/// part of a name or a set phrase.
struct Watched {
    phrase: &'static str,
    not_after: &'static [&'static str],
    hint: &'static str,
}

/// Lists the words that are watched (NĐ30 Phụ lục II, 05/3/2020; the rest are
/// those that papers of communes mix, seen 2023-2026). Folded.
const WATCHED: [Watched; 5] = [
    Watched {
        phrase: "nhân dân",
        not_after: &[
            "ban", "đồng", "án", "sát", "an", "đội", "ninh", "tranh", "giáo", "thuốc", "sĩ", "báo", "sĩ",
            "trang",
        ],
        hint: "chọn một cách; NĐ30 Phụ lục II viết hoa `Nhân dân`",
    },
    Watched {
        phrase: "nhà nước",
        not_after: &["sách", "nghiệp", "bạc", "hàng", "toán"],
        hint: "chọn một cách; NĐ30 Phụ lục II viết hoa `Nhà nước`",
    },
    Watched { phrase: "hội nghị", not_after: &[], hint: "chọn một cách trong cả văn bản" },
    Watched {
        phrase: "cấp uỷ", not_after: &[], hint: "viết thường `cấp uỷ`, trừ đầu câu"
    },
    Watched { phrase: "thành phố", not_after: &[], hint: "chọn một cách trong cả văn bản" },
];

/// Is no name, so that it is never capital inside a sentence; folded.
const ALWAYS_SMALL: &str = "cấp uỷ";

/// Finds two words for one thing in one paper: `bảo đảm` and `đảm bảo`.
fn synonyms(paper: &Paper<'_>, report: &mut Report) {
    let (mut proper, mut other) = (Way::default(), Way::default());
    for passage in paper.content() {
        for (way, phrase) in [(&mut proper, "bảo đảm"), (&mut other, "đảm bảo")] {
            for (at, end) in passage.places(passage.all(), phrase) {
                way.count += 1;
                way.first.get_or_insert_with(|| (passage.text, passage.bytes(at..end)));
            }
        }
    }
    let (Some((text, range)), Some((known, place))) = (&other.first, &proper.first) else { return };
    let message = format!("`đảm bảo` {} chỗ, `bảo đảm` {} chỗ", other.count, proper.count);
    report.on(
        Code::SYNONYMS,
        text,
        range.clone(),
        message,
        "viết một từ; văn bản của Đảng thường viết `bảo đảm`",
    );
    report.related(Code::SYNONYMS, known.at(place.clone()), "`bảo đảm`");
}

/// Is where one way of writing a word was met first, and how often.
#[derive(Default)]
struct Way<'a> {
    first: Option<(&'a Text, Range<usize>)>,
    count: usize,
}

fn capitals(paper: &Paper<'_>, watched: &Watched, event: Option<&Words>, report: &mut Report) {
    let (mut capital, mut small) = (Way::default(), Way::default());
    for passage in paper.content() {
        for (at, end) in passage.places(passage.all(), watched.phrase) {
            if !counts(passage, at, end, watched, event) {
                continue;
            }
            let way = match passage.case(at) {
                Case::Small => &mut small,
                Case::Capital => &mut capital,
                Case::Loud => continue,
            };
            way.count += 1;
            way.first.get_or_insert_with(|| (passage.text, passage.bytes(at..end)));
        }
    }
    // `Cấp uỷ` in the middle of a sentence is wrong by itself.
    if watched.phrase == ALWAYS_SMALL
        && small.first.is_none()
        && let Some((text, range)) = &capital.first
    {
        let message = format!("`{}` giữa câu viết hoa, {} chỗ", &text.as_str()[range.clone()], capital.count);
        report.on(Code::CAPITALS, text, range.clone(), message, watched.hint);
    }
    let (rare, common) = if capital.count < small.count { (&capital, &small) } else { (&small, &capital) };
    let (Some((text, range)), Some((other, other_range))) = (&rare.first, &common.first) else { return };
    let (rare_form, form) = (&text.as_str()[range.clone()], &other.as_str()[other_range.clone()]);
    report.on(
        Code::CAPITALS,
        text,
        range.clone(),
        format!("`{rare_form}` {} chỗ, `{form}` {} chỗ", rare.count, common.count),
        watched.hint,
    );
    report.related(Code::CAPITALS, other.at(other_range.clone()), &format!("`{form}`"));
}

/// Tells whether the case of a word is the author's choice at this place.
fn counts(passage: &Passage<'_>, at: usize, end: usize, watched: &Watched, event: Option<&Words>) -> bool {
    let before =
        at.checked_sub(1).filter(|_| passage.joined(at)).map_or("", |before| passage.words.folded(before));
    let named = passage.joined(end) && passage.case(end) != Case::Small;
    let of_event = event.is_some_and(|event| {
        event.list().len() > 3 && (0..4).all(|step| event.folded(step) == passage.words.folded(at + step))
    });
    let ordinal = passage.phrase(end, "lần thứ").is_some();
    !passage.opens(at)
        && !watched.not_after.contains(&before)
        && !passage.is_quoted(passage.bytes(at..end).start)
        && !named
        && !of_event
        && !ordinal
}

fn dashes(paper: &Paper<'_>, report: &mut Report) {
    let mut ways: Vec<(String, Way<'_>)> = Vec::new();
    for passage in paper.running().filter(|passage| !matches!(passage.role, Role::Contact)) {
        for at in 1..passage.words.list().len() {
            let Some(dash) = range(passage, at) else { continue };
            let index = ways.iter().position(|(known, _)| known == dash).unwrap_or_else(|| {
                ways.push((dash.to_owned(), Way::default()));
                ways.len() - 1
            });
            let way = &mut ways[index].1;
            way.count += 1;
            way.first.get_or_insert_with(|| (passage.text, passage.bytes(at - 1..at + 1)));
        }
    }
    let Some((common, _)) = ways.iter().rev().max_by_key(|(_, way)| way.count) else { return };
    let shown = |way: &Way<'_>| {
        way.first.as_ref().map_or_else(String::new, |(text, range)| text.as_str()[range.clone()].to_owned())
    };
    let listed: Vec<_> = ways.iter().map(|(_, way)| format!("`{}` {} chỗ", shown(way), way.count)).collect();
    let odd = ways.iter().filter(|(dash, _)| dash != common).min_by_key(|(_, way)| way.count);
    if let Some((text, range)) = odd.and_then(|(_, way)| way.first.clone()) {
        let shown = &text.as_str()[range.clone()];
        let (from, to) =
            (shown.get(..4).unwrap_or_default(), shown.get(shown.len() - 4..).unwrap_or_default());
        let message = format!("khoảng năm viết nhiều kiểu gạch: {}", listed.join(", "));
        report.on(
            Code::RANGE_DASH,
            text,
            range,
            message,
            format!("viết một kiểu, ví dụ `{from}{common}{to}`"),
        );
    }
}

/// Gives the dash between two years.
fn range<'a>(passage: &Passage<'a>, at: usize) -> Option<&'a str> {
    let is_year = |word: usize| {
        let folded = passage.words.folded(word);
        folded.len() == 4 && folded.parse::<u32>().is_ok_and(|year| (1900..2100).contains(&year))
    };
    if !is_year(at - 1) || !is_year(at) {
        return None;
    }
    let dash = passage.joint(at);
    let plain = matches!(dash.trim_matches(' '), "-" | "–" | "—");
    let bytes = passage.bytes(at - 1..at + 1);
    let joined = |sign: Option<char>| sign.is_some_and(|sign| matches!(sign, '/' | '-' | '.'));
    let before = passage.str()[..bytes.start].chars().next_back();
    let mut tail = passage.str()[bytes.end..].chars();
    let after = tail.next();
    // `.` behind a year mostly ends the sentence.
    let runs_on = matches!(after, Some('/' | '-')) && tail.next().is_some_and(char::is_alphanumeric);
    let fits = plain && !joined(before) && !runs_on;
    (fits && !passage.is_quoted(bytes.start)).then_some(dash)
}
