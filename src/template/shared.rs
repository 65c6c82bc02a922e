//! Comes in: the values of a paper that goes out in many copies. Goes out: a Typst
//! file of those that all copies print alike, and values that are written as
//! their names in it. Must not know: what the values say, what differs.
//!
//! Head, title and ending are most of a source. Typst reads and evaluates a file
//! that is imported once for all copies.

use std::fmt::Write as _;

use minijinja::value::{ValueKind, merge_maps};
use minijinja::{Error, Value};

use super::facts::map;
use super::literal::literal;
use super::named::shared;

/// Is the name under which a copy imports the file.
pub(super) const MODULE: &str = "chung-cac-ban";

/// Lists the values of a page that may be shared.
const NAMES: [&str; 9] =
    ["trang", "dau", "ten_loai", "kinh_gui", "can_cu", "noi_dung", "truong", "ket", "phu_luc"];

/// Puts values into a file; gives all values anew, and the file's text.
pub(super) fn share(values: &Value) -> Result<(Value, String), Error> {
    let mut text = String::new();
    let mut own = Vec::new();
    for name in NAMES {
        let value = values.get_attr(name)?;
        if matches!(value.kind(), ValueKind::Map | ValueKind::Seq) {
            let _ = write!(text, "#let {name} = ");
            literal(&mut text, &value, 0)?;
            text.push('\n');
            own.push((name, shared(value, format!("{MODULE}.{name}"))));
        }
    }
    Ok((merge_maps([values.clone(), map(own)]), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_and_groups_are_named_and_the_rest_is_written() {
        let ending = map([("dong", Value::from(vec!["a", "b"])), ("ten", "c".into())]);
        let annex = map([("dau", map([("t", 1.into())]))]);
        let values = map([("ket", ending), ("phu_luc", Value::from(vec![annex])), ("trang", "d".into())]);
        let (values, text) = share(&values).expect("literals");
        assert_eq!(text, "#let ket = (dong:(\"a\",\"b\"),ten:\"c\")\n#let phu_luc = ((dau:(t:1)),)\n");
        let mut environment = minijinja::Environment::new();
        environment.set_formatter(crate::template::literal::write);
        let written = environment.render_str(
            "{{ ket }} {{ ket.ten ~ '!' }} {% for p in phu_luc %}{{ p.dau }}{% endfor %} {{ ket.khac or ket.dong }} {{ trang }}",
            values,
        );
        assert_eq!(
            written.expect("written"),
            "chung-cac-ban.ket \"c!\" chung-cac-ban.phu_luc.at(0).at(\"dau\") chung-cac-ban.ket.at(\"dong\") \"d\""
        );
    }
}
