//! Comes in: what was done with an edited Word file, and what was not. Goes out: findings, each with the
//! paragraph it speaks of; the changes, as somebody reads them. Must not know: how anything was done.

use super::Change;
use super::apply::Unlinked;
use super::lines::{Lines, seen};
use super::looks::{differing, pairs};
use super::plan::{Both, Deed, Plan};
use super::prove::Proved;
use crate::diag::{Code, Diagnostic, Span};
use crate::docx::{Brought, Paragraph};
use crate::office::adopt::{Pages, notices};

/// Is how much (letters) of a text is shown.
const SHOWN: usize = 90;

/// Says what was found in a Word file, in its order.
pub(super) fn found(
    name: &str,
    (brought, lines): (&Brought, &Lines),
    plan: &Plan,
    proved: &Proved,
) -> Vec<Diagnostic> {
    let pages = Pages::of(name, brought);
    let at = |line: usize| pages.paragraph(lines.theirs[line].paragraph);
    let mut found = notices(&pages, brought);
    for both in &plan.both {
        let finding = conflict(both);
        found.push(match both.at {
            Some(line) => finding.at(at(line)),
            None => finding,
        });
    }
    found.extend(looks((lines, plan, proved), &at));
    found.extend(aside(&pages, brought, proved));
    for (place, deed) in plan.deeds.iter().enumerate() {
        let line = match deed {
            Deed::Rewrite { theirs, .. } => Some(theirs.start),
            Deed::Add { theirs, .. } => Some(*theirs),
            Deed::Remove { .. } => None,
        };
        let placed = |finding: Diagnostic| match line {
            Some(line) => finding.at(at(line)),
            None => finding,
        };
        if proved.done[place] {
            found.extend(proved.unlinked[place].iter().map(fact).map(placed));
        } else {
            found.push(placed(undone(deed, lines)));
        }
    }
    found
}

/// Tells of letters that are bold or italic in the Word file and not on the pages, or the other way, and of
/// footnotes that are others.
fn looks((lines, plan, proved): (&Lines, &Plan, &Proved), at: &dyn Fn(usize) -> Span) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (own, theirs) in pairs(&proved.said, lines) {
        let (line, other) = (&proved.said.lines[own], &lines.theirs[theirs]);
        // What a new line is decides how it is set; only what its writer set by hand is missed.
        let new =
            plan.deeds.iter().any(|deed| matches!(deed, Deed::Add { theirs: line, .. } if *line == theirs));
        if let Some(letters) = differing(&seen(&line.text), &line.looks, &other.looks, new) {
            let message = format!("đậm, nghiêng trên trang không như bản Word: {}", quoted(&letters));
            let hint =
                "kiểu chữ theo thể thức; cần nhấn đậm thì viết **…**, nghiêng thì *…*, ở dòng ấy của văn bản";
            found.push(Diagnostic::new(Code::BACK_LOOK, message).at(at(theirs)).hint(hint));
        }
        let same = |(one, two): (&String, &String)| seen(one) == seen(two);
        if line.notes.len() != other.notes.len() || !line.notes.iter().zip(&other.notes).all(same) {
            let message = "chú thích cuối trang sửa trong Word không đưa về";
            let hint = "sửa chữ trong [^…] ở dòng ấy của văn bản";
            found.push(Diagnostic::new(Code::BACK_PLACE, message).at(at(theirs)).hint(hint));
        }
    }
    found
}

/// Tells of words in boxes, and in headers and footers that the paper has not.
fn aside(pages: &Pages, brought: &Brought, proved: &Proved) -> Vec<Diagnostic> {
    let known: Vec<String> = proved.said.aside.iter().map(|line| seen(line)).collect();
    let strange = |lines: &[Paragraph]| -> Vec<String> {
        let lines = lines.iter().map(|line| seen(&line.text()));
        lines.filter(|line| line.chars().any(char::is_alphabetic) && !known.contains(line)).collect()
    };
    let told = |place: Span, what: &str, text: &str| {
        Diagnostic::new(Code::BACK_PLACE, format!("{what} trong Word không đưa về: {}", quoted(text)))
            .at(place)
            .hint("chép chữ ấy vào ô thích hợp của văn bản")
    };
    let edges = [("chữ ở đầu trang", &brought.headers), ("chữ ở cuối trang", &brought.footers)];
    let edges: Vec<Diagnostic> = edges
        .into_iter()
        .flat_map(|(what, lines)| strange(lines).into_iter().map(move |line| (what, line)))
        .map(|(what, line)| told(pages.paragraph(0), what, &line))
        .collect();
    let boxes =
        brought.boxes.iter().flat_map(|(number, lines)| lines.iter().map(move |line| (*number, line)));
    let boxes =
        boxes.map(|(number, line)| told(pages.paragraph(number), "chữ trong khung", &seen(&line.text())));
    edges.into_iter().chain(boxes).collect()
}

fn conflict(both: &Both) -> Diagnostic {
    let shown = |text: &Option<String>| text.as_deref().map_or("(đã bỏ)".to_owned(), quoted);
    let message = format!(
        "chỗ này sửa khác nhau ở hai bên, văn bản giữ như cũ. Lúc lập bản Word: {}; văn bản bây giờ: {}; bản Word: {}",
        quoted(&both.before),
        shown(&both.mine),
        shown(&both.theirs)
    );
    Diagnostic::new(Code::BACK_BOTH, message).hint("đúng theo bản Word thì chép chữ ấy vào văn bản")
}

