//! Comes in: two texts. Goes out: whether they say the same, whatever their capitals, their signs and
//! where their tone marks stand. Must not know: what they name.

use crate::text::{ToneStyle, is_alphanumeric, restyle};

/// Tells whether two texts say the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

/// Gives the letters of a text as they are compared: `T/M` and `TM.` are one.
pub(super) fn bare(text: &str) -> String {
    let small = restyle(text, ToneStyle::OnMain).to_lowercase();
    small.chars().filter(|letter| is_alphanumeric(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_by_a_single_mark() {
        assert!(same("ĐẢNG ỦY  XÃ", "Đảng uỷ xã"));
        assert!(same("TM. BAN THƯỜNG VỤ", "T/M BAN THƯỜNG VỤ"));
        assert!(!same("Nguyễn Văn Mẫu", "Nguyễn Văn Mậu"));
    }
}
