//! Comes in: running text, recipients, addressees. Goes out: words written
//! twice (`và và`, `thực hiện thực hiện`) and a recipient named twice. Must not
//! know: which words mean the same.

use std::ops::Range;

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Case, folded};
use crate::diag::{Code, Text};
use crate::model::{Own, Runs};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.passages.iter().filter(|passage| passage.role != Role::Person) {
        words(passage, report);
    }
    let document = paper.document;
    let mut seen = Vec::new();
    // Whom a letter is sent to stands first among its recipients: `Như trên`.
    let above = document.kind.sends_above(document.issuer.side, true);
    let named = document.addressees.iter().filter(|_| above);
    named.for_each(|line| seen.extend(parts(&line.plain).map(|part| (part, &line.plain))));
    recipients(plain(&document.recipients), &mut seen, report);
    for list in [&document.addressees, &document.superiors] {
        recipients(plain(list), &mut Vec::new(), report);
    }
    for (_, value) in &document.own {
        let Own::List(values) = value else { continue };
        let texts = values.iter().filter_map(|value| match value {
            Own::Text(line) => Some(&line.plain),
            _ => None,
        });
        recipients(texts, &mut Vec::new(), report);
    }
}

fn plain(lines: &[Runs]) -> impl Iterator<Item = &Text> {
    lines.iter().map(|line| &line.plain)
}

/// Is a small word that never stands twice in a row, unless one of the two is
/// part of a longer word: of one that ends in it (`hiện tại tại xã`) or begins
/// with it (`theo theo dõi`).
struct Small {
    word: &'static str,
    ends: &'static [&'static str],
    begins: &'static [&'static str],
}

/// Lists small words that are part of no longer one, folded.
const PLAIN: [&str; 27] = [
    "và", "các", "những", "mỗi", "mọi", "là", "với", "bởi", "này", "đó", "nếu", "sẽ", "đã", "đang", "cũng",
    "vẫn", "rằng", "hoặc", "nhưng", "nhằm", "như", "giữa", "vì", "còn", "một", "mà", "thì",
];

/// Lists small words that are also part of longer ones, folded.
const SMALL: [Small; 10] = [
    Small { word: "của", ends: &["tiền"], begins: &["cải"] },
    Small { word: "để", ends: &[], begins: &["lại", "dành", "ý"] },
    Small { word: "trong", ends: &["bên"], begins: &["sạch", "sáng", "suốt", "ngoài"] },
    Small { word: "cho", ends: &[], begins: &["vay", "phép", "thuê", "mượn"] },
    Small {
        word: "về", ends: &["trở", "đi", "quay"], begins: &["hưu", "quê", "đích", "nước", "nguồn"]
    },
    Small { word: "theo", ends: &["tiếp", "kèm"], begins: &["dõi", "đuổi", "đạo", "kịp"] },
    Small {
        word: "tại", ends: &["hiện", "tồn", "nội", "thực"], begins: &["chức", "chỗ", "ngoại", "ngũ"]
    },
    Small { word: "khi", ends: &["đôi", "nhiều"], begins: &[] },
    Small { word: "phải", ends: &["bên", "tay"], begins: &["trái"] },
    Small { word: "vào", ends: &["đầu", "ra"], begins: &[] },
];

/// Lists pairs of words that are said twice for their sound, folded.
const SAID_TWICE: [&str; 8] =
    ["từng bước", "hết sức", "muôn năm", "ngày càng", "từng người", "mỗi người", "nhiều lần", "bài học"];

/// Is the longest phrase that is looked for twice (words).
const LONG: usize = 6;

fn words(passage: &Passage<'_>, report: &mut Report) {
    let mut at = 0;
    while at < passage.words.list().len() {
        let found = (1..=LONG).rev().find(|count| is_twice(passage, at, *count));
        let Some(count) = found else {
            at += 1;
            continue;
        };
        let second = passage.bytes(at + count..at + 2 * count);
        let shown = &passage.str()[second.clone()];
        let message = format!("`{shown}` viết hai lần liền nhau");
        report.on(Code::DOUBLED, passage.text, second.clone(), message, format!("bỏ một lần `{shown}`"));
        at += 2 * count;
    }
}