fn fact(unlinked: &Unlinked) -> Diagnostic {
    let message = format!(
        "chữ lấy từ thông tin hội nghị bị sửa tay trong Word: hồ sơ cho {}, bản Word ghi {}; từ nay chỗ này là chữ thường",
        quoted(&unlinked.before),
        quoted(&unlinked.after)
    );
    Diagnostic::new(Code::BACK_FACT, message).hint(format!(
        "thông tin đổi thật thì sửa ở hồ sơ và ghi lại {} ở đây, để mọi văn bản cùng theo",
        unlinked.expression
    ))
}

fn undone(deed: &Deed, lines: &Lines) -> Diagnostic {
    let own = |line: usize| &lines.now[line];
    let (message, elsewhere) = match deed {
        Deed::Rewrite { now, after, .. } => (
            format!("chỗ sửa này chưa đưa về được: {} thành {}", quoted(&own(now.start).text), quoted(after)),
            own(now.start).elsewhere.as_deref(),
        ),
        Deed::Remove { now } => (
            format!("trong bản Word đã bỏ {}; văn bản vẫn còn", quoted(&own(*now).text)),
            own(*now).elsewhere.as_deref(),
        ),
        Deed::Add { theirs, .. } => {
            let text = &lines.theirs[*theirs].words.text;
            (format!("đoạn mới trong bản Word chưa biết đặt vào đâu: {}", quoted(text)), None)
        }
    };
    let hint = match (elsewhere, deed) {
        (Some(file), _) => format!("chữ này lấy từ `{file}`: sửa ở đó"),
        (None, Deed::Add { .. }) => "chép chữ ấy vào ô thích hợp của văn bản".to_owned(),
        (None, _) => {
            "chương trình in chỗ này từ số, ngày, hồ sơ hay mẫu của loại văn bản: sửa ở ô của nó".to_owned()
        }
    };
    Diagnostic::new(Code::BACK_PLACE, message).hint(hint)
}

fn quoted(text: &str) -> String {
    let text = text.replace('\n', " ⏎ ");
    let short: String = text.chars().take(SHOWN).collect();
    if short.len() < text.len() { format!("“{short}…”") } else { format!("“{short}”") }
}

/// Says that a paper stays as it was issued.
pub(super) fn issued() -> Diagnostic {
    let message = "văn bản đã ban hành nên không sửa theo bản Word nữa; chỉ cho xem chỗ khác";
    Diagnostic::new(Code::IMPORT_ISSUED, message).hint("sai sót thì làm văn bản đính chính hoặc thay thế")
}

/// Says that what a file said when it was made is not known.
pub(super) fn no_record(name: &str, ours: bool) -> Diagnostic {
    let message = if ours {
        format!("không thấy bản gốc mà `{name}` được lập ra, nên không biết trong Word đã sửa những gì")
    } else {
        format!("`{name}` không phải bản Word do vanthu lập, hoặc chương trình đã ghi lại nó bỏ mất dấu nhận")
    };
    Diagnostic::new(if ours { Code::BACK_BASE } else { Code::BACK_OTHER }, message)
        .hint("bản gốc là tệp `.docx.goc.json` nằm cạnh bản Word lúc lập; tệp Word của nơi khác thì nhận thành bản nháp mới")
}

/// Says that the paper of a Word file is not found.
pub(super) fn no_paper(name: &str, paper: &str) -> Diagnostic {
    let message = format!("`{name}` lập từ `{paper}`, nhưng không thấy văn bản ấy ở đây");
    Diagnostic::new(Code::BACK_BASE, message).hint("văn bản đã đổi tên hay chuyển chỗ thì chỉ rõ tệp")
}

/// Says that a Word file was made of another paper.
pub(super) fn another_paper(name: &str, other: &str) -> Diagnostic {
    let message = format!("`{name}` là bản Word của `{other}`, không phải của văn bản này");
    Diagnostic::new(Code::BACK_PAPER, message).hint("mở đúng văn bản ấy rồi nhận lại")
}

/// Gives the changes, in the order of the Word file; what is gone comes last.
pub(super) fn changes(lines: &Lines, plan: &Plan, proved: &Proved) -> Vec<Change> {
    let done = plan.deeds.iter().zip(&proved.done).filter(|(_, done)| **done).map(|(deed, _)| deed);
    let mut changes: Vec<Change> = done.map(|deed| change(lines, deed)).collect();
    // A line whose words were changed, too, is told once.
    for one in &proved.looked {
        let line = &lines.theirs[one.theirs];
        if !changes.iter().any(|change| change.paragraph == line.paragraph) {
            let (before, after) = (line.words.text.clone(), line.words.typed.clone());
            changes.push(Change { paragraph: line.paragraph, before, after });
        }
    }
    changes.sort_by_key(|change| if change.paragraph == 0 { usize::MAX } else { change.paragraph });
    changes
}

fn change(lines: &Lines, deed: &Deed) -> Change {
    let now = |range: std::ops::Range<usize>| {
        lines.now[range].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    };
    match deed {
        Deed::Rewrite { now: own, theirs, after } => Change {
            paragraph: lines.theirs[theirs.start].paragraph,
            before: now(own.clone()),
            after: after.clone(),
        },
        Deed::Remove { now: own } => {
            Change { paragraph: 0, before: now(*own..own + 1), after: String::new() }
        }
        Deed::Add { theirs, .. } => Change {
            paragraph: lines.theirs[*theirs].paragraph,
            before: String::new(),
            after: lines.theirs[*theirs].words.text.clone(),
        },
    }
}
