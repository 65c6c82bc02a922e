//! Comes in: the text and the authority of the signer. Goes out: a text that
//! names another author than the one who signs. Must not know: other papers.

use super::paper::Paper;
use super::passage::{Passage, Role};
use super::report::Report;
use super::signer::signs;
use super::words::folded;
use crate::diag::{Code, Text};
use crate::model::Mark;
use crate::text::is_closed;

/// Says who speaks for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Body {
    /// The committee: `Đảng uỷ`, `Ban Chấp hành`.
    Committee,
    /// Its standing board: `Ban Thường vụ`.
    Board,
}

impl Body {
    fn name(self) -> &'static str {
        match self {
            Self::Committee => "Đảng uỷ",
            Self::Board => "Ban Thường vụ",
        }
    }
}

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let Some(signer) = &paper.document.signer else { return };
    let Some(authority) = signer.authority.iter().find(|authority| signs(authority, "TM")) else { return };
    let name = folded(authority.as_str());
    let signing = if name.contains("ban thường vụ") {
        Body::Board
    } else if name.contains("đảng uỷ") || name.contains("ban chấp hành") {
        Body::Committee
    } else {
        return;
    };
    author_line(paper, signing, authority, report);
    let kind = folded(&paper.document.kind.name);
    // Numbered lines give tasks, to others too.
    let lines = paper
        .running()
        .filter(|passage| matches!(passage.role, Role::Line(Mark::Paragraph)) && !passage.annexed);
    let mut above: Option<&Passage<'_>> = None;
    for passage in lines {
        // What begins a line that was cut may end a name: `Ban Thường vụ / Đảng uỷ`.
        let cut = above.is_some_and(|above| !is_closed(above.str()));
        above = Some(passage);
        for at in passage.all().skip(usize::from(cut)) {
            if let Some((body, end)) = author(passage, at, &kind).filter(|(body, _)| *body != signing) {
                report.on(
                    Code::SIGN_AUTHOR,
                    passage.text,
                    passage.bytes(at..end),
                    format!("bài viết `{}` ban hành, chữ ký ghi `{}`", body.name(), authority.as_str()),
                    format!("viết `{}` trong bài, hoặc đổi người ký", signing.name()),
                );
                report.related(Code::SIGN_AUTHOR, authority.span(), "chữ ký");
            }
        }
    }
}

/// Holds the line of the author (`CỦA BAN CHẤP HÀNH ĐẢNG BỘ`) and fields that name who issues
/// against the one who signs; `KẾT LUẬN CỦA …` names whose conclusion it is.
fn author_line(paper: &Paper<'_>, signing: Body, authority: &Text, report: &mut Report) {
    let lines = paper.passages.iter().filter(|passage| passage.role == Role::Author);
    for passage in lines.filter(|passage| passage.words.folded(0) == "của") {
        issued((passage, 1), "tac_gia", (signing, authority), report);
    }
    let document = paper.document;
    for field in document.kind.fields.iter().filter(|field| field.issues) {
        for (_, value) in document.own.iter().filter(|(name, _)| *name == field.name) {
            value.texts(&mut |text| {
                let passage = Passage::new(text, Role::Own, paper.kinds);
                issued((&passage, 0), &field.name, (signing, authority), report);
            });
        }
    }
}

/// Holds who is named from a word on against the one who signs.
fn issued(
    (passage, at): (&Passage<'_>, usize),
    field: &str,
    (signing, authority): (Body, &Text),
    report: &mut Report,
) {
    let bodies =
        [("ban thường vụ", Body::Board), ("ban chấp hành", Body::Committee), ("đảng uỷ", Body::Committee)];
    let said = bodies.into_iter().find(|(name, _)| passage.phrase(at, name).is_some());
    if said.is_none_or(|(_, body)| body == signing) {
        return;
    }
    let range = passage.bytes(at..passage.words.list().len());
    let message =
        format!("tác giả là `{}`, chữ ký ghi `{}`", &passage.str()[range.clone()], authority.as_str());
    let hint = format!("sửa `{field}`, hoặc đổi người ký");
    report.on(Code::SIGN_AUTHOR, passage.text, range, message, hint);
    report.related(Code::SIGN_AUTHOR, authority.span(), "chữ ký");
}

/// Reads `Đảng uỷ xã X xây dựng Kế hoạch`: who, and the word after it.
fn author(passage: &Passage<'_>, at: usize, kind: &str) -> Option<(Body, usize)> {
    // `… của Đảng uỷ`, `Văn phòng Đảng uỷ`: the name belongs to another one.
    if passage.joined(at) || passage.is_quoted(passage.bytes(at..at + 1).start) {
        return None;
    }
    let (body, mut next) = if let Some(end) = passage.phrase(at, "ban thường vụ") {
        (Body::Board, end)
    } else {
        let end = ["đảng uỷ", "ban chấp hành"].iter().find_map(|name| passage.phrase(at, name))?;
        (Body::Committee, end)
    };
    // The rest of the name: the committee of a board, the unit and its name.
    for _ in 0..8 {
        for verb in ["xây dựng", "ban hành"] {
            if let Some(end) = passage.phrase(next, verb) {
                return passage.phrase(end, kind).map(|end| (body, end));
            }
        }
        let part =
            matches!(passage.words.folded(next), "uỷ" | "bộ" | "xã" | "phường" | "tỉnh" | "đặc" | "khu");
        if !passage.joined(next) || !(part || passage.case(next) == super::words::Case::Capital) {
            return None;
        }
        next += 1;
    }
    None
}
