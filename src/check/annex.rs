//! Comes in: the text of a paper and its annexes. Goes out: annexes the text
//! never mentions, and annexes it mentions that are not there. Must not know:
//! what the annexes say.

use std::ops::Range;

use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use super::words::{Case, Words, folded};
use crate::diag::{Code, Span, Text};
use crate::model::{Annex, Form};
use crate::text::roman_value;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let texts: Vec<_> = paper.running().filter(|passage| !passage.annexed).collect();
    let kind = folded(&document.kind.name);
    let named: Vec<Mention<'_>> = texts.iter().flat_map(|passage| mentions(passage, &kind)).collect();
    let count = document.annexes.len();
    // A sheet or an annex may speak of the annexes of its paper.
    if document.form == Form::Paper {
        let open = |mention: &&Mention<'_>| match mention.number {
            Some(number) => number > count,
            None => count == 0 && mention.announced,
        };
        let mut told: Vec<Option<usize>> = Vec::new();
        for mention in named.iter().filter(|mention| !mention.of_other).filter(open) {
            if !told.contains(&mention.number) {
                missing(mention, count, report);
                told.push(mention.number);
            }
        }
    }
    let general = named.iter().any(|mention| mention.number.is_none());
    let sent: Vec<String> = texts.iter().flat_map(|passage| sent_along(passage)).collect();
    for (index, annex) in document.annexes.iter().enumerate() {
        let numbered = named.iter().any(|mention| mention.number == Some(index + 1));
        let about = About::of(annex, &document.span);
        if !general && !numbered && !sent.iter().any(|sent| about.is(sent)) {
            let message = format!("trong bài chưa nói tới phụ lục `{}`", about.title);
            let hint = "thêm vào chỗ thích hợp: `(có phụ lục kèm theo)`";
            report.at(Code::ANNEX_UNCITED, about.span, message, hint);
        }
    }
}

fn missing(mention: &Mention<'_>, count: usize, report: &mut Report) {
    let text = mention.passage.text;
    let shown = &text.as_str()[mention.range.clone()];
    let there = if count == 0 {
        "văn bản không có phụ lục nào".to_owned()
    } else {
        format!("văn bản chỉ có {count} phụ lục")
    };
    report.on(
        Code::ANNEX_MISSING,
        text,
        mention.range.clone(),
        format!("bài viết nói tới `{shown}`, {there}"),
        "thêm phụ lục vào `phu_luc`, hoặc sửa câu này",
    );
}

/// Is a place where the text speaks of an annex of its own.
struct Mention<'a> {
    passage: &'a Passage<'a>,
    range: Range<usize>,
    number: Option<usize>,
    /// The reader is sent to it: `có phụ lục kèm theo`, not `tên của phụ lục`.
    announced: bool,
    /// Another paper's.
    of_other: bool,
}

/// Lists what else may have annexes, folded.
const OTHERS: [&str; 9] = [
    "nghị định",
    "thông tư",
    "luật",
    "bộ luật",
    "pháp lệnh",
    "hợp đồng",
    "nghị quyết liên tịch",
    "điều lệ",
    "hiệp định",
];

fn mentions<'a>(passage: &'a Passage<'a>, kind: &str) -> Vec<Mention<'a>> {
    let mut found = Vec::new();
    for (at, end) in passage.places(passage.all(), "phụ lục") {
        let of_other = is_of_other(passage, at, kind) || passage.is_quoted(passage.bytes(at..end).start);
        let end = passage.phrase(end, "số").unwrap_or(end);
        let number = if passage.joined(end) { number(passage, end) } else { None };
        let range = passage.bytes(at..if number.is_some() { end + 1 } else { end });
        let before = if at > 0 && passage.joined(at) { passage.words.folded(at - 1) } else { "" };
        let sent = ["kèm theo", "đính kèm", "gửi kèm"].iter().any(|phrase| {
            (end..end + 6)
                .take_while(|word| passage.joined(*word))
                .any(|word| passage.phrase(word, phrase).is_some())
        });
        let announced = sent || matches!(before, "theo" | "tại" | "xem" | "ở");
        found.push(Mention { passage, range, number, announced, of_other });
    }
    found
}

/// Reads the number of an annex: `Phụ lục 1`, `Phụ lục II`.
fn number(passage: &Passage<'_>, word: usize) -> Option<usize> {
    let typed = &passage.str()[passage.words.list().get(word)?.range.clone()];
    let roman = || roman_value(typed).and_then(|value| usize::try_from(value).ok());
    (typed.len() <= 4).then(|| typed.parse().ok().or_else(roman)).flatten().filter(|number| *number > 0)
}