/// Tells whether `count` words at a place stand there twice.
fn is_twice(passage: &Passage<'_>, at: usize, count: usize) -> bool {
    let words = &passage.words;
    let all = at..at + 2 * count;
    if all.end > words.list().len() || !(at..at + count).all(|word| words.same(word, word + count)) {
        return false;
    }
    let joined = all.clone().skip(1).all(|word| passage.joined(word));
    let lettered = all.clone().all(|word| is_lettered(words.folded(word)));
    if !joined || !lettered {
        return false;
    }
    let after = if passage.joined(all.end) { words.folded(all.end) } else { "" };
    if count == 1 {
        return is_small_twice(passage, at, after);
    }
    // `các các` inside a longer run is told by itself.
    let uniform = (at + 1..at + count).all(|word| words.folded(word) == words.folded(at));
    let phrase: Vec<&str> = (at..at + count).map(|word| words.folded(word)).collect();
    let phrase = phrase.join(" ");
    let society = phrase.ends_with("xã hội") && after == "chủ";
    // Names may be said twice by the way they are put together.
    let named = (at..all.end).all(|word| passage.case(word) == Case::Capital);
    !uniform && !society && !named && !SAID_TWICE.contains(&phrase.as_str())
}

fn is_small_twice(passage: &Passage<'_>, at: usize, after: &str) -> bool {
    let word = passage.words.folded(at);
    let before = if at > 0 && passage.joined(at) { passage.words.folded(at - 1) } else { "" };
    let part = SMALL.iter().find(|small| small.word == word);
    let part = part.map(|small| small.ends.contains(&before) || small.begins.contains(&after));
    // A name (`Cho Cho`) is something else.
    let named = passage.case(at) == Case::Capital && passage.case(at + 1) == Case::Capital;
    let small = part.map_or_else(|| PLAIN.contains(&word), |part| !part);
    small && !named && !passage.is_quoted(passage.bytes(at..at + 1).start)
}

/// Tells a word of two letters or more from numbers and marks.
fn is_lettered(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_some()
}

/// Finds recipients that are among those before.
fn recipients<'a>(
    texts: impl IntoIterator<Item = &'a Text>,
    seen: &mut Vec<(Part, &'a Text)>,
    report: &mut Report,
) {
    for text in texts {
        let own: Vec<Part> = parts(text).collect();
        for (name, range) in own {
            if let Some((_, first)) = seen.iter().find(|((known, _), _)| *known == name) {
                let shown = &text.as_str()[range.clone()];
                let message = format!("`{shown}` ghi hai lần");
                report.on(Code::RECIPIENT_TWICE, text, range, message, "xoá một lần");
                report.related(Code::RECIPIENT_TWICE, first.span(), "lần trước");
            } else {
                seen.push(((name, range), text));
            }
        }
    }
}

/// Is a name to compare by, with its bytes.
type Part = (String, Range<usize>);

/// Cuts a line into those it names: at its commas, without what they get it for.
fn parts(text: &Text) -> impl Iterator<Item = Part> + '_ {
    let value = text.as_str();
    let mut start = 0;
    value.split_inclusive([',', ';']).filter_map(move |piece| {
        let from = start;
        start += piece.len();
        let named = piece.trim_end_matches([',', ';', '.', ' ']);
        let bare = named.trim_start_matches(['-', ' ']);
        let from = from + (named.len() - bare.len());
        let name = name_of(bare);
        (name.split(' ').count() > 1).then(|| (name, from..from + bare.len()))
    })
}

/// Lists short forms and what they stand for, folded.
const SHORT: [(&str, &str); 8] = [
    ("ubnd", "uỷ ban nhân dân"),
    ("hđnd", "hội đồng nhân dân"),
    ("ubmttq", "uỷ ban mặt trận tổ quốc việt nam"),
    ("mttq", "mặt trận tổ quốc việt nam"),
    ("vpđu", "văn phòng đảng uỷ"),
    ("btv", "ban thường vụ"),
    ("bch", "ban chấp hành"),
    ("ubkt", "uỷ ban kiểm tra"),
];

/// Gives the name in one form: short forms spelt out, without `(để báo cáo)`
/// and `đồng chí`.
fn name_of(text: &str) -> String {
    let (name, rest) = text.split_once('(').unwrap_or((text, ""));
    let purpose = folded(rest);
    let said = ["để ", "b c", "bc", "báo cáo", "thực hiện", "biết", "chỉ đạo", "phối hợp", "theo dõi"];
    let whole =
        if purpose.is_empty() || said.iter().any(|word| purpose.starts_with(word)) { name } else { text };
    let spelt: Vec<String> = folded(whole)
        .split(' ')
        .map(|word| {
            let long = SHORT.iter().find(|(short, _)| *short == word);
            long.map_or_else(|| word.to_owned(), |(_, long)| (*long).to_owned())
        })
        .collect();
    let spelt = spelt.join(" ");
    let bare = ["các đồng chí ", "đồng chí "].iter().find_map(|lead| spelt.strip_prefix(lead));
    bare.unwrap_or(&spelt).to_owned()
}
