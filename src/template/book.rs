//! Comes in: values for a sheet that is no paper. Goes out: its Typst source.
//! Must not know: what the values are.

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Value};

use super::facts::map;
use super::literal;
use crate::assets::Assets;
use crate::diag::{Code, Diagnostic};

/// Writes the source of `name` with these values, each a literal.
///
/// # Errors
/// Gives a finding about the template.
pub fn book(assets: &Assets, name: &str, values: &serde_json::Value) -> Result<String, Box<Diagnostic>> {
    filled(assets, name, value(values))
}

/// Writes the source of `name` with values of this room.
pub(super) fn filled(assets: &Assets, name: &str, values: Value) -> Result<String, Box<Diagnostic>> {
    let refuse = |why: String| Box::new(Diagnostic::new(Code::TEMPLATE, format!("mẫu `{name}`: {why}")));
    let source = assets.source(name).map_err(|found| refuse(format!("{found:?}")))?;
    let source = source.ok_or_else(|| refuse("không có".to_owned()))?;
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.set_formatter(literal::write);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.render_named_str(name, source.text(), values).map_err(|error| refuse(error.to_string()))
}

fn value(json: &serde_json::Value) -> Value {
    match json {
        serde_json::Value::String(text) => text.as_str().into(),
        serde_json::Value::Number(number) => number.as_i64().unwrap_or_default().into(),
        serde_json::Value::Bool(flag) => (*flag).into(),
        serde_json::Value::Array(values) => values.iter().map(value).collect(),
        serde_json::Value::Object(fields) => {
            map(fields.iter().map(|(name, field)| (name.as_str(), value(field))))
        }
        serde_json::Value::Null => Value::from(()),
    }
}
