//! Comes in: the values of a paper that goes out in many copies. Goes out: a Typst
//! file of those that all copies print alike, and values that are written as
//! their names in it. Must not know: what the values say, what differs.
//!
//! Head, title and ending are most of a source. Typst reads and evaluates a file
//! that is imported once for all copies.

use std::fmt::Write as _;
use std::sync::Arc;

use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind, merge_maps};
use minijinja::{Error, Value};

use super::facts::map;
use super::literal::literal;

/// Is the name under which a copy imports the file.
pub(super) const MODULE: &str = "chung-cac-ban";

/// Lists the values of a page that may be shared.
const NAMES: [&str; 9] =
    ["trang", "dau", "ten_loai", "kinh_gui", "can_cu", "noi_dung", "truong", "ket", "phu_luc"];

/// Is a list or a group that stands in the file.
#[derive(Debug)]
struct Shared {
    value: Value,
    /// The expression that gives it in a copy.
    name: String,
}

impl Object for Shared {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        if self.value.kind() == ValueKind::Map { ObjectRepr::Map } else { ObjectRepr::Seq }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let value = self.value.get_item(key).ok().filter(|value| !value.is_undefined())?;
        let mut name = format!("{}.at(", self.name);
        literal(&mut name, key, 0).ok()?;
        name.push(')');
        Some(shared(value, name))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.value.kind() {
            ValueKind::Map => Enumerator::Values(self.value.try_iter().into_iter().flatten().collect()),
            _ => Enumerator::Seq(self.value.len().unwrap_or_default()),
        }
    }
}

/// What is no list and no group is written out: templates join it with others.
fn shared(value: Value, name: String) -> Value {
    match value.kind() {
        ValueKind::Map | ValueKind::Seq => Value::from_object(Shared { value, name }),
        _ => value,
    }
}

/// Gives the expression that a value which stands in the file is written as.
pub(super) fn named(value: &Value) -> Option<&str> {
    value.downcast_object_ref::<Shared>().map(|shared| shared.name.as_str())
}

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
