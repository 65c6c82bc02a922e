//! Comes in: a value, the expression that gives it in a file that copies import. Goes out: the
//! same value, which knows its expression. Must not know: what the values say, how they are
//! written.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr, ValueKind};

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
        Some(match written(key) {
            Some(key) => shared(value, format!("{}.at({key})", self.name)),
            None => value,
        })
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.value.kind() {
            ValueKind::Map => Enumerator::Values(self.value.try_iter().into_iter().flatten().collect()),
            _ => Enumerator::Seq(self.value.len().unwrap_or_default()),
        }
    }
}

/// Writes a plain name or a place in a list; what has other letters is written out.
fn written(key: &Value) -> Option<String> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-';
    match key.as_str() {
        Some(name) if name.chars().all(plain) => Some(format!("\"{name}\"")),
        Some(_) => None,
        None => key.as_usize().map(|place| place.to_string()),
    }
}

/// What is no list and no group is written out: templates join it with others.
pub(super) fn shared(value: Value, name: String) -> Value {
    match value.kind() {
        ValueKind::Map | ValueKind::Seq => Value::from_object(Shared { value, name }),
        _ => value,
    }
}

/// Gives the expression that a value which stands in the file is written as.
pub(super) fn named(value: &Value) -> Option<&str> {
    value.downcast_object_ref::<Shared>().map(|shared| shared.name.as_str())
}
