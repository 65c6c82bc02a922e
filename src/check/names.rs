//! Comes in: running text and the names of the office. Goes out: bodies named
//! that were dissolved, and the head of the state's papers. Must not know:
//! when the paper is printed; its own date decides.

use std::ops::Range;

use chrono::NaiveDate;

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Case, folded};
use crate::diag::Code;
use crate::kind::Side;

/// Is the first day without the district level (QĐ 298-QĐ/TW, 299-QĐ/TW of
/// 09/6/2025).
fn dissolution() -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(2025, 7, 1)
}

/// Lists bodies that ended by 01/7/2025, folded, each with what does the work
/// now (QĐ 298-QĐ/TW, 299-QĐ/TW, quy chế mẫu QĐ 302-QĐ/TW).
const DISSOLVED: [(&str, &str); 27] = [
    ("huyện uỷ", "nêu tỉnh uỷ, thành uỷ hoặc đảng uỷ xã, phường"),
    ("thị uỷ", "nêu tỉnh uỷ, thành uỷ hoặc đảng uỷ xã, phường"),
    ("ubnd huyện", "nêu UBND tỉnh hoặc UBND xã, phường"),
    ("hđnd huyện", "nêu HĐND tỉnh hoặc HĐND xã, phường"),
    ("uỷ ban nhân dân huyện", "nêu Uỷ ban nhân dân tỉnh hoặc xã, phường"),
    ("hội đồng nhân dân huyện", "nêu Hội đồng nhân dân tỉnh hoặc xã, phường"),
    ("thị xã", "nêu tên xã, phường, hoặc cơ quan của tỉnh, xã, phường"),
    ("phòng nội vụ huyện", "nêu Sở Nội vụ hoặc Phòng Văn hoá - Xã hội xã, phường"),
    ("phòng giáo dục và đào tạo huyện", "nêu Sở Giáo dục và Đào tạo hoặc Phòng Văn hoá - Xã hội xã, phường"),
    ("trung tâm chính trị huyện", "nêu trung tâm chính trị xã, phường"),
    ("thanh tra huyện", "nêu Thanh tra tỉnh"),
    ("công an huyện", "nêu Công an tỉnh hoặc Công an xã, phường"),
    ("huyện đoàn", "nêu Tỉnh đoàn hoặc Đoàn xã, phường"),
    ("ban chỉ huy quân sự huyện", "nêu Bộ Chỉ huy quân sự tỉnh hoặc Ban Chỉ huy quân sự xã, phường"),
    ("mặt trận tổ quốc việt nam huyện", "nêu Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh hoặc xã, phường"),
    ("mttq huyện", "nêu Uỷ ban Mặt trận Tổ quốc Việt Nam tỉnh hoặc xã, phường"),
    ("hội nông dân huyện", "nêu Hội Nông dân tỉnh hoặc xã, phường"),
    ("hội cựu chiến binh huyện", "nêu Hội Cựu chiến binh tỉnh hoặc xã, phường"),
    ("hội liên hiệp phụ nữ huyện", "nêu Hội Liên hiệp Phụ nữ tỉnh hoặc xã, phường"),
    ("cấp huyện", "chỉ còn cấp tỉnh và cấp xã"),
    ("ban dân vận", "nêu Ban Tuyên giáo và Dân vận (cấp tỉnh), Ban Xây dựng Đảng (cấp xã)"),
    ("ban tuyên giáo", "nêu Ban Tuyên giáo và Dân vận (cấp tỉnh), Ban Xây dựng Đảng (cấp xã)"),
    ("khối dân vận", "nêu Ban Xây dựng Đảng hoặc Uỷ ban Mặt trận Tổ quốc Việt Nam xã"),
    ("đảng đoàn", "nêu đảng uỷ của cơ quan ấy"),
    ("ban cán sự đảng", "nêu đảng uỷ của cơ quan ấy"),
    ("thành uỷ", "nêu tỉnh uỷ hoặc đảng uỷ phường"),
    ("cấp thành phố", "chỉ còn cấp tỉnh và cấp xã"),
];

