//! Comes in: the fields of a paper that goes out to guests. Goes out: whom it
//! goes out to. Must not know: how a guest list file is read.

use super::draft::Draft;
use super::entry::{Fields, Raw};
use crate::diag::{Code, Diagnostic, Span, Text, nearest};
use crate::model::{Follows, Guest, GuestSource, Invited};

/// Gives whom a draft goes out to, nothing for a paper made once; and the
/// earlier paper it puts off or replaces.
pub(super) fn invited(
    draft: &Draft,
    drafts: &[Draft],
    findings: &mut Vec<Diagnostic>,
) -> (Option<Invited>, Option<Follows>) {
    let read = &draft.fields;
    let earlier = read.text("theo").and_then(|id| earlier(draft, id, drafts, findings));
    let chain = chain(draft, drafts);
    let each = chain.iter().filter(|draft| numbered_each(&draft.fields)).map(|draft| draft.id.clone());
    let each: Vec<String> = each.collect();
    let follows = earlier.as_ref().map(|(id, draft)| Follows {
        id: id.clone(),
        numbered_each: numbered_each(&draft.fields),
        each,
    });
    let own = list(read, findings);
    let own = own.map(|list| (list, draft.id.clone()));
    let taken =
        chain.iter().find_map(|draft| Some((list(&draft.fields, &mut Vec::new())?, draft.id.clone())));
    if let (None, None, [_, .., last]) = (&own, &taken, chain.as_slice())
        && last.fields.get("theo").is_some()
    {
        findings.push(
            Diagnostic::new(
                Code::FIELD_REFERENCE,
                "các văn bản nhắc `theo` vòng tròn, không tới danh sách khách nào",
            )
            .at(read.text("theo").map_or_else(|| Span::whole(&draft.source), Text::span))
            .hint("để một văn bản có danh_sach hoặc khach_moi và không có theo"),
        );
    }
    let sheets: Vec<Text> = read
        .list("in_kem")
        .iter()
        .filter_map(|entry| match &entry.value {
            Raw::Verbatim(text) => Some(text.clone()),
            _ => None,
        })
        .collect();
    if let (Some(_), Some(follows)) = (&own, follows.as_ref().filter(|follows| follows.numbered_each)) {
        let message = "giấy mời trước đánh số theo từng khách nên danh sách khách phải lấy từ đó";
        findings.push(
            Diagnostic::new(Code::FIELD_UNUSED, message)
                .at(follows.id.span())
                .hint("xoá danh_sach và khach_moi ở đây; chỉ gửi vài người thì lập với --dong hoặc --khach"),
        );
    }
    let Some((list, list_of)) = own.or(taken) else {
        unused(draft, findings);
        return (None, follows);
    };
    let chained = |name: &str| chain.iter().find_map(|draft| draft.fields.text(name));
    let together = read.choice("gop_theo").map(str::to_owned);
    if let Some((id, draft)) = &earlier
        && numbered_each(&draft.fields)
        && draft.fields.choice("gop_theo") != together.as_deref()
    {
        let message = format!("`{}` đánh số theo từng bản nên phải gộp khách như nhau", id.as_str());
        let theirs = draft.fields.choice("gop_theo");
        let hint =
            theirs.map_or("xoá gop_theo ở đây".to_owned(), |field| format!("viết gop_theo: {field}"));
        findings.push(Diagnostic::new(Code::FIELD_CHOICE, message).at(id.span()).hint(hint));
    }
    let invited = Invited {
        list,
        list_of,
        numbered_each: numbered_each(read),
        together,
        file_name: read.text("ten_tep").cloned(),
        honorific: read.text("xung_ho").or_else(|| chained("xung_ho")).cloned(),
        sheets,
    };
    (Some(invited), follows)
}

/// Gives the earlier papers, the nearest first, as far as `theo` leads without
/// coming back.
fn chain<'a>(draft: &Draft, drafts: &'a [Draft]) -> Vec<&'a Draft> {
    let mut chain: Vec<&Draft> = Vec::new();
    let mut next = draft.fields.text("theo");
    while let Some(id) = next {
        let known = |other: &&Draft| other.id == id.as_str() && other.id != draft.id;
        let Some(found) = drafts.iter().find(known) else { break };
        if chain.iter().any(|seen| seen.id == found.id) {
            break;
        }
        chain.push(found);
        next = found.fields.text("theo");
    }
    chain
}

