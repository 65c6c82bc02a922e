//! Comes in: running text. Goes out: parts of laws cited with the wrong capital (`tại Khoản 2 Điều 5`,
//! `theo điều 4`) or with their number, and two names that are misspelt (`Ủy ban Nhân dân`, `thành phố
//! Hồ Chí Minh`).
//! Must not know: what is cited.

use super::paper::Paper;
use super::passage::Passage;
use super::report::Report;
use super::words::{Case, folded};
use crate::diag::Code;
use crate::kind::Side;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running() {
        if paper.rules.side == Side::State {
            numbered(passage, report);
        }
        for at in passage.all() {
            match passage.words.folded(at) {
                "khoản" | "điểm" => clause(passage, at, report),
                "điều" => article(passage, at, report),
                "uỷ" | "hội" => council(passage, at, report),
                "thành" => city(passage, at, report),
                _ => {}
            }
        }
    }
}

/// Gives a word as it stands, if it stands right behind the one before.
fn joined<'a>(passage: &Passage<'a>, at: usize) -> Option<&'a str> {
    let word = passage.words.list().get(at)?;
    passage.joined(at).then(|| &passage.str()[word.range.clone()])
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// `tại Khoản 2 Điều 5`, `Điểm a khoản 1`: small inside a sentence (NĐ30 Phụ lục II V.7).
fn clause(passage: &Passage<'_>, at: usize, report: &mut Report) {
    let point = passage.words.folded(at) == "điểm";
    let part = |word: &str| is_number(word) || (point && word.chars().count() == 1);
    let above: &[&str] = if point { &["khoản", "điều"] } else { &["điều"] };
    let cites = joined(passage, at + 1).is_some_and(part)
        && joined(passage, at + 2).is_some()
        && above.contains(&passage.words.folded(at + 2));
    if !cites || !passage.joined(at) || passage.case(at) != Case::Capital {
        return;
    }
    let range = passage.bytes(at..at + 2);
    let shown = &passage.str()[range.clone()];
    let message = format!("`{shown}` viết hoa giữa câu");
    report.on(Code::CITE_CLAUSE, passage.text, range, message, format!("viết `{}`", shown.to_lowercase()));
}

/// `theo điều 4`, `khoản 2 điều 5`: capital wherever it is cited.
fn article(passage: &Passage<'_>, at: usize, report: &mut Report) {
    let lead = |back: usize| at.checked_sub(back).map_or("", |before| passage.words.folded(before));
    let cited = ["tại", "theo", "như"].contains(&lead(1)) || (lead(2) == "khoản" && is_number(lead(1)));
    let number = joined(passage, at + 1).is_some_and(is_number);
    if !cited || !number || !passage.joined(at) || passage.case(at) != Case::Small {
        return;
    }
    let range = passage.bytes(at..at + 2);
    let number = passage.words.folded(at + 1);
    let message = format!("`{}` viết thường", &passage.str()[range.clone()]);
    report.on(Code::CITE_CLAUSE, passage.text, range, message, format!("viết `Điều {number}`"));
}

/// `Ủy ban Nhân dân`: `nhân dân` is no name there (NĐ30 Phụ lục II IV.1).
fn council(passage: &Passage<'_>, at: usize, report: &mut Report) {
    let known = ["uỷ ban nhân dân", "hội đồng nhân dân"];
    let Some(end) = known.iter().find_map(|name| passage.phrase(at, name)) else { return };
    if passage.case(at + 1) != Case::Small || passage.case(at + 2) != Case::Capital {
        return;
    }
    let range = passage.bytes(at..end);
    let shown = &passage.str()[range.clone()];
    let right = shown.replace("Nhân", "nhân").replace("Dân", "dân");
    let message = format!("`{shown}` viết hoa sai");
    report.on(Code::LETTER_CASE, passage.text, range, message, format!("viết `{right}`"));
}

/// `thành phố Hồ Chí Minh`: its unit is part of the name (NĐ30 Phụ lục II III.1c).
fn city(passage: &Passage<'_>, at: usize, report: &mut Report) {
    let Some(end) = passage.phrase(at, "thành phố hồ chí minh") else { return };
    if passage.case(at) != Case::Small {
        return;
    }
    let range = passage.bytes(at..end);
    let message = format!("`{}` viết thường chữ đầu", &passage.str()[range.clone()]);
    report.on(Code::LETTER_CASE, passage.text, range, message, "viết `Thành phố Hồ Chí Minh`");
}

/// `Luật Giá số 16/2023/QH15`: laws and ordinances are named without it (NĐ30 Phụ lục I II.6).
fn numbered(passage: &Passage<'_>, report: &mut Report) {
    const LEAD: &str = "số ";
    let text = passage.str();
    for (at, _) in text.match_indices(LEAD) {
        let from = at + LEAD.len();
        let symbol =
            text[from..].split([' ', ',', ';', ')']).next().unwrap_or_default().trim_end_matches('.');
        if !is_of_assembly(symbol) || !is_law(&text[..at]) {
            continue;
        }
        let range = at..from + symbol.len();
        let message = format!("`{}`: luật, pháp lệnh không ghi số, ký hiệu", &text[range.clone()]);
        report.on(Code::CITE_LAW, passage.text, range, message, "chỉ ghi tên và ngày ban hành");
    }
}

/// Tells whether a symbol is one of the Assembly or its committee: `16/2023/QH15`.
fn is_of_assembly(symbol: &str) -> bool {
    let mut parts = symbol.split('/');
    let (number, year, organ) = (parts.next(), parts.next(), parts.next());
    let organs = ["QH", "UBTVQH", "PL-UBTVQH"];
    let session = organ.and_then(|organ| organs.iter().find_map(|name| organ.strip_prefix(name)));
    number.is_some_and(is_number)
        && year.is_some_and(|year| is_number(year) && year.len() == 4)
        && session.is_some_and(is_number)
}

/// Tells whether what is named last is a law or an ordinance.
fn is_law(before: &str) -> bool {
    let before = folded(before);
    let last = |names: &[&str]| names.iter().filter_map(|name| before.rfind(name)).max();
    let others = ["nghị quyết", "nghị định", "quyết định", "thông tư", "văn bản", "chỉ thị", ";"];
    last(&["luật ", "pháp lệnh "]) > last(&others)
}
