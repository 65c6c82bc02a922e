//! Comes in: the recipients of a paper, whom it invites. Goes out: names in small
//! letters, several in one line, `Như trên` where nothing stands above. Must not know: who they
//! are; names that stand there twice are told of elsewhere.

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::words::{Case, FAMILIES, titled};
use crate::diag::Code;
use crate::model::Own;

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for line in &paper.document.recipients {
        let passage = Passage::new(&line.plain, Role::Recipient, paper.kinds);
        small(&passage, report);
        several(&passage, report);
        above(paper, &passage, report);
    }
    for passage in paper.running().filter(|passage| passage.role == Role::Listed) {
        person(passage, report);
    }
}

/// Finds a recipient in small letters: `tỉnh uỷ`, `ubnd xã`.
fn small(passage: &Passage<'_>, report: &mut Report) {
    let Some(first) = passage.words.list().first() else { return };
    let word = &passage.str()[first.range.clone()];
    if first.range.start > 0 || !word.starts_with(char::is_lowercase) || passage.words.list().len() < 2 {
        return;
    }
    let mut letters = word.chars();
    let right = match word {
        "ubnd" | "hđnd" | "mttq" | "ubmttq" => word.to_uppercase(),
        _ => {
            letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default()
                + letters.as_str()
        }
    };
    report.on(
        Code::LETTER_CASE,
        passage.text,
        first.range.clone(),
        "nơi nhận viết chữ thường ở đầu",
        format!("viết `{right}`"),
    );
}

/// Finds several recipients in one line: a semicolon outside brackets.
fn several(passage: &Passage<'_>, report: &mut Report) {
    let mut depth = 0_usize;
    for (at, sign) in passage.str().char_indices() {
        match sign {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            ';' if depth == 0 && !passage.str()[at + 1..].trim().is_empty() => {
                report.on(
                    Code::RECIPIENT_SPLIT,
                    passage.text,
                    at..at + 1,
                    "nhiều nơi nhận trên một dòng, sẽ in thành một gạch đầu dòng",
                    "mỗi nơi nhận một dòng, bắt đầu bằng `- `",
                );
                return;
            }
            _ => {}
        }
    }
}

/// Finds `Như trên` in a paper that is sent to nobody above. The guest of an invitation is named on it; a
/// list of the kind's own may say whom it is for (`Điện cho`).
fn above(paper: &Paper<'_>, passage: &Passage<'_>, report: &mut Report) {
    let document = paper.document;
    let lists = document.own.iter().any(|(_, value)| matches!(value, Own::List(_)));
    let above = !document.addressees.is_empty() || !document.superiors.is_empty();
    let named = above || lists || document.invited.is_some();
    let said = ["như trên", "như kính gửi", "như kính trình"];
    let Some(next) = said.iter().find_map(|phrase| passage.phrase(0, phrase)).filter(|_| !named) else {
        return;
    };
    report.on(
        Code::RECIPIENT_ABOVE,
        passage.text,
        passage.bytes(0..next),
        format!("nơi nhận ghi `{}` mà văn bản không có Kính gửi", &passage.str()[passage.bytes(0..next)]),
        "ghi tên từng nơi nhận",
    );
}

/// Finds a name of a person in small letters: a family name and one to three
/// words more, all small.
fn person(passage: &Passage<'_>, report: &mut Report) {
    let words = passage.words.list();
    let name = passage.str().split([',', '-', '(']).next().unwrap_or_default().trim_end();
    let end = passage.words.starting_at(name.len());
    let small = (0..end).all(|at| passage.case(at) == Case::Small);
    let family = FAMILIES.contains(&passage.words.folded(0));
    let alone = words.len() == end || passage.str()[name.len()..].starts_with([',', ' ']);
    if (2..=4).contains(&end) && small && family && alone {
        let range = passage.bytes(0..end);
        let titled: Vec<String> = passage.str()[range.clone()].split(' ').map(titled).collect();
        report.on(
            Code::LETTER_CASE,
            passage.text,
            range,
            "họ tên viết chữ thường",
            format!("viết `{}`", titled.join(" ")),
        );
    }
}
