//! Comes in: running text. Goes out: times of day that are on no clock, or
//! written as no paper writes them. Must not know: the meeting's hour.

use super::paper::Paper;
use super::report::Report;
use crate::diag::Code;
use crate::text::{TimeFault, find_odd_times};

pub(super) fn check(paper: &Paper<'_>, report: &mut Report) {
    for passage in paper.running() {
        for odd in find_odd_times(passage.str()) {
            let shown = &passage.str()[odd.range.clone()];
            let (code, message) = match odd.fault {
                TimeFault::Impossible => (Code::TIME_REAL, format!("không có giờ `{shown}`")),
                TimeFault::DayPart => (Code::TIME_REAL, format!("`{shown}`: giờ ấy không phải buổi sáng")),
                TimeFault::Form => (Code::TIME_FORM, format!("giờ `{shown}` viết thừa dấu hoặc chữ")),
            };
            let hint = odd.right.map_or_else(|| "xem lại giờ".to_owned(), |right| format!("viết `{right}`"));
            report.on(code, passage.text, odd.range, message, hint);
        }
    }
}
