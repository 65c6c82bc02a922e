//! Comes in: nothing. Goes out: the JSON Schema of a kind's manifest. Must not know: any particular
//! kind.

use serde_json::{Map, Value, json};

use super::Side;

/// Makes the schema of `loai.yaml`.
#[must_use]
pub fn manifest_schema() -> Value {
    let text = |help: &str| json!({ "type": "string", "description": help });
    let sided = |help: &str| {
        let both = json!({
            "type": "object", "additionalProperties": false,
            "properties": { "dang": { "type": "string" }, "nha-nuoc": { "type": "string" } },
        });
        json!({ "oneOf": [{ "type": "string" }, both], "description": help })
    };
    let names = |help: &str| json!({ "type": "array", "items": { "type": "string" }, "description": help });
    let list = json!({ "type": "array", "items": { "type": "string" } });
    let unused = json!({
        "oneOf": [list, {
            "type": "object", "additionalProperties": false,
            "properties": { "dang": list, "nha-nuoc": list },
        }],
        "description": "Trường chung không dùng ở loại này; hai hệ khác nhau thì { dang: [kinh_gui], nha-nuoc: [] }.",
    });
    let flag = |help: &str| json!({ "type": "boolean", "description": help });
    let one = |words: &[&str], help: &str| json!({ "enum": words, "description": help });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "loai.yaml",
        "type": "object",
        "additionalProperties": false,
        "required": ["ten", "ky_hieu"],
        "properties": {
            "ten": text("Tên loại khi viết trong câu: Kế hoạch."),
            "ten_in": text("Tên loại in trên văn bản: KẾ HOẠCH; không in thì bỏ."),
            "ky_hieu": sided("Ký hiệu của loại: KH; hai hệ khác nhau thì { dang: QĐ, nha-nuoc: QyĐ }."),
            "giup": text("Một câu nói loại này để làm gì."),
            "nhom": text("Đứng trong nhóm nào khi chọn loại: Hay dùng."),
            "hang": { "type": "integer", "minimum": 0, "maximum": 999, "description": "Thứ tự khi chọn loại, số nhỏ đứng trước." },
            "he": {
                "type": "array", "minItems": 1, "items": { "enum": Side::ALL.map(Side::word) },
                "description": "Văn bản của hệ nào; bỏ trống thì là của Đảng.",
            },
            "ky_nhu": sided("Người ký ký với tư cách gì ở loại này, thay cho quyền hạn, chức vụ: CHỦ TRÌ HỘI NGHỊ."),
            "ky_but": flag("Ký bằng bút, không có ô chữ ký số."),
            "kho_giay": names("Khổ giấy được in, khổ thường dùng viết trước: [A4, A5]."),
            "ngay_so_voi_su_kien": one(&["truoc", "truoc-ngay", "sau"], "Ngày của văn bản so với hội nghị."),
            "can_su_kien": names("Dữ kiện của hội nghị phải có: [ngay, gio, dia_diem]."),
            "trich_yeu_duoi_so": flag("Trích yếu nằm dưới số, như công văn."),
            "khong_ngay": {
                "type": "array", "items": { "const": Side::State.word() },
                "description": "Văn bản của hệ nào không in địa danh, ngày tháng ở đầu: [nha-nuoc].",
            },
            "nhu_tren": {
                "oneOf": [
                    { "type": "boolean" },
                    { "type": "array", "items": { "const": Side::State.word() } },
                ],
                "description": "Nơi nhận bắt đầu bằng Như trên; chỉ ở văn bản của một hệ thì [nha-nuoc].",
            },
            "bat_buoc": names("Trường chung phải có ở loại này."),
            "khong_dung": unused,
            "khach": one(&["moi-nguoi", "ca-danh-sach"], "Mỗi khách một bản, hoặc một tờ cho cả danh sách."),
            "thay_khach": names("Trường phải có khi không có danh sách khách."),
            "thu_tu": names("Các trường mẫu điền bắt đầu bằng, khi không theo thứ tự in."),
            "kich_thuoc": {
                "type": "object",
                "description": "Kích thước riêng cho mẫu.",
                "additionalProperties": { "oneOf": [measure("mm"), measure("pt"), measure("so")] },
            },
            "truong": described(&fields(), "Các trường riêng của loại."),
        },
        "definitions": { "truong": field(), "cac_truong": {
            "type": "object",
            "additionalProperties": { "$ref": "#/definitions/truong" },
        } },
    })
}

fn described(schema: &Value, help: &str) -> Value {
    json!({ "allOf": [schema], "description": help })
}

fn fields() -> Value {
    json!({ "$ref": "#/definitions/cac_truong" })
}

fn measure(unit: &str) -> Value {
    let mut properties = Map::new();
    properties.insert(unit.to_owned(), json!({ "type": "number" }));
    json!({ "type": "object", "additionalProperties": false, "required": [unit], "properties": properties })
}

/// Makes the schema of a field's description; what a type needs beside it is required.
fn field() -> Value {
    let needs = |kind: &str, key: &str| {
        json!({
            "if": { "properties": { "kieu": { "const": kind } }, "required": ["kieu"] },
            "then": { "required": [key] },
        })
    };
    let words = |help: &str| json!({ "type": "array", "items": { "type": "string" }, "description": help });
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["kieu"],
        "properties": {
            "ten": { "type": "string", "description": "Tên của trường trên mẫu điền: Trích yếu." },
            "it_dung": { "type": "boolean", "description": "Ít văn bản có: mẫu điền để riêng." },
            "kieu": { "enum": super::field::TYPES, "description": "Kiểu của trường." },
            "bat_buoc": { "type": "boolean", "description": "Thiếu thì văn bản sai." },
            "tru_khi": words("Không bắt buộc khi có một trong các trường này."),
            "cung": words("Không in nếu thiếu các trường này."),
            "giua_cau": { "type": "boolean", "description": "In ở giữa câu." },
            "tac_gia": { "type": "boolean", "description": "Nêu ai ban hành: phải hợp với quyền hạn của người ký." },
            "thay_bang": words("Loại không có trường này thì dùng trường nào, hợp nhất viết trước."),
            "so_voi_su_kien": { "enum": ["truoc", "sau"], "description": "Trước hay sau hội nghị." },
            "dau": { "const": "tu-them", "description": "Mẫu tự thêm gạch đầu dòng, dấu ở cuối." },
            "nhan": words("Nhãn mẫu in trước nó."),
            "giup": { "type": "string", "description": "Một câu cho người điền." },
            "vi_du": { "type": "string", "description": "Một giá trị như người ta sẽ gõ." },
            "gia_tri": words("Các từ được chọn, khi kieu là chon."),
            "ten_gia_tri": words("Tên của mỗi từ trên mẫu điền, cùng thứ tự với gia_tri."),
            "cua": described(&json!({ "$ref": "#/definitions/truong" }), "Mỗi mục là gì, khi kieu là danh-sach, bang-ten."),
            "truong": described(&fields(), "Các trường bên trong, khi kieu là nhom."),
        },
        "allOf": [
            needs("chon", "gia_tri"), needs("danh-sach", "cua"), needs("bang-ten", "cua"), needs("nhom", "truong"),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::{KEYS, field::KEYS as FIELD_KEYS};

    fn keys(schema: &Value) -> Vec<&str> {
        schema["properties"].as_object().expect("keys").keys().map(String::as_str).collect()
    }

    #[test]
    fn the_schema_knows_the_keys_the_reader_knows() {
        let schema = manifest_schema();
        assert_eq!(keys(&schema), KEYS);
        assert_eq!(keys(&schema["definitions"]["truong"]), FIELD_KEYS);
    }
}