/// Tells whether an annex is one of another paper: a symbol, or the name of a
/// paper that is neither this one (`… này`) nor of its kind, stands in the same
/// clause.
fn is_of_other(passage: &Passage<'_>, at: usize, kind: &str) -> bool {
    let clause = passage.clause(at);
    let bytes = passage.bytes(clause.clone());
    let cited = passage.str()[bytes].split(char::is_whitespace).any(|word| {
        let bare = word.trim_start_matches(['(', '“', '"']);
        let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
        digits > 0 && bare.contains(['-', '/']) && bare.chars().any(char::is_uppercase)
    });
    let named = |phrase: &str| {
        let next = |word: usize| passage.phrase(word, phrase).filter(|_| passage.case(word) != Case::Small);
        clause.clone().filter_map(next).any(|next| passage.phrase(next, "này").is_none())
    };
    let kinds = passage.kinds.names.iter().map(String::as_str);
    cited || OTHERS.into_iter().chain(kinds).any(|name| name != kind && named(name))
}

/// Gives what the text says is sent along: the words in a row behind `gửi kèm`,
/// around `kèm theo`, `đính kèm`; folded.
fn sent_along(passage: &Passage<'_>) -> Vec<String> {
    const FAR: usize = 12;
    let folded =
        |words: &[usize]| words.iter().map(|word| passage.words.folded(*word)).collect::<Vec<_>>().join(" ");
    let mut found = Vec::new();
    if passage.words.lacks("kèm") {
        return found;
    }
    for at in passage.all() {
        let phrases = ["gửi kèm theo", "gửi kèm", "kèm theo", "đính kèm"];
        let behind = phrases.iter().find_map(|phrase| passage.phrase(at, phrase));
        let Some(end) = behind.filter(|_| at == 0 || passage.words.folded(at - 1) != "gửi") else {
            continue;
        };
        let tail: Vec<usize> =
            (end..end + FAR).take_while(|word| passage.joined(*word) && *word < passage.all().end).collect();
        let count = (0..FAR).take_while(|back| at > *back && passage.joined(at - back)).count();
        let lead: Vec<usize> = (at - count..at).collect();
        let sends = passage.words.folded(at) == "gửi" && !tail.is_empty();
        let lead = if sends { String::new() } else { folded(&lead) };
        found.push(format!("{lead} | {}", folded(&tail)));
    }
    found
}

/// Is what an annex is called.
struct About {
    title: String,
    span: Span,
    words: String,
}

impl About {
    fn of(annex: &Annex, paper: &Span) -> Self {
        let of = |texts: &[&Text], kind: &str, span: Span| {
            let said: Vec<String> = texts.iter().map(|text| folded(text.as_str())).collect();
            let title = texts.first().map_or_else(|| kind.to_owned(), |text| text.as_str().to_owned());
            Self { title, span, words: format!("{} | {}", folded(kind), said.join(" | ")) }
        };
        match annex {
            Annex::Written { title, summary, .. } => {
                let texts: Vec<&Text> =
                    std::iter::once(title).chain(summary).map(|line| &line.plain).collect();
                of(&texts, "", title.span())
            }
            Annex::Document(document) => {
                let texts: Vec<&Text> = document.summary.iter().map(|line| &line.plain).collect();
                let mut about = of(&texts, &document.kind.name, paper.clone());
                about.title.clone_from(&document.id);
                about
            }
        }
    }

    /// Tells whether what is sent along is this annex: two words in a row of its
    /// name, or a word that means whatever is enclosed.
    fn is(&self, sent: &str) -> bool {
        let any = ["nội dung", "chi tiết", "tài liệu", "văn bản", "biểu", "bảng", "mẫu", "cụ thể"];
        let sides = || sent.split(" | ");
        let open = sides().all(|side| side.is_empty() || side == "có" || side == "này");
        let words = Words::of(&self.words);
        let pairs =
            (1..words.list().len()).map(|at| format!("{} {}", words.folded(at - 1), words.folded(at)));
        let padded = format!(" {} ", sent.replace('|', " "));
        let says = |phrase: &str| padded.contains(&format!(" {phrase} "));
        let single = words.list().len() == 1 && says(words.folded(0));
        open || single
            || any.iter().any(|word| says(word))
            || pairs.filter(|pair| self.words.contains(pair.as_str())).any(|pair| says(&pair))
    }
}
