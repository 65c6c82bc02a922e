//! Comes in: a line of who a paper goes to. Goes out: whether the form prints it by itself. Must not
//! know: the other lines.

use super::compare::kept_at;
use super::same::same;
use crate::input::is_short_for;

/// Is what a line is.
pub(super) enum Recipient {
    /// The form prints it: its words for whoever reads.
    Printed(&'static str),
    /// It says another place where the paper is kept: what is told.
    KeptElsewhere(String),
    /// Somebody the paper goes to.
    Own,
}

/// Tells what a line is; `own` is where the office keeps its papers, and who drafted this one; `above`
/// whether the form prints `Như trên` itself.
pub(super) fn recipient(line: &str, above: bool, (own, unit): (&str, Option<&str>)) -> Recipient {
    if above && same(line, "như trên") {
        return Recipient::Printed("`Như trên`");
    }
    let Some(place) = kept_at(line) else { return Recipient::Own };
    let is_own = |name: &str| {
        same(name, own) || is_short_for(name.trim(), own) || unit.is_some_and(|unit| same(name, unit))
    };
    if place.split([',', ';']).all(is_own) {
        return Recipient::Printed("dòng Lưu");
    }
    Recipient::KeptElsewhere(format!("nơi lưu trong tệp là `{line}`, của cơ quan là `Lưu {own}`"))
}
