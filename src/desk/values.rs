//! Comes in: what stands in a file. Goes out: the same as JSON, and back. Must not know: kinds.

use serde_json::{Map, Value};

use crate::yaml::edit::Content;

/// Gives what a file holds as JSON: texts as they are typed there.
#[must_use]
pub fn plain(content: &Content) -> Value {
    match content {
        Content::Empty => Value::Null,
        Content::Text(text) => text.as_str().into(),
        Content::List(members) => members.iter().map(plain).collect(),
        Content::Map(entries) => Value::Object(
            entries.iter().map(|(key, value)| (key.clone(), plain(value))).collect::<Map<_, _>>(),
        ),
    }
}

/// Gives what is to be written of JSON; numbers and flags are typed as texts.
#[must_use]
pub fn content(value: &Value) -> Content {
    match value {
        Value::Null => Content::Empty,
        Value::String(text) => Content::Text(text.clone()),
        Value::Bool(flag) => Content::Text(if *flag { "có" } else { "không" }.to_owned()),
        Value::Number(number) => Content::Text(number.to_string()),
        Value::Array(members) => Content::List(members.iter().map(content).collect()),
        Value::Object(entries) => {
            Content::Map(entries.iter().map(|(key, value)| (key.clone(), content(value))).collect())
        }
    }
}
