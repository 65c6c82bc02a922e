//! Comes in: a paper that is to go out. Goes out: what it asks of the register, or
//! why it may not ask. Must not know: how numbers are given, how papers are set.

use std::path::Path;

use chrono::NaiveDate;

use crate::archive::Store;
use crate::diag::{Code, Diagnostic, Findings, Span, Text};
use crate::model::{Document, Form, Guest, Invited, Term};
use crate::office::shelf::object_of;
use crate::pipeline::paper_path;
use crate::pipeline::{Examined, Ready, Settings, batch};
use crate::register::{Claim, Entry, Register, printed, told};
use crate::template::Copy;
use crate::text::{folded, one_line};

/// Tells the day of a paper that may go out and the term it lies in.
fn day_of(document: &Document, file: &Path) -> Result<(NaiveDate, Term), Findings> {
    let refuse = |code, message: String, hint: &str| {
        Err(Diagnostic::new(code, message).at(document.span.clone()).hint(hint).into())
    };
    if document.form != Form::Paper {
        let message = format!("`{}` không có số, không có người ký", file.display());
        return refuse(Code::ISSUE_FORM, message, "bỏ dòng hinh_thuc để thành văn bản có số, có ký");
    }
    if let Some(draft) = document.draft {
        let place = document.draft_span.clone().unwrap_or_else(|| document.span.clone());
        let which = if draft > 0 { format!(" lần {draft}") } else { String::new() };
        let message = format!("`{}` còn là dự thảo{which}", file.display());
        return Err(Diagnostic::new(Code::ISSUE_DRAFT, message)
            .at(place)
            .hint("xoá dòng `du_thao`, `ban_du_thao` khi văn bản đã duyệt, rồi ban hành lại; chưa số nào được cấp")
            .into());
    }
    let Some((date, _)) = &document.date else {
        let known = document.month.map_or("chưa có ngày ký", |_| "mới có tháng ký, chưa có ngày");
        let message = format!("`{}` {known}", file.display());
        return refuse(Code::ISSUE_DATE, message, "ghi ngay: 2026-06-03 trong tệp, hoặc --ngay 2026-06-03");
    };
    if let Some(congress) = &document.issuer.congress {
        if congress.holds(*date) {
            return Ok((*date, congress.clone()));
        }
        let message = format!("ngày {} không nằm trong những ngày của đại hội", told(*date));
        let hint = "sửa ngày của văn bản, hoặc dai_hoi của cơ quan ấy trong co-quan.yaml; trước và sau đại hội thì cấp uỷ ban hành";
        return refuse(Code::TERM_NONE, message, hint);
    }
    let Some(term) = document.office.terms.of(&document.symbol.lead, *date) else {
        let message = format!("ngày {} không nằm trong nhiệm kỳ nào", told(*date));
        return refuse(Code::TERM_NONE, message, "khai trong co-quan.yaml: nhiem_ky: [{ tu: 2025-07-01 }]");
    };
    Ok((*date, term))
}

/// Writes the claim of a paper.
pub(super) fn claim(
    paper: &Examined,
    ready: &Ready,
    workspace: &Path,
    settings: &Settings,
) -> Result<Claim, Findings> {
    let document = &ready.document;
    let (date, term) = day_of(document, &paper.file)?;
    let copies = document.invited.as_ref().zip(paper.list.as_ref());
    let made: Vec<_> =
        copies.map(|(invited, list)| batch::every(ready, invited, list, settings)).unwrap_or_default();
    let copies = copies.map(|(invited, _)| (invited, made.len()));
    let each = copies.filter(|(invited, _)| invited.numbered_each).map(|(_, count)| count);
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).max(1);
    let claim = Claim {
        organ: document.symbol.lead.clone(),
        term: term.from,
        // Two folders may be one kind of paper (Thông báo): its name counts.
        kind: document.issuer.series(&document.kind.name, document.secret),
        kind_name: document.kind.name.clone(),
        symbol: ready.rules.text.symbol_tail(&document.symbol),
        number: document.symbol.number,
        date,
        path: paper_path(workspace, &paper.file),
        summary: summary(document),
        signer: document
            .signer
            .iter()
            .chain(&document.co_signers)
            .map(|signer| signer.name.as_str())
            .collect::<Vec<_>>()
            .join(", "),
        recipients: recipients(
            document,
            copies.filter(|_| each.is_none()).map(|(_, copies)| (copies, ready.rules.text.as_above.as_str())),
        ),
        each: match &document.invited {
            Some(invited) if each.is_some() => made.iter().map(|(_, copy)| whom(copy, invited)).collect(),
            _ => Vec::new(),
        },
        kept_at: document.issuer.kept_at.as_str().to_owned(),
        numbers: each.map_or(1, count),
        copies: copies.filter(|_| each.is_none()).map_or(1, |(_, copies)| count(copies)),
        text: document.running_texts().iter().map(|text| text.as_str()).collect::<Vec<_>>().join("\n"),
    };
    Ok(claim)
}

