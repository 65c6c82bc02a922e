//! Comes in: the summaries of a dossier and the name of its meeting. Goes out:
//! summaries that call the meeting by another name. Must not know: what else
//! the papers say.
//!
//! Names are compared by what is done: `gặp mặt, đối thoại` is not `đối
//! thoại`. Who takes part and when may be said at any length.

use super::report::Report;
use super::words::Words;
use crate::diag::{Code, Text};
use crate::model::Document;
use crate::rules::RuleSet;

/// Lists words that lead to the name in a summary, folded.
const LEADS: [&str; 21] = [
    "tổ", "chức", "về", "việc", "mời", "dự", "tham", "kết", "luận", "triển", "khai", "thực", "hiện", "phục",
    "vụ", "chương", "trình", "kế", "hoạch", "quả", "tại",
];

/// Lists words that end what is done and begin who, when, where, folded.
const ENDS: [&str; 12] =
    ["giữa", "với", "năm", "của", "tại", "ngày", "lần", "nhân", "trên", "quý", "tháng", "do"];

pub(super) fn check(documents: &[(&Document, &RuleSet)], report: &mut Report) {
    // A dossier of no meeting holds papers about anything.
    let event = documents.iter().find_map(|(document, _)| document.dossier.event.as_ref());
    let Some(event) = event else { return };
    let known = deeds(&event.name);
    for (document, _) in documents {
        let Some(summary) = &document.summary else { continue };
        let own = deeds(summary);
        // Only summaries that speak of the same meeting are compared.
        if own == known || !own.iter().any(|deed| known.contains(deed)) {
            continue;
        }
        let message =
            format!("tên hội nghị ở đây là `{}`, ở chỗ khác là `{}`", own.join(", "), known.join(", "));
        report.on(
            Code::EVENT_NAME,
            summary,
            0..summary.as_str().len(),
            message,
            "viết cùng một tên, hoặc {{ su_kien.ten }}",
        );
        report.related(Code::EVENT_NAME, event.name.span(), "tên kia");
    }
}

/// Reads what is done at the meeting: `Hội nghị gặp mặt, đối thoại giữa …` is
/// `gặp mặt`, `đối thoại`.
fn deeds(text: &Text) -> Vec<String> {
    let value = text.as_str();
    let words = Words::of(value);
    let count = words.list().len();
    let mut from = (1..count)
        .find(|at| words.folded(at - 1) == "hội" && words.folded(*at) == "nghị")
        .map_or(0, |at| at + 1);
    while from < count && LEADS.contains(&words.folded(from)) {
        from += 1;
    }
    let mut deeds: Vec<String> = Vec::new();
    let mut open = false;
    for at in from..count {
        let folded = words.folded(at);
        if ENDS.contains(&folded) || folded.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        let joint = &value[at.checked_sub(1).map_or(0, |before| words.list()[before].range.end)
            ..words.list()[at].range.start];
        let parted = folded == "và" || joint.contains(|sign: char| !sign.is_whitespace());
        open &= !parted;
        if folded == "và" {
            continue;
        }
        match deeds.last_mut().filter(|_| open) {
            Some(deed) => *deed = format!("{deed} {folded}"),
            None => deeds.push(folded.to_owned()),
        }
        open = true;
    }
    deeds
}
