//! Comes in: the signers of a paper. Goes out: authority and title that
//! are not in the Party's form. Must not know: the text that is signed.

use super::paper::Paper;
use super::report::Report;
use super::words::{Words, folded};
use crate::diag::{Code, Text};
use crate::kind::Side;
use crate::model::{Own, Signer};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    let side = paper.rules.side;
    for signer in &paper.signers {
        for authority in &signer.authority {
            dots(authority, side, report);
            deputy(authority, report);
        }
        dots(&signer.title, side, report);
        authority_in_title(&signer.title, report);
        let organ = if names_its_organ(paper, signer) {
            signer.title.as_str().len()
        } else {
            organ(&signer.title, report)
        };
        title(signer, organ, report);
        deputy_by_order(signer, side, report);
        other_organ(signer, side, report);
        if side == Side::State {
            council(paper, signer, report);
        }
    }
}

/// Gives the form of authority a text begins with, without its marks: `TM`.
fn form(text: &str) -> (String, &str) {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    (first.chars().filter(|letter| letter.is_alphabetic()).collect::<String>().to_uppercase(), rest)
}

/// Tells whether a text begins with one form of authority.
pub(super) fn signs(authority: &Text, wanted: &str) -> bool {
    form(authority.as_str()).0 == wanted
}

/// Gives the form of authority (HD05 §7.1; NĐ30 Phụ lục I II.7) of its letters: `T/M`, `TM.`.
fn written(letters: &str, side: Side) -> Option<&'static str> {
    let forms = [("TM", "T/M", "TM."), ("TL", "T/L", "TL."), ("TUQ", "T/L", "TUQ."), ("KT", "K/T", "KT.")];
    let (_, party, state) = forms.into_iter().find(|(own, ..)| *own == letters)?;
    Some(match side {
        Side::Party => party,
        Side::State => state,
    })
}

fn dots(text: &Text, side: Side, report: &mut Report) {
    let value = text.as_str();
    let first = value.split(' ').next().unwrap_or_default();
    let (letters, rest) = form(value);
    let Some(right) = written(&letters, side).filter(|right| *right != first) else { return };
    let other = match side {
        Side::Party => "nhà nước",
        Side::State if first.contains('/') => "Đảng",
        Side::State => "sai",
    };
    let message = match other {
        "sai" => format!("`{first}` chưa đúng cách viết"),
        other => format!("`{first}` là cách viết của văn bản {other}"),
    };
    report.on(
        Code::SIGN_DOT,
        text,
        0..first.len(),
        message,
        format!("viết `{}`", format!("{right} {rest}").trim_end()),
    );
}

fn deputy(authority: &Text, report: &mut Report) {
    let (letters, rest) = form(authority.as_str());
    if letters == "KT" && folded(rest).starts_with("bí thư") {
        let message = format!("`{}`: bí thư không có người ký thay", authority.as_str());
        report.on(
            Code::SIGN_DEPUTY,
            authority,
            0..authority.as_str().len(),
            message,
            "viết `T/M BAN THƯỜNG VỤ` hoặc `T/M ĐẢNG UỶ`, chức vụ `PHÓ BÍ THƯ`",
        );
    }
}

/// A deputy who signs by order signs for the head: a line `K/T` says so.
fn deputy_by_order(signer: &Signer, side: Side, report: &mut Report) {
    let by_order = signer.authority.iter().any(|authority| signs(authority, "TL"));
    let for_head = signer.authority.iter().any(|authority| signs(authority, "KT"));
    let value = signer.title.as_str();
    let bare = folded(value);
    let acting = ["phụ trách", "điều hành"].iter().any(|word| bare.contains(word));
    let Some(head) = bare.strip_prefix("phó ").filter(|_| by_order && !for_head && !acting) else { return };
    let (Some(authority), loud) = (signer.authority.first(), head.to_uppercase()) else { return };
    let form = written("KT", side).unwrap_or_default();
    report.on(
        Code::SIGN_TITLE,
        &signer.title,
        0..value.len(),
        format!("`{value}` ký thừa lệnh mà thiếu dòng `{form} {loud}`"),
        format!("viết quyen_han: [{}, {form} {loud}]", authority.as_str()),
    );
}