fn numbered_each(read: &Fields) -> bool {
    read.choice("so_theo") == Some("khach")
}

/// Finds the paper that is put off or replaced.
fn earlier<'a>(
    draft: &Draft,
    id: &Text,
    drafts: &'a [Draft],
    findings: &mut Vec<Diagnostic>,
) -> Option<(Text, &'a Draft)> {
    let others = || drafts.iter().filter(|other| other.id != draft.id);
    if let Some(found) = others().find(|other| other.id == id.as_str()) {
        return Some((id.clone(), found));
    }
    let known: Vec<_> = others().map(|other| other.id.as_str()).collect();
    let mut finding =
        Diagnostic::new(Code::FIELD_REFERENCE, format!("hồ sơ không có văn bản `{}`", id.as_str()))
            .at(id.span());
    if let Some(near) = nearest(id.as_str(), known.iter().copied()) {
        finding = finding.label(format!("có phải `{near}`?"));
    }
    findings.push(finding.hint(format!("các văn bản: {}", known.join(", "))));
    None
}

fn list(read: &Fields, findings: &mut Vec<Diagnostic>) -> Option<GuestSource> {
    let written = read.list("khach_moi");
    let file = read.group("danh_sach");
    if let (Some(_), false) = (file, written.is_empty())
        && let Some((key, _)) = read.0.iter().find(|(key, _)| key.as_str() == "khach_moi")
    {
        let message = "đã có `danh_sach` thì `khach_moi` không được dùng";
        findings.push(
            Diagnostic::new(Code::FIELD_UNUSED, message)
                .at(key.span())
                .hint("chuyển các khách này vào tệp danh sách, hoặc xoá danh_sach"),
        );
    }
    if let Some(file) = file {
        return Some(GuestSource::File {
            path: file.text("tep")?.clone(),
            sheet: file.text("trang").cloned(),
            columns: columns(file),
        });
    }
    let guests: Vec<(Guest, Text)> = written
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| match &entry.value {
            Raw::Group(fields) => guest(fields, index + 1),
            _ => None,
        })
        .collect();
    (!guests.is_empty()).then_some(GuestSource::Written(guests))
}

fn columns(file: &Fields) -> Vec<(String, Text)> {
    let named = file.group("cot").map(|group| group.0.as_slice()).unwrap_or_default();
    named
        .iter()
        .filter_map(|(name, entry)| match &entry.value {
            Raw::Verbatim(header) => Some((name.as_str().to_owned(), header.clone())),
            _ => None,
        })
        .collect()
}

fn guest(read: &Fields, row: usize) -> Option<(Guest, Text)> {
    let text = |name: &str| read.text(name).map(|text| text.as_str().to_owned());
    let name = read.text("ho_ten")?;
    let guest = Guest {
        row,
        honorific: text("xung_ho"),
        name: name.as_str().to_owned(),
        title: text("chuc_vu"),
        unit: text("don_vi"),
        address: text("dia_chi"),
        phone: text("dien_thoai"),
        note: text("ghi_chu"),
        seat: text("so_ghe"),
        group: text("nhom"),
        extra: Vec::new(),
    };
    Some((guest, name.clone()))
}

/// Names the fields that mean nothing without a guest list.
fn unused(draft: &Draft, findings: &mut Vec<Diagnostic>) {
    const ONLY_WITH_GUESTS: [&str; 4] = ["so_theo", "gop_theo", "ten_tep", "in_kem"];
    let own = &draft.kind.own;
    for (key, _) in &draft.fields.0 {
        if ONLY_WITH_GUESTS.contains(&key.as_str()) && !own.iter().any(|name| name == key.as_str()) {
            findings.push(
                Diagnostic::new(
                    Code::FIELD_UNUSED,
                    format!("trường `{}` chỉ dùng khi có danh sách khách", key.as_str()),
                )
                .at(key.span())
                .hint("thêm danh_sach: { tep: … } hoặc khach_moi, hoặc xoá trường này"),
            );
        }
    }
}