/// Lists the cities of the central level since 01/7/2025 (NQ 202/2025/QH15),
/// folded.
const CENTRAL: [&str; 6] = ["hà nội", "hải phòng", "huế", "đà nẵng", "hồ chí minh", "cần thơ"];

/// Lists what says that a sentence speaks of the past or of the ending itself.
const PAST: [&str; 7] =
    ["trước đây", "giải thể", "sáp nhập", "kết thúc", "không còn", "không tổ chức", "bỏ cấp huyện"];

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    state_form(paper, report);
    let document = paper.document;
    let date = document.date.as_ref().map(|(date, _)| *date).or(document.event_date());
    if date < dissolution() || date.is_none() {
        return;
    }
    parent(paper, report);
    let central = under_central(paper);
    for (name, hint) in DISSOLVED {
        let city = matches!(name, "thành uỷ" | "cấp thành phố");
        if city && central {
            continue;
        }
        dissolved(paper, name, hint, report);
    }
}

/// Finds one dissolved body: one finding, with how often it is named.
fn dissolved(paper: &Paper<'_>, name: &str, hint: &str, report: &mut Report) {
    let mut first = None;
    let mut count = 0;
    for passage in paper.running() {
        for (at, end) in passage.places(passage.all(), name) {
            // The joint body that took over bears both names.
            let joint = name == "ban tuyên giáo" && passage.phrase(end, "và dân vận").is_some();
            let kept = name == "thành uỷ" && (is_central(passage, end) || is_any_city(passage, at, end));
            // `thị xã` alone may be any small town; one with a name was a unit.
            let nameless = name == "thị xã" && passage.case(end) != Case::Capital;
            if joint || kept || nameless || is_past(passage, at) {
                continue;
            }
            count += 1;
            first.get_or_insert_with(|| (passage, passage.bytes(at..end)));
        }
    }
    let Some((passage, range)) = first else { return };
    let times = if count > 1 { format!(", {count} chỗ") } else { String::new() };
    let shown = &passage.str()[range.clone()];
    let message = format!("`{shown}` không còn từ ngày 01/7/2025{times}");
    report.on(Code::DISSOLVED, passage.text, range, message, hint);
}

/// Tells whether `thành uỷ` means those of all cities under the centre: in
/// small letters, or behind `tỉnh uỷ` with no name after it (HD05 §2 itself
/// writes `các tỉnh uỷ, thành uỷ`).
fn is_any_city(passage: &Passage<'_>, at: usize, end: usize) -> bool {
    let named = passage.joined(end) && passage.case(end) == Case::Capital;
    let provinces = at >= 2 && passage.phrase(at - 2, "tỉnh uỷ").is_some();
    !named && (passage.case(at) == Case::Small || (provinces && passage.case(at) != Case::Loud))
}

/// Tells whether a city of the central level is named at a word, with or
/// without `Thành phố`, `TP.`.
fn is_central(passage: &Passage<'_>, at: usize) -> bool {
    let unit = usize::from(passage.words.folded(at) == "tp");
    let name = passage.phrase(at, "thành phố").unwrap_or(at + unit);
    CENTRAL.iter().any(|city| passage.phrase(name, city).is_some())
}

/// Tells whether the words next to a body say that it is no more: `nguyên Bí
/// thư Huyện uỷ`, `Huyện uỷ Hưng Nguyên cũ`, `tiếp nhận hồ sơ của Huyện uỷ`, `do
/// Huyện uỷ bàn giao`. A name (`Hưng Nguyên`) says nothing.
fn is_former(passage: &Passage<'_>, word: usize, clause: &Range<usize>) -> bool {
    let before = clause.start..word;
    let after = word..clause.end;
    let plain = |at: &usize| passage.case(*at) == Case::Small;
    let near = word.saturating_sub(8).max(clause.start)..word;
    let formerly = near.filter(plain).any(|at| passage.words.folded(at) == "nguyên");
    let old = (word + 1..clause.end.min(word + 10)).filter(plain).any(|at| passage.words.folded(at) == "cũ");
    let begins = passage.words.folded(clause.start) == "nguyên" && passage.case(clause.start) != Case::Loud;
    formerly
        || old
        || (begins && word > clause.start)
        || passage.holds(before, "tiếp nhận")
        || ["bàn giao", "chuyển giao"].iter().any(|giving| passage.holds(after.clone(), giving))
}