/// What a council decides its deputy signs for both, the council and its head (NĐ30 Phụ lục I II.7).
fn council(paper: &Paper<'_>, signer: &Signer, report: &mut Report) {
    let decides = |(name, value): &(String, Own)| match value {
        Own::Text(text) => {
            let text = folded(text.plain.as_str());
            name == "tham_quyen"
                && ["uỷ ban nhân dân", "hội đồng nhân dân"].iter().any(|own| text.starts_with(own))
        }
        _ => false,
    };
    let [authority] = &signer.authority[..] else { return };
    if signs(authority, "KT") && paper.document.own.iter().any(decides) {
        let value = authority.as_str();
        report.on(
            Code::SIGN_COUNCIL,
            authority,
            0..value.len(),
            format!("`{value}` mà thiếu dòng TM. của tập thể ban hành"),
            format!("viết quyen_han: [TM. ỦY BAN NHÂN DÂN, {value}]; Chủ tịch ban hành thì ghi chức vụ ấy ở tham_quyen"),
        );
    }
}

/// An organ of the one side does not sign papers under the head of the other.
fn other_organ(signer: &Signer, side: Side, report: &mut Report) {
    const STATE: [&str; 4] = ["ubnd", "uỷ ban nhân dân", "hđnd", "hội đồng nhân dân"];
    const PARTY: [&str; 5] = ["đảng uỷ", "ban thường vụ", "ban chấp hành", "chi bộ", "tỉnh uỷ"];
    let others: &[&str] = match side {
        Side::Party => &STATE,
        Side::State => &PARTY,
    };
    let of_other = |authority: &&Text| {
        let name = folded(form(authority.as_str()).1);
        others.iter().any(|organ| starts_with(&name, organ))
    };
    let Some(authority) = signer.authority.iter().find(of_other) else { return };
    let (message, hint) = match side {
        Side::Party => (
            "cơ quan nhà nước không ký văn bản có tiêu đề của Đảng",
            "viết `T/M BAN THƯỜNG VỤ`, `T/M ĐẢNG UỶ`…; văn bản của Uỷ ban nhân dân thì ghi `don_vi` là cơ quan ấy, cơ quan có `he: nha-nuoc`",
        ),
        Side::State => {
            ("tổ chức đảng không ký văn bản có quốc hiệu", "viết `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`…")
        }
    };
    report.on(Code::SIGN_ORGAN, authority, 0..authority.as_str().len(), message, hint);
}

/// Finds an authority where the title belongs: it would be printed as part of
/// the title, not bold and not on a line of its own.
fn authority_in_title(title: &Text, report: &mut Report) {
    let value = title.as_str();
    let forms = ["T/M ", "T/L ", "K/T ", "TM. ", "TL. ", "KT. ", "TUQ. "];
    let Some(at) = forms.into_iter().find_map(|form| value.to_uppercase().find(form)) else { return };
    let end = value.len();
    report.on(
        Code::SIGN_TITLE,
        title,
        at..end,
        format!("`{}` là quyền hạn, không phải chức vụ", &value[at..end]),
        "chuyển sang quyen_han; nhiều dòng thì viết quyen_han: [T/L BAN THƯỜNG VỤ, K/T CHÁNH VĂN PHÒNG]",
    );
}

/// Lists organs whose names do not belong to a title (HD05 §7.1.2), folded.
const ORGANS: [&str; 13] = [
    "đảng uỷ",
    "đảng bộ",
    "chi bộ",
    "chi uỷ",
    "tỉnh uỷ",
    "thành uỷ",
    "huyện uỷ",
    "ban chấp hành",
    "uỷ ban",
    "hội đồng nhân dân",
    "ubnd",
    "hđnd",
    "ubkt",
];

