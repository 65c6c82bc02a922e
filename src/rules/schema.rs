//! Comes in: the rule sets there are. Goes out: the JSON Schema of a rule set's file. Must not know:
//! what a value is used for.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::{Rule, RuleSet};
use crate::diag::{ALL, Severity};
use crate::kind::Side;

/// Makes the schema of a rule set: each value with its unit and its article; the names the
/// known sets have are those an editor offers.
#[must_use]
pub fn rules_schema(known: &[Arc<RuleSet>]) -> Value {
    let day = json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
    let until =
        json!({ "oneOf": [day, { "type": "null" }], "description": "Ngày cuối; còn hiệu lực thì ~." });
    let mut properties = Map::new();
    properties.insert("ma".into(), json!({ "type": "string", "description": "Đúng như tên tệp." }));
    properties.insert("ten".into(), json!({ "type": "string", "description": "Tên văn bản quy định." }));
    properties.insert(
        "he".into(),
        json!({ "enum": Side::ALL.map(Side::word), "description": "Thể thức của hệ nào; bỏ trống thì là của Đảng." }),
    );
    properties.insert("ngay_ky".into(), day.clone());
    properties.insert(
        "hieu_luc".into(),
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": ["tu"],
            "properties": { "tu": day, "den": until },
        }),
    );
    let article = |severity| match severity {
        Severity::Error => json!({ "type": "string" }),
        _ => json!({ "type": ["string", "null"] }),
    };
    let codes: Map<String, Value> =
        ALL.iter().map(|code| (code.id.to_owned(), article(code.severity))).collect();
    properties.insert(
        "phat_hien".into(),
        json!({
            "type": "object",
            "additionalProperties": false,
            "properties": codes,
            "description": "Điều mà từng phát hiện dựa vào; không xét thì ~.",
        }),
    );
    for set in known {
        if let Rule::Group(groups) = &set.values {
            for (name, rule) in groups {
                offer(&mut properties, name, rule);
            }
        }
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Bộ quy tắc thể thức",
        "type": "object",
        "required": ["ma", "hieu_luc"],
        "properties": properties,
        "additionalProperties": { "$ref": "#/definitions/nhom" },
        "definitions": { "gia_tri": value(), "nhom": {
            "type": "object",
            "additionalProperties": { "oneOf": [
                { "$ref": "#/definitions/gia_tri" }, { "$ref": "#/definitions/nhom" },
            ] },
        } },
    })
}

/// Adds a known name with what stands under it.
fn offer(properties: &mut Map<String, Value>, name: &str, rule: &Rule) {
    let Rule::Group(below) = rule else {
        properties.insert(name.to_owned(), json!({ "$ref": "#/definitions/gia_tri" }));
        return;
    };
    let group = properties.entry(name).or_insert_with(|| {
        let other =
            json!({ "oneOf": [{ "$ref": "#/definitions/gia_tri" }, { "$ref": "#/definitions/nhom" }] });
        json!({ "type": "object", "properties": {}, "additionalProperties": other })
    });
    if let Some(own) = group["properties"].as_object_mut() {
        for (name, rule) in below {
            offer(own, name, rule);
        }
    }
}

/// Makes the schema of a value: one unit, and where it comes from.
fn value() -> Value {
    let of = |unit: &str, kind: Value| {
        let mut properties = Map::new();
        properties.insert(unit.to_owned(), kind);
        let article = json!({ "type": "string", "minLength": 1, "description": "Nguồn: điều của Hướng dẫn, thông lệ, đo trên …" });
        properties.insert("dieu".to_owned(), article);
        json!({
            "type": "object",
            "additionalProperties": false,
            "required": [unit, "dieu"],
            "properties": properties,
        })
    };
    let number = || json!({ "type": "number" });
    json!({ "oneOf": [
        of("pt", number()), of("mm", number()), of("so", number()),
        of("la", json!({ "type": ["string", "number"] })), of("co", json!({ "type": "boolean" })),
    ] })
}
