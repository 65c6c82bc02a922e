//! Comes in: a list whose paper says no form of address for all. Goes out: one finding about
//! those who have none. Must not know: papers.

use super::GuestList;
use super::honorific::unranked;
use super::looks::is_post;
use crate::diag::{Code, Diagnostic};

/// Tells of guests whom an invitation would name without any form of address; an organ has
/// none, a rank or a degree before a name is one.
#[must_use]
pub fn unaddressed(list: &GuestList) -> Option<Diagnostic> {
    let bare = list.guests.iter().filter(|guest| {
        guest.honorific.is_none() && unranked(&guest.name) == guest.name && !is_post(&guest.name)
    });
    let names: Vec<&str> = bare.map(|guest| guest.name.as_str()).collect();
    let first = names.first()?;
    let message = format!(
        "{}: {} khách không có xưng hô, giấy mời chỉ in họ tên, ví dụ `{first}`",
        list.file,
        names.len()
    );
    Some(Diagnostic::new(Code::GUESTS_UNADDRESSED, message).hint(
        "thêm `xung_ho: Đồng chí` vào văn bản, hoặc thêm cột Xưng hô (Ông, Bà, Đồng chí) vào danh sách",
    ))
}
