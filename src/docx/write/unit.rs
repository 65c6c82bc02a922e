//! Comes in: lengths in pt. Goes out: the units of a Word file, rounded once. Must not know: what
//! is measured.

/// Gives twentieths of a point.
pub(super) fn twips(pt: f64) -> i64 {
    whole(pt * 20.0)
}

/// Gives half points: sizes of letters.
pub(super) fn half_points(pt: f64) -> i64 {
    whole(pt * 2.0)
}

/// Gives eighths of a point: the thickness of a border.
pub(super) fn eighths(pt: f64) -> i64 {
    whole(pt * 8.0).max(2)
}

/// Gives whole points.
pub(super) fn points(pt: f64) -> i64 {
    whole(pt)
}

#[expect(clippy::cast_possible_truncation, reason = "no sheet is that large")]
fn whole(number: f64) -> i64 {
    number.round() as i64
}