/// Tells whether a title rightly bears its organ: of one who signs by a second
/// office (HD05 §7.1.4đ), on papers of several organs and of bodies without a
/// seal of their own (HD05 §7.1.2).
fn names_its_organ(paper: &Paper<'_>, signer: &Signer) -> bool {
    let name = paper.document.issuer.name.as_str();
    let bodies = ["ban chỉ đạo", "tiểu ban", "hội đồng", "tổ công tác"];
    signer.also.is_some()
        || name.contains(" - ")
        || bodies.iter().any(|body| starts_with(&folded(name), body))
}

/// Finds an organ's name behind a title; gives the bytes of the title alone.
fn organ(title: &Text, report: &mut Report) -> usize {
    let value = title.as_str();
    for word in Words::of(value).list().iter().skip(1) {
        let rest = folded(&value[word.range.start..word.range.start + tail(value, word.range.start)]);
        let Some(organ) = ORGANS.iter().find(|organ| starts_with(&rest, organ)) else { continue };
        let bare = value[..word.range.start].trim_end();
        // Whoever signs for the committee is not called `thường trực`.
        let shown = if folded(bare).ends_with("bí thư thường trực") { "PHÓ BÍ THƯ" } else { bare };
        report.on(
            Code::SIGN_ORGAN,
            title,
            word.range.start..value.len(),
            format!("chức vụ kèm tên cơ quan ({})", organ.to_uppercase()),
            format!("chỉ viết `{shown}`"),
        );
        return bare.len();
    }
    value.len()
}

/// Is how far an organ's name is looked at (bytes).
fn tail(value: &str, start: usize) -> usize {
    let mut length = (value.len() - start).min(60);
    while !value.is_char_boundary(start + length) {
        length -= 1;
    }
    length
}

fn starts_with(text: &str, phrase: &str) -> bool {
    text.strip_prefix(phrase).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Lists the titles shown under T/M (HD05 §7.1.2b), folded.
const TITLES: [&str; 7] =
    ["tổng bí thư", "bí thư", "phó bí thư", "chủ nhiệm", "phó chủ nhiệm", "chủ tịch", "phó chủ tịch"];

/// Lists the bodies whose T/M shows only those titles; a congress or a
/// steering committee has titles of its own. Folded.
const COMMITTEES: [&str; 8] = [
    "đảng uỷ",
    "ban thường vụ",
    "ban chấp hành",
    "chi bộ",
    "chi uỷ",
    "tỉnh uỷ",
    "thành uỷ",
    "uỷ ban kiểm tra",
];

fn title(signer: &Signer, end: usize, report: &mut Report) {
    let value = &signer.title.as_str()[..end];
    let bare = folded(value);
    let committee = signer.authority.iter().filter(|authority| signs(authority, "TM")).any(|authority| {
        let name = folded(form(authority.as_str()).1);
        COMMITTEES.iter().any(|committee| name.contains(committee))
    });
    let standing = bare == "bí thư thường trực";
    if !standing && (!committee || TITLES.contains(&bare.as_str())) {
        return;
    }
    let (message, hint) = if standing {
        ("không có chức danh `BÍ THƯ THƯỜNG TRỰC`".to_owned(), "viết `PHÓ BÍ THƯ`".to_owned())
    } else if bare == "phó bí thư thường trực" {
        ("ký thay mặt thì không ghi `THƯỜNG TRỰC`".to_owned(), "viết `PHÓ BÍ THƯ`".to_owned())
    } else {
        let listed: Vec<_> = TITLES[1..].iter().map(|title| title.to_uppercase()).collect();
        (
            format!("ký thay mặt thì không ghi chức vụ `{value}`"),
            format!("ghi một trong: {}", listed.join(", ")),
        )
    };
    report.on(Code::SIGN_TITLE, &signer.title, 0..end, message, hint);
}