/// Gives what a paper is about, its author first where it names one: without that a notice of
/// conclusions says nothing of whose they are (HD05 §5.1.2).
fn summary(document: &Document) -> String {
    let texts = document.author.iter().chain(&document.summary);
    texts.map(|text| one_line(text.as_str())).collect::<Vec<_>>().join(" ")
}

/// Names the guests of one copy, one a line: honorific and name, title, unit.
fn whom(copy: &Copy, invited: &Invited) -> String {
    let told = |guest: &Guest| {
        let honorific = guest.honorific.as_deref().or(invited.honorific.as_ref().map(Text::as_str));
        let name = honorific.map_or_else(|| guest.name.clone(), |form| format!("{form} {}", guest.name));
        let parts = [Some(name.as_str()), guest.title.as_deref(), guest.unit.as_deref()];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    };
    copy.guests.iter().map(told).collect::<Vec<_>>().join("\n")
}

/// Names whom a paper goes to, one a line. What says `as above` on a paper in copies for guests under one
/// number stands for them: a row of the register has nothing above it.
fn recipients(document: &Document, copies: Option<(usize, &str)>) -> String {
    let lists = [&document.addressees, &document.superiors, &document.recipients];
    let lines = lists.into_iter().flatten().map(|line| line.as_str());
    let Some((copies, as_above)) = copies else { return lines.collect::<Vec<_>>().join("\n") };
    let plain = |line: &str| folded(line).trim_matches('-').to_owned();
    let others = lines.filter(|line| plain(line) != plain(as_above)).map(str::to_owned);
    let guests = format!("{copies} bản cho khách mời theo danh sách");
    std::iter::once(guests).chain(others).collect::<Vec<_>>().join("\n")
}

/// Says that a paper's day lies before that of the number before its own.
pub(super) fn backwards(
    register: &Register,
    claim: &Claim,
    number: u32,
    places: &Places,
) -> Result<Option<Diagnostic>, Box<Diagnostic>> {
    let series = (claim.organ.as_str(), claim.term, claim.kind.as_str());
    let before = register.last_day(series, number)?.filter(|before| *before > claim.date);
    Ok(before.map(|before| {
        let message = format!("ngày {} lùi so với số trước (ngày {})", told(claim.date), told(before));
        Diagnostic::new(Code::REGISTER_ORDER, message)
            .at(places.day.clone())
            .hint("số tăng theo ngày; gõ nhầm ngày thì sửa trước khi cấp số")
    }))
}

/// Says what is to be thought of before a paper that has no number gets one on its day; nothing where it
/// cannot get one yet.
pub(in crate::office) fn day_doubts(
    paper: &Examined,
    (workspace, register): (&Path, Option<&Register>),
    today: NaiveDate,
    settings: &Settings,
) -> Result<Vec<Diagnostic>, Box<Diagnostic>> {
    let Some(ready) = &paper.ready else { return Ok(Vec::new()) };
    let Ok(claim) = claim(paper, ready, workspace, settings) else { return Ok(Vec::new()) };
    let places = Places::of(&ready.document);
    if claim.date > today {
        return Ok(vec![ahead(&places, (claim.date, today), false)]);
    }
    let Some(register) = register else { return Ok(Vec::new()) };
    if !register.of_path(&claim.path)?.is_empty() {
        return Ok(Vec::new());
    }
    let series = (claim.organ.as_str(), claim.term, claim.kind.as_str());
    let next = register.counter(series)?.map_or(1, |(_, next)| next);
    Ok(backwards(register, &claim, claim.number.unwrap_or(next), &places)?.into_iter().collect())
}

