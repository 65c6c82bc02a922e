//! Comes in: the names at the head and the end of a paper. Goes out: names in
//! small letters that are printed in capitals, and the other way round. Must
//! not know: the running text.

use super::paper::Paper;
use super::report::Report;
use super::words::{Case, Words, titled};
use crate::diag::{Code, Text};
use crate::model::Annex;
use crate::text::is_syllable;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let document = paper.document;
    let issuer = &document.issuer;
    if let Some(parent) = &issuer.parent {
        loud(parent, "tên cơ quan cấp trên", report);
    }
    loud(&issuer.name, "tên cơ quan", report);
    loud(&issuer.symbol, "ký hiệu cơ quan", report);
    if let Some(author) = &document.author {
        loud(author, "dòng tác giả", report);
    }
    for signer in &paper.signers {
        for authority in &signer.authority {
            loud(authority, "quyền hạn người ký", report);
        }
        loud(&signer.title, "chức vụ người ký", report);
        if let Some(organ) = &signer.organ {
            loud(organ, "tên cơ quan dưới chức vụ", report);
        }
        quiet(&signer.name, report);
    }
    for annex in &document.annexes {
        if let Annex::Written { title, .. } = annex {
            loud(title, "tên phụ lục", report);
        }
    }
    place(&document.office.place, report);
    if issuer.doubtful {
        report.on(
            Code::PROPER_GUESS,
            &issuer.name,
            0..issuer.name.as_str().len(),
            format!("chưa chắc tên này trong câu viết là `{}`", issuer.proper),
            format!("thêm dưới `ten`: ten_viet: {}", issuer.proper),
        );
    }
}

/// Judges a text that is printed in capitals.
fn loud(text: &Text, what: &str, report: &mut Report) {
    let value = text.as_str();
    if value.chars().any(char::is_lowercase) {
        report.on(
            Code::LETTER_CASE,
            text,
            0..value.len(),
            format!("{what} chưa viết hoa"),
            format!("viết `{}`", value.to_uppercase()),
        );
    }
}

/// Judges the full name of a signer: not in capitals (HD05 §7.1.3).
fn quiet(name: &Text, report: &mut Report) {
    let words = Words::of(name.as_str());
    let list = words.list();
    if list.len() > 1 && list.iter().any(|word| is_small(name.as_str(), &word.range)) {
        let named: Vec<String> = list.iter().map(|word| titled(&name.as_str()[word.range.clone()])).collect();
        let range = 0..name.as_str().len();
        let hint = format!("viết `{}`", named.join(" "));
        report.on(Code::LETTER_CASE, name, range, "họ tên người ký chưa viết hoa đầu mỗi chữ", hint);
        return;
    }
    if list.len() < 2 || !list.iter().all(|word| word.case != Case::Small) {
        return;
    }
    if list.iter().filter(|word| word.case == Case::Loud).count() < 2 {
        return;
    }
    let named: Vec<String> = list.iter().map(|word| titled(&name.as_str()[word.range.clone()])).collect();
    report.on(
        Code::LETTER_CASE,
        name,
        0..name.as_str().len(),
        "họ tên người ký viết hoa cả chữ",
        format!("viết `{}`", named.join(" ")),
    );
}

/// Tells a word in small letters that stands by itself.
fn is_small(name: &str, range: &std::ops::Range<usize>) -> bool {
    let free = name[..range.start].chars().next_back().is_none_or(char::is_whitespace);
    free && range.len() > 1 && name[range.clone()].chars().all(char::is_lowercase)
}

/// Judges the name of the place: the unit's own name alone (HD05 §4.1.1).
fn place(place: &Text, report: &mut Report) {
    const UNITS: [&str; 4] = ["xã", "phường", "đặc khu", "tỉnh"];
    let value = place.as_str();
    let lower = value.to_lowercase();
    let unit = UNITS.iter().find(|unit| lower.strip_prefix(**unit).is_some_and(|rest| rest.starts_with(' ')));
    let (message, right) = if let Some(unit) = unit.filter(|_| value.starts_with(char::is_lowercase)) {
        ("địa danh kèm chữ chỉ cấp hành chính", value[unit.len()..].trim().to_owned())
    } else if value.starts_with(char::is_lowercase) {
        let words: Vec<String> = value.split(' ').map(titled).collect();
        ("địa danh chưa viết hoa", words.join(" "))
    } else if value.chars().count() > 3 && !value.chars().any(char::is_lowercase) && spells(&lower) {
        let words: Vec<String> = value.split(' ').map(titled).collect();
        ("địa danh viết hoa cả chữ", words.join(" "))
    } else {
        return;
    };
    report.on(Code::LETTER_CASE, place, 0..value.len(), message, format!("viết `{right}`"));
}

fn spells(text: &str) -> bool {
    text.split(' ').all(is_syllable)
}
