//! Comes in: laid-out pages. Goes out: what the look says does not fit
//! (`<vt-tran>`, `templates/the-thuc/vua.typ`), and texts that lie on each other
//! whatever the look says. Must not know: where a text was typed.

use typst::foundations::{Dict, Value};
use typst::introspection::MetadataElem;
use typst::layout::{Abs, Frame, FrameItem, Point, Rect, Transform};
use typst_layout::PagedDocument;

use super::sheet::off_sheet;
use super::spots::labelled;
use crate::diag::{Code, Diagnostic};

/// Is the label of every report.
const MARK: &str = "vt-tran";
/// Is how many reports are shown: who mends them sees the others next time.
const SHOWN: usize = 20;
/// Is how much (pt) two texts side by side may share: what rounding leaves.
const SLACK: f64 = 0.5;
/// Is the part of its size that a letter takes above its baseline whatever
/// letter it is; marks and tails may reach into the neighbouring line.
const BODY: f64 = 0.4;

/// Finds everything that would not be read as it was written.
pub(super) fn misfits(document: &PagedDocument) -> Vec<Diagnostic> {
    let marks = labelled(document, MARK);
    let told = marks.iter().filter_map(|mark| match &mark.to_packed::<MetadataElem>()?.value {
        Value::Dict(values) => no_room(values),
        _ => None,
    });
    let mut told: Vec<_> = told.take(SHOWN).collect();
    if let Some(last) = told.last_mut() {
        if marks.len() > SHOWN {
            last.hints.push(format!("còn {} chỗ như vậy trong văn bản này", marks.len() - SHOWN));
        }
        return told;
    }
    let pages = document.pages().iter().enumerate();
    let over = pages.filter_map(|(index, page)| Some(overlap(index + 1, overlapping(&page.frame)?)));
    off_sheet(document).map(|(page, text)| overflow(page, &text)).into_iter().chain(over).collect()
}

fn no_room(values: &Dict) -> Option<Diagnostic> {
    let text = |name: &str| values.get(name).ok()?.clone().cast::<String>().ok();
    let number = |name: &str| values.get(name).ok()?.clone().cast::<f64>().ok();
    let (whole, part) = (text("chu")?, text("tu")?);
    // Tenths of a millimetre, so that what is a little too wide reads so.
    let mm = |pt: f64| format!("{:.1}", pt * 25.4 / 72.0).replace('.', ",");
    let message = format!(
        "`{}` không vừa khung: cần {} mm, chỉ có {} mm",
        shortened(&part),
        mm(number("can")?),
        mm(number("co")?)
    );
    Some(
        Diagnostic::new(Code::NO_ROOM, message)
            .about(whole, part)
            .hint("rút ngắn, hoặc thêm dấu cách ở chỗ ngắt được")
            .hint("trong bảng: bớt cột, bỏ `rong`, ghi `co_chu: 12` hoặc `kho: A4 ngang`"),
    )
}

fn overflow(page: usize, text: &str) -> Diagnostic {
    let message = format!("trang {page}: chữ nằm ngoài tờ giấy: `{}`", shortened(text));
    Diagnostic::new(Code::OFF_SHEET, message)
        .about(text, text)
        .hint("rút ngắn trích yếu, tên cơ quan, họ tên hoặc từ quá dài không có dấu cách")
}

fn overlap(page: usize, [one, other]: [String; 2]) -> Diagnostic {
    let message =
        format!("trang {page}: chữ in đè lên nhau: `{}` và `{}`", shortened(&one), shortened(&other));
    Diagnostic::new(Code::OVERLAP, message)
        .about(one.as_str(), one.as_str())
        .hint("rút ngắn một trong hai chỗ ấy; nếu vẫn thế thì báo cho người giữ mẫu")
}

fn shortened(text: &str) -> String {
    let mut short: String = text.chars().take(60).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Gives the first two texts of a page that lie on each other.
fn overlapping(frame: &Frame) -> Option<[String; 2]> {
    let mut boxes = Vec::new();
    walk(frame, Transform::identity(), &mut boxes);
    boxes.sort_by_key(|(place, _)| place.min.y);
    for (index, (place, text)) in boxes.iter().enumerate() {
        let below = boxes[index + 1..].iter().take_while(|(other, _)| other.min.y < place.max.y);
        for (other, other_text) in below {
            let width = place.max.x.min(other.max.x) - place.min.x.max(other.min.x);
            if width > Abs::pt(SLACK) {
                return Some([text, other_text].map(|text| (*text).to_owned()));
            }
        }
    }
    None
}

/// Collects the texts of a frame with the boxes their letters fill.
fn walk<'a>(frame: &'a Frame, onto: Transform, boxes: &mut Vec<(Rect, &'a str)>) {
    for (place, item) in frame.items() {
        let onto = onto.pre_concat(Transform::translate(place.x, place.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, onto.pre_concat(group.transform), boxes),
            FrameItem::Text(text) if !text.text.trim().is_empty() => {
                let far = Point::new(text.width(), -text.size * BODY);
                let ends = [Point::zero(), far].map(|end| end.transform(onto));
                boxes.push((Rect::new(ends[0].min(ends[1]), ends[0].max(ends[1])), text.text.as_str()));
            }
            _ => {}
        }
    }
}
