//! Comes in: the fields of a file. Goes out: their JSON Schema, from which an
//! editor completes keys and shows help. Must not know: any particular field.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::date_pattern::{TIME, day, day_or_month};
use super::{ALIGNS, Field, FieldType, Kind, LANDSCAPE, Part, SIGNED_ONLY};

/// Says what papers may refer to.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The short names of signers; none if they are not known.
    pub signers: BTreeSet<String>,
    /// Those of issuers.
    pub issuers: BTreeSet<String>,
}

/// Makes the schema of a file with these fields.
///
/// For papers, `kinds` are all kinds: the schema asks `loai` first and then
/// allows the fields of that kind.
#[must_use]
pub fn schema(title: &str, fields: &[Field], kinds: &[Kind], known: &Known) -> Value {
    let mut schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
    });
    if kinds.is_empty() {
        merge(&mut schema, object(fields, known));
        return schema;
    }
    let names: Vec<_> = kinds.iter().map(|kind| kind.id.as_str()).collect();
    schema["type"] = "object".into();
    schema["required"] = json!(["loai"]);
    schema["properties"] = json!({ "loai": { "enum": names, "description": "Loại văn bản." } });
    schema["allOf"] = kinds
        .iter()
        .map(|kind| {
            let mut then = object(&kind.fields, known);
            then["properties"]["loai"] = json!({ "const": kind.id, "description": kind.help });
            // Sheets and annexes have neither signer nor recipients.
            let required = then["required"].as_array().cloned().unwrap_or_default();
            let (signed, always): (Vec<_>, Vec<_>) =
                required.into_iter().partition(|name| name.as_str().is_some_and(|name| SIGNED_ONLY.contains(&name)));
            then["required"] = always.into();
            then["if"] = json!({ "properties": { "hinh_thuc": { "enum": ["tai-lieu", "phu-luc"] } }, "required": ["hinh_thuc"] });
            then["else"] = json!({ "required": signed });
            json!({
                "if": { "properties": { "loai": { "const": kind.id } }, "required": ["loai"] },
                "then": then,
            })
        })
        .collect();
    schema
}

fn merge(into: &mut Value, from: Value) {
    if let (Value::Object(into), Value::Object(from)) = (into, from) {
        into.extend(from);
    }
}

fn object(fields: &[Field], known: &Known) -> Value {
    let properties: Map<String, Value> = fields
        .iter()
        .map(|field| {
            let mut value = one(&field.kind, known);
            value["description"] = field.help.as_str().into();
            if let Some(example) = &field.example {
                value["examples"] = json!([example]);
            }
            (field.name.clone(), value)
        })
        .collect();
    let required: Vec<_> = fields
        .iter()
        .filter(|field| field.required && field.unless.is_empty())
        .map(|field| field.name.as_str())
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
        "required": required,
    })
}

fn one(kind: &FieldType, known: &Known) -> Value {
    match kind {
        FieldType::Text | FieldType::Lines | FieldType::Verbatim | FieldType::VerbatimLines => {
            json!({ "type": ["string", "number"] })
        }
        FieldType::Body => json!({
            "oneOf": [
                { "type": "string" },
                { "type": "array", "items": { "oneOf": [{ "type": "string" }, table()] } },
            ],
        }),
        FieldType::Rows => json!({
            "type": "array",
            "items": { "oneOf": [cell(), { "type": "array", "items": cell() }] },
        }),
        FieldType::Number => json!({ "type": "integer", "minimum": 1 }),
        FieldType::Date => json!({ "type": "string", "pattern": day() }),
        FieldType::DayOrMonth => json!({ "type": "string", "pattern": day_or_month() }),
        FieldType::Time => json!({ "type": "string", "pattern": TIME }),
        FieldType::Flag => json!({ "enum": [true, false, "có", "không"] }),
        FieldType::Choice(words) => json!({ "enum": words }),
        FieldType::Signer => referred("nguoi_ky", &known.signers),
        FieldType::Issuer => referred("don_vi", &known.issuers),
        FieldType::List(of) if of.is_text() => {
            json!({ "type": ["string", "number", "array"], "items": one(of, known) })
        }
        FieldType::List(of) => json!({ "type": "array", "items": one(of, known) }),
        FieldType::Group(fields) => object(fields, known),
        FieldType::Named(of) => json!({ "type": "object", "additionalProperties": one(of, known) }),
    }
}

/// Makes the schema of somebody of the office: by short name, or spelt out as the office's file has
/// them.
fn referred(list: &str, names: &BTreeSet<String>) -> Value {
    let short = if names.is_empty() { json!({ "type": "string" }) } else { json!({ "enum": names }) };
    let fields = Part::Office.fields().unwrap_or_default();
    let spelt = fields.iter().find(|field| field.name == list).and_then(|field| match &field.kind {
        FieldType::Named(of) => Some(one(of, &Known::default())),
        _ => None,
    });
    json!({ "oneOf": [short, spelt.unwrap_or_else(|| json!({ "type": "object" }))] })
}

fn table() -> Value {
    let rows = one(&FieldType::Rows, &Known::default());
    let columns = |items: Value, help: &str| json!({ "type": "array", "items": items, "description": help });
    json!({
        "type": "object",
        "required": ["bang"],
        "additionalProperties": false,
        "properties": { "bang": {
            "type": "object",
            "required": ["cot", "dong"],
            "additionalProperties": false,
            "properties": {
                "cot": described(&rows, "Tên các cột; đầu bảng hai tầng thì mỗi tầng một danh sách."),
                "dong": described(&rows, "Các dòng; dòng chỉ có một ô thì ô ấy rộng cả dòng."),
                "rong": columns(json!({ "type": "integer", "minimum": 1 }), "Tỷ lệ bề rộng các cột; không ghi thì theo chữ trong cột."),
                "can": columns(json!({ "enum": ALIGNS }), "Căn chữ của từng cột."),
                "danh_so": { "enum": ["có", "theo phần"], "description": "Cột đầu tự đánh số; theo phần: đánh lại từ 1 sau mỗi dòng một ô." },
                "co_chu": { "type": "integer", "description": "Cỡ chữ của bảng." },
                "kho": { "enum": [LANDSCAPE], "description": "In bảng trên trang ngang." },
            },
        } },
    })
}

fn described(schema: &Value, help: &str) -> Value {
    let mut schema = schema.clone();
    schema["description"] = help.into();
    schema
}

fn cell() -> Value {
    let count = |help: &str| json!({ "type": "integer", "minimum": 1, "description": help });
    json!({ "oneOf": [
        { "type": ["string", "number", "null"] },
        {
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "chu": { "type": ["string", "number"], "description": "Chữ trong ô." },
                "gop": count("Ô rộng mấy cột."),
                "gop_dong": count("Ô cao mấy dòng; dòng dưới không viết ô ấy nữa."),
                "can": { "enum": ALIGNS, "description": "Căn chữ của riêng ô này." },
            },
        },
    ] })
}