/// Tells whether the sentence around a word speaks of the time before.
fn is_past(passage: &Passage<'_>, word: usize) -> bool {
    let clause = passage.clause(word);
    let bytes = passage.bytes(clause.clone());
    let old = |date: &crate::text::FoundDate| {
        bytes.contains(&date.range.start) && date.date().is_some_and(|day| Some(day) < dissolution())
    };
    let year = |at: usize| {
        passage.words.folded(at - 1) == "năm"
            && passage.words.folded(at).parse().is_ok_and(|year: u32| (1930..2025).contains(&year))
    };
    passage.is_quoted(passage.bytes(word..word + 1).start)
        || passage.dates.iter().any(old)
        || clause.clone().skip(1).any(year)
        || is_former(passage, word, &clause)
        || PAST.iter().any(|phrase| passage.holds(clause.clone(), phrase))
}

fn under_central(paper: &Paper<'_>) -> bool {
    [paper.document.office.issuer.parent.as_ref(), paper.document.issuer.parent.as_ref()]
        .into_iter()
        .flatten()
        .any(|parent| {
            folded(parent.as_str())
                .strip_prefix("đảng bộ thành phố ")
                .is_some_and(|city| CENTRAL.contains(&city))
        })
}

/// Judges the organ above the office.
fn parent(paper: &Paper<'_>, report: &mut Report) {
    let Some(parent) = &paper.document.issuer.parent else { return };
    let name = folded(parent.as_str());
    let city = name.strip_prefix("đảng bộ thành phố ").is_some_and(|city| !CENTRAL.contains(&city));
    let district =
        ["đảng bộ huyện", "đảng bộ thị xã", "huyện uỷ", "thị uỷ"].iter().any(|unit| name.starts_with(unit));
    if city || district {
        let message = format!("`{}` không còn từ ngày 01/7/2025", parent.as_str());
        report.on(
            Code::DISSOLVED,
            parent,
            0..parent.as_str().len(),
            message,
            "sửa `cap_tren` thành `ĐẢNG BỘ TỈNH …` hoặc `ĐẢNG BỘ THÀNH PHỐ …` trực thuộc Trung ương",
        );
    }
}

/// Lists what stands at the head of the state's papers (NĐ30 Phụ lục I),
/// folded; only alone on its line is it that head.
const STATE: [&str; 3] = [
    "cộng hoà xã hội chủ nghĩa việt nam",
    "độc lập tự do hạnh phúc",
    "cộng hoà xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc",
];

/// Finds the Party's title on a paper of the State: alone on its line it is a head that was typed.
fn party_form(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.passages.iter().filter(|passage| passage.role != Role::Person) {
        if folded(passage.str()) != "đảng cộng sản việt nam" || passage.case(0) == Case::Small {
            continue;
        }
        report.on(
            Code::STATE_FORM,
            passage.text,
            0..passage.str().len(),
            "`ĐẢNG CỘNG SẢN VIỆT NAM` là tiêu đề của văn bản Đảng",
            "quốc hiệu, tiêu ngữ được tự in: xoá dòng này",
        );
    }
}

fn state_form(paper: &Paper<'_>, report: &mut Report) {
    if paper.rules.side == Side::State {
        return party_form(paper, report);
    }
    for passage in &paper.passages {
        let capital = passage.case(0) != Case::Small && passage.words.list().len() <= 13;
        if passage.role == Role::Person || !capital || !matches!(passage.words.folded(0), "cộng" | "độc")
        {
            continue;
        }
        if STATE.contains(&folded(passage.str()).as_str()) {
            let message = "quốc hiệu, tiêu ngữ là thể thức văn bản nhà nước";
            report.on(
                Code::STATE_FORM,
                passage.text,
                0..passage.str().len(),
                message,
                "tiêu đề `ĐẢNG CỘNG SẢN VIỆT NAM` được tự in: xoá dòng này; văn bản của cơ quan nhà nước thì ghi he: nha-nuoc ở cơ quan ấy trong co-quan.yaml",
            );
        }
    }
}
