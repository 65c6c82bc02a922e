//! Comes in: the numbered lines of a body that could be read otherwise. Goes
//! out: both readings of each, and which of them is printed. Must not know: how
//! they are told apart.

use super::paper::Paper;
use super::report::Report;
use super::wrapped::passages;
use crate::diag::Code;
use crate::model::{Block, Body, Doubt, Mark, Why};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for body in &paper.bodies {
        let wrapped = passages(body);
        let is_cut = |at: usize| wrapped.iter().any(|lines| lines.start <= at && at + 1 < lines.end);
        for doubt in body.doubts.iter().filter(|doubt| !is_cut(doubt.block)) {
            told(body, *doubt, report);
        }
    }
}

fn told(body: &Body, doubt: Doubt, report: &mut Report) {
    let Some(Block::Line { mark, runs }) = body.blocks.get(doubt.block) else { return };
    let heading = matches!(mark, Mark::Article(_) | Mark::Section(..) | Mark::Heading(_));
    let printed = if heading { "đang in như đầu đề" } else { "đang in như đoạn văn" };
    let letters = runs.as_str().chars().count();
    let (fault, hint) = match doubt.why {
        Why::Long => (
            format!("dòng đánh số dài {letters} chữ mà cuối dòng không có dấu câu"),
            "là câu văn thì thêm dấu chấm ở cuối; là đầu đề thì rút còn khoảng một dòng rưỡi",
        ),
        Why::Parted => (
            "dòng đánh số có dấu chấm phẩy mà cuối dòng không có dấu câu".to_owned(),
            "là câu văn thì thêm dấu chấm ở cuối; là đầu đề thì bỏ dấu chấm phẩy",
        ),
        Why::Comma => (
            "dòng đánh số kết thúc bằng dấu phẩy".to_owned(),
            "là câu văn thì thay bằng dấu chấm hoặc chấm phẩy; là đầu đề thì bỏ dấu phẩy",
        ),
        Why::Sisters if runs.is_closed() => (
            "dòng này có dấu câu ở cuối, các dòng cùng cấp thì không".to_owned(),
            "là đầu đề thì bỏ dấu câu ở cuối; là đoạn văn thì để nguyên",
        ),
        Why::Sisters => (
            "dòng này không có dấu câu ở cuối, các dòng cùng cấp thì có".to_owned(),
            "là câu văn thì thêm dấu chấm ở cuối; là đầu đề thì viết các dòng cùng cấp cũng không có dấu câu",
        ),
    };
    let text = runs.as_str().trim_end();
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    report.on(Code::HEADING_DOUBT, &runs.plain, start..text.len(), format!("{fault}: {printed}"), hint);
}