/// Refuses a number for a paper that seems to have one already: its file or its
/// folder was renamed, or the register is an older one than the archive.
pub(super) fn fresh(
    register: &Register,
    root: &Path,
    workspace: &Path,
    claim: &Claim,
) -> Result<(), Box<Diagnostic>> {
    if !register.of_path(&claim.path)?.is_empty() {
        return Ok(());
    }
    let gone = |entry: &&Entry| entry.path.is_empty() || !workspace.join(&entry.path).is_file();
    let alike = register.alike(claim)?;
    if let Some(twin) = alike.iter().find(gone) {
        let message = format!(
            "sổ đã có {} cùng ngày, cùng trích yếu, của `{}`, mà tệp ấy không còn ở đây",
            twin.printed(),
            twin.whose()
        );
        return Err(Box::new(Diagnostic::new(Code::ISSUE_TWIN, message).hint(
            "đã đổi tên tệp hoặc thư mục thì đặt lại tên cũ; là văn bản khác thật thì ghi trích yếu cho khác",
        )));
    }
    let series = (claim.organ.as_str(), claim.term, claim.kind.as_str());
    let next = register.counter(series)?.map_or(1, |(_, next)| next);
    let number = claim.number.unwrap_or(next);
    let Ok(store) = Store::look(root) else { return Ok(()) };
    let held =
        (number..number.saturating_add(claim.numbers)).find(|number| store.has(&object_of(series, *number)));
    let Some(held) = held else { return Ok(()) };
    let message = format!(
        "kho lưu đã có văn bản {} mà sổ chưa cấp số ấy: sổ này cũ hơn kho lưu",
        printed(held, &claim.symbol)
    );
    Err(Box::new(Diagnostic::new(Code::REGISTER_BROKEN, message).hint(
        "chép lại thư mục so mới nhất từ bản sao lưu; không còn thì `vanthu luu tim` cho biết những số kho đã có, rồi `vanthu so bat-dau`",
    )))
}

/// Says where in a paper's file what matters to its number is written.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// The paper itself.
    pub(super) paper: Span,
    /// Its number, if it has one.
    pub(super) number: Option<Span>,
    /// Its day; the paper itself where the file says none.
    pub(super) day: Span,
}

impl Places {
    pub(super) fn of(document: &Document) -> Self {
        let paper = document.span.clone();
        let day = document.date.as_ref().map_or(&paper, |(_, place)| place).clone();
        Self { number: document.number_span.clone(), day, paper }
    }
}

/// Says that a paper's day is still to come: a year is soon mistyped, and a number
/// that was given keeps its day.
pub(super) fn ahead(places: &Places, (day, today): (NaiveDate, NaiveDate), said: bool) -> Diagnostic {
    let message = format!("ngày {} sau hôm nay ({}): chưa lấy số", told(day), told(today));
    let slip = if said {
        "gõ nhầm thì chạy lại với --ngay đúng"
    } else {
        "gõ nhầm thì sửa dòng này"
    };
    Diagnostic::new(Code::ISSUE_AHEAD, message).at(places.day.clone()).hint(format!(
        "{slip}; máy sai ngày thì chỉnh đồng hồ của máy; đúng là ký vào ngày ấy thì thêm --ngay-sau"
    ))
}

/// Says that the file has another day than the user: which is meant, nobody but
/// they can tell, and a number given on the wrong day is lost.
pub(super) fn two_days(places: &Places, own: NaiveDate, said: NaiveDate) -> Diagnostic {
    let (own, said) = (told(own), told(said));
    Diagnostic::new(Code::ISSUE_DAYS, format!("tệp ghi ngày {own}, mà --ngay là {said}"))
        .at(places.day.clone())
        .hint(format!("đúng là {own} thì ban hành tệp này không kèm --ngay; đúng là {said} thì sửa dòng này"))
}

/// Says that a day does not change that of a paper that has its number. What lies
/// kept in a folder is not what the day was said for.
pub(super) fn old_day(entry: &Entry, named: bool, said: NaiveDate) -> Option<Diagnostic> {
    let (number, own, said) = (entry.printed(), told(entry.date), told(said));
    let message = format!("{number} đã vào sổ với ngày {own}: --ngay {said} không đổi ngày ấy");
    let hint = format!(
        "đúng là {own} thì thôi; cần ngày {said} thì `vanthu so huy` số này rồi ban hành lại, được số mới"
    );
    (named || !entry.state.is_kept()).then(|| Diagnostic::new(Code::ISSUE_DATED, message).hint(hint))
}
